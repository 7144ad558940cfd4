// The theme's colours as a canvas needs them: custom properties resolved to what the browser would paint.

import type { Bin } from '../view/balance.ts';
import { BINS } from '../view/balance.ts';

export type Palette = Record<Bin | 'paper' | 'sheet' | 'ink' | 'ink-2' | 'ink-3' | 'line-strong', string>;

const NAMES = [...BINS, 'paper', 'sheet', 'ink', 'ink-2', 'ink-3', 'line-strong'] as const;

/** `light-dark()` is only resolved where a colour is used, so an element that is never seen uses each of them. */
export function readPalette(): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  // Where the reader's colours are forced they would all be one, and a canvas is not repainted by the browser.
  probe.style.forcedColorAdjust = 'none';
  document.body.append(probe);
  const colours = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colours) as Palette;
}
