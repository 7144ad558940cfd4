// The title of the window: the page first, the product after it.

import { useEffect } from 'react';
import { messages } from '../messages.ts';

/** Null is the product alone; undefined leaves the title to somebody else. */
export function useTitle(page: string | null | undefined): void {
  useEffect(() => {
    if (page === undefined) return;
    document.title = messages.title(page);
  }, [page]);
}
