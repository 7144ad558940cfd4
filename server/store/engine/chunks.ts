// How much goes at once where much may come: a piece of a write on its way in, a page of records on its way out.

/** A page of changes ends where it holds this much JSON, so that long texts do not add up. */
export const CHANGES_LENGTH = 8_000_000;
/** A page of all records holds this much JSON, or one record. */
export const PAGE_LENGTH = 1_000_000;
export const PAGE_RECORDS = 1_000;

/** Each chunk ends with the item that fills it, by number or by length. */
export function* chunks<T>(
  items: Iterable<T>,
  most: { items: number; length: number },
  lengthOf: (item: T) => number,
): Generator<T[], void, void> {
  let chunk: T[] = [];
  let length = 0;
  for (const item of items) {
    chunk.push(item);
    length += lengthOf(item);
    if (chunk.length < most.items && length < most.length) continue;
    yield chunk;
    chunk = [];
    length = 0;
  }
  if (chunk.length > 0) yield chunk;
}
