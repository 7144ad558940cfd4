// Random histories and random questions: the store must answer as the reference does, which counts everything anew from its
// facts. Deterministic unless FUZZ_RUNS asks for more.

import fc from 'fast-check';
import { expect } from 'vitest';
import { OnRecordError } from '../../../server/domain/errors.ts';
import type { AnyRecord, Id } from '../../../server/domain/records.ts';
import { CLAIM_KINDS, CLAIM_STATUSES, STANCES } from '../../../server/domain/records.ts';
import { parseQuery } from '../../../server/domain/text.ts';
import type { Change, ClaimFilter, Dimension, ListQuery, Store, Tally } from '../../../server/store/store.ts';
import { actor, batch, claim, event, judgement, quote, source, topic } from '../../fixtures/records.ts';
import { searchOf, tallyOf } from '../../support/asking.ts';
import { meta, put, remove } from '../../support/writing.ts';
import type { Check, CheckOpening } from '../conformance.ts';

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}_${index}`);
const ACTORS = ids('act', 5);
const EVENTS = ids('evt', 3);
const TOPICS = ids('top', 2);
const SOURCES = ids('src', 3);
const CLAIMS = ids('clm', 14);
const JUDGEMENTS = ids('jdg', 4);
const BATCHES = ids('bat', 2);
const DATES = [
  null,
  null,
  '2021-03-01',
  '2021-03-02',
  '2021-12-31',
  '2022-01-01',
  '2021-03',
  '2021',
  '2021-11/..',
  '../2021-02',
  '2020-24',
  '2021-03-01',
];
const DAYS = ['2020-12-01', '2021-02-28', '2021-03-01', '2021-03-02', '2021-12-31', '2022-01-01'];
const WORDS = ['peace', 'treaty', 'Größe', 'missiles', 'ЗЕЛЕНСЬКИЙ', '北约东扩', 'pea'];
const AUTHORS = ['ada', 'bob'];
const BASE: AnyRecord[] = [
  ...BATCHES.map((id) => batch({ id })),
  ...ACTORS.map((id, index) =>
    actor({ id, name: `Actor ${WORDS[index]}`, description: WORDS[(index + 1) % 5] ?? null }),
  ),
  ...TOPICS.map((id) => topic({ id })),
  ...SOURCES.map((id, index) => source({ id, publisher: index === 2 ? null : `Publisher ${index}` })),
  ...EVENTS.map((id, index) => event({ id, when: DATES[index * 3 + 2] ?? null })),
];

const some = <T>(values: readonly T[], maxLength = 3) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength });
/** There once in so many times, so that what passes all of a filter is not always nothing. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, times = 3) =>
  fc.oneof({ weight: times - 1, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary });

const anyClaim: fc.Arbitrary<AnyRecord> = fc
  .record({
    id: fc.constantFrom(...CLAIMS),
    speakers: some(ACTORS, 2),
    targets: fc.uniqueArray(
      fc.record({
        target: fc.constantFrom(...ACTORS, ...EVENTS, ...TOPICS, 'clm_0'),
        stance: fc.constantFrom(...STANCES),
      }),
      { minLength: 1, maxLength: 3, selector: (target) => target.target },
    ),
    saidOn: fc.constantFrom(...DATES),
    status: fc.constantFrom(...CLAIM_STATUSES, 'ACCEPTED' as const, 'ACCEPTED' as const),
    kind: fc.constantFrom(...CLAIM_KINDS.slice(0, 3)),
    directSpeech: fc.boolean(),
    at: fc.option(fc.constantFrom(...EVENTS), { freq: 2 }),
    words: some(WORDS, 3),
    quotes: fc.array(fc.record({ source: fc.constantFrom(...SOURCES), exact: fc.constantFrom(...WORDS) }), {
      minLength: 1,
      maxLength: 3,
    }),
  })
  .map(({ words, quotes, ...fields }) =>
    claim({
      ...fields,
      targets: fields.targets
        .filter(({ target }) => target !== fields.id)
        .concat(fields.id === 'clm_0' ? [{ target: 'act_4', stance: 'MIXED' }] : [])
        .slice(0, 3),
      proposition: words.join(' '),
      statusReason: 'so',
      quotes: quotes.map((fields) => quote(fields)),
    }),
  )
  .filter(
    (record) =>
      'targets' in record &&
      record.targets.length > 0 &&
      new Set(record.targets.map(({ target }) => target)).size === record.targets.length,
  );

const anyJudgement: fc.Arbitrary<AnyRecord> = fc
  .record({
    id: fc.constantFrom(...JUDGEMENTS),
    pair: fc.oneof(some(ACTORS.slice(0, 4), 2), some(EVENTS, 2), some(TOPICS, 2)).filter((pair) => pair.length === 2),
    verdict: fc.constantFrom('SAME' as const, 'SAME' as const, 'DIFFERENT' as const),
    withdrawn: fc.boolean(),
  })
  .map(({ pair, ...fields }) => judgement({ ...fields, records: pair as [Id, Id] }));

const anyChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 8, arbitrary: anyClaim.map((record) => put(record)) },
  { weight: 3, arbitrary: anyJudgement.map((record) => put(record)) },
  { weight: 1, arbitrary: fc.constantFrom(...CLAIMS, ...JUDGEMENTS).map((id) => remove(id)) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...SOURCES), fc.constantFrom('Publisher 0', 'Publisher 9', null))
      .map(([id, publisher]) => put(source({ id, publisher }))),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...ACTORS), fc.constantFrom(...WORDS))
      .map(([id, name]) => put(actor({ id, name }))),
  },
);

const anyHistory = fc.array(
  fc.record({
    author: fc.constantFrom(...AUTHORS),
    batch: fc.option(fc.constantFrom(...BATCHES), { freq: 2 }),
    changes: fc.array(anyChange, { minLength: 1, maxLength: 8 }),
  }),
  { minLength: 3, maxLength: 7 },
);

const anyFilter: fc.Arbitrary<ClaimFilter & { asOfWrite: number | undefined }> = fc.record({
  saidFrom: maybe(fc.constantFrom(...DAYS), 9),
  saidTo: maybe(fc.constantFrom(...DAYS), 9),
  undated: maybe(fc.constantFrom('INCLUDE', 'EXCLUDE', 'ONLY'), 9),
  speakers: maybe(some([...ACTORS, 'act_none']), 9),
  targets: maybe(some([...ACTORS, ...EVENTS, ...TOPICS]), 12),
  targetKinds: maybe(some(['actor', 'event', 'topic', 'claim'] as const), 12),
  between: maybe(some(ACTORS), 14),
  about: maybe(some([...ACTORS, ...EVENTS]), 12),
  topics: maybe(some(TOPICS), 12),
  events: maybe(some(EVENTS), 12),
  sources: maybe(some(SOURCES), 12),
  publishers: maybe(some(['Publisher 0', 'Publisher 1', 'Publisher 9']), 12),
  stances: maybe(some(STANCES), 12),
  statuses: maybe(some(CLAIM_STATUSES, 9), 3),
  kinds: maybe(some(CLAIM_KINDS.slice(0, 3)), 12),
  text: maybe(
    fc.constantFrom(...WORDS, 'peace treaty', '北约 ').map((text) => parseQuery(text)),
    6,
  ),
  directSpeech: maybe(fc.boolean(), 12),
  curators: maybe(some(AUTHORS), 12),
  batches: maybe(some(BATCHES), 12),
  asOfWrite: maybe(fc.nat(7), 3),
});

const DIMENSIONS: Dimension[] = [
  'speaker',
  'target',
  'targetKind',
  'stance',
  'status',
  'claimKind',
  'source',
  'publisher',
  'joint',
  'claim',
];

const anyTally: fc.Arbitrary<Omit<Tally, 'filter'>> = fc
  .record({
    by: fc.oneof(
      fc.constant<Dimension[]>(['end']),
      fc
        .tuple(
          fc.uniqueArray(fc.constantFrom(...DIMENSIONS), { maxLength: 2 }),
          fc.option(fc.constantFrom<Dimension>('day', 'week', 'month', 'year')),
        )
        .map(([plain, time]) => (time === null ? plain : [...plain, time])),
    ),
    unit: fc.constantFrom('ATTRIBUTIONS', 'CLAIMS', 'OTHERS'),
    order: fc.constantFrom('KEYS', 'COUNT'),
    ends: maybe(some([...ACTORS, ...EVENTS], 4), 3),
    pairs: maybe(
      fc.array(fc.tuple(fc.constantFrom(...ACTORS), fc.constantFrom(...ACTORS, ...EVENTS)), {
        minLength: 1,
        maxLength: 12,
      }),
      6,
    ),
    minimum: maybe(fc.constantFrom(1, 2), 3),
    withoutSelf: maybe(fc.boolean(), 3),
  })
  .map(({ unit, ends, ...query }) => {
    const byEnd = query.by[0] === 'end';
    return { ...query, unit: unit === 'OTHERS' && !byEnd ? 'CLAIMS' : unit, ends: byEnd ? ends : undefined } as Omit<
      Tally,
      'filter'
    >;
  });

const anyList: fc.Arbitrary<ListQuery> = fc.record({
  kind: fc.constantFrom('actor', 'event', 'source', 'claim', 'judgement'),
  order: fc.constantFrom('TITLE_ASC', 'TITLE_DESC', 'DATE_ASC', 'DATE_DESC', 'RECORDED_ASC', 'RECORDED_DESC'),
  facets: maybe(
    fc.constantFrom<Record<string, string[]>>(
      { kind: ['STATE', 'ARTICLE'] },
      { about: ['act_0', 'act_1'] },
      { publisher: ['Publisher 0'] },
      { at: ['evt_0'] },
    ),
    4,
  ),
  from: maybe(fc.constantFrom(...DAYS), 5),
  to: maybe(fc.constantFrom(...DAYS), 5),
  undated: maybe(fc.constantFrom('INCLUDE', 'EXCLUDE', 'ONLY'), 5),
  canonicalOnly: maybe(fc.boolean(), 3),
  limit: fc.constant(100),
});

const anyQuestions = fc.record({
  filters: fc.array(anyFilter, { minLength: 4, maxLength: 4 }),
  tallies: fc.array(anyTally, { minLength: 4, maxLength: 4 }),
  lists: fc.array(anyList, { minLength: 3, maxLength: 3 }),
  searches: fc.array(fc.constantFrom(...WORDS, 'actor', 'act', 'p', '约', 'зеле'), { minLength: 2, maxLength: 2 }),
  ends: fc.tuple(fc.constantFrom(...ACTORS, ...EVENTS), fc.constantFrom(...ACTORS, ...TOPICS)),
  exclude: fc.array(fc.constantFrom(...ACTORS), { maxLength: 1 }),
  pageSize: fc.integer({ min: 1, max: 4 }),
});

type Value<A> = A extends fc.Arbitrary<infer V> ? V : never;
type Questions = Value<typeof anyQuestions>;

const HISTORIES = Number(process.env.FUZZ_RUNS ?? 12);
/** Of the histories below; FUZZ_RUNS alone asks for others each time, FUZZ_SEED for the same ones again. */
const SEED = Number(process.env.FUZZ_SEED ?? (process.env.FUZZ_RUNS ? Date.now() % 2 ** 31 : 20260131));

/** A test for each history, so that a slow store has its time for each of them. */
export function differentialCases(_check: Check, checkOpening: CheckOpening): void {
  const asked = fc.sample(fc.tuple(anyHistory, anyQuestions), { numRuns: HISTORIES, seed: SEED });
  for (const [index, [history, questions]] of asked.entries())
    checkOpening(
      `answers every question as the claims do when counted anew: history ${index + 1} of ${HISTORIES}, seed ${SEED}`,
      async (open, openReference) => {
        const store = await open();
        const reference = await openReference();
        try {
          await compare(store, reference, history, questions);
        } finally {
          await Promise.all([store.close(), reference.close()]);
        }
      },
    );
}

async function compare(
  store: Store,
  reference: Store,
  history: Value<typeof anyHistory>,
  questions: Questions,
): Promise<void> {
  const base = BASE.map((record) => put(record));
  const ends = [await writeBoth(store, reference, 'ada', null, base)];
  for (const { author, batch, changes } of history)
    ends.push(await writeBoth(store, reference, author, batch, changes));
  /** The same call of both. */
  const same = async <T>(what: string, question: unknown, ask: (store: Store) => Promise<T>) => {
    const [found, expected] = await Promise.all([ask(store), ask(reference)]);
    expect(found, `${what} ${JSON.stringify(question)}`).toEqual(expected);
    return expected;
  };
  for (const { asOfWrite, ...filter } of questions.filters) {
    const asOf = asOfWrite === undefined ? undefined : (ends[asOfWrite % ends.length] as number);
    await compareFilter(store, same, { ...filter, asOf }, questions);
  }
  for (const list of questions.lists) await same('find', list, (one) => one.find({ ...list, total: true }));
  for (const text of questions.searches) {
    const kinds = ['actor', 'event', 'topic', 'source', 'claim'] as const;
    await same('search', text, (one) => searchOf(one, { query: parseQuery(text), kinds, limit: 100 }));
  }
  const wanted = BASE.map(({ id }) => id).concat(CLAIMS, JUDGEMENTS);
  for (const asOf of ends) await same('getMany as of', asOf, (one) => one.getMany(wanted, asOf));
  expect(await store.verify()).toEqual([]);
}

type Same = <T>(what: string, question: unknown, ask: (store: Store) => Promise<T>) => Promise<T>;

/** Returns the version afterwards. What one refuses, because it is in use or missing, the other must refuse. */
async function writeBoth(
  store: Store,
  reference: Store,
  author: string,
  batch: Id | null,
  changes: Change[],
): Promise<number> {
  const write = meta({ author, batch });
  const [found, expected] = await Promise.all(
    [store, reference].map((one) =>
      one.write(write, changes).catch((error: unknown) => {
        if (!(error instanceof OnRecordError)) throw error;
        return { code: error.code, faults: error.faults };
      }),
    ),
  );
  expect(found).toEqual(expected);
  const { datasetVersion } = await reference.stats();
  expect((await store.stats()).datasetVersion).toBe(datasetVersion);
  return datasetVersion;
}

async function compareFilter(store: Store, same: Same, filter: ClaimFilter, questions: Questions): Promise<void> {
  const { pageSize: limit } = questions;
  for (const order of ['SAID_ASC', 'SAID_DESC', 'RECORDED_ASC', 'RECORDED_DESC'] as const)
    await same(order, filter, (one) => one.claims({ filter, order, limit: 100, total: true }));
  const all = await same('attributions', filter, (one) =>
    one.attributions({ filter, order: 'SAID_ASC', limit: 200, total: true }),
  );
  const walked: unknown[] = [];
  for (let after: (string | number)[] | undefined, more = true; more; ) {
    const page = await store.attributions({ filter, order: 'SAID_DESC', limit, after });
    walked.push(...page.items);
    const last = page.items.at(-1);
    after = last && [last.said, last.claim, last.speaker, last.target, last.stance];
    more = page.more;
  }
  expect(walked, `pages of attributions ${JSON.stringify(filter)}`).toEqual(all.items.toReversed());
  const together = questions.tallies.map((fields) => ({ ...fields, filter, total: true }));
  await same('tallies at once', together, (one) => one.tally(together));
  for (const fields of questions.tallies) {
    const query: Tally = { ...fields, filter };
    const { rows } = await same('tally', query, (one) => tallyOf(one, { ...query, total: true }));
    const first = await tallyOf(store, { ...query, limit });
    const seen = first.rows.at(-1);
    const second = seen
      ? await tallyOf(store, { ...query, limit: 100_000, after: { n: seen.n, keys: seen.keys } })
      : { rows: [] };
    expect([...first.rows, ...second.rows], `pages of a tally ${JSON.stringify(query)}`).toEqual(rows);
  }
  const [from, to] = questions.ends;
  const path = { filter, from, to, maxHops: 4, limit, exclude: questions.exclude };
  await same('paths', path, (one) => one.paths(path));
}
