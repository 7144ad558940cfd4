// Pages for what is not there, and for a fault of the page itself.

import { Link } from '@tanstack/react-router';
import { asFailure } from '../gql/failure.ts';
import { messages } from '../messages.ts';
import { EmptyState } from '../states/empty-state.tsx';
import { FailureState } from '../states/failure-state.tsx';
import { useTitle } from '../view/use-title.ts';
import styles from './page.module.css';

export function NotFoundPage() {
  useTitle(messages.lost.title);
  return (
    <EmptyState title={messages.lost.title}>
      <p>{messages.lost.page}</p>
      <WaysOn />
    </EmptyState>
  );
}

/** A record that is not in the graph (any more). */
export function MissingRecord({ id }: { id: string }) {
  useTitle(messages.lost.title);
  return (
    <EmptyState title={messages.lost.record(id)}>
      <p>{messages.lost.recordAdvice}</p>
      <WaysOn />
    </EmptyState>
  );
}

export function CrashPage({ error, reset }: { error: unknown; reset(): void }) {
  useTitle(messages.failures.broken.title);
  return (
    <FailureState failure={asFailure(error)} onRetry={reset}>
      <Link to="/">{messages.lost.toExplorer}</Link>
    </FailureState>
  );
}

const WaysOn = () => (
  <p className={styles.ways}>
    <Link to="/">{messages.lost.toExplorer}</Link>
    <Link to="/topics">{messages.nav.topics}</Link>
    <Link to="/sources">{messages.nav.sources}</Link>
  </p>
);
