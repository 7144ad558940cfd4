// Tallies as one statement: for each the rows of its filter, grouped by nodes and values as they lie in the graph; ids and
// publishers are looked up per group, not per row. The text depends only on the shapes of the tallies and their order.

import type { Dimension, Tally } from '../../store.ts';
import type { Branch } from './access-paths.ts';
import { accessPathOf, branches, rows, together } from './access-paths.ts';
import type { CompiledFilter } from './filter.ts';
import { resolve } from './filter.ts';
import { pastKeys } from './past.ts';
import { NEWEST, stood } from './records.ts';

const STANCES = ['SUPPORTS', 'OPPOSES', 'NEUTRAL', 'MIXED'];
/** What is read of a row; for `speaker`, `target`, `other` and `end` a node. */
const KEYS: Partial<Record<Dimension, string>> = {
  speaker: 's',
  target: 't',
  other: 'CASE WHEN s IN about THEN t ELSE s END',
  targetKind: 't.kind',
  stance: 'a.stance',
  status: "replace(lane, '~', '')",
  claimKind: 'a.kind',
  joint: 'toString(coalesce(a.joint, 1))',
  claim: 'a.claim',
};
const NODES = new Set<Dimension>(['speaker', 'target', 'other', 'end']);
/** Dimensions whose groups are complete and whose keys the database sorts as we do. */
const SORTED = new Set<Dimension>([...NODES, 'targetKind', 'stance', 'status', 'claimKind', 'claim']);

/**
 * One value where the row is a range, another where it is a single day or undated. `lane` and `said` have been read before: within
 * a condition, a property is read from the row again.
 */
function byRange(ranged: boolean | null, ofRange: string, ofDay: string): string {
  if (ranged !== null) return ranged ? ofRange : ofDay;
  return `CASE WHEN lane ENDS WITH '~' THEN ${ofRange} ELSE ${ofDay} END`;
}

const DAY = "CASE WHEN said > '' THEN said END";
const RANGE = "coalesce(a.lo, '..') + '/' + coalesce(a.hi, '..')";

export interface Statement {
  text: string;
  parameters: Record<string, unknown>;
}

/** The row before all others, which is there even if no other is: `counts` holds the newest version. */
const VERSION_ROW = `RETURN -1 AS tallyIndex, [] AS keys, [newest] AS counts, null AS first, null AS last`;

/** Each row holds the index of its tally; a null is a tally that nothing can pass. */
export function talliesText(tallies: readonly ({ compiled: CompiledFilter; query: Tally } | null)[]): Statement {
  const parts = tallies.flatMap((tally, tallyIndex) => {
    if (tally === null) return [];
    const { compiled, query } = tally;
    const text = tallyText(compiled, query, tallyIndex).replace(/\$(\w+)/g, `$t${tallyIndex}_$1`);
    return [
      {
        text,
        parameters: Object.entries(compiled.parameters).map(([name, value]) => [`t${tallyIndex}_${name}`, value]),
      },
    ];
  });
  return {
    text: `${NEWEST}
CALL (newest) {
${[VERSION_ROW, ...parts.map(({ text }) => text)].join('\nUNION ALL\n')}
}
RETURN tallyIndex, keys, counts, first, last`,
    parameters: Object.fromEntries(parts.flatMap(({ parameters }) => parameters)),
  };
}

/**
 * Whether the database itself sorts the groups and cuts the page; the others come whole. With a total they do: to count them
 * beside the page it would have to hold all of them once more.
 */
function cutsPage({ by, limit, total }: Tally): boolean {
  return limit !== undefined && total !== true && by.length > 0 && by.every((dimension) => SORTED.has(dimension));
}

/** Completes the prelude and the parameters of `compiled`. */
function tallyText(compiled: CompiledFilter, query: Tally, tallyIndex: number): string {
  const { by, unit = 'ATTRIBUTIONS', ends, pairs } = query;
  if (ends) resolve(compiled, 'ends', ends);
  if (pairs) {
    const distinct = new Map(pairs.map((pair) => [pair.join(' '), pair]));
    compiled.parameters.pairs = [...distinct.values()];
  }
  const each = by.includes('end')
    ? `\nUNWIND CASE WHEN s = t THEN [[s, t]] ELSE [[s, t], [t, s]] END AS pair
WITH *, pair[0] AS k0, pair[1] AS o${ends ? ' WHERE pair[0] IN ends' : ''}`
    : '';
  const sourced = by.includes('source') || by.includes('publisher');
  const grouped = [
    ...(sourced ? ['at'] : []),
    ...by.flatMap((dimension, index) => (isSource(dimension) ? [] : [`k${index}`])),
    ...(sourced ? ['list'] : []),
  ];
  const few = by.every((dimension) => !NODES.has(dimension) && dimension !== 'claim');
  const counts = [null, ...STANCES].map((stance) => count(unit, stance, few)).join(', ');
  const keys = by.map((dimension, index) => (NODES.has(dimension) ? `k${index}.id` : `k${index}`));
  return `${compiled.prelude}
${together(
  compiled,
  found(compiled, query).map((branch) => `${rows(branch)}\n  ${READ}\n  RETURN ${columns(query, branch.ranged)}`),
)}${each}${few ? alike(grouped, unit) : ''}
WITH ${[...(by.length === 0 ? [] : grouped), `[${counts}] AS counts`, 'min(first) AS first', 'max(last) AS last'].join(', ')}${sourced ? sources(by) : ''}
${cutsPage(query) ? page(compiled, query, keys, tallyIndex) : `RETURN ${tallyIndex} AS tallyIndex, [${keys.join(', ')}] AS keys, counts, first, last`}`;
}

const READ = 'WITH *, a.lane AS lane, a.said AS said';

export function isSource(dimension: Dimension): boolean {
  return dimension === 'source' || dimension === 'publisher';
}

function found(compiled: CompiledFilter, query: Tally): Branch[] {
  const { ends, withoutSelf } = query;
  const path = accessPathOf(compiled, query);
  // Even of all rows: most of what is read of them lies in the index.
  return branches(compiled, path === 'all' ? 'said' : path, ends !== undefined).map((branch) => ({
    ...branch,
    where: [
      ...branch.where,
      ...(withoutSelf === true ? ['s <> t'] : []),
      ...(ends ? ['(s IN ends OR t IN ends)'] : []),
    ],
  }));
}

/** What a branch gives of each row: each value is read once, where it may still lie in the index that led to the row. */
function columns({ by, unit }: Tally, ranged: boolean | null): string {
  return [
    ...by.flatMap((dimension, index) => {
      const key = dimension === 'said' ? byRange(ranged, RANGE, DAY) : KEYS[dimension];
      return key === undefined ? [] : [`${key} AS k${index}`];
    }),
    ...(by.includes('end') ? ['s', 't'] : []),
    ...(by.some(isSource) ? ['coalesce(a.sources, [a.source]) AS list'] : []),
    'a.stance AS stance',
    ...(unit === 'CLAIMS' ? ['CASE WHEN a.several THEN a.recorded END AS shared'] : []),
    `${byRange(ranged, 'a.lo', DAY)} AS first`,
    `${byRange(ranged, 'a.hi', DAY)} AS last`,
  ].join(', ');
}

/** Where many rows are alike, they are counted first, and looked at once: `alike` says how many. */
function alike(grouped: readonly string[], unit: NonNullable<Tally['unit']>): string {
  const keys = [...grouped, 'stance', ...(unit === 'CLAIMS' ? ['shared'] : [])];
  return `\nWITH ${keys.join(', ')}, count(*) AS alike, min(first) AS first, max(last) AS last`;
}

/** Of one stance, or of all. */
function count(unit: NonNullable<Tally['unit']>, stance: string | null, few: boolean): string {
  const of = stance === null ? [] : [`stance = '${stance}'`];
  const when = (conditions: readonly string[], value: string) =>
    conditions.length === 0 ? value : `CASE WHEN ${conditions.join(' AND ')} THEN ${value} END`;
  const rows = (conditions: readonly string[]) =>
    few ? `coalesce(sum(${when(conditions, 'alike')}), 0)` : `count(${when(conditions, 'stance')})`;
  if (unit === 'ATTRIBUTIONS') return rows(of);
  if (unit === 'OTHERS') return `count(DISTINCT ${when([...of, 'o <> k0'], 'o')})`;
  return `${rows([...of, 'shared IS NULL'])} + count(DISTINCT ${when(of, 'shared')})`;
}

/** The groups that are asked for, in their order. */
function page({ parameters }: CompiledFilter, query: Tally, keys: readonly string[], tallyIndex: number): string {
  const { order, minimum, limit = 0, after } = query;
  const byCount = order === 'COUNT';
  Object.assign(parameters, { minimum, most: limit + 1, afterN: after?.n });
  for (const [index, key] of (after?.keys ?? []).entries()) parameters[`after${index}`] = key;
  const names = keys.map((_, index) => `keys[${index}]`);
  const past = pastKeys(names, '>').join(' AND ');
  const where = [
    ...(minimum === undefined ? [] : ['n >= $minimum']),
    ...(after === undefined ? [] : [byCount ? `(n < $afterN OR (n = $afterN AND ${past}))` : past]),
  ];
  return `WITH [${keys.join(', ')}] AS keys, counts, counts[0] AS n, first, last${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}
WITH keys, counts, n, first, last ORDER BY ${[...(byCount ? ['n DESC'] : []), ...names].join(', ')} LIMIT $most
RETURN ${tallyIndex} AS tallyIndex, keys, counts, first, last`;
}

/** Only how many, as `total`: the rest of a tally would have to be read of every row. Goes behind the prelude. */
export function countText(compiled: CompiledFilter, unit: 'CLAIMS' | 'ATTRIBUTIONS'): string {
  const found = branches(compiled, accessPathOf(compiled)).map((branch) => `${rows(branch)}\n  RETURN a`);
  const counted =
    unit === 'CLAIMS'
      ? 'count(CASE WHEN a.several IS NULL THEN 1 END) + count(DISTINCT CASE WHEN a.several THEN a.recorded END)'
      : 'count(a)';
  return `CALL (${compiled.names.join(', ')}) {
${together(compiled, found)}
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
