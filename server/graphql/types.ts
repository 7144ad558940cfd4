// Resolvers of the types: one line per field. A field of a record that is not named here is read from the record as it is.

import type { Day } from '../domain/calendar.ts';
import type { DateBounds } from '../domain/dates.ts';
import { parseEdtf } from '../domain/dates.ts';
import { specOf } from '../domain/kinds.ts';
import type { RecordKind } from '../domain/record-kinds.ts';
import { typeName } from '../domain/record-kinds.ts';
import type { Target } from '../domain/records.ts';
import { changedFields, historyOf, isHidden } from '../services/changes.ts';
import { isRecordFacet } from '../services/explore.ts';
import type { ResolvedRecord } from '../services/records.ts';
import { resolveAlone } from '../services/records.ts';
import { restrictEnd } from '../services/restrict-filter.ts';
import { claimList, claimsAbout, claimsAround, claimsFrom, claimsOfEvent, filterAt } from './claim-lists.ts';
import type { Asked, Connection } from './connections.ts';
import { datasetVersion, readPage, toConnection } from './connections.ts';
import type { Context } from './context.ts';
import type { RecordKind as KindName, Resolvers, TargetKind } from './generated.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { chain } from './maybe-promise.ts';
import type { AttributionParent, ClaimCountsParent, Part, VersionParent } from './parents.ts';
import { quoteOffers } from './quote-offers.ts';
import { allReferred, many, maybe, one, parts, referred, targetOf } from './references.ts';

export const kindName = (kind: RecordKind) => kind.toUpperCase() as KindName;
export const kindsOf = (names: readonly KindName[] | null | undefined) =>
  names?.map((name) => name.toLowerCase() as RecordKind);

const boundsOf = (text: string | null): DateBounds | null => (text === null ? null : parseEdtf(text));
const earliest = (text: string | null): Day | null => boundsOf(text)?.earliest ?? null;
const latest = (text: string | null): Day | null => boundsOf(text)?.latest ?? null;
const mergedIds = ({ members }: ResolvedRecord) => members.slice(1);

async function claimCounts(
  of: ResolvedRecord,
  args: { filter?: object | null },
  context: Context,
): Promise<ClaimCountsParent> {
  return { of, filter: await filterAt(context, args.filter, of.asOf) };
}

/** Two targets that are one record stand once for each stance. */
function targetsOf(claim: ResolvedRecord<'claim'>, _args: object, context: Context): MaybePromise<Part<Target>[]> {
  const { targets } = claim.record;
  const ids = targets.map(({ target }) => target);
  return chain(allReferred(context, ids, claim.asOf), (found) => {
    if (found.length === targets.length) return parts(targets, claim);
    const canonical = new Map(found.flatMap(({ id, members }) => members.map((member) => [member, id])));
    const firsts = new Map<string, Target>();
    for (const target of targets) {
      const key = `${canonical.get(target.target) ?? target.target} ${target.stance}`;
      if (!firsts.has(key)) firsts.set(key, target);
    }
    return parts([...firsts.values()], claim);
  });
}

/** What the claim counts as: one for each speaker and target, as readers see them. */
async function attributionsOf(
  claim: ResolvedRecord<'claim'>,
  _args: object,
  context: Context,
): Promise<AttributionParent[]> {
  const [speakers, targets] = await Promise.all([
    many(context, 'actor', claim.record.speakers, claim.asOf),
    targetsOf(claim, {}, context),
  ]);
  return speakers.flatMap((speaker) => targets.map(({ target, stance }) => ({ claim, speaker, target, stance })));
}

export function historyList(page: Asked, found: { items: VersionParent[]; more: boolean }): Connection<VersionParent> {
  return toConnection(page, { ...found, items: found.items.map((node) => ({ node, keys: [node.version] })) });
}

export const types = {
  Node: { __resolveType: ({ kind }) => typeName(kind) },
  Record: { __resolveType: ({ kind }) => typeName(kind) },
  Target: { __resolveType: ({ kind }) => typeName(kind) },

  Actor: {
    roles: (actor) => parts(actor.record.roles, actor),
    mergedIds,
    claimCounts,
    claims: claimsAround,
  },
  ActorRole: { in: (role, _, context) => one(context, 'actor', role.in, role.asOf) },
  ClaimCounts: {
    asSpeaker: ({ of, filter }, _, { loaders }) =>
      restrictEnd(filter, 'speakers', of.members) ? loaders.count('speaker', of.id, filter) : 0,
    asTarget: ({ of, filter }, _, { loaders }) =>
      restrictEnd(filter, 'targets', of.members) ? loaders.count('target', of.id, filter) : 0,
  },
  Event: {
    earliest: ({ record }) => earliest(record.when),
    latest: ({ record }) => latest(record.when),
    participants: (event) => parts(event.record.participants, event),
    affected: ({ record, asOf }, _, context) => many(context, 'actor', record.affected, asOf),
    quotes: (event) => parts(event.record.quotes, event),
    mergedIds,
    claimCounts,
    claims: claimsOfEvent,
  },
  Participant: { actor: ({ actor, asOf }, _, context) => one(context, 'actor', actor, asOf) },
  Topic: {
    broader: ({ record, asOf }, _, context) => maybe(context, 'topic', record.broader, asOf),
    mergedIds,
    claimCounts,
    claims: claimsAbout,
  },
  Source: {
    authors: ({ record, asOf }, _, context) => many(context, 'actor', record.authors, asOf),
    basedOn: ({ record, asOf }, _, context) => many(context, 'source', record.basedOn, asOf),
    claims: claimsFrom,
  },
  Quote: {
    source: ({ source, asOf }, _, context) => one(context, 'source', source, asOf),
    offers: (quote, _, context) => quoteOffers(quote, context),
  },
  Claim: {
    speakers: ({ record, asOf }, _, context) => many(context, 'actor', record.speakers, asOf),
    earliest: ({ record }) => earliest(record.saidOn),
    latest: ({ record }) => latest(record.saidOn),
    targets: targetsOf,
    attributions: attributionsOf,
    quotes: (claim) => parts(claim.record.quotes, claim),
    via: (claim) => parts(claim.record.via, claim),
    reporters: ({ record, asOf }, _, context) => many(context, 'actor', record.reporters, asOf),
    at: ({ record, asOf }, _, context) => maybe(context, 'event', record.at, asOf),
    links: (claim) => parts(claim.record.links, claim),
    claims: claimsAbout,
    history: async ({ id }, args, { store }, info) => {
      const asked = readPage(args, info, 'history', { id });
      return historyList(
        asked,
        await historyOf(store, id, { limit: asked.limit, before: asked.after?.[0] as number | undefined }),
      );
    },
  },
  ClaimTarget: { target: ({ target, asOf }, _, context) => targetOf(context, target, asOf) },
  Attribution: { target: ({ target, claim }, _, context) => targetOf(context, target, claim.asOf) },
  Via: {
    actor: ({ actor, asOf }, _, context) => maybe(context, 'actor', actor, asOf),
    source: ({ source, asOf }, _, context) => maybe(context, 'source', source, asOf),
  },
  ClaimLink: { claim: ({ claim, asOf }, _, context) => one(context, 'claim', claim, asOf) },
  Judgement: {
    records: async ({ record, asOf }, _, { data, loaders }) => {
      const end = asOf === undefined ? undefined : await data.endOfWrite(asOf);
      return Promise.all(record.records.map((id) => loaders.alone(id, end))) as Promise<ResolvedRecord[]>;
    },
  },

  Position: { recordId: ({ id }) => id },
  Version: {
    recordId: ({ id }) => id,
    kind: ({ kind }) => kindName(kind),
    record: ({ id, kind, version, record }, _, { viewer }) =>
      record === null || isHidden(record, viewer?.name ?? null)
        ? null
        : resolveAlone({ id, kind, version, first: version, record, canonical: id, members: [id] }, version),
    changedFields: (change, _, { viewer }) =>
      isHidden(change.record ?? change.before, viewer?.name ?? null) ? [] : changedFields(change),
    batch: ({ batch }, _, context) => maybe(context, 'batch', batch, undefined),
  },

  ClaimRow: { targetKind: ({ targetKind }) => kindName(targetKind) as TargetKind },
  Relation: {
    speaker: ({ speaker, filter }, _, context) => one(context, 'actor', speaker, filter.asOf),
    target: ({ target, filter }, _, context) => targetOf(context, target, filter.asOf),
    claims: ({ filter }, args, context, info) => claimList(context, info, args, filter),
  },
  Neighbour: {
    record: ({ id, asOf }, _, context) => targetOf(context, id, asOf),
    relations: (neighbour) => neighbour.relations(),
  },
  NetworkNode: { recordId: ({ id }) => id, kind: ({ kind }) => kindName(kind) },
  Paths: { datasetVersion },
  Path: {
    nodes: ({ nodes, asOf }, _, context) => Promise.all(nodes.map((id) => targetOf(context, id, asOf))),
  },
  FacetValue: {
    label: async ({ field, value, asOf }, _, context) => {
      if (!isRecordFacet(field)) return value;
      const found = await referred(context, value, asOf);
      return found ? specOf(found.kind).title(found.record) : value;
    },
  },
  Facet: { datasetVersion, values: ({ field, values, asOf }) => values.map((value) => ({ ...value, field, asOf })) },
  Histogram: { datasetVersion },
  Coverage: {
    datasetVersion,
    byStatus: async (coverage) =>
      (await coverage.byStatus()).map((value) => ({ ...value, field: 'statuses' as const })),
  },
} satisfies Partial<Resolvers>;
