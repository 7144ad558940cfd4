// The process in which tests run: told which file of tests, and which mutant is on, it answers what failed first, and which
// mutants were asked for.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './catalogue.ts';
import { installHooks } from './hooks.ts';
import type * as StandIn from './stand-in.ts';
import { takeHits, turnOff, turnOn } from './switch.ts';

export interface Order {
  file: string;
  /** 0 is none. */
  mutant: number;
  forMs: number;
  /** Tests behind this one are left out: they never come to the mutant. */
  last: string | null;
  /** Stop at the first test that fails. */
  bail: boolean;
}

export interface Report {
  ms: number;
  tests: number;
  failed: { name: string; error: string }[];
  /** Asked for while modules were loaded. */
  loaded: number[];
  /** Asked for by the tests, with the last test that did so. */
  hit: [id: number, last: string][];
}

const [instrumented = ''] = process.argv.slice(2);
installHooks(instrumented);
const { collect, runSuite } = (await import('./stand-in.ts')) as typeof StandIn;

let runs = 0;

async function run({ file, mutant, forMs, last, bail }: Order): Promise<Report> {
  const start = performance.now();
  const url = `${pathToFileURL(join(ROOT, file)).href}?run=${++runs}`;
  const failed: Report['failed'] = [];
  const hit = new Map<number, string>();
  let tests = 0;
  let isPast = false;
  turnOn(mutant, forMs);
  takeHits();
  let loaded: number[] = [];
  try {
    const suite = await collect(() => import(url));
    loaded = takeHits();
    const late = Promise.withResolvers<never>();
    const timer = setTimeout(() => late.reject(new Error('took too long')), forMs);
    const watcher: StandIn.Watcher = {
      wants: () => !isPast && !(bail && failed.length > 0),
      done: ({ name, passed, error }) => {
        tests++;
        if (!passed) failed.push({ name, error: String(error).slice(0, 500) });
        for (const id of takeHits()) hit.set(id, name);
        if (name === last) isPast = true;
      },
    };
    try {
      await Promise.race([runSuite(suite, watcher), late.promise]);
    } finally {
      clearTimeout(timer);
    }
    for (const id of takeHits()) hit.set(id, '');
  } catch (error) {
    failed.push({ name: '(the file)', error: String(error).slice(0, 500) });
  } finally {
    turnOff();
  }
  return { ms: performance.now() - start, tests, failed, loaded, hit: [...hit] };
}

// What a mutant left behind is nobody's failure: only tests that fail count.
process.on('unhandledRejection', () => {});
process.on('uncaughtException', () => {});
// Tests look for what the code says to a person; here nobody listens.
console.error = () => {};
console.log = () => {};

process.on('message', (order: Order) => {
  void run(order).then((report) => process.send?.(report));
});
process.send?.('ready');
