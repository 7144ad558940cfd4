// Who held a role in a body, and between which days: what a filter by role is for a store.

import { parseEdtf } from '../domain/dates.ts';
import type { Actor, Id } from '../domain/records.ts';
import type { Store, Stored, Tenure } from '../store/store.ts';

const PAGE = 1_000;

/** `bodies` and those that are one with them at the version. */
export async function tenuresAt(store: Store, bodies: readonly Id[], asOf: number | undefined): Promise<Tenure[]> {
  const found = await store.getMany(bodies, asOf, 'DISPLAYED');
  const meant = new Set(found.map((stored) => stored?.canonical));
  const wanted = new Set([
    ...bodies,
    ...found.flatMap((stored) =>
      stored !== null && meant.has(stored.canonical) ? [stored.id, ...stored.members] : [],
    ),
  ]);
  const tenures: Tenure[] = [];
  for await (const page of actorsIn(store, [...wanted], asOf))
    for (const { id, record } of page)
      for (const role of record.roles) if (wanted.has(role.in)) tenures.push({ speaker: id, ...spanOf(role) });
  return tenures;
}

/** Lists know who is in a body today; of the past, all actors are read. */
async function* actorsIn(
  store: Store,
  bodies: readonly Id[],
  asOf: number | undefined,
): AsyncIterable<Stored<'actor'>[]> {
  if (asOf !== undefined) {
    yield* store.records({ kinds: ['actor'], asOf }) as AsyncIterable<Stored<'actor'>[]>;
    return;
  }
  let after: readonly number[] | undefined;
  for (let more = true; more; ) {
    const page = await store.find({
      kind: 'actor',
      order: 'RECORDED_ASC',
      facets: { in: bodies },
      canonicalOnly: false,
      limit: PAGE,
      after,
    });
    yield page.items as Stored<'actor'>[];
    after = page.items.slice(-1).map(({ first }) => first);
    more = page.more;
  }
}

/** The widest that its dates may mean. */
function spanOf({ from, to }: Actor['roles'][number]): Pick<Tenure, 'from' | 'to'> {
  return {
    from: from === null ? null : parseEdtf(from).earliest,
    to: to === null ? null : parseEdtf(to).latest,
  };
}
