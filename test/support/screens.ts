// Every query of the page with variables that make it work hard: over the example set, in which two actors, two topics and
// two events are one, and claims answer claims.

import { createApi } from '../../server/http/api.ts';
import type { Store } from '../../server/store/store.ts';
import * as page from '../../web/gql/generated.ts';
import { actor, claim, event, judgement, quote, target, topic } from '../fixtures/records.ts';
import { fillExample } from './example.ts';
import { save } from './writing.ts';

const ACTOR = 'act_united-states';
const EVENT = 'evt_nord-stream-declaration';
const TOPIC = 'top_sanctions';
const SOURCE = 'src_briefing-kiev';
const CLAIM = 'clm_nord-stream-sanctions-threat';
/** A small part of the network is shown, so that nothing follows from the edges alone. */
const LIMIT = 5;

export async function fillScreens(store: Store): Promise<void> {
  await fillExample(store);
  const said = { quotes: [quote({ source: SOURCE })], statusReason: 'It is asked about.' };
  await save(
    store,
    actor({ id: 'act_usa', name: 'USA', roles: [{ title: 'member', in: 'act_nato', from: null, to: null }] }),
    topic({ id: 'top_embargo', name: 'Embargo' }),
    event({ id: 'evt_declaration', name: 'Declaration' }),
    judgement({ id: 'jdg_1', records: [ACTOR, 'act_usa'] }),
    judgement({ id: 'jdg_2', records: [TOPIC, 'top_embargo'] }),
    judgement({ id: 'jdg_3', records: [EVENT, 'evt_declaration'] }),
    claim({
      ...said,
      id: 'clm_answer',
      speakers: ['act_usa'],
      targets: [target(CLAIM, 'OPPOSES'), target('top_embargo'), target('evt_declaration'), target('act_russia')],
      at: 'evt_declaration',
      status: 'DISPUTED',
    }),
    claim({ ...said, id: 'clm_again', speakers: ['act_germany'], targets: [target('clm_answer')], saidOn: '2022-01' }),
    claim({ ...said, id: 'clm_undated', speakers: ['act_germany'], targets: [target('act_usa')] }),
  );
}

const filter = { saidTo: '2023-12-31', undated: 'INCLUDE' };
const LISTS = { filter, first: 50 };

/** By the name of the query; those without variables of their own would be found missing. */
export const SCREENS: Record<string, readonly object[]> = {
  NetworkOf: [
    { filter, limit: 800 },
    {
      filter,
      limit: LIMIT,
      minClaims: 2,
      include: [ACTOR, 'act_usa'],
      targetKinds: ['ACTOR', 'EVENT', 'TOPIC', 'CLAIM'],
    },
    { filter: { ...filter, speakers: ['act_usa', 'act_russia'] }, limit: LIMIT, include: ['act_russia'] },
    { filter: { ...filter, about: ['act_usa'] }, limit: LIMIT, include: ['act_russia'] },
  ],
  NetworkTotals: [{ filter, minClaims: 2 }],
  HistogramOf: [{ filter }, { filter, unit: 'MONTH' }, { filter: { saidFrom: '1900-01-01', saidTo: '1900-01-02' } }],
  FacetsOf: [
    { filter, first: 10 },
    { filter, first: 3, fields: ['speakers', 'targets', 'stances', 'statuses', 'sources'] },
  ],
  CoverageOf: [{ filter }, {}],
  RelationsOf: [
    { ...LISTS, minClaims: 1 },
    { ...LISTS, targetKinds: ['CLAIM'], orderBy: 'ENDS_ASC' },
  ],
  ClaimsOf: [LISTS, { ...LISTS, orderBy: 'RECORDED_DESC' }, { filter: { ...filter, sources: [SOURCE] }, first: 50 }],
  RelationOf: [
    { speaker: 'act_usa', target: CLAIM, filter, first: 20 },
    { speaker: 'act_germany', target: 'act_usa', filter: {}, first: 20 },
  ],
  RelationRecord: [
    {
      speaker: 'act_germany',
      target: 'clm_answer',
      ends: ['act_germany', 'clm_answer'],
      filter,
      ofRelation: { ...filter, speakers: ['act_germany'], targets: ['clm_answer'] },
    },
  ],
  RelationRows: [LISTS],
  ActorAround: [
    {
      speaking: { speakers: ['act_usa'] },
      opposing: { targets: ['act_russia'], stances: ['OPPOSES'] },
      supporting: { targets: ['act_ukraine'], stances: ['SUPPORTS'] },
      first: 5,
    },
  ],
  NeighboursOf: [
    { id: 'act_usa', filter, first: 25 },
    { id: CLAIM, filter, first: 25, kinds: ['ACTOR', 'CLAIM'] },
  ],
  ActorRecord: [{ id: 'act_usa', filter }],
  EventRecord: [{ id: 'evt_declaration', filter }],
  TopicRecord: [{ id: 'top_embargo', filter }],
  SourceRecord: [
    { id: SOURCE, withText: true },
    { id: SOURCE, withText: false },
  ],
  SourcesBasedOn: [{ source: 'src_article', first: 20 }],
  ClaimRecord: [{ id: CLAIM }, { id: 'clm_answer' }, { id: 'clm_again' }],
  Names: [{ ids: ['act_usa', 'evt_declaration', 'top_embargo', SOURCE, CLAIM, 'clm_answer'] }],
  Search: [
    { text: 'russia', first: 25 },
    { text: 'sanctions', first: 2 },
  ],
  Typeahead: [
    { text: 'nato', kinds: ['ACTOR', 'EVENT', 'TOPIC', 'SOURCE'], claims: 3 },
    { text: 'n', kinds: ['ACTOR', 'EVENT', 'TOPIC', 'SOURCE'], claims: 3 },
  ],
  TopicList: [{ first: 50 }],
  SourceList: [{ first: 50 }],
};

export const DOCUMENTS: Record<string, string> = Object.fromEntries(
  Object.entries(page as Record<string, unknown>).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1].startsWith('query '),
  ),
);

/** Asks all, and gives what `spent` says after each, with the answer. */
export async function askScreens<T>(
  store: Store,
  took: (verb: string) => void,
  spent: () => T,
): Promise<{ screen: string; spent: T; data: unknown }[]> {
  const api = createApi({
    store,
    config: { publicRead: true, adminToken: null },
    took,
    log: (error) => console.error('a defect:', error),
  });
  const found: { screen: string; spent: T; data: unknown }[] = [];
  for (const [name, all] of Object.entries(SCREENS))
    for (const variables of all) {
      spent();
      const response = await api.fetch('http://test/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: DOCUMENTS[name], variables }),
      });
      const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
      const screen = `${name} ${JSON.stringify(variables)}`;
      if (errors !== undefined) throw new Error(`${screen}: ${JSON.stringify(errors)}`);
      found.push({ screen, spent: spent(), data });
    }
  return found;
}
