// Pages of claims and of attributions. A page in order of saying walks an index in that order for each lane (status, and
// whether the date is a range) and merges the walks: its cost is the page, however deep.
// Where ends or texts lead to few rows, these are sorted instead.

import type { Id } from '../../domain/records.ts';
import { pageWalk } from '../engine/page-walk.ts';
import type { Attribution, ClaimFilter, ClaimQuery, Page, Paging, Related, Stored } from '../store.ts';
import { statusOf } from './claim-rows.ts';
import type { Branch } from './cypher/access-paths.ts';
import {
  accessPathOf,
  branches,
  oneSpeaker,
  orderedBranches,
  recordedBranch,
  rows,
  together,
} from './cypher/access-paths.ts';
import type { CompiledFilter } from './cypher/filter.ts';
import { compileFilter } from './cypher/filter.ts';
import { pastKeys } from './cypher/past.ts';
import { STORED, STORED_COLUMNS } from './cypher/records.ts';
import { countText } from './cypher/tally.ts';
import type { Row, Runner } from './database.ts';
import { pageWithOthers } from './page-with-others.ts';
import type { StoredRow } from './stored.ts';
import { unpackAll } from './stored.ts';

export async function claimPage(runner: Runner, query: ClaimQuery): Promise<Page<Stored<'claim'>>> {
  const compiled = compileFilter(query.filter);
  if (compiled === null) return nothing(query);
  const recorded = query.order.startsWith('RECORDED');
  const walk = pageWalk(query, query.order.endsWith('DESC'));
  const [key, id] = query.after ?? [];
  Object.assign(compiled.parameters, { limit: query.limit + 1 });
  if (recorded) Object.assign(compiled.parameters, { afterRecorded: Number(key ?? 0) });
  else Object.assign(compiled.parameters, { after0: String(key), after1: String(id) });
  const keys = recorded ? ['a.recorded AS recorded'] : ['a.lane AS lane', 'a.said AS said'];
  const alone = !recorded && oneSpeaker(compiled) !== null;
  const order = (names: readonly string[]) => names.map((name) => `${name} ${walk.direction}`).join(', ');
  const within = recorded ? ['recorded'] : [...lead(compiled), 'said', 'claim'];
  const across = recorded ? ['recorded'] : ['said', 'claim'];
  const after = query.after === undefined ? null : pastClaim(recorded, walk.past);
  const parts = pageBranches(compiled, recorded, after).map(({ branch, ordered }) => {
    // The same in all rows, so that a claim of several speakers is one row.
    const by = alone ? [ordered ? 'a.by AS by' : 'whose AS by'] : [];
    const columns = [...by, ...keys, 'a.claim AS claim', 'coalesce(a.version, a.since) AS version'].join(', ');
    return `${rows(branch)}\n  RETURN DISTINCT ${columns} ORDER BY ${order(ordered ? within : across)} LIMIT $limit`;
  });
  const { count, optional, total } = counting(compiled, query, 'CLAIMS');
  const found = `${compiled.prelude}${count}
${optional}${together(compiled, parts)}
WITH DISTINCT at, ${across.join(', ')}${recorded ? ', claim' : ''}, version${total} ORDER BY ${order(across)} LIMIT $limit`;
  if (query.related !== undefined) return pageWithOthers(runner, query, { text: found, total, ...compiled });
  const text = `${found}
${optional}MATCH (v:Version {version: version}) ${optional}MATCH (r:Record)-[:HAS]->(v)${STORED}
RETURN ${STORED_COLUMNS}, ${across.join(', ')}${total} ORDER BY ${order(across)}`;
  const counts = counted(query, await runner.run<StoredRow & Total>(text, compiled.parameters));
  const page = walk.cut(counts.rows);
  return { items: await unpackAll<'claim'>(page.rows), more: page.more, total: counts.total };
}

interface AttributionRow
  extends Row,
    Pick<Attribution, 'claim' | 'speaker' | 'target' | 'stance' | 'claimKind' | 'said'> {
  speakerAs: Id | null;
  targetAs: Id | null;
  lane: string;
  lo: string | null;
  hi: string | null;
  joint: number | null;
}

const COLUMNS = `a.by AS by, a.lane AS lane, a.said AS said, a.claim AS claim, s.id AS speaker, t.id AS target, a.stance AS stance,
    a.speakerAs AS speakerAs, a.targetAs AS targetAs, a.kind AS claimKind, a.lo AS lo, a.hi AS hi, a.joint AS joint`;
const KEYS = ['said', 'claim', 'speaker', 'target', 'stance'] as const;
const AFTER = ['a.said', 'a.claim', 's.id', 't.id', 'a.stance'] as const;

export async function attributionPage(
  runner: Runner,
  query: Paging & { filter: ClaimFilter; order: 'SAID_ASC' | 'SAID_DESC' },
): Promise<Page<Attribution>> {
  const compiled = compileFilter(query.filter);
  if (compiled === null) return nothing(query);
  const walk = pageWalk(query, query.order === 'SAID_DESC');
  Object.assign(compiled.parameters, { limit: query.limit + 1 });
  for (const [index, key] of (query.after ?? []).entries()) compiled.parameters[`after${index}`] = String(key);
  const after = query.after === undefined ? null : pastOf(AFTER, walk.past);
  const order = (names: readonly string[]) => names.map((name) => `${name} ${walk.direction}`).join(', ');
  const parts = pageBranches(compiled, false, after).map(
    ({ branch, ordered }) =>
      `${rows(branch)}\n  RETURN ${COLUMNS} ORDER BY ${order(ordered ? [...lead(compiled), ...KEYS] : KEYS)} LIMIT $limit`,
  );
  const columns = [...KEYS, 'speakerAs', 'targetAs', 'lane', 'claimKind', 'lo', 'hi', 'joint'].join(', ');
  const { count, optional, total } = counting(compiled, query, 'ATTRIBUTIONS');
  const text = `${compiled.prelude}${count}
${optional}${together(compiled, parts)}
RETURN ${columns}, claim AS id${total} ORDER BY ${order(KEYS)} LIMIT $limit`;
  const found = counted(query, await runner.run<AttributionRow & Total>(text, compiled.parameters));
  const page = walk.cut(found.rows);
  return { items: page.rows.map(attribution), more: page.more, total: found.total };
}

function attribution({ claim, speaker, target, stance, claimKind, said, lane, ...row }: AttributionRow): Attribution {
  const status = statusOf(lane);
  const dated = said !== '';
  const ranged = lane !== status;
  return {
    claim,
    speaker,
    target,
    speakerAs: row.speakerAs ?? speaker,
    targetAs: row.targetAs ?? target,
    stance,
    status,
    claimKind,
    earliest: ranged ? row.lo : dated ? said : null,
    latest: ranged ? row.hi : dated ? said : null,
    dated,
    said,
    joint: row.joint ?? 1,
  };
}

/** What the index has before the order of saying, the same in all rows. */
function lead(compiled: CompiledFilter): string[] {
  return oneSpeaker(compiled) === null ? ['lane'] : ['by', 'lane'];
}

interface PageBranch {
  branch: Branch;
  /** Its rows are one lane of the index, which is in order of saying. */
  ordered: boolean;
}

/** What is past the end of the page before, as conditions: of a walk along an index, and of rows in no order. */
interface Past {
  /** Each begins where the index has its first row: what else was said on the same day must not be read again. */
  walks: string[][];
  rows: string[];
}

function pageBranches(compiled: CompiledFilter, recorded: boolean, past: Past | null): PageBranch[] {
  return pagePaths(compiled, recorded).flatMap(({ branch, ordered }) => {
    const each = past === null ? [[]] : ordered ? past.walks : [past.rows];
    return each.map((where) => ({ branch: { ...branch, where: [...branch.where, ...where] }, ordered }));
  });
}

function pagePaths(compiled: CompiledFilter, recorded: boolean): PageBranch[] {
  const path = accessPathOf(compiled);
  if ((path === 'ends' && (recorded || oneSpeaker(compiled) === null)) || path === 'claims')
    return branches(compiled, path).map((branch) => ({ branch, ordered: false }));
  if (recorded) return [{ branch: recordedBranch(compiled), ordered: true }];
  const inOrder = orderedBranches(compiled).map(({ lane, parameter, ...branch }) => {
    compiled.parameters[parameter] = lane;
    return { branch, ordered: true };
  });
  // What others say about it lies in no order of its own.
  const others = oneSpeaker(compiled) === 'about' ? branches(compiled, 'ends').slice(1) : [];
  return [...inOrder, ...others.map((branch) => ({ branch, ordered: false }))];
}

function pastClaim(recorded: boolean, past: '<' | '>'): Past {
  if (!recorded) return pastOf(['a.said', 'a.claim'], past);
  const rows = [`a.recorded ${past} $afterRecorded`];
  return { walks: [rows], rows };
}

/** The first key is the day. */
function pastOf(keys: readonly [string, ...string[]], past: '<' | '>'): Past {
  const [day, ...others] = keys;
  return {
    walks: [[`${day} = $after0`, ...pastKeys(others, past, 1)], [`${day} ${past} $after0`]],
    rows: pastKeys(keys, past),
  };
}

interface Total extends Row {
  /** Null in the row of a page that has none. */
  id: Id | null;
  total?: number;
}

/**
 * The count as a subquery before the page, so that both are read at one version; then the page must not take the row of the
 * count away where it is empty.
 */
function counting(
  compiled: CompiledFilter,
  { total }: Paging,
  unit: 'CLAIMS' | 'ATTRIBUTIONS',
): { count: string; optional: string; total: string } {
  if (total !== true) return { count: '', optional: '', total: '' };
  return { count: `\n${countText(compiled, unit)}`, optional: 'OPTIONAL ', total: ', total' };
}

function counted<R extends Row & Total>({ total }: Paging, rows: readonly R[]): { rows: R[]; total: number | null } {
  if (total !== true) return { rows: [...rows], total: null };
  return { rows: rows.filter(({ id }) => id !== null), total: rows[0]?.total ?? 0 };
}

function nothing({ total, related }: Paging & { related?: Related | undefined }): Page<never> {
  return { items: [], more: false, total: total === true ? 0 : null, ...(related !== undefined && { related: [] }) };
}
