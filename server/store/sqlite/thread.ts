// A worker as seen from the main thread: requests are answered in order; when it dies, what it still owed fails with
// UNAVAILABLE, and the next request takes another. Workers of closed stores wait for the next store of the process.

import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { unavailable } from '../../domain/errors.ts';
import { unpackFailure } from './failures.ts';
import type { Answer, Arguments, ReadName } from './reads.ts';
import type { Reply, Request, ThreadData } from './worker.ts';

/** TypeScript in a clone, JavaScript in the published package: as this file is. */
const WORKER = new URL(`./worker${extname(import.meta.filename)}`, import.meta.url);

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Starting a worker takes longer than anything it does at first. */
const idle: Record<ThreadData['role'], Worker[]> = { reader: [], writer: [] };
const MOST_IDLE = 2;

/**
 * Rows live for a moment: without a bound, the heap for what is young grows to a hundred megabytes in each thread. No answer comes
 * sooner with more than a reader has; an import takes a fifth longer with less than the writer has.
 */
const YOUNG_MEGABYTES: Record<ThreadData['role'], number> = { reader: 12, writer: 48 };

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

  get isRunning(): boolean {
    return this.#worker !== null;
  }

  read<N extends ReadName>(name: N, ...given: Arguments<N>): Promise<Answer<N>> {
    return this.ask({ do: 'read', name, given }) as Promise<Answer<N>>;
  }

  ask(request: Request): Promise<unknown> {
    const worker = this.#worker ?? this.#start();
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve, reject });
      worker.ref();
      worker.postMessage(request);
    });
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === null) return;
    await this.ask({ do: 'close' });
    // It may have died instead.
    if (this.#worker !== worker) return;
    this.#worker = null;
    worker.removeAllListeners();
    const waiting = idle[this.#data.role];
    if (waiting.length >= MOST_IDLE) {
      await worker.terminate();
      return;
    }
    worker.once('exit', () => waiting.splice(waiting.indexOf(worker), 1));
    waiting.push(worker);
  }

  #start(): Worker {
    const { role } = this.#data;
    const worker = idle[role].pop() ?? startWorker(YOUNG_MEGABYTES[role]);
    let cause: unknown;
    worker.removeAllListeners();
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
    this.#worker = worker;
    // When it cannot be opened, the request that comes next is told why.
    this.ask({ do: 'open', data: this.#data }).catch(() => undefined);
    return worker;
  }
}

function startWorker(maxYoungGenerationSizeMb: number): Worker {
  return new Worker(WORKER, {
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb },
  });
}
