// Collects faults on the way through an input, a write or an import, so that one answer lists them all: the first thousand
// in full, the number of the others; of what a person runs on files of their own, a hundred times as many. Nothing is made unless
// there is a fault, because imports read millions of rows.

import type { ErrorCode } from '../errors.ts';
import { OnRecordError } from '../errors.ts';
import type { Fault, FaultPath, Problem, RowLocation } from './fault.ts';

/** Past this, hostile input would be answered with more bytes than it sent. */
const LISTED = 1_000;
/** A file of nothing but faults would take all memory. */
const LISTED_OF_FILES = 100_000;

interface Scope {
  collected: { faults: Fault[]; others: number; most: number };
  path: FaultPath;
  location: RowLocation | undefined;
  record: string | undefined;
}

export class FaultCollector {
  readonly #scope: Scope;

  /** `early` holds faults that were found before. */
  constructor(early: readonly Fault[] = [], scope?: Scope, most = LISTED) {
    this.#scope = scope ?? {
      collected: { faults: [...early], others: 0, most },
      path: [],
      location: undefined,
      record: undefined,
    };
  }

  /** One for files: who runs an import reads its faults in a file, too. */
  static ofFiles(): FaultCollector {
    return new FaultCollector([], undefined, LISTED_OF_FILES);
  }

  /** A fault in place of the problem is taken over, with another path. */
  add(path: FaultPath, problem: Problem & Pick<Fault, 'whose'>, changeIndex?: number): void {
    const { collected, path: before, location } = this.#scope;
    if (collected.faults.length >= collected.most) {
      collected.others++;
      return;
    }
    collected.faults.push({
      ...problem,
      path: before.length === 0 ? path : [...before, ...path],
      ...(changeIndex !== undefined && { changeIndex }),
      ...(location !== undefined && { location }),
    });
  }

  /** A collector for a part of the input: its faults land here, with `path` before their own. */
  at(path: FaultPath): FaultCollector {
    return path.length === 0 ? this : new FaultCollector([], { ...this.#scope, path: [...this.#scope.path, ...path] });
  }

  /** A collector for a row of an import: its faults land here, with where it stands. */
  inRow(location: RowLocation): FaultCollector {
    return new FaultCollector([], { ...this.#scope, location });
  }

  get any(): boolean {
    return this.#scope.collected.faults.length > 0;
  }

  /** A collector for a record that came with an id: see `record`. */
  of(record: string): FaultCollector {
    return new FaultCollector([], { ...this.#scope, record });
  }

  /** The id that the input gave to what is read; undefined where it gave none. */
  get record(): string | undefined {
    return this.#scope.record;
  }

  /** In the order in which they were found; a last one counts those that were not listed. */
  get list(): readonly Fault[] {
    const { faults, others } = this.#scope.collected;
    return others === 0 ? faults : [...faults, { code: 'MORE_FAULTS', count: others, path: [] }];
  }

  throwIfAny(code: ErrorCode = 'INVALID'): void {
    if (this.any) throw new OnRecordError(code, this.list);
  }
}
