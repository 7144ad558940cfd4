// One process that runs tests, started when it is first needed, and started anew when it hangs, breaks or has done enough.

import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ROOT } from './catalogue.ts';
import type { Order, Report } from './worker.ts';

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
/** Beyond what a mutant is given: it must be hanging where it asks for no mutant. */
const GRACE_MS = 5_000;
/** What mutants leave behind adds up. */
const MOST_RUNS = 400;

export class TestProcess {
  readonly #instrumented: string;
  #child: ChildProcess | null = null;
  #runs = 0;

  constructor(instrumented: string) {
    this.#instrumented = instrumented;
  }

  /** Null when the process had to be ended, or ended by itself. */
  async run(order: Order): Promise<Report | null> {
    if (this.#runs++ >= MOST_RUNS) this.stop();
    const child = this.#child ?? (await this.#start());
    const answer = Promise.withResolvers<Report | null>();
    const timer = setTimeout(() => answer.resolve(null), order.forMs + GRACE_MS);
    child.once('message', (report) => answer.resolve(report as Report));
    child.once('exit', () => answer.resolve(null));
    child.send(order);
    const report = await answer.promise;
    clearTimeout(timer);
    child.removeAllListeners();
    if (report === null) this.stop();
    return report;
  }

  /** The next run is in a new process. */
  stop(): void {
    this.#child?.kill('SIGKILL');
    this.#child = null;
    this.#runs = 0;
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(WORKER, [this.#instrumented], {
      cwd: ROOT,
      execArgv: ['--max-old-space-size=1500', '--no-warnings'],
      serialization: 'advanced',
      // NODE_ENV as vitest sets it; the store in memory works in this very process, where the mutant is on.
      env: { ...process.env, NODE_ENV: 'test', TEST_STORE: 'memory' },
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    await new Promise<void>((resolve, reject) => {
      child.once('message', () => resolve());
      child.once('exit', (code) =>
        reject(new Error(`the process that runs tests ended with ${code}; start ${WORKER} by hand to see why`)),
      );
    });
    child.removeAllListeners();
    this.#child = child;
    return child;
  }
}
