// What a write takes, what it refuses, and that it holds entirely or not at all.

import { expect } from 'vitest';
import { invalid, OnRecordError } from '../../../server/domain/errors.ts';
import type { Change, Store } from '../../../server/store/store.ts';
import { actor, batch, claim, event, quote, smallWorld, source, target, topic } from '../../fixtures/records.ts';
import { meta, put, refusal, remove, save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

async function* chunks(...parts: Change[][]): AsyncGenerator<Change[]> {
  for (const part of parts) yield part;
}

async function versionOf(store: Store): Promise<number> {
  return (await store.stats()).datasetVersion;
}

export function writeCases(check: Check): void {
  check('numbers versions one after the other and tells each outcome', async (store) => {
    const first = await save(store, actor(), actor({ id: 'act_b' }));
    expect(first).toEqual({
      version: 2,
      added: 2,
      changed: 0,
      unchanged: 0,
      removed: 0,
      results: [
        { id: 'act_a', version: 1, outcome: 'ADDED' },
        { id: 'act_b', version: 2, outcome: 'ADDED' },
      ],
    });
    const second = await store.write(meta(), [put(actor()), put(actor({ id: 'act_b', name: 'B' })), remove('act_a')]);
    expect(second).toEqual({
      version: 4,
      added: 0,
      changed: 1,
      unchanged: 1,
      removed: 1,
      results: [
        { id: 'act_a', version: 1, outcome: 'UNCHANGED' },
        { id: 'act_b', version: 3, outcome: 'CHANGED' },
        { id: 'act_a', version: 4, outcome: 'REMOVED' },
      ],
    });
  });

  check('leaves equal content alone: the same input twice is the same graph', async (store) => {
    await save(store, ...smallWorld());
    const again = await save(store, ...smallWorld());
    expect([again.version, again.added, again.changed, again.unchanged]).toEqual([6, 0, 0, 6]);
    expect((await store.changes({ after: 6, limit: 10 })).items).toEqual([]);
  });

  check('compares records by what they hold, not by the order in which their fields were written', async (store) => {
    await save(store, ...smallWorld());
    const turned = smallWorld().map((record) => Object.fromEntries(Object.entries(record).reverse()) as typeof record);
    const again = await save(store, ...turned);
    expect([again.version, again.changed, again.unchanged]).toEqual([6, 0, 6]);
    expect(await save(store, { ...(turned[0] as ReturnType<typeof actor>), name: 'B' })).toMatchObject({ changed: 1 });
  });

  check('takes references that point forward, and round in circles', async (store) => {
    const answer = claim({ id: 'clm_2', links: [{ kind: 'ANSWERS', claim: 'clm_1' }] });
    const question = claim({ id: 'clm_1', links: [{ kind: 'ANSWERS', claim: 'clm_2' }] });
    await save(store, answer, question, source(), actor({ id: 'act_b' }), actor());
    expect(
      (await store.claims({ filter: { speakers: ['act_a'] }, order: 'RECORDED_ASC', limit: 5 })).items.map(
        ({ id }) => id,
      ),
    ).toEqual(['clm_2', 'clm_1']);
  });

  check('lists every reference to nothing, and writes nothing', async (store) => {
    const broken = claim({
      speakers: ['act_a', 'act_x'],
      targets: [target('top_x'), target('evt_x')],
      quotes: [quote({ source: 'src_x' })],
      via: [{ actor: 'act_y', source: 'src_y', note: null }],
      reporters: ['act_z'],
      at: 'evt_z',
      links: [{ kind: 'DENIES', claim: 'clm_x' }],
    });
    const { code, fields } = await refusal(
      store.write(meta(), [put(actor()), put(broken), put(topic({ broader: 'top_y' }))]),
    );
    expect(code).toBe('INVALID');
    expect(fields.sort()).toEqual(
      [
        '[1].speakers[1]',
        '[1].targets[0].target',
        '[1].targets[1].target',
        '[1].quotes[0].source',
        '[1].via[0].actor',
        '[1].via[0].source',
        '[1].reporters[0]',
        '[1].at',
        '[1].links[0].claim',
        '[2].broader',
      ].sort(),
    );
    expect(await versionOf(store)).toBe(0);
    expect(await store.getMany(['act_a'])).toEqual([null]);
  });

  check('lists the first thousand faults and counts the others', async (store) => {
    const dangling = Array.from({ length: 1_200 }, (_, index) =>
      put(topic({ id: `top_${index}`, broader: `top_none${index}` })),
    );
    const { fields, message } = await refusal(store.write(meta(), dangling));
    expect(fields.length).toBe(1_001);
    expect(fields[0]).toBe('[0].broader');
    expect(message).toContain('more');
  });

  check('refuses what is in use from being removed, whoever uses it', async (store) => {
    await save(
      store,
      ...smallWorld(),
      claim({ id: 'clm_2', at: 'evt_a', quotes: [quote(), quote({ source: 'src_2' })] }),
      source({ id: 'src_2', authors: ['act_c'] }),
      actor({ id: 'act_c' }),
    );
    for (const id of ['act_a', 'act_b', 'src_a', 'src_2', 'evt_a', 'act_c']) {
      const { code, fields } = await refusal(store.write(meta(), [remove(id)]));
      expect([id, code, fields]).toEqual([id, 'INVALID', ['[0]']]);
    }
    await store.write(meta(), [remove('top_a')]);
    expect(await store.getMany(['top_a'])).toEqual([null]);
  });

  check('names the first three that use what cannot be removed, and says that there are others', async (store) => {
    const others = (count: number) => Array.from({ length: count }, (_, index) => claim({ id: `clm_${9 - index}` }));
    await save(store, ...smallWorld().filter(({ id }) => id !== 'clm_a'), ...others(3));
    const message = async () => (await refusal(store.write(meta(), [remove('act_b')]))).message;
    const problem = '[0] cannot be removed: act_b is used by clm_9, clm_8, clm_7';
    expect(await message()).toBe(`${problem}; change or remove these first`);
    await save(store, ...others(4));
    expect(await message()).toBe(`${problem} and others; change or remove these first`);
    // One that is itself at fault is told its own fault.
    const lost = claim({ id: 'clm_5', targets: [target('act_b'), target('act_none')], reporters: ['act_b'] });
    const gone = others(4).map(({ id }) => remove(id));
    const { fields } = await refusal(store.write(meta(), [put(lost), ...gone, remove('act_b')]));
    expect(fields.sort()).toEqual(['[0].reporters[0]', '[0].targets[0].target', '[0].targets[1].target']);
  });

  check('removes a whole graph in one write, in any order', async (store) => {
    await save(store, ...smallWorld());
    await store.write(
      meta(),
      smallWorld().map(({ id }) => remove(id)),
    );
    const { counts } = await store.stats();
    expect(Object.values(counts).every((count) => count === 0)).toBe(true);
    expect(await store.verify()).toEqual([]);
  });

  check('lets go of what a removed or changed claim used', async (store) => {
    await save(store, ...smallWorld(), actor({ id: 'act_c' }));
    await save(store, claim({ targets: [target('act_c')] }));
    await store.write(meta(), [remove('act_b')]);
    await store.write(meta(), [remove('clm_a'), remove('act_c')]);
    expect(await store.getMany(['act_b', 'act_c', 'clm_a'])).toEqual([null, null, null]);
  });

  check('adds again what was removed, keeping its first number', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }));
    await store.write(meta(), [remove('act_a')]);
    const back = await store.write(meta(), [put(actor({ name: 'Back' }), 'NEW')]);
    expect(back.results).toEqual([{ id: 'act_a', version: 4, outcome: 'ADDED' }]);
    expect((await store.getMany(['act_a']))[0]).toMatchObject({ version: 4, first: 1 });
  });

  check('refuses a stale version, a record that exists, and one that is gone', async (store) => {
    await save(store, actor(), actor({ id: 'act_b' }), actor({ id: 'act_c' }));
    await save(store, actor({ name: 'Changed' }));
    await store.write(meta(), [remove('act_c')]);
    const { code, fields, message } = await refusal(
      store.write(meta(), [
        put(actor({ name: 'Mine' }), 1),
        put(actor({ id: 'act_b', name: 'B' }), 'NEW'),
        put(actor({ id: 'act_c', name: 'C' }), 3),
        put(actor({ id: 'act_d' }), 9),
        put(actor({ id: 'act_e' }), 'NEW'),
      ]),
    );
    expect([code, fields]).toEqual(['CONFLICT', ['[0]', '[1]', '[2]', '[3]']]);
    expect(message).toContain('version 4');
    expect(await versionOf(store)).toBe(5);
    const taken = await store.write(meta(), [
      put(actor({ name: 'Mine' }), 4),
      put(actor({ id: 'act_b', name: 'B' }), 2),
    ]);
    expect(taken.changed).toBe(2);
  });

  check('expects a version within the write as it stands there', async (store) => {
    const written = await store.write(meta(), [put(actor(), 'NEW'), put(actor({ name: 'Second' }), 1)]);
    expect(written.results.map(({ outcome }) => outcome)).toEqual(['ADDED', 'CHANGED']);
  });

  check('refuses to write when what was relied on has changed', async (store) => {
    await save(store, source(), actor());
    const holds = [{ id: 'src_a', version: 1 }];
    expect((await store.write(meta({ holds }), [put(actor({ name: 'A' }))])).changed).toBe(1);
    await save(store, source({ title: 'Other' }));
    const { code, fields } = await refusal(store.write(meta({ holds }), [put(actor({ name: 'B' }))]));
    expect([code, fields]).toEqual(['CONFLICT', ['holds[0]']]);
    expect((await refusal(store.write(meta({ holds: [{ id: 'src_none', version: 1 }] }), []))).code).toBe('CONFLICT');
  });

  check('takes a stream as one write, its change indexes counted through', async (store) => {
    const written = await store.write(
      meta(),
      chunks([put(claim())], [put(actor()), put(actor({ id: 'act_b' }))], [], [put(source())]),
    );
    expect(written).toMatchObject({ version: 4, added: 4, results: [] });
    const { fields } = await refusal(
      store.write(meta(), chunks([put(actor({ id: 'act_c' }))], [put(topic({ broader: 'top_x' }))])),
    );
    expect(fields).toEqual(['[1].broader']);
    expect(await versionOf(store)).toBe(4);
  });

  check('writes nothing of a stream that throws, and goes on', async (store) => {
    async function* broken(): AsyncGenerator<Change[]> {
      yield [put(actor())];
      throw new Error('the line was cut');
    }
    await expect(store.write(meta(), broken())).rejects.toThrow('the line was cut');
    expect(await versionOf(store)).toBe(0);
    expect((await save(store, actor())).version).toBe(1);
  });

  check('adds what it would have refused itself to the faults of a stream that gives up', async (store) => {
    async function* atFault(): AsyncGenerator<Change[]> {
      yield [put(actor()), put(claim({ targets: [target('act_nobody')] })), put(source())];
      throw invalid(['line 3'], { code: 'NOT_A_ROW' });
    }
    expect(await refusal(store.write(meta(), atFault()))).toEqual({
      code: 'INVALID',
      fields: ['"line 3"', '[1].targets[0].target'],
      message: expect.stringMatching(/^"line 3" is not an object.*refers to act_nobody, which does not exist/),
    });
    expect(await versionOf(store)).toBe(0);
    await save(store, actor());
    expect(await versionOf(store)).toBe(1);
  });

  check('takes a record again as it came before, and refuses other content where that is asked for', async (store) => {
    const twice = [put(actor()), put(actor()), put(actor({ name: 'Another' }))];
    expect(await refusal(store.write({ ...meta(), once: true }, twice))).toMatchObject({
      code: 'INVALID',
      fields: ['[2]'],
      message: expect.stringMatching(/comes twice in this write/),
    });
    expect(await versionOf(store)).toBe(0);
    expect(await store.write({ ...meta(), once: true }, twice.slice(0, 2))).toMatchObject({ added: 1, unchanged: 1 });
    // What an earlier write left is changed as ever.
    expect(await store.write({ ...meta(), once: true }, twice.slice(2))).toMatchObject({ changed: 1 });
    expect(await store.write(meta(), [put(actor({ name: 'B' })), put(actor({ name: 'C' }))])).toMatchObject({
      changed: 2,
    });
    // What is left as it stands has come, too: nothing that follows may change it, in whichever piece.
    const kept = [put(actor({ name: 'C' })), put(actor({ name: 'D' }))];
    for (const changes of [kept, chunks(...kept.map((change) => [change]))])
      expect(await refusal(store.write({ ...meta(), once: true }, changes))).toMatchObject({ fields: ['[1]'] });
    expect(await store.write(meta(), kept)).toMatchObject({ unchanged: 1, changed: 1 });
  });

  check('takes writes one after the other, however many come at once', async (store) => {
    const written = await Promise.all(
      Array.from({ length: 20 }, (_, index) => save(store, actor({ id: `act_${index}` }))),
    );
    expect(written.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  check('tries a write without writing', async (store) => {
    await save(store, ...smallWorld());
    const tried = await store.write(meta({ dryRun: true, entries: [{ space: 'setting', key: 'k', value: 1 }] }), [
      put(actor({ name: 'New' })),
      put(actor({ id: 'act_c' })),
    ]);
    expect(tried).toMatchObject({ version: 6, added: 1, changed: 1 });
    expect(await versionOf(store)).toBe(6);
    expect(await store.getEntry('setting', 'k')).toBeNull();
    expect((await refusal(store.write(meta({ dryRun: true }), [remove('act_a')]))).code).toBe('INVALID');
  });

  check('numbers nothing when nothing changed', async (store) => {
    expect(await store.write(meta(), [])).toEqual({
      version: 0,
      added: 0,
      changed: 0,
      unchanged: 0,
      removed: 0,
      results: [],
    });
    expect(await store.write(meta(), [remove('act_a')])).toMatchObject({ version: 0, unchanged: 1 });
  });

  check('wants the batch to exist', async (store) => {
    const { code, fields } = await refusal(store.write(meta({ batch: 'bat_x' }), [put(actor())]));
    expect([code, fields]).toEqual(['INVALID', ['batch']]);
    await store.write(meta({ batch: 'bat_a' }), [put(actor()), put(batch())]);
    expect((await store.changes({ after: 0, limit: 5, batch: 'bat_a' })).items.map(({ id }) => id)).toEqual([
      'act_a',
      'bat_a',
    ]);
  });

  check('adds the record of a batch last, and only when something changed', async (store) => {
    const write = meta({ batch: 'bat_a', batchRecord: batch() });
    await store.write(write, [put(actor())]);
    expect((await store.changes({ after: 0, limit: 5 })).items.map(({ id }) => id)).toEqual(['act_a', 'bat_a']);
    await store.write(meta({ batch: 'bat_b', batchRecord: batch({ id: 'bat_b' }) }), [put(actor())]);
    expect(await store.getMany(['bat_a', 'bat_b'])).toEqual([expect.objectContaining({ id: 'bat_a' }), null]);
  });

  check('keeps key-value entries with the write, or not at all', async (store) => {
    await store.write(meta({ entries: [{ space: 'idempotency', key: 'k', value: { answer: [1, 'zwei', null] } }] }), [
      put(actor()),
    ]);
    expect(await store.getEntry('idempotency', 'k')).toEqual({ answer: [1, 'zwei', null] });
    await refusal(
      store.write(meta({ entries: [{ space: 'idempotency', key: 'l', value: 1 }] }), [
        put(topic({ broader: 'top_x' })),
      ]),
    );
    expect(await store.getEntry('idempotency', 'l')).toBeNull();
    await store.write(meta({ entries: [{ space: 'idempotency', key: 'm', value: 1 }] }), []);
    expect(await store.getEntry('idempotency', 'm')).toBe(1);
  });

  check('keeps, lists and drops entries by space, in order of key', async (store) => {
    await store.putEntries([
      { space: 'token', key: 'b', value: 1 },
      { space: 'token', key: '\u{1f600}', value: 4 },
      { space: 'token', key: '\uff21', value: 3 },
      { space: 'token', key: 'a', value: 'x' },
      { space: 'setting', key: 'a', value: 2 },
    ]);
    await store.putEntries([
      { space: 'token', key: 'b', value: null },
      { space: 'token', key: 'a', value: { x: true } },
    ]);
    expect(await store.listEntries('token')).toEqual([
      { key: 'a', value: { x: true } },
      { key: '\uff21', value: 3 },
      { key: '\u{1f600}', value: 4 },
    ]);
    expect([await store.getEntry('token', 'b'), await store.getEntry('setting', 'a')]).toEqual([null, 2]);
  });

  check('looks when nobody else can write any more, and refuses with what was found', async (store) => {
    const refused = new OnRecordError('CONFLICT', 'seen');
    const seen: (number | null)[] = [];
    const look = async () => {
      const [held] = await store.getMany(['act_a']);
      seen.push(held?.version ?? null);
      if (held !== null) throw refused;
    };
    const tries = Array.from({ length: 10 }, () =>
      store.write(meta({ look, entries: [{ space: 'setting', key: 'a', value: seen.length }] }), [put(actor())]).then(
        ({ added }) => added,
        (error) => error,
      ),
    );
    const outcomes = await Promise.all(tries);
    expect(outcomes.filter((outcome) => outcome === 1)).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === refused)).toHaveLength(9);
    expect(seen.filter((version) => version === null)).toHaveLength(1);
    expect((await store.stats()).datasetVersion).toBe(1);
    async function* pieces() {
      yield [put(actor({ id: 'act_b' }))];
    }
    expect(await refusal(store.write(meta({ look }), pieces()))).toMatchObject({ code: 'CONFLICT', message: 'seen' });
    expect((await save(store, actor({ id: 'act_b' }))).version).toBe(2);
  });

  check('keeps in step what comes again in later pieces of one write', async (store) => {
    await save(store, ...smallWorld());
    const about = (id: string, status: 'ACCEPTED' | 'RETRACTED' = 'ACCEPTED') =>
      put(claim({ id: 'clm_b', targets: [target(id)], status, statusReason: status === 'ACCEPTED' ? null : 'wrong' }));
    const others = (piece: number) =>
      Array.from({ length: 300 }, (_, index) => put(actor({ id: `act_${piece}x${index}`, name: `${piece}` })));
    const parts = Array.from({ length: 12 }, (_, piece) => others(piece));
    parts[0]?.push(about('act_b'), put(actor({ id: 'act_b', name: 'First' })));
    parts[1]?.push(about('act_b'), put(actor({ id: 'act_b', name: 'Second' })));
    parts[2]?.push(about('evt_a'), put(actor({ id: 'act_b', name: 'Second' })));
    parts[3]?.push(remove('clm_b'), put(actor({ id: 'act_b', name: 'First' })));
    parts[4]?.push(about('act_b', 'RETRACTED'));
    parts[8]?.push(about('act_b', 'RETRACTED'), put(actor({ id: 'act_b', name: 'First' })));
    parts[11]?.push(about('evt_a'));
    expect(await store.write(meta(), chunks(...parts))).toMatchObject({ added: 3_602, unchanged: 4 });
    const outcomes = (await store.history('clm_b', { limit: 9 })).items.map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['CHANGED', 'ADDED', 'REMOVED', 'CHANGED', 'ADDED']);
    expect((await store.history('act_b', { limit: 3 })).items.map(({ record }) => record)).toMatchObject([
      { name: 'First' },
      { name: 'Second' },
      { name: 'First' },
    ]);
    const [counted] = await store.tally([{ filter: { speakers: ['act_a'] }, by: ['target'] }]);
    expect(counted).toMatchObject({ rows: [{ keys: ['act_b'] }, { keys: ['evt_a'], n: 1 }] });
    expect(await store.verify()).toEqual([]);
  });

  check('finds among many that are removed, or refer forward, each that is at fault', async (store) => {
    const many = Array.from({ length: 1_300 }, (_, index) => actor({ id: `act_m${index}`, name: `${index}` }));
    const claims = many.map(({ id }, index) => claim({ id: `clm_m${index}`, speakers: [id] }));
    const lost = [claim({ id: 'clm_x', speakers: ['act_none'] }), claim({ id: 'clm_y', speakers: ['act_nobody'] })];
    const forward = [...claims.slice(0, 600), lost[0], ...claims.slice(600), lost[1]].map((one) => put(one as never));
    const rest = [...smallWorld(), ...many].map((record) => put(record));
    const refused = await refusal(store.write(meta(), chunks(forward, rest)));
    expect(refused).toMatchObject({ code: 'INVALID', fields: ['[600].speakers[0]', '[1301].speakers[0]'] });
    expect(await versionOf(store)).toBe(0);
    expect(
      await store.write(
        meta(),
        chunks(
          claims.map((one) => put(one)),
          rest,
        ),
      ),
    ).toMatchObject({ added: 2_606 });
    const gone = [...claims.slice(1), ...many].map(({ id }) => remove(id));
    expect(await refusal(store.write(meta(), gone))).toMatchObject({ code: 'INVALID', fields: ['[1299]'] });
    expect(await store.write(meta(), [remove('clm_m0'), ...gone])).toMatchObject({ removed: 2_600 });
    expect(await store.verify()).toEqual([]);
  });

  check('knows in a later piece of a write what an earlier one only named', async (store) => {
    await save(store, ...smallWorld());
    const named = put(claim({ id: 'clm_b' }));
    const changed = chunks([named], [put(actor({ name: 'Changed' }))], [put(actor({ id: 'act_b' }))]);
    expect(await store.write(meta(), changed)).toMatchObject({ added: 1, changed: 1, unchanged: 1 });
  });

  check('gives back every character that it was given', async (store) => {
    const name = 'quote \' " ; -- \\ \u0000 \u{1f600} e\u0301 \ud800 ЗЕЛЕНСЬКИЙ 北约 {} $1 ?';
    await save(store, actor({ name, description: name }), event({ name, place: name }));
    const [held] = await store.getMany(['act_a']);
    expect(held?.record).toEqual(actor({ name, description: name }));
    expect((await store.history('act_a', { limit: 1 })).items[0]?.record).toEqual(actor({ name, description: name }));
  });

  check('waits for writes under way when it closes, and then refuses', async (store) => {
    const writing = save(store, ...smallWorld());
    await store.close();
    expect((await writing).added).toBe(6);
    expect((await refusal(save(store, actor()))).code).toBe('UNAVAILABLE');
    expect((await refusal(store.stats())).code).toBe('UNAVAILABLE');
    await store.close();
  });
}
