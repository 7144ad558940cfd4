// Each question at the store, in the database's own words, and over HTTP.

import type { Timing } from './measure.ts';
import { timed } from './measure.ts';
import type { Question } from './questions.ts';
import type { Served } from './server.ts';
import type { Alone } from './stores/bench-store.ts';
import { ratio, short, startTable } from './table.ts';

/** The times at the store, by question. */
export async function askAll(
  list: readonly Question[],
  alone: Alone,
  language: string,
  served: Served,
): Promise<Map<string, Timing>> {
  const row = startTable([
    { name: 'question, milliseconds', words: true },
    ...['store p50', 'p99', `${language} alone p50`, `store : ${language}`, 'HTTP p50', 'p99', 'added by HTTP'].map(
      (name) => ({ name }),
    ),
    { name: 'longest stall of the server' },
  ]);
  const found = new Map<string, Timing>();
  for (const { name, store, http } of list) {
    await served.stall();
    const overHttp = (run: number) => served.ask(http.query, http.variables(run));
    const raw = alone[name];
    const [atStore, atServer, inItsWords] =
      raw === undefined ? await timed(store, overHttp) : await timed(store, overHttp, raw);
    found.set(name, atStore);
    row([
      name,
      short(atStore.p50),
      short(atStore.p99),
      inItsWords === undefined ? null : short(inItsWords.p50),
      inItsWords === undefined ? null : ratio(atStore.p50, inItsWords.p50),
      short(atServer.p50),
      short(atServer.p99),
      short(atServer.p50 - atStore.p50),
      short(await served.stall()),
    ]);
  }
  return found;
}
