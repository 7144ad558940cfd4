import { describe, expect, test } from 'vitest';
import { claimsMessages, sidesOf } from '../../web/records/claims/messages.ts';
import {
  restrictFilter,
  restrictToDays,
  restrictToEvent,
  restrictToRelation,
  restrictToStances,
} from '../../web/records/frame/restrict-filter.ts';
import { safeUrl } from '../../web/records/frame/safe-url.ts';
import { filterWords, idsIn } from '../../web/records/relation/filter-words.ts';
import { relationMessages } from '../../web/records/relation/messages.ts';
import { agrees, type RelationRow, recount } from '../../web/records/relation/recount.ts';
import { searchWords } from '../../web/records/source/use-source-quotes.ts';

const sides = (supports: number, opposes: number, neutral = 0, mixed = 0) => ({
  n: supports + opposes + neutral + mixed,
  supports,
  opposes,
  neutral,
  mixed,
});

describe('the sentence of an edge', () => {
  test('says the most frequent side first, and every side that occurs', () => {
    expect(relationMessages.sides(sides(1, 9, 2))).toBe('Opposes in 9, is neutral in 2, supports in 1.');
    expect(relationMessages.sides(sides(0, 1, 0, 2))).toBe('Is for and against at once in 2, opposes in 1.');
  });

  test('says that there is only one side', () => {
    expect(relationMessages.sides(sides(0, 5))).toBe('Opposes in all 5 claims.');
    expect(relationMessages.sides(sides(1, 0))).toBe('Supports in its one claim.');
  });

  test('leaves no side out: the parts add up', () => {
    expect(sidesOf(sides(1, 2, 3, 4)).reduce((sum, [, n]) => sum + n, 0)).toBe(10);
  });

  test('puts the days of saying in words, open ends included', () => {
    expect(relationMessages.kicker(12, '2021-11-09', '2022-01-10')).toBe('12 claims · 9 Nov 2021 – 10 Jan 2022');
    expect(relationMessages.kicker(1, null, '2022-01-10')).toBe('1 claim · until 10 Jan 2022');
    expect(relationMessages.kicker(1, null, null)).toBe('1 claim · undated');
  });
});

describe('the button for more', () => {
  test('says how many of how many', () => {
    expect(claimsMessages.showMore(20, 34)).toBe('Show 20 more of 34');
    expect(claimsMessages.showMore(20, 7)).toBe('Show the last 7');
  });
});

describe('the filter in words', () => {
  const name = (id: string) => id.slice(4);

  test('says the rules that hold without being chosen', () => {
    expect(filterWords({}, name)).toEqual([
      'with or without a date',
      'that are accepted or disputed; proposed, rejected and retracted claims do not count',
    ]);
  });

  test('says that a window leaves undated claims out', () => {
    expect(filterWords({ saidFrom: '2021-11-18', saidTo: '2022-01-13' }, name)).toContain('that have a date');
    expect(filterWords({ saidFrom: '2021-11-18' }, name)).toContain('said since 18 Nov 2021');
  });

  test('says every field of the filter', () => {
    const filter = {
      speakers: ['act_a'],
      targets: ['act_b', 'top_c'],
      about: ['act_d'],
      between: ['act_e'],
      topics: ['top_f'],
      events: ['evt_g'],
      sources: ['src_h'],
      publishers: ['The Day'],
      stances: ['OPPOSES' as const],
      statuses: ['PROPOSED' as const, 'DISPUTED' as const],
      kinds: ['DEMAND' as const],
      text: 'border',
      directSpeech: true,
      undated: 'ONLY' as const,
      asOf: 12,
    };
    const words = filterWords(filter, name).join('; ');
    for (const word of [
      'a',
      'b or c',
      'd',
      'e',
      'f',
      'g',
      'h',
      'The Day',
      'opposes',
      'proposed or disputed',
      'demand',
      'border',
      'direct speech',
      'without a date',
      'version 12',
    ])
      expect(words).toContain(word);
    expect(idsIn(filter)).toHaveLength(8);
  });

  test('counts the names that are too many to say', () => {
    const speakers = Array.from({ length: 30 }, (_, index) => `act_${index}`);
    expect(filterWords({ speakers }, name)[0]).toMatch(/ 7 or 22 others$/);
  });
});

describe('a narrowed filter', () => {
  test('holds the record, and whatever held before', () => {
    expect(restrictToRelation({ kinds: ['THREAT'] }, 'act_a', 'act_b')).toEqual({
      kinds: ['THREAT'],
      speakers: ['act_a'],
      targets: ['act_b'],
    });
  });

  test('matches nothing where the filter names others, and a merged id where it names that', () => {
    expect(restrictFilter({ speakers: ['act_b'] }, 'speakers', ['act_a']).speakers).toEqual([]);
    expect(restrictFilter({ speakers: ['act_old'] }, 'speakers', ['act_a', 'act_old']).speakers).toEqual(['act_a']);
    expect(restrictToStances({ stances: ['SUPPORTS'] }, ['OPPOSES']).stances).toEqual([]);
    expect(restrictToStances({}, ['OPPOSES']).stances).toEqual(['OPPOSES']);
  });

  test('is a window within the window', () => {
    expect(restrictToDays({ saidFrom: '2021-12-10', saidTo: '2022-02-01' }, '2021-12-01', '2021-12-31')).toEqual({
      saidFrom: '2021-12-10',
      saidTo: '2021-12-31',
      undated: 'EXCLUDE',
    });
  });

  test('keeps other events of the filter and asks for claims about this one', () => {
    expect(restrictToEvent({ events: ['evt_b'] }, ['evt_a'])).toEqual({ events: ['evt_b'], targets: ['evt_a'] });
    expect(restrictToEvent({}, ['evt_a'])).toEqual({ events: ['evt_a'] });
  });
});

describe('an edge counted again', () => {
  const row = (claimId: string, stance: RelationRow['stance']): RelationRow => ({ claimId, stance });
  const rows = [row('clm_a', 'OPPOSES'), row('clm_b', 'OPPOSES'), row('clm_c', 'SUPPORTS'), row('clm_d', 'MIXED')];

  test('counts each claim once', () => {
    expect(recount([...rows, row('clm_a', 'OPPOSES')])).toEqual({
      n: 4,
      supports: 1,
      opposes: 2,
      neutral: 0,
      mixed: 1,
      balance: -0.25,
    });
  });

  test('agrees with its own numbers and with no other', () => {
    const counted = recount(rows);
    expect(agrees(counted, recount(rows.toReversed()))).toBe(true);
    expect(agrees(counted, recount(rows.slice(1)))).toBe(false);
    expect(agrees(counted, { ...counted, neutral: 1 })).toBe(false);
    expect(agrees(counted, { ...counted, balance: 0 })).toBe(false);
  });
});

describe('the words that a position is looked for by', () => {
  test('are whole words, without signs that no search knows', () => {
    expect(searchWords('“such guarantees — 2021!”')).toBe('such guarantees 2021');
    expect(searchWords('…!')).toBe('');
  });

  test('leave a word out that was cut', () => {
    expect(searchWords(`${'word '.repeat(31)}wholesome words`)).toBe('word '.repeat(31).trim());
  });
});

describe('an address that somebody recorded', () => {
  test('is a link when it leads to the web', () => {
    expect(safeUrl('https://example.org/a?b=c')).toBe('https://example.org/a?b=c');
  });

  test.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//example.org',
    'x',
    '',
  ])('and stays text when it is %j', (url) => {
    expect(safeUrl(url)).toBeNull();
  });
});
