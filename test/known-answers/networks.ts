// What the claims of a filter add up to. A relation is written `ada>sud 2 (-2)`: two claims of ada about sud, both against
// (+ in favour, - against, 0 neutral, ± for and against).
//
// Those in force, 17 of them, without any filter (ada>sud is 02 and 11, every other one a single claim):
//   ada>nor + 01    ada>sud - 02 11    ada>trade + 02      bo>sud - 02      bo>trade + 02    bo>nor - 03
//   bo>ada + 08     nor>sud + 04       nor>talks 0 04      nor>trade + 06   nor>nor + 15     sud>nor ± 05
//   crowd>toll - 07    crowd>port + 16    guild>toll + 09    guild>vote 0 09    court>03 - 10

import { expect } from 'vitest';
import type { Data, Row } from './row.ts';
import { bare, pages, row } from './row.ts';

const COUNTS = 'n supports opposes neutral mixed balance firstSaid lastSaid';
const RELATION = `speaker { id: recordId } target { ... on Record { id: recordId } } ${COUNTS}`;

function signs({ n, supports, opposes, neutral, mixed }: Data): string {
  const parts = [
    ['+', supports],
    ['-', opposes],
    ['0', neutral],
    ['±', mixed],
  ].filter(([, count]) => count > 0);
  return `${n} (${parts.map(([sign, count]) => `${sign}${count}`).join(' ')})`;
}

function short(edge: Data): string {
  const [speaker, target] = [edge.speaker.id ?? edge.speaker, edge.target.id ?? edge.target];
  return `${bare(speaker)}>${bare(target)} ${signs(edge)}`;
}

const ends = (edges: Data[]) => edges.map((edge) => short(edge).split(' ')[0]).join(' ');

function relations(args: string, answer: string, total: number): Row {
  return row(
    `relations(${args})`,
    `{ relations(first: 100${args && `, ${args}`}) { totalCount nodes { speaker { id: recordId } target { ... on Record { id: recordId } } ${COUNTS} } } }`,
    {},
    (data) => ({ relations: ends(data.relations.nodes), total: data.relations.totalCount }),
    { relations: answer, total },
  );
}

const relation = (args: string, answer: string | null, said = ''): Row =>
  row(
    `relation(${args})`,
    `{ relation(${args}) { ${RELATION} } }`,
    {},
    (data) =>
      data.relation && {
        relation: short(data.relation),
        said: `${data.relation.firstSaid}..${data.relation.lastSaid} ${data.relation.balance}`,
      },
    answer && { relation: answer, said },
  );

/** Each neighbour with the number of claims that join the two, and the relations between them. */
const neighbours = (args: string, answer: string): Row =>
  row(
    `neighbours(${args})`,
    `{ neighbours(${args}, first: 100) { totalCount nodes { n record { ... on Record { id: recordId } } relations { ${RELATION} } } } }`,
    {},
    ({ neighbours: { nodes, totalCount } }) => ({
      list: nodes.map((one: Data) => `${bare(one.record.id)} ${one.n}: ${ends(one.relations)}`).join(', '),
      totalCount,
    }),
    { list: answer, totalCount: answer === '' ? 0 : answer.split(', ').length },
  );

const NETWORK = `complete totalEdges totalNodes totalClaims shownClaims undatedClaims datasetVersion
  nodes { id: recordId kind actorKind name claims neighbours } edges { speaker target unsettled ${COUNTS} }`;

/** Nodes as `ada 4/3`: four claims, three neighbours in the whole network. Totals: edges, nodes, claims, shown, undated. */
function network(args: string, answer: { edges: string; nodes: string; totals: string; complete: boolean }): Row {
  return row(
    `network(${args})`,
    `{ network${args && `(${args})`} { ${NETWORK} } }`,
    {},
    ({ network: net }) => ({
      edges: ends(net.edges),
      nodes: net.nodes
        .map((node: Data) => `${bare(node.id)} ${node.claims}/${node.neighbours}`)
        .toSorted()
        .join(', '),
      totals: [net.totalEdges, net.totalNodes, net.totalClaims, net.shownClaims, net.undatedClaims].join(' '),
      complete: net.complete,
    }),
    answer,
  );
}

function paths(args: string, answer: string[], complete: boolean): Row {
  return row(
    `paths(${args})`,
    `{ paths(${args}) { complete paths { nodes { ... on Record { id: recordId } } hops { ${RELATION} } } } }`,
    {},
    (data) => ({
      paths: data.paths.paths.map(({ nodes, hops }: Data) => {
        // Each hop has the relations that join its ends, in either direction.
        const steps = hops.map((edges: Data[]) => ends(edges).replaceAll(' ', ','));
        return `${nodes.map(({ id }: Data) => bare(id)).join(' ')} | ${steps.join(' ')}`;
      }),
      complete: data.paths.complete,
    }),
    { paths: answer, complete },
  );
}

/**
 * Each bin as `2021-01 4/2 (+3 -2)`: four claims, two of them certain; a claim with two stances counts under both. Then before and
 * after, with their days, and the whole as `claims = certain + spread + undated`.
 */
const histogram = (
  args: string,
  answer: { bins: string[]; unit: string; before: string; after: string; claims: string },
): Row =>
  row(
    `histogram(${args})`,
    `{ histogram${args && `(${args})`} { unit claims undated spread before { ${TAIL} } after { ${TAIL} }
      bins { label from to n certain possible supports opposes neutral mixed } } }`,
    {},
    ({ histogram: { unit, bins, before, after, claims, spread, undated } }) => {
      const parts: Data[] = [before, ...bins, after];
      for (const { n, certain, possible } of parts) expect(n).toBe(certain + possible);
      const certain = parts.reduce((sum, part) => sum + part.certain, 0);
      return {
        unit,
        bins: bins.map((bin: Data) => `${bin.label} ${bin.n}/${bin.certain} ${signs(bin).replace(/^\d+ /, '')}`),
        before: tail(before),
        after: tail(after),
        claims: `${claims} = ${certain} + ${spread} + ${undated}`,
      };
    },
    answer,
  );

const TAIL = 'n certain possible firstDay lastDay';
const tail = ({ n, certain, firstDay, lastDay }: Data): string =>
  `${n}/${certain}${firstDay || lastDay ? ` ${firstDay ?? ''}..${lastDay ?? ''}` : ''}`;

const facets = (args: string, answer: string[]): Row =>
  row(
    `facets(${args})`,
    `{ facets${args && `(${args})`} { field total values { value label n } } }`,
    {},
    (data) =>
      data.facets.map(
        ({ field, total, values }: Data) =>
          `${field} ${total}: ${values.map(({ value, n }: Data) => `${/^(act|evt|top|src|clm)_/.test(value) ? bare(value) : value} ${n}`).join(', ')}`,
      ),
    answer,
  );

const COVERAGE = `claims attributions speakers targets sources publishers undated firstSaid lastSaid byStatus { value n }`;
const coverage = (filter: string, answer: string, statuses: string): Row =>
  row(
    `coverage(${filter})`,
    `{ coverage${filter && `(filter: ${filter})`} { ${COVERAGE} } }`,
    {},
    ({ coverage: all }) => [
      `${all.claims} claims, ${all.attributions} attributions, ${all.speakers} speakers, ${all.targets} targets, ${all.sources} sources, ${all.publishers} publishers, ${all.undated} undated, ${all.firstSaid} to ${all.lastSaid}`,
      all.byStatus.map(({ value, n }: Data) => `${value} ${n}`).join(', '),
    ],
    [answer, statuses],
  );

const EVERY = 'statuses: [PROPOSED, ACCEPTED, DISPUTED, REJECTED, RETRACTED]';

export const networkRows: Row[] = [
  relations(
    '',
    'ada>sud ada>nor ada>trade bo>ada bo>nor bo>sud bo>trade court>03 crowd>port crowd>toll guild>vote guild>toll nor>nor nor>sud nor>talks nor>trade sud>nor',
    17,
  ),
  relations('orderBy: CLAIMS_DESC, filter: { speakers: ["act_ada"] }', 'ada>sud ada>nor ada>trade', 3),
  relations('orderBy: ENDS_ASC, filter: { speakers: ["act_ada"] }', 'ada>nor ada>sud ada>trade', 3),
  relations('minClaims: 2', 'ada>sud', 1),
  relations('minClaims: 3', '', 0),
  relations('targetKinds: [EVENT, CLAIM]', 'court>03 guild>vote nor>talks', 3),
  relations('targetKinds: [TOPIC], filter: { stances: [OPPOSES] }', 'crowd>toll', 1),
  relations('targetKinds: [TOPIC], filter: { targetKinds: [ACTOR] }', '', 0),
  relations('filter: { statuses: [PROPOSED, REJECTED, RETRACTED] }', 'ada>nor bo>nor sud>nor', 3),
  pages({
    says: 'relations in pages',
    list: 'relations',
    args: 'filter: { about: ["act_nor"] }',
    fields: RELATION,
    short: ends,
    pages: ['ada>nor bo>nor', 'nor>nor nor>sud', 'nor>talks nor>trade', 'sud>nor'],
  }),
  pages({
    says: 'the claims of a relation in pages',
    within: '{ relation(speaker: "act_ada", target: "act_sud") { LIST } }',
    list: 'claims',
    args: 'orderBy: SAID_ASC',
    pages: ['11 02'],
    back: ['11 02'],
  }),

  relation('speaker: "act_ada", target: "act_sud"', 'ada>sud 2 (-2)', '2021-01-01..2021-01-20 -1'),
  relation('speaker: "act_nord", target: "top_trade"', 'nor>trade 1 (+1)', '2021-03-05..2021-03-20 1'),
  relation('speaker: "act_sud", target: "act_nor"', 'sud>nor 1 (±1)', '2021-03-10..2021-03-10 0'),
  relation('speaker: "act_bo", target: "act_ada"', 'bo>ada 1 (+1)', 'null..null 1'),
  relation('speaker: "act_ada", target: "act_bo"', null),
  relation(
    `speaker: "act_sud", target: "act_nor", filter: { ${EVERY} }`,
    'sud>nor 2 (-1 ±1)',
    '2021-03-10..2021-07-02 -0.5',
  ),
  relation(
    'speaker: "act_ada", target: "act_sud", filter: { saidTo: "2021-01-19" }',
    'ada>sud 1 (-1)',
    '2021-01-01..null -1',
  ),

  neighbours(
    'id: "act_nor"',
    'sud 2: nor>sud sud>nor, ada 1: ada>nor, bo 1: bo>nor, talks 1: nor>talks, trade 1: nor>trade',
  ),
  neighbours(
    'id: "act_nord", direction: BOTH',
    'sud 2: nor>sud sud>nor, ada 1: ada>nor, bo 1: bo>nor, talks 1: nor>talks, trade 1: nor>trade',
  ),
  neighbours('id: "act_nor", direction: OUT', 'sud 1: nor>sud, talks 1: nor>talks, trade 1: nor>trade'),
  neighbours('id: "act_nor", direction: IN', 'ada 1: ada>nor, bo 1: bo>nor, sud 1: sud>nor'),
  neighbours('id: "act_nor", kinds: [TOPIC, EVENT]', 'talks 1: nor>talks, trade 1: nor>trade'),
  neighbours('id: "act_nor", kinds: [ACTOR], direction: OUT', 'sud 1: nor>sud'),
  neighbours('id: "act_nor", filter: { stances: [OPPOSES] }', 'bo 1: bo>nor'),
  neighbours('id: "top_toll"', 'crowd 1: crowd>toll, guild 1: guild>toll'),
  neighbours('id: "top_toll", direction: OUT', ''),
  neighbours('id: "clm_03"', 'court 1: court>03'),
  neighbours('id: "act_post"', ''),
  pages({
    says: 'neighbours in pages',
    list: 'neighbours',
    args: 'id: "act_nor"',
    fields: 'n record { ... on Record { id: recordId } }',
    short: (nodes) => nodes.map(({ n, record }) => `${bare(record.id)} ${n}`).join(', '),
    pages: ['sud 2, ada 1', 'bo 1, talks 1', 'trade 1'],
  }),

  // Between actors: eight relations of claims 01 02 03 04 05 08 11 15, 08 without a date.
  network('', {
    edges: 'ada>sud ada>nor bo>ada bo>nor bo>sud nor>nor nor>sud sud>nor',
    nodes: 'ada 4/3, bo 3/3, nor 5/3, sud 4/3',
    totals: '8 4 8 8 1',
    complete: true,
  }),
  network('targetKinds: [EVENT]', {
    edges: 'guild>vote nor>talks',
    nodes: 'guild 1/1, nor 1/1, talks 1/1, vote 1/1',
    totals: '2 4 2 2 0',
    complete: true,
  }),
  network('minClaims: 2', { edges: 'ada>sud', nodes: 'ada 4/3, sud 4/3', totals: '8 4 8 2 1', complete: false }),
  network('limit: 2', {
    edges: 'ada>sud ada>nor',
    nodes: 'ada 4/3, nor 5/3, sud 4/3',
    totals: '8 4 8 3 1',
    complete: false,
  }),
  // Those of Sudland first: 02, 11, 04, 05.
  network('limit: 3, include: ["act_sud"]', {
    edges: 'ada>sud bo>sud nor>sud',
    nodes: 'ada 4/3, bo 3/3, nor 5/3, sud 4/3',
    totals: '8 4 8 3 1',
    complete: false,
  }),
  network('limit: 1, include: ["act_bo"]', {
    edges: 'bo>ada',
    nodes: 'ada 4/3, bo 3/3',
    totals: '8 4 8 1 1',
    complete: false,
  }),
  network('filter: { speakers: ["act_nor"] }', {
    edges: 'nor>nor nor>sud',
    nodes: 'nor 2/1, sud 1/1',
    totals: '2 2 2 2 0',
    complete: true,
  }),
  // Of the five relations around nor, those of sud first.
  network('limit: 2, include: ["act_sud"], filter: { about: ["act_nor"] }', {
    edges: 'nor>sud sud>nor',
    nodes: 'nor 5/3, sud 2/1',
    totals: '5 4 5 2 0',
    complete: false,
  }),
  network('filter: { statuses: [RETRACTED] }', {
    edges: 'ada>nor',
    nodes: 'ada 1/1, nor 1/1',
    totals: '1 2 1 1 0',
    complete: true,
  }),
  row(
    'the edges of a network say how many claims are not settled; its nodes, what they are',
    `{ network(targetKinds: [TOPIC, ACTOR], filter: { statuses: [ACCEPTED, DISPUTED, PROPOSED], about: ["act_guild", "act_nor"] }) {
      datasetVersion edges { speaker target n unsettled } nodes { id: recordId kind actorKind name } } }`,
    {},
    ({ network: net }) => ({
      version: net.datasetVersion,
      unsettled: net.edges.map(
        (edge: Data) => `${bare(edge.speaker)}>${bare(edge.target)} ${edge.unsettled}/${edge.n}`,
      ),
      nodes: net.nodes.map(({ id, kind, actorKind, name }: Data) => `${id} ${kind} ${actorKind} ${name}`).toSorted(),
    }),
    {
      version: 41,
      // 09 is disputed, 12 proposed.
      unsettled: [
        'bo>nor 1/2',
        'ada>nor 0/1',
        'guild>toll 1/1',
        'nor>nor 0/1',
        'nor>sud 0/1',
        'nor>trade 0/1',
        'sud>nor 0/1',
      ],
      nodes: [
        'act_ada ACTOR PERSON Ada Quill',
        'act_bo ACTOR PERSON Bo Marsh',
        'act_guild ACTOR ORGANIZATION Guild',
        'act_nor ACTOR STATE Norland',
        'act_sud ACTOR STATE Sudland',
        'top_toll TOPIC null Toll',
        'top_trade TOPIC null Trade',
      ],
    },
  ),

  // From ada to the talks: by nor at once, or over bo, sud or trade; longer ways after those.
  paths(
    'from: "act_ada", to: "evt_talks"',
    [
      'ada nor talks | ada>nor nor>talks',
      'ada bo nor talks | bo>ada bo>nor nor>talks',
      'ada sud nor talks | ada>sud sud>nor,nor>sud nor>talks',
      'ada trade nor talks | ada>trade nor>trade nor>talks',
      'ada bo sud nor talks | bo>ada bo>sud sud>nor,nor>sud nor>talks',
    ],
    false,
  ),
  paths('from: "act_ada", to: "evt_talks", maxHops: 2', ['ada nor talks | ada>nor nor>talks'], true),
  paths('from: "act_ada", to: "evt_talks", maxHops: 1', [], true),
  paths('from: "act_ada", to: "evt_talks", limit: 1', ['ada nor talks | ada>nor nor>talks'], false),
  paths(
    'from: "act_ada", to: "evt_talks", exclude: ["act_bo"]',
    [
      'ada nor talks | ada>nor nor>talks',
      'ada sud nor talks | ada>sud sud>nor,nor>sud nor>talks',
      'ada trade nor talks | ada>trade nor>trade nor>talks',
    ],
    true,
  ),
  paths('from: "act_ada", to: "evt_talks", exclude: ["act_nord"]', [], true),
  paths('from: "act_guild", to: "top_port"', ['guild toll crowd port | guild>toll crowd>toll crowd>port'], true),
  paths('from: "act_crowd", to: "act_ada"', [], true),
  // No path leads through a claim: court is joined to bo by 03 alone.
  paths('from: "act_court", to: "act_bo"', [], true),
  paths(
    'from: "act_ada", to: "act_nor", filter: { stances: [OPPOSES] }',
    ['ada sud bo nor | ada>sud bo>sud bo>nor'],
    true,
  ),

  // 11 goes on from January without end, 16 ends in March without a beginning: both are certain nowhere.
  histogram('unit: MONTH', {
    unit: 'MONTH',
    claims: '13 = 9 + 2 + 2',
    before: '1/0 ..2020-11-30',
    after: '1/0 2021-07-01..',
    bins: [
      '2020-12 2/1 (+2)',
      '2021-01 4/2 (+3 -2)',
      '2021-02 3/1 (+1 -2)',
      '2021-03 5/3 (+3 -1 01 ±1)',
      '2021-04 1/0 (-1)',
      '2021-05 1/0 (-1)',
      '2021-06 3/2 (+1 -2 01)',
    ],
  }),
  histogram('unit: YEAR', {
    unit: 'YEAR',
    claims: '13 = 9 + 2 + 2',
    before: '1/0 ..2019-12-31',
    after: '1/0 2022-01-01..',
    bins: ['2020 2/1 (+2)', '2021 10/8 (+6 -4 02 ±1)'],
  }),
  histogram('unit: DECADE', {
    unit: 'DECADE',
    claims: '13 = 9 + 2 + 2',
    before: '1/0 ..2019-12-31',
    after: '1/0 2030-01-01..',
    bins: ['202X 11/9 (+7 -4 02 ±1)'],
  }),
  histogram('unit: CENTURY', {
    unit: 'CENTURY',
    claims: '13 = 9 + 2 + 2',
    before: '1/0 ..1999-12-31',
    after: '1/0 2100-01-01..',
    bins: ['20XX 11/9 (+7 -4 02 ±1)'],
  }),
  // 06, 11 and 16 reach out of the window, where nothing is counted.
  histogram('unit: DAY, filter: { saidFrom: "2021-03-09", saidTo: "2021-03-11" }', {
    unit: 'DAY',
    claims: '5 = 2 + 3 + 0',
    before: '0/0',
    after: '0/0',
    bins: ['2021-03-09 3/0 (+2 -1)', '2021-03-10 5/2 (+3 -1 01 ±1)', '2021-03-11 3/0 (+2 -1)'],
  }),
  histogram('unit: WEEK, filter: { saidFrom: "2021-01-18", saidTo: "2021-01-31", undated: INCLUDE }', {
    unit: 'WEEK',
    claims: '5 = 1 + 2 + 2',
    before: '0/0',
    after: '2/0 2021-01-25..2021-01-31',
    bins: ['2021-W03 3/1 (+2 -2)'],
  }),
  histogram('filter: { kinds: [DEMAND] }', {
    unit: 'DAY',
    claims: '2 = 1 + 0 + 1',
    before: '0/0 ..2021-01-19',
    after: '0/0 2021-01-21..',
    bins: ['2021-01-20 1/1 (+1 -1)'],
  }),
  // Alone, 16 is as late as it can be.
  histogram('filter: { topics: ["top_port"], saidTo: "2021-05-01" }, unit: MONTH', {
    unit: 'MONTH',
    claims: '1 = 0 + 1 + 0',
    before: '1/0 ..2021-02-28',
    after: '0/0 2021-04-01..2021-05-01',
    bins: ['2021-03 1/0 (+1)'],
  }),
  histogram('filter: { undated: ONLY }', {
    unit: 'DAY',
    claims: '2 = 0 + 0 + 2',
    before: '0/0',
    after: '0/0',
    bins: [],
  }),

  facets('', [
    // ada 01 02 11; bo 02 03 08; nor 04 06 15; crowd 07 16.
    'speakers 7: ada 3, bo 3, nor 3, crowd 2, court 1, guild 1, sud 1',
    'targets 9: nor 4, sud 3, toll 2, trade 2, ada 1, 03 1, talks 1, vote 1, port 1',
    'targetKinds 4: ACTOR 8, TOPIC 5, EVENT 2, CLAIM 1',
    'stances 4: SUPPORTS 8, OPPOSES 5, NEUTRAL 2, MIXED 1',
    'statuses 5: ACCEPTED 12, DISPUTED 1, PROPOSED 1, REJECTED 1, RETRACTED 1',
    'kinds 7: STATEMENT 5, ASSESSMENT 2, DEMAND 2, DENIAL 1, PROMISE 1, QUESTION 1, THREAT 1',
    'sources 4: gaz 5, leaf 4, post1 3, post2 3',
    // The leaflet has none.
    'publishers 2: Evening Post 6, State Press 5',
  ]),
  facets('fields: [speakers, publishers], first: 1', ['speakers 7: ada 3', 'publishers 2: Evening Post 6']),
  facets('fields: [targets, targetKinds, kinds, sources], filter: { speakers: [] }', [
    'targets 0: ',
    'targetKinds 0: ',
    'kinds 0: ',
    'sources 0: ',
  ]),
  facets('fields: [publishers], filter: { sources: ["src_leaf"] }', ['publishers 1: Evening Post 1']),
  facets('fields: [speakers, stances], filter: { speakers: ["act_ada"], stances: [OPPOSES] }', [
    // Each field's own filter is left out: who opposes, and what ada thinks.
    'speakers 4: ada 2, bo 2, court 1, crowd 1',
    'stances 2: OPPOSES 2, SUPPORTS 2',
  ]),
  facets('fields: [statuses], filter: { statuses: [RETRACTED], speakers: ["act_ada"] }', [
    'statuses 2: ACCEPTED 3, RETRACTED 1',
  ]),

  coverage(
    '',
    '13 claims, 18 attributions, 7 speakers, 9 targets, 4 sources, 2 publishers, 2 undated, 2020-12-24 to 2021-06-30',
    'ACCEPTED 12, DISPUTED 1, PROPOSED 1, REJECTED 1, RETRACTED 1',
  ),
  // 03 07 08 16, of which 08 stands in post two as well.
  coverage(
    '{ sources: ["src_leaf"] }',
    '4 claims, 4 attributions, 2 speakers, 4 targets, 2 sources, 1 publishers, 2 undated, 2021-02-01 to 2021-03-31',
    'ACCEPTED 4, PROPOSED 1',
  ),
  coverage(
    '{ speakers: ["act_crowd"] }',
    '2 claims, 2 attributions, 1 speakers, 2 targets, 1 sources, 0 publishers, 1 undated, null to 2021-03-31',
    'ACCEPTED 2',
  ),
  coverage(
    '{ saidFrom: "2021-06-01" }',
    '3 claims, 4 attributions, 3 speakers, 4 targets, 2 sources, 2 publishers, 2 undated, 2021-01-01 to 2021-06-30',
    'ACCEPTED 2, DISPUTED 1, PROPOSED 1, REJECTED 1, RETRACTED 1',
  ),
  coverage(
    '{ speakers: [] }',
    '0 claims, 0 attributions, 0 speakers, 0 targets, 0 sources, 0 publishers, 0 undated, null to null',
    '',
  ),
];
