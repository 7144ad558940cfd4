// A thread with a connection of its own: a reader answers reads, the writer takes one write at a time. Started by `Thread`,
// which sends one request after the other and gets one answer for each.

import { parentPort, workerData } from 'node:worker_threads';
import type { Fault } from '../../domain/errors.ts';
import type { Kept, Write, Written } from '../store.ts';
import { Connection } from './connection.ts';
import type { Failure } from './failures.ts';
import { packFailure } from './failures.ts';
import type { Arguments, ReadName } from './reads.ts';
import { runRead } from './reads.ts';
import type { PackedChange } from './writer.ts';
import { Writer } from './writer.ts';

export interface ThreadData {
  path: string;
  role: 'reader' | 'writer';
  cacheMegabytes: number;
}

export type Request =
  | { do: 'read'; name: ReadName; given: unknown[] }
  | { do: 'begin'; write: Write }
  | { do: 'apply'; changes: readonly PackedChange[] }
  | { do: 'finish' }
  | { do: 'giveUp' }
  | { do: 'abort' }
  | { do: 'keep'; entries: readonly Kept[] }
  | { do: 'close' };

export type Reply = { done: unknown } | { failed: Failure };

if (parentPort === null) throw new Error('worker.ts is started by Thread');
const port = parentPort;
const { path, role, cacheMegabytes } = workerData as ThreadData;
const connection = new Connection(path, role, cacheMegabytes);
const writer = role === 'writer' ? new Writer(connection) : null;

port.on('message', (request: Request) => {
  let reply: Reply;
  try {
    reply = { done: answer(request) };
  } catch (error) {
    reply = { failed: packFailure(error) };
  }
  port.postMessage(reply);
  if (request.do === 'close') port.close();
});

function answer(request: Request): unknown {
  if (request.do === 'read') return runRead(connection, request.name, request.given as Arguments<ReadName>);
  if (request.do === 'close') return close();
  if (writer === null) throw new Error('a reader does not write');
  return write(writer, request);
}

function write(
  to: Writer,
  request: Exclude<Request, { do: 'read' | 'close' }>,
): Written | Written['results'] | Fault[] | undefined {
  try {
    if (request.do === 'begin') to.begin(request.write);
    else if (request.do === 'apply') return to.apply(request.changes);
    else if (request.do === 'finish') return to.finish();
    else if (request.do === 'giveUp') return to.giveUp();
    else if (request.do === 'keep') to.keep(request.entries);
    else to.abort();
  } catch (error) {
    to.abort();
    throw error;
  }
  return undefined;
}

function close(): void {
  if (role === 'writer') connection.script('PRAGMA optimize');
  connection.close();
}
