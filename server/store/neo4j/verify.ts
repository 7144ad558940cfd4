// Holds everything derived against the facts it was derived from: what each version is found by, attributions and pattern
// against the claims, stand-ins against the judgements, counts against what they count.

import { clusters } from '../../domain/identity.ts';
import { kindOf } from '../../domain/ids.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { RECORD_KINDS } from '../../domain/record-kinds.ts';
import type { Claim, Id, Judgement } from '../../domain/records.ts';
import { COUNTED_STATUSES } from '../../domain/records.ts';
import type { AttributedRow } from './claim-rows.ts';
import { attributedRows, laneOf, patternRows } from './claim-rows.ts';
import {
  ATTRIBUTED,
  CANONICAL_OF,
  JUDGEMENTS,
  MENTIONS_OFF,
  MERGED,
  NUMBERS,
  PATTERN,
  STANDING,
} from './cypher/verify.ts';
import { LOCK } from './cypher/writes.ts';
import type { Database, Row, Runner } from './database.ts';
import { FOREVER } from './forever.ts';
import { stats } from './records.ts';
import type { VersionRow } from './version-row.ts';
import { versionRow } from './version-row.ts';

const AT_ONCE = 1_000;

interface Standing extends Row {
  version: Partial<VersionRow> & Pick<VersionRow, 'version' | 'id' | 'kind' | 'first' | 'outcome' | 'commit'>;
  facets: string[];
  names: { name: string; entries: string }[];
  records: { id: Id; first: number }[];
}

export async function verify(runner: Database, progress?: (done: number, total: number) => void): Promise<string[]> {
  const { counts } = await stats(runner);
  const total = RECORD_KINDS.reduce((sum, kind) => sum + counts[kind], 0) + 1;
  const problems = await checkNumbers(runner);
  const live = new Map<RecordKind, number>();
  const seen = new Set<Id>();
  for (let after: number | null = 0; after !== null; ) {
    const page: Standing[] = await runner.run<Standing>(STANDING, { after, limit: AT_ONCE });
    for (const standing of page) {
      const { id, kind, data } = standing.version;
      if (seen.has(id)) problems.push(`${id} stands at two versions at once`);
      seen.add(id);
      if (data !== undefined) live.set(kind, (live.get(kind) ?? 0) + 1);
      problems.push(...checkVersion(standing));
    }
    problems.push(...(await checkClaims(runner, page)));
    after = page.length === AT_ONCE ? (page.at(-1)?.version.version ?? null) : null;
    progress?.(Math.min(seen.size, total - 1), total);
  }
  const merged = await runner.run<Row & { member: Id; canonical: Id }>(MERGED);
  problems.push(...(await checkIdentities(runner, merged)));
  for (const kind of RECORD_KINDS) {
    const stoodFor = merged.filter(({ member }) => kindOf(member) === kind).length;
    if (counts[kind] !== (live.get(kind) ?? 0) - stoodFor) problems.push(`the number of ${kind} records is wrong`);
  }
  const [off] = await runner.run<{ ids: Id[] }>(MENTIONS_OFF, {
    counted: COUNTED_STATUSES.flatMap((status) => [laneOf(status, false), laneOf(status, true)]),
  });
  for (const id of off?.ids ?? []) problems.push(`${id}: the number of claims that it is part of is wrong`);
  progress?.(total, total);
  return problems;
}

interface Numbers extends Row {
  published: number;
  versions: number;
  beyond: number;
  committed: number;
  leased: boolean;
}

/** While nobody writes. */
async function checkNumbers(database: Database): Promise<string[]> {
  const work = database.begin();
  const [row] = await work
    .run(LOCK, { token: 'verify' })
    .then(() => work.run<Numbers>(NUMBERS))
    .finally(() => work.rollback());
  if (row === undefined) return ['there is no graph'];
  const problems: string[] = [];
  if (row.versions !== row.published)
    problems.push(`there are ${row.versions} versions; there should be ${row.published}`);
  if (row.committed !== row.published) problems.push('the ranges of versions that were written together do not add up');
  if (row.beyond > 0 && !row.leased) problems.push(`${row.beyond} versions lie beyond the published one`);
  return problems;
}

function checkVersion({ version, facets, names, records }: Standing): string[] {
  const { id, first, data = null } = version;
  const record = data === null ? null : readRecord(version.kind, data);
  const derived = versionRow({ ...version, data }, record);
  const problems: string[] = [];
  const compare = (name: string, stored: unknown, wanted: unknown) => {
    if (JSON.stringify(stored) !== JSON.stringify(wanted)) problems.push(`${id}: ${name} does not fit the record`);
  };
  const columns = { ...derived.row, until: FOREVER };
  const known = Object.entries(columns).filter(([, value]) => value !== null);
  compare('what it is listed by', sorted({ ...version, until: FOREVER }), known.sort(byName));
  compare('its facets', facets.sort(), derived.facets.map(({ key }) => key).sort());
  compare('its names', namesOf(names), namesOf(derived.names));
  compare(
    'the record that it hangs on',
    records.map((record) => [record.id, record.first]),
    [[id, first]],
  );
  return problems;
}

async function checkClaims(runner: Runner, page: readonly Standing[]): Promise<string[]> {
  const standing = page.filter(({ version }) => version.kind === 'claim').map(({ version }) => version);
  if (standing.length === 0) return [];
  const claims = standing.map(({ data, ...version }) => ({
    ...version,
    claim: data === undefined || data === null ? null : readRecord<Claim>('claim', data),
  }));
  const ends = claims.flatMap(({ claim }) =>
    claim === null ? [] : [...claim.speakers, ...claim.targets.map(({ target }) => target), claim.at ?? []].flat(),
  );
  const stands = await runner.run<Row & { id: Id; canonical: Id }>(CANONICAL_OF, { ids: [...new Set(ends)] });
  const canonical = new Map(stands.map(({ id, canonical }) => [id, canonical]));
  const firsts = claims.map(({ first }) => first);
  const rows = await runner.run<Row & AttributedRow & { first: number }>(ATTRIBUTED, { firsts });
  const held = Map.groupBy(rows, ({ first }) => first);
  const lines = await runner.run<Row & { id: Id; type: string; other: Id; stance: string | null }>(PATTERN, {
    ids: claims.map(({ id }) => id),
  });
  const drawn = Map.groupBy(lines, ({ id }) => id);
  return claims.flatMap(({ id, first, version, claim }) => {
    const wanted =
      claim === null
        ? []
        : attributedRows(claim, { recorded: first, version, since: 0 }, (end) => canonical.get(end) ?? end);
    const pattern = claim === null ? null : patternRows(claim, 0);
    const expected = [
      ...(pattern?.said ?? []).map(({ from }) => `SAID ${from} `),
      ...(pattern?.about ?? []).map(({ to, stance }) => `ABOUT ${to} ${stance}`),
      ...(pattern?.quoted ?? []).map(({ to }) => `QUOTED_FROM ${to} `),
    ];
    const found = (drawn.get(id) ?? []).map(({ type, other, stance }) => `${type} ${other} ${stance ?? ''}`);
    return [
      ...(same((held.get(first) ?? []).map(lineOf), wanted.map(lineOf))
        ? []
        : [`${id}: its attributions do not fit the record`]),
      ...(same(found, expected) ? [] : [`${id}: the relationships that show it do not fit the record`]),
    ];
  });
}

async function checkIdentities(runner: Runner, merged: readonly { member: Id; canonical: Id }[]): Promise<string[]> {
  const judgements = await runner.run<{ data: string }>(JUDGEMENTS);
  const { canonical } = clusters(judgements.map(({ data }) => readRecord<Judgement>('judgement', data)));
  const wanted = [...canonical].map(([member, stands]) => `${member} ${stands}`);
  const found = merged.map(({ member, canonical: stands }) => `${member} ${stands}`);
  return same(found, wanted) ? [] : ['which records stand for which does not fit the judgements'];
}

/** Apart from the versions for which it holds. */
function lineOf({ speaker, target, value }: AttributedRow): string {
  const { since, until: _until, ...rest } = value;
  const known = Object.entries({ ...rest, version: value.version ?? since }).filter(([, field]) => field !== null);
  return JSON.stringify([speaker, target, known.sort(byName)]);
}

function namesOf(names: readonly { name: string; entries: string }[]): string[] {
  return names.map(({ name, entries }) => `${name}\n${entries}`).sort();
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return JSON.stringify([...a].sort()) === JSON.stringify([...b].sort());
}

function sorted(fields: object): [string, unknown][] {
  return Object.entries(fields).sort(byName);
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
