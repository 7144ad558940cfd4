// Input -> which records a list shows, by the values that its kind is filed under. Every fault is listed at once.

import type { DateBounds } from '../domain/dates.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import type { Problem } from '../domain/faults/problem.ts';
import { Reader } from '../domain/fields.ts';
import { checkTextProblem } from '../domain/hostile-text.ts';
import { idProblem } from '../domain/ids.ts';
import { KINDS } from '../domain/kinds.ts';
import { TEXTS } from '../domain/limits.ts';
import { externalKey } from '../domain/name-fields.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { Id, RecordOf } from '../domain/records.ts';
import { toForm } from '../domain/unicode-forms.ts';
import type { Store, Undated } from '../store/store.ts';
import { withoutGaps } from './claim-filter.ts';
import type { ListFilter } from './lists.ts';
import { withMembers } from './records.ts';

type Given<T> = T | null | undefined;
type Values = Given<readonly string[]>;

const LONGEST_LIST = 1_000;

export interface ActorFilter {
  kinds?: Values;
  externalId?: Given<{ scheme: string; value: string }>;
  in?: Values;
}

export async function actorFilter(store: Store, given: Given<ActorFilter>): Promise<ListFilter> {
  const { kinds, externalId, in: bodies } = given ?? {};
  const faults = new FaultCollector().at(['filter']);
  checkIds({ in: bodies }, 'actor', faults);
  faults.throwIfAny();
  const known = externalId && [externalKey(externalId)];
  return filed({ kind: kinds, externalId: known, in: await everyIdOf(store, bodies) });
}

export interface EventFilter {
  kinds?: Values;
  statuses?: Values;
  from?: Given<string>;
  to?: Given<string>;
  undated?: Given<Undated>;
  participants?: Values;
  places?: Values;
  overlaps?: Given<Id>;
}

/** Nothing overlaps a window that ends before it begins. */
const NEVER = { from: '9999-12-31', to: '0001-01-01', undated: 'EXCLUDE' } as const;

export async function eventFilter(store: Store, given: Given<EventFilter>): Promise<ListFilter> {
  const { kinds, statuses, from, to, undated, participants, places, overlaps } = given ?? {};
  const faults = new FaultCollector().at(['filter']);
  const window = readWindow({ from, to }, undated, faults);
  checkIds({ participants }, 'actor', faults);
  checkIds({ overlaps: overlaps ? [overlaps] : null }, 'event', faults);
  checkLists({ places }, (place) => checkTextProblem(place, TEXTS.label), faults);
  faults.throwIfAny();
  return {
    ...filed({ kind: kinds, status: statuses, participant: await everyIdOf(store, participants) }),
    ...(places && { places: places.map((place) => toForm('NFC', place)) }),
    ...(overlaps ? whileIt(await timeOf(store, overlaps), window) : window),
  };
}

/** Null where there is no such event, or nobody knows when it was. */
async function timeOf(store: Store, id: Id): Promise<DateBounds | null> {
  const found = await store.getMany([id], undefined, 'DISPLAYED');
  const event = found.find((stored) => stored !== null && stored.id === (found[0]?.canonical ?? id));
  return event ? KINDS.event.bounds(event.record as RecordOf['event']) : null;
}

/** The part of a window in which an event was. */
function whileIt(time: DateBounds | null, { from, to }: ListFilter): ListFilter {
  if (time === null) return NEVER;
  const first = [time.earliest, from]
    .filter((day) => typeof day === 'string')
    .sort()
    .at(-1);
  const last = [time.latest, to].filter((day) => typeof day === 'string').sort()[0];
  return { ...(first !== undefined && { from: first }), ...(last !== undefined && { to: last }), undated: 'EXCLUDE' };
}

export interface TopicFilter {
  broader?: Values;
}

export async function topicFilter(store: Store, given: Given<TopicFilter>): Promise<ListFilter> {
  const faults = new FaultCollector().at(['filter']);
  checkIds({ broader: given?.broader }, 'topic', faults);
  faults.throwIfAny();
  return filed({ broader: await everyIdOf(store, given?.broader) });
}

export interface SourceFilter {
  kinds?: Values;
  publishers?: Values;
  authors?: Values;
  basedOn?: Values;
  languages?: Values;
  reliabilities?: Values;
  publishedFrom?: Given<string>;
  publishedTo?: Given<string>;
  undated?: Given<Undated>;
}

export async function sourceFilter(store: Store, given: Given<SourceFilter>): Promise<ListFilter> {
  const { kinds, publishers, authors, basedOn, languages, reliabilities, publishedFrom, publishedTo, undated } =
    given ?? {};
  const faults = new FaultCollector().at(['filter']);
  const window = readWindow({ publishedFrom, publishedTo }, undated, faults);
  checkIds({ authors }, 'actor', faults);
  checkIds({ basedOn }, 'source', faults);
  faults.throwIfAny();
  const author = await everyIdOf(store, authors);
  return {
    ...filed({ kind: kinds, publisher: publishers, author, basedOn, language: languages, reliability: reliabilities }),
    ...window,
  };
}

/** Two fields: the first day and the last. */
function readWindow(days: Record<string, Given<string>>, undated: Given<Undated>, faults: FaultCollector): ListFilter {
  const reader = new Reader(faults);
  const [fromField = '', toField = ''] = Object.keys(days);
  const from = reader.day(days, fromField) ?? undefined;
  const to = reader.day(days, toField) ?? undefined;
  if (!reader.failed && from !== undefined && to !== undefined && to < from)
    reader.fault([toField], { code: 'ENDS_BEFORE_START', start: fromField, date: from });
  return withoutGaps({ from, to, undated: undated ?? undefined });
}

function checkIds(lists: Record<string, Values>, kind: RecordKind, faults: FaultCollector): void {
  checkLists(lists, (id) => idProblem(id, [kind]), faults);
}

function checkLists(
  lists: Record<string, Values>,
  problemOf: (value: string) => Problem | null,
  faults: FaultCollector,
): void {
  for (const [field, values] of Object.entries(lists)) {
    if (values && values.length > LONGEST_LIST)
      faults.add([field], { code: 'TOO_MANY', count: values.length, most: LONGEST_LIST });
    else
      values?.forEach((value, index) => {
        const problem = problemOf(value);
        if (problem !== null) faults.add([field, index], problem);
      });
  }
}

/** Records hold the ids that they were written with, so each of a merged record's ids is looked for. */
async function everyIdOf(store: Store, ids: Values): Promise<Id[] | null> {
  return ids ? withMembers(store, ids) : null;
}

function filed(values: Record<string, Values>): ListFilter {
  const given = Object.entries(values).flatMap(([field, some]) => (some ? [[field, some] as const] : []));
  return given.length === 0 ? {} : { facets: Object.fromEntries(given) };
}
