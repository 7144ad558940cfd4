// Tallies as one statement: for each the rows of its filter, grouped by nodes and values as they lie in the graph; ids and
// publishers are looked up per group, not per row. The text depends only on the shapes of the tallies and their order.

import type { Dimension, Tally } from '../../store.ts';
import type { Reading } from './filter.ts';
import { resolve } from './filter.ts';
import { NEWEST, stood } from './records.ts';
import { branches, rows, together, wayOf } from './ways.ts';

const STANCES = ['SUPPORTS', 'OPPOSES', 'NEUTRAL', 'MIXED'];
/** What is read of a row; for `speaker`, `target`, `other` and `end` a node. */
const KEYS: Record<Exclude<Dimension, 'source' | 'publisher'>, string> = {
  speaker: 's',
  target: 't',
  other: 'CASE WHEN s IN about THEN t ELSE s END',
  end: 'e',
  targetKind: 't.kind',
  stance: 'a.stance',
  status: "replace(a.lane, '~', '')",
  claimKind: 'a.kind',
  joint: 'coalesce(a.joint, 1)',
  claim: 'a.claim',
  day: time(10),
  week: time(10),
  month: time(7),
  year: time(4),
};
const NODES = new Set<Dimension>(['speaker', 'target', 'other', 'end']);
const TIMES = new Set<Dimension>(['day', 'week', 'month', 'year']);
const RANGED = "a.lane ENDS WITH '~'";
/** A single day is both; of what is undated, nothing is known. */
const end = (name: 'lo' | 'hi') => `CASE WHEN ${RANGED} THEN a.${name} WHEN a.said > '' THEN a.said END`;
const EARLIEST = end('lo');
const LATEST = end('hi');

/** Of single days; ranges are told by their ends. */
function time(length: number): string {
  return `CASE WHEN a.said = '' OR a.lane ENDS WITH '~' THEN null ELSE substring(a.said, 0, ${length}) END`;
}

export interface Statement {
  text: string;
  parameters: Record<string, unknown>;
}

/** The row before all others, which is there even if no other is: `counts` holds the newest version. */
const VERSION_ROW = `RETURN -1 AS place, [] AS keys, false AS ranged, null AS lo, null AS hi, [newest] AS counts, null AS first, null AS last`;

/** Each row says the place of its tally; null stands for one that nothing can pass. */
export function talliesText(tallies: readonly ({ read: Reading; query: Tally } | null)[]): Statement {
  const parts = tallies.flatMap((tally, place) => {
    if (tally === null) return [];
    const { read, query } = tally;
    const text = tallyText(read, query, place).replace(/\$(\w+)/g, `$t${place}_$1`);
    return [{ text, parameters: Object.entries(read.parameters).map(([name, value]) => [`t${place}_${name}`, value]) }];
  });
  return {
    text: `${NEWEST}
CALL (newest) {
${[VERSION_ROW, ...parts.map(({ text }) => text)].join('\nUNION ALL\n')}
}
RETURN place, keys, ranged, lo, hi, counts, first, last`,
    parameters: Object.fromEntries(parts.flatMap(({ parameters }) => parameters)),
  };
}

/** Completes the prelude and the parameters of `read`. */
function tallyText(read: Reading, query: Tally, place: number): string {
  const { by, unit = 'ATTRIBUTIONS', ends, pairs, withoutSelf } = query;
  const parameters = read.parameters;
  if (ends) resolve(read, 'ends', ends);
  if (pairs) {
    const distinct = new Map(pairs.map((pair) => [pair.join(' '), pair]));
    parameters.pairs = [...distinct.values()];
  }
  const found = branches(read, wayOf(read, query), ends !== undefined).map((branch) => ({
    ...branch,
    where: [
      ...branch.where,
      ...(withoutSelf === true ? ['s <> t'] : []),
      ...(ends ? ['(s IN ends OR t IN ends)'] : []),
    ],
  }));
  const each = by.includes('end')
    ? `\nUNWIND CASE WHEN s = t THEN [[s, t]] ELSE [[s, t], [t, s]] END AS pair
WITH at, a, pair[0] AS e, pair[1] AS o${ends ? ', ends WHERE pair[0] IN ends' : ''}`
    : '';
  const sourced = by.includes('source') || by.includes('publisher');
  const timed = by.some((dimension) => TIMES.has(dimension));
  const columns = [
    ...by.flatMap((dimension, index) => {
      const key = KEYS[dimension as keyof typeof KEYS];
      return key === undefined ? [] : [`${key} AS k${index}`];
    }),
    ...(sourced ? ['coalesce(a.sources, [a.source]) AS list'] : []),
    ...(timed
      ? [`${RANGED} AS ranged`, `CASE WHEN ${RANGED} THEN a.lo END AS lo`, `CASE WHEN ${RANGED} THEN a.hi END AS hi`]
      : ['false AS ranged', 'null AS lo', 'null AS hi']),
  ];
  const counts = ['TRUE', ...STANCES.map((stance) => `a.stance = '${stance}'`)].map((where) => count(unit, where));
  const grouped = by.length === 0 ? [] : ['at', ...columns];
  const keys = by.map((dimension, index) => (NODES.has(dimension) ? `k${index}.id` : `k${index}`));
  return `${read.prelude}
${together(
  read,
  found.map((branch) => `${rows(branch)}\n  RETURN s, a, t`),
)}${each}
WITH ${[...grouped, `[${counts.join(', ')}] AS counts`, `min(${EARLIEST}) AS first`, `max(${LATEST}) AS last`].join(', ')}${sourced ? sources(by) : ''}
RETURN ${place} AS place, [${keys.join(', ')}] AS keys, ${by.length === 0 ? 'false AS ranged, null AS lo, null AS hi' : 'ranged, lo, hi'}, counts, first, last`;
}

function count(unit: NonNullable<Tally['unit']>, where: string): string {
  if (unit === 'ATTRIBUTIONS') return `count(CASE WHEN ${where} THEN 1 END)`;
  if (unit === 'OTHERS') return `count(DISTINCT CASE WHEN ${where} AND o <> e THEN o END)`;
  return `count(CASE WHEN ${where} AND a.several IS NULL THEN 1 END) + count(DISTINCT CASE WHEN ${where} AND a.several THEN a.recorded END)`;
}

/** Only how many, as `total`: the rest of a tally would have to be read of every row. Goes behind the prelude. */
export function countText(read: Reading, unit: 'CLAIMS' | 'ATTRIBUTIONS'): string {
  const found = branches(read, wayOf(read)).map((branch) => `${rows(branch)}\n  RETURN a`);
  const counted =
    unit === 'CLAIMS'
      ? 'count(CASE WHEN a.several IS NULL THEN 1 END) + count(DISTINCT CASE WHEN a.several THEN a.recorded END)'
      : 'count(a)';
  return `CALL (${read.names.join(', ')}) {
${together(read, found)}
RETURN ${counted} AS total
}`;
}

/** From each list of sources that claims cite to its sources, its publishers, or both. */
function sources(by: readonly Dimension[]): string {
  const source = by.indexOf('source');
  const publisher = by.indexOf('publisher');
  if (publisher < 0) return `\nUNWIND list AS k${source}`;
  const columns = [...(source < 0 ? [] : [`id AS k${source}`]), `v.publisher AS k${publisher}`];
  return `
CALL (list, at) {
  UNWIND list AS id
  OPTIONAL MATCH (:Record {id: id})-[:HAS]->(v:Version) WHERE ${stood('v')}
  RETURN DISTINCT ${columns.join(', ')}
}`;
}

/** The first and last known day of all rows of the filter. */
export function outermostText(read: Reading): string {
  return `${read.prelude}
${together(
  read,
  branches(read, wayOf(read)).map((branch) => `${rows(branch)}\n  RETURN a`),
)}
RETURN min(coalesce(${EARLIEST}, a.hi)) AS lo, max(coalesce(${LATEST}, a.lo)) AS hi`;
}
