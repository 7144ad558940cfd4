// The UN set as a file of JSON Lines with about so many claims: what `on-record import` reads from a user.

import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { unGeneralAssembly } from '../server/services/un-general-assembly.ts';

export interface SetFile {
  records: number;
  claims: number;
  bytes: number;
}

/** Claims per roll call, as a rule. */
const A_ROLL_CALL = 140;
const PIECE = 1_000;

export async function writeSet(path: string, claims: number): Promise<SetFile> {
  const written: SetFile = { records: 0, claims: 0, bytes: 0 };
  function* lines(): Generator<string> {
    let piece = '';
    for (const record of unGeneralAssembly({ limit: Math.max(1, Math.ceil(claims / A_ROLL_CALL)) })) {
      if (record.record === 'claim') written.claims++;
      piece += `${JSON.stringify(record)}\n`;
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
