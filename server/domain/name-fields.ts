// Reads what actors, events and topics have in common: names, external ids, and the check that dated things do not end
// before they begin.

import { parseEdtf } from './dates.ts';
import type { Input, Reader } from './fields.ts';
import type { Dated } from './kind-spec.ts';
import { LISTS, TEXTS } from './limits.ts';
import type { ExternalId, Name } from './records.ts';
import { NAME_KINDS } from './records.ts';
import { entryOf } from './shapes.ts';

export const NAME_DEFAULTS = { kind: 'ALIAS' } as const;
const SCHEME = /^[a-z][a-z0-9._-]{0,63}$/;

const readName = entryOf<Name>((reader, input) => ({
  text: reader.text(input, 'text', TEXTS.name),
  language: reader.language(input, 'language'),
  kind: reader.choice(input, 'kind', NAME_KINDS, NAME_DEFAULTS.kind),
  ...readSpan(reader, input),
}));

const readExternalId = entryOf<ExternalId>(
  (reader, input) => ({
    scheme: reader.text(input, 'scheme', TEXTS.scheme),
    value: reader.text(input, 'value', TEXTS.label),
  }),
  (reader, { scheme }) => {
    if (scheme !== '' && !SCHEME.test(scheme)) reader.fault(['scheme'], { code: 'NOT_A_SCHEME' });
  },
);

export function readNames(reader: Reader, input: Input): Name[] {
  const names = reader.list(input, 'names', LISTS.names, readName);
  reader.unique('names', names, (name) => `${name.text}\n${name.language}\n${name.kind}\n${name.from}\n${name.to}`);
  return names;
}

export function readExternalIds(reader: Reader, input: Input): ExternalId[] {
  const ids = reader.list(input, 'externalIds', LISTS.externalIds, readExternalId);
  reader.unique('externalIds', ids, externalKey);
  return ids;
}

/** `scheme:value`, as lists filter by it. */
export function externalKey(id: ExternalId): string {
  return `${id.scheme}:${id.value}`;
}

/** From when to when something held. */
export function readSpan(reader: Reader, input: Input): { from: string | null; to: string | null } {
  const from = reader.date(input, 'from');
  const to = reader.date(input, 'to');
  if (from !== null && to !== null) {
    const earliest = parseEdtf(from).earliest;
    const latest = parseEdtf(to).latest;
    if (earliest !== null && latest !== null && latest < earliest)
      reader.fault(['to'], { code: 'ENDS_BEFORE_START', start: 'from', date: from });
  }
  return { from, to };
}

/** The main name first; each text once. */
export function allNames(record: { name: string; names: readonly Name[] }): string[] {
  return [...new Set([record.name, ...record.names.map((name) => name.text)])];
}

/** Offices and names are given for times to come, too. */
export function spanDates(field: string, entries: readonly { from: string | null; to: string | null }[]): Dated[] {
  return entries.flatMap(({ from, to }, index) => [
    { path: [field, index, 'from'], text: from, planned: true },
    { path: [field, index, 'to'], text: to, planned: true },
  ]);
}
