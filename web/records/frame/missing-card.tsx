// Stands in the panel where the address selects a record that is not there.

import { messages } from '../../messages.ts';
import { EmptyState } from '../../states/empty-state.tsx';

export function MissingCard({ id }: { id: string }) {
  return (
    <EmptyState title={messages.lost.record(id)}>
      <p>{messages.lost.recordAdvice}</p>
    </EmptyState>
  );
}
