// Part of an answer is missing: says so beside what is there.

import type { Failure } from '../gql/failure.ts';
import { messages } from '../messages.ts';
import styles from './states.module.css';

export function PartialNotice({ faults, onRetry }: { faults: readonly Failure[]; onRetry(): void }) {
  if (faults.length === 0) return null;
  return (
    <div className={styles.line} role="status">
      <strong>{messages.partial}</strong>
      <span>{faults[0]?.message}</span>
      <button type="button" className={styles.plain} onClick={onRetry}>
        {messages.retry}
      </button>
    </div>
  );
}
