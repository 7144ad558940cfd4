// What a file of an import holds: unpacked where it is gzip, and looked at before its first line is read, because what is no
// JSON Lines at all is one fault of the file, and not one of each of its lines.

import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Problem } from '../../domain/faults/problem.ts';

/** Enough to see a few lines. */
const LOOKED_AT = 4_096;

export interface Unpacked {
  bytes: AsyncIterable<Uint8Array>;
  /** Why its lines are not worth reading, or null. */
  problem: Problem | null;
}

export async function unpacked(packed: AsyncIterable<Uint8Array>): Promise<Unpacked> {
  const outer = await begun(packed);
  const isGzip = startsWith(outer.head, [0x1f, 0x8b]);
  const { head, bytes } = isGzip ? await begun(gunzipped(outer.bytes)) : outer;
  return { bytes, problem: fileProblem(head) };
}

/** Whether the error says that what was packed cannot be unpacked to its end. */
export function isDamage(error: unknown): boolean {
  return (error as NodeJS.ErrnoException | null)?.code?.startsWith('Z_') ?? false;
}

/** Once it ends, whatever ended it, so does the file behind it. */
function gunzipped(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return pipeline(Readable.from(bytes), createGunzip(), () => {});
}

interface Begun {
  head: Buffer;
  /** All of them, those of the head too. */
  bytes: AsyncIterable<Uint8Array>;
}

async function begun(stream: AsyncIterable<Uint8Array>): Promise<Begun> {
  const chunks = stream[Symbol.asyncIterator]();
  const read: Uint8Array[] = [];
  let length = 0;
  let failed: { error: unknown } | null = null;
  while (length < LOOKED_AT) {
    try {
      const next = await chunks.next();
      if (next.done === true) break;
      read.push(next.value);
      length += next.value.byteLength;
    } catch (error) {
      // It is thrown where it stands: what came before can be read.
      failed = { error };
      break;
    }
  }
  return { head: Buffer.concat(read, Math.min(length, LOOKED_AT)), bytes: joined(read, failed, chunks) };
}

async function* joined(
  read: readonly Uint8Array[],
  failed: { error: unknown } | null,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* read;
    if (failed !== null) throw failed.error;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

/** By what their files begin with. */
const PACKED: readonly (readonly [what: string, start: readonly number[]])[] = [
  ['a ZIP archive, as spreadsheets are too', [0x50, 0x4b, 0x03, 0x04]],
  ['packed with bzip2', [0x42, 0x5a, 0x68]],
  ['packed with xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['packed with Zstandard', [0x28, 0xb5, 0x2f, 0xfd]],
  ['packed with gzip twice', [0x1f, 0x8b]],
];

function fileProblem(head: Buffer): Problem | null {
  const packed = PACKED.find(([, start]) => startsWith(head, start));
  if (packed !== undefined) return { code: 'PACKED', what: packed[0] };
  // JSON begins with a character of ASCII, which has a zero beside it in no other encoding.
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]) || head.subarray(0, 2).includes(0))
    return { code: 'UTF_16' };
  return shapeProblem(head.toString('utf8').replace(/^\ufeff+/, ''));
}

function shapeProblem(head: string): Problem | null {
  if (/^\s*\[\s*(?:\{|$)/.test(head)) return { code: 'NOT_LINES', shape: 'LIST' };
  if (/^\s*\{[ \t]*\r?\n/.test(head)) return { code: 'NOT_LINES', shape: 'SPREAD_OBJECT' };
  const lines = head
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const isText = lines.length > 1 && !lines.some((line) => /^[[{"]|^null$|^-?\d+$/.test(line.replace(/^\ufeff+/, '')));
  return isText ? { code: 'NOT_LINES', shape: 'TEXT' } : null;
}

function startsWith(head: Buffer, start: readonly number[]): boolean {
  return start.every((byte, index) => head[index] === byte);
}
