// Checks what must always hold: every record reads back as valid, every reference leads somewhere, every quote stands where
// it says, and the store agrees with itself. Memory is bounded: a page of records at a time.

import { sameValue } from '../../domain/diff.ts';
import { FaultCollector } from '../../domain/faults/fault-collector.ts';
import { pathText } from '../../domain/faults/path-text.ts';
import { faultText } from '../../domain/faults/text.ts';
import { specOf } from '../../domain/kinds.ts';
import { findRecorded, isBorneOut, whereabouts } from '../../domain/quotes.ts';
import { KIND_ORDER } from '../../domain/record-kinds.ts';
import type { Claim, Event, Id, Source } from '../../domain/records.ts';
import type { Store, Stored } from '../../store/store.ts';

export interface VerifyReport {
  records: number;
  quotes: Record<'EXACT' | 'MOVED' | 'AMBIGUOUS' | 'LOST' | 'UNCHECKED', number>;
  /** Quotes whose text was edited, until somebody says where they stand; at most 1,000, then a line that counts the rest. */
  unsettled: string[];
  /** Empty when all is well; at most 1,000, then a line that counts the rest. */
  problems: string[];
}

const LISTED = 1_000;

/** `onProgress` is told how many records were looked at, and what share of the whole work is done. */
export async function verify(
  store: Store,
  onProgress?: (records: number, share: number) => void,
): Promise<VerifyReport> {
  const report: VerifyReport = {
    records: 0,
    quotes: { EXACT: 0, MOVED: 0, AMBIGUOUS: 0, LOST: 0, UNCHECKED: 0 },
    unsettled: [],
    problems: [],
  };
  const [problem, sayOtherProblems] = listed(report.problems);
  const [unsettled, sayOthersUnsettled] = listed(report.unsettled);
  const { counts } = await store.stats();
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  for await (const page of store.records({ kinds: KIND_ORDER })) {
    for (const stored of page) checkShape(stored, problem);
    await checkRefs(store, page, problem);
    await checkQuotes(store, page, report.quotes, problem, unsettled);
    report.records += page.length;
    onProgress?.(report.records, (0.5 * report.records) / Math.max(total, report.records));
  }
  const ofStore = await store.verify((done, all) => onProgress?.(report.records, 0.5 + (0.5 * done) / all));
  for (const text of ofStore) problem(text);
  sayOtherProblems();
  sayOthersUnsettled();
  return report;
}

/** Adds to a list that is bounded, and at the end says how many it left out. */
function listed(list: string[]): [add: (text: string) => void, sayOthers: () => void] {
  let unlisted = 0;
  return [
    (text) => {
      if (list.length < LISTED) list.push(text);
      else unlisted++;
    },
    () => {
      if (unlisted > 0) list.push(`and ${unlisted} more`);
    },
  ];
}

type AddProblem = (text: string) => void;

function checkShape({ kind, id, record }: Stored, problem: AddProblem): void {
  const faults = new FaultCollector();
  const read = specOf(kind).parse(record, faults);
  for (const fault of faults.list) problem(`${id} ${faultText(fault)}`);
  if (read !== null && !sameValue(read, record)) problem(`${id} does not read back as it is stored`);
}

async function checkRefs(store: Store, page: readonly Stored[], problem: AddProblem): Promise<void> {
  const refs = page.flatMap(({ kind, id, record }) =>
    specOf(kind)
      .refs(record)
      .map((ref) => ({ from: id, ...ref })),
  );
  const ids = [...new Set(refs.map(({ id }) => id))];
  const found = await store.getMany(ids);
  const missing = new Set(ids.filter((_id, index) => found[index] === null));
  for (const { from, path, id } of refs)
    if (missing.has(id)) problem(`${from} ${pathText(path)} refers to ${id}, which does not exist`);
}

async function checkQuotes(
  store: Store,
  page: readonly Stored[],
  counts: VerifyReport['quotes'],
  problem: AddProblem,
  unsettled: AddProblem,
): Promise<void> {
  const quoting = page.filter(({ kind }) => kind === 'claim' || kind === 'event');
  const quotes = quoting.flatMap(({ id, record }) =>
    (record as Claim | Event).quotes.map((quote) => ({ from: id, quote })),
  );
  const ids = [...new Set(quotes.map(({ quote }) => quote.source))];
  const texts = new Map<Id, string | null>();
  for (const stored of await store.getMany(ids))
    if (stored !== null) texts.set(stored.id, (stored.record as Source).text);
  for (const { from, quote } of quotes) {
    counts[quote.state]++;
    const text = texts.get(quote.source);
    if (text === undefined) continue;
    if (!isBorneOut(text, quote)) {
      const state = text === null ? 'UNCHECKED' : findRecorded(text, quote).state;
      problem(`${from} quotes ${quote.source} as ${quote.state}, but its text says ${state}`);
    } else if (text !== null && quote.state !== 'EXACT')
      unsettled(`${from} quotes ${quote.source}: ${quote.state}, ${whereabouts(text, quote)}`);
  }
}
