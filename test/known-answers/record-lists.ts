// Which actors, events, topics and sources a list shows, and in what order: the ids, in the order of the answer.

import type { Row } from './row.ts';
import { bare, idsOf, pages, row } from './row.ts';

type List = 'actors' | 'events' | 'topics' | 'sources';

function list(name: List, filter: object, ids: string, orderBy?: string): Row {
  const type = `${(name[0] as string).toUpperCase()}${name.slice(1, -1)}Filter`;
  return row(
    `${name} ${JSON.stringify(filter)}${orderBy ? ` by ${orderBy}` : ''}`,
    `query ($filter: ${type}, $orderBy: RecordOrder) {
      ${name}(filter: $filter, orderBy: $orderBy, first: 100) { totalCount nodes { id } }
    }`,
    { filter, orderBy },
    (data) => ({ ids: idsOf(data[name].nodes), total: data[name].totalCount }),
    { ids, total: ids === '' ? 0 : ids.split(' ').length },
  );
}

/** The order of a list without any arguments. */
const plain = (name: List, ids: string): Row =>
  row(`${name} as they come`, `{ ${name} { nodes { id } } }`, {}, (data) => idsOf(data[name].nodes), ids);

export const recordListRows: Row[] = [
  // Nordland stands under Norland. By name: Ada Quill, Bo Marsh, Dockers, Evening Post, Guild, High Court, Norland, Sudland.
  plain('actors', 'ada bo crowd post guild court nor sud'),
  list('actors', {}, 'sud nor court guild post crowd bo ada', 'TITLE_DESC'),
  list('actors', {}, 'ada bo crowd post guild court nor sud', 'TITLE_ASC'),
  list('actors', {}, 'ada bo nor sud guild court crowd post', 'RECORDED_ASC'),
  list('actors', {}, 'post crowd court guild sud nor bo ada', 'RECORDED_DESC'),
  list('actors', { kinds: ['PERSON'] }, 'ada bo'),
  list('actors', { kinds: ['STATE'] }, 'nor sud'),
  list('actors', { kinds: ['ORGANIZATION', 'INSTITUTION'] }, 'guild court'),
  list('actors', { kinds: ['GROUP'] }, 'crowd'),
  list('actors', { kinds: ['OUTLET'] }, 'post'),
  list('actors', { kinds: [] }, ''),
  list('actors', { externalId: { scheme: 'wikidata', value: 'Q1' } }, 'ada'),
  list('actors', { externalId: { scheme: 'wikidata', value: 'Q2' } }, ''),
  list('actors', { externalId: { scheme: 'isni', value: 'Q1' } }, ''),
  // The dockers are subjects of Nordland, which is Norland.
  list('actors', { in: ['act_nor'] }, 'ada crowd'),
  list('actors', { in: ['act_guild'] }, 'bo'),
  list('actors', { in: ['act_guild', 'act_nord'] }, 'ada bo crowd'),
  list('actors', { in: ['act_nor'], kinds: ['PERSON'] }, 'ada'),
  list('actors', { in: ['act_nor'], kinds: ['GROUP'], externalId: { scheme: 'wikidata', value: 'Q1' } }, ''),

  // By date: the strike in January, the talks in March, the vote in June, the raid at no known time.
  plain('events', 'vote talks strike raid'),
  list('events', {}, 'vote talks strike raid', 'DATE_DESC'),
  list('events', {}, 'raid strike talks vote', 'DATE_ASC'),
  list('events', {}, 'raid strike talks vote', 'TITLE_ASC'),
  list('events', {}, 'strike raid vote talks', 'RECORDED_DESC'),
  list('events', { kinds: ['MEETING'] }, 'talks'),
  list('events', { kinds: ['VOTE', 'PROTEST'] }, 'vote strike'),
  list('events', { kinds: ['MILITARY'] }, 'raid'),
  list('events', { kinds: ['CALL', 'NEGOTIATION', 'AGREEMENT', 'DECISION', 'PUBLICATION', 'ELECTION', 'OTHER'] }, ''),
  list('events', { statuses: ['HAPPENED'] }, 'talks'),
  list('events', { statuses: ['PLANNED'] }, 'vote'),
  list('events', { statuses: ['ALLEGED'] }, 'raid'),
  list('events', { statuses: ['CANCELLED'] }, 'strike'),
  list('events', { statuses: ['PLANNED', 'ALLEGED'] }, 'vote raid'),
  list('events', { from: '2021-02-05' }, 'vote talks strike'),
  list('events', { from: '2021-02-06' }, 'vote talks'),
  list('events', { to: '2021-01-15' }, 'strike'),
  list('events', { to: '2021-01-14' }, ''),
  list('events', { from: '2021-03-10', to: '2021-03-10' }, 'talks'),
  list('events', { from: '2021-06-30', undated: 'INCLUDE' }, 'vote raid'),
  list('events', { from: '2021-06-30', undated: 'EXCLUDE' }, 'vote'),
  list('events', { undated: 'ONLY' }, 'raid'),
  list('events', { undated: 'EXCLUDE' }, 'vote talks strike'),
  list('events', { participants: ['act_sud'] }, 'talks'),
  list('events', { participants: ['act_nor'] }, 'talks raid'),
  list('events', { participants: ['act_ada', 'act_crowd'] }, 'vote strike'),
  // Who was affected did not take part.
  list('events', { participants: ['act_crowd'], statuses: ['ALLEGED'] }, ''),
  list('events', { participants: ['act_nor'], from: '2021-01-01' }, 'talks'),
  list('events', { places: ['Harbour'] }, 'talks'),
  list('events', { places: ['Old "Town"', 'Harbour', 'nowhere'] }, 'vote talks'),
  list('events', { places: ['harbour'] }, ''),
  list('events', { places: [] }, ''),
  list('events', { places: ['Harbour'], statuses: ['PLANNED'] }, ''),
  list('events', { overlaps: 'evt_strike' }, 'strike'),
  list('events', { overlaps: 'evt_strike', to: '2021-01-15' }, 'strike'),
  list('events', { overlaps: 'evt_strike', from: '2021-02-06' }, ''),
  list('events', { overlaps: 'evt_raid' }, ''),
  list('events', { overlaps: 'evt_none' }, ''),

  plain('topics', 'port toll trade'),
  list('topics', {}, 'trade toll port', 'TITLE_DESC'),
  list('topics', {}, 'trade toll port', 'RECORDED_ASC'),
  list('topics', { broader: ['top_trade'] }, 'port toll'),
  list('topics', { broader: ['top_toll'] }, ''),

  // Published: the leaflet in January, post one in March, post two in June, the gazette at no known time.
  plain('sources', 'post2 post1 leaf gaz'),
  list('sources', {}, 'gaz leaf post1 post2', 'DATE_ASC'),
  list('sources', {}, 'gaz leaf post1 post2', 'TITLE_ASC'),
  list('sources', {}, 'leaf gaz post2 post1', 'RECORDED_DESC'),
  list('sources', { kinds: ['ARTICLE'] }, 'post2 post1'),
  list('sources', { kinds: ['OFFICIAL_RECORD', 'POST'] }, 'leaf gaz'),
  list('sources', { kinds: ['BRIEFING', 'TREATY', 'TRANSCRIPT', 'SPEECH', 'VIDEO', 'REPORT', 'DATASET', 'OTHER'] }, ''),
  list('sources', { publishers: ['Evening Post'] }, 'post2 post1'),
  list('sources', { publishers: ['State Press', 'Nobody'] }, 'gaz'),
  list('sources', { authors: ['act_bo'] }, 'post2'),
  list('sources', { authors: ['act_crowd', 'act_post'] }, 'post1 leaf'),
  list('sources', { basedOn: ['src_leaf'] }, 'post2'),
  list('sources', { basedOn: ['src_gaz', 'src_post1'], languages: ['de'] }, 'post2'),
  list('sources', { basedOn: ['src_post2'] }, ''),
  list('sources', { languages: ['en'] }, 'post1 gaz'),
  list('sources', { languages: ['de', 'fr'] }, 'post2'),
  list('sources', { reliabilities: ['A'] }, 'gaz'),
  list('sources', { reliabilities: ['B', 'C'] }, 'post2 post1'),
  list('sources', { reliabilities: ['D', 'E', 'F'] }, ''),
  list('sources', { publishedFrom: '2021-03-11' }, 'post2 post1'),
  list('sources', { publishedFrom: '2021-03-12' }, 'post2'),
  list('sources', { publishedTo: '2021-01-31' }, 'leaf'),
  list('sources', { publishedTo: '2021-01-01' }, 'leaf'),
  list('sources', { publishedTo: '2020-12-31' }, ''),
  list('sources', { publishedFrom: '2021-02-01', publishedTo: '2021-05-31' }, 'post1'),
  list('sources', { publishedTo: '2021-01-31', undated: 'INCLUDE' }, 'leaf gaz'),
  list('sources', { publishedTo: '2021-01-31', undated: 'EXCLUDE' }, 'leaf'),
  list('sources', { undated: 'ONLY' }, 'gaz'),
  list('sources', { languages: ['en'], reliabilities: ['B'], kinds: ['ARTICLE'] }, 'post1'),
  list('sources', { publishers: ['Evening Post'], authors: ['act_bo'], publishedFrom: '2021-06-30' }, 'post2'),

  pages({
    says: 'actors in pages',
    list: 'actors',
    pages: ['ada bo', 'crowd post', 'guild court', 'nor sud'],
    back: ['nor sud', 'guild court', 'crowd post', 'ada bo'],
  }),
  pages({
    says: 'states and persons in pages',
    list: 'actors',
    args: 'filter: { kinds: [STATE, PERSON, GROUP] }, orderBy: RECORDED_ASC',
    pages: ['ada bo', 'nor sud', 'crowd'],
    back: ['sud crowd', 'bo nor', 'ada'],
  }),
  pages({
    says: 'events in pages',
    list: 'events',
    pages: ['vote talks', 'strike raid'],
    back: ['strike raid', 'vote talks'],
  }),
  pages({ says: 'topics in pages', list: 'topics', pages: ['port toll', 'trade'], back: ['toll trade', 'port'] }),
  pages({
    says: 'sources in pages',
    list: 'sources',
    pages: ['post2 post1', 'leaf gaz'],
    back: ['leaf gaz', 'post2 post1'],
  }),
  // Latest said first, by the earliest day it may have been; 16 has only a latest one, the end of March; undated last.
  pages({
    says: 'claims in pages',
    list: 'claims',
    pages: ['10 09', '16 05', '04 06', '03 02', '01 11', '15 08', '07'],
    back: ['08 07', '11 15', '02 01', '06 03', '05 04', '09 16', '10'],
  }),
  pages({
    says: 'claims in pages, earliest said first',
    list: 'claims',
    args: 'orderBy: SAID_ASC, filter: { speakers: ["act_ada", "act_bo"] }',
    pages: ['08 11', '01 02', '03'],
    back: ['02 03', '11 01', '08'],
  }),
  pages({
    says: 'claims in pages, newest record first',
    list: 'claims',
    args: 'orderBy: RECORDED_DESC, filter: { sources: ["src_gaz"] }',
    pages: ['15 10', '05 04', '02'],
    back: ['04 02', '10 05', '15'],
  }),
  pages({
    says: 'rows of the flat table in pages: the claim, speaker and target of each',
    list: 'claimRows',
    args: 'filter: { sources: ["src_post1"] }',
    fields: 'claimId speakerId targetId',
    short: (nodes) => nodes.map((one) => `${bare(one.claimId)}:${bare(one.speakerId)}-${bare(one.targetId)}`).join(' '),
    pages: ['06:nor-trade 02:bo-trade', '02:bo-sud 02:ada-trade', '02:ada-sud 01:ada-nor'],
  }),
];
