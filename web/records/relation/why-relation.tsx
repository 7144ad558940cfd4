// Why this edge: the rule, the filter in words, the sum, and every claim in it. The sum is made again here, from the claims
// that are listed, so that the number can be checked and not only believed.

import { useEffect } from 'react';
import type { ClaimFilter, RelationCountsFragment, RelationRowsQuery } from '../../gql/generated.ts';
import { Names, RelationRows } from '../../gql/generated.ts';
import { usePagedQuery, useQueryState } from '../../gql/queries.ts';
import { CopyButton } from '../../states/copy-button.tsx';
import { FailureLine } from '../../states/failure-line.tsx';
import { RecordLink as PageLink } from '../../view/record-link.tsx';
import { restrictToRelation } from '../frame/restrict-filter.ts';
import { titleOfTarget } from '../frame/target-title.ts';
import { filterWords, idsIn } from './filter-words.ts';
import { relationMessages } from './messages.ts';
import { recount } from './recount.ts';
import { RelationSum } from './relation-sum.tsx';
import styles from './why-relation.module.css';

type Row = RelationRowsQuery['claimRows']['nodes'][number];

export interface WhyRelationProps {
  relation: RelationCountsFragment;
  filter: ClaimFilter;
  /** Asks for the edge again. */
  onRecount(): void;
}

export function WhyRelation({ relation, filter, onRecount }: WhyRelationProps) {
  const { speaker, target } = relation;
  const ofRelation = restrictToRelation(filter, speaker.id, target.id);
  const read = usePagedQuery(RelationRows, { filter: ofRelation, first: 100 }, ({ claimRows }) => claimRows);
  const { nodes = [], more, reading, failure, next } = read;
  useEffect(() => {
    if (more && !reading && failure === null) next();
  }, [more, reading, failure, next]);
  const done = read.nodes !== undefined && !more && failure === null;
  const rows = [...new Map(nodes.map((row) => [row.claimId, row])).values()];
  const again = () => {
    onRecount();
    read.retry();
  };
  const words = relationMessages.why;
  return (
    <div className={styles.why}>
      <p className={styles.lead}>{words.lead}</p>
      <h3>{words.counted}</h3>
      <ul className={styles.clauses}>
        <li>{relationMessages.filter.pair(speaker.name, titleOfTarget(target))}</li>
        <FilterClauses filter={filter} />
      </ul>
      <h3>{words.rule}</h3>
      <p>{words.ruleText(speaker.name, titleOfTarget(target))}</p>
      <p>{words.ruleJoint}</p>
      <h3>{words.sum}</h3>
      {failure && <FailureLine failure={failure} onRetry={read.retry} />}
      {done ? (
        <RelationSum relation={relation} list={recount(nodes)} onRecount={again} />
      ) : (
        <p role="status">
          <progress value={rows.length} max={relation.n} aria-label={words.sum} />{' '}
          {words.reading(rows.length, relation.n)}
        </p>
      )}
      <CopyButton text={location.href} label={words.permalink} />
      <h3>{words.ids(relation.n)}</h3>
      <ol className={styles.ids}>
        {/* A list that grows with every page would be laid out with every page. */}
        {(done ? rows : rows.slice(0, 100)).map((row) => (
          <ClaimLine key={row.claimId} row={row} />
        ))}
      </ol>
    </div>
  );
}

function ClaimLine({ row }: { row: Row }) {
  return (
    <li>
      <PageLink id={row.claimId}>
        <code>{row.claimId}</code>
      </PageLink>
      <span className={styles.side} data-stance={row.stance}>
        {relationMessages.why.rows[row.stance]}
      </span>
      <span className={styles.words}>{row.proposition}</span>
    </li>
  );
}

function FilterClauses({ filter }: { filter: ClaimFilter }) {
  const ids = idsIn(filter).slice(0, 100);
  const { data } = useQueryState(Names, { ids }, { enabled: ids.length > 0 });
  const names = new Map<string, string>();
  for (const [index, record] of (data?.nodes ?? []).entries()) {
    const id = ids[index];
    if (record === null || id === undefined) continue;
    const name = 'name' in record ? record.name : 'title' in record ? record.title : null;
    names.set(id, name ?? ('proposition' in record ? record.proposition : id));
  }
  return filterWords(filter, (id) => names.get(id) ?? id).map((clause) => <li key={clause}>{clause}</li>);
}
