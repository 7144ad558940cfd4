// Networks, relations, neighbours and paths of the example set, against a count of its flat table by hand: what is cut is
// said, what comes first is specified, and no number depends on how much is drawn.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Example } from '../support/example.ts';
import { openExample } from '../support/example.ts';
import { save } from '../support/writing.ts';
import { yearTwentyOne } from '../support/year-21.ts';

interface Row {
  claimId: string;
  speakerId: string;
  targetId: string;
  targetKind: string;
  stance: string;
  status: string;
}
interface Edge {
  speaker: string;
  target: string;
  n: number;
  unsettled: number;
}

let example: Example;
let rows: Row[];
beforeAll(async () => {
  example = await openExample();
  // Every third claim is objected to, so that there is something unsettled.
  const { items } = await example.store.claims({ filter: {}, order: 'RECORDED_ASC', limit: 100 });
  const disputed = items.filter((_, index) => index % 3 === 0);
  await example.store.write(
    { author: 'test', time: '2026-02-01T00:00:00.000Z', reason: null, batch: null },
    disputed.map(({ id, record, version }) => ({
      kind: 'claim',
      id,
      record: { ...record, status: 'DISPUTED', statusReason: 'for the test' },
      expect: version,
    })),
  );
  rows = [];
  for (let after: string | null = null; ; ) {
    const { claimRows } = await example.data(
      'query ($after: String) { claimRows(first: 100, after: $after) { nodes { claimId speakerId targetId targetKind stance status } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    rows.push(...claimRows.nodes);
    if (!claimRows.pageInfo.hasNextPage) break;
    after = claimRows.pageInfo.endCursor;
  }
  expect(rows.length).toBeGreaterThan(60);
});
afterAll(() => example.close());

const distinct = (some: Row[]) => new Set(some.map(({ claimId }) => claimId)).size;
const within = (kinds: string[]) => rows.filter(({ targetKind }) => kinds.includes(targetKind));

/** Strongest first, ties by ids. */
function edgesOf(some: Row[]): Edge[] {
  const keys = [...new Set(some.map(({ speakerId, targetId }) => `${speakerId} ${targetId}`))];
  return keys
    .map((key) => {
      const [speaker = '', target = ''] = key.split(' ');
      const behind = some.filter(({ speakerId, targetId }) => speakerId === speaker && targetId === target);
      return {
        speaker,
        target,
        n: distinct(behind),
        unsettled: distinct(behind.filter(({ status }) => status === 'DISPUTED')),
      };
    })
    .sort((a, b) => b.n - a.n || (`${a.speaker} ${a.target}` < `${b.speaker} ${b.target}` ? -1 : 1));
}

const NETWORK = /* GraphQL */ `
  query ($filter: ClaimFilter, $kinds: [TargetKind!], $min: Int, $include: [ID!], $limit: Int) {
    network(filter: $filter, targetKinds: $kinds, minClaims: $min, include: $include, limit: $limit) {
      nodes { id: recordId name kind actorKind claims neighbours }
      edges { speaker target n unsettled }
      complete totalEdges totalNodes totalClaims shownClaims undatedClaims datasetVersion
    }
  }
`;

describe('a network', () => {
  test.each([1, 3, 10, 5000])('of at most %d edges', async (limit) => {
    const { network } = await example.data(NETWORK, { limit });
    const among = within(['ACTOR']);
    const all = edgesOf(among);
    expect(network.edges).toEqual(all.slice(0, limit));
    expect(network.complete).toBe(limit >= all.length);
    expect(network.totalEdges).toBe(all.length);
    expect(network.totalClaims).toBe(distinct(among));
    const shown = new Set(network.edges.map(({ speaker, target }: Edge) => `${speaker} ${target}`));
    expect(network.shownClaims).toBe(
      distinct(among.filter(({ speakerId, targetId }) => shown.has(`${speakerId} ${targetId}`))),
    );
    expect(network.totalNodes).toBe(new Set(among.flatMap(({ speakerId, targetId }) => [speakerId, targetId])).size);
    const ends = [...new Set(network.edges.flatMap(({ speaker, target }: Edge) => [speaker, target]))];
    expect(network.nodes.map(({ id }: { id: string }) => id)).toEqual(ends);
    for (const { id, claims, neighbours } of network.nodes) {
      const touching = among.filter(({ speakerId, targetId }) => speakerId === id || targetId === id);
      expect(claims, id).toBe(distinct(touching));
      const others = new Set(touching.flatMap(({ speakerId, targetId }) => [speakerId, targetId]));
      others.delete(id);
      expect(neighbours, id).toBe(others.size);
    }
    expect(network.edges.some(({ unsettled }: Edge) => unsettled > 0)).toBe(true);
  });

  test('of every kind of target', async () => {
    const kinds = ['ACTOR', 'EVENT', 'TOPIC', 'CLAIM'];
    const { network } = await example.data(NETWORK, { kinds, limit: 5000 });
    expect(network.edges).toEqual(edgesOf(rows));
    expect(new Set(network.nodes.map(({ kind }: { kind: string }) => kind))).toEqual(new Set(kinds));
    for (const { kind, actorKind, name } of network.nodes) {
      expect(actorKind === null).toBe(kind !== 'ACTOR');
      expect(name).not.toBe('');
    }
  });

  test('says what minClaims leaves out', async () => {
    const { network } = await example.data(NETWORK, { min: 3 });
    const all = edgesOf(within(['ACTOR']));
    expect(network.edges).toEqual(all.filter(({ n }) => n >= 3));
    expect(network.complete).toBe(false);
    expect(network.totalEdges).toBe(all.length);
    expect(network.totalClaims).toBe(distinct(within(['ACTOR'])));
  });

  test('shows what is to be included before the strongest', async () => {
    const weak = edgesOf(within(['ACTOR'])).at(-1)?.speaker ?? '';
    const { network } = await example.data(NETWORK, { include: [weak], limit: 4 });
    const own = edgesOf(within(['ACTOR'])).filter(({ speaker, target }) => speaker === weak || target === weak);
    const rest = edgesOf(within(['ACTOR'])).filter(({ speaker, target }) => speaker !== weak && target !== weak);
    expect(network.edges).toEqual([...own, ...rest].slice(0, 4));
    expect(network.edges[0]).toEqual(own[0]);
  });

  test('included records keep to the filter', async () => {
    const { network } = await example.data(NETWORK, {
      include: ['act_nato'],
      filter: { speakers: ['act_russia'] },
      limit: 2,
    });
    expect(network.edges[0]).toMatchObject({ speaker: 'act_russia', target: 'act_nato' });
    expect(network.edges.every(({ speaker }: Edge) => speaker === 'act_russia')).toBe(true);
  });

  test('of proposals alone is unsettled throughout; of none it is empty and complete', async () => {
    const disputed = await example.data(NETWORK, { filter: { statuses: ['DISPUTED'] } });
    expect(disputed.network.edges.length).toBeGreaterThan(0);
    expect(disputed.network.edges.every(({ n, unsettled }: Edge) => n === unsettled)).toBe(true);
    const none = await example.data(NETWORK, { filter: { statuses: ['RETRACTED'] } });
    expect(none.network).toMatchObject({
      nodes: [],
      edges: [],
      complete: true,
      totalEdges: 0,
      totalNodes: 0,
      totalClaims: 0,
      shownClaims: 0,
      undatedClaims: 0,
    });
  });
});

describe('relations', () => {
  const page = (args: string, after: string | null = null) =>
    example.data(
      `query ($after: String) { relations(${args}, after: $after) { totalCount nodes { speaker { id } target { ... on Node { id } } n } pageInfo { hasNextPage endCursor } } }`,
      { after },
    );

  test.each(['CLAIMS_DESC', 'ENDS_ASC'])('are paged in order by %s', async (order) => {
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const { relations } = await page(`orderBy: ${order}, first: 7`, after);
      expect(relations.totalCount).toBe(edgesOf(rows).length);
      seen.push(
        ...relations.nodes.map(
          ({ speaker, target }: { speaker: { id: string }; target: { id: string } }) => `${speaker.id} ${target.id}`,
        ),
      );
      if (!relations.pageInfo.hasNextPage) break;
      after = relations.pageInfo.endCursor;
    }
    const expected = edgesOf(rows).map(({ speaker, target }) => `${speaker} ${target}`);
    expect(seen).toEqual(order === 'ENDS_ASC' ? expected.toSorted() : expected);
  });

  test('with minClaims and kinds of target', async () => {
    const { relations } = await page('minClaims: 2, targetKinds: [TOPIC, EVENT], first: 100');
    const expected = edgesOf(within(['TOPIC', 'EVENT'])).filter(({ n }) => n >= 2);
    expect(relations.nodes.map(({ n }: { n: number }) => n)).toEqual(expected.map(({ n }) => n));
    expect(relations.totalCount).toBe(expected.length);
  });

  test('of ends that the filter leaves out there are none', async () => {
    const query = /* GraphQL */ `
      query ($filter: ClaimFilter) {
        relation(speaker: "act_russia", target: "act_nato", filter: $filter) { n }
        actor(id: "act_russia") { claimCounts(filter: $filter) { asSpeaker asTarget } }
        topics(first: 100) { nodes { claims(filter: $filter) { totalCount } } }
      }
    `;
    const others = await example.data(query, { filter: { speakers: ['act_ukraine'], targets: ['act_nato'] } });
    expect(others.relation).toBeNull();
    expect(others.actor.claimCounts).toEqual({ asSpeaker: 0, asTarget: 0 });
    for (const { claims } of others.topics.nodes) expect(claims.totalCount).toBe(0);
    const own = await example.data(query, { filter: { speakers: ['act_ukraine', 'act_russia'] } });
    expect(own.relation.n).toBe(
      edgesOf(rows).find(({ speaker, target }) => speaker === 'act_russia' && target === 'act_nato')?.n,
    );
    expect(own.actor.claimCounts.asSpeaker).toBe(distinct(rows.filter(({ speakerId }) => speakerId === 'act_russia')));
    expect(own.actor.claimCounts.asTarget).toBe(
      distinct(
        rows.filter(
          ({ speakerId, targetId }) => targetId === 'act_russia' && ['act_ukraine', 'act_russia'].includes(speakerId),
        ),
      ),
    );
  });

  test('one that is not there is null', async () => {
    const { relation } = await example.data('{ relation(speaker: "act_finland", target: "act_osce") { n } }');
    expect(relation).toBeNull();
  });
});

describe('neighbours', () => {
  const neighboursOf = async (id: string, args = '') =>
    (
      await example.data(
        `{ neighbours(id: "${id}", first: 100${args}) { totalCount nodes { n record { ... on Node { id } } relations { n speaker { id } target { ... on Node { id } } } } } }`,
      )
    ).neighbours;
  const expected = (some: Row[]) => {
    const counts = new Map<string, Set<string>>();
    return (id: string) => {
      for (const { claimId, speakerId, targetId } of some) {
        if (speakerId === targetId || (speakerId !== id && targetId !== id)) continue;
        const other = speakerId === id ? targetId : speakerId;
        counts.set(other, (counts.get(other) ?? new Set()).add(claimId));
      }
      return [...counts]
        .map(([other, claims]) => [other, claims.size] as const)
        .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    };
  };
  const found = (page: { nodes: { n: number; record: { id: string } }[] }) =>
    page.nodes.map(({ n, record }) => [record.id, n]);

  test.each(['act_russia', 'act_trubetskoy', 'act_nato'])('of %s in each direction', async (id) => {
    expect(found(await neighboursOf(id))).toEqual(expected(rows)(id));
    expect(found(await neighboursOf(id, ', direction: OUT'))).toEqual(
      expected(rows.filter(({ speakerId }) => speakerId === id))(id),
    );
    expect(found(await neighboursOf(id, ', direction: IN'))).toEqual(
      expected(rows.filter(({ targetId }) => targetId === id))(id),
    );
  });

  test('of one kind', async () => {
    const topics = rows.filter(({ targetKind }) => targetKind === 'TOPIC');
    expect(found(await neighboursOf('act_russia', ', kinds: [TOPIC]'))).toEqual(expected(topics)('act_russia'));
    const actors = rows.filter(({ targetKind }) => targetKind === 'ACTOR');
    expect(found(await neighboursOf('act_russia', ', kinds: [ACTOR]'))).toEqual(expected(actors)('act_russia'));
    expect(found(await neighboursOf('act_russia', ', kinds: [TOPIC], direction: IN'))).toEqual([]);
    expect((await neighboursOf('act_russia', ', kinds: []')).totalCount).toBe(0);
  });

  test('of a topic are those who speak about it', async () => {
    const id = edgesOf(within(['TOPIC']))[0]?.target ?? '';
    const about = rows.filter(({ targetId }) => targetId === id);
    expect(found(await neighboursOf(id))).toEqual(expected(about)(id));
    expect((await neighboursOf(id, ', direction: OUT')).nodes).toEqual([]);
  });

  test('come with the relations between the two', async () => {
    const { nodes } = await neighboursOf('act_russia', ', direction: IN');
    for (const { record, n, relations } of nodes)
      expect(relations).toEqual([{ n, speaker: { id: record.id }, target: { id: 'act_russia' } }]);
  });
});

describe('paths', () => {
  const PATHS =
    'query ($from: ID!, $to: ID!, $maxHops: Int, $limit: Int, $exclude: [ID!], $filter: ClaimFilter) { paths(from: $from, to: $to, maxHops: $maxHops, limit: $limit, exclude: $exclude, filter: $filter) { complete paths { nodes { ... on Node { id } } hops { n speaker { id } target { ... on Node { id } } claims(first: 1) { totalCount } } } } }';
  interface Path {
    nodes: { id: string }[];
    hops: { n: number; speaker: { id: string }; target: { id: string }; claims: { totalCount: number } }[][];
  }

  test('each hop has the relations that join its ends', async () => {
    const { paths } = await example.data(PATHS, { from: 'act_finland', to: 'act_putin' });
    expect(paths.paths.length).toBeGreaterThan(0);
    const lengths = paths.paths.map(({ hops }: Path) => hops.length);
    expect(lengths).toEqual(lengths.toSorted());
    for (const { nodes, hops } of paths.paths as Path[]) {
      expect(nodes.map(({ id }) => id).filter((id) => id === 'act_finland' || id === 'act_putin')).toEqual([
        'act_finland',
        'act_putin',
      ]);
      expect(hops).toHaveLength(nodes.length - 1);
      hops.forEach((relations, index) => {
        expect(relations.length).toBeGreaterThan(0);
        for (const { n, speaker, target, claims } of relations) {
          expect([speaker.id, target.id].toSorted()).toEqual([nodes[index]?.id, nodes[index + 1]?.id].toSorted());
          expect(n).toBe(claims.totalCount);
        }
      });
    }
  });

  test('say whether there are more, avoid what is excluded, keep to the filter', async () => {
    const one = await example.data(PATHS, { from: 'act_finland', to: 'act_putin', limit: 1 });
    expect(one.paths.paths).toHaveLength(1);
    const all = await example.data(PATHS, { from: 'act_finland', to: 'act_putin', limit: 5 });
    expect(one.paths.complete).toBe(all.paths.paths.length === 1);
    const hub = one.paths.paths[0].nodes[1].id;
    const around = await example.data(PATHS, { from: 'act_finland', to: 'act_putin', exclude: [hub] });
    for (const { nodes } of around.paths.paths as Path[]) expect(nodes.map(({ id }) => id)).not.toContain(hub);
    const none = await example.data(PATHS, { from: 'act_finland', to: 'act_putin', filter: { stances: [] } });
    expect(none.paths).toEqual({ complete: true, paths: [] });
    const direct = await example.data(PATHS, { from: 'act_russia', to: 'act_nato', maxHops: 1 });
    expect(direct.paths.paths[0].nodes.map(({ id }: { id: string }) => id)).toEqual(['act_russia', 'act_nato']);
  });
});

describe('histogram', () => {
  test.each([
    ['2021-12-01', '2021-12-20', 'DAY'],
    ['2021-09-01', '2022-01-31', 'WEEK'],
    ['2014-01-01', '2022-01-31', 'MONTH'],
    [undefined, undefined, 'YEAR'],
  ])('from %s to %s is drawn by %s', async (saidFrom, saidTo, unit) => {
    const { histogram } = await example.data(
      'query ($filter: ClaimFilter) { histogram(filter: $filter) { unit bins { label from to } } }',
      { filter: { saidFrom, saidTo } },
    );
    expect(histogram.bins.length).toBeLessThanOrEqual(200);
    if (saidFrom === undefined) expect(['MONTH', 'YEAR']).toContain(histogram.unit);
    else
      expect(['DAY', 'WEEK', 'MONTH', 'YEAR'].indexOf(histogram.unit)).toBeLessThanOrEqual(
        ['DAY', 'WEEK', 'MONTH', 'YEAR'].indexOf(unit),
      );
    if (saidFrom !== undefined && saidTo !== undefined && histogram.bins.length > 0) {
      expect(histogram.bins[0].to >= saidFrom).toBe(true);
      expect(histogram.bins.at(-1).from <= saidTo).toBe(true);
    }
  });
});

test('one claim of the year 21 leaves the axis as it is, and is counted before it', async () => {
  const query = `{ histogram { unit claims spread undated before { n certain possible } bins { label n certain } } }`;
  const { histogram: plain } = await example.data(query);
  const own = await openExample();
  await save(own.store, ...yearTwentyOne());
  const { histogram: found } = await own.data(query);
  expect(found).toEqual({
    ...plain,
    claims: plain.claims + 1,
    before: { ...plain.before, n: plain.before.n + 1, certain: 1 },
  });
  expect(plain.before.certain).toBe(0);
  const { histogram: early } = await own.data(
    '{ histogram(filter: { saidTo: "1000-01-01" }) { unit bins { label } } }',
  );
  expect(early.bins.map(({ label }: { label: string }) => label)).toContain('0021-11-18');
  await own.close();
});

describe('search', () => {
  const search = async (text: string, args = '') =>
    (
      await example.data(
        `query ($text: String!) { search(text: $text${args}) { nodes { match field snippet start end claims record { __typename id } } pageInfo { hasNextPage endCursor } } }`,
        { text },
      )
    ).search;
  interface Hit {
    match: string;
    field: string;
    snippet: string;
    start: number;
    end: number;
    record: { __typename: string; id: string };
  }

  test.each(['Selenskyj', 'Zelenskyi', 'ЗЕЛЕНСЬКИЙ', 'zelensky', 'lenskyi'])('%s finds one man', async (text) => {
    const { nodes } = await search(text);
    const actors = (nodes as Hit[]).filter(({ record }) => record.__typename === 'Actor');
    expect(actors[0]?.record.id).toBe('act_zelenskyi');
    const { snippet, start, end, field } = actors[0] as Hit;
    expect(field).toMatch(/^name(s\[\d+\]\.text)?$/);
    const marked = [...snippet].slice(start, end).join('');
    expect(marked.toLowerCase()).toContain(text.toLowerCase().slice(0, 6));
  });

  test('the match is within the snippet, and names the field', async () => {
    const { nodes } = await search('NATO', ', first: 100');
    expect(new Set(nodes.map(({ match }: Hit) => match)).size).toBeGreaterThan(1);
    for (const { snippet, start, end, match, field, record } of nodes as Hit[]) {
      if (match !== 'TEXT') expect(field).toMatch(/^(name|title)/);
      expect([...snippet].slice(start, end).join('').toLowerCase(), record.id).toBe('nato');
      expect([...snippet].length).toBeLessThanOrEqual(match === 'TEXT' ? 164 : 400);
    }
  });

  test('pages lose nothing', async () => {
    const all = (await search('NATO', ', first: 100')).nodes.map(({ record }: Hit) => record.id);
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const { nodes, pageInfo } = await search('NATO', `, first: 6${after && `, after: "${after}"`}`);
      seen.push(...nodes.map(({ record }: Hit) => record.id));
      if (!pageInfo.hasNextPage) break;
      after = pageInfo.endCursor;
    }
    expect(seen).toEqual(all);
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('by kind', async () => {
    const { nodes } = await search('NATO', ', kinds: [SOURCE, TOPIC], first: 100');
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.every(({ record }: Hit) => ['Source', 'Topic'].includes(record.__typename))).toBe(true);
  });
});

describe('included records beside a filter that names records too', () => {
  const edge = ({ speaker, target, n }: Edge) => `${speaker}>${target} ${n}`;
  const byHand = (some: Row[]) => edgesOf(some).map(edge);

  test.each([
    ['about', { about: ['act_russia'] }, (row: Row) => [row.speakerId, row.targetId].includes('act_russia')],
    [
      'about and speakers',
      { about: ['act_russia'], speakers: ['act_russia', 'act_nato'] },
      (row: Row) =>
        [row.speakerId, row.targetId].includes('act_russia') && ['act_russia', 'act_nato'].includes(row.speakerId),
    ],
    [
      'about and targets',
      { about: ['act_russia'], targets: ['act_united-states', 'act_ukraine', 'act_nato'] },
      (row: Row) =>
        row.speakerId === 'act_russia' && ['act_united-states', 'act_ukraine', 'act_nato'].includes(row.targetId),
    ],
  ])('%s: those that touch an included record come first, strongest first, ties by ids', async (_, filter, passes) => {
    const all = within(['ACTOR']).filter(passes);
    const include = ['act_nato', 'act_ukraine'];
    const touches = ({ speakerId, targetId }: Row) => include.includes(speakerId) || include.includes(targetId);
    const wanted = byHand(all.filter(touches));
    const rest = byHand(all.filter((row) => !touches(row)));
    expect(wanted.length).toBeGreaterThan(0);
    const { network } = await example.data(NETWORK, { filter, include, limit: 5000 });
    expect(network.edges.map(edge)).toEqual([...wanted, ...rest]);
  });
});
