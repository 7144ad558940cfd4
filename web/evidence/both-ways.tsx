// The way back: what the target says about the speaker, under the same filter, beside what the speaker says about it.

import type { ClaimFilter, RelationCountsFragment } from '../gql/generated.ts';
import { RelationOf } from '../gql/generated.ts';
import { useAsk } from '../gql/queries.ts';
import { StanceBar } from '../view/stance.tsx';
import { Answered } from './answered.tsx';
import { ClaimArticle } from './claim-article.tsx';
import { EdgeArrow } from './edge-arrow.tsx';
import styles from './evidence.module.css';
import { EdgeLink } from './links.tsx';
import { evidenceMessages } from './messages.ts';
import { Sentence } from './sentence.tsx';
import { titleOfTarget } from './target-title.ts';

/** Claims of the way back that are shown before the edge is opened. */
const SHOWN = 3;

export function BothWays({ relation, filter }: { relation: RelationCountsFragment; filter: ClaimFilter }) {
  const { speaker, target } = relation;
  const words = evidenceMessages.back;
  const speaks = target.__typename === 'Actor' && target.id !== speaker.id;
  const asked = useAsk(
    RelationOf,
    { speaker: target.id, target: speaker.id, filter, first: SHOWN },
    { enabled: speaks },
  );
  if (target.id === speaker.id) return <p className={styles.note}>{words.itself}</p>;
  if (!speaks) return <p className={styles.note}>{words.silent(target.__typename.toLowerCase())}</p>;
  return (
    <>
      <Way relation={relation} />
      <Answered
        asked={asked}
        pick={({ relation: back }) => back}
        missing={<p className={styles.note}>{words.none(titleOfTarget(target), speaker.name)}</p>}
      >
        {(back) => (
          <>
            <Way relation={back} />
            {back.claims.nodes.map((claim) => (
              <ClaimArticle key={claim.id} claim={claim} towards={speaker.id} speaker={target.id} level={3} />
            ))}
            <p className={styles.end}>
              <EdgeLink speaker={target.id} target={speaker.id} className={styles.more}>
                {words.open(back.n)}
              </EdgeLink>
            </p>
          </>
        )}
      </Answered>
    </>
  );
}

function Way({ relation }: { relation: RelationCountsFragment }) {
  return (
    <section className={styles.way}>
      <h3>
        <bdi>{relation.speaker.name}</bdi> <EdgeArrow relation={relation} /> <bdi>{titleOfTarget(relation.target)}</bdi>
      </h3>
      <p className={styles.sum}>
        <Sentence>{evidenceMessages.sides(relation)}</Sentence>
      </p>
      <StanceBar counts={relation} />
    </section>
  );
}
