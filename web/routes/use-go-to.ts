// Where a found record leads: an actor opens the network around it, everything else has a page.

import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { routeOf } from '../view/pages.ts';
import { openAround } from '../view/transitions.ts';
import { type ExploreSearch, viewState, withoutDefaults } from '../view/view-state.ts';

/** A record, or words to search everywhere. */
export type Destination = { id: string } | { text: string };

export function useGoTo(): (where: Destination) => void {
  const navigate = useNavigate();
  return useCallback(
    (where: Destination) => {
      if ('text' in where) void navigate({ to: '/search', search: { text: where.text } });
      else if (!where.id.startsWith('act_'))
        void navigate({ to: routeOf(where.id) ?? '/', params: { id: where.id }, search: {} });
      else
        void navigate({
          to: '/',
          search: (last: ExploreSearch) => withoutDefaults(openAround(viewState(last), where.id)),
        });
    },
    [navigate],
  );
}
