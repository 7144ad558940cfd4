// A kind of record that grows from release to release: a case before a court. It stands in the registry in the place of the topic,
// so that claims can be about it. In the second release it gains a field, in the third a field by which lists are filtered bears
// another name, in the fourth one is split in two.
//
// A kind is what the registry says it is, and stores ask the registry wherever they are. So a test changes the registry, as a
// release would, and needs no way into a store that the product does not have: importing this module with `?release=N` does so in
// the thread that imports it.

import type { FaultCollector } from '../../server/domain/faults/fault-collector.ts';
import { Reader } from '../../server/domain/fields.ts';
import type { Facet, KindSpec, Upgrade } from '../../server/domain/kind-spec.ts';
import { KINDS } from '../../server/domain/kinds.ts';
import type { AnyRecord } from '../../server/domain/records.ts';

export type Fields = Record<string, unknown>;

const LABEL = { max: 200 };
const IMPORTANCE = ['LOW', 'HIGH'] as const;

const UPGRADES: readonly Upgrade[] = [
  (record) => ({ ...record, importance: null }),
  ({ court, ...record }) => ({ ...record, venue: court }),
  ({ docket, ...record }) => {
    const [number, year] = String(docket).split('/');
    return { ...record, number: Number(number), year };
  },
];

const FIELDS = [
  ['id', 'label', 'docket', 'court'],
  ['id', 'label', 'importance', 'docket', 'court'],
  ['id', 'label', 'importance', 'docket', 'venue'],
  ['id', 'label', 'importance', 'number', 'year', 'venue'],
];

function parse(fields: ReadonlySet<string>, value: unknown, faults: FaultCollector): Fields | null {
  const reader = new Reader(faults);
  const input = reader.object(value, fields);
  if (input === null) return null;
  const read: Record<string, () => unknown> = {
    id: () => reader.id(input, 'id', ['topic']),
    label: () => reader.text(input, 'label', LABEL),
    importance: () => reader.optionalChoice(input, 'importance', IMPORTANCE),
    docket: () => reader.text(input, 'docket', LABEL),
    number: () => reader.integer(input, 'number', 1),
    year: () => reader.text(input, 'year', LABEL),
    court: () => reader.text(input, 'court', LABEL),
    venue: () => reader.text(input, 'venue', LABEL),
  };
  const record = Object.fromEntries([...fields].map((field) => [field, read[field]?.()]));
  return reader.failed ? null : record;
}

/** As it was in the first release. */
function idContent({ venue, number, year, ...content }: Fields): Fields {
  return {
    ...content,
    ...(venue !== undefined && { court: venue }),
    ...(number !== undefined && { docket: `${number}/${year}` }),
  };
}

const FILTERED = ['importance', 'court', 'venue', 'year'];

export function registerRelease(release: number): void {
  const fields = new Set(FIELDS[release - 1]);
  const upgrades = UPGRADES.slice(0, release - 1);
  const spec = {
    kind: 'topic',
    fields,
    ...(upgrades.length > 0 && { upgrades }),
    parse: (value: unknown, faults: FaultCollector) => parse(fields, value, faults),
    idContent,
    refs: () => [],
    facets: (record: Fields): Facet[] =>
      FILTERED.flatMap((field) => (typeof record[field] === 'string' ? [{ field, value: record[field] }] : [])),
    title: (record: Fields) => String(record.label),
    names: (record: Fields) => [String(record.label)],
    texts: () => [],
    bounds: () => null,
    dates: () => [],
  };
  Object.assign(KINDS, { topic: spec as unknown as KindSpec<AnyRecord> });
}

const asked = new URL(import.meta.url).searchParams.get('release');
if (asked !== null) registerRelease(Number(asked));
