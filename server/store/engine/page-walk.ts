// A page as a walk in one direction: backwards, the walk is reversed and the page turned round again.

import type { Paging } from '../store.ts';

export interface PageWalk {
  direction: 'ASC' | 'DESC';
  past: '<' | '>';
  /** Takes one row more than the page, in the direction of the walk; gives the page in the order asked for. */
  cut<T>(rows: readonly T[]): { rows: T[]; more: boolean };
}

export function pageWalk({ limit, backward }: Paging, descending: boolean): PageWalk {
  const down = descending !== (backward === true);
  return {
    direction: down ? 'DESC' : 'ASC',
    past: down ? '<' : '>',
    cut: (rows) => {
      const page = rows.slice(0, limit);
      return { rows: backward === true ? page.reverse() : page, more: rows.length > limit };
    },
  };
}
