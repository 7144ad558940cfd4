// The flat table: what its columns hold against the set itself, its size, its weights and what it costs.

import type { GraphQLObjectType } from 'graphql';
import { parse } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countNodes } from '../../server/graphql/limits.ts';
import { createSchema } from '../../server/graphql/schema.ts';
import { CLAIM_COLUMNS, COLUMN_NAMES } from '../../server/services/claim-columns.ts';
import { actor, claim, judgement, quote, smallWorld, source, target } from '../fixtures/records.ts';
import type { Example } from '../support/example.ts';
import { openExample } from '../support/example.ts';
import { seedRows, sortedRows } from '../support/seed-rows.ts';
import { save } from '../support/writing.ts';

let example: Example;
beforeAll(async () => {
  example = await openExample();
});
afterAll(() => example.close());

const TYPES: Record<string, readonly string[]> = {
  KIND: ['TargetKind'],
  DAY: ['Date'],
  INTEGER: ['Int'],
  NUMBER: ['Float'],
  BOOLEAN: ['Boolean'],
  TEXTS: ['[String!]', '[ID!]'],
};

test('the contract has the columns of the table, with their types', () => {
  const type = createSchema().getType('ClaimRow') as GraphQLObjectType;
  const fields = Object.values(type.getFields());
  expect(fields.map(({ name }) => name)).toEqual(COLUMN_NAMES);
  for (const { name, type } of fields) {
    const expected = TYPES[CLAIM_COLUMNS[name as keyof typeof CLAIM_COLUMNS].type];
    const found = String(type).replace(/!$/, '');
    // What is left are texts, ids and enums.
    if (expected === undefined) expect(Object.values(TYPES).flat(), name).not.toContain(found);
    else expect(expected, name).toContain(found);
  }
});

test('the whole example set comes in one page, as its lines say', async () => {
  const expected = seedRows('seed');
  const columns = Object.keys(expected[0] ?? {});
  const { claimRows } = await example.data(
    `{ claimRows(first: 5000) { totalCount pageInfo { hasNextPage } nodes { ${columns.join(' ')} } } }`,
  );
  expect(claimRows.totalCount).toBe(expected.length);
  expect(claimRows.pageInfo.hasNextPage).toBe(false);
  expect(sortedRows(claimRows.nodes)).toEqual(sortedRows(expected));
  // Only what no line says is left out of the comparison.
  expect(COLUMN_NAMES.filter((name) => !columns.includes(name))).toEqual([
    'earliest',
    'latest',
    'version',
    'datasetVersion',
  ]);
});

test('weighed by its counts, every claim counts once', async () => {
  const { claimRows, claims } = await example.data(
    '{ claimRows(first: 5000) { nodes { claimId speakerCount targetCount } } claims { totalCount } }',
  );
  const weights = new Map<string, number>();
  for (const { claimId, speakerCount, targetCount } of claimRows.nodes)
    weights.set(claimId, (weights.get(claimId) ?? 0) + 1 / (speakerCount * targetCount));
  expect(weights.size).toBe(claims.totalCount);
  for (const [id, weight] of weights) expect(weight, id).toBeCloseTo(1, 12);
});

test('a row opens its claim at the version that it names', async () => {
  const { claimRows } = await example.data('{ claimRows(first: 3) { nodes { claimId version proposition } } }');
  for (const { claimId, version, proposition } of claimRows.nodes)
    expect(await example.data('query ($id: ID!) { claim(id: $id) { version proposition } }', { id: claimId })).toEqual({
      claim: { version, proposition },
    });
});

test('5,000 rows are a page, 5,001 are not, and other lists stay at 100', async () => {
  const faultOf = async (query: string) => (await example.ask(query)).errors[0]?.extensions.faults?.[0];
  expect(await faultOf('{ claimRows(first: 5001) { nodes { claimId } } }')).toMatchObject({
    field: 'first',
    problem: expect.stringContaining('1 to 5000'),
  });
  expect(await faultOf('{ claims(first: 101) { nodes { id } } }')).toMatchObject({ field: 'first' });
});

test('ten rows cost one node', async () => {
  const schema = createSchema();
  const costOf = (text: string) => {
    const document = parse(text);
    return countNodes(schema, document, document.definitions[0] as never, {});
  };
  expect(costOf('{ claimRows(first: 5000) { nodes { claimId } } }')).toBe(500);
  expect(costOf('{ claimRows { nodes { claimId } } }')).toBe(3);
  const many = (n: number) =>
    `{ ${Array.from({ length: n }, (_, index) => `r${index}: claimRows(first: 5000) { nodes { claimId } }`).join(' ')} }`;
  expect((await example.ask(many(41))).errors[0]?.extensions.code).toBe('LIMIT');
});

test('two targets that are one count as one, and are shown by the one that stands for both', async () => {
  const world = await openExample({ empty: true });
  try {
    const said = claim({
      id: 'clm_both',
      speakers: ['act_a'],
      targets: [target('act_b'), target('act_c'), target('top_a')],
      reporters: ['act_c'],
      via: [
        { actor: 'act_c', source: null, note: null },
        { actor: null, source: null, note: 'a leak' },
      ],
    });
    const judged = judgement({ verdict: 'SAME', records: ['act_b', 'act_c'] });
    await save(world.store, ...smallWorld(), actor({ id: 'act_c' }), said);
    await save(world.store, judged);
    const { claimRows } = await world.data(
      '{ claimRows(filter: { sources: ["src_a"], speakers: ["act_a"] }, first: 100) { nodes { claimId targetId targetCount reporterIds via viaActorIds } } }',
    );
    const rows = claimRows.nodes.filter(({ claimId }: { claimId: string }) => claimId === 'clm_both');
    const shared = {
      claimId: 'clm_both',
      targetCount: 2,
      reporterIds: ['act_b'],
      via: ['Actor b', 'a leak'],
      viaActorIds: ['act_b'],
    };
    expect(rows).toEqual([
      { ...shared, targetId: 'top_a' },
      { ...shared, targetId: 'act_b' },
    ]);
  } finally {
    await world.close();
  }
});

test('a page with much text ends early, and the walk still gives every row once', async () => {
  const world = await openExample({ empty: true });
  try {
    const words = (index: number) => `${index} ${'x'.repeat(9_990)}`;
    const quotes = Array.from({ length: 200 }, (_, index) => quote({ exact: words(index), prefix: '', suffix: '' }));
    const actors = Array.from({ length: 12 }, (_, index) => actor({ id: `act_${String(index).padStart(2, '0')}` }));
    const ids = actors.map(({ id }) => id);
    // Each row of it shows 2,000,000 characters.
    await save(
      world.store,
      ...actors,
      source(),
      claim({ speakers: ['act_00'], targets: ids.map((id) => target(id)), quotes }),
    );
    const seen: string[] = [];
    const sizes: number[] = [];
    for (let after: string | null = null; ; ) {
      const { claimRows } = await world.data(
        'query ($after: String) { claimRows(first: 5000, after: $after) { nodes { targetId } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      seen.push(...claimRows.nodes.map(({ targetId }: { targetId: string }) => targetId));
      sizes.push(claimRows.nodes.length);
      if (!claimRows.pageInfo.hasNextPage) break;
      after = claimRows.pageInfo.endCursor;
    }
    expect(seen.toSorted()).toEqual(ids);
    expect(sizes).toEqual([8, 4]);
  } finally {
    await world.close();
  }
});
