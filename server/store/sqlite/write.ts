// Carries a write to the writer thread: records leave as the JSON text that is stored, in pieces, so that neither side ever
// holds more than a few of them, and the next piece is made while one is applied.

import { OnRecordError } from '../../domain/errors.ts';
import type { Fault } from '../../domain/faults/fault.ts';
import { recordText } from '../../domain/record-format.ts';
import { chunks } from '../engine/chunks.ts';
import type { Change, Write, Written } from '../store.ts';
import type { Thread } from './thread.ts';
import type { PackedChange } from './writer.ts';

const PIECE = { items: 1_000, length: 2_000_000 };

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
      for (const piece of chunks(packed(chunk), PIECE, ([, , data]) => data?.length ?? 0)) {
        take(await applying);
        applying = writer.ask({ do: 'apply', changes: piece });
        // The first failure is reported where it is awaited.
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

/** One after the other, so that no more than a piece is text at a time. */
function* packed(changes: readonly Change[]): Generator<PackedChange, void, void> {
  for (const { kind, id, record, expect } of changes)
    yield [kind, id, record === null ? null : recordText(kind, record), expect];
}

function isList(changes: readonly Change[] | AsyncIterable<readonly Change[]>): changes is readonly Change[] {
  return Array.isArray(changes);
}
