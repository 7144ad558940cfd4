// The shape of an object: one function that reads each of its fields also says which fields there are, and in which order. So a
// field is written down once, beside its check, and no list of names can differ from what is read.

import { FaultCollector } from './faults/fault-collector.ts';
import type { Input, ReadEntry } from './fields.ts';
import { Reader } from './fields.ts';

/** Reads every field of an object, in the order in which it holds them. Pure, and bears an input without any. */
export type ReadFields<T> = (reader: Reader, input: Input) => T;

/** What is asked of the fields together, once they are read. */
export type CheckFields<T> = (reader: Reader, read: T, input: Input) => void;

/** How an entry of a list is read. */
export function entryOf<T extends object>(readFields: ReadFields<T>, check?: CheckFields<T>): ReadEntry<T> {
  return readerOf(fieldsOf(readFields), readFields, check);
}

interface Shape<T> {
  fields: ReadonlySet<string>;
  parse(input: unknown, faults: FaultCollector): T | null;
  glimpse(input: unknown): T;
}

/** The part of a kind's spec that says what its records hold. */
export function recordOf<T extends object>(readFields: ReadFields<T>, check?: CheckFields<T>): Shape<T> {
  const fields = fieldsOf(readFields);
  const read = readerOf(fields, readFields, check);
  return {
    fields,
    parse(input, faults) {
      const reader = new Reader(faults, input);
      const record = read(reader, input);
      return reader.failed ? null : record;
    },
    glimpse: (input) => readFields(new Reader(new FaultCollector()), isObject(input) ? input : {}),
  };
}

function isObject(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readerOf<T extends object>(
  fields: ReadonlySet<string>,
  readFields: ReadFields<T>,
  check: CheckFields<T> | undefined,
): ReadEntry<T> {
  return (reader, value) => {
    const input = reader.object(value, fields);
    if (input === null) return null;
    const read = readFields(reader, input);
    check?.(reader, read, input);
    return read;
  };
}

/** What is read from nothing has every field all the same; its faults are nobody's. */
function fieldsOf(readFields: ReadFields<object>): ReadonlySet<string> {
  return new Set(Object.keys(readFields(new Reader(new FaultCollector()), {})));
}
