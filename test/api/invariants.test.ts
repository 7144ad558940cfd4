// What always holds, asked from outside: each invariant of the model that the store alone cannot show, through the API that
// clients use. The number in each title is the invariant's.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { importRows } from '../../server/services/transfer/import.ts';
import type { Row } from '../../server/services/transfer/rows.ts';
import { verify } from '../../server/services/transfer/verify.ts';
import type { World } from '../support/world.ts';
import { CLAIM, openWorld, TEXT } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect((await verify(world.store)).problems).toEqual([]);
  await world.close();
});

const add = async (fields: object = {}) => {
  const { claim, userErrors } = await world.mutate('addClaim', { ...CLAIM, ...fields }, 'claim { id version }');
  expect(userErrors).toEqual([]);
  return claim as { id: string; version: number };
};
const ask = async (query: string, variables: object = {}) => {
  const { data, errors } = await world.ask(query, variables);
  expect(errors).toEqual([]);
  return data;
};
const EVERYTHING = `{ claims(first: 100, filter: { statuses: [PROPOSED, ACCEPTED, DISPUTED, REJECTED, RETRACTED] }) { nodes {
  id version status proposition speakers { id } targets { target { ... on Actor { id } ... on Topic { id } ... on Claim { id } ... on Event { id } } stance }
  quotes { exact start end state source { id text } } } }
  network { edges { speaker target n supports opposes neutral mixed } } }`;

test('1: one reference of a hundred claims that leads nowhere, and none is written', async () => {
  const claims = Array.from({ length: 100 }, (_, index) => ({ ...CLAIM, proposition: `Number ${index}.` }));
  claims[57] = { ...CLAIM, proposition: 'The last.', speakers: ['act_nobody'] };
  const before = await world.store.stats();
  const { userErrors } = await world.mutate('proposeClaims', { claims });
  expect(userErrors).toMatchObject([{ field: 'input.claims[57].speakers[0]' }]);
  expect(await world.store.stats()).toEqual(before);
});

test('2: every quote that is EXACT is the slice of the text that its offsets say, whatever was written before', async () => {
  await add();
  await add({
    proposition: 'Two.',
    quotes: [
      { source: 'src_said', exact: 'we agree on the border' },
      { source: 'src_said', exact: '🕊' },
    ],
  });
  const check = async () => {
    const { claims } = await ask(EVERYTHING);
    const quotes = claims.nodes.flatMap(({ quotes: found }: { quotes: object[] }) => found);
    for (const { exact, start, end, state, source } of quotes)
      expect([...source.text].slice(start, end).join('') === exact).toBe(state === 'EXACT');
    return quotes.map(({ state }: { state: string }) => state).sort();
  };
  expect(await check()).toEqual(['EXACT', 'EXACT', 'EXACT']);
  const [source] = await world.store.getMany(['src_said']);
  const edit = { id: 'src_said', baseVersion: source?.version, text: TEXT.replace(' Later', ' Much later') };
  expect((await world.mutate('editSource', edit)).userErrors).toEqual([]);
  expect(await check()).toEqual(['EXACT', 'EXACT', 'MOVED']);
});

test('3: every state of a claim stays readable as of its version, and so does the network', async () => {
  const { id, version } = await add();
  const read = (asOf: number) =>
    ask(
      'query ($id: ID!, $asOf: Int!) { claim(id: $id, asOf: $asOf) { proposition status version } network(filter: { asOf: $asOf }) { edges { speaker target supports opposes } } }',
      { id, asOf },
    );
  const seen = [await read(version - 1), await read(version)];
  const targets = [{ target: { actor: 'act_cy' }, stance: 'OPPOSES' }];
  const edited = await world.mutate(
    'editClaim',
    { id, baseVersion: version, targets, proposition: 'No.' },
    'claim { version }',
  );
  seen.push(await read(edited.claim.version));
  const end = { id, baseVersion: edited.claim.version, statusReason: 'Misheard.' };
  const retracted = await world.mutate('retractClaim', end, 'claim { version }');
  seen.push(await read(retracted.claim.version));
  expect(seen).toEqual([
    { claim: null, network: { edges: [] } },
    {
      claim: { proposition: CLAIM.proposition, status: 'ACCEPTED', version },
      network: { edges: [{ speaker: 'act_ada', target: 'act_bo', supports: 1, opposes: 0 }] },
    },
    {
      claim: { proposition: 'No.', status: 'ACCEPTED', version: edited.claim.version },
      network: { edges: [{ speaker: 'act_ada', target: 'act_cy', supports: 0, opposes: 1 }] },
    },
    { claim: { proposition: 'No.', status: 'RETRACTED', version: retracted.claim.version }, network: { edges: [] } },
  ]);
  expect([
    await read(version - 1),
    await read(version),
    await read(edited.claim.version),
    await read(retracted.claim.version),
  ]).toEqual(seen);
});

test('4: a judgement that is withdrawn leaves every claim and every number where it was', async () => {
  await add();
  await add({ speakers: ['act_cy'], targets: [{ target: { actor: 'act_bo' }, stance: 'OPPOSES' }] });
  await add({
    speakers: ['act_ada', 'act_cy'],
    proposition: 'Both.',
    targets: [{ target: { actor: 'act_cy' }, stance: 'MIXED' }],
  });
  const before = await ask(EVERYTHING);
  const same = { verdict: 'SAME', keep: 'act_ada', other: 'act_cy', reason: 'One.' };
  const { judgement } = await world.mutate('judgeIdentity', same, 'judgement { id version }');
  const merged = await ask(EVERYTHING);
  expect(merged.network.edges).toEqual([
    { speaker: 'act_ada', target: 'act_bo', n: 2, supports: 1, opposes: 1, neutral: 0, mixed: 0 },
    { speaker: 'act_ada', target: 'act_ada', n: 1, supports: 0, opposes: 0, neutral: 0, mixed: 1 },
  ]);
  await world.mutate('withdrawJudgement', { id: judgement.id, baseVersion: judgement.version, reason: 'Two.' });
  expect(await ask(EVERYTHING)).toEqual(before);
});

test('5: what is proposed counts nowhere until a person accepts it', async () => {
  const { claims } = await world.mutate('proposeClaims', { claims: [CLAIM] }, 'claims { id version status }');
  expect(claims).toMatchObject([{ status: 'PROPOSED' }]);
  const numbers =
    '{ network { totalClaims } coverage { claims } actor(id: "act_ada") { claimCounts { asSpeaker } } claims { totalCount } }';
  const none = {
    network: { totalClaims: 0 },
    coverage: { claims: 0 },
    actor: { claimCounts: { asSpeaker: 0 } },
    claims: { totalCount: 0 },
  };
  const one = {
    network: { totalClaims: 1 },
    coverage: { claims: 1 },
    actor: { claimCounts: { asSpeaker: 1 } },
    claims: { totalCount: 1 },
  };
  expect(await ask(numbers)).toEqual(none);
  await world.mutate('reviewClaims', {
    reviews: [{ id: claims[0].id, baseVersion: claims[0].version, status: 'ACCEPTED' }],
  });
  expect(await ask(numbers)).toEqual(one);
});

test('6: recounting the claims behind an edge gives its number, after every kind of write', async () => {
  const claims = [
    await add(),
    await add({ proposition: 'Two.', targets: [{ target: { actor: 'act_bo' }, stance: 'OPPOSES' }] }),
    await add({
      proposition: 'Three.',
      speakers: ['act_ada', 'act_cy'],
      targets: [{ target: { actor: 'act_bo' }, stance: 'MIXED' }],
    }),
  ];
  const recount = async () => {
    const { network } = await ask('{ network { edges { speaker target n supports opposes neutral mixed } } }');
    for (const { speaker, target, n, ...sides } of network.edges) {
      const { claims: behind } = await ask(
        'query ($speaker: ID!, $target: ID!) { claims(first: 100, filter: { speakers: [$speaker], targets: [$target] }) { totalCount nodes { targets { target { ... on Actor { id } } stance } } } }',
        { speaker, target },
      );
      expect(behind.totalCount).toBe(n);
      const stances = behind.nodes.flatMap(({ targets }: { targets: { target: { id: string }; stance: string }[] }) =>
        targets.filter(({ target: { id } }) => id === target).map(({ stance }) => stance.toLowerCase()),
      );
      const counted = { supports: 0, opposes: 0, neutral: 0, mixed: 0 } as Record<string, number>;
      for (const stance of stances) counted[stance] = (counted[stance] ?? 0) + 1;
      expect(counted).toEqual(sides);
    }
    return network.edges.map(({ n }: { n: number }) => n);
  };
  expect(await recount()).toEqual([3, 1]);
  await world.mutate('disputeClaim', { id: claims[0]?.id, baseVersion: claims[0]?.version, statusReason: 'Doubtful.' });
  expect(await recount()).toEqual([3, 1]);
  await world.mutate('retractClaim', { id: claims[1]?.id, baseVersion: claims[1]?.version, statusReason: 'Misheard.' });
  expect(await recount()).toEqual([2, 1]);
});

test('7: a network that was cut says so, and what it left out', async () => {
  for (const speaker of ['act_ada', 'act_cy']) await add({ speakers: [speaker] });
  const { network } = await ask('{ network(limit: 1) { complete totalEdges totalClaims shownClaims edges { n } } }');
  expect(network).toEqual({ complete: false, totalEdges: 2, totalClaims: 2, shownClaims: 1, edges: [{ n: 1 }] });
});

test('8: an import of what stands here already changes nothing', async () => {
  await add({ saidOn: '2021-11' });
  await world.mutate('judgeIdentity', { verdict: 'UNSURE', keep: 'act_ada', other: 'act_cy', reason: 'Perhaps.' });
  const rows: Row[] = [];
  let line = 0;
  for await (const page of world.store.records({ kinds: ['actor', 'topic', 'source', 'event', 'claim', 'judgement'] }))
    for (const { kind, record } of page)
      rows.push({ file: 'all.jsonl', line: ++line, length: 0, value: { record: kind, ...record }, fault: null });
  const before = await world.store.stats();
  const options = {
    author: 'importer',
    time: new Date().toISOString(),
    name: 'again',
    reason: null,
    keepStatus: true,
    dryRun: false,
  };
  const report = await importRows(world.store, rows, options);
  expect(report).toMatchObject({ read: rows.length, added: 0, changed: 0, batch: null });
  expect(await world.store.stats()).toEqual(before);
});
