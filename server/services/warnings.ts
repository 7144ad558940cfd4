// What looks like a slip in what was written, and refuses nothing: dates that are hardly meant, and a second record for what
// there is one of already.

import { dateWarnings, latestToday } from '../domain/date-warnings.ts';
import type { Fault, FaultPath, Problem } from '../domain/faults/fault.ts';
import { externalKey } from '../domain/name-fields.ts';
import { parseQuery } from '../domain/text.ts';
import type { Store, Stored } from '../store/store.ts';

export interface Written {
  stored: Stored;
  /** Where it stands in the caller's input. */
  at: FaultPath;
  /** Whether the caller gave this field: only what was given is warned about. */
  hasField(field: string): boolean;
}

type Found = readonly [path: FaultPath, problem: Problem];

export function createWarnings(store: Store, now: () => Date) {
  async function sameName({ kind, record, members, canonical }: Stored<Named>): Promise<Found[]> {
    const query = { ...parseQuery(record.name), lastIsPrefix: false };
    const [found] = await store.search([{ query, kinds: [kind], limit: SOME }]);
    const other = found?.hits.find(({ id, match }) => match === 'NAME' && id !== canonical && !members.includes(id));
    return other === undefined ? [] : [[['name'], { code: 'SAME_NAME', kind, record: other.id }]];
  }

  async function sameExternalIds({ kind, record, members, canonical }: Stored<Named>): Promise<Found[]> {
    if (record.externalIds.length === 0) return [];
    const keys = record.externalIds.map(externalKey);
    const limit = SOME + keys.length;
    const { items } = await store.find({ kind, order: 'RECORDED_ASC', facets: { externalId: keys }, limit });
    const others = (items as Stored<Named>[]).filter(({ id }) => id !== canonical && !members.includes(id));
    return keys.flatMap((key, index): Found[] => {
      const other = others.find((one) => one.record.externalIds.some((id) => externalKey(id) === key));
      return other ? [[['externalIds', index], { code: 'SAME_EXTERNAL_ID', kind, record: other.id }]] : [];
    });
  }

  return {
    async about(written: readonly Written[]): Promise<Fault[]> {
      const today = latestToday(now());
      const warnings: Fault[] = [];
      for (const { stored, at, hasField } of written) {
        const found = dateWarnings(stored.kind, stored.record, today).map(
          ({ path, problem }): Found => [path, problem],
        );
        if (isNamed(stored) && hasField('name')) found.push(...(await sameName(stored)));
        if (isNamed(stored) && hasField('externalIds')) found.push(...(await sameExternalIds(stored)));
        for (const [path, problem] of found)
          if (hasField(String(path[0]))) warnings.push({ ...problem, path: [...at, ...path] });
      }
      return warnings;
    },
  };
}

/** Enough to find another one beside the record itself and what is one with it. */
const SOME = 10;

/** Kinds of what there is once in the world. */
type Named = 'actor' | 'event' | 'topic';

function isNamed(stored: Stored): stored is Stored<Named> {
  return ['actor', 'event', 'topic'].includes(stored.kind);
}
