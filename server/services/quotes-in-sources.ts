// What new and edited records refer to, looked up once per write: what is missing is a fault, and source texts anchor the
// quotes. A quote that does not stand in the text as given is refused with the nearest span that does; none is moved.

import type { FaultPath, Problem } from '../domain/faults/fault.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import { Reader } from '../domain/fields.ts';
import { idProblem } from '../domain/ids.ts';
import { KINDS } from '../domain/kinds.ts';
import { LISTS } from '../domain/limits.ts';
import { positionsOf } from '../domain/normalised-text.ts';
import { readQuotes } from '../domain/quote-fields.ts';
import { anchored, findQuote, findQuoteOrNearest, refusal } from '../domain/quotes.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { AnyRecord, Claim, Event, Quote, RecordOf, Source } from '../domain/records.ts';
import type { Store, Stored } from '../store/store.ts';
import type { Hold } from './writing.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

/** Lost quotes of one request for which the nearest span is looked for, as that takes long. */
const OFFERS = 20;

export interface Parsed<K extends RecordKind> {
  input: Readonly<Record<string, unknown>>;
  /** Null when its shape is at fault; its references and quotes are looked at nevertheless, so that one answer lists all faults. */
  record: RecordOf[K] | null;
  base: Stored<K> | null;
  /** Where it stands in the caller's input. */
  at: FaultPath;
}

export interface Settled<K extends RecordKind> {
  /** One per entry unless there are faults. */
  records: RecordOf[K][];
  /** The sources that quotes rely on: a text that changes meanwhile refuses the write. */
  holds: Hold[];
}

export async function settle<K extends RecordKind>(
  store: Store,
  kind: K,
  entries: readonly Parsed<K>[],
  faults: FaultCollector,
): Promise<Settled<K>> {
  const own = new Set<unknown>(entries.map(({ input, record }) => record?.id ?? input.id));
  const refs = entries.flatMap(({ input, record, at }) =>
    KINDS[kind]
      .refs(record ?? KINDS[kind].glimpse(input))
      // What is no such id is a fault already.
      .filter(({ id, kinds }) => record !== null || idProblem(id, kinds) === null)
      .map((ref) => ({ ...ref, at })),
  );
  const quotes = entries.map(({ input, record }) => (record === null ? quotesAlone(input) : quotesOf(record)));
  const sources = quotes.flatMap((list) => list.flatMap((quote) => quote?.source ?? []));
  const ids = [...new Set([...refs.map(({ id }) => id), ...sources])].filter((id) => !own.has(id));
  const stored = ids.length === 0 ? [] : await store.getMany(ids);
  const found = new Map(stored.flatMap((one) => (one === null ? [] : [[one.id, one]])));
  for (const { path, id, at } of refs)
    if (!own.has(id) && !found.has(id))
      faults.at(at).add(path, { code: 'DANGLING_REFERENCE', record: id, mayComeWithIt: false });

  const records: RecordOf[K][] = [];
  const anchor = anchoring();
  for (const [index, { record, base, at }] of entries.entries()) {
    const before = base === null ? [] : quotesOf(base.record);
    const anchored: Quote[] = [];
    for (const [quoteIndex, quote] of (quotes[index] ?? []).entries()) {
      if (quote === null) continue;
      const source = found.get(quote.source) as Stored<'source'> | undefined;
      anchored.push(source ? await anchor(quote, source.record, before, faults.at(at), quoteIndex) : quote);
    }
    if (record !== null) records.push('quotes' in record ? { ...record, quotes: anchored } : record);
  }
  const held = [...new Set(sources)].flatMap((id) => found.get(id) ?? []);
  return { records, holds: held.map(({ id, version }) => ({ id, version })) };
}

function anchoring() {
  const yieldIfDue = yieldToEventLoop();
  let offers = OFFERS;
  return async (
    quote: Quote,
    { text, normalised }: Source,
    before: readonly Quote[],
    faults: FaultCollector,
    quoteIndex: number,
  ): Promise<Quote> => {
    // Sent back as it stands, it is left as it is, whatever became of the text since.
    const kept = before.find((one) => sameSpan(one, quote));
    if (kept) return { ...kept, locator: quote.locator };
    if (text === null) return { ...quote, start: null, end: null, state: 'UNCHECKED' };
    await yieldIfDue();
    const asKept = positionsOf(text, normalised);
    const found = findQuote(text, quote, asKept);
    if (found.state === 'EXACT' && found.place !== null) return { ...quote, ...anchored(text, quote, found.place) };
    const isNowhere = found.state === 'LOST' && found.occurrences.length === 0;
    const problem: Problem =
      isNowhere && offers-- <= 0
        ? { code: 'QUOTE_LOST_AMONG_MANY', most: OFFERS }
        : refusal(text, quote, isNowhere ? findQuoteOrNearest(text, quote, asKept) : found);
    faults.add(['quotes', quoteIndex, 'exact'], problem);
    return quote;
  };
}

function sameSpan(a: Quote, b: Quote): boolean {
  return (
    a.source === b.source &&
    a.exact === b.exact &&
    a.start === b.start &&
    a.end === b.end &&
    a.prefix === b.prefix &&
    a.suffix === b.suffix
  );
}

export function quotesOf(record: AnyRecord): readonly Quote[] {
  return 'quotes' in record ? (record as Claim | Event).quotes : [];
}

/** The quotes of an input that is at fault; null for one that is at fault itself, which was said already. */
function quotesAlone({ quotes }: Readonly<Record<string, unknown>>): readonly (Quote | null)[] {
  if (!Array.isArray(quotes) || quotes.length > LISTS.quotes) return [];
  return quotes.map((quote) => {
    const reader = new Reader(new FaultCollector());
    const [read] = readQuotes(reader, { quotes: [quote] });
    return reader.failed || read === undefined ? null : read;
  });
}
