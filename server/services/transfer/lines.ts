// Bytes -> numbered lines of JSON Lines. Memory stays bounded: one line at a time, and a line has a greatest length.

import type { Problem } from '../../domain/faults/problem.ts';

export interface Line {
  /** 1 for the first. */
  number: number;
  /** Null when it is not held; with a fault, what can be shown of it. */
  text: string | null;
  /** Why it cannot be read. */
  fault: Problem | null;
}

/** A source text of 2,000,000 code points, escaped, still fits. */
const LONGEST = 32 * 1024 * 1024;
const NEWLINE = 10;
/** Drops the mark that some programs put at the start of a file. */
const UTF8 = new TextDecoder('utf-8', { fatal: true });
const SHOWN = new TextDecoder('utf-8');

/** Empty lines are left out, but counted. */
export async function* readLines(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  let number = 0;
  for await (const chunk of stream) {
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, from)) {
      held.push(chunk.subarray(from, at));
      heldBytes += at - from;
      from = at + 1;
      number++;
      const line = decode(held, heldBytes, number);
      held.length = 0;
      heldBytes = 0;
      if (line !== null) yield line;
    }
    // Past the limit only the count goes on: the bytes are not kept.
    if (heldBytes <= LONGEST) held.push(chunk.subarray(from));
    heldBytes += chunk.byteLength - from;
  }
  const last = decode(held, heldBytes, number + 1);
  if (last !== null) yield last;
}

function decode(parts: Uint8Array[], bytes: number, number: number): Line | null {
  if (bytes > LONGEST) {
    return {
      number,
      text: null,
      fault: { code: 'LINE_TOO_LONG', megabytes: LONGEST / 1024 / 1024 },
    };
  }
  const whole = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  let text: string;
  try {
    text = UTF8.decode(whole);
  } catch {
    return { number, text: SHOWN.decode(whole), fault: { code: 'NOT_UTF8' } };
  }
  return text.trim() === '' ? null : { number, text, fault: null };
}
