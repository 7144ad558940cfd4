// The order of what a search finds: names by class of match, most claims, title and id, before texts by their newest version.

import { compareCodePoints } from '../../domain/code-points.ts';
import type { RecordKind } from '../../domain/record-kinds.ts';
import type { Id } from '../../domain/records.ts';
import type { MatchClass, TextQuery } from '../../domain/text.ts';
import { classifyName, MATCH_CLASSES } from '../../domain/text.ts';
import type { Hit, SearchQuery } from '../store.ts';

const RANK = Object.fromEntries(MATCH_CLASSES.map((match, rank) => [match, rank])) as Record<MatchClass, number>;

/** The best class in which one of the names matches; null where none does. */
export function bestMatch(query: TextQuery, names: readonly string[]): MatchClass | null {
  let best: MatchClass | null = null;
  for (const name of names) {
    const match = classifyName(query, name);
    if (match !== null && (best === null || RANK[match] < RANK[best])) best = match;
  }
  return best;
}

export interface FoundRecord {
  id: Id;
  kind: RecordKind;
  claims: number;
}

export function nameHit(match: MatchClass, { id, kind, claims }: FoundRecord, title: string): Hit {
  return { id, kind, match, claims, keys: [match, claims, title, id] };
}

/** `version`: of several records that are one, the newest that matches. */
export function textHit({ id, kind, claims }: FoundRecord, version: number): Hit {
  return { id, kind, match: 'TEXT', claims, keys: ['TEXT', version, id] };
}

/** Of hits by name. */
export function compareNameHits(a: Hit, b: Hit): number {
  return compareKeys(a.keys, b.keys);
}

/** Whether a hit by name comes after the last one that was seen. */
export function isPastName({ keys }: Hit, after: SearchQuery['after']): boolean {
  return after === undefined || (after[0] !== 'TEXT' && compareKeys(keys, after) > 0);
}

/** The version that hits by text go on below; undefined where none has been seen. */
export function textsBelow(after: SearchQuery['after']): number | undefined {
  return after?.[0] === 'TEXT' ? Number(after[1]) : undefined;
}

function compareKeys(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  return (
    RANK[a[0] as MatchClass] - RANK[b[0] as MatchClass] ||
    Number(b[1]) - Number(a[1]) ||
    compareCodePoints(String(a[2]), String(b[2])) ||
    compareCodePoints(String(a[3]), String(b[3]))
  );
}
