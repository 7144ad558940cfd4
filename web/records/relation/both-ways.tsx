// The way back: what the target says about the speaker, under the same filter, beside what the speaker says about it.

import type { ClaimFilter, RelationCountsFragment } from '../../gql/generated.ts';
import { RelationOf } from '../../gql/generated.ts';
import { useQueryState } from '../../gql/queries.ts';
import { QueryResult } from '../../states/query-result.tsx';
import { StanceBar } from '../../view/stance.tsx';
import { ClaimArticle } from '../claims/claim-article.tsx';
import listStyles from '../claims/claim-list.module.css';
import cardStyles from '../frame/card.module.css';
import { EdgeLink } from '../frame/links.tsx';
import { Sentence } from '../frame/sentence.tsx';
import { titleOfTarget } from '../frame/target-title.ts';
import { relationMessages } from './messages.ts';
import styles from './relation.module.css';
import { RelationArrow } from './relation-arrow.tsx';

/** Claims of the way back that are shown before the edge is opened. */
const SHOWN = 3;

export function BothWays({ relation, filter }: { relation: RelationCountsFragment; filter: ClaimFilter }) {
  const { speaker, target } = relation;
  const words = relationMessages.back;
  const speaks = target.__typename === 'Actor' && target.id !== speaker.id;
  const query = useQueryState(
    RelationOf,
    { speaker: target.id, target: speaker.id, filter, first: SHOWN },
    { enabled: speaks },
  );
  if (target.id === speaker.id) return <p className={styles.note}>{words.itself}</p>;
  if (!speaks) return <p className={styles.note}>{words.silent(target.__typename.toLowerCase())}</p>;
  return (
    <>
      <Way relation={relation} />
      <QueryResult
        query={query}
        pick={({ relation: back }) => back}
        missing={<p className={styles.note}>{words.none(titleOfTarget(target), speaker.name)}</p>}
      >
        {(back) => (
          <>
            <Way relation={back} />
            {back.claims.nodes.map((claim) => (
              <ClaimArticle key={claim.id} claim={claim} towards={speaker.id} speaker={target.id} level={3} />
            ))}
            <p className={listStyles.end}>
              <EdgeLink speaker={target.id} target={speaker.id} className={listStyles.more}>
                {words.open(back.n)}
              </EdgeLink>
            </p>
          </>
        )}
      </QueryResult>
    </>
  );
}

function Way({ relation }: { relation: RelationCountsFragment }) {
  return (
    <section className={styles.way}>
      <h3>
        <bdi>{relation.speaker.name}</bdi> <RelationArrow relation={relation} />{' '}
        <bdi>{titleOfTarget(relation.target)}</bdi>
      </h3>
      <p className={cardStyles.sum}>
        <Sentence>{relationMessages.sides(relation)}</Sentence>
      </p>
      <StanceBar counts={relation} />
    </section>
  );
}
