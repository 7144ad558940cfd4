/** Computes when it is first asked, and never again. */
export function once<T>(compute: () => T): () => T {
  let answer: { value: T } | undefined;
  return () => {
    answer ??= { value: compute() };
    return answer.value;
  };
}
