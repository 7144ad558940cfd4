// Where a page goes on: past the keys of the last row that was seen.

/** Past `$after0, $after1, …` in the order of these keys; `first` is the number of the first. */
export function pastKeys(keys: readonly string[], past: '<' | '>', first = 0): string[] {
  const from = (index: number): string => {
    const after = `$after${first + index}`;
    const here = `${keys[index]} ${past} ${after}`;
    return index === keys.length - 1 ? here : `(${here} OR (${keys[index]} = ${after} AND ${from(index + 1)}))`;
  };
  // The first alone lets an index begin at the right row.
  return keys.length === 1 ? [from(0)] : [`${keys[0]} ${past}= $after${first}`, from(0)];
}
