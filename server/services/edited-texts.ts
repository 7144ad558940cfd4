// When the text of a source changes, every quote in it gets, in the same write, the state that it has in the new text.
// Where it stood, and in which context, stays on record: a quote that now stands elsewhere is MOVED until a person puts it right.

import { sameValue } from '../domain/diff.ts';
import { limit } from '../domain/errors.ts';
import type { Claim, Event, Id, Quote } from '../domain/records.ts';
import { CLAIM_STATUSES } from '../domain/records.ts';
import type { TextEdit } from '../domain/refit-quote.ts';
import { refitQuote } from '../domain/refit-quote.ts';
import type { Change, Store, Stored } from '../store/store.ts';
import { quotesOf } from './quotes-in-sources.ts';
import { retryOnConflict } from './retry-on-conflict.ts';
import type { CheckedAuthorship, Draft, Writing } from './writing.ts';
import { yieldToEventLoop } from './yield-to-event-loop.ts';

/** A claim or event with its quotes. */
export type Quoting = Stored<'claim'> | Stored<'event'>;

const PAGE = 500;
/** More would keep everybody else from writing for seconds. */
const QUOTED_AT_MOST = 5_000;

/** Writes sources, and the claims and events whose quotes fit otherwise than before. */
export async function writeTexts(
  store: Store,
  writing: Writing,
  authorship: CheckedAuthorship,
  drafts: readonly Draft<'source'>[],
): Promise<Stored<'source'>[]> {
  const edited = new Map(
    drafts
      .filter(({ record, base }) => record.text !== base?.record.text)
      .map(({ record, base }) => [record.id, { before: base?.record.text ?? null, now: record.text }]),
  );
  if (edited.size === 0) return writing.write(authorship, drafts);
  const { datasetVersion } = await store.stats();
  const changes = new Map<Id, Change>();
  for (const source of edited.keys())
    for (const change of await refitted(store, source, edited)) changes.set(change.id, change);
  const written = await writing.write(authorship, drafts, [...changes.values()]);
  // Whatever was recorded between looking and writing (by an import, by another server) is looked at now.
  await retryOnConflict(async () => {
    const late = await quotedSince(store, datasetVersion, Math.min(...written.map(({ version }) => version)), edited);
    if (late.length > 0) await writing.write({ ...authorship, holds: [], ticket: undefined }, [], late);
  });
  return written;
}

async function refitted(store: Store, source: Id, texts: ReadonlyMap<Id, TextEdit>): Promise<Change[]> {
  const changes: Change[] = [];
  const yieldIfDue = yieldToEventLoop();
  let count = 0;
  for await (const page of quotingRecords(store, source)) {
    count += page.length;
    if (count > QUOTED_AT_MOST) throw limit(['text'], { code: 'QUOTED_TOO_OFTEN', most: QUOTED_AT_MOST });
    for (const record of page) {
      changes.push(...refit(record, texts));
      await yieldIfDue();
    }
  }
  return changes;
}

async function quotedSince(
  store: Store,
  after: number,
  before: number,
  texts: ReadonlyMap<Id, TextEdit>,
): Promise<Change[]> {
  const ids = new Set<Id>();
  for (let from = after; from + 1 < before; ) {
    const { items } = await store.changes({ after: from, limit: PAGE, kinds: ['claim', 'event'] });
    const between = items.filter(({ version }) => version < before);
    for (const { id, record } of between)
      if (record !== null && quotesOf(record).some(({ source }) => texts.has(source))) ids.add(id);
    from = between.length < items.length || items.length === 0 ? before : (items.at(-1)?.version ?? before);
  }
  const found = ids.size === 0 ? [] : ((await store.getMany([...ids])) as (Quoting | null)[]);
  return found.flatMap((record) => (record === null ? [] : refit(record, texts)));
}

function refit({ kind, id, version, record }: Quoting, texts: ReadonlyMap<Id, TextEdit>): Change[] {
  const quotes = fitQuotes(record.quotes, texts);
  return quotes === record.quotes
    ? []
    : [{ kind, id, record: { ...record, quotes } as Claim | Event, expect: version }];
}

/** The same list when nothing changes. Sources that are not among `texts` keep their quotes. */
export function fitQuotes(quotes: Quote[], texts: ReadonlyMap<Id, TextEdit>): Quote[] {
  const fitted = quotes.map((quote) => {
    const edit = texts.get(quote.source);
    return edit === undefined ? quote : refitQuote(quote, edit);
  });
  return sameValue(fitted, quotes) ? quotes : fitted;
}

/** Claims in every status, and events, in pages. */
export async function* quotingRecords(store: Store, source: Id): AsyncIterable<Quoting[]> {
  for (let after: (string | number)[] | undefined, more = true; more; ) {
    const page = await store.claims({
      filter: { sources: [source], statuses: CLAIM_STATUSES },
      order: 'RECORDED_ASC',
      limit: PAGE,
      after,
    });
    yield page.items;
    const last = page.items.at(-1);
    after = last && [last.first, last.id];
    more = page.more && last !== undefined;
  }
  for (let after: (string | number)[] | undefined, more = true; more; ) {
    const page = await store.find({
      kind: 'event',
      facets: { source: [source] },
      canonicalOnly: false,
      order: 'RECORDED_ASC',
      limit: PAGE,
      after,
    });
    const items = page.items as Stored<'event'>[];
    yield items;
    const last = items.at(-1);
    after = last && [last.first, last.id];
    more = page.more && last !== undefined;
  }
}
