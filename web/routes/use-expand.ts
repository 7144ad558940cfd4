// Draws more around a record: the next 25 of its neighbours. Without a focus and with everything drawn there is nothing
// to add, and that is said.

import { useCallback } from 'react';
import { messages } from '../messages.ts';
import { STEP } from './around.ts';
import type { Explored } from './use-network.ts';
import type { ViewControl } from './use-view-state.ts';

export function useExpand(
  set: ViewControl['set'],
  explored: Explored,
  announce: (message: string) => void,
): (id: string) => void {
  const { network, complete, more } = explored;
  return useCallback(
    (id: string) => {
      const name = network?.nodes.find((node) => node.id === id)?.name ?? id;
      if (network?.nodes.some((node) => node.id === id) && more[id] === undefined) {
        announce(messages.explore.allDrawn(name));
        return;
      }
      announce(messages.explore.expanded(name));
      set((last) => {
        // A record on which nothing was opened yet becomes one more focus, where there is a focus at all.
        if (last.open.length > 0 && !last.open.includes(id)) return { open: [...last.open, id] };
        if (last.open.length === 0 && complete) return last.hide.length > 0 ? { hide: [] } : { open: [id], sel: id };
        const drawn = last.expand[id] ?? (last.open.includes(id) ? STEP : 0);
        return { expand: { ...last.expand, [id]: drawn + STEP } };
      });
    },
    [network, complete, more, set, announce],
  );
}
