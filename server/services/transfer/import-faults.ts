// The faults of one import in the order of its rows: the first thousand in full, the number of the others.

import type { Fault } from '../../domain/errors.ts';
import type { Place, Places } from './places.ts';

const LISTED = 1_000;

export class ImportFaults {
  readonly #places: Places;
  readonly #listed: { place: Place; field: string; problem: string }[] = [];
  #others = 0;

  constructor(places: Places) {
    this.#places = places;
  }

  get any(): boolean {
    return this.#listed.length > 0;
  }

  add(place: Place, field: string, problem: string): void {
    if (this.#listed.length < LISTED) this.#listed.push({ place, field, problem });
    else this.#others++;
  }

  /** Each with its place: `claims.jsonl:12: saidOn`. */
  list(): Fault[] {
    const sorted = this.#listed.toSorted((a, b) => a.place.file - b.place.file || a.place.line - b.place.line);
    const faults = sorted.map(({ place, field, problem }) => ({
      field: `${this.#places.text(place)}:${field === '' ? '' : ` ${field}`}`,
      problem,
    }));
    const problem = `and ${this.#others} more faults; mend these first`;
    return this.#others === 0 ? faults : [...faults, { field: '', problem }];
  }
}
