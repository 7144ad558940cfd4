// A fault: a problem, and where it is. It is a value on its whole way from whoever finds it to whoever shows it; text.ts
// makes the words at the end of that way, and nobody reads them.

import type { Problem, QuoteOffer } from './problem.ts';

export type { Problem };

/** The steps to a field, such as `['targets', 0, 'stance']`; empty for the whole. */
export type FaultPath = readonly (string | number)[];

/** A line of a file that is imported; 1 for the first. */
export interface RowLocation {
  file: string;
  line: number;
}

export type Fault = Problem & {
  path: FaultPath;
  /** The number of the change of a write that it is about, from 0; the path is then one within that record. */
  changeIndex?: number | undefined;
  location?: RowLocation | undefined;
  /** Of a name that is refused, the record that bears it, so that people find it among many: its name, else its id. */
  whose?: string | undefined;
};

/** What can be sent instead of what is at fault, where that is known. */
export function offersOf(fault: Problem): readonly QuoteOffer[] {
  return 'offers' in fault ? fault.offers : [];
}
