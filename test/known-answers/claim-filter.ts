// Which claims pass a filter. Each row: the filter, the numbers of the claims, and how many attributions (speaker x target)
// of them pass, where a claim with joint speakers or several targets may pass in part.

import type { Row } from './row.ts';
import { idsOf, row } from './row.ts';

/** The same filter, asked of every way to count claims: as a list, as rows of the flat table, and as a number. */
const QUERY = `query ($filter: ClaimFilter) {
  claims(filter: $filter, orderBy: RECORDED_ASC, first: 100) { totalCount nodes { id: recordId } }
  claimRows(filter: $filter, first: 100) { totalCount nodes { claimId } }
  coverage(filter: $filter) { claims attributions }
}`;

function claims(filter: object, numbers: string, attributions: number): Row {
  const each = numbers === '' ? [] : numbers.split(' ');
  return row(
    JSON.stringify(filter),
    QUERY,
    { filter },
    ({ claims, claimRows, coverage }) => ({
      claims: idsOf(claims.nodes),
      ofRows: [...new Set(claimRows.nodes.map(({ claimId }: { claimId: string }) => claimId.slice(4)))]
        .sort()
        .join(' '),
      counts: [claims.totalCount, coverage.claims],
      attributions: [claimRows.totalCount, coverage.attributions],
    }),
    {
      claims: numbers,
      ofRows: numbers,
      counts: [each.length, each.length],
      attributions: [attributions, attributions],
    },
  );
}

// Attributions of each claim: 02 has four (two speakers, two targets), 04 and 09 have two, every other has one.
export const claimFilterRows: Row[] = [
  claims({}, '01 02 03 04 05 06 07 08 09 10 11 15 16', 18),

  // Time: 03 is some day of February, 06 ends on the 20th, 11 goes on without end, 16 has no beginning; 07 and 08 have no date.
  claims({ saidFrom: '2021-03-10' }, '04 05 06 09 10 11 16', 9),
  claims({ saidFrom: '2021-03-20' }, '06 09 10 11 16', 6),
  claims({ saidFrom: '2021-03-21' }, '09 10 11 16', 5),
  claims({ saidFrom: '2021-07-01' }, '11', 1),
  claims({ saidTo: '2021-01-20' }, '01 02 11 15 16', 8),
  claims({ saidTo: '2021-01-19' }, '01 11 15 16', 4),
  claims({ saidTo: '2020-12-23' }, '16', 1),
  claims({ saidFrom: '2021-02-28', saidTo: '2021-03-05' }, '03 06 11 16', 4),
  claims({ saidFrom: '2021-03-01', saidTo: '2021-03-04' }, '11 16', 2),
  claims({ saidFrom: '2021-06-01', undated: 'INCLUDE' }, '07 08 09 10 11', 6),
  claims({ saidFrom: '2021-06-01', undated: 'EXCLUDE' }, '09 10 11', 4),
  claims({ saidFrom: '2021-06-01', undated: 'ONLY' }, '07 08', 2),
  claims({ undated: 'INCLUDE' }, '01 02 03 04 05 06 07 08 09 10 11 15 16', 18),
  claims({ undated: 'EXCLUDE' }, '01 02 03 04 05 06 09 10 11 15 16', 16),
  claims({ undated: 'ONLY' }, '07 08', 2),

  // Who about whom. 06 was said by Nordland, which is Norland.
  claims({ speakers: ['act_ada'] }, '01 02 11', 4),
  claims({ speakers: ['act_nor'] }, '04 06 15', 4),
  claims({ speakers: ['act_nord'] }, '04 06 15', 4),
  claims({ speakers: ['act_ada', 'act_bo'] }, '01 02 03 08 11', 8),
  claims({ speakers: ['act_post'] }, '', 0),
  claims({ speakers: [] }, '', 0),
  claims({ targets: ['act_sud'] }, '02 04 11', 4),
  claims({ targets: ['act_nord'] }, '01 03 05 15', 4),
  claims({ targets: ['top_toll'] }, '07 09', 2),
  claims({ targets: ['evt_talks'] }, '04', 1),
  claims({ targets: ['clm_03'] }, '10', 1),
  claims({ targets: [] }, '', 0),
  claims({ targetKinds: ['ACTOR'] }, '01 02 03 04 05 08 11 15', 9),
  claims({ targetKinds: ['EVENT'] }, '04 09', 2),
  claims({ targetKinds: ['TOPIC'] }, '02 06 07 09 16', 6),
  claims({ targetKinds: ['CLAIM'] }, '10', 1),
  claims({ targetKinds: ['EVENT', 'CLAIM'] }, '04 09 10', 3),
  claims({ between: ['act_ada', 'act_bo', 'act_sud'] }, '02 08 11', 4),
  claims({ between: ['act_nord', 'act_sud'] }, '04 05 15', 3),
  claims({ between: ['act_ada'] }, '', 0),
  claims({ about: ['act_ada'] }, '01 02 08 11', 5),
  claims({ about: ['top_trade'] }, '02 06', 3),
  claims({ about: ['act_nord'] }, '01 03 04 05 06 15', 7),
  claims({ stances: ['SUPPORTS'] }, '01 02 04 06 08 09 15 16', 9),
  claims({ stances: ['OPPOSES'] }, '02 03 07 10 11', 6),
  claims({ stances: ['NEUTRAL'] }, '04 09', 2),
  claims({ stances: ['MIXED'] }, '05', 1),
  claims({ stances: ['NEUTRAL', 'MIXED'] }, '04 05 09', 3),
  claims({ stances: [] }, '', 0),

  // What holds for the claim as a whole.
  claims({ topics: ['top_trade'] }, '02 06', 5),
  claims({ topics: ['top_toll'] }, '07 09', 3),
  claims({ topics: ['top_toll', 'top_port'] }, '07 09 16', 4),
  claims({ events: ['evt_talks'] }, '04 05', 3),
  claims({ events: ['evt_vote'] }, '09', 2),
  claims({ events: ['evt_raid'] }, '', 0),
  claims({ sources: ['src_post1'] }, '01 02 06', 6),
  claims({ sources: ['src_leaf'] }, '03 07 08 16', 4),
  claims({ sources: ['src_post1', 'src_leaf'] }, '01 02 03 06 07 08 16', 10),
  claims({ publishers: ['Evening Post'] }, '01 02 06 08 09 11', 10),
  claims({ publishers: ['State Press'] }, '02 04 05 10 15', 9),
  claims({ publishers: ['evening post'] }, '', 0),
  claims({ statuses: ['PROPOSED'] }, '12', 1),
  claims({ statuses: ['ACCEPTED'] }, '01 02 03 04 05 06 07 08 10 11 15 16', 16),
  claims({ statuses: ['DISPUTED'] }, '09', 2),
  claims({ statuses: ['REJECTED'] }, '13', 1),
  claims({ statuses: ['RETRACTED'] }, '14', 1),
  claims({ statuses: ['PROPOSED', 'REJECTED', 'RETRACTED'] }, '12 13 14', 3),
  claims({ statuses: [] }, '', 0),
  claims({ kinds: ['STATEMENT'] }, '01 05 06 08 15', 5),
  claims({ kinds: ['DEMAND'] }, '02 07', 5),
  claims({ kinds: ['PROMISE'] }, '04', 2),
  claims({ kinds: ['THREAT'] }, '11', 1),
  claims({ kinds: ['DENIAL'] }, '10', 1),
  claims({ kinds: ['ASSESSMENT'] }, '03 09', 3),
  claims({ kinds: ['QUESTION'] }, '16', 1),
  claims({ kinds: ['REPORT_OF_OPINION'] }, '', 0),
  claims({ kinds: ['REPORT_OF_OPINION'], statuses: ['RETRACTED'] }, '14', 1),
  // In propositions (07, 09), in both (02), in a quote alone (08); the last word may go on, and every word must be there.
  claims({ text: 'toll' }, '02 07 09', 7),
  claims({ text: 'FÁIR' }, '08', 1),
  claims({ text: 'norland slow' }, '03 10', 2),
  claims({ text: 'slow norland' }, '03 10', 2),
  claims({ text: 'norland bridge' }, '04', 2),
  claims({ text: 'nowhere' }, '', 0),
  claims({ directSpeech: true }, '01 04 07 10 15', 6),
  claims({ directSpeech: false }, '02 03 05 06 08 09 11 16', 12),
  // 11 was recorded by kim and changed by lou, in batch two.
  claims({ curators: ['kim'] }, '01 02 03 04 05 10 11 15', 12),
  claims({ curators: ['lou'] }, '06 07 08 09 11', 6),
  claims({ curators: ['robot'] }, '16', 1),
  claims({ curators: ['nobody'] }, '', 0),
  claims({ batches: ['bat_one'] }, '01 02 03', 6),
  claims({ batches: ['bat_two'] }, '04 05 08 11', 5),
  claims({ batches: ['bat_one', 'bat_two'] }, '01 02 03 04 05 08 11', 11),

  // As it was: claims 01 and 02 are the versions 23 and 24; at 38 claim 11 was NEUTRAL, and Nordland another country.
  claims({ asOf: 22 }, '', 0),
  claims({ asOf: 24 }, '01 02', 5),
  claims({ asOf: 38, stances: ['NEUTRAL'] }, '04 09 11', 3),
  claims({ asOf: 39, stances: ['NEUTRAL'] }, '04 09', 2),
  claims({ asOf: 39, speakers: ['act_nor'] }, '04 15', 3),
  claims({ asOf: 40, speakers: ['act_nor'] }, '04 06 15', 4),
  claims({ asOf: 38, curators: ['lou'] }, '06 07 08 09', 5),
  claims({ asOf: 38, batches: ['bat_two'] }, '04 05 08', 4),

  // Together: speaker, target and stance must be those of one attribution, the rest those of one claim.
  claims({ speakers: ['act_ada'], stances: ['OPPOSES'] }, '02 11', 2),
  claims({ speakers: ['act_ada'], targets: ['act_sud'], stances: ['SUPPORTS'] }, '', 0),
  claims({ speakers: ['act_bo'], targets: ['act_sud'] }, '02', 1),
  claims({ speakers: ['act_bo'], about: ['act_ada'] }, '08', 1),
  claims({ about: ['act_ada'], between: ['act_ada', 'act_sud'] }, '02 11', 2),
  claims({ topics: ['top_trade'], targetKinds: ['ACTOR'] }, '02', 2),
  claims({ targets: ['act_sud', 'top_trade'], targetKinds: ['TOPIC'] }, '02 06', 3),
  claims({ events: ['evt_talks'], stances: ['MIXED'] }, '05', 1),
  claims({ events: ['evt_talks'], topics: ['top_trade'] }, '', 0),
  claims({ sources: ['src_post1'], publishers: ['State Press'] }, '02', 4),
  claims({ sources: ['src_leaf'], publishers: ['Evening Post'] }, '08', 1),
  claims({ text: 'toll', directSpeech: false }, '02 09', 6),
  claims({ text: 'toll', directSpeech: false, kinds: ['DEMAND'] }, '02', 4),
  claims({ text: 'norland', statuses: ['PROPOSED', 'RETRACTED'] }, '12 14', 2),
  claims({ curators: ['lou'], batches: ['bat_two'] }, '08 11', 2),
  claims({ curators: ['kim'], directSpeech: true, saidFrom: '2021-01-01', saidTo: '2021-03-31' }, '01 04', 3),
  claims({ saidFrom: '2021-01-01', saidTo: '2021-03-31', publishers: ['State Press'], directSpeech: true }, '04', 2),
  claims({ saidTo: '2021-03-31', undated: 'INCLUDE', sources: ['src_leaf'] }, '03 07 08 16', 4),
  claims(
    { about: ['act_nor'], statuses: ['PROPOSED', 'ACCEPTED', 'DISPUTED', 'REJECTED', 'RETRACTED'] },
    '01 03 04 05 06 12 13 14 15',
    10,
  ),
  claims(
    {
      saidFrom: '2021-01-01',
      saidTo: '2021-01-31',
      undated: 'EXCLUDE',
      speakers: ['act_ada', 'act_bo'],
      targets: ['act_sud', 'top_trade'],
      targetKinds: ['ACTOR'],
      between: ['act_ada', 'act_bo', 'act_sud'],
      about: ['act_bo'],
      topics: ['top_trade'],
      sources: ['src_gaz'],
      publishers: ['Evening Post'],
      stances: ['OPPOSES'],
      statuses: ['ACCEPTED'],
      kinds: ['DEMAND'],
      text: 'lower tolls',
      directSpeech: false,
      curators: ['kim'],
      batches: ['bat_one'],
      asOf: 41,
    },
    '02',
    1,
  ),
];
