// A claim filter as Cypher over attributions `(s)-[a]->(t)`: what is resolved first (`prelude`), which conditions count, and
// the spans of time to read. Values are parameters, always; the text depends only on which fields a filter has, so that the
// database keeps its plans. The conditions alone say which rows count: a slow access path costs time, never an answer.

import type { RecordKind } from '../../../domain/record-kinds.ts';
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

type EventList = 'events' | 'alsoEvents' | 'occasions';
const END_LISTS = [
  'speakers',
  'targets',
  'between',
  'about',
  'alsoAbout',
  'topics',
  'events',
  'alsoEvents',
  'occasions',
  'reporters',
] as const;
/** When one of these is empty, it excludes nothing. */
const EXCLUDED = ['excludeSpeakers', 'excludeTargets'] as const;
const LISTS = [
  ...END_LISTS,
  'targetKinds',
  'sources',
  'alsoSources',
  'publishers',
  'stances',
  'statuses',
  'kinds',
  'curators',
  'batches',
  'actorKinds',
  'tenures',
  'reliability',
  'languages',
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
  for (const list of [...END_LISTS, ...EXCLUDED]) if (filter[list]) resolve(compiled, list, filter[list]);
  ends(compiled);
  ofClaim(compiled);
  ofRecords(compiled);
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
  for (const list of ['about', 'alsoAbout'] as const)
    if (filter[list]) conditions.push(`(s IN ${list} OR t IN ${list})`);
  if (filter.targetKinds) conditions.push('t.kind IN $targetKinds');
  if (filter.stances) conditions.push('a.stance IN $stances');
  if (filter.excludeSpeakers) conditions.push('NOT s IN excludeSpeakers');
  if (filter.excludeTargets) conditions.push('NOT t IN excludeTargets');
  Object.assign(parameters, { targetKinds: filter.targetKinds, stances: filter.stances });
}

/** Of the claim as a whole. */
function ofClaim(compiled: CompiledFilter): void {
  const { filter, conditions, parameters } = compiled;
  const isTarget = (list: 'topics' | EventList) =>
    `CASE WHEN a.targets IS NULL THEN t IN ${list} ELSE any(x IN a.targets WHERE x IN ${list}Ids) END`;
  const wasAt = (list: EventList) => `coalesce(a.at IN ${list}Ids, false)`;
  for (const list of ['topics', 'events', 'alsoEvents', 'occasions'] as const)
    if (filter[list]) add(compiled, `${list}Ids`, `WITH *, [n IN ${list} | n.id] AS ${list}Ids`, {});
  if (filter.topics) conditions.push(isTarget('topics'));
  for (const list of ['events', 'alsoEvents'] as const)
    if (filter[list]) conditions.push(`(${wasAt(list)} OR ${isTarget(list)})`);
  if (filter.occasions) conditions.push(`(${wasAt('occasions')} OR t IN occasions)`);
  const cites = (ids: string) => `(a.source IN ${ids} OR coalesce(any(x IN a.sources WHERE x IN ${ids}), false))`;
  for (const list of ['sources', 'alsoSources'] as const) if (filter[list]) conditions.push(cites(`$${list}`));
  if (filter.publishers) {
    filedUnder(compiled, 'published', facetKeys('source', 'publisher', filter.publishers));
    conditions.push(cites('published'));
  }
  if (filter.kinds) conditions.push('a.kind IN $kinds');
  if (filter.directSpeech !== undefined) conditions.push('coalesce(a.direct, false) = $directSpeech');
  if (filter.soleSpeaker !== undefined)
    conditions.push(filter.soleSpeaker ? 'coalesce(a.joint, 1) = 1' : 'coalesce(a.joint, 1) > 1');
  if (filter.reliability) {
    filedUnder(compiled, 'reliable', facetKeys('source', 'reliability', filter.reliability));
    conditions.push(cites('reliable'));
  }
  if (filter.curators) written(compiled, 'curators', 'author');
  if (filter.batches) written(compiled, 'batches', 'batch');
  Object.assign(parameters, {
    sources: filter.sources,
    alsoSources: filter.alsoSources,
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

/** The ids of the records that were filed under one of these keys. */
function filedUnder(compiled: CompiledFilter, name: string, keys: readonly string[]): void {
  add(
    compiled,
    name,
    `CALL (at) {
  MATCH (f:Facet) WHERE f.key IN $${name}Keys
  MATCH (f)<-[:HAS_FACET]-(v:Version) WHERE ${stood('v')}
  RETURN collect(v.id) AS ${name}
}`,
    { [`${name}Keys`]: keys },
  );
}

function facetKeys(kind: RecordKind, field: string, values: readonly string[]): string[] {
  return values.map((value) => facetKey(kind, field, value));
}

const CLAIM_VERSION = '(w:Version {version: coalesce(a.version, a.since)})';
/** Of a facet `f` that holds an id: whether that is `x`, or what `x` stands for. */
const meansOne = (x: string) =>
  `(f.value = ${x}.id OR EXISTS { MATCH (:Record {id: f.value})-[m:MERGED_INTO]->(${x}) WHERE ${held('m')} })`;

/**
 * What only the records themselves say: the claim, its speakers and its sources. In their text, a field is told by its name and its
 * value together: within a text, quotation marks are escaped. No step of an upgrade may change these fields.
 */
function ofRecords({ filter, conditions, parameters }: CompiledFilter): void {
  const inText = (what: string) => `EXISTS { MATCH ${CLAIM_VERSION} WHERE ${what} }`;
  if (filter.hedged !== undefined)
    conditions.push(`${filter.hedged ? '' : 'NOT '}${inText(`w.data CONTAINS '"hedged":true'`)}`);
  if (filter.languages) conditions.push(inText('any(field IN $languageFields WHERE w.data CONTAINS field)'));
  if (filter.reporters)
    conditions.push(
      `EXISTS { MATCH ${CLAIM_VERSION}-[:HAS_FACET]->(f:Facet) WHERE f.kind = 'claim' AND f.field = 'reporter' AND any(x IN reporters WHERE ${meansOne('x')}) }`,
    );
  if (filter.actorKinds)
    conditions.push(
      `EXISTS { MATCH (s)-[:HAS]->(v:Version)-[:HAS_FACET]->(f:Facet) WHERE ${stood('v')} AND f.key IN $actorKindKeys }`,
    );
  if (filter.tenures) conditions.push(WITHIN_TENURE);
  if (filter.voice) {
    const reports = `EXISTS { MATCH ${CLAIM_VERSION}-[:HAS_FACET]->(f:Facet) WHERE f.kind = 'claim' AND f.field = 'reporter' AND ${meansOne('s')} }`;
    const wrote = `EXISTS { MATCH (d:Record)-[:HAS]->(v:Version)-[:HAS_FACET]->(f:Facet) WHERE d.id IN coalesce(a.sources, [a.source]) AND ${stood('v')} AND f.field = 'author' AND ${meansOne('s')} }`;
    conditions.push(`${filter.voice === 'NARRATED' ? '' : 'NOT '}(${reports} OR ${wrote})`);
  }
  Object.assign(parameters, {
    languageFields: filter.languages?.map((language) => `"language":${JSON.stringify(language)}`),
    actorKindKeys: filter.actorKinds && facetKeys('actor', 'kind', filter.actorKinds),
    tenures: filter.tenures,
  });
}

/** A range lies in `lo` and `hi`, a single day in `said`, which is empty where there is no date. */
const WITHIN_TENURE = `any(tenure IN $tenures WHERE
    (tenure.speaker = s.id OR EXISTS { MATCH (:Record {id: tenure.speaker})-[m:MERGED_INTO]->(s) WHERE ${held('m')} })
    AND CASE WHEN a.lane ENDS WITH '~' THEN
      (tenure.from IS NULL OR a.hi IS NULL OR a.hi >= tenure.from) AND (tenure.to IS NULL OR a.lo IS NULL OR a.lo <= tenure.to)
    WHEN a.said = '' THEN tenure.from IS NULL AND tenure.to IS NULL
    ELSE (tenure.from IS NULL OR a.said >= tenure.from) AND (tenure.to IS NULL OR a.said <= tenure.to) END)`;

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
  within?: boolean | undefined;
}

function claimSpans({ saidFrom, saidTo, undated, saidWithin, statuses }: ClaimFilter): Span[] {
  const all = [...new Set(statuses ?? COUNTED_STATUSES)];
  const lanes = (ranged: boolean) => all.map((status) => laneOf(status, ranged));
  const window = { from: saidFrom, to: saidTo, undated, within: saidWithin };
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
  { from, to, undated, within }: Window,
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
  const ranges = within
    ? [...(to === undefined ? [] : [`${alias}.hi <= $to`]), ...(from === undefined ? [] : [`${alias}.lo >= $from`])]
    : [
        ...(to === undefined ? [] : [`(${alias}.lo IS NULL OR ${alias}.lo <= $to)`]),
        ...(from === undefined ? [] : [`(${alias}.hi IS NULL OR ${alias}.hi >= $from)`]),
      ];
  return [{ ranged: false, where: days }, { ranged: true, where: ranges }, ...(without === 'INCLUDE' ? [none] : [])];
}
