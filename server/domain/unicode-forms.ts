// The forms of Unicode (NFC, NFD, NFKD), at a cost that grows with the text. Putting the marks over one letter in order takes the
// engine time that grows with their square: 80 KB of them take a second, in which nobody else is answered. No writing has so many
// marks in a row. Texts that do are refused, and wherever one is looked at before that, its long runs stay as they are.

/** Marks in a row; the Stream-Safe Text Format of Unicode (UAX #15) has at most 30. */
export const MOST_MARKS = 100;

const LONG_RUN = /\p{M}{101,}/gu;

export function toForm(form: 'NFC' | 'NFD' | 'NFKD', text: string): string {
  if (text.length <= MOST_MARKS) return text.normalize(form);
  let formed = '';
  let end = 0;
  for (const { 0: run, index } of text.matchAll(LONG_RUN)) {
    formed += text.slice(end, index).normalize(form) + run;
    end = index + run.length;
  }
  return formed + text.slice(end).normalize(form);
}

/** Where too many marks in a row begin, in code units; null where none do. */
export function longRunOfMarks(text: string): number | null {
  if (text.length <= MOST_MARKS) return null;
  const at = text.search(LONG_RUN);
  return at < 0 ? null : at;
}
