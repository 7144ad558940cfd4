// The store names the change that it refuses by its number; whoever sent the input needs the place in it.

import { OnRecordError } from '../domain/errors.ts';

/** `places` are those of the changes in their order; empty where the input is one record. */
export async function placed<T>(places: readonly string[], work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof OnRecordError)) throw error;
    const faults = error.faults.map(({ field, problem }) => ({ field: inInput(field, places), problem }));
    throw new OnRecordError(error.code, error.message, faults, { cause: error });
  }
}

function inInput(field: string, places: readonly string[]): string {
  const [, index, rest] = /^\[(\d+)\]\.?(.*)$/.exec(field) ?? [];
  // A source or batch that moved meanwhile is no field of the input.
  if (index === undefined || rest === undefined) return field.startsWith('holds[') ? '' : field;
  const place = places[Number(index)] ?? '';
  // What is said of a change as a whole is said of the record that its id names.
  const part = rest === '' ? 'id' : rest;
  return place === '' ? part : `${place}.${part}`;
}
