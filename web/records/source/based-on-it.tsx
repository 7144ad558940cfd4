// What was made from a source: each briefing or translation with the number of its claims and, on a page, the claims themselves.
// Where nothing was, nothing stands there.

import { SourcesBasedOn } from '../../gql/generated.ts';
import { usePagedQuery } from '../../gql/queries.ts';
import { messages } from '../../messages.ts';
import { FailureLine } from '../../states/failure-line.tsx';
import { ClaimsList } from '../claims/claim-list.tsx';
import { claimsMessages } from '../claims/messages.ts';
import styles from '../frame/facts.module.css';
import { RecordLink } from '../frame/links.tsx';
import { sourceMessages as words } from './messages.ts';

const STEP = 20;

export function BasedOnIt({ source, withClaims = false }: { source: string; withClaims?: boolean }) {
  const list = usePagedQuery(SourcesBasedOn, { source, first: STEP }, ({ sources }) => sources);
  const { nodes = [], totalCount, failure, retry, more, next, reading } = list;
  if (failure && nodes.length === 0) return <FailureLine failure={failure} onRetry={retry} />;
  if (nodes.length === 0) return null;
  return (
    <>
      <section className={styles.block}>
        <h2>{words.basedOnIt}</h2>
        <ul className={styles.plainList}>
          {nodes.map(({ id, title, sourceKind, publisher, claims }) => (
            <li key={id}>
              <RecordLink id={id}>{title}</RecordLink>{' '}
              <small>
                {[
                  words.kicker(messages.sourceKind[sourceKind], publisher),
                  // A number never stands at the end of a line without its word.
                  claims.totalCount !== null && messages.claims(claims.totalCount).replace(' ', '\u00a0'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </li>
          ))}
        </ul>
        {failure && <FailureLine failure={failure} onRetry={retry} />}
        {more && (
          <button type="button" onClick={next} disabled={reading} aria-busy={reading}>
            {claimsMessages.showMore(STEP, Math.max((totalCount ?? nodes.length) - nodes.length, 0))}
          </button>
        )}
      </section>
      {withClaims && (
        <section className={styles.block}>
          <h2>{words.claimsOfThese}</h2>
          <ClaimsList filter={{ sources: nodes.map(({ id }) => id) }} level={3} />
        </section>
      )}
    </>
  );
}
