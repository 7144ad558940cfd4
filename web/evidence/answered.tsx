// What stands in a place until its answer is there, when there is none, and when only a part of it came.

import type { ReactNode } from 'react';
import type { Asked } from '../gql/queries.ts';
import { FailureState } from '../states/failure-state.tsx';
import { PartialNotice } from '../states/partial-notice.tsx';
import { LinesSkeleton } from '../states/skeleton.tsx';
import styles from './evidence.module.css';

export interface AnsweredProps<Result, Value> {
  asked: Asked<Result>;
  pick(result: Result): Value | null | undefined;
  /** What stands there when the answer is that there is nothing. */
  missing: ReactNode;
  lines?: number;
  /** It is a whole page that waits. */
  page?: boolean;
  children(value: Value): ReactNode;
}

export function Answered<Result, Value>({
  asked,
  pick,
  missing,
  lines = 6,
  page,
  children,
}: AnsweredProps<Result, Value>) {
  const { data, faults, failure, stale, retry } = asked;
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
