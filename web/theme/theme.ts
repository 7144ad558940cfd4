// Light or dark: the system decides until the reader does. The choice stands as `data-theme` on <html> and is kept in
// this browser; index.html sets it before the first paint.

import { useSyncExternalStore } from 'react';

export type Theme = 'system' | 'light' | 'dark';
export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const KEY = 'on-record.theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
  };
}

function chosen(): Theme {
  const theme = document.documentElement.dataset.theme;
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  try {
    if (theme === 'system') localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch {
    // Storage is switched off in this browser: the choice lasts as long as the page.
  }
  for (const listener of listeners) listener();
}

/** What the reader chose. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, chosen);

/** What that means now; a canvas, which knows no custom properties, draws anew when it changes. */
export const useShade = (): 'light' | 'dark' =>
  useSyncExternalStore(subscribe, () => {
    const theme = chosen();
    return theme === 'system' ? (system.matches ? 'dark' : 'light') : theme;
  });
