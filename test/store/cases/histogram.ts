// Claims over time, on every store: random claims and random filters, each number against a count of the claims themselves,
// which knows how each date was made and so reads none.

import fc from 'fast-check';
import { expect } from 'vitest';
import type { Stance } from '../../../server/domain/records.ts';
import { TIME_UNITS } from '../../../server/domain/time-bins.ts';
import { createAsking } from '../../../server/graphql/asking.ts';
import type { Histogram } from '../../../server/services/histogram.ts';
import { histogram } from '../../../server/services/histogram.ts';
import type { ClaimFilter, Store } from '../../../server/store/store.ts';
import { actor, claim, source, target } from '../../fixtures/records.ts';
import { save } from '../../support/writing.ts';
import type { Check } from '../conformance.ts';

/** A date as it is written, and the first and last day that it may mean; null without a date. */
interface Dated {
  text: string;
  days: readonly [string, string];
}

interface Said {
  date: Dated | null;
  speakers: string[];
  targets: { target: string; stance: Stance }[];
}

const ACTORS = ['act_a', 'act_b', 'act_c'];
const STANCES: readonly Stance[] = ['SUPPORTS', 'OPPOSES', 'NEUTRAL', 'MIXED'];
const pad = (number: number, length: number) => String(number).padStart(length, '0');

/** Most within a few years, some anywhere in the calendar. */
const anyYear = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 2019, max: 2022 }) },
  { weight: 2, arbitrary: fc.integer({ min: 1, max: 9_999 }) },
  { weight: 1, arbitrary: fc.constantFrom(1, 21, 1950, 9_999) },
);
const anyMonth = fc.tuple(anyYear, fc.integer({ min: 1, max: 12 }));
const anyPoint: fc.Arbitrary<Dated> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(anyMonth, fc.integer({ min: 1, max: 28 })).map(([month, day]) => dayOf(month, day)),
  },
  { weight: 2, arbitrary: anyMonth.map((month) => ({ text: dayOf(month, 1).text.slice(0, 7), days: monthOf(month) })) },
  { weight: 1, arbitrary: anyYear.map((year) => ({ text: pad(year, 4), days: yearsOf(year, year) })) },
);
const anyDate: fc.Arbitrary<Dated | null> = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 8, arbitrary: anyPoint },
  {
    weight: 1,
    arbitrary: anyPoint.map(({ text, days: [first] }): Dated => ({ text: `${text}/..`, days: [first, '9999-12-31'] })),
  },
  {
    weight: 1,
    arbitrary: anyPoint.map(({ text, days: [, last] }): Dated => ({ text: `../${text}`, days: ['0001-01-01', last] })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(anyPoint, anyPoint).map(([a, b]): Dated => {
      const [start, end] = a.days[0] <= b.days[0] ? [a, b] : [b, a];
      return end.days[1] < start.days[1]
        ? start
        : { text: `${start.text}/${end.text}`, days: [start.days[0], end.days[1]] };
    }),
  },
);

function dayOf([year, month]: readonly [number, number], day: number): Dated {
  const text = `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
  return { text, days: [text, text] };
}

function monthOf([year, month]: readonly [number, number]): [string, string] {
  const length = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return [dayOf([year, month], 1).text, dayOf([year, month], length).text];
}

function yearsOf(first: number, last: number): [string, string] {
  return [`${pad(first, 4)}-01-01`, `${pad(last, 4)}-12-31`];
}

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const anySaid: fc.Arbitrary<Said> = fc.record({
  date: anyDate,
  speakers: fc.uniqueArray(fc.constantFrom(...ACTORS), { minLength: 1, maxLength: 2 }),
  targets: fc.uniqueArray(fc.record({ target: fc.constantFrom(...ACTORS), stance: fc.constantFrom(...STANCES) }), {
    minLength: 1,
    maxLength: 3,
    selector: ({ target: id }) => id,
  }),
});

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
/** Mostly within the years of most claims, so that windows cut ranges and bins. */
const anyEdge = fc.oneof(
  { weight: 4, arbitrary: anyPoint.map(({ days }) => days[0]) },
  { weight: 1, arbitrary: anyPoint.map(({ days }) => days[1]) },
);
const anyFilter: fc.Arbitrary<ClaimFilter> = fc.record({
  saidFrom: maybe(anyEdge),
  saidTo: maybe(anyEdge),
  undated: maybe(fc.constantFrom('INCLUDE' as const, 'EXCLUDE' as const, 'ONLY' as const)),
  speakers: maybe(fc.subarray(ACTORS, { minLength: 1, maxLength: 2 })),
  stances: maybe(fc.subarray([...STANCES], { minLength: 1, maxLength: 2 })),
});

const CLAIMS = 70;
const FILTERS = 50;
const SEED = 20_260_607;

export function histogramCases(check: Check): void {
  check('histograms of random claims and filters, each number counted anew', async (store) => {
    const [said = []] = fc.sample(fc.array(anySaid, { minLength: CLAIMS, maxLength: CLAIMS }), {
      numRuns: 1,
      seed: SEED,
    });
    await write(store, said);
    const asked = fc.sample(fc.tuple(anyFilter, fc.option(fc.constantFrom(...TIME_UNITS))), {
      numRuns: FILTERS,
      seed: SEED,
    });
    for (const [filter, unit] of [...TIME_UNITS.map((each) => [{}, each] as const), [{}, null] as const, ...asked]) {
      const answer = await histogram(createAsking(store), filter, unit);
      expectCounted(answer, said, filter, JSON.stringify([filter, unit]));
    }
  });

  check('an outlier, and a claim before every known day, are in no bin and are counted', async (store) => {
    const dates = [
      '0021-11-18',
      '../2020-06',
      '../2021-12',
      ...Array.from({ length: 30 }, (_, day) => `2021-11-${pad(day + 1, 2)}`),
    ];
    await save(store, ...ACTORS.map((id) => actor({ id })), source());
    await save(store, ...dates.map((saidOn, index) => claim({ id: `clm_${index}`, saidOn })));
    const { unit, bins, before, after, claims, spread, undated } = await histogram(createAsking(store), {}, 'MONTH');
    expect([unit, bins[0]?.label, bins.at(-1)?.label, bins.length]).toEqual(['MONTH', '2020-06', '2021-12', 19]);
    expect(before).toEqual({ n: 3, certain: 1, possible: 2, firstDay: null, lastDay: '2020-05-31' });
    expect(after).toEqual({ n: 0, certain: 0, possible: 0, firstDay: '2022-01-01', lastDay: null });
    expect(bins.map(({ n, certain }) => `${n} ${certain}`)).toEqual(['2 0', ...Array(16).fill('1 0'), '31 30', '1 0']);
    expect({ claims, spread, undated }).toEqual({ claims: 33, spread: 2, undated: 0 });
    const early = await histogram(createAsking(store), { saidTo: '2020-07-15' }, 'MONTH');
    expect(early.claims).toBe(3);
  });
}

async function write(store: Store, said: readonly Said[]): Promise<void> {
  await save(store, ...ACTORS.map((id) => actor({ id })), source());
  const claims = said.map(({ date, speakers, targets }, index) =>
    claim({
      id: `clm_${index}`,
      saidOn: date?.text ?? null,
      speakers,
      targets: targets.map(({ target: id, stance }) => target(id, stance)),
    }),
  );
  await save(store, ...claims);
}

interface Passing {
  days: readonly [string, string] | null;
  /** The stances that pass. */
  sides: Stance[];
}

function passing(said: readonly Said[], { saidFrom, saidTo, undated, speakers, stances }: ClaimFilter): Passing[] {
  const windowed = saidFrom !== undefined || saidTo !== undefined;
  return said.flatMap(({ date, ...claimed }): Passing[] => {
    if (speakers !== undefined && !claimed.speakers.some((id) => speakers.includes(id))) return [];
    const sides = claimed.targets.map(({ stance }) => stance).filter((stance) => stances?.includes(stance) ?? true);
    if (sides.length === 0) return [];
    if (date === null)
      return (undated ?? (windowed ? 'EXCLUDE' : 'INCLUDE')) === 'EXCLUDE' ? [] : [{ days: null, sides }];
    const window = [saidFrom ?? '0001-01-01', saidTo ?? '9999-12-31'] as const;
    if (undated === 'ONLY' || window[0] > window[1] || date.days[0] > window[1] || date.days[1] < window[0]) return [];
    return [{ days: date.days, sides }];
  });
}

function expectCounted(answer: Histogram, said: readonly Said[], filter: ClaimFilter, what: string): void {
  const all = passing(said, filter);
  const dated = all.flatMap(({ days, sides }) => (days === null ? [] : [{ days, sides }]));
  expect([answer.claims, answer.undated], what).toEqual([all.length, all.length - dated.length]);
  const window = [filter.saidFrom ?? '0001-01-01', filter.saidTo ?? '9999-12-31'] as const;
  const counted = (from: string, to: string, withSides: boolean) => {
    const some = dated.filter(({ days }) => days[0] <= to && days[1] >= from);
    const certain = some.filter(({ days }) => days[0] >= from && days[1] <= to).length;
    const of = (stance: Stance) => some.filter(({ sides }) => sides.includes(stance)).length;
    const sides = { supports: of('SUPPORTS'), opposes: of('OPPOSES'), neutral: of('NEUTRAL'), mixed: of('MIXED') };
    return { n: some.length, certain, possible: some.length - certain, ...(withSides && sides) };
  };
  for (const { label, from, to, ...counts } of answer.bins)
    expect(counts, `${what} ${label}`).toEqual(counted(from, to, true));
  expectNoGaps(answer, window, what);
  for (const { firstDay, lastDay, ...counts } of [answer.before, answer.after]) {
    const none = firstDay === null && lastDay === null;
    expect(counts, what).toEqual(
      none ? { n: 0, certain: 0, possible: 0 } : counted(firstDay ?? window[0], lastDay ?? window[1], false),
    );
  }
  const certain = [answer.before, ...answer.bins, answer.after].reduce((sum, part) => sum + part.certain, 0);
  expect(answer.claims, what).toBe(certain + answer.spread + answer.undated);
  // Each is at least somewhere, and few are outliers.
  const parts = [answer.before, ...answer.bins, answer.after].reduce((sum, { n }) => sum + n, 0);
  expect(parts, what).toBeGreaterThanOrEqual(dated.length);
  for (const tail of [answer.before, answer.after])
    expect(tail.certain, what).toBeLessThanOrEqual(dated.length < 4 ? 0 : Math.max(1, dated.length / 50));
  expect(answer.bins.length, what).toBeLessThanOrEqual(2_000);
}

/** Before, the bins and after follow each other, day by day, from one end of the window to the other. */
function expectNoGaps({ before, bins, after }: Histogram, window: readonly [string, string], what: string): void {
  if (bins.length === 0) return;
  const next = (day: string) => {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + 1);
    return date.toISOString().slice(0, 10);
  };
  const edges = bins.map(({ from, to }) => [from, to] as const);
  if (before.lastDay !== null) edges.unshift([before.firstDay ?? window[0], before.lastDay]);
  if (after.firstDay !== null) edges.push([after.firstDay, after.lastDay ?? window[1]]);
  for (const [index, [from]] of edges.slice(1).entries()) expect(from, what).toBe(next(edges[index]?.[1] ?? ''));
  expect((edges[0]?.[0] ?? '') <= window[0], what).toBe(true);
  expect((edges.at(-1)?.[1] ?? '') >= window[1], what).toBe(true);
}
