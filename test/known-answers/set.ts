// The set that every known answer is about: small enough to be held in the head, with something of everything that a filter
// can ask for. Read it beside the rows; a change here changes the answers there, by hand.
//
// Written in this order, each record one version: batches 1 and 2, actors 3 to 11, topics 12 to 14, sources 15 to 18, events
// 19 to 22, then claim 01 at version 23 up to claim 16 at version 38. At 39 lou changes claim 11 (NEUTRAL becomes OPPOSES),
// at 40 kim judges that Nordland is Norland, at 41 kim saves a view.

import type { AnyRecord, Claim, Event, Stance } from '../../server/domain/records.ts';
import type { Store } from '../../server/store/store.ts';
import {
  actor,
  batch,
  claim,
  event,
  judgement,
  name,
  quote,
  source,
  target,
  topic,
  view,
} from '../fixtures/records.ts';
import { meta, put } from '../support/writing.ts';

const BATCHES = [batch({ id: 'bat_one', name: 'One' }), batch({ id: 'bat_two', name: 'Two' })];

const ACTORS = [
  actor({
    id: 'act_ada',
    kind: 'PERSON',
    name: 'Ada Quill',
    externalIds: [{ scheme: 'wikidata', value: 'Q1' }],
    roles: [{ title: 'minister', in: 'act_nor', from: '2020', to: null }],
  }),
  actor({
    id: 'act_bo',
    kind: 'PERSON',
    name: 'Bo Marsh',
    roles: [{ title: 'member', in: 'act_guild', from: null, to: null }],
  }),
  actor({ id: 'act_nor', kind: 'STATE', name: 'Norland', names: [name('Northgate', { kind: 'METONYM' })] }),
  actor({ id: 'act_sud', kind: 'STATE', name: 'Sudland' }),
  actor({ id: 'act_guild', kind: 'ORGANIZATION', name: 'Guild' }),
  actor({ id: 'act_court', kind: 'INSTITUTION', name: 'High Court' }),
  actor({
    id: 'act_crowd',
    kind: 'GROUP',
    name: 'Dockers',
    roles: [{ title: 'subjects', in: 'act_nord', from: null, to: null }],
  }),
  actor({ id: 'act_post', kind: 'OUTLET', name: 'Evening Post' }),
  // The same as act_nor, from version 40 on.
  actor({ id: 'act_nord', kind: 'STATE', name: 'Nordland' }),
];

const TOPICS = [
  topic({ id: 'top_trade', name: 'Trade' }),
  topic({ id: 'top_toll', name: 'Toll', broader: 'top_trade' }),
  topic({ id: 'top_port', name: 'Port', broader: 'top_trade' }),
];

/** Of post1, where claims 01, 02, 06 and 14 stand. */
const TEXT = 'Ada: I trust Norland. We want lower tolls. Trade helps us. They say she loves it.';

//            id           kind               title       publisher       authors      published     language reliability
const SOURCES = [
  source({
    id: 'src_post1',
    kind: 'ARTICLE',
    title: 'Post one',
    publisher: 'Evening Post',
    authors: ['act_post'],
    published: '2021-03-11',
    language: 'en',
    reliability: 'B',
    text: TEXT,
  }),
  source({
    id: 'src_post2',
    kind: 'ARTICLE',
    title: 'Post two',
    publisher: 'Evening Post',
    authors: ['act_bo'],
    basedOn: ['src_post1', 'src_leaf'],
    published: '2021-06',
    language: 'de',
    reliability: 'C',
  }),
  source({
    id: 'src_gaz',
    kind: 'OFFICIAL_RECORD',
    title: 'Gazette',
    publisher: 'State Press',
    language: 'en',
    reliability: 'A',
  }),
  source({ id: 'src_leaf', kind: 'POST', title: 'Leaflet', authors: ['act_crowd'], published: '2021-01' }),
];

const EVENTS: Event[] = [
  event({
    id: 'evt_talks',
    kind: 'MEETING',
    name: 'Talks',
    when: '2021-03-10',
    place: 'Harbour',
    status: 'HAPPENED',
    participants: [
      { actor: 'act_nor', role: 'host' },
      { actor: 'act_sud', role: null },
    ],
  }),
  event({
    id: 'evt_vote',
    kind: 'VOTE',
    name: 'Vote',
    when: '2021-06',
    place: 'Old "Town"',
    status: 'PLANNED',
    participants: [{ actor: 'act_ada', role: null }],
  }),
  event({
    id: 'evt_raid',
    kind: 'MILITARY',
    name: 'Raid',
    status: 'ALLEGED',
    participants: [{ actor: 'act_nord', role: null }],
    affected: ['act_crowd'],
  }),
  event({
    id: 'evt_strike',
    kind: 'PROTEST',
    name: 'Strike',
    when: '2021-01-15/2021-02-05',
    status: 'CANCELLED',
    participants: [{ actor: 'act_crowd', role: null }],
  }),
];

type Line = [
  number: string,
  saidOn: string,
  speakers: string,
  /** Each with its stance: + SUPPORTS, - OPPOSES, 0 NEUTRAL, ± MIXED. */
  targets: string,
  kind: Claim['kind'],
  status: Claim['status'],
  sources: string,
  /** The event at which it was said. */
  at: string,
  direct: 'direct' | '',
  curator: string,
  batch: string,
  proposition: string,
  /** One for each source; one that is printed in pieces has a + between them. */
  quotes: string,
];

// biome-ignore format: a table
const CLAIMS: Line[] = [
  ['01', '2021-01-10',            'ada',    'nor+',          'STATEMENT',         'ACCEPTED',  'post1',      '',      'direct', 'kim',   'one', 'Ada trusts Norland.',                      'I trust Norland'],
  ['02', '2021-01-20',            'ada bo', 'sud- trade+',   'DEMAND',            'ACCEPTED',  'post1 gaz',  '',      '',       'kim',   'one', 'Ada and Bo want Sudland to lower tolls.',  'We want lower tolls|lower the tolls'],
  ['03', '2021-02',               'bo',     'nor-',          'ASSESSMENT',        'ACCEPTED',  'leaf',       '',      '',       'kim',   'one', 'Bo finds Norland slow.',                   'slow as ever'],
  ['04', '2021-03-10',            'nor',    'sud+ talks0',   'PROMISE',           'ACCEPTED',  'gaz',        'talks', 'direct', 'kim',   'two', 'Norland promises Sudland a bridge.',       'a bridge by May'],
  ['05', '2021-03-10',            'sud',    'nor±',          'STATEMENT',         'ACCEPTED',  'gaz',        'talks', '',       'kim',   'two', 'Sudland is of two minds about Norland.',   'yes and no'],
  ['06', '2021-03-05/2021-03-20', 'nord',   'trade+',        'STATEMENT',         'ACCEPTED',  'post1',      '',      '',       'lou',   '',    'Nordland welcomes trade.',                 'Trade helps us'],
  ['07', '',                      'crowd',  'toll-',         'DEMAND',            'ACCEPTED',  'leaf',       '',      'direct', 'lou',   '',    'The dockers refuse the toll.',             'no toll'],
  ['08', '',                      'bo',     'ada+',          'STATEMENT',         'ACCEPTED',  'leaf post2', '',      '',       'lou',   'two', 'Bo praises Ada.',                          'she is+fair|sie ist fair'],
  ['09', '2021-06',               'guild',  'toll+ vote0',   'ASSESSMENT',        'DISPUTED',  'post2',      'vote',  '',       'lou',   '',    'The guild weighs the toll.',               'it may work'],
  ['10', '2021-06-15',            'court',  '03-',           'DENIAL',            'ACCEPTED',  'gaz',        '',      'direct', 'kim',   '',    'The court denies that Norland is slow.',   'by no means'],
  ['11', '2021/..',               'ada',    'sud0',          'THREAT',            'ACCEPTED',  'post2',      '',      '',       'kim',   '',    'Ada threatens Sudland.',                   'or else'],
  ['12', '2021-07-01',            'bo',     'nor+',          'STATEMENT',         'PROPOSED',  'leaf',       '',      '',       'robot', '',    'Bo thanks Norland.',                       'thank you'],
  ['13', '2021-07-02',            'sud',    'nor-',          'QUESTION',          'REJECTED',  'post2',      '',      '',       'lou',   '',    'Sudland asks whether Norland will pay.',   'will you pay'],
  ['14', '2021-07-03',            'ada',    'nor+',          'REPORT_OF_OPINION', 'RETRACTED', 'post1',      '',      '',       'kim',   '',    'Ada is said to love Norland.',             'They say she loves it'],
  ['15', '2020-12-24',            'nor',    'nor+',          'STATEMENT',         'ACCEPTED',  'gaz',        '',      'direct', 'kim',   '',    'Norland praises itself.',                  'we are the best'],
  ['16', '../2021-03',            'crowd',  'port+',         'QUESTION',          'ACCEPTED',  'leaf',       '',      '',       'robot', '',    'The dockers ask for a port.',              'give us a port'],
];

/** What few of them have. */
const MORE: Record<string, Partial<Claim>> = {
  '01': { language: 'en' },
  '03': { hedged: true },
  '05': { reporters: ['act_sud'] },
  '08': { language: 'de' },
  '09': { hedged: true, language: 'de' },
  '10': { reporters: ['act_post'] },
  '12': { hedged: true, language: 'de', reporters: ['act_post'] },
  '15': { reporters: ['act_nord'] },
};

const STANCES: Record<string, Stance> = { '+': 'SUPPORTS', '-': 'OPPOSES', '0': 'NEUTRAL', '±': 'MIXED' };
const words = (text: string) => text.split(' ').filter((word) => word !== '');

/** `nor` is act_nor, `toll` is top_toll, `03` is clm_03. */
export function idOf(word: string): string {
  const found = [...ACTORS, ...TOPICS, ...SOURCES, ...EVENTS].find(({ id }) => id.slice(4) === word);
  return found?.id ?? `clm_${word}`;
}

function claimOf([
  number,
  saidOn,
  speakers,
  targets,
  kind,
  status,
  sources,
  at,
  direct,
  ,
  ,
  proposition,
  quotes,
]: Line) {
  const exact = quotes.split('|');
  return claim({
    id: `clm_${number}`,
    saidOn: saidOn === '' ? null : saidOn,
    speakers: words(speakers).map(idOf),
    targets: words(targets).map((word) => target(idOf(word.slice(0, -1)), STANCES[word.slice(-1)])),
    kind,
    status,
    statusReason: ['DISPUTED', 'REJECTED', 'RETRACTED'].includes(status) ? 'for a reason' : null,
    quotes: words(sources).flatMap((from, index) => passageFrom(idOf(from), exact[index]?.split('+') ?? [])),
    at: at === '' ? null : idOf(at),
    directSpeech: direct === 'direct',
    proposition,
    ...MORE[number],
  });
}

function passageFrom(from: string, pieces: string[]) {
  const passage = pieces.length > 1 ? 1 : null;
  return pieces.map((exact) => ({ ...quoteFrom(from, exact), passage }));
}

function quoteFrom(from: string, exact: string) {
  const start = TEXT.indexOf(exact);
  if (from !== 'src_post1') return quote({ source: from, exact });
  return quote({
    source: from,
    exact,
    start,
    end: start + exact.length,
    prefix: TEXT.slice(Math.max(0, start - 32), start),
    suffix: TEXT.slice(start + exact.length).slice(0, 32),
    state: 'EXACT',
  });
}

const TIME = '2026-01-01T00:00:00.000Z';

export async function writeKnownSet(store: Store): Promise<void> {
  const write = (record: AnyRecord, author: string, inBatch = '', reason: string | null = null) =>
    store.write(meta({ author, time: TIME, reason, batch: inBatch === '' ? null : `bat_${inBatch}` }), [put(record)]);
  const first = [...BATCHES, ...ACTORS, ...TOPICS, ...SOURCES, ...EVENTS];
  await store.write(
    meta({ author: 'kim', time: TIME }),
    first.map((record) => put(record)),
  );
  for (const line of CLAIMS) await write(claimOf(line), line[9], line[10]);
  const changed = CLAIMS.find(([number]) => number === '11') as Line;
  await write({ ...claimOf(changed), targets: [target('act_sud', 'OPPOSES')] }, 'lou', 'two', 'looked again');
  await write(judgement({ id: 'jdg_same', records: ['act_nor', 'act_nord'] }), 'kim');
  await write(view({ id: 'vew_map', name: 'Map', owner: 'kim', visibility: 'PUBLIC', datasetVersion: 40 }), 'kim');
}
