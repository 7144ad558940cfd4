// Refuses a claim that is recorded already: the same speakers, targets with stances and proposition, proved by the same
// quotes. The same words from another source, or another proposition from the same words, are claims of their own.

import { canonicalJson } from '../domain/canonical-json.ts';
import type { FaultPath } from '../domain/faults/fault.ts';
import { FaultCollector } from '../domain/faults/fault-collector.ts';
import type { AnyRecord, Claim, ClaimStatus, Id } from '../domain/records.ts';
import { fold, terms } from '../domain/text.ts';
import type { Store, Stored } from '../store/store.ts';

/** A retraction is taken back by recording the claim anew. */
const STANDING: readonly ClaimStatus[] = ['PROPOSED', 'ACCEPTED', 'DISPUTED'];
/** What was rejected is not suggested again; a person may still decide otherwise and add it. */
const NOT_PROPOSED_AGAIN: readonly ClaimStatus[] = [...STANDING, 'REJECTED'];
const TERMS = 12;
/** Claims with these words, by this speaker about this target with this stance in this source: a handful. */
const CANDIDATES = 100;

export async function refuseRepeats(
  store: Store,
  records: readonly AnyRecord[],
  entries: readonly { at: FaultPath }[],
): Promise<void> {
  const repeats = new FaultCollector();
  const given = new Map<string, Id>();
  for (const [index, claim] of records.entries()) {
    if (!('proposition' in claim)) continue;
    const at = entries[index]?.at ?? [];
    const content = contentOf(claim);
    const twin = given.get(content) ?? (await recorded(store, claim, content));
    if (twin !== null) repeats.add(at, { code: 'CLAIM_RECORDED', record: twin });
    given.set(content, claim.id);
  }
  repeats.throwIfAny('CONFLICT');
}

async function recorded(store: Store, claim: Claim, content: string): Promise<Id | null> {
  const { speakers, targets, quotes, proposition } = claim;
  const words = terms(proposition).slice(0, TERMS);
  const { items } = await store.claims({
    filter: {
      speakers: speakers.slice(0, 1),
      targets: targets.slice(0, 1).map(({ target }) => target),
      stances: targets.slice(0, 1).map(({ stance }) => stance),
      sources: quotes.slice(0, 1).map(({ source }) => source),
      statuses: claim.status === 'PROPOSED' ? NOT_PROPOSED_AGAIN : STANDING,
      text: words.length === 0 ? undefined : { folded: fold(proposition), terms: words, lastIsPrefix: false },
    },
    order: 'RECORDED_ASC',
    limit: CANDIDATES,
  });
  return items.find(({ record }: Stored<'claim'>) => contentOf(record) === content)?.id ?? null;
}

function contentOf({ speakers, targets, proposition, quotes }: Claim): string {
  const sorted = (values: unknown[]) => values.map(canonicalJson).sort();
  return canonicalJson([
    sorted(speakers),
    sorted(targets),
    fold(proposition),
    sorted(quotes.map(({ source, exact, start }) => [source, exact, start])),
  ]);
}
