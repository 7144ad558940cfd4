// Instants as RFC 3339 writes them: a day and a time, with a zone. The engine reads much else as one ("86" is a year to it), and
// a time without a zone as one of wherever the server stands.

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/i;

/** Milliseconds since 1970; null where the text is no instant, or names a day that is none. */
export function readInstant(text: string): number | null {
  const [, year, month, day] = INSTANT.exec(text) ?? [];
  const time = Date.parse(text);
  if (day === undefined || Number.isNaN(time)) return null;
  // The last day of a month is the day before the first of the next one.
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number(day) <= lastDay ? time : null;
}
