import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { World } from '../support/world.ts';
import { CLAIM, openWorld, TEXT } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const QUOTES = 'quotes { exact prefix suffix start end state locator source { id } }';
const claim = (fields: object = {}) => ({ ...CLAIM, ...fields });
const add = async (fields: object = {}) => {
  const { claim: added, userErrors } = await world.mutate('addClaim', claim(fields), 'claim { id version status }');
  expect(userErrors).toEqual([]);
  return added as { id: string; version: number; status: string };
};

describe('adding a claim', () => {
  test('is ACCEPTED, anchored in code points, and in the network at once', async () => {
    const { claim: added, userErrors } = await world.mutate(
      'addClaim',
      claim({ saidOn: '2021-11', reason: 'From the morning paper.' }),
      `claim { id status kind saidOn speakers { id } targets { target { ... on Actor { id } } stance } ${QUOTES}
        history { nodes { author reason outcome } } }`,
    );
    expect(userErrors).toEqual([]);
    const start = [...TEXT].join('').indexOf('We agree') - 1;
    expect(added).toMatchObject({
      status: 'ACCEPTED',
      kind: 'STATEMENT',
      saidOn: '2021-11',
      speakers: [{ id: 'act_ada' }],
      targets: [{ target: { id: 'act_bo' }, stance: 'SUPPORTS' }],
      quotes: [
        {
          exact: 'We agree with Borduria.',
          state: 'EXACT',
          start,
          end: start + 23,
          suffix: '” Later she said: we agree on th',
        },
      ],
      history: { nodes: [{ author: 'curator', reason: 'From the morning paper.', outcome: 'ADDED' }] },
    });
    expect([...TEXT].slice(start, start + 23).join('')).toBe('We agree with Borduria.');
    const { data } = await world.ask(
      '{ relation(speaker: "act_ada", target: "act_bo") { n supports claims { nodes { id } } } }',
    );
    expect(data.relation).toEqual({ n: 1, supports: 1, claims: { nodes: [{ id: added.id }] } });
  });

  test('a quote from a source without text is kept UNCHECKED, without a position', async () => {
    const quotes = [{ source: 'src_unread', exact: 'We agree.', start: 3, end: 12, locator: 'page 4' }];
    const { claim: added } = await world.mutate('addClaim', claim({ quotes }), `claim { ${QUOTES} }`);
    expect(added.quotes).toEqual([
      {
        exact: 'We agree.',
        prefix: '',
        suffix: '',
        start: null,
        end: null,
        state: 'UNCHECKED',
        locator: 'page 4',
        source: { id: 'src_unread' },
      },
    ]);
  });

  test('words that stand twice need their position, by offsets or by what stands around them', async () => {
    const twice = { source: 'src_said', exact: 'we agree on' };
    const refused = await world.mutate('addClaim', claim({ quotes: [twice] }));
    expect(refused.userErrors).toMatchObject([{ field: 'input.quotes[0].exact', code: 'INVALID' }]);
    expect(refused.userErrors[0].message).toContain('stands more than once');
    const { claim: added } = await world.mutate(
      'addClaim',
      claim({ quotes: [{ ...twice, suffix: ' nothing' }] }),
      `claim { ${QUOTES} }`,
    );
    const start = [...TEXT].join('').lastIndexOf('we agree on') - 1;
    expect(added.quotes).toMatchObject([{ state: 'EXACT', start, end: start + 11 }]);
  });

  test('a position that does not hold the words is refused with the one that does, and moved by nobody', async () => {
    const start = TEXT.indexOf('We agree') - 1;
    const quotes = [{ source: 'src_said', exact: 'We agree with Borduria.', start: start - 5, end: start + 18 }];
    const { userErrors } = await world.mutate('addClaim', claim({ quotes }));
    expect(userErrors).toMatchObject([{ field: 'input.quotes[0].exact', code: 'INVALID' }]);
    expect(userErrors[0].message).toContain(`start ${start}, end ${start + 23}`);
  });

  test('joint speakers, a claim about a claim, via and links', async () => {
    const first = await add();
    const { claim: added, userErrors } = await world.mutate(
      'addClaim',
      {
        speakers: ['act_bo', 'act_cy'],
        proposition: 'Bo and Cy doubt that Ada agrees.',
        targets: [
          { target: { claim: first.id }, stance: 'OPPOSES' },
          { target: { topic: 'top_border' }, stance: 'MIXED' },
          { target: { event: 'evt_talks' }, stance: 'NEUTRAL' },
        ],
        quotes: [{ source: 'src_unread', exact: 'They doubt it.' }],
        via: [{ actor: 'act_ada', note: 'spokeswoman' }],
        links: [{ kind: 'DENIES', claim: first.id }],
        at: 'evt_talks',
      },
      'claim { speakers { id } targets { target { __typename } stance } via { actor { id } note } links { kind claim { id } } at { id } }',
    );
    expect(userErrors).toEqual([]);
    expect(added).toEqual({
      speakers: [{ id: 'act_bo' }, { id: 'act_cy' }],
      targets: [
        { target: { __typename: 'Claim' }, stance: 'OPPOSES' },
        { target: { __typename: 'Topic' }, stance: 'MIXED' },
        { target: { __typename: 'Event' }, stance: 'NEUTRAL' },
      ],
      via: [{ actor: { id: 'act_ada' }, note: 'spokeswoman' }],
      links: [{ kind: 'DENIES', claim: { id: first.id } }],
      at: { id: 'evt_talks' },
    });
  });
});

describe('a claim that is recorded already', () => {
  test('is refused with the id of the one that stands, however it is written', async () => {
    const first = await add();
    const { userErrors } = await world.mutate('addClaim', claim({ proposition: '  ada AGREES with Bordúria. ' }));
    expect(userErrors).toMatchObject([{ field: null, code: 'CONFLICT' }]);
    expect(userErrors[0].message).toContain(first.id);
  });

  test('twenty that come at once are one', async () => {
    // So that every thread that takes part is awake.
    await add({ proposition: 'Another.' });
    const replies = await Promise.all(Array.from({ length: 20 }, () => world.mutate('addClaim', claim())));
    expect(replies.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect((await world.store.stats()).counts.claim).toBe(2);
  });

  test('another quote, stance, speaker or proposition makes another claim', async () => {
    await add();
    await add({ quotes: [{ source: 'src_unread', exact: 'We agree.' }] });
    await add({ targets: [{ target: { actor: 'act_bo' }, stance: 'MIXED' }] });
    const also = { target: { actor: 'act_cy' }, stance: 'SUPPORTS' };
    await add({ targets: [...CLAIM.targets, also] });
    await add({ targets: [...CLAIM.targets, { ...also, stance: 'OPPOSES' }] });
    await add({ speakers: ['act_cy'] });
    await add({ speakers: ['act_cy', 'act_ada'] });
    await add({ proposition: 'Ada will stay in agreement with Borduria.' });
    expect((await world.store.stats()).counts.claim).toBe(8);
  });

  test('a retraction is taken back by recording the claim anew', async () => {
    const { id, version } = await add();
    await world.mutate('retractClaim', { id, baseVersion: version, statusReason: 'Misheard.' });
    await add();
  });

  test('a machine does not propose again what was rejected, a curator may add it', async () => {
    const proposed = await world.mutate('proposeClaims', { claims: [claim()] }, 'claims { id version }');
    const [{ id, version }] = proposed.claims;
    const review = { id, baseVersion: version, status: 'REJECTED', statusReason: 'She was joking.' };
    expect((await world.mutate('reviewClaims', { reviews: [review] })).userErrors).toEqual([]);
    const again = await world.mutate('proposeClaims', { claims: [claim()] });
    expect(again.userErrors).toMatchObject([{ field: 'input.claims[0]', code: 'CONFLICT' }]);
    await add();
  });
});

describe('proposing claims', () => {
  test('they are PROPOSED, in the order of the input, and count in no network', async () => {
    const claims = [claim(), claim({ speakers: ['act_cy'] })];
    const payload = await world.mutate('proposeClaims', { claims }, 'claims { status speakers { id } }');
    expect(payload.claims).toEqual([
      { status: 'PROPOSED', speakers: [{ id: 'act_ada' }] },
      { status: 'PROPOSED', speakers: [{ id: 'act_cy' }] },
    ]);
    const { data } = await world.ask('{ relation(speaker: "act_ada", target: "act_bo") { n } }');
    expect(data.relation).toBeNull();
  });

  test('all or nothing, every fault with its path', async () => {
    const claims = [
      claim(),
      claim({ saidOn: 'next week', speakers: [] }),
      claim({ quotes: [{ source: 'src_said', exact: 'We agree with Bordurria.' }] }),
      claim({ speakers: ['act_nobody'], proposition: 'Nobody agrees.' }),
    ];
    const payload = await world.mutate('proposeClaims', { claims }, 'claims { id }');
    expect(payload.claims).toBeNull();
    expect(
      payload.userErrors.map(({ field, code }: { field: string; code: string }) => `${code} ${field}`).sort(),
    ).toEqual([
      'INVALID input.claims[1].saidOn',
      'INVALID input.claims[1].speakers',
      'INVALID input.claims[2].quotes[0].exact',
      'INVALID input.claims[3].speakers[0]',
    ]);
    expect((await world.store.stats()).counts.claim).toBe(0);
  });

  test('an id that is taken, or given twice, is refused with its path', async () => {
    await add({ id: 'clm_taken', proposition: 'Another.' });
    const claims = [claim(), claim({ id: 'clm_taken', speakers: ['act_cy'] })];
    const { userErrors } = await world.mutate('proposeClaims', { claims });
    expect(userErrors).toMatchObject([{ field: 'input.claims[1].id', code: 'CONFLICT' }]);
    const twice = [claim({ id: 'clm_a' }), claim({ id: 'clm_a', speakers: ['act_cy'] })];
    const again = await world.mutate('proposeClaims', { claims: twice });
    expect(again.userErrors).toMatchObject([{ field: 'input.claims[1].id', code: 'CONFLICT' }]);
    expect((await world.store.stats()).counts.claim).toBe(1);
  });

  test('the same claim twice in one request is refused', async () => {
    const { userErrors } = await world.mutate('proposeClaims', { claims: [claim(), claim()] });
    expect(userErrors).toMatchObject([{ field: 'input.claims[1]', code: 'CONFLICT' }]);
    expect((await world.store.stats()).counts.claim).toBe(0);
  });

  test('101 are refused with LIMIT, none with INVALID', async () => {
    const many = Array.from({ length: 101 }, (_, index) => claim({ proposition: `Number ${index}.` }));
    const { userErrors } = await world.mutate('proposeClaims', { claims: many });
    expect(userErrors).toMatchObject([{ field: 'input.claims', code: 'LIMIT' }]);
    expect((await world.mutate('proposeClaims', { claims: many.slice(0, 100) })).userErrors).toEqual([]);
    expect((await world.mutate('proposeClaims', { claims: [] })).userErrors).toMatchObject([
      { field: 'input.claims', code: 'INVALID' },
    ]);
  });
});

describe('the status of a claim', () => {
  test('goes from proposal over acceptance and dispute to retraction, with its reasons', async () => {
    const { claims } = await world.mutate('proposeClaims', { claims: [claim()] }, 'claims { id version }');
    let { id, version } = claims[0];
    const step = async (name: string, input: object) => {
      const show =
        name === 'reviewClaims' ? 'claims { version status statusReason }' : 'claim { version status statusReason }';
      const payload = await world.mutate(
        name,
        name === 'reviewClaims'
          ? { reviews: [{ id, baseVersion: version, ...input }] }
          : { id, baseVersion: version, ...input },
        show,
      );
      expect(payload.userErrors).toEqual([]);
      const changed = payload.claim ?? payload.claims[0];
      version = changed.version;
      return [changed.status, changed.statusReason];
    };
    expect(await step('reviewClaims', { status: 'ACCEPTED' })).toEqual(['ACCEPTED', null]);
    expect(await step('disputeClaim', { statusReason: 'Another paper says otherwise.' })).toEqual([
      'DISPUTED',
      'Another paper says otherwise.',
    ]);
    expect(await step('reviewClaims', { status: 'ACCEPTED' })).toEqual(['ACCEPTED', null]);
    expect(await step('retractClaim', { statusReason: 'Misheard.' })).toEqual(['RETRACTED', 'Misheard.']);
    const { data } = await world.ask(
      'query ($id: ID!) { claim(id: $id) { status } relation(speaker: "act_ada", target: "act_bo") { n } }',
      { id },
    );
    expect(data).toEqual({ claim: { status: 'RETRACTED' }, relation: null });
    const back = await world.mutate('reviewClaims', { reviews: [{ id, baseVersion: version, status: 'ACCEPTED' }] });
    expect(back.userErrors).toMatchObject([{ field: 'input.reviews[0].status', code: 'INVALID' }]);
    expect(back.userErrors[0].message).toContain('record a new claim');
  });

  test('is refused without its reason, by the wrong way, and all or nothing', async () => {
    const { claims } = await world.mutate(
      'proposeClaims',
      { claims: [claim(), claim({ speakers: ['act_cy'] })] },
      'claims { id version }',
    );
    const [one, two] = claims.map(({ id, version }: { id: string; version: number }) => ({ id, baseVersion: version }));
    const payload = await world.mutate('reviewClaims', {
      reviews: [
        { ...one, status: 'ACCEPTED' },
        { ...two, status: 'REJECTED' },
      ],
    });
    expect(payload.userErrors).toMatchObject([{ field: 'input.reviews[1].statusReason', code: 'INVALID' }]);
    const query = 'mutation ($input: ReviewClaimsInput!) { reviewClaims(input: $input) { userErrors { code } } }';
    const wrongWay = await world.ask(query, { input: { reviews: [{ ...one, status: 'RETRACTED' }] } });
    expect(wrongWay.errors).toMatchObject([{ extensions: { code: 'INVALID' } }]);
    const repeated = await world.mutate('reviewClaims', {
      reviews: [
        { ...one, status: 'ACCEPTED' },
        { ...one, status: 'ACCEPTED' },
      ],
    });
    expect(repeated.userErrors).toMatchObject([{ field: 'input.reviews[1].id', code: 'INVALID' }]);
    const stored = await world.store.getMany([one.id, two.id]);
    expect(stored.map((record) => record?.version)).toEqual([one.baseVersion, two.baseVersion]);
  });

  test('of a stale version is told with what changed, at the version that was named', async () => {
    const { id, version } = await add();
    await world.mutate('editClaim', { id, baseVersion: version, hedged: true });
    const { userErrors } = await world.mutate('retractClaim', { id, baseVersion: version, statusReason: 'Misheard.' });
    expect(userErrors).toMatchObject([{ field: 'input.baseVersion', code: 'CONFLICT' }]);
    expect(userErrors[0].message).toContain('hedged was changed since');
  });

  test('is not changed by an edit', async () => {
    const { id, version } = await add();
    const query = `mutation ($input: EditClaimInput!) { editClaim(input: $input) { userErrors { code } } }`;
    const { errors } = await world.ask(query, { input: { id, baseVersion: version, status: 'RETRACTED' } });
    expect(errors[0]?.message).toContain('status');
  });
});

describe('editing a claim', () => {
  test('changes what is given, clears what is null, and leaves the rest', async () => {
    const { id, version } = await add({ saidOn: '2021', language: 'de', hedged: true });
    const { claim: edited, userErrors } = await world.mutate(
      'editClaim',
      {
        id,
        baseVersion: version,
        language: null,
        proposition: 'Ada agrees.',
        targets: [{ target: { topic: 'top_border' }, stance: 'OPPOSES' }],
      },
      `claim { proposition language saidOn hedged status version targets { target { ... on Topic { id } } stance } ${QUOTES} }`,
    );
    expect(userErrors).toEqual([]);
    expect(edited).toMatchObject({
      proposition: 'Ada agrees.',
      language: null,
      saidOn: '2021',
      hedged: true,
      status: 'ACCEPTED',
      targets: [{ target: { id: 'top_border' }, stance: 'OPPOSES' }],
      quotes: [{ exact: 'We agree with Borduria.', state: 'EXACT' }],
    });
    expect(edited.version).toBeGreaterThan(version);
  });

  test('anchors the quotes that are given', async () => {
    const { id, version } = await add();
    const edit = (quotes: object[]) =>
      world.mutate('editClaim', { id, baseVersion: version, quotes }, `claim { ${QUOTES} }`);
    expect((await edit([{ source: 'src_said', exact: 'We agreed with Borduria.' }])).userErrors[0].field).toBe(
      'input.quotes[0].exact',
    );
    expect((await edit([{ source: 'src_said', exact: 'agree with Borduria' }])).claim.quotes).toMatchObject([
      { state: 'EXACT' },
    ]);
  });

  test('cannot take away its last speaker, target or quote', async () => {
    const { id, version } = await add();
    const { userErrors } = await world.mutate('editClaim', {
      id,
      baseVersion: version,
      speakers: [],
      targets: null,
      quotes: [],
    });
    expect(userErrors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'input.quotes',
      'input.speakers',
      'input.targets',
    ]);
  });
});

test('of many quotes that are nowhere in their text, the first twenty are told what is nearest', async () => {
  const quotes = Array.from({ length: 23 }, (_, number) => ({
    source: 'src_said',
    exact: `Nobody spoke of ${number}.`,
  }));
  const { claim: added, userErrors } = await world.mutate('addClaim', claim({ quotes }), 'claim { id }');
  expect(added).toBeNull();
  expect(userErrors).toHaveLength(23);
  const last = userErrors.slice(20);
  expect(last.map(({ field }: { field: string }) => field)).toEqual(
    [20, 21, 22].map((number) => `input.quotes[${number}].exact`),
  );
  for (const { message } of last) expect(message).toMatch(/20/);
  for (const { message } of userErrors.slice(0, 20)) expect(message).not.toBe(last[0].message);
});

test('a claim is the same whatever the order of its speakers and targets', async () => {
  const two = [
    { target: { actor: 'act_bo' }, stance: 'SUPPORTS' },
    { target: { topic: 'top_border' }, stance: 'OPPOSES' },
  ];
  const { id } = await add({ speakers: ['act_ada', 'act_cy'], targets: two });
  // Both are found by their first speaker and target.
  const again = { speakers: ['act_cy', 'act_ada'], targets: two.toReversed() };
  const { userErrors } = await world.mutate('addClaim', claim(again), 'claim { id }');
  expect(userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  expect(userErrors[0].message).toContain(id);
});
