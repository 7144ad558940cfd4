// What was read as of a version has an id of its own, so that clients which keep records by their ids keep versions apart:
// `act_russia@86` is the record as it stood at version 86, and `act_russia@86.merged` what readers saw of it then, where judgements
// had made others one with it.

import { kindOf } from './ids.ts';
import type { Id } from './records.ts';

export interface PastId {
  id: Id;
  asOf: number;
  /** With what only the other records knew that were one with it. */
  merged: boolean;
}

const PAST = /^([^@]+)@(0|[1-9]\d{0,9})(\.merged)?$/;

export function pastId({ id, asOf, merged }: PastId): string {
  return `${id}@${asOf}${merged ? '.merged' : ''}`;
}

/** Null when it is not the id of a past record. */
export function readPastId(text: string): PastId | null {
  const [, id = '', version = '', merged] = PAST.exec(text) ?? [];
  return kindOf(id) === null ? null : { id, asOf: Number(version), merged: merged !== undefined };
}
