// How long a text may be and how many entries a list may have. One table, so that every door (import, API, forms) has the
// same bounds and the documentation can quote them.

import type { TextRules } from './hostile-text.ts';

/** Lengths in Unicode code points. */
export const TEXTS = {
  /** The longest that was met in public data has 351. */
  name: { max: 1_000, visible: true },
  /** Of a source. */
  title: { max: 500, visible: true },
  /** Role, place, publisher, licence, locator, note. */
  label: { max: 300 },
  scheme: { max: 64 },
  sha256: { max: 64 },
  proposition: { max: 1_000, visible: true },
  description: { max: 5_000, multiline: true },
  reason: { max: 2_000, multiline: true },
  address: { max: 8_000 },
  quote: { max: 10_000, verbatim: true },
  /** Before and after a quote. */
  context: { max: 32, verbatim: true },
  sourceText: { max: 2_000_000, verbatim: true },
} as const satisfies Record<string, TextRules>;

export const LISTS = {
  speakers: 100,
  targets: 200,
  quotes: 200,
  names: 200,
  externalIds: 100,
  roles: 200,
  participants: 1_000,
  authors: 200,
  basedOn: 200,
  via: 20,
  links: 200,
  positions: 20_000,
} as const;
