// What the store already holds of the rows of an import, where that makes a difference: to the status of a claim, to quotes
// that no longer stand where they did, and to judgements. One store call per chunk, none where there is nothing to know.

import { firstIdOfContent } from '../../domain/content-ids.ts';
import { sameValue } from '../../domain/diff.ts';
import type { FaultCollector } from '../../domain/faults/fault-collector.ts';
import type { Problem } from '../../domain/faults/problem.ts';
import { withSingleLineEnds } from '../../domain/line-ends.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { AnyRecord, Claim, ClaimStatus, Event, Id, Judgement, Quote } from '../../domain/records.ts';
import { transitionProblem, undoesDecision } from '../../domain/status.ts';
import type { Stats, Store } from '../../store/store.ts';
import type { ReadRow } from './read-row.ts';

const LOOKED_UP: ReadonlySet<RecordKind> = new Set(['claim', 'event', 'judgement']);

export class KnownRecords {
  readonly #store: Store;
  readonly #counts: Stats['counts'];
  readonly #accept: boolean;
  /** Claims of the rows so far that are PROPOSED once they are written, and those that were and are ACCEPTED. */
  proposed = 0;
  accepted = 0;
  #records = new Map<Id, AnyRecord>();

  constructor(store: Store, counts: Stats['counts'], accept: boolean) {
    this.#store = store;
    this.#counts = counts;
    this.#accept = accept;
  }

  /** Gives rows the ids under which the store holds them, if it does, and remembers what it holds of them. */
  async look(given: readonly ReadRow[]): Promise<ReadRow[]> {
    const rows = await this.#asHeld(given);
    const ids = rows.filter(({ kind }) => LOOKED_UP.has(kind) && this.#counts[kind] > 0).map(({ record }) => record.id);
    const found = ids.length === 0 ? [] : await this.#store.getMany(ids);
    this.#records = new Map(found.flatMap((stored) => (stored === null ? [] : [[stored.id, stored.record]])));
    return rows;
  }

  /** Rows without an id that an earlier release imported have the id that it made of their content. */
  async #asHeld(rows: readonly ReadRow[]): Promise<ReadRow[]> {
    const firstIds = rows.map(({ kind, record, named }) =>
      named || this.#counts[kind] === 0 ? null : firstIdOfContent(kind, record),
    );
    const asked = firstIds.filter((id) => id !== null);
    if (asked.length === 0) return [...rows];
    const found = new Set((await this.#store.getMany(asked)).flatMap((stored) => stored?.id ?? []));
    return rows.map((row, index) => {
      const id = firstIds[index];
      return typeof id === 'string' && found.has(id) ? { ...row, record: { ...row.record, id } } : row;
    });
  }

  /**
   * A new claim is PROPOSED without a curator's word, and a known one keeps its status. With it the status of the line holds, and
   * where the line gives none, what is new or still PROPOSED is ACCEPTED. No import undoes what was decided about a claim.
   */
  withStatus(claim: Claim, saysStatus: boolean, faults: FaultCollector): Claim {
    const known = this.#records.get(claim.id) as Claim | undefined;
    const decided = this.#statusOf(claim, saysStatus, known);
    if (this.#accept && saysStatus && known !== undefined) {
      const problem = importProblem(known.status, decided.status);
      if (problem !== null) faults.add(['status'], problem);
    }
    if (decided.status === 'PROPOSED') this.proposed++;
    else if (known?.status === 'PROPOSED' && decided.status === 'ACCEPTED') this.accepted++;
    return decided;
  }

  #statusOf(claim: Claim, saysStatus: boolean, known: Claim | undefined): Claim {
    if (this.#accept && saysStatus) return claim;
    if (known !== undefined && !(this.#accept && known.status === 'PROPOSED'))
      return { ...claim, status: known.status, statusReason: known.statusReason };
    return { ...claim, status: this.#accept ? 'ACCEPTED' : 'PROPOSED', statusReason: null };
  }

  /** Whether a quote may say that it stands elsewhere, or nowhere: on a curator's word, or where that is known. */
  mayHaveMoved(record: Claim | Event, quote: Quote): boolean {
    if (this.#accept) return true;
    const known = this.#records.get(record.id) as Claim | Event | undefined;
    return known?.quotes.some((one) => sameValue(one, quote)) ?? false;
  }

  /** The quote as it is held, where the row gives the same words and nothing that differs: that says nothing new of it. */
  sameQuote(record: Claim | Event, quote: Quote): Quote | undefined {
    const known = this.#records.get(record.id) as Claim | Event | undefined;
    return known?.quotes.find((one) => one.state !== 'UNCHECKED' && saysNoMore(quote, one));
  }

  /** Identity is a curator's judgement; a machine may not merge records. */
  checkJudgement(judgement: Judgement, faults: FaultCollector): void {
    if (this.#accept || sameValue(this.#records.get(judgement.id), judgement)) return;
    faults.add([], { code: 'JUDGEMENT_NOT_ACCEPTED' });
  }
}

/** What keeps a line from changing the status so, or null. */
function importProblem(from: ClaimStatus, to: ClaimStatus): Problem | null {
  return transitionProblem(from, to) ?? (undoesDecision(from, to) ? { code: 'UNDOES_DECISION', from, to } : null);
}

function saysNoMore(quote: Quote, known: Quote): boolean {
  return (
    quote.source === known.source &&
    withSingleLineEnds(quote.exact) === withSingleLineEnds(known.exact) &&
    (quote.start === null || quote.start === known.start) &&
    (quote.prefix === '' || quote.prefix === known.prefix) &&
    (quote.suffix === '' || quote.suffix === known.suffix)
  );
}
