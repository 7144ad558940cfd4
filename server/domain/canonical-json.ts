// One text for one value: JSON with sorted keys, strings in Unicode NFC, and fields that are undefined left out. What is
// derived from it (ids of content, marks of a question) does not depend on the order in which fields were written.

import { toForm } from './unicode-forms.ts';

export function canonicalJson(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return JSON.stringify(toForm('NFC', value));
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    // JSON would write these as null, and two different contents would get one id.
    if (!Number.isFinite(value)) throw new TypeError(`${value} cannot be written as JSON`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} cannot be written as JSON`);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined)
    .map(([name, field]): [string, unknown] => [toForm('NFC', name), field]);
  fields.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
}
