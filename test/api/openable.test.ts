// Every number can be opened: the claims of the same filter, counted again, give it. Checked for every edge, bin, value of a
// facet and total of the example set, under several filters.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Example } from '../support/example.ts';
import { openExample } from '../support/example.ts';

type Filter = Record<string, unknown>;

let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

async function count(filter: Filter): Promise<number> {
  const { claims } = await example.data(
    'query ($filter: ClaimFilter) { claims(filter: $filter, first: 1) { totalCount } }',
    { filter },
  );
  return claims.totalCount;
}

/** Counted claim by claim, through every page. */
async function walk(filter: Filter): Promise<number> {
  const seen = new Set<string>();
  let after: string | null = null;
  do {
    const { claims } = await example.data(
      'query ($filter: ClaimFilter, $after: String) { claims(filter: $filter, first: 100, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }',
      { filter, after },
    );
    for (const { id } of claims.nodes) seen.add(id);
    after = claims.pageInfo.hasNextPage ? claims.pageInfo.endCursor : null;
  } while (after !== null);
  return seen.size;
}

const EVERY_STATUS = ['PROPOSED', 'ACCEPTED', 'DISPUTED', 'REJECTED', 'RETRACTED'];
const FILTERS: [string, Filter][] = [
  ['everything', {}],
  ['every status', { statuses: EVERY_STATUS }],
  ['a window of time', { saidFrom: '2021-11-01', saidTo: '2021-12-31' }],
  ['a window, with undated claims', { saidFrom: '2021-12-15', undated: 'INCLUDE' }],
  ['opposition', { stances: ['OPPOSES'] }],
  ['around one actor', { about: ['act_russia'] }],
  ['words of a proposition', { text: 'NATO' }],
  ['reported speech of some kinds', { directSpeech: false, kinds: ['DEMAND', 'PROMISE'] }],
  ['nothing', { speakers: [] }],
];

describe.each(FILTERS)('%s', (_, filter) => {
  const stances = async (given: Filter, n: { supports: number; opposes: number; neutral: number; mixed: number }) => {
    const allowed = (filter.stances as string[] | undefined) ?? ['SUPPORTS', 'OPPOSES', 'NEUTRAL', 'MIXED'];
    const one = (stance: string) => (allowed.includes(stance) ? count({ ...given, stances: [stance] }) : 0);
    expect([n.supports, n.opposes, n.neutral, n.mixed]).toEqual([
      await one('SUPPORTS'),
      await one('OPPOSES'),
      await one('NEUTRAL'),
      await one('MIXED'),
    ]);
  };

  test('relations, with the claims behind each', async () => {
    const { relations } = await example.data(
      'query ($filter: ClaimFilter) { relations(filter: $filter, first: 100) { totalCount nodes { speaker { id } target { ... on Node { id } } n supports opposes neutral mixed balance claims(first: 100) { totalCount nodes { id } } } } }',
      { filter },
    );
    expect(relations.nodes).toHaveLength(Math.min(100, relations.totalCount));
    for (const edge of relations.nodes) {
      const opened = { ...filter, speakers: [edge.speaker.id], targets: [edge.target.id] };
      expect(edge.n).toBe(edge.claims.totalCount);
      expect(edge.n).toBe(edge.claims.nodes.length);
      expect(edge.n).toBe(await count(opened));
      expect(edge.balance).toBe((edge.supports - edge.opposes) / edge.n);
      await stances(opened, edge);
    }
  });

  test('a network: edges, nodes, totals', async () => {
    const kinds = ['ACTOR', 'EVENT', 'TOPIC', 'CLAIM'];
    const { network } = await example.data(
      'query ($filter: ClaimFilter, $kinds: [TargetKind!]) { network(filter: $filter, targetKinds: $kinds, limit: 5000) { nodes { id: recordId claims neighbours } edges { speaker target n unsettled supports opposes neutral mixed } complete totalEdges totalNodes totalClaims shownClaims undatedClaims } }',
      { filter, kinds },
    );
    expect(network.complete).toBe(true);
    expect(network.totalEdges).toBe(network.edges.length);
    expect(network.totalNodes).toBe(network.nodes.length);
    expect(network.totalClaims).toBe(await walk(filter));
    expect(network.shownClaims).toBe(network.totalClaims);
    expect(network.undatedClaims).toBe(
      'saidFrom' in filter && !('undated' in filter)
        ? 0
        : await count({ ...filter, saidFrom: undefined, undated: 'ONLY' }),
    );
    const unsettled = ((filter.statuses as string[] | undefined) ?? ['ACCEPTED', 'DISPUTED']).filter((status) =>
      ['DISPUTED', 'PROPOSED'].includes(status),
    );
    for (const { speaker, target, n, unsettled: open, ...sides } of network.edges) {
      const opened = { ...filter, speakers: [speaker], targets: [target] };
      expect(n).toBe(await count(opened));
      expect(open).toBe(await count({ ...opened, statuses: unsettled }));
      await stances(opened, sides);
    }
    for (const { id, claims, neighbours } of network.nodes) {
      const others = network.edges.flatMap(({ speaker, target }: { speaker: string; target: string }) =>
        speaker === id ? [target] : target === id ? [speaker] : [],
      );
      expect(neighbours).toBe(new Set(others.filter((other: string) => other !== id)).size);
      const about = (filter.about as string[] | undefined) ?? [id];
      if (about.includes(id)) expect(claims).toBe(await count({ ...filter, about: [id] }));
    }
  });

  test('a network of actors alone opens with targetKinds in the filter', async () => {
    const { network } = await example.data(
      'query ($filter: ClaimFilter) { network(filter: $filter) { totalClaims totalEdges edges { n } } }',
      { filter },
    );
    expect(network.totalClaims).toBe(await count({ ...filter, targetKinds: ['ACTOR'] }));
    expect(network.totalEdges).toBe(network.edges.length);
  });

  test.each(['DAY', 'WEEK', 'MONTH', 'YEAR', null])('a histogram by %s', async (unit) => {
    const { histogram } = await example.data(
      'query ($filter: ClaimFilter, $unit: TimeUnit) { histogram(filter: $filter, unit: $unit) { unit claims undated spread before { n certain firstDay lastDay } after { n certain firstDay lastDay } bins { label from to n certain supports opposes neutral mixed } } }',
      { filter, unit },
    );
    expect(histogram.claims).toBe(await count(filter));
    expect(histogram.undated).toBe(
      'saidFrom' in filter && !('undated' in filter)
        ? 0
        : await count({ ...filter, saidFrom: undefined, undated: 'ONLY' }),
    );
    const [from, to] = [(filter.saidFrom as string) ?? '0001-01-01', (filter.saidTo as string) ?? '9999-12-31'];
    let filled = 0;
    for (const bin of histogram.bins) {
      if (bin.n > 0) filled++;
      // Opening every empty day too would say little and take long.
      if (bin.n === 0 && filled > 3) continue;
      const opened = {
        ...filter,
        saidFrom: [bin.from, from].toSorted()[1],
        saidTo: [bin.to, to].toSorted()[0],
        undated: 'EXCLUDE',
      };
      expect(bin.n, bin.label).toBe(await count(opened));
    }
    for (const { n, firstDay, lastDay } of [histogram.before, histogram.after]) {
      const opened = { ...filter, saidFrom: firstDay ?? undefined, saidTo: lastDay ?? undefined, undated: 'EXCLUDE' };
      expect(n).toBe(firstDay === null && lastDay === null ? 0 : await count(opened));
    }
    const parts = [histogram.before, ...histogram.bins, histogram.after];
    const certain = parts.reduce((sum, part) => sum + part.certain, 0);
    expect(histogram.claims).toBe(certain + histogram.spread + histogram.undated);
    for (let index = 1; index < histogram.bins.length; index++) {
      const next = new Date(`${histogram.bins[index - 1].to}T00:00:00Z`);
      next.setUTCDate(next.getUTCDate() + 1);
      expect(next.toISOString().slice(0, 10)).toBe(histogram.bins[index].from);
    }
  });

  test('facets, each value with its own filter left out', async () => {
    const { facets } = await example.data(
      'query ($filter: ClaimFilter) { facets(filter: $filter, first: 100) { field total values { value label n } } }',
      { filter },
    );
    expect(facets.map(({ field }: { field: string }) => field)).toEqual([
      'speakers',
      'targets',
      'targetKinds',
      'stances',
      'statuses',
      'kinds',
      'sources',
      'publishers',
    ]);
    for (const { field, values, total } of facets) {
      const open = await example.data(
        'query ($filter: ClaimFilter, $fields: [FacetField!]) { facets(filter: $filter, fields: $fields) { total } }',
        { filter: { ...filter, [field]: field === 'statuses' ? EVERY_STATUS : undefined }, fields: [field] },
      );
      expect(total).toBe(open.facets[0].total);
      expect(values).toHaveLength(Math.min(100, total));
      for (const { value, n, label } of values) {
        expect(n, `${field} ${value}`).toBe(await count({ ...filter, [field]: [value] }));
        expect(label).not.toBe('');
      }
    }
  });

  test('coverage', async () => {
    const { coverage } = await example.data(
      'query ($filter: ClaimFilter) { coverage(filter: $filter) { claims attributions speakers targets sources publishers undated byStatus { value n } } }',
      { filter },
    );
    expect(coverage.claims).toBe(await walk(filter));
    const rows = await example.data(
      'query ($filter: ClaimFilter) { claimRows(filter: $filter, first: 100) { totalCount nodes { speakerId targetId } } }',
      { filter },
    );
    expect(coverage.attributions).toBe(rows.claimRows.totalCount);
    if (rows.claimRows.totalCount <= 100) {
      expect(coverage.speakers).toBe(
        new Set(rows.claimRows.nodes.map((row: { speakerId: string }) => row.speakerId)).size,
      );
      expect(coverage.targets).toBe(
        new Set(rows.claimRows.nodes.map((row: { targetId: string }) => row.targetId)).size,
      );
    }
    expect(coverage.undated).toBe(await count({ ...filter, saidFrom: undefined, saidTo: undefined, undated: 'ONLY' }));
    for (const { value, n } of coverage.byStatus) expect(n).toBe(await count({ ...filter, statuses: [value] }));
  });
});

async function allRows(): Promise<{ claimId: string; speakerId: string; targetId: string }[]> {
  const rows = [];
  for (let after: string | null = null; ; ) {
    const { claimRows } = await example.data(
      'query ($after: String) { claimRows(first: 100, after: $after) { nodes { claimId speakerId targetId } pageInfo { hasNextPage endCursor } } }',
      { after },
    );
    rows.push(...claimRows.nodes);
    if (!claimRows.pageInfo.hasNextPage) return rows;
    after = claimRows.pageInfo.endCursor;
  }
}

test('the neighbours of every actor, and the relations to each', async () => {
  const { actors } = await example.data('{ actors(first: 100) { nodes { id } } }');
  expect(actors.nodes.length).toBeGreaterThan(20);
  const rows = await allRows();
  let joined = 0;
  for (const { id } of actors.nodes) {
    const { neighbours, actor } = await example.data(
      'query ($id: ID!) { neighbours(id: $id, first: 100) { totalCount nodes { n record { ... on Node { id } } relations { n speaker { id } target { ... on Node { id } } claims(first: 1) { totalCount } } } } actor(id: $id) { claimCounts { asSpeaker asTarget } claims(first: 1) { totalCount } } }',
      { id },
    );
    expect(neighbours.nodes).toHaveLength(neighbours.totalCount);
    for (const { n, record, relations } of neighbours.nodes) {
      joined++;
      expect(record.id).not.toBe(id);
      const between = rows.filter(
        ({ speakerId, targetId }) =>
          (speakerId === id && targetId === record.id) || (speakerId === record.id && targetId === id),
      );
      expect(n).toBe(new Set(between.map(({ claimId }) => claimId)).size);
      expect(relations.length).toBeGreaterThan(0);
      for (const edge of relations) {
        expect([edge.speaker.id, edge.target.id].toSorted()).toEqual([id, record.id].toSorted());
        expect(edge.n).toBe(edge.claims.totalCount);
      }
    }
    expect(actor.claims.totalCount).toBe(await count({ about: [id] }));
    expect(actor.claimCounts).toEqual({
      asSpeaker: await count({ speakers: [id] }),
      asTarget: await count({ targets: [id] }),
    });
  }
  expect(joined).toBeGreaterThan(50);
});
