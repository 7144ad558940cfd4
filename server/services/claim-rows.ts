// The flat table: one row per claim x speaker x target, scalars only, so that a data frame is one step away. Three store
// calls a page, whatever its size.

import { kindOf } from '../domain/ids.ts';
import { specOf } from '../domain/kinds.ts';
import { passagesOf, wordsOf } from '../domain/passages.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import type { Claim, Id } from '../domain/records.ts';
import type { Attribution, ClaimFilter, Page, Paging, Store, Stored } from '../store/store.ts';
import { endOfWrite } from './end-of-write.ts';
import { isOf } from './records.ts';

export interface ClaimRow {
  claimId: Id;
  speakerId: Id;
  speaker: string;
  targetId: Id;
  target: string;
  targetKind: RecordKind;
  stance: Attribution['stance'];
  stanceValue: number;
  proposition: string;
  kind: Claim['kind'];
  status: Claim['status'];
  saidOn: string | null;
  earliest: string | null;
  latest: string | null;
  jointSpeakers: number;
  directSpeech: boolean;
  hedged: boolean;
  quote: string;
  quotes: number;
  sourceId: Id;
  sourceTitle: string;
  sourceUrl: string | null;
  publisher: string | null;
}

export const STANCE_VALUES: Readonly<Record<Attribution['stance'], number>> = {
  SUPPORTS: 1,
  OPPOSES: -1,
  NEUTRAL: 0,
  MIXED: 0,
};

/** Each row with its sort keys. */
export async function claimRows(
  store: Store,
  filter: ClaimFilter,
  paging: Paging,
): Promise<Page<{ row: ClaimRow; keys: string[] }>> {
  const page = await store.attributions({ filter, order: 'SAID_DESC', ...paging });
  const found = new Map<Id, Stored>();
  const fetch = async (ids: Id[], asOf: number | undefined) => {
    const missing = [...new Set(ids)].filter((id) => !found.has(id));
    if (missing.length > 0)
      for (const stored of await store.getMany(missing, asOf)) if (stored) found.set(stored.id, stored);
  };
  const claims = page.items.map(({ claim }) => claim);
  const named = page.items.flatMap(({ speaker, target }) => [speaker, target]);
  const end = filter.asOf === undefined ? undefined : await endOfWrite(store, filter.asOf);
  await fetch(claims, filter.asOf);
  await fetch([...named, ...claims.flatMap((id) => firstSource(found.get(id)))], end);
  return {
    ...page,
    items: page.items.map((attribution) => ({ row: rowOf(attribution, found), keys: keysOf(attribution) })),
  };
}

export function keysOf({ said, claim, speaker, target, stance }: Attribution): string[] {
  return [said, claim, speaker, target, stance];
}

function rowOf(attribution: Attribution, found: ReadonlyMap<Id, Stored>): ClaimRow {
  const { claim: claimId, speaker: speakerId, target: targetId, stance } = attribution;
  const claim = recordOf(found, claimId, 'claim');
  const [passage = []] = passagesOf(claim.quotes);
  const [quote] = passage;
  if (!quote) throw new Error(`claim ${claimId} has no quote`);
  const source = recordOf(found, quote.source, 'source');
  return {
    claimId,
    speakerId,
    speaker: titleOf(found, speakerId),
    targetId,
    target: titleOf(found, targetId),
    targetKind: kindOf(targetId) ?? 'claim',
    stance,
    stanceValue: STANCE_VALUES[stance],
    proposition: claim.proposition,
    kind: claim.kind,
    status: claim.status,
    saidOn: claim.saidOn,
    earliest: attribution.earliest,
    latest: attribution.latest,
    jointSpeakers: attribution.joint,
    directSpeech: claim.directSpeech,
    hedged: claim.hedged,
    quote: wordsOf(passage),
    quotes: claim.quotes.length,
    sourceId: source.id,
    sourceTitle: source.title,
    sourceUrl: source.url,
    publisher: source.publisher,
  };
}

function firstSource(stored: Stored | undefined): Id[] {
  return stored && isOf(stored, 'claim') ? stored.record.quotes.slice(0, 1).map(({ source }) => source) : [];
}

function titleOf(found: ReadonlyMap<Id, Stored>, id: Id): string {
  const stored = found.get(id);
  if (!stored) throw new Error(`${id} is referred to and not in the store`);
  return specOf(stored.kind).title(stored.record);
}

function recordOf<K extends RecordKind>(found: ReadonlyMap<Id, Stored>, id: Id, kind: K): Stored<K>['record'] {
  const stored = found.get(id);
  if (!stored || !isOf(stored, kind)) throw new Error(`${id} is referred to and not in the store`);
  return stored.record;
}
