// What the resolvers of each type are given: records as the services see them, and pages. The generated types refer to these.

import type { ClaimLink, Id, Participant, Quote, Role, Stance, Target, Via } from '../domain/records.ts';
import type { Change } from '../services/changes.ts';
import type { ClaimRow } from '../services/claim-rows.ts';
import type { Coverage, Facet, FacetField, FacetValue } from '../services/explore.ts';
import type { Direction, Relation } from '../services/networks.ts';
import type { Path } from '../services/paths.ts';
import type { Seen } from '../services/records.ts';
import type { FoundRecord } from '../services/search.ts';
import type { Network, NetworkNode } from '../services/whole-network.ts';
import type { ClaimFilter } from '../store/store.ts';
import type { Connection, Edge } from './connections.ts';

export type ActorParent = Seen<'actor'>;
export type EventParent = Seen<'event'>;
export type TopicParent = Seen<'topic'>;
export type SourceParent = Seen<'source'>;
export type ClaimParent = Seen<'claim'>;
export type JudgementParent = Seen<'judgement'>;
export type ViewParent = Seen<'view'>;
export type BatchParent = Seen<'batch'>;
export type NodeParent = Seen;

/** Part of a record, read at the same version as the whole. */
export type Part<T> = T & { asOf?: number | undefined };
export type QuoteParent = Part<Quote>;
export type ClaimTargetParent = Part<Target>;
export type ViaParent = Part<Via>;
export type ClaimLinkParent = Part<ClaimLink>;
export type RoleParent = Part<Role>;
export type ParticipantParent = Part<Participant>;

export interface AttributionParent {
  claim: ClaimParent;
  speaker: ActorParent;
  target: Id;
  stance: Stance;
}

export interface ClaimCountsParent {
  of: Seen;
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
export type FacetParent = Facet;
export interface FacetValueParent extends FacetValue {
  field: FacetField;
}
export type CoverageParent = Coverage;
export type SearchHitParent = FoundRecord;
export type { Direction };

export type ActorConnectionParent = Connection<ActorParent>;
export type ActorEdgeParent = Edge<ActorParent>;
export type EventConnectionParent = Connection<EventParent>;
export type EventEdgeParent = Edge<EventParent>;
export type TopicConnectionParent = Connection<TopicParent>;
export type TopicEdgeParent = Edge<TopicParent>;
export type SourceConnectionParent = Connection<SourceParent>;
export type SourceEdgeParent = Edge<SourceParent>;
export type ClaimConnectionParent = Connection<ClaimParent>;
export type ClaimEdgeParent = Edge<ClaimParent>;
export type JudgementConnectionParent = Connection<JudgementParent>;
export type JudgementEdgeParent = Edge<JudgementParent>;
export type ViewConnectionParent = Connection<ViewParent>;
export type ViewEdgeParent = Edge<ViewParent>;
export type BatchConnectionParent = Connection<BatchParent>;
export type BatchEdgeParent = Edge<BatchParent>;
export type ClaimRowConnectionParent = Connection<ClaimRow>;
export type ClaimRowEdgeParent = Edge<ClaimRow>;
export type RelationConnectionParent = Connection<Relation>;
export type RelationEdgeParent = Edge<Relation>;
export type NeighbourConnectionParent = Connection<NeighbourParent>;
export type NeighbourEdgeParent = Edge<NeighbourParent>;
export type VersionConnectionParent = Connection<VersionParent>;
export type VersionEdgeParent = Edge<VersionParent>;
export type SearchHitConnectionParent = Connection<SearchHitParent>;
export type SearchHitEdgeParent = Edge<SearchHitParent>;
