// Many clients at a fixed rate: how long answers take while the server is kept busy, and whether any fails. At a fixed rate a
// slow server cannot make itself look better by being asked less.

import type { Result } from 'autocannon';
import autocannon from 'autocannon';
import type { Question } from './questions.ts';
import type { Served } from './server.ts';
import { print, short, startTable, whole } from './table.ts';

const RATES = [50, 150];
const SECONDS = 10;
const CLIENTS = 10;
const VARIANTS = 50;
/** What a reader's screen asks; counting everything at once is not among it. */
const ASKED = [
  'claim by id',
  'page of 50 claims',
  'page of 50 claims, deep',
  'neighbours of one actor (25)',
  'search (25 hits)',
];

export async function measureThroughput(served: Served, list: readonly Question[]): Promise<void> {
  const asked = list.filter(({ name }) => ASKED.includes(name));
  const requests = Array.from({ length: VARIANTS }, (_, run) => asked.map(({ http }) => http.variables(run)))
    .flatMap((each) => each.map((variables, index) => ({ query: asked[index]?.http.query, variables })))
    .map((body) => ({
      method: 'POST' as const,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }));
  const row = startTable(
    ['asked a second', 'answered a second', 'p50, ms', 'p99, ms', 'errors', 'longest stall of the server'].map(
      (name) => ({
        name,
      }),
    ),
  );
  for (const rate of RATES) {
    await served.stall();
    const result: Result = await autocannon({
      url: served.url,
      connections: CLIENTS,
      duration: SECONDS,
      overallRate: rate,
      requests,
    });
    const { latency, errors, timeouts, non2xx } = result;
    row([
      rate,
      whole(result.requests.average),
      short(latency.p50),
      short(latency.p99),
      errors + timeouts + non2xx,
      short(await served.stall()),
    ]);
  }
  const { now, peak } = served.memory();
  print(`\nThe server then holds ${whole(now)} MB, at its highest ${whole(peak)} MB.`);
}
