// What becomes of quotes when the text of their source is edited.

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Claim, Event, Source } from '../../server/domain/records.ts';
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

const stored = async <R>(id: string) =>
  (await world.store.getMany([id]))[0] as unknown as { version: number; record: R };
const quotesOf = async (id: string) => (await stored<Claim | Event>(id)).record.quotes;
const addClaim = async (id: string, exact: string, fields: object = {}) => {
  const input = { ...CLAIM, id, proposition: `About ${id}.`, quotes: [{ source: 'src_said', exact, ...fields }] };
  expect((await world.mutate('addClaim', input)).userErrors).toEqual([]);
};
const editText = async (text: string | null) => {
  const { version } = await stored<Source>('src_said');
  const payload = await world.mutate(
    'editSource',
    { id: 'src_said', baseVersion: version, text, reason: 'Corrected.' },
    'source { sha256 version }',
  );
  expect(payload.userErrors).toEqual([]);
  return payload.source;
};

test('every quote gets the state that it has in the new text, in the same write', async () => {
  await addClaim('clm_first', 'On Tuesday');
  await addClaim('clm_moved', 'We agree with Borduria.');
  await addClaim('clm_lost', 'on nothing else');
  await addClaim('clm_twice', 'we agree on the border');
  await world.mutate('addEvent', {
    id: 'evt_said',
    kind: 'MEETING',
    name: 'A talk',
    quotes: [{ source: 'src_said', exact: 'Ada said' }],
  });
  const before = await stored<Claim>('clm_first');
  const [moved] = await quotesOf('clm_moved');
  const text = TEXT.replace('🕊 ', '').replace(', and we agree on nothing else', ', yes, we agree on the border');
  const source = await editText(text);
  expect(await stored<Claim>('clm_first')).toEqual(before);
  expect(await quotesOf('clm_moved')).toEqual([{ ...moved, state: 'MOVED' }]);
  expect(await quotesOf('clm_lost')).toMatchObject([{ state: 'LOST' }]);
  // Its words stand there twice now, once in the context that they were taken from.
  expect(await quotesOf('clm_twice')).toMatchObject([{ state: 'MOVED' }]);
  expect(await quotesOf('evt_said')).toMatchObject([{ state: 'MOVED' }]);
  const history = await world.store.history('clm_lost', { limit: 1 });
  expect(history.items[0]).toMatchObject({ author: 'curator', reason: 'Corrected.', outcome: 'CHANGED' });
  const { datasetVersion } = await world.store.stats();
  expect(datasetVersion - source.version).toBe(4);
});

test('a quote that was lost is EXACT again once its words are back', async () => {
  await addClaim('clm_a', 'on nothing else');
  const [quote] = await quotesOf('clm_a');
  await editText('Nothing of it.');
  expect(await quotesOf('clm_a')).toEqual([{ ...quote, state: 'LOST' }]);
  await editText(TEXT);
  expect(await quotesOf('clm_a')).toEqual([quote]);
});

test('without its text a source leaves its quotes UNCHECKED, and a text anchors them for the first time', async () => {
  await addClaim('clm_a', 'on nothing else');
  const [quote] = await quotesOf('clm_a');
  await editText(null);
  expect(await quotesOf('clm_a')).toMatchObject([{ state: 'UNCHECKED', start: null, end: null }]);
  await editText(TEXT);
  expect(await quotesOf('clm_a')).toEqual([quote]);
});

test('retracted and rejected claims are checked too', async () => {
  await addClaim('clm_a', 'on nothing else');
  const { version } = await stored<Claim>('clm_a');
  await world.mutate('retractClaim', { id: 'clm_a', baseVersion: version, statusReason: 'Misheard.' });
  await editText('Nothing of it.');
  expect(await quotesOf('clm_a')).toMatchObject([{ state: 'LOST' }]);
});

test('a quote that was lost stays as it is when it is sent back, and is anchored when it is put right', async () => {
  await addClaim('clm_a', 'on nothing else');
  await editText(TEXT.replace('nothing else', 'everything'));
  const { version, record } = await stored<Claim>('clm_a');
  const edit = (quotes: object[]) =>
    world.mutate(
      'editClaim',
      { id: 'clm_a', baseVersion: version, quotes },
      'claim { version quotes { state exact } }',
    );
  const { state: _, contextGiven: __, ...kept } = record.quotes[0] ?? { state: null, contextGiven: null };
  const both = await edit([kept, { source: 'src_said', exact: 'On Tuesday' }]);
  expect(both.claim.quotes).toMatchObject([{ state: 'LOST' }, { state: 'EXACT' }]);
  const right = await world.mutate(
    'editClaim',
    { id: 'clm_a', baseVersion: both.claim.version, quotes: [{ source: 'src_said', exact: 'on everything' }] },
    'claim { quotes { state } }',
  );
  expect(right.claim.quotes).toEqual([{ state: 'EXACT' }]);
});

const line = (who: string) => `Member ${who}: I agree.\n`;

describe('minutes in which everybody says the same', () => {
  beforeEach(async () => {
    await editText(line('A') + line('B') + line('C'));
  });

  test('a line is removed: the quote of another moves with its words, what was recorded stays, verify names it', async () => {
    await addClaim('clm_b', 'I agree.', { prefix: 'Member B: ' });
    const [before] = await quotesOf('clm_b');
    expect(before).toMatchObject({ state: 'EXACT', start: 29, prefix: 'Member B: ', contextGiven: 'PREFIX' });
    await editText(line('B') + line('C'));
    expect(await quotesOf('clm_b')).toEqual([{ ...before, state: 'MOVED' }]);
    const named = 'clm_b quotes src_said: MOVED, was at 29 to 37, is now at 10 to 18';
    expect((await verify(world.store)).unsettled).toEqual([named]);
    // Somebody settles it.
    const { version } = await stored<Claim>('clm_b');
    const quotes = [{ source: 'src_said', exact: 'I agree.', start: 10, end: 18, prefix: 'Member B: ' }];
    expect((await world.mutate('editClaim', { id: 'clm_b', baseVersion: version, quotes })).userErrors).toEqual([]);
    expect(await quotesOf('clm_b')).toMatchObject([{ state: 'EXACT', start: 10, contextGiven: 'PREFIX' }]);
    expect((await verify(world.store)).unsettled).toEqual([]);
  });

  test('two lines are swapped: given context decides, recorded context does not, and nobody guesses', async () => {
    await addClaim('clm_given', 'I agree.', { prefix: 'Member B: ' });
    await addClaim('clm_recorded', 'I agree.', { start: 29, end: 37 });
    const [given, recorded] = [await quotesOf('clm_given'), await quotesOf('clm_recorded')];
    await editText(line('B') + line('A') + line('C'));
    expect(await quotesOf('clm_given')).toEqual([{ ...given[0], state: 'MOVED' }]);
    expect(await quotesOf('clm_recorded')).toEqual([{ ...recorded[0], state: 'AMBIGUOUS' }]);
    // Where they stand now, and where they stood at a version of the past.
    const starts = async (id: string) => {
      const { data } = await world.ask(`{ node(id: "${id}") { ... on Claim { quotes { offers { start } } } } }`);
      return data.node.quotes[0].offers.map(({ start }: { start: number }) => start);
    };
    expect(await starts('clm_given')).toEqual([10]);
    expect(await starts('clm_recorded')).toEqual([29, 10, 48]);
    const { version } = await stored<Claim>('clm_given');
    expect(await starts(`clm_given@${version}`)).toEqual([10]);
    expect(await starts(`clm_given@${version - 3}`)).toEqual([]);
    // Sent back as it is, the offer settles it.
    const { data } = await world.ask(
      '{ claim(id: "clm_given") { quotes { offers { exact start end prefix suffix } } } }',
    );
    const quotes = [{ source: 'src_said', ...data.claim.quotes[0].offers[0] }];
    const settled = await world.mutate(
      'editClaim',
      { id: 'clm_given', baseVersion: version, quotes },
      'claim { version quotes { state start offers { start } } }',
    );
    expect(settled.claim.quotes).toEqual([{ state: 'EXACT', start: 10, offers: [] }]);
    const back = { id: 'clm_given', baseVersion: settled.claim.version };
    const { source: _s, exact, prefix } = { ...given[0] };
    await editText(line('A') + line('B') + line('C'));
    const { version: now } = await stored<Claim>('clm_given');
    await world.mutate('editClaim', { ...back, baseVersion: now, quotes: [{ source: 'src_said', exact, prefix }] });
    await editText(line('B') + line('A') + line('C'));
    await editText(line('A') + line('B') + line('C'));
    expect(await quotesOf('clm_given')).toEqual(given);
    expect(await quotesOf('clm_recorded')).toEqual(recorded);
  });

  test('places are looked for only for so many quotes in one operation', async () => {
    const quotes = Array.from({ length: 200 }, (_, page) => ({
      source: 'src_said',
      exact: 'I agree.',
      prefix: 'Member B: ',
      locator: `page ${page}`,
    }));
    for (const [id, few] of [
      ['clm_many', quotes],
      ['clm_one', quotes.slice(0, 1)],
    ] as const)
      expect((await world.mutate('addClaim', { ...CLAIM, id, proposition: id, quotes: few })).userErrors).toEqual([]);
    await editText(line('B') + line('C'));
    const ask = (ids: string) => world.ask(`{ nodes(ids: [${ids}]) { ... on Claim { quotes { offers { start } } } } }`);
    expect((await ask('"clm_many"')).data.nodes[0].quotes).toEqual(Array(200).fill({ offers: [{ start: 10 }] }));
    const { errors } = await ask('"clm_many", "clm_one"');
    expect(errors).toMatchObject([{ message: expect.stringContaining('200 quotes'), extensions: { code: 'LIMIT' } }]);
  });

  test('a new quote whose start and prefix are of two places is refused with both', async () => {
    const quotes = [{ source: 'src_said', exact: 'I agree.', start: 10, prefix: 'Member B: ', end: 18 }];
    const { userErrors } = await world.mutate('addClaim', { ...CLAIM, quotes });
    expect(userErrors).toMatchObject([{ field: 'input.quotes[0].exact', code: 'INVALID' }]);
    expect(userErrors[0].message).toMatch(/start, prefix and suffix disagree .* at 29 to 37 .* at 10 to 18 /s);
  });
});

test('a text that was decomposed is composed and says so; positions that were counted in it are found', async () => {
  const given = 'Chloe\u0301: oui, de\u0301cide\u0301. Ine\u0300s: oui, de\u0301cide\u0301.';
  await editText(given);
  const source = await stored<Source>('src_said');
  expect(source.record).toMatchObject({
    text: given.normalize('NFC'),
    normalised: [{ change: 'DECOMPOSED', count: 6 }],
  });
  const start = given.lastIndexOf('oui');
  await addClaim('clm_nfd', 'oui, de\u0301cide\u0301.', { start, end: given.length });
  expect(await quotesOf('clm_nfd')).toMatchObject([
    { exact: 'oui, d\u00e9cid\u00e9.', start: start - 4, end: given.length - 6, state: 'EXACT' },
  ]);
  // As much composed text as before: nothing is said of it.
  await editText('Chlo\u00e9: oui.');
  expect((await stored<Source>('src_said')).record.normalised).toEqual([]);
});

test('a text with line ends of Windows is kept so, and quoted with either', async () => {
  await editText('Ada: We do.\r\nBo: We do.\r\nCy: We\r\ndo.');
  // Counted with one character for each line end.
  await addClaim('clm_bo', 'We do.', { start: 16, end: 22 });
  await addClaim('clm_cy', 'We\ndo.');
  expect(await quotesOf('clm_bo')).toMatchObject([{ state: 'EXACT', start: 17, end: 23 }]);
  expect(await quotesOf('clm_cy')).toMatchObject([{ state: 'EXACT', exact: 'We\r\ndo.', start: 29, end: 36 }]);
});

describe('what is offered instead of a quote that is refused', () => {
  const SENT = 'offers { exact start end prefix suffix }';
  const offersFor = async (quote: object, fields = SENT) => {
    const input = { ...CLAIM, id: 'clm_offered', quotes: [{ source: 'src_said', ...quote }] };
    const type = 'AddClaimInput';
    const query = `mutation ($input: ${type}!) { addClaim(input: $input) { userErrors { field ${fields} } } }`;
    const { data } = await world.ask(query, { input });
    expect(data.addClaim.userErrors).toMatchObject([{ field: 'input.quotes[0].exact' }]);
    return data.addClaim.userErrors[0].offers;
  };
  const MINUTES = 'Ada: We will act.\r\nBo: We will act.\r\nCy: We will act.\r\nDi: We will not act at all.';
  const exact = 'We will act.';

  test.each([
    ['stands at another position', { exact: 'We will not act at all.', start: 1, end: 24 }, [59]],
    ['stands more than once', { exact }, [5, 23, 41]],
    ['stands more than once, not where it was said', { exact, start: 40, end: 52 }, [41, 23, 5]],
    ['stands in other contexts', { exact, prefix: 'Di: ' }, [5, 23, 41]],
    ['disagrees with itself', { exact, start: 5, end: 17, prefix: 'Bo: ' }, [23, 5, 41]],
    ['is another one', { exact: 'We shall not act at all.' }, [59]],
  ])('sent back as it is, it is taken: a quote that %s', async (_, given, starts) => {
    await editText(MINUTES);
    const offers = await offersFor(given);
    expect(offers.map(({ start }: { start: number }) => start)).toEqual(starts);
    for (const [index, offer] of offers.entries()) {
      expect(MINUTES.slice(offer.start, offer.end)).toBe(offer.exact);
      const input = { ...CLAIM, proposition: `Offer ${index}.`, quotes: [{ source: 'src_said', ...offer }] };
      const { claim, userErrors } = await world.mutate(
        'addClaim',
        input,
        `claim { quotes { state ${SENT.slice(9, -2)} } }`,
      );
      expect(userErrors).toEqual([]);
      expect(claim.quotes).toEqual([{ state: 'EXACT', ...offer }]);
    }
  });

  test('says where its words differ', async () => {
    await editText(MINUTES);
    expect(
      await offersFor({ exact: 'We shall act, not at all.' }, 'offers { exact differences { given found } }'),
    ).toEqual([
      {
        exact: 'We will not act at all.',
        differences: [
          { given: 'shall act,', found: 'will' },
          { given: '', found: ' act' },
        ],
      },
    ]);
    expect(await offersFor({ exact }, 'offers { differences { given } }')).toEqual(
      Array.from({ length: 3 }, () => ({ differences: [] })),
    );
  });

  test('is nothing where nothing is like it', async () => {
    expect(await offersFor({ exact: 'zzz qqq xxx' })).toEqual([]);
  });
});

test('where positions lead to the same words in either text, nobody guesses', async () => {
  // Two code points fewer before the second.
  await editText('e\u0301e\u0301 x x'.normalize('NFD'));
  const input = { ...CLAIM, quotes: [{ source: 'src_said', exact: 'x', start: 5, end: 6 }] };
  const { userErrors } = await world.mutate('addClaim', input);
  expect(userErrors[0].message).toMatch(/stands more than once .* at 5 to 6 .* at 3 to 4 /);
  for (const [start, prefix, suffix] of [
    [5, 'éé x ', ''],
    [3, 'éé ', ' x'],
  ]) {
    const quotes = [{ source: 'src_said', exact: 'x', start, end: Number(start) + 1, prefix, suffix }];
    const { claim } = await world.mutate(
      'addClaim',
      { ...CLAIM, proposition: `At ${start}.`, quotes },
      'claim { quotes { start } }',
    );
    expect(claim).toEqual({ quotes: [{ start }] });
  }
});

test('other fields of a source are edited without touching its quotes', async () => {
  await addClaim('clm_a', 'on nothing else');
  const before = await stored<Claim>('clm_a');
  const { version, record } = await stored<Source>('src_said');
  const { source } = await world.mutate(
    'editSource',
    { id: 'src_said', baseVersion: version, title: 'Another' },
    'source { title sha256 }',
  );
  expect(source).toEqual({ title: 'Another', sha256: record.sha256 });
  expect(await stored<Claim>('clm_a')).toEqual(before);
});

test('a claim that is added while the text changes is true of the text that is stored', async () => {
  const { version } = await stored<Source>('src_said');
  const adding = Array.from({ length: 12 }, (_, index) =>
    world.mutate('addClaim', {
      ...CLAIM,
      id: `clm_${index}`,
      proposition: `Number ${index}.`,
      quotes: [{ source: 'src_said', exact: 'on nothing else' }],
    }),
  );
  const edit = world.mutate('editSource', { id: 'src_said', baseVersion: version, text: 'Nothing of it.' });
  const more = Array.from({ length: 12 }, (_, index) =>
    world.mutate('addClaim', {
      ...CLAIM,
      id: `clm_x${index}`,
      proposition: `Late ${index}.`,
      quotes: [{ source: 'src_said', exact: 'on nothing else' }],
    }),
  );
  const replies = await Promise.all([...adding, ...more]);
  expect((await edit).userErrors).toEqual([]);
  const { counts } = await world.store.stats();
  expect(counts.claim).toBe(replies.filter(({ userErrors }) => userErrors.length === 0).length);
});

test('a text that more than 5,000 claims quote is not edited, and says what to do', { timeout: 60_000 }, async () => {
  await addClaim('clm_a', 'on nothing else');
  const { record } = await stored<Claim>('clm_a');
  const claims = Array.from({ length: 5_000 }, (_, index) => ({
    ...record,
    id: `clm_many${index}`,
    proposition: `Number ${index}.`,
  }));
  await world.store.write(
    { author: 'fixture', time: new Date().toISOString(), reason: null, batch: null },
    claims.map((claim) => ({ kind: 'claim', id: claim.id, record: claim, expect: 'NEW' })),
  );
  const { version } = await stored<Source>('src_said');
  const edit = () => world.mutate('editSource', { id: 'src_said', baseVersion: version, text: 'Nothing of it.' });
  const refused = await edit();
  expect(refused.userErrors).toMatchObject([{ field: 'input.text', code: 'LIMIT' }]);
  expect(refused.userErrors[0].message).toContain('add the new one as a source of its own');
  await world.store.write({ author: 'fixture', time: new Date().toISOString(), reason: null, batch: null }, [
    { kind: 'claim', id: 'clm_many0', record: null, expect: 'ANY' },
  ]);
  expect((await edit()).userErrors).toEqual([]);
  expect(await quotesOf('clm_many4999')).toMatchObject([{ state: 'LOST' }]);
});
