// Gathers rows into groups. Values become small indexes, so that a group is found by numbers and its counts lie in columns;
// what must be told apart (claims in a group, records at the other end) is sorted once, in eight bytes each.

import { limit } from '../../domain/errors.ts';
import type { Bound } from './sql.ts';

/** Two indexes, and a stance, in one number that doubles hold exactly. */
const INDEXES = 2 ** 25;
const STANCES = 4;

export class Groups {
  readonly width: number;
  /** Per dimension: its values by index. */
  readonly values: Bound[][];
  /** Per dimension: for each group the index of its value. */
  readonly keys: number[][];
  readonly n: number[] = [];
  /** Per stance. */
  readonly stances: number[][] = [[], [], [], []];
  /** Days as numbers; 0 where none is known. */
  readonly first: number[] = [];
  readonly last: number[] = [];
  readonly #indexes: Map<Bound, number>[];
  /** For each further dimension: group so far and next value -> group. */
  readonly #pairs: Map<number, number>[];
  readonly #apart = new Apart();
  readonly #units = new Map<Bound, number>();

  constructor(width: number) {
    this.width = width;
    const each = <T>(make: () => T): T[] => Array.from({ length: width }, make);
    this.values = each(() => []);
    this.keys = each(() => []);
    this.#indexes = each(() => new Map<Bound, number>());
    this.#pairs = each(() => new Map<number, number>());
    // Everything is one group, there or not.
    if (width === 0) this.#open();
  }

  get size(): number {
    return this.n.length;
  }

  index(dimension: number, value: Bound): number {
    const indexes = this.#indexes[dimension] as Map<Bound, number>;
    const known = indexes.get(value);
    if (known !== undefined) return known;
    const values = this.values[dimension] as Bound[];
    const index = values.push(value) - 1;
    checkRoom(index);
    indexes.set(value, index);
    return index;
  }

  /** The group of these indexes, one per dimension. */
  group(indexes: readonly number[]): number {
    let at = 0;
    for (let dimension = 0; dimension < this.width; dimension++) {
      const pairs = this.#pairs[dimension] as Map<number, number>;
      const pair = at * INDEXES + (indexes[dimension] as number);
      let next = pairs.get(pair);
      if (next === undefined) {
        // Only the last one is a group; those before number what leads to it.
        next = dimension === this.width - 1 ? this.#open() : pairs.size;
        checkRoom(next);
        pairs.set(pair, next);
        if (dimension === this.width - 1)
          for (let key = 0; key < this.width; key++) (this.keys[key] as number[]).push(indexes[key] as number);
      }
      at = next;
    }
    return at;
  }

  /** Counts a row. */
  add(group: number, stance: number, lo: number, hi: number): void {
    (this.n[group] as number)++;
    const counts = this.stances[stance] as number[];
    (counts[group] as number)++;
    this.span(group, lo, hi);
  }

  /** Counts a row once for each unit in its group, however many there are. */
  addApart(group: number, unit: Bound, stance: number, lo: number, hi: number): void {
    let index = this.#units.get(unit);
    if (index === undefined) {
      index = this.#units.size;
      checkRoom(index);
      this.#units.set(unit, index);
    }
    this.#apart.add((group * INDEXES + index) * STANCES + stance);
    this.span(group, lo, hi);
  }

  /** Rows counted elsewhere: n, and by stance. */
  addCounted(group: number, n: number, stances: readonly number[]): void {
    (this.n[group] as number) += n;
    for (const [stance, count] of stances.entries()) ((this.stances[stance] as number[])[group] as number) += count;
  }

  span(group: number, lo: number, hi: number): void {
    if (lo !== 0 && (this.first[group] === 0 || lo < (this.first[group] as number))) this.first[group] = lo;
    if (hi > (this.last[group] as number)) this.last[group] = hi;
  }

  /** Counts what was to be told apart. */
  finish(): void {
    let before = -1;
    let unitBefore = -1;
    for (const value of this.#apart.sorted()) {
      if (value === before) continue;
      before = value;
      const stance = value % STANCES;
      const unit = (value - stance) / STANCES;
      const group = Math.floor(unit / INDEXES);
      if (unit !== unitBefore) (this.n[group] as number)++;
      unitBefore = unit;
      ((this.stances[stance] as number[])[group] as number)++;
    }
  }

  #open(): number {
    for (const counts of this.stances) counts.push(0);
    this.first.push(0);
    this.last.push(0);
    return this.n.push(0) - 1;
  }
}

/** Numbers, as many as come. */
class Apart {
  #numbers = new Float64Array(1_024);
  #length = 0;

  add(number: number): void {
    if (this.#length === this.#numbers.length) {
      const longer = new Float64Array(this.#length * 2);
      longer.set(this.#numbers);
      this.#numbers = longer;
    }
    this.#numbers[this.#length++] = number;
  }

  sorted(): Float64Array {
    return this.#numbers.subarray(0, this.#length).sort();
  }
}

function checkRoom(index: number): void {
  if (index >= INDEXES) throw limit([], { code: 'TOO_MANY_GROUPS' });
}
