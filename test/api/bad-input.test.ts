// Hostile and mistaken questions: each gets a coded error that names the field and the remedy, and the server stays up.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../server/graphql/limits.ts';
import type { Example, Reply } from '../support/example.ts';
import { openExample } from '../support/example.ts';

let example: Example;
const defects: unknown[] = [];
beforeAll(async () => {
  example = await openExample({ log: (error) => defects.push(error) });
});
afterAll(async () => {
  expect(await example.data('{ stats { claims } }')).toMatchObject({ stats: { claims: 58 } });
  expect(defects).toEqual([]);
  await example.close();
});

function only({ errors }: Reply) {
  expect(errors).toHaveLength(1);
  const [error] = errors;
  return { code: error?.extensions.code, message: error?.message ?? '', faults: error?.extensions.faults ?? [] };
}

const ask = (query: string, variables: object = {}) => example.ask(query, { variables });

describe('limits say which was met and how to stay under it', () => {
  const refusedAs = async (query: string, problem: string, remedy: string, variables: object = {}) => {
    const reply = await ask(query, variables);
    expect(reply.data).toBeNull();
    const limits = reply.errors.filter(({ extensions }) => extensions.code === 'LIMIT');
    expect(limits.map(({ message }) => message).join('\n')).toContain(problem);
    expect(limits.map(({ message }) => message).join('\n')).toContain(remedy);
  };

  test('a depth bomb', async () => {
    const deep = (levels: number): string => (levels === 0 ? 'id' : `id links { claim { ${deep(levels - 1)} } }`);
    await refusedAs(`{ claim(id: "clm_x") { ${deep(60)} } }`, 'nested 122 deep', 'by id in an operation of their own');
  });

  test('a depth bomb of fragments', async () => {
    const fragments = Array.from(
      { length: 20 },
      (_, index) => `fragment F${index} on Claim { links { claim { id ...F${index + 1} } } }`,
    );
    await refusedAs(
      `{ claim(id: "clm_x") { ...F0 } } ${fragments.join(' ')} fragment F20 on Claim { id }`,
      'nested 42 deep',
      'by id',
    );
  });

  test('fragments that spread each other without end', async () => {
    const reply = await ask(
      '{ claim(id: "clm_x") { ...A } } fragment A on Claim { links { claim { ...B } } } fragment B on Claim { ...A }',
    );
    expect(reply.errors.map(({ message }) => message).join()).toContain('within itself');
    expect(reply.errors.every(({ extensions }) => extensions.code === 'INVALID' || extensions.code === 'LIMIT')).toBe(
      true,
    );
  });

  test('fragments that double at every step', async () => {
    const fragments = Array.from(
      { length: 11 },
      (_, index) => `fragment F${index} on Topic { a: broader { ...F${index + 1} } b: broader { ...F${index + 1} } }`,
    );
    const start = performance.now();
    await refusedAs(
      `{ topic(id: "top_x") { ...F0 } } ${fragments.join(' ')} fragment F11 on Topic { id }`,
      'aliases',
      'split it',
    );
    expect(performance.now() - start).toBeLessThan(2_000);
  });

  test('fragments without aliases that multiply by every field', async () => {
    const fragments = Array.from({ length: 5 }, (_, index) => {
      const next = `...F${index + 1}`;
      return `fragment F${index} on Claim { links { claim { ${next} } } targets { target { ... on Claim { ${next} } } } attributions { claim { ${next} } } id proposition hedged at { id } status }`;
    });
    await refusedAs(
      `{ claim(id: "clm_x") { ...F0 } } ${fragments.join(' ')} fragment F5 on Claim { id kind status at { id name } reporters { id } speakers { id } }`,
      'fragments written out',
      'split it',
    );
  });

  test('an alias bomb', async () => {
    const aliases = Array.from({ length: 61 }, (_, index) => `a${index}: claim(id: "clm_x") { id }`);
    await refusedAs(
      `{ node(id: "act_x") { id } ... on Query { ${aliases.slice(0, 61).join(' ')} } }`,
      '61 aliases',
      'split it',
    );
  });

  test('too many fields at the root', async () => {
    await refusedAs(
      `{ ${Array.from({ length: 51 }, () => 'stats { claims }').join(' ')} }`,
      '51 fields at its root',
      'split it',
    );
  });

  test('too many directives', async () => {
    await refusedAs(
      `{ stats { claims ${Array.from({ length: 51 }, () => '@include(if: true)').join(' ')} } }`,
      '51 directives',
      'fewer',
    );
  });

  test('too many tokens, and too many characters', async () => {
    await refusedAs(`{ stats { ${'claims '.repeat(2_100)} } }`, `more than ${LIMITS.tokens} tokens`, 'variables');
    await refusedAs(`{ stats { claims } } #${'x'.repeat(20_000)}`, 'characters', 'variables');
  });

  test('too many nodes, counted with variables and defaults', async () => {
    const query =
      'query ($first: Int = 100) { actors(first: $first) { nodes { claims(first: 100) { nodes { claims(first: 3) { nodes { id } } } } } } }';
    // 100 + 100 x 100 + 100 x 100 x 3
    await refusedAs(query, 'can reach 40100 nodes, and at most 20000', '`first`');
    await refusedAs(query, 'can reach 20050 nodes', '`first`', { first: 50 });
    expect((await ask(query, { first: 49 })).errors).toEqual([]);
    // 25 where it is left out: 25 + 25 x 25 + 25 x 25 x 25 + ...
    await refusedAs(
      '{ actors { nodes { claims { nodes { claims { nodes { claims { nodes { id } } } } } } } } }',
      'can reach 406900 nodes',
      '25 where they are left out',
    );
    await refusedAs(
      `{ ${Array.from({ length: 41 }, (_, index) => `n${index}: network(limit: 5000) { totalEdges }`).join(' ')} }`,
      'can reach 20500 nodes',
      '`first`',
    );
  });

  test('introspection stays possible, and cannot be nested without end', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect(
      (
        await ask(
          getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true, descriptions: true }),
        )
      ).errors,
    ).toEqual([]);
    const deep =
      '{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }';
    expect((await ask(deep)).errors[0]?.message).toContain('introspection');
  });

  test('filters, lists and texts that are too long', async () => {
    const filter = { speakers: Array.from({ length: 1_001 }, (_, index) => `act_${index}`) };
    expect(
      only(await ask('query ($filter: ClaimFilter) { claims(filter: $filter) { totalCount } }', { filter })),
    ).toMatchObject({
      code: 'INVALID',
      faults: [{ field: 'filter.speakers', problem: expect.stringContaining('at most 1000') }],
    });
    const ids = Array.from({ length: 101 }, (_, index) => `act_${index}`);
    expect(only(await ask('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids }))).toMatchObject({
      code: 'INVALID',
      faults: [{ field: 'ids' }],
    });
    expect(
      only(
        await ask('query ($text: String!) { search(text: $text) { nodes { match } } }', { text: 'a'.repeat(900_000) }),
      ),
    ).toMatchObject({ code: 'INVALID', faults: [{ field: 'text', problem: expect.stringContaining('200') }] });
  });
});

describe('claim filters', () => {
  test('every fault is listed at once, each with its path and remedy', async () => {
    const filter = {
      saidFrom: '20240101',
      saidTo: '2021-13-01',
      speakers: ['act_russia', 'top_x', 'nonsense', '', 'act_\u0000'],
      topics: ['act_russia'],
      publishers: ['a\u0000b', '\ud800', 'RTL \u202e override'],
      text: '!!!',
      asOf: -1,
    };
    const { code, faults } = only(
      await ask('query ($filter: ClaimFilter) { claims(filter: $filter) { totalCount } }', { filter }),
    );
    expect(code).toBe('INVALID');
    expect(faults.map(({ field }) => field)).toEqual([
      'filter.saidFrom',
      'filter.saidTo',
      'filter.speakers[1]',
      'filter.speakers[2]',
      'filter.speakers[3]',
      'filter.speakers[4]',
      'filter.topics[0]',
      'filter.publishers[0]',
      'filter.publishers[1]',
      'filter.publishers[2]',
      'filter.text',
      'filter.asOf',
    ]);
    for (const { problem } of faults) expect(problem.length).toBeGreaterThan(10);
  });

  test.each([
    '20240101',
    '2021-13-01',
    '2021-02-30',
    'next week',
    '2021-11',
    '',
    ' 2021-11-01',
    '2021-11-01T00:00:00Z',
  ])('the day %j', async (saidFrom) => {
    const reply = await ask('query ($filter: ClaimFilter) { claims(filter: $filter) { totalCount } }', {
      filter: { saidFrom },
    });
    if (saidFrom === '') expect(reply.errors).toEqual([]);
    else expect(only(reply)).toMatchObject({ code: 'INVALID', faults: [{ field: 'filter.saidFrom' }] });
  });

  test('a window that ends before it begins', async () => {
    expect(
      only(await ask('{ claims(filter: { saidFrom: "2022-01-02", saidTo: "2022-01-01" }) { totalCount } }')),
    ).toMatchObject({
      code: 'INVALID',
      faults: [{ field: 'filter.saidTo', problem: expect.stringContaining('swap') }],
    });
  });

  test('a window of a list, by the names of its own fields', async () => {
    const events = only(await ask('{ events(filter: { from: "2022-01-02", to: "2022-01-01" }) { totalCount } }'));
    const sources = 'filter: { publishedFrom: "2022-01-02", publishedTo: "2021-01-01" }';
    expect([events.faults, only(await ask(`{ sources(${sources}) { totalCount } }`)).faults]).toEqual([
      [{ field: 'filter.to', problem: 'is before from (2022-01-02); swap the two' }],
      [{ field: 'filter.publishedTo', problem: 'is before publishedFrom (2022-01-02); swap the two' }],
    ]);
  });

  test('every query reads the same filter in the same way', async () => {
    const queries = ['claims', 'claimRows', 'relations'].map((field) => `${field}(filter: $f) { totalCount }`);
    queries.push(
      'network(filter: $f) { totalEdges }',
      'histogram(filter: $f) { claims }',
      'facets(filter: $f) { total }',
      'coverage(filter: $f) { claims }',
    );
    queries.push(
      'relation(speaker: "act_russia", target: "act_nato", filter: $f) { n }',
      'neighbours(id: "act_russia", filter: $f) { totalCount }',
    );
    queries.push('paths(from: "act_russia", to: "act_nato", filter: $f) { complete }');
    for (const query of queries) {
      const reply = await ask(`query ($f: ClaimFilter) { ${query} }`, {
        f: { saidFrom: 'x', stances: ['SUPPORTS'], sources: ['act_a'] },
      });
      expect(only(reply), query).toMatchObject({
        code: 'INVALID',
        faults: [{ field: 'filter.saidFrom' }, { field: 'filter.sources[0]' }],
      });
    }
  });

  test('a value that is no enum value, and a field that does not exist', async () => {
    expect(
      only(
        await ask('query ($filter: ClaimFilter) { claims(filter: $filter) { totalCount } }', {
          filter: { stances: ['HATES'] },
        }),
      ),
    ).toMatchObject({ code: 'INVALID', message: expect.stringContaining('Stance') });
    expect(only(await ask('{ claims(filter: { speaker: ["act_a"] }) { totalCount } }'))).toMatchObject({
      code: 'INVALID',
      message: expect.stringContaining('speakers'),
    });
  });

  test('an empty list matches nothing, null matches anything', async () => {
    const query = 'query ($filter: ClaimFilter) { claims(filter: $filter) { totalCount } }';
    for (const field of [
      'speakers',
      'targets',
      'targetKinds',
      'between',
      'about',
      'topics',
      'events',
      'sources',
      'publishers',
      'stances',
      'statuses',
      'kinds',
      'curators',
      'batches',
    ]) {
      expect((await example.data(query, { filter: { [field]: [] } })).claims.totalCount, field).toBe(0);
      expect((await example.data(query, { filter: { [field]: null } })).claims.totalCount, field).toBe(
        (await example.data(query)).claims.totalCount,
      );
    }
  });
});

test.each([
  [
    'events(filter: { from: "x", to: "2021-13-01", participants: ["act_a", "evt_a"] })',
    ['from', 'to', 'participants[1]'],
  ],
  ['events(filter: { from: "2022-01-02", to: "2022-01-01" })', ['to']],
  ['sources(filter: { publishedFrom: "20240101", authors: ["x"] })', ['publishedFrom', 'authors[0]']],
  ['actors(filter: { in: ["top_a"] })', ['in[0]']],
  ['topics(filter: { broader: ["act_a"] })', ['broader[0]']],
])('the filter of a list: %s', async (list, fields) => {
  const { code, faults } = only(await ask(`{ ${list} { totalCount } }`));
  expect(code).toBe('INVALID');
  expect(faults.map(({ field }) => field)).toEqual(fields.map((field) => `filter.${field}`));
});

describe('hostile text', () => {
  test.each([
    ['U+0000', '\u0000'],
    ['a lone surrogate', 'x\ud800'],
    ['only marks', '\u0301\u202e'],
  ])('search for %s', async (_, text) => {
    const reply = await ask('query ($text: String!) { search(text: $text) { nodes { match } } }', { text });
    if (reply.errors.length > 0) expect(only(reply).code).toBe('INVALID');
    else expect(reply.data.search.nodes).toEqual([]);
  });

  test('words of the index are no words of its language', async () => {
    for (const text of [
      '"NATO" OR *',
      'NEAR(a b)',
      "'; DROP TABLE record; --",
      'a AND NOT b',
      'proposition:x',
      '^nato',
      '-nato',
      '%',
      '_x',
    ]) {
      const { errors } = await ask(
        'query ($text: String!) { search(text: $text) { nodes { match } } claims(filter: { text: $text }) { totalCount } }',
        { text },
      );
      expect(errors.every(({ extensions }) => extensions.code === 'INVALID')).toBe(true);
    }
  });

  test('prototype names are fields like any other', async () => {
    const reply = await ask(
      'query ($filter: ClaimFilter) { claims(filter: $filter) { totalCount } }',
      JSON.parse('{"filter": {"__proto__": {"speakers": []}}}'),
    );
    expect(reply.errors.every(({ extensions }) => extensions.code === 'INVALID')).toBe(true);
    expect(({} as { speakers?: unknown }).speakers).toBeUndefined();
  });
});

describe('arguments out of range', () => {
  test.each([
    ['{ network(limit: 5001) { totalEdges } }', 'limit'],
    ['{ network(minClaims: 0) { totalEdges } }', 'minClaims'],
    ['{ network(include: ["src_x"]) { totalEdges } }', 'include[0]'],
    ['{ relations(minClaims: -1) { totalCount } }', 'minClaims'],
    ['{ neighbours(id: "src_x") { totalCount } }', 'id'],
    ['{ paths(from: "act_russia", to: "act_russia") { complete } }', 'to'],
    ['{ paths(from: "act_russia", to: "act_nato", maxHops: 7) { complete } }', 'maxHops'],
    ['{ paths(from: "act_russia", to: "act_nato", limit: 6) { complete } }', 'limit'],
    ['{ paths(from: "act_russia", to: "act_nato", exclude: ["act_nato"]) { complete } }', 'exclude'],
    ['{ facets(first: 101) { total } }', 'first'],
    ['{ changes(after: -1) { more } }', 'after'],
    ['{ changes(first: 101) { more } }', 'first'],
    ['{ claims(first: 101) { totalCount } }', 'first'],
  ])('%s', async (query, field) => {
    expect(only(await ask(query))).toMatchObject({ code: 'INVALID', faults: [{ field }] });
  });
});

describe('who may read', () => {
  test('a token that is not good is refused, even where none is needed', async () => {
    for (const token of ['made-up', 'onr_0000000000', 'x'.repeat(5_000)]) {
      const reply = await example.ask('{ stats { claims } }', { token });
      expect(reply.status).toBe(401);
      expect(reply.headers.get('www-authenticate')).toBe('Bearer');
      expect(only(reply).code).toBe('UNAUTHENTICATED');
    }
    const basic = await example.ask('{ stats { claims } }', { headers: { authorization: 'Basic YTpi' } });
    expect([basic.status, only(basic).code]).toEqual([401, 'UNAUTHENTICATED']);
  });

  test('a server that is not public needs one for everything', async () => {
    const closed = await openExample({
      empty: true,
      config: { publicRead: false, adminToken: 'the-admin-token-of-the-tests' },
    });
    const query = '{ viewer { name role } __schema { queryType { name } } }';
    expect((await closed.ask(query)).status).toBe(401);
    const reply = await closed.ask(query, { token: 'the-admin-token-of-the-tests' });
    expect(reply.data).toMatchObject({ viewer: { name: 'admin', role: 'ADMIN' } });
    await closed.close();
  });

  test('tokens are for admins', async () => {
    expect(only(await ask('{ tokens { name } }')).code).toBe('UNAUTHENTICATED');
    expect(await example.data('{ viewer { name } }')).toEqual({ viewer: null });
  });
});

test('a defect is masked, and logged under the id that the client is told', async () => {
  const logged: [unknown, string][] = [];
  const broken = await openExample({
    empty: true,
    log: (error, requestId) => logged.push([error, requestId]),
    wrap: (store) =>
      Object.assign(Object.create(store), {
        stats: () => Promise.reject(new Error('the secret path /home/x')),
        ...bound(store),
      }),
  });
  const response = await broken.api.fetch(
    'http://test/graphql',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ stats { claims } }' }),
    },
    { call: { requestId: 'r-1', address: null, viewer: null } },
  );
  const { errors } = (await response.json()) as Reply;
  expect(JSON.stringify(errors)).not.toContain('secret');
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL', requestId: 'r-1' } }]);
  expect(logged).toMatchObject([[{ message: 'the secret path /home/x' }, 'r-1']]);
  await broken.close();
});

/** Verbs of a store, to be called on another object. */
function bound(store: object): object {
  const verbs = [
    'getMany',
    'find',
    'claims',
    'attributions',
    'tally',
    'paths',
    'search',
    'history',
    'changes',
    'write',
    'records',
    'getEntry',
    'listEntries',
    'putEntries',
    'verify',
    'backup',
    'ready',
    'close',
  ];
  return Object.fromEntries(
    verbs.map((verb) => [verb, (...args: unknown[]) => Reflect.apply(Reflect.get(store, verb, store), store, args)]),
  );
}

test('an error says where in the operation it stands', async () => {
  const { errors } = await example.ask('{\n  stats { claims }\n  relation(speaker: "top_x", target: "act_b") { n }\n}');
  expect(errors).toMatchObject([{ path: ['relation'], locations: [{ line: 3, column: 3 }] }]);
  const [fault] = errors[0]?.extensions.faults ?? [];
  expect(fault?.field).toBe('speaker');
});

test('a stream from a version that is yet to come is refused at its field', async () => {
  const response = await example.api.fetch('http://test/graphql', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: 'subscription { changed(after: 99999) { version } }' }),
  });
  expect(await response.text()).toMatch(/"code":"INVALID".*"field":"after"/);
});

test.each([
  [
    'claims(filter: { saidFrom: "x", speakers: ["top_a"] }, first: 0)',
    ['filter.saidFrom', 'filter.speakers[0]', 'first'],
  ],
  ['claimRows(filter: { saidTo: "x" }, first: 6000)', ['filter.saidTo', 'first']],
  ['relations(filter: { asOf: 99999 }, minClaims: 0, first: 0)', ['filter.asOf', 'first', 'minClaims']],
  [
    'relation(speaker: "top_a", target: "src_a", filter: { kinds: [], text: "!" })',
    ['filter.text', 'speaker', 'target'],
  ],
  ['neighbours(id: "src_a", filter: { saidFrom: "x" }, first: 0)', ['filter.saidFrom', 'first', 'id']],
  [
    'network(filter: { saidFrom: "x" }, minClaims: 0, limit: 0, include: ["x"])',
    ['filter.saidFrom', 'include[0]', 'limit', 'minClaims'],
  ],
  [
    'paths(from: "x", to: "src_a", filter: { saidFrom: "x" }, maxHops: 9, exclude: ["y"])',
    ['exclude[0]', 'filter.saidFrom', 'from', 'maxHops', 'to'],
  ],
  ['facets(filter: { saidFrom: "x" }, first: 0)', ['filter.saidFrom', 'first']],
  ['events(filter: { participants: ["x"] }, first: 0)', ['filter.participants[0]', 'first']],
  ['judgements(about: "x", first: 0)', ['about', 'first']],
  ['history(id: "x", first: 0)', ['first', 'id']],
  ['paths(from: "act_none", to: "act_nil")', ['from', 'to']],
])('every fault of all arguments at once: %s', async (list, fields) => {
  const { errors } = await ask(`{ ${list} { __typename } }`);
  expect(errors).toHaveLength(1);
  expect(errors[0]?.extensions.faults?.map(({ field }) => field).toSorted()).toEqual(fields);
});

test('under a record too', async () => {
  const { errors } = await ask(
    '{ actor(id: "act_russia") { claims(filter: { saidFrom: "x" }, first: 0) { totalCount } } }',
  );
  expect(errors[0]?.extensions.faults?.map(({ field }) => field)).toEqual(['filter.saidFrom', 'first']);
});
