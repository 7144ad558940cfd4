// What Neo4j says about each statement of ours while it runs it: database hits, rows, and whatever reads more than it should.

import type { Driver, ProfiledPlan } from 'neo4j-driver';
import neo4j from 'neo4j-driver';
import { parseQuery } from '../server/domain/text.ts';
import type { ClaimFilter, Store } from '../server/store/store.ts';
import { searchOf, tallyOf } from '../test/support/asking.ts';
import { PAGE } from './questions.ts';
import type { Samples } from './samples.ts';
import { ACTOR, OTHER } from './samples.ts';
import type { Asked, Opened } from './stores/bench-store.ts';
import { startTable, whole } from './table.ts';

export interface Profile {
  hits: number;
  /** Rows of the operator that gives most. */
  widest: number;
  /** Operators that read everything of a kind, multiply rows, or gather more of them than a page has. */
  suspects: string[];
}

/** A scan of all nodes, of a label, of a type or of a whole index; an index that is sought in is none. */
const SCANS = /Scan$/;
const MULTIPLIES = /^CartesianProduct$/;
/** Gathers what comes before it goes on; that is what an aggregate is for, and what a page must not need. */
const GATHERS = /^(EagerAggregation|Sort|Top|Eager)$/;
/** What a page and the record after it need is not worth a word. */
const FEW = 2 * PAGE;

export async function profileOf(driver: Driver, { text, parameters }: Asked): Promise<Profile> {
  const session = driver.session({ database: 'neo4j', defaultAccessMode: neo4j.session.READ });
  try {
    const { summary } = await session.run(text.replace(/^(CYPHER 5 )?/, 'CYPHER 5 PROFILE '), parameters);
    if (!summary.profile) throw new Error('the database gave no profile');
    const profile: Profile = { hits: 0, widest: 0, suspects: [] };
    add(profile, summary.profile);
    return profile;
  } finally {
    await session.close();
  }
}

function add(profile: Profile, plan: ProfiledPlan): void {
  const name = plan.operatorType.replace(/@.*$/, '');
  profile.hits += plan.dbHits;
  profile.widest = Math.max(profile.widest, plan.rows);
  const given = GATHERS.test(name) ? plan.children.reduce((sum, { rows }) => sum + rows, 0) : plan.rows;
  if (given > FEW && (SCANS.test(name) || GATHERS.test(name) || MULTIPLIES.test(name)))
    profile.suspects.push(`${name} of ${whole(given)} rows`);
  for (const child of plan.children) add(profile, child);
}

/** Every kind of statement that reads, by name, with its hits. */
export async function profileStore(driver: Driver, { store, asked }: Opened, samples: Samples): Promise<void> {
  const row = startTable([
    { name: 'question', words: true },
    { name: 'statements' },
    { name: 'database hits' },
    { name: 'most rows at once' },
    { name: 'scans, products, what is gathered', words: true },
  ]);
  for (const [name, ask] of named(store, samples)) {
    asked();
    await ask();
    const statements = asked() ?? [];
    const profiles: Profile[] = [];
    for (const statement of statements) profiles.push(await profileOf(driver, statement));
    row([
      name,
      statements.length,
      whole(profiles.reduce((sum, { hits }) => sum + hits, 0)),
      whole(Math.max(...profiles.map(({ widest }) => widest))),
      profiles.flatMap(({ suspects }) => suspects).join(', '),
    ]);
  }
}

function named(store: Store, { claimAt, deep, window }: Samples): [string, () => Promise<unknown>][] {
  const [claim, actor, other] = [claimAt(0), ACTOR, OTHER];
  const rollCall = claim.split('-')[1];
  const [event, source] = [`evt_un-${rollCall}`, `src_un-${rollCall}`];
  const two: ClaimFilter = { saidFrom: window.from, saidTo: window.to };
  const page = (filter: ClaimFilter, more: object = {}) =>
    store.claims({ filter, order: 'SAID_DESC', limit: PAGE, ...more });
  return [
    ['getMany, one claim', () => store.getMany([claim])],
    ['find actors by title', () => store.find({ kind: 'actor', order: 'TITLE_ASC', limit: PAGE })],
    ['find events by date', () => store.find({ kind: 'event', order: 'DATE_DESC', limit: PAGE })],
    ['claims, first page', () => page({})],
    ['claims, 10,000 deep', () => page({}, { after: deep })],
    ['claims in order of recording', () => store.claims({ filter: {}, order: 'RECORDED_DESC', limit: PAGE })],
    ['claims of two years', () => page(two)],
    ['claims of one speaker', () => page({ speakers: [actor] })],
    ['claims of one speaker in two years, opposing', () => page({ ...two, speakers: [actor], stances: ['OPPOSES'] })],
    ['claims about one event', () => page({ targets: [event] })],
    ['claims from one source', () => page({ sources: [source] })],
    ['claims with a word', () => page({ text: parseQuery('apartheid') })],
    ['attributions, first page', () => store.attributions({ filter: {}, order: 'SAID_DESC', limit: PAGE })],
    ['tally of two years by relation', () => tallyOf(store, { filter: two, by: ['speaker', 'target'] })],
    ['tally of one actor by neighbour', () => tallyOf(store, { filter: { about: [actor] }, by: ['other'] })],
    ['tally of everything by date', () => tallyOf(store, { filter: {}, by: ['said'], unit: 'CLAIMS' })],
    ['tally of everything by stance', () => tallyOf(store, { filter: {}, by: ['stance'] })],
    [
      'paths between two actors',
      () => store.paths({ filter: {}, from: actor, to: other, maxHops: 3, limit: 5, exclude: [] }),
    ],
    ['search', () => searchOf(store, { query: parseQuery('nuclear'), kinds: ['actor', 'event', 'claim'], limit: 25 })],
    ['history of a claim', () => store.history(claim, { limit: PAGE })],
    ['changes, newest', () => store.changes({ after: 0, limit: PAGE })],
    ['stats', () => store.stats()],
  ];
}
