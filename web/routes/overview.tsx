// What stands beside the network before anything is selected: what it covers, who says most about whom, what came last.

import { type ClaimFilter, ClaimsOf, CoverageOf } from '../gql/generated.ts';
import { useQueryState } from '../gql/queries.ts';
import { count, messages } from '../messages.ts';
import { dateText, rangeText } from '../said-on.ts';
import { FailureLine } from '../states/failure-line.tsx';
import { LinesSkeleton } from '../states/skeleton.tsx';
import type { Network, Selection } from '../view/contracts.ts';
import { RecordLink } from '../view/record-link.tsx';
import { StanceBar } from '../view/stance.tsx';
import styles from './overview.module.css';

export interface OverviewProps {
  network: Network | undefined;
  filter: ClaimFilter;
  /** Claims without a date are among those that count. */
  countsUndated: boolean;
  onSelect(selection: Selection): void;
}

export function Overview({ network, filter, countsUndated, onSelect }: OverviewProps) {
  const coverage = useQueryState(CoverageOf, { filter });
  const latest = useQueryState(ClaimsOf, { filter, first: 3, orderBy: 'SAID_DESC' });
  const names = new Map((network?.nodes ?? []).map(({ id, name }) => [id, name]));
  const strongest = [...(network?.edges ?? [])].sort((a, b) => b.n - a.n).slice(0, 6);
  const sums = coverage.data?.coverage;
  return (
    <div className={styles.overview}>
      <p className={styles.kicker}>{messages.overview.kicker}</p>
      <h2 className={styles.lead}>{messages.overview.lead}</h2>
      {sums && sums.claims > 0 && (
        <p className={styles.sums}>
          {messages.overview.sums(sums.claims, sums.speakers, sums.sources)}{' '}
          {sums.firstSaid &&
            sums.lastSaid &&
            messages.overview.period(rangeText(sums.firstSaid, sums.lastSaid), countsUndated ? sums.undated : 0)}
        </p>
      )}
      {coverage.failure && <FailureLine failure={coverage.failure} onRetry={coverage.retry} />}
      {network?.edges.length !== 0 && (
        <>
          <p className={styles.hint}>{messages.overview.hint}</p>
          <h3 className={styles.kicker}>{messages.overview.strongest}</h3>
        </>
      )}
      {network === undefined ? (
        <LinesSkeleton lines={5} />
      ) : (
        <ul className={styles.relations}>
          {strongest.map((edge) => {
            const speaker = names.get(edge.speaker) ?? edge.speaker;
            const target = names.get(edge.target) ?? edge.target;
            return (
              <li key={`${edge.speaker}~${edge.target}`}>
                <button
                  type="button"
                  onClick={() => onSelect({ kind: 'edge', speaker: edge.speaker, target: edge.target })}
                >
                  <span className={styles.pair}>
                    {speaker} <i aria-hidden="true">→</i> <span className="unseen">{messages.overview.about}</span>{' '}
                    {target}
                  </span>
                  <span className={styles.n}>
                    {count(edge.n)} <span className="unseen">{messages.filter.claims}</span>
                  </span>
                  <StanceBar counts={edge} />
                </button>
              </li>
            );
          })}
        </ul>
      )}

      {latest.data?.claims.nodes.length !== 0 && <h3 className={styles.kicker}>{messages.overview.latest}</h3>}
      {latest.failure && <FailureLine failure={latest.failure} onRetry={latest.retry} />}
      {latest.data === undefined && !latest.failure ? (
        <LinesSkeleton lines={4} />
      ) : (
        <ul className={styles.latest}>
          {latest.data?.claims.nodes.map(({ id, proposition, saidOn, speakers }) => (
            <li key={id}>
              <p>
                {messages.and(speakers.map(({ name }) => name))} <time>{dateText(saidOn)}</time>
              </p>
              <RecordLink id={id} className={styles.claim}>
                {proposition}
              </RecordLink>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
