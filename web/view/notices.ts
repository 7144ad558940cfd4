// What the page has to say once, above everything: for now, what of an address could not be read.

import { useSyncExternalStore } from 'react';

let faults: readonly string[] = [];
const listeners = new Set<() => void>();

function tell(next: readonly string[]): void {
  faults = next;
  // Addresses are read while the router renders; whoever shows the notice is told afterwards.
  queueMicrotask(() => {
    for (const listener of listeners) listener();
  });
}

export const noticeFaults = (found: readonly string[]): void => {
  if (found.length > 0) tell([...new Set([...faults, ...found])]);
};
export const dismissFaults = (): void => tell([]);

export const useFaults = (): readonly string[] =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => faults,
  );
