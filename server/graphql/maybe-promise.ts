/** A value, or a promise of one. */
export type MaybePromise<T> = T | Promise<T>;

/** Applies `use` immediately when the value is there: a promise for every field of a page costs more than the page. */
export function chain<T, R>(value: MaybePromise<T>, use: (value: T) => MaybePromise<R>): MaybePromise<R> {
  return value instanceof Promise ? value.then(use) : use(value);
}
