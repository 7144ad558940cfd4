// Terms as a question to a full-text index, which is Lucene's language. Terms hold letters, digits and marks only; the escape
// is for what a later version of the domain may let in.

import type { TextQuery } from '../../domain/text.ts';

/** Every term, the last one by its beginning if it may go on. */
export function luceneQuery({ terms, lastIsPrefix }: TextQuery): string {
  return terms
    .map((term, index) => `+${escaped(term)}${lastIsPrefix && index === terms.length - 1 ? '*' : ''}`)
    .join(' ');
}

/** Every term by its beginning. */
export function beginningsQuery({ terms }: TextQuery): string {
  return terms.map((term) => `+${escaped(term)}*`).join(' ');
}

function escaped(term: string): string {
  return term.replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '\\$&');
}
