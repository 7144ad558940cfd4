// What new and edited records refer to, looked up once per write: what is missing is a fault, and source texts anchor the
// quotes. A quote that does not stand in the text as given is refused with the nearest place that does; none is moved.

import { Faults } from '../domain/errors.ts';
import { Reader } from '../domain/fields.ts';
import type { RecordKind } from '../domain/ids.ts';
import { KINDS } from '../domain/kinds.ts';
import { readQuotes } from '../domain/quote-fields.ts';
import { anchorQuote, findQuote, refusal } from '../domain/quotes.ts';
import type { AnyRecord, Claim, Event, Quote, RecordOf, Source } from '../domain/records.ts';
import type { Store, Stored } from '../store/store.ts';
import { breathing } from './breathing.ts';
import type { Hold } from './writing.ts';

/** Lost quotes of one request for which the nearest place is looked for, as that takes long. */
const OFFERS = 20;
const LOST = `is not in the text of its source; copy it from there (the nearest place is looked for only for ${OFFERS} such quotes at once)`;

export interface Parsed<K extends RecordKind> {
  input: Readonly<Record<string, unknown>>;
  /** Null when its shape is at fault; its quotes are looked at nevertheless, so that one answer lists all faults. */
  record: RecordOf[K] | null;
  base: Stored<K> | null;
  /** Where it stands in the caller's input. */
  at: string;
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
  faults: Faults,
): Promise<Settled<K>> {
  const own = new Set(entries.map(({ record }) => record?.id));
  const refs = entries.flatMap(({ record, at }) =>
    record === null ? [] : KINDS[kind].refs(record).map((ref) => ({ ...ref, at })),
  );
  const quotes = entries.map(({ input, record }) => (record === null ? quotesAlone(input) : quotesOf(record)));
  const sources = quotes.flatMap((list) => list.map(({ source }) => source));
  const ids = [...new Set([...refs.map(({ id }) => id), ...sources])].filter((id) => !own.has(id));
  const stored = ids.length === 0 ? [] : await store.getMany(ids);
  const found = new Map(stored.flatMap((one) => (one === null ? [] : [[one.id, one]])));
  for (const { field, id, at } of refs)
    if (!own.has(id) && !found.has(id)) faults.at(at).add(field, `refers to ${id}, which does not exist; add it first`);

  const records: RecordOf[K][] = [];
  const anchor = anchoring();
  for (const [index, { record, base, at }] of entries.entries()) {
    const before = base === null ? [] : quotesOf(base.record);
    const anchored: Quote[] = [];
    for (const [place, quote] of (quotes[index] ?? []).entries()) {
      const source = found.get(quote.source) as Stored<'source'> | undefined;
      const field = `quotes[${place}].exact`;
      anchored.push(source ? await anchor(quote, source.record, before, faults.at(at), field) : quote);
    }
    if (record !== null) records.push('quotes' in record ? { ...record, quotes: anchored } : record);
  }
  const held = [...new Set(sources)].flatMap((id) => found.get(id) ?? []);
  return { records, holds: held.map(({ id, version }) => ({ id, version })) };
}

function anchoring() {
  const breathe = breathing();
  let offers = OFFERS;
  return async (quote: Quote, { text }: Source, before: readonly Quote[], faults: Faults, field: string) => {
    // Sent back as it stands, it is left as it is, whatever became of the text since.
    const kept = before.find((one) => sameSpan(one, quote));
    if (kept) return { ...kept, locator: quote.locator };
    await breathe();
    const found = findQuote(text, quote);
    if (found.state === 'UNCHECKED') return { ...quote, start: null, end: null, state: found.state };
    if (found.state !== 'EXACT') {
      const isLost = found.state === 'LOST';
      const problem =
        isLost && offers-- <= 0 ? LOST : refusal(isLost ? anchorQuote(text, quote) : found, field).problem;
      faults.add(field, problem);
      return quote;
    }
    const { state, start, end, prefix, suffix } = found;
    return { ...quote, state, start, end, prefix, suffix };
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

/** The quotes of an input whose other fields are at fault; none when they are at fault themselves, which was said already. */
function quotesAlone(input: Readonly<Record<string, unknown>>): readonly Quote[] {
  if (!Array.isArray(input.quotes)) return [];
  const reader = new Reader(new Faults());
  const quotes = readQuotes(reader, input);
  return reader.failed ? [] : quotes;
}
