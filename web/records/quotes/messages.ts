// What is said of a quote and of the stored text that it was taken from.

import type { AnchorState } from '../../gql/generated.ts';
import { count } from '../../messages.ts';

export const quotesMessages = {
  open: ', at these words',
  /** Of an utterance that is printed in pieces. */
  piece: (n: number) => `piece ${count(n)}`,
  firstPiece: (source: string) => `${source}, piece 1`,
  states: {
    EXACT: 'exact',
    MOVED: 'moved by an edit of the text',
    AMBIGUOUS: 'not certain where',
    LOST: 'no longer in the text',
    UNCHECKED: 'text not stored',
  } satisfies Record<AnchorState, string>,
  explained: {
    EXACT: 'The stored text has exactly these words at this position.',
    MOVED:
      'The text was edited after the quote was taken. The words still stand in it, but elsewhere or in other surroundings, and nobody has confirmed that they are the same.',
    AMBIGUOUS:
      'The text was edited after the quote was taken, and neither position nor surroundings tell which words in it are meant.',
    LOST: 'The text was edited after the quote was taken, and these words are no longer in it, or not in the surroundings that were given with them.',
    UNCHECKED: 'The text of the source is not stored here, so the words could not be compared.',
  } satisfies Record<AnchorState, string>,
  basedOn: 'Based on',
  text: 'Text of the source',
  original: 'The original',
  noText: {
    title: 'The text is not stored here',
    advice:
      'Only the record of this source is kept: who published it, when, and where to read it. Quotes from it are kept as they were typed in and could not be compared.',
  },
  empty: 'The stored text is empty.',
  notFound: {
    title: 'Quote not found in this version',
    /** Of the quotes in this state; an exact one is here only when page and server disagree. */
    titles: {
      EXACT: 'Quote not found in this version',
      MOVED: 'The words stand elsewhere now',
      AMBIGUOUS: 'Not certain which words are meant',
      LOST: 'Quote not found in this version',
      UNCHECKED: 'Quote could not be compared',
    } satisfies Record<AnchorState, string>,
    exact: 'These words are quoted, and do not stand at that position in the text as it is stored now:',
    beyond: (start: number, end: number, length: number) =>
      `The link points to the characters ${count(start)} to ${count(end)}, and the text has ${count(length)}.`,
    never: 'Nothing else is marked instead.',
  },
};
