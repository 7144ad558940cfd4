// What the questions are about: records spread over the store, keys deep in the list of claims, and two years.

import type { Store } from '../server/store/store.ts';
import type { Served } from './server.ts';

export interface Samples {
  /** Another one from run to run. */
  claimAt(run: number): string;
  actorAt(run: number): string;
  /** Said day and id of the claim that `deepAt` others are newer than. */
  deep: readonly [said: string, id: string];
  deepAt: number;
  /** The same for the API. */
  cursor: string;
  window: { from: string; to: string };
}

/** Two that took part from the first day on. */
export const ACTOR = 'act_un-us';
export const OTHER = 'act_un-fr';

const DEEP = 10_000;
const COUNT = 500;
const LIST = 100;
/** The two years that have 27,440 pairs of a state and a vote. */
const WINDOW = { from: '2012-01-01', to: '2013-12-31' };

export async function takeSamples(store: Store, served: Served, claims: number): Promise<Samples> {
  const deepAt = Math.min(DEEP, Math.floor(claims / 2 / LIST) * LIST);
  const found: string[] = [];
  let cursor = '';
  let deep: [string, string] = ['', ''];
  for (let seen = 0; seen < deepAt; seen += LIST) {
    const { claims: page } = await served.ask(
      `query ($after: String) { claims(first: ${LIST}, after: $after) { pageInfo { endCursor } nodes { id saidOn } } }`,
      { after: cursor === '' ? null : cursor },
    );
    cursor = page.pageInfo.endCursor;
    const last = page.nodes.at(-1);
    deep = [last.saidOn, last.id];
    found.push(...page.nodes.map(({ id }: { id: string }) => id));
  }
  const actors = await store.find({ kind: 'actor', order: 'RECORDED_ASC', limit: COUNT });
  const [newest] = (await store.claims({ filter: {}, order: 'SAID_DESC', limit: 1 })).items;
  const last = newest?.record.saidOn ?? '';
  const early = { from: `${Number(last.slice(0, 4)) - 1}-01-01`, to: `${last.slice(0, 4)}-12-31` };
  const ids = spread(found, COUNT);
  const actorIds = actors.items.map(({ id }) => id);
  return {
    claimAt: (run) => ids[run % ids.length] as string,
    actorAt: (run) => actorIds[run % actorIds.length] as string,
    deep,
    deepAt,
    cursor,
    window: last > WINDOW.to ? WINDOW : early,
  };
}

function spread<T>(list: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(list.length / count));
  return list.filter((_, index) => index % step === 0).slice(0, count);
}
