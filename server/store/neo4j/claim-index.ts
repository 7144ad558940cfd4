// Keeps pattern and attributions in step with the claims: ended when the claim or an identity changes, never edited. What a
// piece of a write begins and ends again itself never reaches the database but with its end. Also counts in how many
// counted claims each record is a speaker or a target.

import { readRecord } from '../../domain/record-format.ts';
import type { Claim, ClaimStatus, Id } from '../../domain/records.ts';
import { COUNTED_STATUSES } from '../../domain/records.ts';
import type { AttributedRow, Pattern } from './claim-rows.ts';
import { attributedRows, patternRows, statusOf } from './claim-rows.ts';
import { CLAIMS_AT, END_ATTRIBUTED, END_PATTERN, HELD_ATTRIBUTED, MENTION } from './cypher/writes.ts';
import type { Runner } from './database.ts';
import { FOREVER } from './forever.ts';
import { join } from './joining.ts';
import type { RecordHeads } from './record-heads.ts';
import type { NewRecord } from './version-index.ts';

const COUNTED = new Set<ClaimStatus>(COUNTED_STATUSES);
const AT_ONCE = 5_000;

/** An attribution that holds, as the database has it: `first` is the first version of its claim. */
interface StoredAttribution {
  first: number;
  speaker: Id;
  target: Id;
  stance: string;
  lane: string;
  at: Id | null;
  speakerAs: Id | null;
  targetAs: Id | null;
  since: number;
}

interface Pending {
  rows: AttributedRow[];
  pattern: Pattern;
}

export class ClaimIndex {
  readonly #heads: RecordHeads;
  /** Begun in this piece and holding, by the claim's first version. */
  #pending = new Map<number, Pending>();
  /** Begun and ended in this piece. */
  #passed: Pending[] = [];
  #ended: { first: number; id: Id; until: number }[] = [];
  readonly #mentions = new Map<Id, number>();

  constructor(heads: RecordHeads) {
    this.#heads = heads;
  }

  /** Every record that the claim refers to must have been loaded. */
  open(first: number, version: number, claim: Claim): void {
    const rows = this.#derive(first, version, claim, version);
    this.#pending.set(first, { rows, pattern: patternRows(claim, version) });
    this.#mention(rows.map(endsOf), 1);
  }

  close(first: number, id: Id, until: number): void {
    const pending = this.#pending.get(first);
    if (pending === undefined) {
      this.#ended.push({ first, id, until });
      return;
    }
    this.#pending.delete(first);
    this.#mention(pending.rows.map(endsOf), -1);
    for (const { value } of pending.rows) value.until = until;
    for (const row of Object.values(pending.pattern).flat()) row.until = until;
    this.#passed.push(pending);
  }

  /**
   * Ends the piece, and gives what brings it into the database, new claims with it. In steps: what comes later must not be
   * sent before it is done.
   */
  take(): { inSteps: boolean; into: (runner: Runner, claims?: readonly NewRecord[]) => Promise<void> } {
    const ended = this.#ended;
    const begun = [...this.#passed, ...this.#pending.values()];
    this.#pending = new Map();
    this.#passed = [];
    this.#ended = [];
    const into = async (runner: Runner, claims: readonly NewRecord[] = []) => {
      if (ended.length > 0) await this.#end(runner, ended);
      const joined = {
        said: begun.flatMap(({ pattern }) => pattern.said),
        about: begun.flatMap(({ pattern }) => pattern.about),
        quoted: begun.flatMap(({ pattern }) => pattern.quoted),
        attributed: begun.flatMap(({ rows }) => rows),
      };
      await join(runner, joined, claims);
    };
    return { inSteps: ended.length > 0, into };
  }

  async #end(runner: Runner, ended: readonly { first: number; id: Id; until: number }[]): Promise<void> {
    const held = await runner.run<Record<string, unknown> & StoredAttribution>(HELD_ATTRIBUTED, {
      firsts: ended.map(({ first }) => first),
      forever: FOREVER,
    });
    for (const rows of Map.groupBy(held, (row) => row.first).values()) this.#mention(rows, -1);
    await Promise.all([END_ATTRIBUTED, END_PATTERN].map((text) => runner.run(text, { rows: ended, forever: FOREVER })));
  }

  /**
   * After identities changed at version `at`, for claims that are all in the database; one that was written later in the
   * same write is set right in place.
   */
  async reopen(runner: Runner, firsts: readonly number[], at: number): Promise<void> {
    const claims = await runner.run<{ first: number; version: number; data: string | null }>(CLAIMS_AT, {
      firsts,
      forever: FOREVER,
    });
    const held = Map.groupBy(
      await runner.run<Record<string, unknown> & StoredAttribution>(HELD_ATTRIBUTED, { firsts, forever: FOREVER }),
      (row) => row.first,
    );
    const standing = claims.flatMap(({ first, version, data }) =>
      data === null ? [] : [{ first, version, claim: readRecord<Claim>('claim', data) }],
    );
    await this.#heads.load(
      runner,
      standing.flatMap(({ claim }) => [
        ...claim.speakers,
        ...claim.targets.map(({ target }) => target),
        ...(claim.at === null ? [] : [claim.at]),
      ]),
    );
    const ended: { first: number; until: number }[] = [];
    const begun: AttributedRow[] = [];
    for (const { first, version, claim } of standing) {
      const before = held.get(first) ?? [];
      const from = Math.max(at, before[0]?.since ?? at);
      const fresh = this.#derive(first, version, claim, from);
      if (sameRows(before, fresh)) continue;
      this.#mention(before, -1);
      this.#mention(fresh.map(endsOf), 1);
      ended.push({ first, until: from });
      begun.push(...fresh);
    }
    await inParts(runner, END_ATTRIBUTED, ended);
    await join(runner, { said: [], about: [], quoted: [], attributed: begun });
  }

  /** The counts of all pieces; only what is published may change them. */
  async count(runner: Runner): Promise<void> {
    const rows = [...this.#mentions].filter(([, change]) => change !== 0).map(([id, change]) => ({ id, change }));
    await inParts(runner, MENTION, rows);
  }

  #derive(recorded: number, version: number, claim: Claim, since: number): AttributedRow[] {
    return attributedRows(claim, { recorded, version, since }, (id) => this.#heads.find(id)?.canonical ?? id);
  }

  /** A claim counts once for each record, however often it names it. */
  #mention(rows: readonly Ends[], change: 1 | -1): void {
    const mentioned = new Set<Id>();
    for (const { speaker, target, lane } of rows) if (COUNTED.has(statusOf(lane))) mentioned.add(speaker).add(target);
    for (const end of mentioned) this.#mentions.set(end, (this.#mentions.get(end) ?? 0) + change);
  }
}

type Ends = Pick<StoredAttribution, 'speaker' | 'target' | 'lane'>;

function endsOf({ speaker, target, value }: AttributedRow): Ends {
  return { speaker, target, lane: value.lane };
}

function sameRows(held: readonly StoredAttribution[], fresh: readonly AttributedRow[]): boolean {
  const keys = new Set(held.map((row) => keyOf(row.speaker, row.target, row)));
  return (
    keys.size === fresh.length && fresh.every(({ speaker, target, value }) => keys.has(keyOf(speaker, target, value)))
  );
}

type Compared = Pick<StoredAttribution, 'stance' | 'at' | 'speakerAs' | 'targetAs'>;

function keyOf(speaker: Id, target: Id, { stance, at, speakerAs, targetAs }: Compared): string {
  return [speaker, target, stance, at ?? '', speakerAs ?? '', targetAs ?? ''].join(' ');
}

async function inParts(runner: Runner, text: string, rows: readonly object[]): Promise<void> {
  for (let start = 0; start < rows.length; start += AT_ONCE)
    await runner.run(text, { rows: rows.slice(start, start + AT_ONCE), forever: FOREVER });
}
