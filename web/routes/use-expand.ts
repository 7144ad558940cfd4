// Draws more around a record: the next 25 of its neighbours. Without a focus and with everything drawn there is nothing
// to add, and that is said.

import { useCallback } from 'react';
import { messages } from '../messages.ts';
import { expandRecord } from '../view/transitions.ts';
import type { Explored } from './use-network.ts';
import type { ViewControl } from './use-view-state.ts';

export function useExpand(
  change: ViewControl['change'],
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
      change((state) => expandRecord(state, id, complete));
    },
    [network, complete, more, change, announce],
  );
}
