// The state of the explorer for its parts: read from the address, written to the address.
// A change of filter, selection or expansion is a step that Back undoes; moving the camera is not.

import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type ExploreSearch, type ViewState, viewState, withoutDefaults } from '../view/view-state.ts';

const explore = getRouteApi('/');

export type Patch = Partial<ViewState> | ((state: ViewState) => Partial<ViewState>);

export interface ViewControl {
  state: ViewState;
  set(patch: Patch, options?: { replace?: boolean }): void;
}

export function useViewState(): ViewControl {
  const search: ExploreSearch = explore.useSearch();
  const navigate = explore.useNavigate();
  const state = useMemo(() => viewState(search), [search]);
  const set = useCallback(
    (patch: Patch, options: { replace?: boolean } = {}) => {
      void navigate({
        search: (last: ExploreSearch) => {
          const before = viewState(last);
          return withoutDefaults({ ...before, ...(typeof patch === 'function' ? patch(before) : patch) });
        },
        replace: options.replace ?? false,
        resetScroll: false,
      });
    },
    [navigate],
  );
  return { state, set };
}
