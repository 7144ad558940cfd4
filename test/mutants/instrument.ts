// The text of a file with all of its mutants in it, each behind `$m(number)`: off, it is the file as it was. So modules are
// loaded once, and a mutant is a number that is set.

import type { Mutant } from './operators.ts';

export interface Numbered extends Mutant {
  id: number;
}

interface Insertion {
  at: number;
  text: string;
  /** Of what is inserted at one place, the smallest first. */
  order: number;
}

export function instrument(source: string, mutants: readonly Numbered[]): string {
  const groups = Map.groupBy(mutants, ({ start, end, form }) => `${start} ${end} ${form}`);
  const insertions = [...groups.values()].flatMap((group) => insertionsOf(source, group));
  insertions.sort((a, b) => a.at - b.at || a.order - b.order);
  let text = '';
  let done = 0;
  for (const { at, text: inserted } of insertions) {
    text += source.slice(done, at) + inserted;
    done = at;
  }
  return text + source.slice(done);
}

/** Endings come before beginnings; of endings the innermost first, of beginnings the outermost, a statement before its expression. */
function insertionsOf(source: string, group: readonly Numbered[]): Insertion[] {
  const [{ id, start, end, form }] = group as [Numbered];
  const width = end - start;
  if (form === 'BLOCK') return [{ at: start + 1, text: `if($m(${id}))return;`, order: Number.NEGATIVE_INFINITY }];
  const around = (before: string, after: string, more: number): Insertion[] => [
    { at: start, text: before, order: 1 / (width + more) },
    { at: end, text: after, order: width + more - Number.MAX_SAFE_INTEGER },
  ];
  // Braces, since an `else` may follow.
  if (form === 'STATEMENT') return around(`{if(!$m(${id}))`, '}', 2);
  if (form === 'SHORTHAND') return around(`${source.slice(start, end)}:($m(${id})?undefined:`, ')', 1);
  return around(`(${group.map((one) => `$m(${one.id})?(${one.replacement}):`).join('')}`, ')', 1);
}
