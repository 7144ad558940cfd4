// One operation reads one version, and says which; what a past record refers to is read at the end of the write that it came with.

import { afterEach, describe, expect, test } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { actor, claim, judgement, quote, source, target } from '../fixtures/records.ts';
import type { Example } from '../support/example.ts';
import { openExample } from '../support/example.ts';
import { meta, put, save } from '../support/writing.ts';

let example: Example;
afterEach(() => example.close());

const DEEP = /* GraphQL */ `
  fragment Deep on Node {
    __typename
    ... on Actor { roles { title in { name } } }
    ... on Event { participants { actor { name } } affected { name } quotes { source { title } } }
    ... on Topic { broader { name } }
    ... on Source { authors { name } }
    ... on Claim {
      speakers { name }
      targets { stance target { __typename ... on Actor { name } ... on Event { name } ... on Topic { name } ... on Claim { proposition } } }
      attributions { speaker { name } target { __typename } }
      quotes { source { title } }
      via { actor { name } source { title } }
      reporters { name }
      at { name }
      links { claim { proposition } }
    }
    ... on Judgement { records { id } }
  }
`;

// The example set is one import, in which much refers forward.
describe('references within one write', () => {
  test('the history of each record leads to what it refers to', async () => {
    example = await openExample();
    const query = `query ($id: ID!) { history(id: $id) { nodes { record { ...Deep } } } } ${DEEP}`;
    const now = `query ($id: ID!) { node(id: $id) { ...Deep } } ${DEEP}`;
    const { changes } = await example.data('{ changes { versions { recordId } } }');
    const ids = new Set<string>(changes.versions.map(({ recordId }: { recordId: string }) => recordId));
    ids.add('clm_frolov-own-terms');
    for (const id of ids) {
      const { history } = await example.data(query, { id });
      expect(history.nodes).toHaveLength(1);
      // Nothing was written since, so what it referred to then is what it refers to now.
      expect(history.nodes[0].record, id).toEqual((await example.data(now, { id })).node);
    }
  });

  test('so do all changes', async () => {
    example = await openExample();
    const query = `query ($after: Int!) { changes(after: $after) { versions { version record { ...Deep } } more } } ${DEEP}`;
    let after = 0;
    for (let more = true; more; ) {
      const { changes } = await example.data(query, { after });
      after = changes.versions.at(-1).version;
      more = changes.more;
    }
    const { stats } = await example.data('{ stats { datasetVersion } }');
    expect(after).toBe(stats.datasetVersion);
  });

  test('whatever is counted or listed as of a version inside it is what stood when it had ended', async () => {
    example = await openExample();
    const query = /* GraphQL */ `
      query ($asOf: Int!) {
        claimRows(filter: { asOf: $asOf }, first: 100) { datasetVersion nodes { claimId speaker target sourceTitle datasetVersion } }
        relations(filter: { asOf: $asOf }, first: 20) {
          nodes { n speaker { id name } target { __typename ... on Actor { name } } claims(first: 2) { nodes { id speakers { name } targets { target { __typename } } } } }
        }
        network(filter: { asOf: $asOf }, targetKinds: [ACTOR, EVENT, TOPIC, CLAIM]) { nodes { recordId name } edges { speaker target } datasetVersion }
        neighbours(id: "act_russia", filter: { asOf: $asOf }) { nodes { record { __typename } } }
      }
    `;
    const { stats } = await example.data('{ stats { datasetVersion } }');
    const whole = await example.data(query, { asOf: stats.datasetVersion });
    expect(whole.claimRows.nodes.length).toBeGreaterThan(50);
    expect(whole.network.datasetVersion).toBe(stats.datasetVersion);
    // The tokens came first, in writes of their own, and hold no record; all records are one write.
    for (let asOf = 1; asOf < stats.datasetVersion; asOf += 7)
      expect(await example.data(query, { asOf }), `as of ${asOf}`).toEqual(whole);
    expect((await example.data('{ claims(filter: { asOf: 0 }) { totalCount } }')).claims.totalCount).toBe(0);
  });

  test('what a judgement joins within a write that goes on is joined as of each version of it', async () => {
    example = await openExample();
    const { datasetVersion: before } = await example.store.stats();
    const of = (id: string, speaker: string) =>
      put(claim({ id, speakers: [speaker], targets: [target('act_nato')], quotes: [quote({ source: 'src_m' })] }));
    const given = [source({ id: 'src_m' }), actor({ id: 'act_x' }), actor({ id: 'act_y' })].map((record) =>
      put(record),
    );
    const first = await example.store.write(meta(), [...given, of('clm_m', 'act_x')]);
    // The claim changes after the judgement, in the same write.
    const joined = put(judgement({ id: 'jdg_m', records: ['act_y', 'act_x'] }));
    const second = await example.store.write(meta(), [joined, of('clm_m', 'act_y'), of('clm_n', 'act_x')]);
    const count = async (asOf: number) => {
      const query =
        '($asOf: Int!) { claims(filter: { asOf: $asOf, speakers: ["act_x"] }) { totalCount datasetVersion } }';
      const { claims } = await example.data(`query ${query}`, { asOf });
      return [claims.totalCount, claims.datasetVersion];
    };
    const versions = Array.from({ length: second.version - before }, (_, index) => before + 1 + index);
    expect(await Promise.all(versions.map(count))).toEqual(
      versions.map((version) => (version <= first.version ? [1, first.version] : [2, second.version])),
    );
  });
});

/** The store, with `then` done after each call of the verb that is named. */
function interrupted(store: Store, verb: keyof Store, then: () => Promise<unknown>): Store {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== verb) return value.bind(target);
      return async (...given: unknown[]) => {
        const answer: unknown = await value.apply(target, given);
        await then();
        return answer;
      };
    },
  });
}

describe('what is written meanwhile', () => {
  let written = 0;
  const another = async (store: Store) => {
    written++;
    await save(
      store,
      actor({ id: `act_new-${written}`, name: `New ${written}` }),
      source({ id: `src_new-${written}` }),
      claim({
        id: `clm_new-${written}`,
        speakers: [`act_new-${written}`],
        targets: [target('act_russia')],
        quotes: [quote({ source: `src_new-${written}` })],
      }),
    );
  };

  test('is not seen by what is read at one version', async () => {
    written = 0;
    example = await openExample({ wrap: (store) => interrupted(store, 'tally', () => another(store)) });
    const { datasetVersion: before, counts } = await example.store.stats();
    const count = 'claims(first: 1) { totalCount }';
    const query = `{ coverage { claims } relations(first: 1) { totalCount nodes { n claims { totalCount } } } ${count} stats { datasetVersion claims } history(id: "act_new-1") { nodes { version } } changes(after: ${before}) { versions { version } more datasetVersion } }`;
    const first = await example.ask(query);
    expect(first.errors).toEqual([]);
    expect(written).toBeGreaterThan(0);
    expect(first.extensions).toEqual({ datasetVersion: before });
    expect(first.data.stats).toEqual({ datasetVersion: before, claims: counts.claim });
    expect(first.data.claims.totalCount).toBe(first.data.coverage.claims);
    expect(first.data.relations.nodes[0].claims.totalCount).toBe(first.data.relations.nodes[0].n);
    expect(first.data.history.nodes).toEqual([]);
    expect(first.data.changes).toEqual({ versions: [], more: false, datasetVersion: before });
  });

  test('lists and searches, which are only read as they are now, begin the operation anew', async () => {
    written = 0;
    example = await openExample({
      wrap: (store) => interrupted(store, 'find', async () => written < 2 && (await another(store))),
    });
    const query =
      '{ actors(orderBy: RECORDED_DESC, first: 1) { nodes { id } totalCount } stats { datasetVersion actors } }';
    const { data, errors, extensions } = await example.ask(query);
    expect(errors).toEqual([]);
    expect(data.actors.nodes).toEqual([{ id: 'act_new-2' }]);
    expect(data.stats.actors).toBe(data.actors.totalCount);
    expect(extensions).toEqual({ datasetVersion: (await example.store.stats()).datasetVersion });
  });

  test('after a list is not seen by what is read below it, and begins nothing anew', async () => {
    written = 0;
    let lists = 0;
    example = await openExample({
      wrap: (store) =>
        interrupted(
          interrupted(store, 'tally', () => another(store)),
          'find',
          async () => lists++,
        ),
    });
    const { datasetVersion: before } = await example.store.stats();
    const query = '{ actors(first: 25) { nodes { id claims { totalCount } } } }';
    const { data, errors, extensions } = await example.ask(query);
    expect(errors).toEqual([]);
    expect([written > 0, lists, extensions]).toEqual([true, 1, { datasetVersion: before }]);
    expect(data.actors.nodes).toHaveLength(25);
  });

  test('while a list is read is read again, and what hangs below it is of that version', async () => {
    written = 0;
    example = await openExample({
      wrap: (store) => interrupted(store, 'find', async () => written < 3 && (await another(store))),
    });
    const query =
      '{ actors(orderBy: RECORDED_DESC, first: 1) { datasetVersion nodes { id claims { totalCount } } totalCount } }';
    const { data, errors, extensions } = await example.ask(query);
    expect(errors).toEqual([]);
    expect(data.actors.nodes).toEqual([{ id: 'act_new-3', claims: { totalCount: 1 } }]);
    expect(data.actors.datasetVersion).toBe(extensions?.datasetVersion);
    expect(extensions?.datasetVersion).toBe((await example.store.stats()).datasetVersion);
  });

  test('without end, it says so', async () => {
    written = 0;
    example = await openExample({ wrap: (store) => interrupted(store, 'find', () => another(store)) });
    const { data, errors } = await example.ask('{ actors { nodes { id } } }');
    expect(data).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
  });
});

test('an operation that reads nothing names no version', async () => {
  example = await openExample();
  expect((await example.ask('{ __typename viewer { name } }')).extensions).toBeUndefined();
});

test('every list and everything that is counted says which version was read', async () => {
  example = await openExample();
  const { datasetVersion: past } = await example.store.stats();
  await save(example.store, actor({ id: 'act_later' }), actor({ id: 'act_last' }));
  const { datasetVersion: newest } = await example.store.stats();
  const V = '{ datasetVersion }';
  const query = /* GraphQL */ `
    query ($filter: ClaimFilter, $asOf: Int) {
      claims(filter: $filter) ${V}
      claimRows(filter: $filter) ${V}
      relations(filter: $filter) { datasetVersion nodes { claims ${V} } }
      neighbours(id: "act_russia", filter: $filter) ${V}
      network(filter: $filter) ${V}
      histogram(filter: $filter) ${V}
      facets(filter: $filter) ${V}
      coverage(filter: $filter) ${V}
      paths(from: "act_russia", to: "act_nato", filter: $filter) ${V}
      actor(id: "act_russia", asOf: $asOf) { claims ${V} }
      topic(id: "top_sanctions", asOf: $asOf) { claims ${V} none: claims(filter: { targets: ["act_russia"] }) ${V} }
    }
  `;
  const versionsIn = (value: unknown): number[] =>
    typeof value !== 'object' || value === null
      ? []
      : Object.entries(value).flatMap(([key, one]) => (key === 'datasetVersion' ? [one as number] : versionsIn(one)));
  for (const [asOf, version] of [
    [null, newest],
    [past, past],
    // Within the last write: the end of it.
    [newest - 1, newest],
  ]) {
    const data = await example.data(query, { filter: { asOf }, asOf });
    expect(Object.values(data).filter((one) => versionsIn(one).length === 0)).toEqual([]);
    expect(new Set(versionsIn(data))).toEqual(new Set([version]));
  }
  const now = await example.data(
    `{ actors ${V} events ${V} topics ${V} sources ${V} judgements ${V} views ${V} batches ${V} search(text: "nato") ${V} history(id: "act_russia") ${V} changes ${V} stats ${V} }`,
  );
  expect(versionsIn(now)).toEqual(Object.keys(now).map(() => newest));
});
