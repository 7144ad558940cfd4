// Records as readers see them: merged ones as one, at any version of the graph, in pages that neither lose nor repeat.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { kindOf } from '../../server/domain/ids.ts';
import type { RecordKind } from '../../server/domain/record-kinds.ts';
import type { AnyRecord } from '../../server/domain/records.ts';
import { actor, claim, event, judgement, name, source, target, topic, view } from '../fixtures/records.ts';
import type { Example } from '../support/example.ts';
import { ADMIN_TOKEN, openExample } from '../support/example.ts';
import { save } from '../support/writing.ts';

let example: Example;
beforeAll(async () => {
  example = await openExample({ empty: true });
});
afterAll(() => example.close());

async function write(...records: AnyRecord[]): Promise<number> {
  const changes = records.map((record) => ({
    kind: kindOf(record.id) as RecordKind,
    id: record.id,
    record,
    expect: 'ANY' as const,
  }));
  return (
    await example.store.write(
      { author: 'test', time: '2026-01-01T00:00:00.000Z', reason: 'a test', batch: null },
      changes,
    )
  ).version;
}

/** Fails unless the operation has exactly one error. */
async function refused(query: string, variables: object = {}, token: string | null = null) {
  const { errors } = await example.ask(query, { variables, token });
  expect(errors).toHaveLength(1);
  return { code: errors[0]?.extensions.code, faults: errors[0]?.extensions.faults, message: errors[0]?.message };
}

describe('records that are one', () => {
  let before: number;
  let merged: number;
  beforeAll(async () => {
    await write(
      actor({ id: 'act_selenskyj', name: 'Wolodymyr Selenskyj', kind: 'PERSON', names: [name('Selenskyj')] }),
      actor({
        id: 'act_zelenskyi',
        name: 'Volodymyr Zelenskyi',
        kind: 'PERSON',
        description: 'President of Ukraine',
        externalIds: [{ scheme: 'wikidata', value: 'Q3874799' }],
      }),
      actor({ id: 'act_other' }),
      topic({ id: 'top_one' }),
      source({ id: 'src_a' }),
    );
    before = await write(
      claim({ id: 'clm_kept', speakers: ['act_selenskyj'], targets: [target('act_other')] }),
      claim({
        id: 'clm_absorbed',
        speakers: ['act_zelenskyi', 'act_selenskyj'],
        targets: [target('act_zelenskyi', 'OPPOSES'), target('top_one')],
        saidOn: '2022-01',
      }),
    );
    merged = await write(judgement({ records: ['act_selenskyj', 'act_zelenskyi'] }));
  });

  const ACTOR =
    'query ($id: ID!, $asOf: Int) { actor(id: $id, asOf: $asOf) { id recordId name names { text kind } description externalIds { value } mergedIds version claimCounts { asSpeaker asTarget } claims { totalCount } } }';

  test('either id gives the kept record, with what only the other knows', async () => {
    const { actor: kept } = await example.data(ACTOR, { id: 'act_selenskyj' });
    const { actor: absorbed } = await example.data(ACTOR, { id: 'act_zelenskyi' });
    expect(absorbed).toEqual(kept);
    expect(kept).toMatchObject({
      id: 'act_selenskyj',
      name: 'Wolodymyr Selenskyj',
      description: 'President of Ukraine',
      externalIds: [{ value: 'Q3874799' }],
      mergedIds: ['act_zelenskyi'],
      claimCounts: { asSpeaker: 2, asTarget: 1 },
      claims: { totalCount: 2 },
    });
    expect(kept.names).toEqual([
      { text: 'Selenskyj', kind: 'ALIAS' },
      { text: 'Volodymyr Zelenskyi', kind: 'ALIAS' },
    ]);
  });

  test('before the judgement they are two', async () => {
    const { actor: kept } = await example.data(ACTOR, { id: 'act_selenskyj', asOf: before });
    const { actor: other } = await example.data(ACTOR, { id: 'act_zelenskyi', asOf: before });
    expect(kept).toMatchObject({
      id: `act_selenskyj@${before}`,
      recordId: 'act_selenskyj',
      mergedIds: [],
      description: null,
      claimCounts: { asSpeaker: 2, asTarget: 0 },
    });
    expect(other).toMatchObject({
      recordId: 'act_zelenskyi',
      mergedIds: [],
      claimCounts: { asSpeaker: 1, asTarget: 1 },
    });
  });

  test('what hangs under a record of the past is read in the past too', async () => {
    const query =
      'query ($asOf: Int) { claim(id: "clm_absorbed", asOf: $asOf) { speakers { id: recordId } targets { target { ... on Node { id } } stance } attributions { speaker { id } } } }';
    const then = await example.data(query, { asOf: before });
    const now = await example.data(query);
    expect(then.claim.speakers).toEqual([{ id: 'act_zelenskyi' }, { id: 'act_selenskyj' }]);
    expect(now.claim.speakers).toEqual([{ id: 'act_selenskyj' }]);
    expect(then.claim.attributions).toHaveLength(4);
    expect(now.claim.attributions).toHaveLength(2);
    expect(now.claim.targets).toEqual([
      { target: { id: 'act_selenskyj' }, stance: 'OPPOSES' },
      { target: { id: 'top_one' }, stance: 'SUPPORTS' },
    ]);
  });

  test('lists hold them once, filters take either id', async () => {
    const { actors } = await example.data('{ actors(orderBy: RECORDED_ASC) { totalCount nodes { id } } }');
    expect(actors.nodes.map(({ id }: { id: string }) => id)).toEqual(['act_selenskyj', 'act_other']);
    expect(actors.totalCount).toBe(2);
    for (const id of ['act_selenskyj', 'act_zelenskyi']) {
      const found = await example.data(
        'query ($ids: [ID!]) { claims(filter: { speakers: $ids }) { totalCount } relation(speaker: $id, target: $id) { n opposes } }'.replace(
          '($ids: [ID!])',
          '($ids: [ID!], $id: ID!)',
        ),
        { ids: [id], id },
      );
      expect(found).toEqual({ claims: { totalCount: 2 }, relation: { n: 1, opposes: 1 } });
    }
  });

  test('a self-claim is a loop of the network and no neighbour', async () => {
    const { network, neighbours } = await example.data(
      '{ network { edges { speaker target n } nodes { id: recordId claims neighbours } } neighbours(id: "act_zelenskyi") { nodes { record { ... on Node { id } } } } }',
    );
    expect(network.edges).toContainEqual({ speaker: 'act_selenskyj', target: 'act_selenskyj', n: 1 });
    expect(network.nodes).toContainEqual({ id: 'act_selenskyj', claims: 2, neighbours: 1 });
    expect(neighbours.nodes.map(({ record }: { record: { id: string } }) => record.id).toSorted()).toEqual([
      'act_other',
      'top_one',
    ]);
  });

  test('the judgement shows both as they are by themselves', async () => {
    const { judgements } = await example.data(
      '{ judgements(about: "act_zelenskyi") { nodes { verdict records { id ... on Record { recordId version } ... on Actor { name mergedIds names { text } } } } } }',
    );
    expect(judgements.nodes).toEqual([
      {
        verdict: 'SAME',
        records: [
          // Neither is what readers see under its id now, so each stands there as the version that it is.
          {
            id: 'act_selenskyj@1',
            recordId: 'act_selenskyj',
            version: 1,
            name: 'Wolodymyr Selenskyj',
            mergedIds: [],
            names: [{ text: 'Selenskyj' }],
          },
          {
            id: 'act_zelenskyi@2',
            recordId: 'act_zelenskyi',
            version: 2,
            name: 'Volodymyr Zelenskyi',
            mergedIds: [],
            names: [],
          },
        ],
      },
    ]);
  });

  test('a claim about two records that are one is about it once for each stance', async () => {
    await write(
      actor({ id: 'act_one' }),
      actor({ id: 'act_two' }),
      claim({
        id: 'clm_both',
        speakers: ['act_other'],
        targets: [target('act_two', 'OPPOSES'), target('act_one', 'OPPOSES'), target('top_one', 'OPPOSES')],
      }),
      claim({ id: 'clm_torn', speakers: ['act_other'], targets: [target('act_two'), target('act_one', 'OPPOSES')] }),
    );
    const query =
      'query ($asOf: Int) { claims(filter: { speakers: ["act_other"], asOf: $asOf }, orderBy: RECORDED_ASC) { nodes { targets { stance target { ... on Record { id: recordId } } } attributions { stance } } } relation(speaker: "act_other", target: "act_one", filter: { asOf: $asOf }) { n supports opposes claims { totalCount } } }';
    const asOf = (await example.data('{ stats { datasetVersion } }')).stats.datasetVersion;
    await write(judgement({ id: 'jdg_one', records: ['act_one', 'act_two'] }));
    const stances = (answer: { claims: { nodes: { targets: { stance: string; target: { id: string } }[] }[] } }) =>
      answer.claims.nodes.map(({ targets }) => targets.map((one) => `${one.target.id} ${one.stance}`));
    const [before, now] = [await example.data(query, { asOf }), await example.data(query)];
    expect(stances(before)).toEqual([
      ['act_two OPPOSES', 'act_one OPPOSES', 'top_one OPPOSES'],
      ['act_two SUPPORTS', 'act_one OPPOSES'],
    ]);
    expect(stances(now)).toEqual([
      ['act_one OPPOSES', 'top_one OPPOSES'],
      ['act_one SUPPORTS', 'act_one OPPOSES'],
    ]);
    expect(now.claims.nodes[0].attributions).toHaveLength(2);
    // One claim holds both stances: it counts once as a claim, and on both sides.
    expect(now.relation).toEqual({ n: 2, supports: 1, opposes: 2, claims: { totalCount: 2 } });
    await example.store.write({ author: 'test', time: '2026-01-02T00:00:00.000Z', reason: null, batch: null }, [
      { kind: 'judgement', id: 'jdg_one', record: null, expect: 'ANY' },
      ...['clm_both', 'clm_torn'].map((id) => ({ kind: 'claim' as const, id, record: null, expect: 'ANY' as const })),
      ...['act_one', 'act_two'].map((id) => ({ kind: 'actor' as const, id, record: null, expect: 'ANY' as const })),
    ]);
  });

  test('a version that the graph has not reached is refused', async () => {
    for (const query of [
      `{ actor(id: "act_other", asOf: 99999) { id } }`,
      `{ claims(filter: { asOf: 99999 }) { totalCount } }`,
    ]) {
      const { code, message } = await refused(query);
      expect(code).toBe('INVALID');
      expect(message).toContain('the newest version is');
    }
    expect(merged).toBeGreaterThan(before);
  });
});

describe('pages', () => {
  const ids = Array.from({ length: 30 }, (_, index) => `top_page${String(index).padStart(2, '0')}`);
  beforeAll(async () => {
    // Equal names: only the id tells them apart. One is beyond U+FFFF, where UTF-16 would sort it before U+FF21.
    await write(
      ...ids.map((id, index) =>
        topic({
          id,
          name: index < 20 ? 'Same' : index === 20 ? '\u{1F600}' : index === 21 ? '\uFF21' : `Name ${index}`,
        }),
      ),
    );
  });

  const page = async (args: string) =>
    (
      await example.data(
        `{ topics(${args}) { nodes { id name } edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
      )
    ).topics;

  test('a walk forward and one backward see every record once, in one order', async () => {
    for (const order of ['TITLE_ASC', 'TITLE_DESC', 'RECORDED_ASC', 'RECORDED_DESC', 'DATE_ASC', 'DATE_DESC']) {
      const forward: string[] = [];
      for (let after = ''; ; ) {
        const { nodes, edges, pageInfo } = await page(`orderBy: ${order}, first: 7${after && `, after: "${after}"`}`);
        expect(edges.map((edge: { node: { id: string } }) => edge.node.id)).toEqual(
          nodes.map((node: { id: string }) => node.id),
        );
        expect(pageInfo.hasPreviousPage).toBe(after !== '');
        forward.push(...nodes.map((node: { id: string }) => node.id));
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      const backward: string[] = [];
      for (let before = ''; ; ) {
        const { nodes, pageInfo } = await page(`orderBy: ${order}, last: 7${before && `, before: "${before}"`}`);
        expect(pageInfo.hasNextPage).toBe(before !== '');
        backward.unshift(...nodes.map((node: { id: string }) => node.id));
        if (!pageInfo.hasPreviousPage) break;
        before = pageInfo.startCursor;
      }
      expect(forward).toHaveLength(31);
      expect(new Set(forward).size).toBe(31);
      expect(backward).toEqual(forward);
    }
  });

  test('names are ordered by code point', async () => {
    const { nodes } = await page('orderBy: TITLE_DESC, first: 2');
    expect(nodes.map(({ name: text }: { name: string }) => text)).toEqual(['\u{1F600}', '\uFF21']);
  });

  test('any cursor of a page leads on from its item', async () => {
    const { edges } = await page('orderBy: TITLE_ASC, first: 10');
    const { nodes } = await page(`orderBy: TITLE_ASC, first: 3, after: "${edges[4].cursor}"`);
    expect(nodes.map(({ id }: { id: string }) => id)).toEqual(
      edges.slice(5, 8).map(({ node }: { node: { id: string } }) => node.id),
    );
  });

  test('a cursor of another question, order or filter is refused', async () => {
    const { pageInfo } = await page('orderBy: TITLE_ASC, first: 3');
    for (const other of [
      `{ topics(orderBy: TITLE_DESC, after: "${pageInfo.endCursor}") { nodes { id } } }`,
      `{ actors(after: "${pageInfo.endCursor}") { nodes { id } } }`,
      `{ claims(after: "${pageInfo.endCursor}") { nodes { id } } }`,
      '{ topics(after: "made-up") { nodes { id } } }',
    ]) {
      const { code, faults } = await refused(other);
      expect(code).toBe('INVALID');
      expect(faults).toMatchObject([{ field: 'after', problem: expect.stringContaining('start again without') }]);
    }
  });

  test('every fault of the arguments is named at once', async () => {
    const { code, faults } = await refused('{ topics(first: 0, last: 101, after: "x", before: "y") { nodes { id } } }');
    expect(code).toBe('INVALID');
    expect(faults?.map(({ field }) => field).toSorted()).toEqual(
      ['after', 'before', 'before', 'before', 'first', 'last', 'last'].toSorted(),
    );
  });

  test('without first or last a page has 25', async () => {
    expect((await page('orderBy: TITLE_ASC')).nodes).toHaveLength(25);
  });
});

describe('lists and their filters', () => {
  beforeAll(async () => {
    await write(
      actor({ id: 'act_un', kind: 'ORGANIZATION' }),
      actor({ id: 'act_un-again', kind: 'GROUP' }),
      actor({ id: 'act_clerk', kind: 'GROUP', roles: [{ title: 'clerk', in: 'act_un-again', from: null, to: null }] }),
      judgement({ id: 'jdg_un', records: ['act_un', 'act_un-again'] }),
      actor({
        id: 'act_minister',
        kind: 'PERSON',
        roles: [{ title: 'minister', in: 'act_un', from: '2020', to: null }],
        externalIds: [{ scheme: 'isni', value: '42' }],
      }),
      event({
        id: 'evt_meeting',
        when: '2022-01-10/2022-01-13',
        participants: [{ actor: 'act_minister', role: 'host' }],
      }),
      event({ id: 'evt_planned', status: 'PLANNED', kind: 'VOTE' }),
      topic({ id: 'top_part', broader: 'top_one' }),
      source({
        id: 'src_paper',
        publisher: 'The Paper',
        language: 'de',
        reliability: 'B',
        published: '2022-01-12',
        authors: ['act_minister'],
      }),
    );
  });

  test.each([
    ['actors', '{ kinds: [ORGANIZATION] }', ['act_un']],
    ['actors', '{ in: ["act_un"] }', ['act_clerk', 'act_minister']],
    ['actors', '{ in: ["act_un-again"], kinds: [GROUP] }', ['act_clerk']],
    ['actors', '{ externalId: { scheme: "isni", value: "42" } }', ['act_minister']],
    ['actors', '{ kinds: [] }', []],
    ['events', '{ participants: ["act_minister"] }', ['evt_meeting']],
    ['events', '{ from: "2022-01-13", to: "2022-02-01" }', ['evt_meeting']],
    ['events', '{ from: "2022-01-14", undated: INCLUDE }', ['evt_planned']],
    ['events', '{ statuses: [PLANNED], kinds: [VOTE] }', ['evt_planned']],
    ['topics', '{ broader: ["top_one"] }', ['top_part']],
    [
      'sources',
      '{ publishers: ["The Paper"], languages: ["de"], reliabilities: [B], authors: ["act_minister"], publishedTo: "2022-01-12" }',
      ['src_paper'],
    ],
  ])('%s %s', async (kind, filter, expected) => {
    const found = await example.data(`{ ${kind}(filter: ${filter}) { totalCount nodes { id } } }`);
    expect(found[kind].nodes.map(({ id }: { id: string }) => id)).toEqual(expected);
    expect(found[kind].totalCount).toBe(expected.length);
  });
});

test('rows of the flat table carry what a data frame needs', async () => {
  const { claimRows } = await example.data(
    '{ claimRows(filter: { targets: ["act_zelenskyi"] }) { nodes { claimId speakerId speaker targetId target targetKind stance stanceValue proposition saidOn earliest latest jointSpeakers quote quoteCount sourceId sourceTitle } } }',
  );
  expect(claimRows.nodes).toEqual([
    {
      claimId: 'clm_absorbed',
      speakerId: 'act_selenskyj',
      speaker: 'Wolodymyr Selenskyj',
      targetId: 'act_selenskyj',
      target: 'Wolodymyr Selenskyj',
      targetKind: 'ACTOR',
      stance: 'OPPOSES',
      stanceValue: -1,
      proposition: 'Proposition absorbed.',
      saidOn: '2022-01',
      earliest: '2022-01-01',
      latest: '2022-01-31',
      jointSpeakers: 1,
      quote: 'we support it',
      quoteCount: 1,
      sourceId: 'src_a',
      sourceTitle: 'Source a',
    },
  ]);
});

describe('saved views', () => {
  beforeAll(async () => {
    await write(
      view({ id: 'vew_public', visibility: 'PUBLIC', owner: 'ada' }),
      view({ id: 'vew_linked', visibility: 'UNLISTED', owner: 'ada' }),
      view({ id: 'vew_secret', visibility: 'PRIVATE', owner: 'ada', name: 'A secret' }),
      view({ id: 'vew_own', visibility: 'PRIVATE', owner: 'admin' }),
    );
  });
  const ids = (views: { nodes: { id: string }[] }) => views.nodes.map(({ id }) => id);

  test('others find the public ones; the owner finds their own too', async () => {
    const query = '{ views { totalCount nodes { id } } }';
    const anonymous = await example.ask(query);
    expect(ids(anonymous.data.views)).toEqual(['vew_public']);
    const owner = await example.ask(query, { token: ADMIN_TOKEN });
    expect(ids(owner.data.views)).toEqual(['vew_own', 'vew_public']);
    expect(owner.data.views.totalCount).toBe(2);
  });

  test('a private view is nowhere to be seen by others', async () => {
    const { node, nodes, history, changes } = await example.data(
      '{ node(id: "vew_secret") { id } nodes(ids: ["vew_linked", "vew_secret"]) { id } history(id: "vew_secret") { nodes { record { id } changedFields } } changes(after: 0) { versions { recordId record { ... on View { name } } } } }',
    );
    expect(node).toBeNull();
    expect(nodes).toEqual([{ id: 'vew_linked' }, null]);
    expect(history.nodes).toEqual([{ record: null, changedFields: [] }]);
    expect(JSON.stringify(changes)).not.toContain('A secret');
    const { errors } = await example.ask('{ search(text: "secret", kinds: [VIEW]) { nodes { record { id } } } }');
    expect(errors[0]?.extensions.code).toBe('INVALID');
  });
});

describe('history and changes', () => {
  test('versions newest first, with the fields that changed', async () => {
    await write(actor({ id: 'act_changing', name: 'First' }));
    await write(actor({ id: 'act_changing', name: 'Second' }));
    await write(actor({ id: 'act_changing', name: 'Second', description: 'more' }));
    const { history } = await example.data(
      '{ history(id: "act_changing", first: 2) { nodes { outcome changedFields author reason record { ... on Actor { name description } } } pageInfo { hasNextPage endCursor } } }',
    );
    expect(history.nodes).toEqual([
      {
        outcome: 'CHANGED',
        changedFields: ['description'],
        author: 'test',
        reason: 'a test',
        record: { name: 'Second', description: 'more' },
      },
      {
        outcome: 'CHANGED',
        changedFields: ['name'],
        author: 'test',
        reason: 'a test',
        record: { name: 'Second', description: null },
      },
    ]);
    const next = await example.data(
      'query ($after: String) { history(id: "act_changing", first: 2, after: $after) { nodes { outcome changedFields } pageInfo { hasNextPage } } }',
      { after: history.pageInfo.endCursor },
    );
    expect(next.history).toMatchObject({ nodes: [{ outcome: 'ADDED' }], pageInfo: { hasNextPage: false } });
    expect(next.history.nodes[0].changedFields).toContain('name');
  });

  test('changes in order without gaps, from any version on', async () => {
    const { stats } = await example.data('{ stats { datasetVersion } }');
    const seen: number[] = [];
    for (let after = 0; ; ) {
      const { changes } = await example.data(
        'query ($after: Int!) { changes(after: $after, first: 13) { versions { version changedFields outcome recordId } more datasetVersion } }',
        { after },
      );
      for (const { version, changedFields, outcome, recordId } of changes.versions) {
        seen.push(version);
        if (recordId === 'act_changing' && outcome === 'CHANGED') expect(changedFields).toHaveLength(1);
      }
      if (!changes.more) break;
      after = changes.versions.at(-1).version;
    }
    expect(seen).toEqual(Array.from({ length: stats.datasetVersion }, (_, index) => index + 1));
  });
});

test('an id of another kind, or none at all, is refused with the remedy', async () => {
  expect(await refused('{ actor(id: "top_one") { id } }')).toMatchObject({
    code: 'INVALID',
    message: expect.stringContaining('must be the id of an actor'),
  });
  expect(await refused('{ node(id: "nonsense") { id } }')).toMatchObject({
    code: 'INVALID',
    message: expect.stringContaining('is not an id'),
  });
  expect(await example.data('{ actor(id: "act_nobody") { id } }')).toEqual({ actor: null });
  expect(await refused('{ neighbours(id: "act_nobody") { nodes { n } } }')).toMatchObject({ code: 'NOT_FOUND' });
});

test('of saved views of others, a page says that there are more', async () => {
  const own = await openExample({ empty: true });
  await save(own.store, ...['vew_1', 'vew_2', 'vew_3'].map((id) => view({ id, owner: 'bob', visibility: 'PUBLIC' })));
  const page = async (after: string | null, token: string | null) => {
    const query =
      'query ($after: String) { views(first: 1, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }';
    return (await own.ask(query, { variables: { after }, token })).data.views;
  };
  for (const token of [null, ADMIN_TOKEN]) {
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { nodes, pageInfo } = await page(after, token);
      seen.push(...nodes.map(({ id }: { id: string }) => id));
      more = pageInfo.hasNextPage;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(['vew_3', 'vew_2', 'vew_1']);
  }
  await own.close();
});

test('the claims of each record of a list, where nothing but them is asked for', async () => {
  const { actors } = await example.data('{ actors(first: 100) { nodes { id claims(first: 100) { nodes { id } } } } }');
  const counted = await example.data('{ actors(first: 100) { nodes { id claims(first: 100) { totalCount } } } }');
  expect(actors.nodes.map(({ claims }: { claims: { nodes: object[] } }) => claims.nodes.length)).toEqual(
    counted.actors.nodes.map(({ claims }: { claims: { totalCount: number } }) => Math.min(100, claims.totalCount)),
  );
});
