// Carries a write to the writer thread: records leave as the JSON text that is stored, in pieces, so that neither side ever
// holds more than a few of them, and the next piece is made while one is applied.

import { OnRecordError } from '../../domain/errors.ts';
import type { Fault } from '../../domain/faults/fault.ts';
import { recordText } from '../../domain/record-format.ts';
import type { Change, Write, Written } from '../store.ts';
import type { Thread } from './thread.ts';
import type { PackedChange } from './writer.ts';

const PIECE_CHANGES = 1_000;
const PIECE_LENGTH = 2_000_000;

export async function writeThrough(
  writer: Thread,
  write: Write,
  changes: readonly Change[] | AsyncIterable<readonly Change[]>,
): Promise<Written> {
  const { look, ...plain } = write;
  const listed = isList(changes);
  const results: Written['results'] = [];
  let applying: Promise<unknown> = writer.ask({ do: 'begin', write: plain });
  const take = (applied: unknown) => {
    if (listed && applied !== undefined) results.push(...(applied as Written['results']));
  };
  try {
    if (look !== undefined) {
      await applying;
      await look();
    }
    for await (const chunk of listed ? [changes] : changes)
      for (const piece of pieces(chunk)) {
        take(await applying);
        applying = writer.ask({ do: 'apply', changes: piece });
        // Whoever fails first is reported where it is awaited.
        applying.catch(() => undefined);
      }
    take(await applying);
    const written = (await writer.ask({ do: 'finish' })) as Written;
    return { ...written, results };
  } catch (error) {
    await applying.catch(() => undefined);
    if (!(error instanceof OnRecordError) || error.code !== 'INVALID') {
      await writer.ask({ do: 'abort' });
      throw error;
    }
    const found = (await writer.ask({ do: 'giveUp' })) as Fault[];
    throw found.length === 0 ? error : new OnRecordError('INVALID', [...error.faults, ...found], { cause: error });
  }
}

function* pieces(changes: readonly Change[]): Generator<PackedChange[], void, void> {
  let piece: PackedChange[] = [];
  let length = 0;
  for (const { kind, id, record, expect } of changes) {
    const data = record === null ? null : recordText(kind, record);
    piece.push([kind, id, data, expect]);
    length += data?.length ?? 0;
    if (piece.length < PIECE_CHANGES && length < PIECE_LENGTH) continue;
    yield piece;
    piece = [];
    length = 0;
  }
  if (piece.length > 0) yield piece;
}

function isList(changes: readonly Change[] | AsyncIterable<readonly Change[]>): changes is readonly Change[] {
  return Array.isArray(changes);
}
