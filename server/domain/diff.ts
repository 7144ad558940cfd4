// Tells which fields of two versions of a record differ, for conflict messages and the history.

/** Top-level field names whose values differ, in the order of `a`, then fields that only `b` has. Order within lists counts. */
export function differingFields(a: object, b: object): string[] {
  const left: Record<string, unknown> = { ...a };
  const right: Record<string, unknown> = { ...b };
  const fields = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...fields].filter((field) => !sameValue(left[field], right[field]));
}

/** Equality of JSON values; the order of an object's fields does not count. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => sameValue(item, b[index]));
  }
  const fields = Object.keys(a);
  if (fields.length !== Object.keys(b).length) return false;
  const [left, right] = [a as Record<string, unknown>, b as Record<string, unknown>];
  return fields.every((field) => Object.hasOwn(right, field) && sameValue(left[field], right[field]));
}
