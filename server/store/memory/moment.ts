// The graph as it stood at one version, counted anew from the facts: which records there were, which of them are one, and the
// attributions of every claim.

import { deriveAttributions } from '../../domain/attributions.ts';
import { compareCodePoints } from '../../domain/code-points.ts';
import { clusters } from '../../domain/identity.ts';
import type { Actor, AnyRecord, Claim, Id, Judgement, Source } from '../../domain/records.ts';
import type { Attribution, Stored } from '../store.ts';
import type { Fact, Facts } from './facts.ts';

/** A record that was there. */
export type LiveFact = Fact & { record: AnyRecord };

/** A claim with the attributions that it makes. */
export interface Said {
  held: LiveFact & { record: Claim };
  rows: Attribution[];
}

export class Moment {
  readonly version: number;
  readonly facts: Facts;
  /** In order of first version. */
  readonly records: ReadonlyMap<Id, LiveFact>;
  readonly #canonical: ReadonlyMap<Id, Id>;
  readonly #members = new Map<Id, Id[]>();
  #said: Said[] | null = null;

  constructor(facts: Facts, version: number) {
    this.facts = facts;
    this.version = version;
    const newest = new Map<Id, Fact>();
    for (const fact of facts.all) if (fact.version <= version) newest.set(fact.id, fact);
    this.records = new Map([...newest].filter((entry): entry is [Id, LiveFact] => entry[1].record !== null));
    const judgements = this.ofKind('judgement').map(({ record }) => record as Judgement);
    this.#canonical = clusters(judgements).canonical;
    for (const [member, canonical] of this.#canonical)
      if (this.records.has(member))
        this.#members.set(canonical, [...(this.#members.get(canonical) ?? []), member].sort(compareCodePoints));
  }

  ofKind(kind: Fact['kind']): LiveFact[] {
    return [...this.records.values()].filter((held) => held.kind === kind);
  }

  canonical = (id: Id): Id => this.#canonical.get(id) ?? id;

  stored({ kind, id, version, first, record }: LiveFact): Stored {
    const members = [id, ...(this.#members.get(id) ?? [])];
    return { kind, id, version, first, record, canonical: this.canonical(id), members };
  }

  get said(): readonly Said[] {
    this.#said ??= this.ofKind('claim').map((held) => {
      const claim = held as Said['held'];
      return { held: claim, rows: deriveAttributions(claim.record, this.canonical) };
    });
    return this.#said;
  }

  source(id: Id): Source | null {
    return (this.records.get(id)?.record as Source | undefined) ?? null;
  }

  actor(id: Id): Actor | null {
    return (this.records.get(id)?.record as Actor | undefined) ?? null;
  }

  publisherOf(source: Id): string | null {
    return this.source(source)?.publisher ?? null;
  }
}

const KEPT = 16;

/** The moments that were asked for last: what was written does not change, so neither do they. */
export class Moments {
  readonly #facts: Facts;
  readonly #kept = new Map<number, Moment>();

  constructor(facts: Facts) {
    this.#facts = facts;
  }

  at(asOf: number | undefined): Moment {
    const version = Math.min(asOf ?? this.#facts.version, this.#facts.version);
    const moment = this.#kept.get(version) ?? new Moment(this.#facts, version);
    this.#kept.delete(version);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size === KEPT && oldest !== undefined) this.#kept.delete(oldest);
    this.#kept.set(version, moment);
    return moment;
  }
}
