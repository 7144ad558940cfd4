// Random histories of a graph and random questions about it, for two stores to be compared on. Small sets of ids, days and
// words, so that things meet: the same claim edited, removed and added again, judgements that join and part the same records.

import fc from 'fast-check';
import { RECORD_KINDS } from '../../server/domain/record-kinds.ts';
import type { AnyRecord, Id } from '../../server/domain/records.ts';
import { ACTOR_KINDS, CLAIM_KINDS, CLAIM_STATUSES, RELIABILITIES, STANCES } from '../../server/domain/records.ts';
import { parseQuery } from '../../server/domain/text.ts';
import type { Change, ClaimFilter, Dimension, ListQuery, Related, Tally, Write } from '../../server/store/store.ts';
import { actor, batch, claim, event, judgement, name, quote, source, topic, view } from '../fixtures/records.ts';
import { put, remove } from './writing.ts';

const ids = (prefix: string, count: number) => Array.from({ length: count }, (_, index) => `${prefix}_${index}`);
const ACTORS = ids('act', 6);
const EVENTS = ids('evt', 3);
const TOPICS = ids('top', 3);
const SOURCES = ids('src', 4);
const CLAIMS = ids('clm', 14);
const JUDGEMENTS = ids('jdg', 5);
const BATCHES = ids('bat', 2);
const VIEWS = ids('vew', 2);
const EVERY_ID = [...ACTORS, ...EVENTS, ...TOPICS, ...SOURCES, ...CLAIMS, ...JUDGEMENTS, ...BATCHES, ...VIEWS];
const DATES = [
  null,
  '2021-03-01',
  '2021-03-02',
  '2021-12-31',
  '2022-01-01',
  '2021-03',
  '2021',
  '2021-11/..',
  '../2021-02',
  '../2025',
  '2020-24',
  '2020-12-30/2022-01-02',
];
const DAYS = ['2020-12-01', '2021-02-28', '2021-03-01', '2021-03-02', '2021-12-31', '2022-01-01', '2024-05-05'];
/** Among them characters beyond U+FFFF and just below, where orders by code unit and by code point differ. */
const WORDS = [
  'peace',
  'Treaty',
  'Größe',
  'ЗЕЛЕНСЬКИЙ',
  '北约东扩',
  'ＦＵＬＬ',
  '😀 smile',
  '𠮷野',
  'pea',
  'nato-russia',
];
const PUBLISHERS = ['Publisher 0', 'Publisher 1', '出版', null];
const AUTHORS = ['ada', 'bob', 'кирилл'];

const some = <T>(values: readonly T[], maxLength = 3) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength });
/** There in one case of so many. */
const oneIn = <T, N>(cases: number, arbitrary: fc.Arbitrary<T>, nothing: N): fc.Arbitrary<T | N> =>
  fc.oneof({ weight: cases - 1, arbitrary: fc.constant(nothing) }, { weight: 1, arbitrary });
const maybe = <T>(arbitrary: fc.Arbitrary<T>, cases = 3) => oneIn(cases, arbitrary, undefined);
const nullable = <T>(arbitrary: fc.Arbitrary<T>, cases = 2) => oneIn(cases, arbitrary, null);
const words = some(WORDS, 3).map((list) => list.join(' '));
const anyDate = fc.constantFrom(...DATES);
const anyDay = fc.constantFrom(...DAYS);
const LANGUAGES = ['de', 'en', 'zh-Hant'];

const anyActor = fc
  .record({
    id: fc.constantFrom(...ACTORS),
    kind: fc.constantFrom('STATE', 'PERSON', 'GROUP'),
    name: words,
    names: fc.uniqueArray(fc.constantFrom(...WORDS), { maxLength: 2 }),
    description: nullable(words),
    member: nullable(fc.constantFrom(...ACTORS)),
  })
  .map(({ names, member, ...fields }): AnyRecord => {
    const roles =
      member === null || member === fields.id ? [] : [{ title: 'member', in: member, from: null, to: null }];
    return actor({ ...fields, kind: fields.kind as 'STATE', names: names.map((text) => name(text)), roles });
  });
const anyEvent = fc
  .record({
    id: fc.constantFrom(...EVENTS),
    name: words,
    when: anyDate,
    place: nullable(fc.constantFrom(...WORDS)),
    affected: fc.uniqueArray(fc.constantFrom(...ACTORS), { maxLength: 2 }),
  })
  .map((fields): AnyRecord => event(fields));
const anyTopic = fc
  .record({ id: fc.constantFrom(...TOPICS), name: words, broader: nullable(fc.constantFrom(...TOPICS)) })
  .map(({ broader, ...fields }): AnyRecord => topic({ ...fields, broader: broader === fields.id ? null : broader }));
const anySource = fc
  .record({
    id: fc.constantFrom(...SOURCES),
    title: words,
    publisher: fc.constantFrom(...PUBLISHERS),
    published: anyDate,
    text: nullable(words, 4),
    authors: fc.uniqueArray(fc.constantFrom(...ACTORS), { maxLength: 1 }),
    reliability: nullable(fc.constantFrom(...RELIABILITIES.slice(0, 3)), 4),
  })
  .map((fields): AnyRecord => source(fields));
const anyClaim = (...claims: Id[]): fc.Arbitrary<AnyRecord> =>
  fc
    .record({
      id: fc.constantFrom(...claims),
      speakers: some(ACTORS, 3),
      targets: fc.uniqueArray(
        fc.record({
          target: fc.constantFrom(...ACTORS, ...ACTORS, ...EVENTS, ...TOPICS, 'clm_0', 'clm_1'),
          stance: fc.constantFrom(...STANCES),
        }),
        { minLength: 1, maxLength: 3, selector: ({ target }) => target },
      ),
      saidOn: anyDate,
      status: fc.constantFrom('ACCEPTED' as const, 'ACCEPTED' as const, ...CLAIM_STATUSES),
      kind: fc.constantFrom(...CLAIM_KINDS.slice(0, 3)),
      directSpeech: fc.boolean(),
      hedged: fc.boolean(),
      language: nullable(fc.constantFrom(...LANGUAGES)),
      at: nullable(fc.constantFrom(...EVENTS)),
      reporters: fc.uniqueArray(fc.constantFrom(...ACTORS), { maxLength: 1 }),
      proposition: words,
      quotes: fc.array(fc.record({ source: fc.constantFrom(...SOURCES), exact: fc.constantFrom(...WORDS) }), {
        minLength: 1,
        maxLength: 3,
      }),
    })
    .map(({ quotes, targets, ...fields }): AnyRecord => {
      const others = targets.filter(({ target }) => target !== fields.id);
      return claim({
        ...fields,
        targets: others.length > 0 ? others : [{ target: 'act_5', stance: 'MIXED' }],
        quotes: quotes.map((one) => quote(one)),
        statusReason: 'so',
      });
    });
const anyJudgement = fc
  .record({
    id: fc.constantFrom(...JUDGEMENTS),
    pair: fc.oneof(some(ACTORS, 2), some(EVENTS, 2), some(TOPICS, 2)).filter((pair) => pair.length === 2),
    verdict: fc.constantFrom('SAME' as const, 'SAME' as const, 'SAME' as const, 'DIFFERENT' as const),
    withdrawn: fc.boolean(),
    reason: words,
  })
  .map(({ pair, ...fields }): AnyRecord => judgement({ ...fields, records: pair as [Id, Id] }));

const anyRecord = fc.oneof(
  { weight: 10, arbitrary: anyClaim(...CLAIMS) },
  { weight: 4, arbitrary: anyJudgement },
  { weight: 2, arbitrary: anyActor },
  { weight: 1, arbitrary: anyEvent },
  { weight: 1, arbitrary: anyTopic },
  { weight: 2, arbitrary: anySource },
  { weight: 1, arbitrary: fc.constantFrom(...VIEWS).map((id): AnyRecord => view({ id, owner: 'ada' })) },
  { weight: 1, arbitrary: fc.constantFrom(...BATCHES).map((id): AnyRecord => batch({ id, reverted: id === 'bat_1' })) },
);
const anyExpectation = fc.oneof(
  { weight: 20, arbitrary: fc.constant('ANY' as const) },
  { weight: 1, arbitrary: fc.constant('NEW' as const) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 40 }) },
);
const anyChange: fc.Arbitrary<Change> = fc.oneof(
  { weight: 12, arbitrary: fc.tuple(anyRecord, anyExpectation).map(([record, expect]) => put(record, expect)) },
  { weight: 1, arbitrary: fc.constantFrom(...EVERY_ID).map((id) => remove(id)) },
);

export interface RandomWrite {
  meta: Pick<Write, 'author' | 'batch' | 'reason' | 'once' | 'dryRun'>;
  changes: Change[];
  /** Handed over as a stream, in pieces of so many. */
  pieces: number | null;
}

const anyWrite: fc.Arbitrary<RandomWrite> = fc.record({
  meta: fc.record({
    author: fc.constantFrom(...AUTHORS),
    batch: nullable(fc.constantFrom(...BATCHES), 3),
    reason: nullable(fc.constantFrom(...WORDS)),
    once: fc.constantFrom(false, false, false, true),
    dryRun: fc.constantFrom(false, false, false, false, false, true),
  }),
  changes: fc.array(anyChange, { minLength: 1, maxLength: 6 }),
  pieces: nullable(fc.integer({ min: 1, max: 3 }), 3),
});

/** What everything else refers to. */
const BASE: AnyRecord[] = [
  ...BATCHES.map((id) => batch({ id })),
  ...ACTORS.map((id, index) => actor({ id, name: `Actor ${WORDS[index]}` })),
  ...TOPICS.map((id) => topic({ id })),
  ...SOURCES.map((id, index) =>
    source({
      id,
      publisher: PUBLISHERS[index] ?? null,
      authors: ACTORS.slice(index, index + 2),
      reliability: RELIABILITIES[index] ?? null,
    }),
  ),
  ...EVENTS.map((id, index) => event({ id, when: DATES[index * 3 + 1] ?? null })),
];

const wholly = (records: readonly AnyRecord[], batch: Id | null): RandomWrite => ({
  meta: { author: 'ada', batch, reason: null },
  changes: records.map((record) => put(record)),
  pieces: null,
});

/** Begins with every claim: short lists of random changes alone leave hardly any standing, and then most answers are empty. */
export const anyHistory = fc
  .tuple(fc.tuple(...CLAIMS.map((id) => anyClaim(id))), fc.array(anyWrite, { minLength: 3, maxLength: 9, size: 'max' }))
  .map(([claims, writes]): RandomWrite[] => [wholly(BASE, null), wholly(claims, 'bat_0'), ...writes]);

/** After how many writes `asOf` reads; beyond the last one is now. */
const anyMoment = maybe(fc.nat(14), 2);

const usualFilter: fc.Arbitrary<ClaimFilter> = fc.record({
  saidFrom: maybe(fc.constantFrom(...DAYS), 9),
  saidTo: maybe(fc.constantFrom(...DAYS), 9),
  undated: maybe(fc.constantFrom('INCLUDE', 'EXCLUDE', 'ONLY'), 11),
  speakers: maybe(some([...ACTORS, 'act_none']), 11),
  targets: maybe(some([...ACTORS, ...EVENTS, ...TOPICS]), 12),
  targetKinds: maybe(some(['actor', 'event', 'topic', 'claim'] as const), 14),
  between: maybe(some(ACTORS, 5), 14),
  about: maybe(some([...ACTORS, ...EVENTS]), 12),
  topics: maybe(some(TOPICS), 14),
  events: maybe(some(EVENTS), 14),
  sources: maybe(some(SOURCES), 14),
  occasions: maybe(some(EVENTS), 20),
  alsoAbout: maybe(some([...ACTORS, ...EVENTS]), 20),
  alsoEvents: maybe(some(EVENTS), 25),
  alsoSources: maybe(some(SOURCES), 25),
  publishers: maybe(some(['Publisher 0', 'Publisher 1', '出版', 'none']), 14),
  stances: maybe(some(STANCES), 14),
  statuses: maybe(some(CLAIM_STATUSES, 5), 4),
  kinds: maybe(some(CLAIM_KINDS.slice(0, 3)), 14),
  text: maybe(
    fc.constantFrom(...WORDS, 'peace treaty', '北约 ', 'pea ').map((text) => parseQuery(text)),
    9,
  ),
  directSpeech: maybe(fc.boolean(), 14),
  curators: maybe(some(AUTHORS), 14),
  batches: maybe(some(BATCHES), 14),
});
/** One at a time: most lets little pass. */
const rareFilter: fc.Arbitrary<ClaimFilter> = fc.oneof(
  fc.record({ saidWithin: fc.boolean(), saidFrom: maybe(anyDay, 2), saidTo: maybe(anyDay, 2) }),
  fc.record({ excludeSpeakers: fc.array(fc.constantFrom(...ACTORS, 'act_none'), { maxLength: 2 }) }),
  fc.record({ excludeTargets: fc.array(fc.constantFrom(...ACTORS, ...EVENTS, ...TOPICS), { maxLength: 3 }) }),
  fc.record({ actorKinds: some(ACTOR_KINDS) }),
  fc.record({
    tenures: fc.array(
      fc.record({ speaker: fc.constantFrom(...ACTORS, 'act_none'), from: nullable(anyDay), to: nullable(anyDay) }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  fc.record({ voice: fc.constantFrom('ATTRIBUTED' as const, 'NARRATED' as const) }),
  fc.record({ soleSpeaker: fc.boolean() }),
  fc.record({ reliability: some(RELIABILITIES.slice(0, 3)) }),
  fc.record({ hedged: fc.boolean() }),
  fc.record({ languages: some(LANGUAGES) }),
  fc.record({ reporters: some([...ACTORS, 'act_none']) }),
);
const anyFilter: fc.Arbitrary<ClaimFilter> = fc
  .tuple(usualFilter, maybe(rareFilter))
  .map(([usual, rare]) => ({ ...usual, ...rare }));

const PLAIN: Dimension[] = [
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
        .tuple(fc.uniqueArray(fc.constantFrom(...PLAIN), { maxLength: 2 }), nullable(fc.constant<Dimension>('said')))
        .map(([plain, time]) => (time === null ? plain : [...plain, time])),
    ),
    unit: fc.constantFrom('ATTRIBUTIONS' as const, 'CLAIMS' as const, 'OTHERS' as const),
    order: fc.constantFrom('KEYS' as const, 'COUNT' as const),
    ends: maybe(some([...ACTORS, ...EVENTS], 4), 3),
    pairs: maybe(
      fc.array(fc.tuple(fc.constantFrom(...ACTORS), fc.constantFrom(...ACTORS, ...EVENTS)), { maxLength: 9 }),
      8,
    ),
    minimum: maybe(fc.constantFrom(1, 2), 3),
    withoutSelf: maybe(fc.boolean(), 3),
    total: fc.boolean(),
  })
  .map(({ ends, unit, ...query }) => {
    const byEnd = query.by[0] === 'end';
    return { ...query, unit: unit === 'OTHERS' && !byEnd ? 'CLAIMS' : unit, ends: byEnd ? ends : undefined };
  });

const anyList: fc.Arbitrary<Omit<ListQuery, 'limit'>> = fc.record({
  kind: fc.constantFrom(...RECORD_KINDS),
  order: fc.constantFrom('TITLE_ASC', 'TITLE_DESC', 'DATE_ASC', 'DATE_DESC', 'RECORDED_ASC', 'RECORDED_DESC'),
  facets: maybe(
    fc.constantFrom<Record<string, string[]>>(
      { kind: ['STATE', 'ARTICLE', 'STATEMENT'] },
      { about: ['act_0', 'act_1'], withdrawn: ['false'] },
      { publisher: ['Publisher 0', '出版'] },
      { at: ['evt_0'] },
      { in: ['act_1'] },
      { reporter: ['act_2'] },
    ),
    3,
  ),
  from: maybe(fc.constantFrom(...DAYS), 5),
  to: maybe(fc.constantFrom(...DAYS), 5),
  undated: maybe(fc.constantFrom('INCLUDE', 'EXCLUDE', 'ONLY'), 5),
  canonicalOnly: maybe(fc.boolean(), 3),
  places: maybe(some(WORDS), 8),
  total: fc.boolean(),
  backward: fc.boolean(),
});

const SEARCHES = [...WORDS, 'actor', 'act', 'p', '约', 'зеле', 'full', 'mil', 'peace tre'];

/** One question, as a call of the port; with pages it walks to the end. */
export type Question =
  | {
      ask: 'claims';
      filter: ClaimFilter;
      order: 'SAID_ASC' | 'SAID_DESC' | 'RECORDED_ASC' | 'RECORDED_DESC';
      limit: number;
      backward: boolean;
      related: Related | undefined;
      moment: number | undefined;
    }
  | {
      ask: 'attributions';
      filter: ClaimFilter;
      order: 'SAID_ASC' | 'SAID_DESC';
      limit: number;
      backward: boolean;
      moment: number | undefined;
    }
  | { ask: 'tally'; filter: ClaimFilter; tally: Omit<Tally, 'filter'>; limit: number; moment: number | undefined }
  | { ask: 'other'; filter: ClaimFilter; about: Id; moment: number | undefined }
  | {
      ask: 'paths';
      filter: ClaimFilter;
      from: Id;
      to: Id;
      maxHops: number;
      limit: number;
      exclude: Id[];
      moment: number | undefined;
    }
  | { ask: 'tallies'; tallies: { filter: ClaimFilter; tally: Omit<Tally, 'filter'>; moment: number | undefined }[] }
  | { ask: 'find'; list: Omit<ListQuery, 'limit'>; related: Related | undefined; limit: number }
  | { ask: 'search'; text: string; limit: number }
  | { ask: 'getMany'; ids: Id[]; related: Related | undefined; moment: number | undefined }
  | { ask: 'history'; id: Id; limit: number }
  | { ask: 'authors'; versions: number[] }
  | { ask: 'changes'; limit: number; batch: Id | undefined; kinds: (typeof RECORD_KINDS)[number][] | undefined }
  | { ask: 'records'; moment: number | undefined }
  | { ask: 'stats'; moment: number | undefined };

const limit = fc.integer({ min: 1, max: 5 });
const anyRelated = fc.constantFrom<(Related | undefined)[]>(undefined, 'DISPLAYED', 'REFERENCED');
const anyQuestion: fc.Arbitrary<Question> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      ask: fc.constant('claims' as const),
      filter: anyFilter,
      order: fc.constantFrom(
        'SAID_ASC' as const,
        'SAID_DESC' as const,
        'RECORDED_ASC' as const,
        'RECORDED_DESC' as const,
      ),
      limit,
      backward: fc.boolean(),
      related: anyRelated,
      moment: anyMoment,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ask: fc.constant('attributions' as const),
      filter: anyFilter,
      order: fc.constantFrom('SAID_ASC' as const, 'SAID_DESC' as const),
      limit,
      backward: fc.boolean(),
      moment: anyMoment,
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      ask: fc.constant('tally' as const),
      filter: anyFilter,
      tally: anyTally,
      limit,
      moment: anyMoment,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ask: fc.constant('tallies' as const),
      tallies: fc.array(fc.record({ filter: anyFilter, tally: anyTally, moment: anyMoment }), {
        minLength: 2,
        maxLength: 4,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ask: fc.constant('other' as const),
      filter: anyFilter,
      about: fc.constantFrom(...ACTORS, ...EVENTS),
      moment: anyMoment,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ask: fc.constant('paths' as const),
      filter: oneIn<ClaimFilter, ClaimFilter>(2, anyFilter, {}),
      from: fc.constantFrom(...ACTORS, ...EVENTS),
      to: fc.constantFrom(...ACTORS, ...TOPICS, 'clm_0'),
      maxHops: fc.integer({ min: 1, max: 4 }),
      limit,
      exclude: fc.array(fc.constantFrom(...ACTORS), { maxLength: 2 }),
      moment: anyMoment,
    }),
  },
  { weight: 3, arbitrary: fc.record({ ask: fc.constant('find' as const), list: anyList, related: anyRelated, limit }) },
  {
    weight: 3,
    arbitrary: fc.record({ ask: fc.constant('search' as const), text: fc.constantFrom(...SEARCHES), limit }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      ask: fc.constant('getMany' as const),
      ids: fc.array(fc.constantFrom(...EVERY_ID, 'act_none'), { minLength: 1, maxLength: 12 }),
      related: anyRelated,
      moment: anyMoment,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ ask: fc.constant('history' as const), id: fc.constantFrom(...EVERY_ID), limit }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ask: fc.constant('authors' as const),
      versions: fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 30 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      ask: fc.constant('changes' as const),
      limit: fc.integer({ min: 3, max: 20 }),
      batch: maybe(fc.constantFrom(...BATCHES), 2),
      kinds: maybe(some(RECORD_KINDS), 3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ ask: fc.constant('records' as const), moment: anyMoment }) },
  { weight: 1, arbitrary: fc.record({ ask: fc.constant('stats' as const), moment: anyMoment }) },
);

export const anyQuestions = fc.array(anyQuestion, { minLength: 16, maxLength: 24, size: 'max' });
