// Input -> the store's claim filter, the same for every query, export and stream. Every fault is listed at once; an empty
// list is kept, for it matches nothing; null and missing both mean "any".

import { codePointLength } from '../domain/code-points.ts';
import { OnRecordError } from '../domain/errors.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import type { Problem } from '../domain/faults/problem.ts';
import type { Input } from '../domain/fields.ts';
import { Reader } from '../domain/fields.ts';
import { checkTextProblem } from '../domain/hostile-text.ts';
import { idProblem } from '../domain/ids.ts';
import { canonicalLanguage } from '../domain/language.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import { TARGET_KINDS } from '../domain/record-kinds.ts';
import type { Id } from '../domain/records.ts';
import { ACTOR_KINDS, CLAIM_KINDS, CLAIM_STATUSES, RELIABILITIES, STANCES } from '../domain/records.ts';
import { parseQuery } from '../domain/text.ts';
import { toForm } from '../domain/unicode-forms.ts';
import type { ClaimFilter, Store } from '../store/store.ts';
import { endOfWrite } from './end-of-write.ts';
import { tenuresAt } from './tenures.ts';

const UNDATED = ['INCLUDE', 'EXCLUDE', 'ONLY'] as const;
const VOICES = ['ATTRIBUTED', 'NARRATED'] as const;
/** Kinds as the contract spells them. */
const TARGET_KIND_NAMES = ['ACTOR', 'EVENT', 'TOPIC', 'CLAIM'] as const;
const LONGEST_LIST = 1_000;
const LONGEST_NAME = 300;
const LONGEST_TEXT = 200;

const FIELDS = new Set([
  'saidFrom',
  'saidTo',
  'saidWithin',
  'undated',
  'speakers',
  'targets',
  'targetKinds',
  'between',
  'about',
  'topics',
  'events',
  'sources',
  'publishers',
  'stances',
  'excludeSpeakers',
  'excludeTargets',
  'soleSpeaker',
  'actorKinds',
  'roleAt',
  'voice',
  'reliability',
  'hedged',
  'languages',
  'reporters',
  'statuses',
  'kinds',
  'text',
  'directSpeech',
  'curators',
  'batches',
  'asOf',
]);

/** `field` is where the filter stands in the caller's input. Throws INVALID. */
export async function parseClaimFilter(store: Store, input: unknown, field = 'filter'): Promise<ClaimFilter> {
  const faults = new FaultCollector();
  const filter = await readClaimFilter(store, input, faults.at([field]));
  faults.throwIfAny();
  return filter;
}

/** The same as a part of a larger input: no filter to be used where there are faults. */
export async function readClaimFilter(store: Store, input: unknown, faults: FaultCollector): Promise<ClaimFilter> {
  const { roleAt, ...asked } = readAsked(input ?? {}, faults);
  await checkAsOf(store, asked.asOf, faults);
  if (faults.any) return asked;
  const filter = asked.asOf === undefined ? asked : { ...asked, asOf: await endOfWrite(store, asked.asOf) };
  return roleAt === undefined ? filter : { ...filter, tenures: await tenuresAt(store, roleAt, filter.asOf) };
}

/** A version that the graph has not reached yet would be answered differently tomorrow. */
export async function checkAsOf(
  store: Store,
  asOf: number | undefined,
  faults: FaultCollector,
  field = 'asOf',
): Promise<void> {
  if (asOf === undefined) return;
  if (!Number.isSafeInteger(asOf) || asOf < 0) return faults.add([field], { code: 'NOT_A_VERSION' });
  const { datasetVersion } = await store.stats();
  if (asOf > datasetVersion) faults.add([field], { code: 'FUTURE_VERSION', version: asOf, newest: datasetVersion });
}

/** As it is asked: `roleAt` names the bodies, and the store is told who held a role in them, and when. */
type AskedFilter = Omit<ClaimFilter, 'tenures'> & { roleAt?: readonly Id[] | undefined };

function readAsked(value: unknown, faults: FaultCollector): AskedFilter {
  const reader = new Reader(faults);
  const input = reader.object(value, FIELDS);
  if (input === null) return {};
  const filter: AskedFilter = {
    saidFrom: reader.day(input, 'saidFrom') ?? undefined,
    saidTo: reader.day(input, 'saidTo') ?? undefined,
    saidWithin: flag(reader, input, 'saidWithin'),
    undated: reader.optionalChoice(input, 'undated', UNDATED) ?? undefined,
    speakers: ids(reader, input, 'speakers', ['actor']),
    targets: ids(reader, input, 'targets', TARGET_KINDS),
    targetKinds: choices(reader, input, 'targetKinds', TARGET_KIND_NAMES)?.map(
      (kind) => kind.toLowerCase() as RecordKind,
    ),
    between: ids(reader, input, 'between', TARGET_KINDS),
    about: ids(reader, input, 'about', TARGET_KINDS),
    topics: ids(reader, input, 'topics', ['topic']),
    events: ids(reader, input, 'events', ['event']),
    sources: ids(reader, input, 'sources', ['source']),
    publishers: texts(reader, input, 'publishers'),
    stances: choices(reader, input, 'stances', STANCES),
    excludeSpeakers: ids(reader, input, 'excludeSpeakers', ['actor']),
    excludeTargets: ids(reader, input, 'excludeTargets', TARGET_KINDS),
    soleSpeaker: flag(reader, input, 'soleSpeaker'),
    actorKinds: choices(reader, input, 'actorKinds', ACTOR_KINDS),
    roleAt: ids(reader, input, 'roleAt', ['actor']),
    voice: reader.optionalChoice(input, 'voice', VOICES) ?? undefined,
    reliability: choices(reader, input, 'reliability', RELIABILITIES),
    hedged: flag(reader, input, 'hedged'),
    languages: languages(reader, input),
    reporters: ids(reader, input, 'reporters', ['actor']),
    statuses: choices(reader, input, 'statuses', CLAIM_STATUSES),
    kinds: choices(reader, input, 'kinds', CLAIM_KINDS),
    text: query(reader, input),
    directSpeech: flag(reader, input, 'directSpeech'),
    curators: texts(reader, input, 'curators'),
    batches: ids(reader, input, 'batches', ['batch']),
    asOf: reader.optionalInteger(input, 'asOf', 0) ?? undefined,
  };
  if (!reader.failed && filter.saidFrom !== undefined && filter.saidTo !== undefined && filter.saidTo < filter.saidFrom)
    reader.fault(['saidTo'], { code: 'ENDS_BEFORE_START', start: 'saidFrom', date: filter.saidFrom });
  return withoutGaps(filter);
}

/** Fields that are undefined are left out, so that equal questions are equal objects. */
export function withoutGaps<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T;
}

function isGiven(input: Input, field: string): boolean {
  return input[field] !== undefined && input[field] !== null;
}

function flag(reader: Reader, input: Input, field: string): boolean | undefined {
  return isGiven(input, field) ? reader.flag(input, field) : undefined;
}

/** In the spelling that records have them in. */
function languages(reader: Reader, input: Input): string[] | undefined {
  return list(reader, input, 'languages', (entry) =>
    typeof entry === 'string' && canonicalLanguage(entry) !== null
      ? null
      : { code: 'NOT_A_LANGUAGE', given: { type: 'OTHER', text: String(entry).slice(0, 60) } },
  )?.map((language) => canonicalLanguage(language) ?? language);
}

function ids(reader: Reader, input: Input, field: string, kinds: readonly RecordKind[]): string[] | undefined {
  return list(reader, input, field, (entry) => idProblem(entry, kinds));
}

function choices<T extends string>(reader: Reader, input: Input, field: string, values: readonly T[]): T[] | undefined {
  return list(reader, input, field, (entry) =>
    values.includes(entry as T) ? null : { code: 'NOT_A_CHOICE', choices: values, given: null, meant: null },
  ) as T[] | undefined;
}

function texts(reader: Reader, input: Input, field: string): string[] | undefined {
  return list(reader, input, field, (entry) =>
    typeof entry === 'string' ? checkTextProblem(entry, { max: LONGEST_NAME }) : { code: 'NOT_A_TEXT', given: null },
  )?.map((text) => toForm('NFC', text));
}

function list(
  reader: Reader,
  input: Input,
  field: string,
  problemOf: (entry: unknown) => Problem | null,
): string[] | undefined {
  if (!isGiven(input, field)) return undefined;
  const entries = reader.list(input, field, LONGEST_LIST, (at, entry) => {
    const problem = problemOf(entry);
    if (problem !== null) at.fault([], problem);
    return String(entry);
  });
  return [...new Set(entries)];
}

function query(reader: Reader, input: Input): ClaimFilter['text'] {
  const text = reader.optionalText(input, 'text', { max: LONGEST_TEXT });
  // That it is too long has been said by now.
  if (text === null || codePointLength(text) > LONGEST_TEXT) return undefined;
  try {
    return parseQuery(text);
  } catch (error) {
    if (!(error instanceof OnRecordError)) throw error;
    for (const fault of error.faults) reader.fault(['text'], fault);
    return undefined;
  }
}
