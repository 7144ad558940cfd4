// Every version stays: history, changes, reading as of a version, and the whole graph in order.

import { expect } from 'vitest';
import type { Actor } from '../../../server/domain/records.ts';
import { versionAt } from '../../../server/services/version-at.ts';
import type { Change, Replay, Stored } from '../../../server/store/store.ts';
import { actor, batch, claim, judgement, smallWorld, source, target, topic } from '../../fixtures/records.ts';
import { tallyOf } from '../../support/asking.ts';
import { meta, put, refusal, remove, save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

async function idsOf(pages: AsyncIterable<Stored[]>): Promise<string[]> {
  const ids: string[] = [];
  for await (const page of pages) ids.push(...page.map(({ id }) => id));
  return ids;
}

export function versionCases(check: Check): void {
  check('knows which version stood at a moment, whatever the writes were long', async (store) => {
    const moment = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
    const ends: { minute: number; last: number }[] = [];
    for (const [index, minute] of [3, 5, 5, 9, 20, 21].entries()) {
      const records = Array.from({ length: (index % 3) + 1 }, (_, n) => put(actor({ id: `act_${index}_${n}` })));
      const { version } = await store.write(meta({ time: moment(minute) }), records);
      ends.push({ minute, last: version });
    }
    for (let minute = 0; minute < 25; minute++) {
      const last = ends.filter((write) => write.minute <= minute).at(-1)?.last ?? 0;
      expect([minute, await versionAt(store, moment(minute))]).toEqual([minute, last]);
    }
  });

  check('knows no version before anything was written', async (store) => {
    expect(await versionAt(store, '2026-01-01T00:00:00Z')).toBe(0);
  });

  check('gives records by id in the order asked, null where there is none', async (store) => {
    await save(store, actor(), topic());
    const found = await store.getMany(['top_a', 'act_none', 'act_a', 'top_a']);
    expect(found.map((one) => one?.id ?? null)).toEqual(['top_a', null, 'act_a', 'top_a']);
    expect(found[2]).toEqual({
      kind: 'actor',
      id: 'act_a',
      version: 1,
      first: 1,
      record: actor(),
      canonical: 'act_a',
      members: ['act_a'],
    });
    expect(await store.getMany([])).toEqual([]);
  });

  check('gives records as they were at a version', async (store) => {
    await save(store, actor({ name: 'One' }));
    await save(store, topic());
    await save(store, actor({ name: 'Two' }));
    await store.write(meta(), [remove('act_a')]);
    await save(store, actor({ name: 'Three' }));
    const names = await Promise.all(
      [0, 1, 2, 3, 4, 5, 99].map(async (asOf) => (await store.getMany(['act_a'], asOf))[0]),
    );
    expect(names.map((one) => (one?.record as { name: string } | undefined)?.name ?? null)).toEqual([
      null,
      'One',
      'One',
      'Two',
      null,
      'Three',
      'Three',
    ]);
    expect(names.map((one) => one?.version ?? null)).toEqual([null, 1, 1, 3, null, 5, 5]);
  });

  check('tells who wrote a version', async (store) => {
    await store.write(meta({ author: 'ada' }), [put(actor({ name: 'One' })), put(topic())]);
    await store.write(meta({ author: 'bob' }), [put(actor({ name: 'Two' }))]);
    await store.write(meta({ author: 'eve' }), [remove('act_a')]);
    expect(await store.authors([3, 1, 4, 2, 1])).toEqual(['bob', 'ada', 'eve', 'ada', 'ada']);
    expect(await store.authors([0, 5, 2])).toEqual([null, null, 'ada']);
    expect(await store.authors([])).toEqual([]);
    expect(await store.authors(Array.from({ length: 400 }, (_, index) => (index % 4) + 1))).toEqual(
      Array.from({ length: 400 }, (_, index) => ['ada', 'ada', 'bob', 'eve'][index % 4]),
    );
  });

  check('tells the history of a record, newest first, in pages', async (store) => {
    await store.write(meta({ author: 'ada', reason: 'first', time: '2026-01-01T00:00:00.000Z' }), [
      put(actor({ name: 'One' })),
    ]);
    await store.write(meta({ batch: 'bat_a', batchRecord: batch() }), [put(actor({ name: 'Two' }))]);
    await store.write(meta({ author: 'bob', reason: null }), [remove('act_a')]);
    const all = await store.history('act_a', { limit: 10 });
    expect(all.items.map(({ version, outcome, author, batch }) => [version, outcome, author, batch])).toEqual([
      [4, 'REMOVED', 'bob', null],
      [2, 'CHANGED', 'ada', 'bat_a'],
      [1, 'ADDED', 'ada', null],
    ]);
    expect(all.items[0]?.record).toBeNull();
    expect(all.items[1]?.write).toEqual({ first: 2, last: 3 });
    expect(all.items[2]).toEqual({
      version: 1,
      id: 'act_a',
      kind: 'actor',
      outcome: 'ADDED',
      record: actor({ name: 'One' }),
      author: 'ada',
      time: '2026-01-01T00:00:00.000Z',
      reason: 'first',
      batch: null,
      write: { first: 1, last: 1 },
    });
    const page = await store.history('act_a', { limit: 1, before: 4 });
    expect([page.items.map(({ version }) => version), page.more]).toEqual([[2], true]);
    const last = await store.history('act_a', { limit: 1, before: 2 });
    expect([last.items.map(({ version }) => version), last.more]).toEqual([[1], false]);
    expect((await store.history('act_none', { limit: 5 })).items).toEqual([]);
  });

  check('streams changes after a number, oldest first, without gaps', async (store) => {
    await save(store, ...smallWorld());
    await store.write(meta({ batch: 'bat_a' }), [put(batch()), put(actor({ name: 'New' }))]);
    await save(store, topic({ name: 'Other' }));
    await store.write(meta({ batch: 'bat_a' }), [put(topic({ id: 'top_b' }))]);
    const seen: number[] = [];
    for (let after = 0, more = true; more; after = seen.at(-1) ?? 0) {
      const page = await store.changes({ after, limit: 3 });
      seen.push(...page.items.map(({ version }) => version));
      more = page.more;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const versions = async (query: Parameters<typeof store.changes>[0]) =>
      (await store.changes(query)).items.map(({ version }) => version);
    expect(await versions({ after: 0, limit: 10, batch: 'bat_a' })).toEqual([7, 8, 10]);
    expect(await versions({ after: 7, limit: 10, batch: 'bat_a' })).toEqual([8, 10]);
    expect(await versions({ after: 7, limit: 10, batch: 'bat_a', kinds: ['topic'] })).toEqual([10]);
    expect(await versions({ after: 1, limit: 10, kinds: ['actor', 'topic'] })).toEqual([2, 3, 8, 9, 10]);
    expect(await store.changes({ after: 0, limit: 2, batch: 'bat_a' })).toMatchObject({ more: true });
    expect(await versions({ after: 99, limit: 10 })).toEqual([]);
  });

  check('gives every record of the kinds asked, in order of recording', async (store) => {
    await save(store, topic(), actor({ id: 'act_z' }), actor({ id: 'act_b' }), actor({ id: 'act_m' }));
    await save(store, actor({ id: 'act_z', name: 'Changed' }));
    await store.write(meta(), [remove('act_b')]);
    await save(store, judgement({ records: ['act_z', 'act_m'] }));
    expect(await idsOf(store.records({ kinds: ['actor', 'topic'] }))).toEqual(['act_z', 'act_m', 'top_a']);
    expect(await idsOf(store.records({ kinds: ['topic', 'claim'] }))).toEqual(['top_a']);
    expect(await idsOf(store.records({ kinds: ['actor'], asOf: 5 }))).toEqual(['act_z', 'act_b', 'act_m']);
    const named = async (asOf: number) => {
      const names: string[] = [];
      for await (const page of store.records({ kinds: ['actor'], asOf }))
        names.push(...page.map(({ record }) => (record as Actor).name));
      return names[0];
    };
    expect([await named(4), await named(5)]).toEqual(['Actor z', 'Changed']);
  });

  check('gives one consistent graph, whatever is written meanwhile', async (store) => {
    await save(store, ...Array.from({ length: 3_000 }, (_, index) => topic({ id: `top_${index}` })));
    const seen: string[] = [];
    for await (const page of store.records({ kinds: ['topic'] })) {
      if (seen.length === 0) await save(store, topic({ id: 'top_2999', name: 'Late' }), topic({ id: 'top_late' }));
      seen.push(...page.map(({ record }) => (record as { name: string }).name));
    }
    expect(seen.length).toBe(3_000);
    expect(new Set(seen).size).toBe(3_000);
    expect(seen).not.toContain('Late');
  });

  check('counts the records of each kind, now and at a version', async (store) => {
    expect(await store.stats()).toEqual({
      datasetVersion: 0,
      counts: { actor: 0, event: 0, topic: 0, source: 0, claim: 0, judgement: 0, view: 0, batch: 0 },
      changedAt: null,
    });
    await store.write(
      meta({ time: '2026-01-01T00:00:00.000Z' }),
      smallWorld().map((record) => put(record)),
    );
    await store.write(meta({ time: '2026-02-01T00:00:00.000Z' }), [put(judgement())]);
    await store.write(meta({ time: '2026-03-01T00:00:00.000Z' }), [remove('top_a')]);
    const { counts, ...now } = await store.stats();
    expect(now).toEqual({ datasetVersion: 8, changedAt: '2026-03-01T00:00:00.000Z' });
    expect(counts).toMatchObject({ actor: 1, topic: 0, claim: 1, judgement: 1 });
    const then = await store.stats(6);
    expect(then).toMatchObject({
      datasetVersion: 6,
      changedAt: '2026-01-01T00:00:00.000Z',
      counts: { actor: 2, topic: 1, judgement: 0 },
    });
    expect((await store.stats(3)).counts).toMatchObject({ actor: 2, topic: 1, source: 0 });
  });

  check('reads claims and counts as they were, through edits and removal', async (store) => {
    await save(store, ...smallWorld());
    await save(store, claim({ targets: [target('top_a', 'OPPOSES')], saidOn: '2021-01-01' }));
    await save(store, claim({ status: 'RETRACTED', statusReason: 'Wrong.' }));
    await store.write(meta(), [remove('clm_a')]);
    const at = async (asOf: number) => {
      const { rows } = await tallyOf(store, { filter: { asOf }, by: ['target', 'stance'] });
      return rows.map(({ keys }) => keys.join(' '));
    };
    expect(await Promise.all([5, 6, 7, 8, 9].map(at))).toEqual([[], ['act_b SUPPORTS'], ['top_a OPPOSES'], [], []]);
    const statuses = ['RETRACTED'] as const;
    expect(
      (await store.claims({ filter: { asOf: 8, statuses }, order: 'SAID_DESC', limit: 5 })).items.map(
        ({ version }) => version,
      ),
    ).toEqual([8]);
    expect((await store.claims({ filter: { asOf: 7 }, order: 'SAID_DESC', limit: 5 })).items[0]).toMatchObject({
      version: 7,
      first: 6,
      record: { saidOn: '2021-01-01' },
    });
  });

  check('answers when asked whether it is ready', async (store) => {
    await store.ready();
  });

  check('ends a page of changes early where texts are long, and says that more follow', async (store) => {
    const text = 'word '.repeat(380_000);
    await save(
      store,
      ...[1, 2, 3, 4, 5, 6].map((number) => source({ id: `src_${number}`, text: `${number} ${text}` })),
    );
    const seen: number[] = [];
    let pages = 0;
    for (let more = true; more; pages++) {
      const page = await store.changes({ after: seen.at(-1) ?? 0, limit: 6 });
      seen.push(...page.items.map(({ version }) => version));
      more = page.more;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5, 6]);
    expect(pages).toBe(2);
  });

  check('makes a write of another store again with its numbers, in parts', async (store) => {
    await save(store, actor({ id: 'act_old' }));
    const whole = { first: 2, last: 6 };
    const write = meta({ author: 'bob', reason: 'moved', time: '2026-02-01T00:00:00.000Z', batch: 'bat_a' });
    const parts: Change[][] = [
      [put(actor()), put(actor({ id: 'act_b' }))],
      [put(topic())],
      [put(actor({ name: 'Again' })), put(batch())],
    ];
    let after = 1;
    for (const part of parts) {
      const { version } = await store.write({ ...write, replay: { ...whole, after } }, part);
      expect(version).toBe(after + part.length);
      after = version;
      const { items } = await store.changes({ after: 1, limit: 10 });
      // As far as it goes, it is one write.
      expect(items.map((one) => one.write)).toEqual(items.map(() => ({ first: 2, last: after })));
    }
    const { items } = await store.changes({ after: 1, limit: 10 });
    expect(items.map(({ version, id, outcome }) => [version, id, outcome])).toEqual([
      [2, 'act_a', 'ADDED'],
      [3, 'act_b', 'ADDED'],
      [4, 'top_a', 'ADDED'],
      [5, 'act_a', 'CHANGED'],
      [6, 'bat_a', 'ADDED'],
    ]);
    expect(new Set(items.map(({ author, reason, time, batch: of }) => [author, reason, time, of].join()))).toEqual(
      new Set(['bob,moved,2026-02-01T00:00:00.000Z,bat_a']),
    );
    // What comes next is a write of its own.
    await save(store, actor({ id: 'act_new' }));
    expect((await store.changes({ after: 6, limit: 10 })).items[0]?.write).toEqual({ first: 7, last: 7 });
    expect(await store.verify()).toEqual([]);
  });

  check('makes a part again as a stream, with judgement and removal, as the whole write was', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), actor({ id: 'act_c' }));
    const replay = { first: 4, last: 7 };
    await store.write(meta({ replay: { ...replay, after: 3 } }), [put(topic())]);
    await store.write(
      meta({ replay: { ...replay, after: 4 } }),
      (async function* () {
        yield [put(judgement({ records: ['act_a', 'act_b'] }))];
        yield [remove('act_c'), put(topic({ id: 'top_b' }))];
      })(),
    );
    const [kept] = await store.getMany(['act_b']);
    expect(kept?.canonical).toBe('act_a');
    expect(await store.getMany(['act_c', 'top_b'])).toMatchObject([null, { version: 7, first: 7 }]);
    expect((await store.stats()).counts).toMatchObject({ actor: 1, topic: 2, judgement: 1 });
    expect((await store.stats(4)).counts).toMatchObject({ actor: 3, topic: 1, judgement: 0 });
    expect(await store.verify()).toEqual([]);
  });

  const REFUSED: readonly (readonly [what: string, replay: Replay, changes: Change[], message: RegExp])[] = [
    ['that follows another version', { after: 3, first: 4, last: 4 }, [put(topic())], /the store stands at 2/],
    ['that follows a version before', { after: 1, first: 2, last: 2 }, [put(topic())], /the store stands at 2/],
    ['whose numbers begin later', { after: 2, first: 4, last: 5 }, [put(topic())], /do not follow 2/],
    ['whose numbers are over', { after: 2, first: 1, last: 2 }, [put(topic())], /do not follow 2/],
    ['that goes on with another write', { after: 2, first: 1, last: 3 }, [put(topic())], /the newest one began at 2/],
    ['with a change that makes no version', { after: 2, first: 3, last: 4 }, [put(actor()), put(topic())], /2 changes/],
    ['with the removal of what is not there', { after: 2, first: 3, last: 3 }, [remove('top_a')], /1 changes/],
    ['with more than it had', { after: 2, first: 3, last: 3 }, [put(topic()), put(topic({ id: 'top_b' }))], /up to 4/],
  ];
  for (const [what, replay, changes, message] of REFUSED)
    check(`refuses to make a write again ${what}, and writes nothing`, async (store) => {
      await save(store, actor());
      await save(store, actor({ id: 'act_b' }));
      const found = await refusal(store.write(meta({ replay }), changes));
      expect(found).toMatchObject({ code: 'CONFLICT', fields: ['replay'] });
      expect(found.message).toMatch(message);
      expect((await store.stats()).datasetVersion).toBe(2);
      expect(await store.getMany(['top_a', 'top_b'])).toEqual([null, null]);
    });

  check('refuses a part that refers to what comes later, and the last part without its batch', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), source());
    const replay = { after: 3, first: 4, last: 5 };
    expect(
      await refusal(store.write(meta({ replay }), [put(claim({ targets: [target('act_later', 'OPPOSES')] }))])),
    ).toMatchObject({ code: 'INVALID', fields: ['[0].targets[0].target'] });
    const last = { ...replay, last: 4 };
    expect(await refusal(store.write(meta({ replay: last, batch: 'bat_none' }), [put(topic())]))).toMatchObject({
      code: 'INVALID',
      fields: ['batch'],
    });
    // Before the last part, the batch may be yet to come.
    expect((await store.write(meta({ replay, batch: 'bat_none' }), [put(topic())])).version).toBe(4);
  });
}
