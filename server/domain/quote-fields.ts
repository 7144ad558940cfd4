// Reads quotes. Only their shape is checked here; whether a quote stands in its source's text is decided where the text
// is at hand. A quote is verbatim: never trimmed, only brought to Unicode NFC.

import { codePointLength } from './code-points.ts';
import type { Input, Reader } from './fields.ts';
import type { Ref, Upgrade } from './kind-spec.ts';
import { LISTS, TEXTS } from './limits.ts';
import { withLineEnds, withSingleLineEnds } from './line-ends.ts';
import type { Quote } from './records.ts';
import { ANCHOR_STATES, CONTEXTS_GIVEN } from './records.ts';
import { entryOf } from './shapes.ts';
import { toForm } from './unicode-forms.ts';

export const QUOTE_DEFAULTS = { state: 'UNCHECKED' } as const;
const SOURCE_ONLY = ['source'] as const;

const readQuote = entryOf<Quote>(
  (reader, input) => ({
    source: reader.id(input, 'source', SOURCE_ONLY),
    exact: reader.verbatim(input, 'exact', TEXTS.quote),
    prefix: reader.optionalVerbatim(input, 'prefix', TEXTS.context) ?? '',
    suffix: reader.optionalVerbatim(input, 'suffix', TEXTS.context) ?? '',
    start: reader.optionalInteger(input, 'start', 0),
    end: reader.optionalInteger(input, 'end', 0),
    state: reader.choice(input, 'state', ANCHOR_STATES, QUOTE_DEFAULTS.state),
    contextGiven: reader.optionalChoice(input, 'contextGiven', CONTEXTS_GIVEN),
    locator: reader.optionalText(input, 'locator', TEXTS.label),
    passage: reader.optionalInteger(input, 'passage', 1),
  }),
  (reader, quote, input) => {
    if (quote.exact !== '' && quote.exact.trim() === '') reader.fault(['exact'], { code: 'BLANK_QUOTE' });
    checkSpan(reader, quote, input);
  },
);

export function readQuotes(reader: Reader, input: Input): Quote[] {
  const quotes = reader.list(input, 'quotes', LISTS.quotes, readQuote);
  // The same words are not another printing of themselves.
  reader.unique('quotes', quotes, ({ passage: _, ...quote }) => JSON.stringify(quote));
  checkPassages(reader, quotes);
  return quotes;
}

/** What is printed in two sources is printed twice. */
function checkPassages(reader: Reader, quotes: readonly Quote[]): void {
  const sources = new Map<number, string>();
  for (const [index, { passage, source }] of quotes.entries()) {
    if (passage === null) continue;
    const first = sources.get(passage) ?? source;
    sources.set(passage, first);
    if (source !== first && source !== '' && first !== '')
      reader.fault(['quotes', index, 'passage'], { code: 'PASSAGE_IN_TWO_SOURCES', passage, source: first });
  }
}

/** The length may be that of the words as they were given, or with other line ends, or in the text as that was given: then the end follows from the start. */
function checkSpan(reader: Reader, quote: Quote, { exact }: Input): void {
  const { start, end, state } = quote;
  if (start === null && end === null) {
    if (state === 'EXACT' || state === 'MOVED') reader.fault(['start'], { code: 'MISSING_POSITION', state });
    return;
  }
  if (start === null || end === null) {
    reader.fault([start === null ? 'start' : 'end'], { code: 'HALF_POSITION' });
    return;
  }
  const length = codePointLength(quote.exact);
  if (quote.exact === '' || end - start === length) return;
  const lengths = [
    String(exact),
    toForm('NFD', quote.exact),
    withSingleLineEnds(quote.exact),
    withLineEnds(quote.exact, '\r\n'),
  ].map(codePointLength);
  if (lengths.includes(end - start)) quote.end = start + length;
  else reader.fault(['end'], { code: 'WRONG_LENGTH', length });
}

/** Before it was said which context somebody gave, all of it was recorded from the text, wherever there was one. */
export const withContextGiven: Upgrade = eachQuote(({ locator, ...before }) => ({
  ...before,
  contextGiven: null,
  locator,
}));

/** Before there were passages, each quote was a printing of its own. */
export const withPassage: Upgrade = eachQuote((quote) => ({ ...quote, passage: null }));

function eachQuote(upgrade: Upgrade): Upgrade {
  const upgraded = (quote: unknown) => (typeof quote === 'object' && quote !== null ? upgrade({ ...quote }) : quote);
  return (record) => ({
    ...record,
    ...(Array.isArray(record.quotes) && { quotes: record.quotes.map(upgraded) }),
  });
}

export function quoteRefs(quotes: readonly Quote[]): Ref[] {
  return quotes.map((quote, index) => ({ path: ['quotes', index, 'source'], id: quote.source, kinds: SOURCE_ONLY }));
}

export function quoteTexts(quotes: readonly Quote[]): { field: string; text: string }[] {
  return quotes.map((quote, index) => ({ field: `quotes[${index}].exact`, text: quote.exact }));
}
