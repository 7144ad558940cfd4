// Reads the fields of an address by a zod schema. Whatever does not fit is left out and named, the rest is kept:
// a link that somebody shortened or mistyped still opens, and says what it lost.

import type { z } from 'zod';
import { splitList, splitTable } from './address.ts';

export interface ParsedParams<State> {
  state: State;
  /** Fields or items that were left out, such as `stances: opposed`. */
  faults: string[];
}

/** What other sites add to links; never a mistake of the reader. */
const FOREIGN = /^(utm_.*|fbclid|gclid|ref)$/;

/**
 * What of the fields fits the schema. Fields that do not stand in the state as undefined: the router lays the state over
 * what it read from the address, and would keep them otherwise.
 */
export function parseSearchParams<State>(
  schema: z.ZodObject & z.ZodType<State>,
  raw: Record<string, unknown>,
): ParsedParams<State> {
  const gone = Object.fromEntries(Object.keys(raw).map((key) => [key, undefined]));
  const faults = Object.keys(raw)
    .filter((key) => raw[key] !== undefined && !(key in schema.shape) && !FOREIGN.test(key))
    .map((key) => `${key}: ${String(raw[key])}`);
  const given: Record<string, unknown> = Object.fromEntries(Object.entries(raw).filter(([key]) => key in schema.shape));
  for (;;) {
    const result = schema.safeParse(given);
    if (result.success) return { state: { ...gone, ...result.data }, faults: [...new Set(faults)] };
    // Last item first, so that the indexes of the others still hold.
    const paths = new Map(result.error.issues.toReversed().map(({ path }) => [path.slice(0, 2).join(), path]));
    for (const path of paths.values()) faults.push(drop(given, String(path[0]), path[1]));
  }
}

/** Leaves out one item of a list or table, or else the field; says which. */
function drop(given: Record<string, unknown>, key: string, item: PropertyKey | undefined): string {
  const value = given[key];
  if (typeof item === 'number') {
    const items = typeof value === 'string' ? splitList(value) : Array.isArray(value) ? [...value] : [];
    const [dropped] = items.splice(item, 1);
    given[key] = items;
    return `${key}: ${String(dropped)}`;
  }
  if (typeof item === 'string') {
    const table = typeof value === 'string' ? splitTable(value) : { ...(value as Record<string, unknown>) };
    const dropped = table[item];
    delete table[item];
    given[key] = table;
    return `${key}: ${item}:${String(dropped)}`;
  }
  delete given[key];
  return `${key}: ${String(value)}`;
}
