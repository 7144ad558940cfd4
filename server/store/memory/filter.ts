// Which claims pass a filter, and which of their attributions: each condition as the port words it, one after the other.

import type { DateBounds } from '../../domain/dates.ts';
import { kindOf } from '../../domain/ids.ts';
import { KINDS, specOf } from '../../domain/kinds.ts';
import type { AnyRecord, Claim, Id } from '../../domain/records.ts';
import { COUNTED_STATUSES } from '../../domain/records.ts';
import type { TextQuery } from '../../domain/text.ts';
import { terms } from '../../domain/text.ts';
import type { Attribution, ClaimFilter, Undated } from '../store.ts';
import type { Moment, Said } from './moment.ts';

/** Claims of which at least one attribution passes, each with those that do. */
export function passing(moment: Moment, filter: ClaimFilter): Said[] {
  return moment.said.flatMap(({ held, rows }) => {
    if (!claimPasses(moment, { held, rows }, filter)) return [];
    const left = rows.filter((row) => rowPasses(moment, held.record, row, filter));
    return left.length === 0 ? [] : [{ held, rows: left }];
  });
}

function claimPasses(moment: Moment, { held, rows }: Said, filter: ClaimFilter): boolean {
  const claim = held.record;
  const versions = () => moment.facts.of(claim.id).filter(({ version }) => version <= moment.version);
  const targets = rows.map(({ target }) => target);
  const at = claim.at === null ? [] : [moment.canonical(claim.at)];
  const sources = claim.quotes.map(({ source }) => source);
  const checks: boolean[] = [
    inWindow(KINDS.claim.bounds(claim), filter.saidFrom, filter.saidTo, filter.undated, filter.saidWithin),
    any(filter.statuses ?? COUNTED_STATUSES, [claim.status]),
    any(filter.topics?.map(moment.canonical), targets),
    any(filter.events?.map(moment.canonical), [...targets, ...at]),
    any(filter.alsoEvents?.map(moment.canonical), [...targets, ...at]),
    any(filter.sources, sources),
    any(filter.alsoSources, sources),
    any(filter.kinds, [claim.kind]),
    filter.publishers === undefined ||
      any(
        filter.publishers,
        sources.map((source) => moment.publisherOf(source)),
      ),
    filter.text === undefined || hasTerms(claim, filter.text),
    filter.soleSpeaker === undefined || filter.soleSpeaker === rows.every(({ joint }) => joint === 1),
    any(
      filter.reliability,
      sources.map((source) => moment.source(source)?.reliability ?? null),
    ),
    filter.hedged === undefined || filter.hedged === claim.hedged,
    any(filter.languages, [claim.language]),
    any(filter.reporters?.map(moment.canonical), claim.reporters.map(moment.canonical)),
    filter.directSpeech === undefined || filter.directSpeech === claim.directSpeech,
    filter.curators === undefined ||
      any(
        filter.curators,
        versions().map(({ commit }) => commit.author),
      ),
    filter.batches === undefined ||
      any(
        filter.batches,
        versions().map(({ commit }) => commit.batch),
      ),
  ];
  return checks.every((passes) => passes);
}

function rowPasses(moment: Moment, claim: Claim, row: Attribution, filter: ClaimFilter): boolean {
  const { speaker, target, stance } = row;
  const at = claim.at === null ? [] : [moment.canonical(claim.at)];
  const same = (ids: readonly Id[] | undefined) => ids?.map(moment.canonical);
  const checks: boolean[] = [
    any(same(filter.speakers), [speaker]),
    any(same(filter.targets), [target]),
    any(filter.targetKinds, [kindOf(target)]),
    any(same(filter.between), [speaker]),
    any(same(filter.between), [target]),
    any(same(filter.about), [speaker, target]),
    any(same(filter.alsoAbout), [speaker, target]),
    any(same(filter.occasions), [target, ...at]),
    any(filter.stances, [stance]),
    same(filter.excludeSpeakers)?.includes(speaker) !== true,
    same(filter.excludeTargets)?.includes(target) !== true,
    any(filter.actorKinds, [moment.actor(speaker)?.kind ?? null]),
    filter.tenures?.some((tenure) => moment.canonical(tenure.speaker) === speaker && isWithinTenure(row, tenure)) ??
      true,
    filter.voice === undefined || filter.voice === voiceOf(moment, claim, speaker),
  ];
  return checks.every((passes) => passes);
}

function voiceOf(moment: Moment, claim: Claim, speaker: Id): ClaimFilter['voice'] {
  const authors = claim.quotes.flatMap(({ source }) => moment.source(source)?.authors ?? []);
  return [...claim.reporters, ...authors].map(moment.canonical).includes(speaker) ? 'NARRATED' : 'ATTRIBUTED';
}

type Held = NonNullable<ClaimFilter['tenures']>[number];

function isWithinTenure({ dated, earliest, latest }: Attribution, { from, to }: Held): boolean {
  if (!dated) return from === null && to === null;
  return (from === null || latest === null || latest >= from) && (to === null || earliest === null || earliest <= to);
}

/** Whether one of the values is among those wanted; nothing wanted is no condition. */
function any(wanted: readonly string[] | undefined, values: readonly (string | null)[]): boolean {
  return wanted === undefined || values.some((value) => value !== null && wanted.includes(value));
}

/** Whether it overlaps the window, or lies within it; null is undated. */
export function inWindow(
  bounds: DateBounds | null,
  from?: string,
  to?: string,
  undated?: Undated,
  within = false,
): boolean {
  const windowed = from !== undefined || to !== undefined;
  const without = undated ?? (windowed ? 'EXCLUDE' : 'INCLUDE');
  if (bounds === null) return without !== 'EXCLUDE';
  if (without === 'ONLY' || (from !== undefined && to !== undefined && from > to)) return false;
  const { earliest, latest } = bounds;
  if (within)
    return (
      (from === undefined || (earliest !== null && earliest >= from)) &&
      (to === undefined || (latest !== null && latest <= to))
    );
  return (
    (to === undefined || earliest === null || earliest <= to) &&
    (from === undefined || latest === null || latest >= from)
  );
}

/** Of records, which never change. */
const termsOf = new WeakMap<AnyRecord, string[]>();

/** Whether the texts of a record hold every term; the last may be the beginning of one. */
export function hasTerms(record: AnyRecord, query: TextQuery): boolean {
  const found = termsOf.get(record) ?? textTerms(record);
  termsOf.set(record, found);
  return query.terms.every((term, index) => {
    const begins = query.lastIsPrefix && index === query.terms.length - 1;
    return found.some((one) => (begins ? one.startsWith(term) : one === term));
  });
}

function textTerms(record: AnyRecord): string[] {
  const kind = kindOf(record.id);
  if (kind === null) return [];
  return specOf(kind)
    .texts(record)
    .flatMap(({ text }) => terms(text));
}
