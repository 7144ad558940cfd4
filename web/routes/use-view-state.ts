// The state of the explorer for its parts: read from the address, and changed there by named transitions.
// A change of filter, selection or expansion is a step that Back undoes; moving the camera is not.

import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { Transition } from '../view/transitions.ts';
import { type ExploreSearch, type ViewState, viewState, withoutDefaults } from '../view/view-state.ts';

const explore = getRouteApi('/');

export interface ViewControl {
  state: ViewState;
  /** `replace`: no step of its own in the history. */
  change(transition: Transition, options?: { replace?: boolean }): void;
}

export function useViewState(): ViewControl {
  const search: ExploreSearch = explore.useSearch();
  const navigate = explore.useNavigate();
  const state = useMemo(() => viewState(search), [search]);
  const change = useCallback(
    (transition: Transition, { replace = false }: { replace?: boolean } = {}) => {
      if (transition(state) === state) return;
      void navigate({
        search: (last: ExploreSearch) => withoutDefaults(transition(viewState(last))),
        replace,
        resetScroll: false,
      });
    },
    [navigate, state],
  );
  return { state, change };
}
