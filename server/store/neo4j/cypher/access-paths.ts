// The access paths to the attributions of a filter, as MATCH clauses that give `s`, `a` and `t`, each row once. A path starts
// at the ends where they are few, else at an index range for a window of time, else at the claims that a topic, source, text
// or batch selects.

import type { Tally } from '../../store.ts';
import { isRanged } from '../claim-rows.ts';
import type { CompiledFilter, Span } from './filter.ts';
import { HAS_TEXT } from './filter.ts';
import { held, stood } from './records.ts';

export interface Branch {
  /** MATCH clauses, up to a WHERE that is still to come. */
  match: string;
  where: string[];
  /** Whether its rows are ranges of days; null where some may be. */
  ranged: boolean | null;
}

/** Up to this many ends, the path starts at them, whatever else the filter has. */
const FEW = 50;
const EXPAND = 'MATCH (s)-[a:ATTRIBUTED]->(t)';
const BY_RECORDED = `${EXPAND} USING INDEX a:ATTRIBUTED(recorded)`;
const BY_SPEAKER = `${EXPAND} USING INDEX SEEK a:ATTRIBUTED(by, lane, said, claim)`;
const BY_SAID = `${EXPAND} USING INDEX SEEK a:ATTRIBUTED(lane, said, claim, stance, since, until)`;

export type AccessPath = 'pairs' | 'ends' | 'claims' | 'said' | 'all';

/** `ends` is that of a tally by either end. */
export function accessPathOf(
  { filter, spans }: CompiledFilter,
  { pairs, ends }: Pick<Tally, 'pairs' | 'ends'> = {},
): AccessPath {
  if (pairs) return 'pairs';
  const lists = [filter.speakers, filter.targets, filter.about, filter.between, ends].filter(
    (list) => list !== undefined,
  );
  if (lists.some((list) => list.length <= FEW)) return 'ends';
  const windowed = spans.some(({ where }) => where.length > 0);
  if (filter.text || filter.sources || filter.topics || filter.events) return 'claims';
  if (filter.batches && !windowed) return 'claims';
  if (windowed) return 'said';
  return lists.length > 0 ? 'ends' : 'all';
}

/** The rows of all spans, in one or two branches; where an index gives their order, one branch for each lane of each span. */
export function branches(compiled: CompiledFilter, path: AccessPath, ends = false): Branch[] {
  const { filter, conditions } = compiled;
  const text = filter.text && !(path === 'claims') ? [HAS_TEXT] : [];
  const rest = [...conditions, ...text];
  const one = (match: string, ...more: string[]): Branch => ({
    match,
    where: [...more, inSpans(compiled.spans), ...rest],
    ranged: null,
  });
  if (path === 'said')
    return compiled.spans
      .flatMap((span) => splitByRanged(span, compiled))
      .map((span) => saidBranch(span, `a.lane IN $${span.parameter}`, rest));
  if (path === 'all') return [one(EXPAND)];
  if (path === 'pairs')
    return [one('UNWIND $pairs AS pair MATCH (s:Record {id: pair[0]})-[a:ATTRIBUTED]->(t:Record {id: pair[1]})')];
  if (path === 'claims') return [one(`${claimsPath(compiled)} ${BY_RECORDED}`, 'a.recorded = first')];
  const from = (list: string, end: 's' | 't') => `UNWIND ${list} AS ${end} ${EXPAND}`;
  const either = (list: string) => [one(from(list, 's')), one(from(list, 't'), `NOT s IN ${list}`)];
  const few = (list: readonly string[] | undefined) => list !== undefined && list.length <= FEW;
  if (few(filter.speakers)) return [one(from('speakers', 's'))];
  if (few(filter.targets)) return [one(from('targets', 't'))];
  if (few(filter.about)) return either('about');
  if (few(filter.between)) return [one(from('between', 's'))];
  if (ends) return either('ends');
  if (filter.speakers) return [one(from('speakers', 's'))];
  if (filter.targets) return [one(from('targets', 't'))];
  return filter.about ? either('about') : [one(from('between', 's'))];
}

/** The list of one record whose index lists what it has said; other ends would lead to fewer rows. */
export function oneSpeaker({ filter }: CompiledFilter): 'speakers' | 'about' | null {
  const { speakers, targets, about, between } = filter;
  if (targets !== undefined || between !== undefined) return null;
  if (about === undefined) return speakers?.length === 1 ? 'speakers' : null;
  return about.length === 1 && speakers === undefined ? 'about' : null;
}

/** One branch for each lane, with its rows in order of saying, of all speakers or of the only one. */
export function orderedBranches(compiled: CompiledFilter): (Branch & { lane: string; parameter: string })[] {
  const text = compiled.filter.text ? [HAS_TEXT] : [];
  const alone = oneSpeaker(compiled);
  if (alone !== null) {
    // Before the subqueries: inside them, only what comes first is read in order.
    compiled.prelude += `\nWITH *, head(${alone}).id AS whose`;
    compiled.names.push('whose');
  }
  return compiled.spans.flatMap((span, spanIndex) =>
    span.lanes.map((lane, index) => {
      const parameter = `lane${spanIndex}_${index}`;
      const branch = saidBranch(span, `a.lane = $${parameter}`, [...compiled.conditions, ...text]);
      if (alone !== null) Object.assign(branch, { match: BY_SPEAKER, where: ['a.by = whose', ...branch.where] });
      return { ...branch, lane, parameter };
    }),
  );
}

/** All rows in order of recording. */
export function recordedBranch(compiled: CompiledFilter): Branch {
  const text = compiled.filter.text ? [HAS_TEXT] : [];
  return {
    match: BY_RECORDED,
    where: ['a.recorded IS NOT NULL', inSpans(compiled.spans), ...compiled.conditions, ...text],
    ranged: null,
  };
}

/** From one record `n`: what it speaks of, and who speaks of it. */
export function stepBranches(compiled: CompiledFilter): [Branch, Branch] {
  const where = [inSpans(compiled.spans), ...compiled.conditions, ...(compiled.filter.text ? [HAS_TEXT] : [])];
  return [
    { match: `WITH n AS s ${EXPAND}`, where, ranged: null },
    { match: `WITH n AS t ${EXPAND}`, where, ranged: null },
  ];
}

/** Separates single days from ranges. */
function splitByRanged(span: Span, { parameters }: CompiledFilter): Span[] {
  if (span.ranged !== null) return [span];
  return [false, true].map((ranged) => {
    const part = { ...span, ranged, lanes: span.lanes.filter((lane) => isRanged(lane) === ranged) };
    part.parameter = `${span.parameter}${ranged ? 'ranges' : 'days'}`;
    parameters[part.parameter] = part.lanes;
    return part;
  });
}

function saidBranch({ where, ranged }: Span, laneCondition: string, rest: readonly string[]): Branch {
  // Without a condition on each column, the index cannot be used, or not for its order.
  const said = where.some((condition) => condition.startsWith('a.said')) ? [] : ['a.said IS NOT NULL'];
  const there = ['claim', 'stance', 'since', 'until'].map((column) => `a.${column} IS NOT NULL`);
  return { match: BY_SAID, where: [laneCondition, ...said, ...where, ...there, ...rest], ranged };
}

function inSpans(spans: readonly Span[]): string {
  const each = spans.map(({ parameter, where }) => [`a.lane IN $${parameter}`, ...where].join(' AND '));
  return each.length === 1 ? (each[0] as string) : `(${each.map((one) => `(${one})`).join(' OR ')})`;
}

/** Clauses that give `first`, the first version of each claim that may pass. */
function claimsPath({ filter }: CompiledFilter): string {
  if (filter.sources)
    return `UNWIND $sources AS id
  MATCH (:Record {id: id})<-[q:QUOTED_FROM]-(claim:Record) WHERE ${held('q')}
  WITH DISTINCT claim.first AS first`;
  if (filter.text)
    return `CALL db.index.fulltext.queryNodes('version_terms', $text) YIELD node AS w
  WITH w WHERE w.kind = 'claim' AND ${stood('w')}
  WITH DISTINCT w.first AS first`;
  if (filter.topics)
    return `UNWIND topics AS n MATCH (n)<-[b:ATTRIBUTED]-() WHERE ${held('b')} WITH DISTINCT b.recorded AS first`;
  if (filter.events)
    return `CALL (at, events, eventsIds) {
    UNWIND events AS n MATCH (n)<-[b:ATTRIBUTED]-() WHERE ${held('b')} RETURN b.recorded AS first
    UNION
    UNWIND eventsIds AS id MATCH ()-[b:ATTRIBUTED]->() WHERE b.at = id AND ${held('b')} RETURN b.recorded AS first
  }
  WITH first`;
  return `UNWIND batchesCommits AS no
  MATCH (c:Commit {no: no}) MATCH (w:Version) WHERE w.version >= c.first AND w.version <= c.last AND w.kind = 'claim'
  WITH DISTINCT w.first AS first`;
}

/** Branches as one subquery. */
export function together(compiled: CompiledFilter, parts: readonly string[]): string {
  return `CALL (${compiled.names.join(', ')}) {\n  ${parts.join('\n  UNION ALL\n  ')}\n}`;
}

export function rows({ match, where }: Pick<Branch, 'match' | 'where'>): string {
  return `${match}\n  WHERE ${where.join(' AND ')}`;
}
