// A failure in one line, where something else still stands on the screen: what happened, again, and the id to quote.

import type { Failure } from '../gql/failure.ts';
import { messages } from '../messages.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './states.module.css';

export function FailureLine({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  const { title } = messages.failures[failure.sort];
  return (
    <div className={styles.line} role="alert">
      <strong>{title}</strong>
      {failure.sort === 'invalid' || failure.sort === 'limit' ? <span>{failure.message}</span> : null}
      {onRetry && (
        <button type="button" className={styles.plain} onClick={onRetry}>
          {messages.retry}
        </button>
      )}
      {failure.requestId && <CopyButton text={failure.requestId} label={messages.copyErrorId} />}
    </div>
  );
}
