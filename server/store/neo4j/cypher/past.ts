// Where a page goes on: past the keys of the last row that was seen.

/** Past `$after0, $after1, …` in the order of these keys. */
export function pastKeys(keys: readonly string[], past: '<' | '>'): string[] {
  const [first] = keys;
  const from = (index: number): string => {
    const here = `${keys[index]} ${past} $after${index}`;
    return index === keys.length - 1 ? here : `(${here} OR (${keys[index]} = $after${index} AND ${from(index + 1)}))`;
  };
  return [`${first} ${past}= $after0`, from(0)];
}
