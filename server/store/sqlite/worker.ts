// A thread with a connection of its own: a reader answers reads, the writer takes one write at a time. Started by `Thread`,
// which sends one request after the other and gets one answer for each.

import { parentPort } from 'node:worker_threads';
import type { Fault } from '../../domain/faults/fault.ts';
import type { KeyValueEntry, Write, Written } from '../store.ts';
import { Connection } from './connection.ts';
import type { Failure } from './failures.ts';
import { packFailure } from './failures.ts';
import type { Arguments, ReadName } from './reads.ts';
import { runRead } from './reads.ts';
import { defineHolds } from './text-match.ts';
import type { PackedChange } from './writer.ts';
import { Writer } from './writer.ts';

export interface ThreadData {
  path: string;
  role: 'reader' | 'writer';
  cacheMegabytes: number;
  /** See `SqliteOptions`. */
  kinds?: string | undefined;
}

export type Request =
  | { do: 'open'; data: ThreadData }
  | { do: 'read'; name: ReadName; given: unknown[] }
  | { do: 'begin'; write: Write }
  | { do: 'apply'; changes: readonly PackedChange[] }
  | { do: 'finish' }
  | { do: 'giveUp' }
  | { do: 'abort' }
  | { do: 'putEntries'; entries: readonly KeyValueEntry[] }
  | { do: 'close' };

export type Reply = { done: unknown } | { failed: Failure };

interface Opened {
  connection: Connection;
  writer: Writer | null;
}

if (parentPort === null) throw new Error('worker.ts is started by Thread');
const port = parentPort;
let opened: Opened | null = null;
/** Why there is none. */
let failure: unknown;

/** Until other kinds are loaded, requests wait. */
let loading: Promise<unknown> | null = null;

port.on('message', (request: Request) => {
  if (request.do === 'open' && request.data.kinds !== undefined) loading = import(request.data.kinds);
  if (loading === null) reply(request);
  else void loading.then(() => reply(request));
});

function reply(request: Request): void {
  let reply: Reply;
  try {
    reply = { done: answer(request) };
  } catch (error) {
    reply = { failed: packFailure(error) };
  }
  port.postMessage(reply);
}

function answer(request: Request): unknown {
  if (request.do === 'open') return open(request.data);
  if (request.do === 'close') return close();
  if (opened === null) throw failure;
  if (request.do === 'read') return runRead(opened.connection, request.name, request.given as Arguments<ReadName>);
  if (opened.writer === null) throw new Error('a reader does not write');
  return write(opened.writer, request);
}

function open({ path, role, cacheMegabytes }: ThreadData): void {
  try {
    const connection = new Connection(path, role, cacheMegabytes);
    if (role === 'reader') defineHolds(connection);
    opened = { connection, writer: role === 'writer' ? new Writer(connection) : null };
  } catch (error) {
    failure = error;
    throw error;
  }
}

function write(
  to: Writer,
  request: Exclude<Request, { do: 'read' | 'open' | 'close' }>,
): Written | Written['results'] | Fault[] | undefined {
  try {
    if (request.do === 'begin') to.begin(request.write);
    else if (request.do === 'apply') return to.apply(request.changes);
    else if (request.do === 'finish') return to.finish();
    else if (request.do === 'giveUp') return to.giveUp();
    else if (request.do === 'putEntries') to.putEntries(request.entries);
    else to.abort();
  } catch (error) {
    to.abort();
    throw error;
  }
  return undefined;
}

function close(): void {
  if (opened === null) return;
  const { connection, writer } = opened;
  opened = null;
  failure = new Error('the connection is closed');
  if (writer !== null) connection.script('PRAGMA optimize');
  connection.close();
}
