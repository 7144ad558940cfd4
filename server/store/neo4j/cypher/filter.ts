// A claim filter as Cypher over attributions `(s)-[a]->(t)`: what is resolved first (`prelude`), which conditions count, and
// the spans of time to read. Values are parameters, always; the text depends only on which fields a filter has, so that the
// database keeps its plans. The conditions alone say which rows count: a slow access path costs time, never an answer.

import { COUNTED_STATUSES } from '../../../domain/records.ts';
import type { TextQuery } from '../../../domain/text.ts';
import type { ClaimFilter, Undated } from '../../store.ts';
import { laneOf } from '../claim-rows.ts';
import type { Parameters } from '../database.ts';
import { luceneQuery } from '../lucene.ts';
import { facetKey } from '../version-row.ts';
import { AT, held, stood } from './records.ts';

/** Rows by how their date is known, with the time window as a condition. */
export interface Span {
  /** Null: both single days and ranges. */
  ranged: boolean | null;
  lanes: string[];
  /** The name of the parameter that holds the lanes. */
  parameter: string;
  where: string[];
}

export interface CompiledFilter {
  prelude: string;
  /** Names that subqueries take over. */
  names: string[];
  conditions: string[];
  spans: Span[];
  parameters: Record<string, unknown>;
  filter: ClaimFilter;
}

type EndList = 'speakers' | 'targets' | 'between' | 'about' | 'topics' | 'events';
const END_LISTS: readonly EndList[] = ['speakers', 'targets', 'between', 'about', 'topics', 'events'];
const LISTS = [
  ...END_LISTS,
  'targetKinds',
  'sources',
  'publishers',
  'stances',
  'statuses',
  'kinds',
  'curators',
  'batches',
];
const FIRST = '0000';
const LAST = '9999-12-31';

/** Null when nothing can pass. `at` is the clause that reads the version. */
export function compileFilter(filter: ClaimFilter, at = AT): CompiledFilter | null {
  if (LISTS.some((list) => (filter[list as keyof ClaimFilter] as readonly unknown[] | undefined)?.length === 0))
    return null;
  const spans = claimSpans(filter);
  if (spans.length === 0) return null;
  const compiled: CompiledFilter = {
    prelude: at,
    names: ['at'],
    conditions: [held('a')],
    spans,
    parameters: { asOf: filter.asOf, from: filter.saidFrom, to: filter.saidTo },
    filter,
  };
  for (const span of spans) compiled.parameters[span.parameter] = span.lanes;
  for (const list of END_LISTS) if (filter[list]) resolve(compiled, list, filter[list]);
  ends(compiled);
  ofClaim(compiled);
  return compiled;
}

/** The records that stand for these, as nodes; ids that do not exist have none. */
export function resolve(compiled: CompiledFilter, name: string, ids: readonly string[]): void {
  add(
    compiled,
    name,
    `CALL (at) {
  UNWIND $${name} AS id
  MATCH (r:Record {id: id})
  OPTIONAL MATCH (r)-[m:MERGED_INTO]->(c:Record) WHERE ${held('m')}
  RETURN collect(DISTINCT coalesce(c, r)) AS ${name}
}`,
    { [name]: [...new Set(ids)] },
  );
}

function add(compiled: CompiledFilter, name: string, prelude: string, parameters: Parameters): void {
  compiled.prelude += `\n${prelude}`;
  compiled.names.push(name);
  Object.assign(compiled.parameters, parameters);
}

/** Of the attribution itself: one speaker, one target, one stance. */
function ends({ filter, conditions, parameters }: CompiledFilter): void {
  if (filter.speakers) conditions.push('s IN speakers');
  if (filter.targets) conditions.push('t IN targets');
  if (filter.between) conditions.push('s IN between', 't IN between');
  if (filter.about) conditions.push('(s IN about OR t IN about)');
  if (filter.targetKinds) conditions.push('t.kind IN $targetKinds');
  if (filter.stances) conditions.push('a.stance IN $stances');
  Object.assign(parameters, { targetKinds: filter.targetKinds, stances: filter.stances });
}

/** Of the claim as a whole. */
function ofClaim(compiled: CompiledFilter): void {
  const { filter, conditions, parameters } = compiled;
  const isTarget = (list: 'topics' | 'events') =>
    `CASE WHEN a.targets IS NULL THEN t IN ${list} ELSE any(x IN a.targets WHERE x IN ${list}Ids) END`;
  for (const list of ['topics', 'events'] as const)
    if (filter[list]) add(compiled, `${list}Ids`, `WITH *, [n IN ${list} | n.id] AS ${list}Ids`, {});
  if (filter.topics) conditions.push(isTarget('topics'));
  if (filter.events) conditions.push(`(coalesce(a.at IN eventsIds, false) OR ${isTarget('events')})`);
  const cites = (ids: string) => `(a.source IN ${ids} OR coalesce(any(x IN a.sources WHERE x IN ${ids}), false))`;
  if (filter.sources) conditions.push(cites('$sources'));
  if (filter.publishers) {
    add(
      compiled,
      'published',
      `CALL (at) {
  MATCH (f:Facet) WHERE f.key IN $publisherKeys
  MATCH (f)<-[:HAS_FACET]-(v:Version) WHERE ${stood('v')}
  RETURN collect(v.id) AS published
}`,
      { publisherKeys: filter.publishers.map((publisher) => facetKey('source', 'publisher', publisher)) },
    );
    conditions.push(cites('published'));
  }
  if (filter.kinds) conditions.push('a.kind IN $kinds');
  if (filter.directSpeech !== undefined) conditions.push('coalesce(a.direct, false) = $directSpeech');
  if (filter.curators) written(compiled, 'curators', 'author');
  if (filter.batches) written(compiled, 'batches', 'batch');
  Object.assign(parameters, {
    sources: filter.sources,
    kinds: filter.kinds,
    directSpeech: filter.directSpeech,
    curators: filter.curators,
    batches: filter.batches,
  });
  if (filter.text) {
    parameters.text = luceneQuery(filter.text);
    Object.assign(parameters, wordsOf(filter.text));
  }
}

/** By the authors or batches of any of its versions. */
function written(compiled: CompiledFilter, list: 'curators' | 'batches', field: 'author' | 'batch'): void {
  const commits = `${list}Commits`;
  add(
    compiled,
    commits,
    `CALL (at) {
  MATCH (c:Commit) WHERE c.${field} IN $${list} AND c.first <= at
  RETURN collect(c.no) AS ${commits}
}`,
    {},
  );
  compiled.conditions.push(
    `EXISTS { MATCH (:Record {id: a.claim})-[:HAS]->(w:Version) WHERE w.version <= at AND w.commit IN ${commits} }`,
  );
}

/** What `textIn` asks for. */
export function wordsOf({ terms, lastIsPrefix }: TextQuery): { words: string[]; beginning: string } {
  return lastIsPrefix
    ? { words: terms.slice(0, -1), beginning: terms.at(-1) ?? '' }
    : { words: [...terms], beginning: '' };
}

/** Tests the text of each row; not needed where the access path starts at the text. */
export const HAS_TEXT = `EXISTS {
    MATCH (w:Version {version: coalesce(a.version, a.since)}) WHERE ${textIn('w')}
  }`;

/** Whether a version has all words, and one that begins as the last one does. */
export function textIn(version: string): string {
  return `all(word IN $words WHERE (' ' + ${version}.terms + ' ') CONTAINS (' ' + word + ' ')) AND (' ' + ${version}.terms) CONTAINS (' ' + $beginning)`;
}

export interface Window {
  from: string | undefined;
  to: string | undefined;
  undated: Undated | undefined;
}

function claimSpans({ saidFrom, saidTo, undated, statuses }: ClaimFilter): Span[] {
  const all = [...new Set(statuses ?? COUNTED_STATUSES)];
  const lanes = (ranged: boolean) => all.map((status) => laneOf(status, ranged));
  const window = { from: saidFrom, to: saidTo, undated };
  return windowSpans('a', window).map(({ ranged, where }, index) => ({
    ranged,
    lanes: ranged === null ? [...lanes(false), ...lanes(true)] : lanes(ranged),
    parameter: `lanes${index}`,
    where,
  }));
}

/** `ranged` null: both. The conditions of one span exclude those of the others. */
export function windowSpans(
  alias: string,
  { from, to, undated }: Window,
): { ranged: boolean | null; where: string[] }[] {
  const windowed = from !== undefined || to !== undefined;
  const without = undated ?? (windowed ? 'EXCLUDE' : 'INCLUDE');
  const none = { ranged: false, where: [`${alias}.said = ''`] };
  if (without === 'ONLY') return [none];
  // Nothing overlaps a window that ends before it begins, not even a range that spans both.
  if ((from ?? FIRST) > (to ?? LAST)) return without === 'INCLUDE' ? [none] : [];
  if (!windowed)
    return without === 'INCLUDE' ? [{ ranged: null, where: [] }] : [{ ranged: null, where: [`${alias}.said > ''`] }];
  const days = [
    from === undefined ? `${alias}.said > ''` : `${alias}.said >= $from`,
    ...(to === undefined ? [] : [`${alias}.said <= $to`]),
  ];
  const ranges = [
    ...(to === undefined ? [] : [`(${alias}.lo IS NULL OR ${alias}.lo <= $to)`]),
    ...(from === undefined ? [] : [`(${alias}.hi IS NULL OR ${alias}.hi >= $from)`]),
  ];
  return [{ ranged: false, where: days }, { ranged: true, where: ranges }, ...(without === 'INCLUDE' ? [none] : [])];
}
