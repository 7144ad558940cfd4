// What the resolvers of each type are given: records as the services see them. The generated types refer to these; pages
// follow from what is on them.

import type { RecordKind } from '../domain/record-kinds.ts';
import type { ClaimLink, Id, Participant, Quote, Role, Stance, Target, Via, View } from '../domain/records.ts';
import type { Change } from '../services/changes.ts';
import type { ClaimRow } from '../services/claim-columns.ts';
import type { Coverage, Facet, FacetField, FacetValue } from '../services/explore.ts';
import type { Histogram } from '../services/histogram.ts';
import type { Direction, Relation } from '../services/networks.ts';
import type { Path } from '../services/paths.ts';
import type { ResolvedRecord } from '../services/records.ts';
import type { FoundRecord } from '../services/search.ts';
import type { Network, NetworkNode } from '../services/whole-network.ts';
import type { ClaimFilter } from '../store/store.ts';

/** A record of one kind, which is what the resolvers of its type are given. */
export type RecordParent<K extends RecordKind> = ResolvedRecord<K>;
export type NodeParent = ResolvedRecord;
export type AnyRecordParent = ResolvedRecord;

/** Part of a record, read at the same version as the whole. */
export type Part<T> = T & { asOf?: number | undefined };
export type QuoteParent = Part<Quote>;
export type ClaimTargetParent = Part<Target>;
export type ViaParent = Part<Via>;
export type ClaimLinkParent = Part<ClaimLink>;
export type RoleParent = Part<Role>;
export type PositionParent = View['positions'][number];
export type ParticipantParent = Part<Participant>;

export interface AttributionParent {
  claim: RecordParent<'claim'>;
  speaker: RecordParent<'actor'>;
  target: Id;
  stance: Stance;
}

export interface ClaimCountsParent {
  of: ResolvedRecord;
  filter: ClaimFilter;
}

export type VersionParent = Change;
export type ClaimRowParent = ClaimRow;
export type RelationParent = Relation;
export interface NeighbourParent {
  id: string;
  n: number;
  asOf?: number | undefined;
  relations(): Promise<Relation[]>;
}
export type NetworkParent = Network;
export type NetworkNodeParent = NetworkNode;
export type PathParent = Part<Path>;
export type PathsParent = Part<{ paths: PathParent[]; complete: boolean }>;
export type HistogramParent = Part<Histogram>;
export type FacetParent = Part<Facet>;
export interface FacetValueParent extends Part<FacetValue> {
  field: FacetField;
}
export type CoverageParent = Part<Coverage>;
export type SearchHitParent = FoundRecord;
export type { Direction };
