// Single keys that work anywhere but in a field. A reader who dictates or uses a switch can turn them off (WCAG 2.1.4).

import { useEffect, useRef, useSyncExternalStore } from 'react';

const KEY = 'on-record.single-keys';
const listeners = new Set<() => void>();

function allowed(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off';
  } catch {
    return true;
  }
}

export function allowSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, 'off');
  } catch {
    // Storage is switched off: the keys stay on.
  }
  for (const listener of listeners) listener();
}

export const useSingleKeys = (): boolean =>
  useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, allowed);

const FIELDS = 'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="dialog"]';

/** Calls the function when this key is pressed anywhere but in a field. */
export function useShortcut(key: string, act: () => void): void {
  const latest = useRef(act);
  const on = useSingleKeys();
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      if (event.key !== key || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof Element && event.target.closest(FIELDS)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on, key]);
}
