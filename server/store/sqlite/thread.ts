// A worker as seen from the main thread: requests are answered in order; when it dies, what it still owed fails with
// UNAVAILABLE, and the next request starts a new one.

import { Worker } from 'node:worker_threads';
import { unavailable } from '../../domain/errors.ts';
import { unpackFailure } from './failures.ts';
import type { Answer, Arguments, ReadName } from './reads.ts';
import type { Reply, Request, ThreadData } from './worker.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

export class Thread {
  readonly #data: ThreadData;
  readonly #waiting: Waiting[] = [];
  #worker: Worker | null = null;

  constructor(data: ThreadData) {
    this.#data = data;
  }

  /** Requests without an answer yet. */
  get load(): number {
    return this.#waiting.length;
  }

  read<N extends ReadName>(name: N, ...given: Arguments<N>): Promise<Answer<N>> {
    return this.ask({ do: 'read', name, given }) as Promise<Answer<N>>;
  }

  ask(request: Request): Promise<unknown> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      worker.ref();
      worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    await this.ask({ do: 'close' });
    worker.ref();
    await ended;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: this.#data });
    let cause: unknown;
    worker.on('message', (reply: Reply) => {
      const waiting = this.#waiting.shift();
      // An idle worker must not keep a process from ending.
      if (this.#waiting.length === 0) worker.unref();
      if ('failed' in reply) waiting?.reject(unpackFailure(reply.failed));
      else waiting?.resolve(reply.done);
    });
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      this.#worker = null;
      for (const { reject } of this.#waiting.splice(0)) reject(unavailable('a thread of the store stopped', cause));
    });
    return worker;
  }
}
