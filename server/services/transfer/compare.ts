// Whether two stores hold the same at a version: the history, line by line; the records as an export has them; the counts that
// each store keeps; and what it derives from claims. Memory is bounded: a page of each at a time.

import { createHash } from 'node:crypto';
import { sameValue } from '../../domain/diff.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { KIND_ORDER } from '../../domain/record-kinds.ts';
import { CLAIM_STATUSES } from '../../domain/records.ts';
import type { Store, TallyRow } from '../../store/store.ts';
import { exportLines } from './export.ts';
import { historyLine, historyPages } from './history.ts';

export interface Comparison {
  counts: Record<RecordKind, number>;
  /** From a speaker to a target each, in any status. */
  attributions: number;
  /** SHA-256 of each, as far as they are the same. */
  history: string;
  export: string;
  /** Empty when nothing differs. */
  differences: string[];
}

export interface CompareOptions {
  signal?: AbortSignal | undefined;
  /** What share of the work is done. */
  onProgress?: ((versions: number, share: number) => void) | undefined;
}

/** `a` may have gone on since `version`; `b` must stand at it. */
export async function compareStores(
  a: Store,
  b: Store,
  version: number,
  { signal, onProgress }: CompareOptions = {},
): Promise<Comparison> {
  const differences: string[] = [];
  const { counts } = await a.stats(version);
  const there = await b.stats();
  if (there.datasetVersion !== version)
    differences.push(`the dataset version: ${version} and ${there.datasetVersion}; the copy was written to meanwhile`);
  for (const kind of KIND_ORDER)
    if (counts[kind] !== there.counts[kind])
      differences.push(`the number of records of kind ${kind}: ${counts[kind]} and ${there.counts[kind]}`);
  const [rows, rowsThere] = await Promise.all([a, b].map((store) => derived(store, version)));
  if (!sameValue(rows, rowsThere))
    differences.push('the attributions of claims, counted by stance, status and kind of target');
  const compare = async (what: string, textsOf: (store: Store) => AsyncIterable<string>, done: Progress) => {
    // As far as the slower one of the two is.
    const read = [0, 0];
    const hashed = (store: Store, index: number) =>
      hashOf(textsOf(store), (lines) => {
        signal?.throwIfAborted();
        read[index] = lines;
        done(Math.min(...read));
      });
    const [ours, theirs] = await Promise.all([hashed(a, 0), hashed(b, 1)]);
    if (ours !== theirs)
      differences.push(`${what}: ${ours} and ${theirs}; ${await firstDifference(textsOf(a), textsOf(b))}`);
    return ours;
  };
  const history = await compare(
    'the history',
    (store) => historyTexts(store, version),
    (lines) => onProgress?.(lines, (0.5 * lines) / version),
  );
  const records = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const exported = await compare(
    'the export',
    (store) => exportLines(store, { asOf: version }),
    (lines) => onProgress?.(version, 0.5 + (0.5 * lines) / Math.max(records, lines)),
  );
  const attributions = (rows ?? []).reduce((sum, { n }) => sum + n, 0);
  return { counts, attributions, history, export: exported, differences };
}

async function derived(store: Store, asOf: number): Promise<TallyRow[]> {
  const [answer] = await store.tally([
    { filter: { statuses: CLAIM_STATUSES, asOf }, by: ['status', 'targetKind', 'stance'] },
  ]);
  if (answer instanceof Error) throw answer;
  return answer?.rows ?? [];
}

async function* historyTexts(store: Store, until: number): AsyncGenerator<string> {
  for await (const page of historyPages(store, 0, until)) yield page.map(historyLine).join('');
}

type Progress = (lines: number) => void;

/** SHA-256 of texts of whole lines. */
async function hashOf(texts: AsyncIterable<string>, done: Progress): Promise<string> {
  const hash = createHash('sha256');
  let lines = 0;
  for await (const text of texts) {
    hash.update(text);
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
    done(lines);
  }
  return hash.digest('hex');
}

const SHOWN = 160;

/** Names the first line that differs. */
async function firstDifference(a: AsyncIterable<string>, b: AsyncIterable<string>): Promise<string> {
  const [ours, theirs] = [linesOf(a), linesOf(b)];
  for (let number = 1; ; number++) {
    const [{ value: one }, { value: other }] = await Promise.all([ours.next(), theirs.next()]);
    if (one === undefined && other === undefined) return 'and the same when they were read again';
    if (one !== other) return `they part at line ${number}: ${shown(one)} and ${shown(other)}`;
  }
}

async function* linesOf(texts: AsyncIterable<string>): AsyncGenerator<string, undefined> {
  for await (const text of texts) yield* text.split(/(?<=\n)/);
}

function shown(line: string | undefined): string {
  if (line === undefined) return 'the end';
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line.trimEnd();
}
