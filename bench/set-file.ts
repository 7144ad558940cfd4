// The UN set as a file of JSON Lines with at least so many claims: what `on-record import` reads from a user. Past its own
// size, roll calls come again, each with a source, an event and claims of its own under new ids: who votes, how and on which
// day are spread as before, only more densely.

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { FaultCollector } from '../server/domain/faults/fault-collector.ts';
import { specOf } from '../server/domain/kinds.ts';
import type { UnRow } from '../server/services/un-general-assembly.ts';
import { unGeneralAssembly } from '../server/services/un-general-assembly.ts';

export interface SetFile {
  records: number;
  claims: number;
  bytes: number;
}

/** All that there are. */
export const ALL = 870_109;
const PIECE = 1_000;

export async function writeSet(path: string, claims: number): Promise<SetFile> {
  const written: SetFile = { records: 0, claims: 0, bytes: 0 };
  function* lines(): Generator<string> {
    let piece = '';
    for (const record of recordsOf(claims)) {
      if (record.record === 'claim') written.claims++;
      piece += `${JSON.stringify(whole(record))}\n`;
      if (++written.records % PIECE !== 0) continue;
      yield piece;
      piece = '';
    }
    yield piece;
  }
  const file = createWriteStream(path);
  await pipeline(Readable.from(lines()), file);
  written.bytes = file.bytesWritten;
  return written;
}

/** With every field, as an export writes it. */
function whole({ record, ...fields }: UnRow): object {
  const faults = new FaultCollector();
  const read = specOf(record).parse(fields, faults);
  faults.throwIfAny();
  return { record, ...read };
}

function* recordsOf(claims: number): Generator<UnRow> {
  if (claims < ALL) {
    yield* unGeneralAssembly({ limit: rollCallsWith(claims) });
    return;
  }
  yield* unGeneralAssembly();
  let missing = claims - ALL;
  for (let copy = 2; missing > 0; copy++) {
    // The last copy takes its roll calls evenly from all years.
    const share = Math.min(1, missing / ALL);
    for (const record of unGeneralAssembly()) {
      if (record.record === 'actor' || record.record === 'topic' || !within(rollCallOf(record), share)) continue;
      yield copyOf(record, copy);
    }
    missing -= ALL;
  }
}

/** How many of the first roll calls have so many claims. */
function rollCallsWith(claims: number): number {
  const seen = new Set<string>();
  let count = 0;
  for (const record of unGeneralAssembly()) {
    if (record.record !== 'claim') continue;
    if (count >= claims && !seen.has(rollCallOf(record))) break;
    seen.add(rollCallOf(record));
    count++;
  }
  return seen.size;
}

function rollCallOf({ id }: UnRow): string {
  return id.split('-')[1] ?? '';
}

function within(rollCall: string, share: number): boolean {
  return (Number(rollCall) * 7_919) % 1_000 < share * 1_000;
}

function copyOf(record: UnRow, copy: number): UnRow {
  const again = (id: string) => `${id}-copy${copy}`;
  if (record.record !== 'claim') return { ...record, id: again(record.id) } as UnRow;
  return {
    ...record,
    id: again(record.id),
    targets: record.targets.map((target) => ({ ...target, target: again(target.target) })),
    quotes: record.quotes.map((quote) => ({ ...quote, source: again(quote.source) })),
  };
}
