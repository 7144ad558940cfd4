// The version until which holds what holds now: the largest number that JavaScript counts to. A number, so that reading at
// any version, the newest included, is one comparison.

export const FOREVER = Number.MAX_SAFE_INTEGER;
