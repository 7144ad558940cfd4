// What stands where something could not be read: what happened, what to do, again, and the id that finds it in the server's log.

import type { ReactNode } from 'react';
import type { Failure } from '../gql/failure.ts';
import { messages } from '../messages.ts';
import { CopyButton } from './copy-button.tsx';
import styles from './states.module.css';

export interface FailureStateProps {
  failure: Failure;
  onRetry?: () => void;
  /** Other ways on, such as a link to the explorer. */
  children?: ReactNode;
}

export function FailureState({ failure, onRetry, children }: FailureStateProps) {
  const { title, advice } = messages.failures[failure.sort];
  // What the server says about the question itself helps; what it says about itself does not.
  const said = failure.sort === 'invalid' || failure.sort === 'limit' ? failure.message : null;
  return (
    <section className={styles.state} role="alert">
      <h2>{title}</h2>
      <p>{advice}</p>
      {said && <p className={styles.said}>{said}</p>}
      {failure.retryAfter !== null && <p>{messages.retryAfter(failure.retryAfter)}</p>}
      <div className={styles.ways}>
        {onRetry && (
          <button type="button" className={styles.button} onClick={onRetry}>
            {messages.retry}
          </button>
        )}
        {children}
      </div>
      {failure.requestId && (
        <p className={styles.id}>
          {messages.errorId} <code>{failure.requestId}</code>{' '}
          <CopyButton text={failure.requestId} label={messages.copyErrorId} />
        </p>
      )}
    </section>
  );
}
