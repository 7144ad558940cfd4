// Who stands around an actor: what it speaks about most, who opposes and who supports it, each with its count and leading
// to the edge.

import type { ClaimFilter, RelationListFragment } from '../../gql/generated.ts';
import { ActorAround as AroundDocument } from '../../gql/generated.ts';
import { useQueryState } from '../../gql/queries.ts';
import { count, messages } from '../../messages.ts';
import { QueryResult } from '../../states/query-result.tsx';
import { StanceBar } from '../../view/stance.tsx';
import { EdgeLink } from '../frame/links.tsx';
import { restrictFilter, restrictToStances } from '../frame/restrict-filter.ts';
import { titleOfTarget } from '../frame/target-title.ts';
import styles from './actor-around.module.css';
import { actorMessages as words } from './messages.ts';

const SHOWN = 6;

export function ActorAround({ ids, filter }: { ids: readonly string[]; filter: ClaimFilter }) {
  const speaking = restrictFilter(filter, 'speakers', ids);
  const told = restrictFilter(filter, 'targets', ids);
  const query = useQueryState(AroundDocument, {
    speaking,
    opposing: restrictToStances(told, ['OPPOSES']),
    supporting: restrictToStances(told, ['SUPPORTS']),
    first: SHOWN,
  });
  return (
    <QueryResult query={query} pick={(data) => data} missing={null}>
      {({ targets, critics, supporters }) => (
        <div className={styles.groups}>
          <Group title={words.targets} list={targets} end="target" none={words.nothing} />
          <Group title={words.critics} list={critics} end="speaker" none={words.nobody} />
          <Group title={words.supporters} list={supporters} end="speaker" none={words.nobody} />
        </div>
      )}
    </QueryResult>
  );
}

interface GroupProps {
  title: string;
  list: RelationListFragment;
  end: 'speaker' | 'target';
  none: string;
}

function Group({ title, list, end, none }: GroupProps) {
  const most = Math.max(...list.nodes.map(({ n }) => n), 1);
  const further = (list.totalCount ?? 0) - list.nodes.length;
  return (
    <section className={styles.group}>
      <h3>{title}</h3>
      {list.nodes.length === 0 && <p className={styles.none}>{none}</p>}
      <ul>
        {list.nodes.map((relation) => {
          const { speaker, target, n } = relation;
          return (
            <li key={`${speaker.id} ${target.id}`}>
              <EdgeLink speaker={speaker.id} target={target.id} className={styles.row}>
                <span className={styles.name}>{end === 'target' ? titleOfTarget(target) : speaker.name}</span>
                <span className={styles.bar} style={{ inlineSize: `${(100 * n) / most}%` }}>
                  <StanceBar counts={relation} />
                </span>
                <span className={styles.n}>
                  {count(n)}
                  <span className="unseen"> {messages.claims(n)}</span>
                </span>
              </EdgeLink>
            </li>
          );
        })}
      </ul>
      {further > 0 && <p className={styles.none}>{words.further(further)}</p>}
    </section>
  );
}
