// The sets that ship with the product, each as rows for an import.

import { createReadStream, existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unGeneralAssembly } from '../un-general-assembly.ts';
import type { ImportFile, Row } from './rows.ts';
import { readRows } from './rows.ts';

export const EXAMPLE_SET = 'security-guarantees';

/** Of a record of the set that is made while it is read, about. */
const GENERATED_LENGTH = 700;

export interface SeedSet {
  name: string;
  /** One line. */
  about: string;
  /** Records in all. */
  records: number | null;
  rows(): AsyncIterable<Row> | Iterable<Row>;
}

export const SETS: readonly SeedSet[] = [
  {
    name: EXAMPLE_SET,
    about: 'The example: who said what about the Russia-NATO talks of winter 2021/22.',
    records: null,
    rows: () => readRows(exampleFiles()),
  },
  {
    name: 'un-general-assembly',
    about: 'Every roll call of the UN General Assembly 1946-2020: 870,109 claims by 200 states.',
    records: 882_721,
    rows: function* () {
      let line = 0;
      for (const value of unGeneralAssembly())
        yield { file: 'un-general-assembly', line: ++line, value, fault: null, length: GENERATED_LENGTH };
    },
  },
];

function exampleFiles(): ImportFile[] {
  const folder = new URL(`../../../seed/${EXAMPLE_SET}/`, import.meta.url);
  return ['actors', 'topics', 'sources', 'events', 'claims', 'judgements']
    .map((kind) => ({ name: `${kind}.jsonl`, path: fileURLToPath(new URL(`${kind}.jsonl`, folder)) }))
    .filter(({ path }) => existsSync(path))
    .map(({ name, path }) => ({ name, open: () => createReadStream(path) }));
}
