// Nothing to draw, and what would change that: the one filter whose loss brings most, or another kind of target.

import { useQueries } from '@tanstack/react-query';
import { type Chip, chipsOf, namedIn, windowChip } from '../filters/chips.ts';
import { useNames } from '../filters/use-names.ts';
import { CoverageOf, NetworkTotals } from '../gql/generated.ts';
import { queryOf, useQueryState } from '../gql/queries.ts';
import { messages } from '../messages.ts';
import { EmptyState, StateButton, Ways } from '../states/empty-state.tsx';
import { LinesSkeleton } from '../states/skeleton.tsx';
import { removeAllFilters, removeFilter, setFilters, type Transition } from '../view/transitions.ts';
import { claimFilter, TARGET_KINDS, type ViewState } from '../view/view-state.ts';

export interface EmptyNetworkProps {
  state: ViewState;
  busy: boolean;
  change(transition: Transition): void;
}

export function EmptyNetwork({ state, busy, change }: EmptyNetworkProps) {
  const nameOf = useNames(namedIn(state));
  const window = windowChip(state);
  const chips = [...chipsOf(state, nameOf), ...(window ? [window] : [])].filter(({ restricts }) => restricts);
  const coverage = useQueryState(CoverageOf, { filter: claimFilter(state) });
  const without = useQueries({
    queries: chips.map((chip) => queryOf(NetworkTotals, totalsWithout(state, chip))),
    combine: (queries) => ({
      totals: queries.map(({ data }) => data?.data.network.totalClaims ?? 0),
      pending: queries.some(({ isPending }) => isPending),
    }),
  });
  const { explore } = messages;
  const passing = coverage.data?.coverage.claims ?? 0;
  const best = chips
    .map((chip, index) => ({ chip, n: without.totals[index] ?? 0 }))
    .sort((a, b) => b.n - a.n)
    .at(0);

  if (busy || coverage.busy || without.pending) {
    return (
      <EmptyState title={explore.emptyTitle}>
        <LinesSkeleton lines={2} />
      </EmptyState>
    );
  }
  return (
    <EmptyState title={explore.emptyTitle}>
      {passing > 0 ? (
        <p>{explore.emptyOther(passing)}</p>
      ) : chips.length === 0 ? (
        <p>{explore.emptyAll}</p>
      ) : (
        <p>{explore.emptyFilters}</p>
      )}
      <Ways>
        {passing > 0 && (
          <StateButton onPress={() => change((last) => setFilters(last, { targetKinds: [...TARGET_KINDS] }))}>
            {explore.showOther}
          </StateButton>
        )}
        {best && best.n > 0 && (
          <StateButton onPress={() => change((last) => removeFilter(last, best.chip.key))}>
            {explore.drop(best.chip.label, best.chip.value, best.n)}
          </StateButton>
        )}
        {chips.length > 1 && <StateButton onPress={() => change(removeAllFilters)}>{explore.dropAll}</StateButton>}
      </Ways>
    </EmptyState>
  );
}

function totalsWithout(state: ViewState, { key }: Chip) {
  const next = removeFilter(state, key);
  return { filter: claimFilter(next), targetKinds: [...next.targetKinds], minClaims: next.minClaims };
}
