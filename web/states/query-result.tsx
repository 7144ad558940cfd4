// The result of a query, or what stands there until it has come, when there is none, and when only a part of it came.

import type { ReactNode } from 'react';
import type { QueryState } from '../gql/queries.ts';
import { FailureState } from './failure-state.tsx';
import { PartialNotice } from './partial-notice.tsx';
import styles from './query-result.module.css';
import { LinesSkeleton } from './skeleton.tsx';

export interface QueryResultProps<Result, Value> {
  query: QueryState<Result>;
  pick(result: Result): Value | null | undefined;
  /** What stands there when the answer is that there is nothing. */
  missing: ReactNode;
  lines?: number;
  /** It is a whole page that waits. */
  page?: boolean;
  children(value: Value): ReactNode;
}

export function QueryResult<Result, Value>({
  query,
  pick,
  missing,
  lines = 6,
  page,
  children,
}: QueryResultProps<Result, Value>) {
  const { data, faults, failure, stale, retry } = query;
  if (data === undefined) {
    if (failure) return <FailureState failure={failure} onRetry={retry} />;
    return (
      <div className={page ? styles.waitingPage : styles.waiting}>
        <LinesSkeleton title lines={lines} />
      </div>
    );
  }
  const value = pick(data);
  if (value === null || value === undefined) {
    const [fault] = faults;
    return fault ? <FailureState failure={fault} onRetry={retry} /> : missing;
  }
  return (
    <div className={styles.answered} data-stale={stale || undefined} aria-busy={stale}>
      <PartialNotice faults={faults} onRetry={retry} />
      {children(value)}
    </div>
  );
}
