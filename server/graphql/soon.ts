/** A value that is there, or will be. */
export type Soon<T> = T | Promise<T>;

/** At once where it is there: a promise for every field of a page costs more than the page. */
export function after<T, R>(value: Soon<T>, use: (value: T) => R): Soon<R> {
  return value instanceof Promise ? value.then(use) : use(value);
}
