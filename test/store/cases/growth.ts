// A store that was written before a kind of record grew: a field added, one renamed, one split. Whatever the newer release asks,
// the answer is as if the store had been written by it; what an older one exported and what people import by hand is known again.

import { expect } from 'vitest';
import type { AnyRecord } from '../../../server/domain/records.ts';
import { parseQuery } from '../../../server/domain/text.ts';
import { compareStores } from '../../../server/services/transfer/compare.ts';
import { copyStore } from '../../../server/services/transfer/copy.ts';
import { exportLines } from '../../../server/services/transfer/export.ts';
import type { ImportReport } from '../../../server/services/transfer/import.ts';
import { importRows } from '../../../server/services/transfer/import.ts';
import { verify } from '../../../server/services/transfer/verify.ts';
import { openMemory } from '../../../server/store/memory/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { actor, claim, source, target } from '../../fixtures/records.ts';
import type { Fields } from '../../support/made-up-kind.ts';
import { meta, put, remove } from '../../support/writing.ts';

const OTHERS = [
  { record: 'actor', ...actor() },
  { record: 'source', ...source({ text: null }) },
  { record: 'claim', ...claim({ targets: [target('top_named', 'OPPOSES')] }) },
];
const NAMED = { id: 'top_named', label: 'The named case', docket: '12/2021', court: 'Hague' };
const NAMELESS = { label: 'The nameless case', docket: '7/1999', court: 'Bonn' };

/** By release: how somebody who knows only that release would write the two. */
const AS_WRITTEN: Record<number, (fields: typeof NAMELESS) => Fields> = {
  1: (fields) => fields,
  2: (fields) => fields,
  3: ({ label, docket, court }) => ({ label, docket, venue: court }),
  4: ({ label, docket, court }) => {
    const [number, year] = docket.split('/');
    return { label, number: Number(number), year, venue: court };
  },
};

async function bring(store: Store, lines: readonly object[]): Promise<ImportReport> {
  const rows = lines.map((value, index) => ({ file: 'a.jsonl', line: index + 1, value, fault: null, length: 100 }));
  const { time } = meta();
  return importRows(store, rows, { author: 'ada', time, name: 'a', reason: null, keepStatus: true, dryRun: false });
}

async function linesOf(store: Store): Promise<object[]> {
  const text = (await Array.fromAsync(exportLines(store))).join('');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}

const topicOf = (fields: Fields) => fields as unknown as AnyRecord;

async function topics(store: Store, asOf?: number): Promise<Fields[]> {
  const pages = store.records({ kinds: ['topic'], ...(asOf !== undefined && { asOf }) });
  return (await Array.fromAsync(pages)).flat().map(({ record }) => ({ ...record }));
}

async function foundBy(store: Store, field: string, value: string): Promise<string[]> {
  const page = await store.find({ kind: 'topic', order: 'TITLE_ASC', limit: 10, facets: { [field]: [value] } });
  return page.items.map(({ id }) => id);
}

/** `open` gives the same store as a release would open it. */
export async function growthCase(open: (release: number) => Promise<Store>): Promise<void> {
  let store = await open(1);
  await bring(store, [...OTHERS, { record: 'topic', ...NAMED }, { record: 'topic', ...NAMELESS }]);
  const nameless = (await topics(store)).map(({ id }) => id).find((id) => id !== 'top_named') as string;
  await store.write(meta(), [put(topicOf({ ...NAMED, label: 'The case, renamed' }))]);
  await store.write(meta(), [put(topicOf({ ...NAMED, id: 'top_gone', label: 'Gone' }))]);
  await store.write(meta(), [remove('top_gone')]);
  const { datasetVersion } = await store.stats();
  const oldExport = await linesOf(store);
  expect(await foundBy(store, 'court', 'Hague')).toEqual(['top_named']);
  await store.close();

  for (const release of [2, 3, 4]) {
    const shape = (fields: typeof NAMELESS, id: string) => ({ importance: null, ...AS_WRITTEN[release]?.(fields), id });
    store = await open(release);
    // As it is, and as it was: records, history and the change stream.
    const now = [shape({ ...NAMED, label: 'The case, renamed' }, 'top_named'), shape(NAMELESS, nameless)];
    expect(await topics(store)).toEqual(now);
    expect((await store.getMany(['top_named', nameless])).map((stored) => stored?.record)).toEqual(now);
    const first = shape(NAMED, 'top_named');
    expect(await topics(store, 5)).toEqual([first, shape(NAMELESS, nameless)]);
    expect((await store.getMany(['top_named'], 5))[0]?.record).toEqual(first);
    const history = await store.history('top_named', { limit: 10 });
    expect(history.items.map(({ record }) => record)).toEqual([now[0], first]);
    const changes = await store.changes({ after: 0, limit: 100, kinds: ['topic'] });
    expect(changes.items.map(({ record }) => record)).toEqual([
      first,
      now[1],
      now[0],
      shape({ ...NAMED, label: 'Gone' }, 'top_gone'),
      null,
    ]);
    const about = await store.claims({
      filter: { topics: ['top_named'] },
      order: 'SAID_DESC',
      limit: 5,
      related: 'REFERENCED',
    });
    expect(about.related?.find(({ id }) => id === 'top_named')?.record).toEqual(now[0]);
    // Fields stand in the order in which this release writes them.
    expect(JSON.stringify((await topics(store))[0])).toBe(JSON.stringify(inOrder(release, now[0] as Fields)));

    // What it is found by.
    expect(await foundBy(store, release < 3 ? 'court' : 'venue', 'Hague')).toEqual(['top_named']);
    expect(await foundBy(store, release < 3 ? 'venue' : 'court', 'Hague')).toEqual([]);
    expect(await foundBy(store, 'year', '1999')).toEqual(release < 4 ? [] : [nameless]);
    const [search] = await store.search([{ query: parseQuery('nameless'), kinds: ['topic'], limit: 5 }]);
    expect(search?.hits.map(({ id }) => id)).toEqual([nameless]);
    expect((await verify(store)).problems).toEqual([]);

    // What is imported again is known again: an old export, a new one, a line without an id in either shape.
    const unchanged = { added: 0, changed: 0 };
    expect(await bring(store, oldExport)).toMatchObject({ ...unchanged, unchanged: oldExport.length });
    const newExport = await linesOf(store);
    expect(newExport).toContainEqual({ record: 'topic', $format: release, ...now[1] });
    expect(await bring(store, newExport)).toMatchObject({ ...unchanged, unchanged: newExport.length });
    for (const shaped of [NAMELESS, AS_WRITTEN[release]?.(NAMELESS)])
      expect(await bring(store, [{ record: 'topic', ...shaped }])).toMatchObject({ ...unchanged, unchanged: 1 });
    expect(await bring(store, [{ record: 'topic', $format: 1, ...NAMELESS }])).toMatchObject(unchanged);
    await expect(bring(store, [{ record: 'topic', $format: 9, ...NAMELESS }])).rejects.toThrow(
      /"\$format" is 9: release /,
    );
    await expect(bring(store, [{ record: 'topic', $format: 1, label: 'x' }])).rejects.toThrow(/is missing/);
    expect((await store.stats()).datasetVersion).toBe(datasetVersion);

    // Elsewhere it is the same, with its history.
    const copy = await openMemory();
    await copyStore(store, copy);
    expect((await compareStores(store, copy, datasetVersion)).differences).toEqual([]);
    await copy.close();
    await store.close();
  }

  // What the newest release writes stands beside what the first one wrote.
  store = await open(4);
  const edited = {
    id: 'top_named',
    label: 'The case, renamed',
    importance: 'HIGH',
    number: 12,
    year: '2021',
    venue: 'Hague',
  };
  await store.write(meta(), [put(topicOf(edited))]);
  expect((await store.history('top_named', { limit: 10 })).items.map(({ record }) => record)).toEqual([
    edited,
    { ...edited, importance: null },
    { ...edited, importance: null, label: 'The named case' },
  ]);
  expect(await foundBy(store, 'importance', 'HIGH')).toEqual(['top_named']);
  expect((await verify(store)).problems).toEqual([]);
  await store.close();

  await expect(open(2)).rejects.toThrow(
    /written by a later build of On Record \d+\.\d+\.\d+: its records of kind topic are of format 4, and this one reads them up to format 2; use that build/,
  );
  store = await open(4);
  expect((await topics(store))[0]).toEqual(edited);
  await store.close();
}

function inOrder(release: number, fields: Fields): Fields {
  const { id, label, importance, ...rest } = fields;
  const { docket, court, number, year, venue } = rest;
  if (release === 2) return { id, label, importance, docket, court };
  return release === 3 ? { id, label, importance, docket, venue } : { id, label, importance, number, year, venue };
}
