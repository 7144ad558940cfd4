// How often each screen of the page goes to the database, with the page's own queries, and how long it waits.

import { createApi } from '../server/http/api.ts';
import * as page from '../web/gql/generated.ts';
import { timedAtLeast } from './measure.ts';
import type { Samples } from './samples.ts';
import { ACTOR } from './samples.ts';
import type { Opened } from './stores/bench-store.ts';
import { short, startTable } from './table.ts';

type Screen = readonly [name: string, query: string, variables: object];

/** Few: a screen of everything may take seconds. */
const LEAST = 8;
const FIELDS = ['speakers', 'targets', 'stances', 'statuses', 'sources'];

export async function countCalls({ store, asked }: Opened, samples: Samples): Promise<void> {
  let calls = 0;
  const api = createApi({
    store,
    config: { publicRead: true, adminToken: null },
    took: () => {
      calls++;
    },
  });
  const statements = asked() !== null;
  const row = startTable([
    { name: 'query of the page', words: true },
    { name: 'calls of the store' },
    ...(statements ? [{ name: 'statements' }] : []),
    { name: 'p50, ms' },
    { name: 'p99' },
  ]);
  for (const [name, query, variables] of screens(samples)) {
    const ask = async () => {
      const response = await api.fetch('http://localhost/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { errors } = (await response.json()) as { errors?: unknown };
      if (errors !== undefined) throw new Error(`${name}: ${JSON.stringify(errors)}`);
    };
    calls = 0;
    asked();
    await ask();
    const counted = [calls, ...(statements ? [asked()?.length ?? 0] : [])];
    const [{ p50, p99 }] = await timedAtLeast(LEAST, [ask]);
    asked();
    row([name, ...counted, short(p50), short(p99)]);
  }
}

function screens({ claimAt, window }: Samples): Screen[] {
  const claim = claimAt(0);
  const actor = ACTOR;
  const speaker = `act_un-${claim.split('-')[2]}`;
  const filter = { saidFrom: window.from, saidTo: window.to };
  const [, rollCall = ''] = claim.split('-');
  const target = `evt_un-${rollCall}`;
  const source = `src_un-${rollCall}`;
  return [
    ['the network', page.NetworkOf, { filter, limit: 300 }],
    ['its totals', page.NetworkTotals, { filter }],
    ['the time line', page.HistogramOf, { filter, unit: 'MONTH' }],
    ['the facets', page.FacetsOf, { filter, fields: FIELDS, first: 10 }],
    ['the facets of everything', page.FacetsOf, { fields: FIELDS, first: 10 }],
    ['coverage', page.CoverageOf, { filter }],
    ['coverage of everything', page.CoverageOf, {}],
    ['the table of relations', page.RelationsOf, { filter, first: 50 }],
    ['the table of claims', page.ClaimsOf, { filter, first: 50 }],
    ['a relation with its claims', page.RelationOf, { speaker, target, filter: {}, first: 20 }],
    ['an actor', page.ActorRecord, { id: actor, filter }],
    [
      'around an actor',
      page.ActorAround,
      { speaking: { speakers: [actor] }, opposing: { targets: [actor] }, supporting: { targets: [actor] }, first: 5 },
    ],
    ['neighbours', page.NeighboursOf, { id: actor, filter, first: 25 }],
    ['an event', page.EventRecord, { id: target, filter }],
    ['a source', page.SourceRecord, { id: source, withText: true }],
    ['its claims', page.ClaimsOf, { filter: { sources: [source] }, first: 20 }],
    ['a claim', page.ClaimRecord, { id: claim }],
    ['search', page.Search, { text: 'nuclear', first: 25 }],
    ['search while typing', page.Typeahead, { text: 'nucl', kinds: ['ACTOR', 'EVENT', 'TOPIC', 'SOURCE'], claims: 3 }],
    ['the list of topics', page.TopicList, { first: 50 }],
    ['the list of sources', page.SourceList, { first: 50 }],
  ];
}
