// Reads what rows of the flat table show: the claims of some attributions, and the records that these name. Part by part, and of
// records only what a row shows, so that long texts are held for a moment and a page may be large.

import { kindOf } from '../domain/ids.ts';
import { specOf } from '../domain/kinds.ts';
import type { Claim, Id } from '../domain/records.ts';
import type { Attribution, Store, Stored } from '../store/store.ts';
import type { ClaimRow, RowSource, Shown } from './claim-columns.ts';
import { rowOf } from './claim-columns.ts';
import { isOf } from './records.ts';

export interface ReadRow {
  row: ClaimRow;
  attribution: Attribution;
  /** About how many characters it has. */
  length: number;
}

/** A record that was read, and which one stands for it. */
interface Known {
  canonical: Id;
  shown: Shown;
}

/** Rows of a part at first; then as many as hold about so much text. */
const FIRST_PART = 100;
const SMALLEST_PART = 50;
/** Characters of what is counted of no row. */
const ELSE_IN_A_ROW = 500;
const LARGEST_PART = 1_000;
const TEXT_OF_PART = 1_000_000;
/** Sources come with their texts, so few are read at once. */
const SOURCES_AT_ONCE = 100;
const RECORDS_AT_ONCE = 2_000;
/** Records that are remembered from one part to the next. */
const MOST_KNOWN = 20_000;

export interface RowsAt {
  /** The version of the attributions, which is the end of a write; without one, the newest. */
  asOf: number | undefined;
  /** What the rows say of the version; `asOf` where there is one. */
  datasetVersion: number;
  /** Whether the rows shall say who recorded them. */
  curators: boolean;
}

/** Reads rows of attributions, in their order, in parts. One reader may be asked again and again. */
export function rowReader(store: Store, { asOf, datasetVersion, curators }: RowsAt) {
  const known = new Map<Id, Known>();
  let size = FIRST_PART;

  async function learn(ids: Iterable<Id>): Promise<void> {
    const missing = [...new Set(ids)].filter((id) => !known.has(id));
    const sources = missing.filter(isSource);
    // As many sources as may be read at once come with the others.
    const others = [...sources.splice(0, SOURCES_AT_ONCE), ...missing.filter((id) => !isSource(id))];
    for (const some of [...pieces(others, RECORDS_AT_ONCE), ...pieces(sources, SOURCES_AT_ONCE)])
      for (const stored of await store.getMany(some, asOf))
        if (stored) known.set(stored.id, { canonical: stored.canonical, shown: shownOf(stored) });
  }

  function knownOf(id: Id): Known {
    const found = known.get(id);
    if (found === undefined) throw new Error(`${id} is referred to and not in the store`);
    return found;
  }

  /** Sources are shown as the claim names them: what was quoted is that very document. */
  function standsFor(id: Id): Id {
    return isSource(id) ? id : knownOf(id).canonical;
  }

  async function readPart(part: readonly Attribution[]): Promise<ReadRow[]> {
    if (known.size > MOST_KNOWN) known.clear();
    const ids = [...new Set(part.map(({ claim }) => claim))];
    const claims = new Map<Id, Stored<'claim'>>();
    for (const stored of await store.getMany(ids, asOf))
      if (stored && isOf(stored, 'claim')) claims.set(stored.id, stored);
    const named = [...claims.values()].flatMap(({ record }) => namesOf(record));
    await learn([...part.flatMap(({ speaker, target }) => [speaker, target]), ...named]);
    await learn(named.map(standsFor));
    const versions = [...claims.values()].map(({ version }) => version);
    const authors = curators ? await store.authors(versions) : [];
    const curatorOf = new Map(versions.map((version, index) => [version, authors[index] ?? null]));

    const shown = (id: Id) => knownOf(standsFor(id)).shown;
    const targetCounts = new Map<Id, number>();
    return part.map((attribution) => {
      const claim = claims.get(attribution.claim);
      if (claim === undefined) throw new Error(`claim ${attribution.claim} is not in the store`);
      const targetCount = targetCounts.get(claim.id) ?? targetsOf(claim.record, standsFor);
      targetCounts.set(claim.id, targetCount);
      const curator = curatorOf.get(claim.version) ?? null;
      const source: RowSource = { attribution, claim, targetCount, curator, datasetVersion, shown };
      const row = rowOf(source);
      return { row, attribution, length: lengthOf(row) + ELSE_IN_A_ROW };
    });
  }

  return async function* read(attributions: readonly Attribution[]): AsyncGenerator<ReadRow[], void, void> {
    for (let start = 0; start < attributions.length; ) {
      const part = attributions.slice(start, start + size);
      start += part.length;
      const rows = await readPart(part);
      const length = rows.reduce((sum, row) => sum + row.length, 0);
      size = Math.min(LARGEST_PART, Math.max(SMALLEST_PART, length < TEXT_OF_PART ? size * 2 : Math.floor(size / 2)));
      yield rows;
    }
  };
}

/** What a row shows beside its ends, and all targets, which are counted. */
function namesOf({ targets, quotes: [first], via, reporters, at }: Claim): Id[] {
  const hops = via.flatMap(({ actor, source }) => [actor, source]);
  return [...targets.map(({ target }) => target), first?.source, ...hops, ...reporters, at].filter(
    (id) => id !== null && id !== undefined,
  );
}

function shownOf({ id, kind, record }: Stored): Shown {
  const { title } = specOf(kind);
  const source = 'publisher' in record ? record : null;
  return {
    id,
    kind,
    title: title(record),
    actorKind: 'roles' in record ? record.kind : null,
    source: source && {
      url: source.url,
      publisher: source.publisher,
      published: source.published,
      language: source.language,
      reliability: source.reliability,
    },
  };
}

/** Two names of one record are one target, unless the stances differ. */
function targetsOf(claim: Claim, canonical: (id: Id) => Id): number {
  return new Set(claim.targets.map(({ target, stance }) => `${canonical(target)} ${stance}`)).size;
}

function isSource(id: Id): boolean {
  return kindOf(id) === 'source';
}

/** Characters of its texts; those of its ids, dates and enums are about as many in each row, and are not counted. */
function lengthOf({ speaker, target, proposition, quote, quoteTexts, sourceTitle, sourceUrl }: ClaimRow): number {
  let length = speaker.length + target.length + proposition.length + quote.length + sourceTitle.length;
  length += sourceUrl?.length ?? 0;
  for (const text of quoteTexts) length += text.length;
  return length;
}

function* pieces<T>(items: readonly T[], size: number): Generator<T[], void, void> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
