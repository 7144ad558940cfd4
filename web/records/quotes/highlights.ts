// Marks positions of a text without touching its nodes, by the CSS Custom Highlight API. Names are global to the document and
// so is the one stored text that a page shows; stored-text.module.css says what they look like.

import { type RefObject, useLayoutEffect } from 'react';
import type { Piece } from './positions.ts';

export const canHighlight = typeof CSS !== 'undefined' && 'highlights' in CSS && typeof Highlight !== 'undefined';

/** `box` holds one element for each paragraph, and each of them one text. */
export function rangesIn(box: HTMLElement, pieces: readonly Piece[]): Range[] {
  return pieces.flatMap(({ paragraph, from, to }) => {
    const text = box.children[paragraph]?.firstChild;
    if (!(text instanceof Text)) return [];
    const range = new Range();
    range.setStart(text, Math.min(from, text.length));
    range.setEnd(text, Math.min(to, text.length));
    return [range];
  });
}

export function useHighlight(box: RefObject<HTMLElement | null>, name: string, pieces: readonly Piece[]): void {
  useLayoutEffect(() => {
    if (!canHighlight || box.current === null) return;
    const highlight = new Highlight(...rangesIn(box.current, pieces));
    CSS.highlights.set(name, highlight);
    return () => {
      if (CSS.highlights.get(name) === highlight) CSS.highlights.delete(name);
    };
  }, [box, name, pieces]);
}
