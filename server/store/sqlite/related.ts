// Records related to others: those that are one with them, those that said them, and those that they refer to.

import { specOf } from '../../domain/kinds.ts';
import { readRecord } from '../../domain/record-format.ts';
import type { Claim, Id } from '../../domain/records.ts';
import type { Related } from '../store.ts';
import { kinds } from './codes.ts';
import type { Connection } from './connection.ts';
import type { PackedStored } from './stored.ts';
import { readStored } from './stored.ts';
import { versionAt } from './version-at.ts';

/** In order of id, without those asked for. */
export function relatedTo(
  connection: Connection,
  asked: readonly PackedStored[],
  related: Related,
  asOf: number | null,
): PackedStored[] {
  const reached = new Reached(connection, asked, asOf);
  if (related === 'REFERENCED') {
    reached.addOnes();
    reached.add(reached.found.flatMap(namesOf));
  }
  reached.add(reached.found.flatMap(speakersOf));
  reached.addOnes();
  const ids = new Set(asked.map(([, id]) => id));
  return reached.found.filter(([, id]) => !ids.has(id)).sort((a, b) => (a[1] < b[1] ? -1 : 1));
}

class Reached {
  readonly #connection: Connection;
  readonly #asOf: number | null;
  readonly #byId: Map<Id, PackedStored>;

  constructor(connection: Connection, asked: readonly PackedStored[], asOf: number | null) {
    this.#connection = connection;
    this.#asOf = asOf;
    this.#byId = new Map(asked.map((stored) => [stored[1], stored]));
  }

  get found(): PackedStored[] {
    return [...this.#byId.values()];
  }

  add(ids: readonly Id[]): void {
    const missing = [...new Set(ids)].filter((id) => !this.#byId.has(id));
    const versions = missing.flatMap((id) => versionAt(this.#connection, id, this.#asOf) ?? []);
    for (const stored of readStored(this.#connection, versions, this.#asOf)) this.#byId.set(stored[1], stored);
  }

  addOnes(): void {
    this.add(this.found.map(([, , , , , canonical]) => canonical));
    this.add(this.found.flatMap(([, , , , , , members]) => members));
  }
}

/** What a record is filed under holds all that it names, and words, which are no ids; only claims leave some of it out. */
function namesOf(stored: PackedStored): Id[] {
  const kind = kinds.word(stored[0]);
  const spec = specOf(kind);
  const record = readRecord(kind, stored[4]);
  return [...spec.refs(record).map(({ id }) => id), ...spec.facets(record).map(({ value }) => value)];
}

function speakersOf(stored: PackedStored): Id[] {
  return kinds.word(stored[0]) === 'claim' ? readRecord<Claim>('claim', stored[4]).speakers : [];
}
