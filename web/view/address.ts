// The query part of an address and back: flat, readable, and the same for the same state.
// Lists are joined by commas, tables as `key:value,key:value`; whatever is empty is left out.

export type Value = string | number | boolean | readonly (string | number)[] | Readonly<Record<string, number>>;

/** Fields whose values are enum names: lower case in the address, upper case in the state. */
const ENUMS = new Set(['stances', 'statuses', 'kinds', 'targetKinds', 'undated']);

/** `~` and `,` inside an item, so that a publisher with a comma stays one item. */
const escapeItem = (item: string) => item.replaceAll('~', '~~').replaceAll(',', '~.');

/** The items of a list as it stands in an address. */
export function splitList(text: string): string[] {
  const plain = (item: string) => item.replace(/~([.~])/g, (_, sign) => (sign === '.' ? ',' : '~'));
  return text
    .split(',')
    .filter((item) => item !== '')
    .map(plain);
}

/** The entries of a table as it stands in an address; a value that is no number stays text, for the schema to refuse. */
export function splitTable(text: string): Record<string, number | string> {
  const entries = splitList(text).map((item): [string, number | string] => {
    const colon = item.lastIndexOf(':');
    const value = item.slice(colon + 1);
    return colon < 0 ? [item, ''] : [item.slice(0, colon), value === '' || Number.isNaN(+value) ? value : +value];
  });
  return Object.fromEntries(entries);
}

/** Letters that need no percent sign in a query and are easier to read without. */
const encode = (text: string) => encodeURIComponent(text).replace(/%(2C|3A|2F|20)/g, (code) => PLAIN[code] ?? code);
const PLAIN: Record<string, string> = { '%2C': ',', '%3A': ':', '%2F': '/', '%20': '+' };

function written(key: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = Array.isArray(value)
    ? value.map((item) => escapeItem(String(item))).join(',')
    : typeof value === 'object'
      ? Object.entries(value)
          .map(([name, count]) => `${name}:${count}`)
          .join(',')
      : String(value);
  return ENUMS.has(key) ? text.toLowerCase() : text;
}

/** `?a=b&c=d`, keys in the order given, or an empty string. */
export function stringifySearch(search: Record<string, unknown>): string {
  const pairs = Object.entries(search).flatMap(([key, value]) => {
    const text = written(key, value);
    return text === '' ? [] : [`${encode(key)}=${encode(text)}`];
  });
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** The fields of an address as text; an empty field is none, and one that is given twice counts once, the last time. */
export const parseSearch = (text: string): Record<string, string> =>
  Object.fromEntries([...new URLSearchParams(text)].filter(([, value]) => value !== ''));
