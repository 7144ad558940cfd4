// Records by their ids, as they are and as they were; what is found by its words; and what happened to a record.

import type { Data, Row } from './row.ts';
import { bare, idsOf, pages, row } from './row.ts';

const search = (args: string, answer: string): Row =>
  row(
    `search(${args})`,
    `{ search(${args}, first: 100) { nodes { match field claims record { id } } } }`,
    {},
    (data) => data.search.nodes.map((hit: Data) => `${bare(hit.record.id)} ${hit.match} ${hit.field}`).join(', '),
    answer,
  );

const counts = (within: string, answer: [number, number]): Row =>
  row(
    within,
    `{ ${within} }`,
    {},
    (data) => {
      const { asSpeaker, asTarget } = (Object.values(data)[0] as Data).claimCounts;
      return [asSpeaker, asTarget];
    },
    answer,
  );

const name = (query: string, answer: string | null): Row =>
  row(
    query,
    `{ one: ${query} }`,
    {},
    ({ one }) => one && `${bare(one.id)} ${one.name ?? one.title ?? one.proposition}`,
    answer,
  );

export const readingRows: Row[] = [
  name('node(id: "act_ada") { id ... on Actor { name } }', 'ada Ada Quill'),
  name('node(id: "act_nord") { id ... on Actor { name } }', 'nor Norland'),
  name('node(id: "act_nord@39") { id ... on Actor { name } }', 'nord@39 Nordland'),
  name('node(id: "act_nord@10") { id }', null),
  name('node(id: "act_nord@99") { id }', null),
  name('node(id: "act_nobody") { id }', null),
  name('actor(id: "act_nord") { id name }', 'nor Norland'),
  name('actor(id: "act_nord", asOf: 11) { id name }', 'nord@11 Nordland'),
  name('actor(id: "act_nord", asOf: 10) { id name }', null),
  name('event(id: "evt_raid") { id name }', 'raid Raid'),
  name('event(id: "evt_raid", asOf: 20) { id name }', null),
  name('topic(id: "top_toll") { id name }', 'toll Toll'),
  name('topic(id: "top_toll", asOf: 12) { id name }', null),
  name('source(id: "src_gaz") { id title }', 'gaz Gazette'),
  name('source(id: "src_gaz", asOf: 16) { id title }', null),
  name('claim(id: "clm_08") { id proposition }', '08 Bo praises Ada.'),
  name('claim(id: "clm_08", asOf: 29) { id proposition }', null),
  row(
    'nodes, in the order of the ids, as of a version',
    '{ nodes(ids: ["clm_02@23", "act_nord@23", "clm_02", "act_x@23", "top_port@23"]) { id ... on Record { recordId } } }',
    {},
    (data) => data.nodes.map((one: Data) => one && `${one.id} ${one.recordId}`),
    [null, 'act_nord@23 act_nord', 'clm_02 clm_02', null, 'top_port@23 top_port'],
  ),
  row(
    'a claim with all that it has',
    `{ claim(id: "clm_04") { kind saidOn earliest latest status directSpeech hedged confidence version proposition
      speakers { id } targets { stance target { ... on Node { id } } } at { id } quotes { exact state source { id } }
      attributions { speaker { id } target { ... on Node { id } } stance } via { note } reporters { id } links { kind } } }`,
    {},
    (data) => data.claim,
    {
      kind: 'PROMISE',
      saidOn: '2021-03-10',
      earliest: '2021-03-10',
      latest: '2021-03-10',
      status: 'ACCEPTED',
      directSpeech: true,
      hedged: false,
      confidence: null,
      version: 26,
      proposition: 'Norland promises Sudland a bridge.',
      speakers: [{ id: 'act_nor' }],
      targets: [
        { stance: 'SUPPORTS', target: { id: 'act_sud' } },
        { stance: 'NEUTRAL', target: { id: 'evt_talks' } },
      ],
      at: { id: 'evt_talks' },
      quotes: [{ exact: 'a bridge by May', state: 'UNCHECKED', source: { id: 'src_gaz' } }],
      attributions: [
        { speaker: { id: 'act_nor' }, target: { id: 'act_sud' }, stance: 'SUPPORTS' },
        { speaker: { id: 'act_nor' }, target: { id: 'evt_talks' }, stance: 'NEUTRAL' },
      ],
      via: [],
      reporters: [],
      links: [],
    },
  ),
  row(
    'a merged actor, with what each of the two knew',
    '{ actor(id: "act_nord") { id name mergedIds names { text kind } } }',
    {},
    (data) => data.actor,
    {
      id: 'act_nor',
      name: 'Norland',
      mergedIds: ['act_nord'],
      names: [
        { text: 'Northgate', kind: 'METONYM' },
        { text: 'Nordland', kind: 'ALIAS' },
      ],
    },
  ),
  row(
    'rows of the flat table',
    `{ claimRows(filter: { kinds: [PROMISE], stances: [NEUTRAL] }) { nodes { claimId speaker target targetKind stance stanceValue
      kind status saidOn earliest latest jointSpeakers directSpeech hedged quote quoteCount sourceTitle sourceUrl publisher proposition } } }`,
    {},
    (data) => data.claimRows.nodes,
    [
      {
        claimId: 'clm_04',
        speaker: 'Norland',
        target: 'Talks',
        targetKind: 'EVENT',
        stance: 'NEUTRAL',
        stanceValue: 0,
        kind: 'PROMISE',
        status: 'ACCEPTED',
        saidOn: '2021-03-10',
        earliest: '2021-03-10',
        latest: '2021-03-10',
        jointSpeakers: 1,
        directSpeech: true,
        hedged: false,
        quote: 'a bridge by May',
        quoteCount: 1,
        sourceTitle: 'Gazette',
        sourceUrl: null,
        publisher: 'State Press',
        proposition: 'Norland promises Sudland a bridge.',
      },
    ],
  ),
  row(
    'values of stances, joint speakers and quotes in the flat table',
    '{ claimRows(filter: { text: "lower" }, first: 10) { nodes { stanceValue jointSpeakers quoteCount quote publisher } } }',
    {},
    (data) =>
      data.claimRows.nodes.map((one: Data) =>
        [one.stanceValue, one.jointSpeakers, one.quoteCount, one.quote, one.publisher].join(' '),
      ),
    [
      '1 2 2 We want lower tolls Evening Post',
      '-1 2 2 We want lower tolls Evening Post',
      '1 2 2 We want lower tolls Evening Post',
      '-1 2 2 We want lower tolls Evening Post',
    ],
  ),
  row(
    'an utterance printed in pieces, and in another source in one, in the flat table',
    '{ claimRows(filter: { speakers: ["act_bo"], targets: ["act_ada"] }) { nodes { quote quoteCount sourceId } } }',
    {},
    (data) => data.claimRows.nodes,
    [{ quote: 'she is … fair', quoteCount: 3, sourceId: 'src_leaf' }],
  ),
  row(
    'the pieces of an utterance, with the number that they share',
    '{ claim(id: "clm_08") { quotes { exact passage source { id } } } }',
    {},
    (data) => data.claim.quotes.map((one: Data) => [one.exact, one.passage, one.source.id].join(' ')),
    ['she is 1 src_leaf', 'fair 1 src_leaf', 'sie ist fair  src_post2'],
  ),
  row(
    'rows of the flat table in either order, weighed so that a claim counts once',
    `query ($filter: ClaimFilter) {
      down: claimRows(filter: $filter, orderBy: SAID_DESC, first: 5000) { nodes { ...Row } }
      up: claimRows(filter: $filter, orderBy: SAID_ASC, first: 3) { nodes { ...Row } }
    }
    fragment Row on ClaimRow { claimId speakerId targetId speakerCount targetCount curator }`,
    { filter: { sources: ['src_post1'] } },
    ({ down, up }) =>
      [down, up].map(({ nodes }) =>
        nodes.map((one: Data) =>
          [one.claimId, one.speakerId, one.targetId, one.speakerCount * one.targetCount, one.curator].join(' '),
        ),
      ),
    [
      [
        'clm_06 act_nor top_trade 1 lou',
        'clm_02 act_bo top_trade 4 kim',
        'clm_02 act_bo act_sud 4 kim',
        'clm_02 act_ada top_trade 4 kim',
        'clm_02 act_ada act_sud 4 kim',
        'clm_01 act_ada act_nor 1 kim',
      ],
      ['clm_01 act_ada act_nor 1 kim', 'clm_02 act_ada act_sud 4 kim', 'clm_02 act_ada top_trade 4 kim'],
    ],
  ),

  counts('actor(id: "act_ada") { claimCounts { asSpeaker asTarget } }', [3, 1]),
  counts('actor(id: "act_nor") { claimCounts { asSpeaker asTarget } }', [3, 4]),
  counts('actor(id: "act_nor") { claimCounts(filter: { stances: [SUPPORTS] }) { asSpeaker asTarget } }', [3, 2]),
  counts('event(id: "evt_talks") { claimCounts { asSpeaker asTarget } }', [0, 1]),
  counts('event(id: "evt_vote") { claimCounts(filter: { statuses: [ACCEPTED] }) { asSpeaker asTarget } }', [0, 0]),
  counts('topic(id: "top_toll") { claimCounts { asSpeaker asTarget } }', [0, 2]),
  counts('topic(id: "top_toll") { claimCounts(filter: { undated: ONLY }) { asSpeaker asTarget } }', [0, 1]),

  ...[
    // In which it speaks or is spoken about: 01 02 03 04 05 06 11 15 are of ada or nor.
    pages({
      says: 'the claims of an actor',
      within: '{ actor(id: "act_nor") { LIST } }',
      list: 'claims',
      args: 'orderBy: RECORDED_ASC, filter: { directSpeech: true }',
      pages: ['01 04', '15'],
      back: ['04 15', '01'],
    }),
    pages({
      says: 'the claims of an event: about it, or made at it',
      within: '{ event(id: "evt_talks") { LIST } }',
      list: 'claims',
      args: 'orderBy: RECORDED_DESC, filter: { undated: EXCLUDE }',
      pages: ['05 04'],
      back: ['05 04'],
    }),
    pages({
      says: 'the claims of a topic',
      within: '{ topic(id: "top_toll") { LIST } }',
      list: 'claims',
      args: 'orderBy: SAID_ASC, filter: { statuses: [ACCEPTED, DISPUTED] }',
      pages: ['07 09'],
      back: ['07 09'],
    }),
    pages({
      says: 'the claims of a source',
      within: '{ source(id: "src_gaz") { LIST } }',
      list: 'claims',
      args: 'orderBy: SAID_DESC, filter: { curators: ["kim"] }',
      pages: ['10 05', '04 02', '15'],
      back: ['02 15', '05 04', '10'],
    }),
    pages({
      says: 'the claims about a claim',
      within: '{ claim(id: "clm_03") { LIST } }',
      list: 'claims',
      args: 'orderBy: SAID_DESC, filter: { kinds: [DENIAL, QUESTION] }',
      pages: ['10'],
      back: ['10'],
    }),
  ],

  search('text: "Ada", kinds: [ACTOR]', 'ada NAME_START name'),
  search('text: "ada quill"', 'ada NAME name'),
  search('text: "quill"', 'ada WORD name'),
  search('text: "uill", kinds: [ACTOR]', 'ada PART name'),
  search('text: "northgate"', 'nor NAME names[0].text'),
  search('text: "Nordland", kinds: [ACTOR]', 'nor NAME names[1].text'),
  // Texts by recency: 10 is version 32, 03 is 25.
  search('text: "slow"', '10 TEXT proposition, 03 TEXT proposition'),
  search('text: "by may"', '04 TEXT quotes[0].exact'),
  search('text: "sie ist"', '08 TEXT quotes[2].exact'),
  search('text: "tolls", kinds: [SOURCE, CLAIM]', '02 TEXT proposition, post1 TEXT text'),
  search('text: "toll", kinds: [TOPIC]', 'toll NAME name'),
  search('text: "tal", kinds: [EVENT]', 'talks NAME_START name'),
  search('text: "post", kinds: [SOURCE]', 'post1 NAME_START title, post2 NAME_START title'),
  search('text: "nowhere"', ''),
  pages({
    says: 'search in pages',
    list: 'search',
    args: 'text: "ada", kinds: [CLAIM]',
    fields: 'record { id }',
    short: (nodes) => nodes.map(({ record }) => bare(record.id)).join(' '),
    pages: ['11 14', '08 02', '01'],
  }),

  row(
    'history of a claim that was changed',
    '{ history(id: "clm_11") { nodes { version outcome author reason changedFields time batch { id } recordId kind } } }',
    {},
    (data) =>
      data.history.nodes.map(({ changedFields, ...one }: Data) => ({
        ...one,
        changed: changedFields.length > 1 ? 'all' : changedFields[0],
      })),
    [
      {
        version: 39,
        outcome: 'CHANGED',
        author: 'lou',
        reason: 'looked again',
        changed: 'targets',
        time: '2026-01-01T00:00:00.000Z',
        batch: { id: 'bat_two' },
        recordId: 'clm_11',
        kind: 'CLAIM',
      },
      {
        version: 33,
        outcome: 'ADDED',
        author: 'kim',
        reason: null,
        changed: 'all',
        time: '2026-01-01T00:00:00.000Z',
        batch: null,
        recordId: 'clm_11',
        kind: 'CLAIM',
      },
    ],
  ),
  row(
    'history one version at a time',
    '{ claim(id: "clm_11") { history(first: 1) { nodes { version } pageInfo { hasNextPage } } } }',
    {},
    (data) => [data.claim.history.nodes[0].version, data.claim.history.pageInfo.hasNextPage],
    [39, true],
  ),
  {
    says: 'history goes on behind a cursor',
    check: async (ask) => {
      const { history } = await ask('{ history(id: "clm_11", first: 1) { nodes { version } pageInfo { endCursor } } }');
      const after = history.pageInfo.endCursor;
      const rest = await ask(
        'query ($after: String) { history(id: "clm_11", first: 1, after: $after) { nodes { version } pageInfo { hasNextPage } } claim(id: "clm_11") { history(after: $after) { nodes { version } } } }',
        { after },
      );
      if (rest.history.nodes[0].version !== 33 || rest.history.pageInfo.hasNextPage !== false)
        throw new Error(`33 is the last: ${JSON.stringify(rest)}`);
      if (JSON.stringify(rest.claim.history.nodes) !== '[{"version":33}]') throw new Error(JSON.stringify(rest.claim));
    },
  },
  row(
    'changes after 38',
    '{ changes(after: 38) { more datasetVersion versions { version recordId outcome author record { id } } } }',
    {},
    ({ changes }) => ({
      ...changes,
      versions: changes.versions.map(
        (one: Data) => `${one.version} ${one.recordId} ${one.outcome} ${one.author} ${one.record.id}`,
      ),
    }),
    {
      more: false,
      datasetVersion: 41,
      versions: [
        '39 clm_11 CHANGED lou clm_11@39',
        '40 jdg_same ADDED kim jdg_same@40',
        '41 vew_map ADDED kim vew_map@41',
      ],
    },
  ),
  row(
    'changes two at a time',
    '{ changes(after: 21, first: 2) { more versions { version recordId } } }',
    {},
    ({ changes }) => [changes.more, changes.versions.map((one: Data) => `${one.version} ${one.recordId}`).join(', ')],
    [true, '22 evt_strike, 23 clm_01'],
  ),
  row(
    'judgements about a record, under either of its ids',
    '{ judgements(about: "act_nord", first: 5) { nodes { id verdict withdrawn reason records { id } } } none: judgements(about: "act_sud") { nodes { id } } }',
    {},
    ({ judgements, none }) => [judgements.nodes, none.nodes],
    [
      [
        {
          id: 'jdg_same',
          verdict: 'SAME',
          withdrawn: false,
          reason: 'Two spellings of one name.',
          records: [{ id: 'act_nor@5' }, { id: 'act_nord@11' }],
        },
      ],
      [],
    ],
  ),
  pages({ says: 'batches in pages, newest first', list: 'batches', pages: ['two one'] }),
  row('batches', '{ batches(first: 1) { nodes { id name reverted } } }', {}, (data) => data.batches.nodes, [
    { id: 'bat_two', name: 'Two', reverted: false },
  ]),
  row(
    'views',
    '{ views(first: 1) { totalCount nodes { id owner visibility datasetVersion } } }',
    {},
    (data) => data.views.nodes,
    [{ id: 'vew_map', owner: 'kim', visibility: 'PUBLIC', datasetVersion: 40 }],
  ),
  {
    says: 'views, batches and judgements behind their last one',
    check: async (ask) => {
      const last = await ask(
        '{ batches { pageInfo { endCursor } } views { pageInfo { endCursor } } judgements { pageInfo { endCursor } } }',
      );
      for (const list of ['batches', 'views', 'judgements']) {
        const data = await ask(`query ($after: String) { ${list}(after: $after) { nodes { id } } }`, {
          after: last[list].pageInfo.endCursor,
        });
        if (idsOf(data[list].nodes) !== '') throw new Error(`${list}: ${JSON.stringify(data)}`);
      }
    },
  },
  // Everything was written at one moment.
  row(
    'the version at moments',
    '{ before: versionAt(time: "2025-12-31T23:59:59.999Z") at: versionAt(time: "2026-01-01T01:00:00+01:00") after: versionAt(time: "2031-01-01T00:00:00Z") }',
    {},
    (data) => data,
    { before: 0, at: 41, after: 41 },
  ),
  row(
    'stats',
    '{ stats { datasetVersion actors events topics sources claims judgements views batches changedAt } }',
    {},
    (data) => data.stats,
    {
      datasetVersion: 41,
      actors: 8,
      events: 4,
      topics: 3,
      sources: 4,
      claims: 16,
      judgements: 1,
      views: 1,
      batches: 2,
      changedAt: '2026-01-01T00:00:00.000Z',
    },
  ),
];
