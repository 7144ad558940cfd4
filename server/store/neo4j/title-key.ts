// Neo4j compares strings by UTF-16 units, and the order of titles is by code point. The two differ only where a character
// lies at or beyond U+E000; such characters are written here as three that do not, so that every engine sorts alike.

const MARK = '\uE000';
const FIRST = 0xe000;
const DIGITS = 0x6000;
/** No letter of the key is U+0000, which some stores take for the end. */
const OFFSET = 1;
const BEYOND = /[\uE000-\uFFFF]|[\uD800-\uDBFF][\uDC00-\uDFFF]/g;
const KEPT = /\uE000(.)(.)/gs;

/** Most titles are their own key. */
export function titleKey(title: string): string {
  return title.replace(BEYOND, (character) => {
    const rest = (character.codePointAt(0) ?? FIRST) - FIRST;
    return MARK + unit(Math.floor(rest / DIGITS)) + unit(rest % DIGITS);
  });
}

export function titleOf(key: string): string {
  return key.replace(KEPT, (_, high: string, low: string) =>
    String.fromCodePoint(FIRST + digit(high) * DIGITS + digit(low)),
  );
}

function unit(value: number): string {
  return String.fromCharCode(value + OFFSET);
}

function digit(character: string): number {
  return character.charCodeAt(0) - OFFSET;
}
