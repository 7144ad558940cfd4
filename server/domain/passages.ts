// Passages: an utterance as one source prints it. Where that is in pieces ("We will", he said, "not sign"), each piece is a
// quote, and their number says that they are one utterance; every other quote is a passage by itself.

/** What stands between the pieces where they are shown as one. */
const BETWEEN = ' … ';

/** Each passage with its fragments, both in the order in which they are listed. */
export function passagesOf<Q extends { passage: number | null }>(quotes: readonly Q[]): Q[][] {
  const passages: Q[][] = [];
  const numbered = new Map<number, Q[]>();
  for (const quote of quotes) {
    const begun = quote.passage === null ? undefined : numbered.get(quote.passage);
    if (begun !== undefined) {
      begun.push(quote);
      continue;
    }
    const passage = [quote];
    passages.push(passage);
    if (quote.passage !== null) numbered.set(quote.passage, passage);
  }
  return passages;
}

export function wordsOf(passage: readonly { exact: string }[]): string {
  return passage.map(({ exact }) => exact).join(BETWEEN);
}
