// What records are found by after a kind was given its next format, derived again for the versions that stand. The records are
// left as they were written: they are upgraded whenever they are read.

import type { Written } from '../../domain/record-format.ts';
import { outgrown, readRecord, writtenHere } from '../../domain/record-format.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import { CLEAR_FOUND, FORMATS, SET_FORMATS, SET_LISTED, STANDING_OF } from './cypher/formats.ts';
import { ADD_FACETS, ADD_NAMES } from './cypher/writes.ts';
import type { Database, Runner } from './database.ts';
import { FOREVER } from './forever.ts';
import { Transactions, whenUnleased } from './transactions.ts';
import type { VersionRow } from './version-row.ts';
import { versionRow } from './version-row.ts';

const AT_ONCE = 1_000;

/** What was written last; where every kind has its first format, nothing is said. */
export async function formatsOf(runner: Runner): Promise<Written | null> {
  const [row] = await runner.run<{ formats: string | null }>(FORMATS);
  return typeof row?.formats === 'string' ? (JSON.parse(row.formats) as Written) : null;
}

/** To this release, while nobody writes: of several servers that start at once, one does it, and the others wait for it. */
export function upgradeFormats(database: Database): Promise<void> {
  return whenUnleased(async () => {
    if (outgrown(await formatsOf(database)).length > 0) await upgrade(database);
  });
}

async function upgrade(database: Database): Promise<void> {
  const transactions = new Transactions(database);
  try {
    await transactions.open();
    // Another server may have been first.
    for (const kind of outgrown(await formatsOf(transactions.current))) await reindex(transactions, kind);
    await transactions.resume();
    await transactions.publish(
      (runner) => runner.run(SET_FORMATS, { formats: JSON.stringify(writtenHere()) }),
      async () => undefined,
    );
  } finally {
    await transactions.abort();
  }
}

type Standing = Pick<VersionRow, 'version' | 'id' | 'kind' | 'first' | 'outcome' | 'commit'> & { data: string };

/** A page at a time, each whole: what was cut short is done again from the start. */
async function reindex(transactions: Transactions, kind: RecordKind): Promise<void> {
  for (let after = 0, more = true; more; ) {
    const runner = await transactions.resume();
    const page = await runner.run<Standing>(STANDING_OF, { kind, after, forever: FOREVER, limit: AT_ONCE });
    const found = page.map((given) => versionRow(given, readRecord(kind, given.data)));
    await runner.run(CLEAR_FOUND, { versions: page.map(({ version }) => version) });
    await runner.run(SET_LISTED, {
      rows: found.map(({ row: { version, title, ranged, said, lo, hi } }) => ({
        version,
        title,
        ranged,
        said,
        lo,
        hi,
      })),
    });
    await runner.run(ADD_FACETS, { rows: found.flatMap(({ facets }) => facets) });
    await runner.run(ADD_NAMES, { rows: found.flatMap(({ names }) => names) });
    await transactions.spill();
    after = page.at(-1)?.first ?? after;
    more = page.length === AT_ONCE;
  }
}
