// Reads what actors, events and topics have in common: names, external ids, and the check that dated things do not end
// before they begin.

import { parseEdtf } from './dates.ts';
import type { Input, Reader } from './fields.ts';
import { LISTS, TEXTS } from './limits.ts';
import type { ExternalId, Name } from './records.ts';
import { NAME_KINDS } from './records.ts';

const NAME_FIELDS = new Set(['text', 'language', 'kind', 'from', 'to']);
const EXTERNAL_ID_FIELDS = new Set(['scheme', 'value']);
export const NAME_DEFAULTS = { kind: 'ALIAS' } as const;
const SCHEME = /^[a-z][a-z0-9._-]{0,63}$/;

export function readNames(reader: Reader, input: Input): Name[] {
  const names = reader.list(input, 'names', LISTS.names, readName);
  reader.unique('names', names, (name) => `${name.text}\n${name.language}\n${name.kind}\n${name.from}\n${name.to}`);
  return names;
}

function readName(reader: Reader, entry: unknown): Name | null {
  const input = reader.object(entry, NAME_FIELDS);
  if (input === null) return null;
  return {
    text: reader.text(input, 'text', TEXTS.name),
    language: reader.language(input, 'language'),
    kind: reader.choice(input, 'kind', NAME_KINDS, NAME_DEFAULTS.kind),
    ...readSpan(reader, input),
  };
}

export function readExternalIds(reader: Reader, input: Input): ExternalId[] {
  const ids = reader.list(input, 'externalIds', LISTS.externalIds, readExternalId);
  reader.unique('externalIds', ids, externalKey);
  return ids;
}

function readExternalId(reader: Reader, entry: unknown): ExternalId | null {
  const input = reader.object(entry, EXTERNAL_ID_FIELDS);
  if (input === null) return null;
  const scheme = reader.text(input, 'scheme', TEXTS.scheme);
  if (scheme !== '' && !SCHEME.test(scheme)) reader.fault(['scheme'], { code: 'NOT_A_SCHEME' });
  return { scheme, value: reader.text(input, 'value', TEXTS.label) };
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
