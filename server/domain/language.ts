// Language tags (BCP 47) in their usual spelling: `DE` is `de`, `ZH-hant` is `zh-Hant`. Tags repeat a great deal, so each is
// looked at once.

const known = new Map<string, string | null>();
/** So that hostile input cannot fill the memory. */
const KNOWN_LIMIT = 1_000;

/** Null when it is no language tag. */
export function canonicalLanguage(tag: string): string | null {
  const seen = known.get(tag);
  if (seen !== undefined) return seen;
  const canonical = lookUp(tag);
  if (known.size < KNOWN_LIMIT) known.set(tag, canonical);
  return canonical;
}

function lookUp(tag: string): string | null {
  if (tag.length > 35) return null;
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? null;
  } catch {
    return null;
  }
}
