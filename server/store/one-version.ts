// Several tallies at one version of the graph. Few are one question to the database. Many that each read through all that their
// filter lets pass are two, asked at once, so that a screen of them does not wait for their sum; a write that comes between
// the two is noticed, and the part that saw it is asked again.

import { OnRecordError } from '../domain/errors.ts';
import type { Tally, TallyResult } from './store.ts';

type Answer = TallyResult | OnRecordError;

/** So many that read through everything are worth two questions. */
const MANY = 4;
const PARTS = 2;

/** `read` answers all that it is given from one version, or each from the one that its filter names. */
export async function tallyAtOneVersion(
  tallies: readonly Tally[],
  read: (tallies: readonly Tally[]) => Promise<Answer[]>,
): Promise<Answer[]> {
  const parts = partsOf(tallies);
  const answers = await Promise.all(parts.map((part) => read(part)));
  const seen = parts.flatMap((part, index) => versionsSeen(part, answers[index] ?? []));
  const oldest = Math.min(...seen);
  if (seen.some((version) => version !== oldest))
    for (const [index, part] of parts.entries())
      if (versionsSeen(part, answers[index] ?? []).some((version) => version !== oldest))
        answers[index] = await read(part.map((tally) => at(tally, oldest)));
  const byTally = new Map(
    parts.flatMap((part, index) => part.map((tally, at) => [tally, answers[index]?.[at]] as const)),
  );
  return tallies.map((tally) => byTally.get(tally) as Answer);
}

function partsOf(tallies: readonly Tally[]): Tally[][] {
  const long = tallies.filter(({ ends, pairs }) => ends === undefined && pairs === undefined);
  if (long.length < MANY) return [[...tallies]];
  const parts: Tally[][] = Array.from({ length: PARTS }, () => []);
  for (const [index, tally] of long.entries()) parts[index % PARTS]?.push(tally);
  for (const tally of tallies) if (!long.includes(tally)) parts[PARTS - 1]?.push(tally);
  return parts;
}

/** By tallies that name none. */
function versionsSeen(part: readonly Tally[], answers: readonly Answer[]): number[] {
  return answers.flatMap((answer, index) =>
    part[index]?.filter.asOf === undefined && !(answer instanceof OnRecordError) ? [answer.version] : [],
  );
}

function at(tally: Tally, version: number): Tally {
  return { ...tally, filter: { ...tally.filter, asOf: tally.filter.asOf ?? version } };
}
