// The component contracts of the explorer: what it hands to the canvas and to the panel. Types only: both sides code against
// this file.

import type { ClaimFilter, NetworkPartsFragment } from '../gql/generated.ts';
import type { Camera, Layout, Selection, ViewState } from './view-state.ts';

export type { Camera, Layout, Selection } from './view-state.ts';
export type Network = NetworkPartsFragment;
export type NetworkNode = Network['nodes'][number];
export type NetworkEdge = Network['edges'][number];

/** Fields of the address that the legend may switch: what is not drawn stays listed there. */
export type LegendFilter = Pick<ViewState, 'stances' | 'statuses' | 'targetKinds'>;

export interface CanvasProps {
  /** What to draw: every edge given, hidden records already taken out. */
  network: Network;
  /** Records around which the network was opened; empty for the whole network. */
  opened: readonly string[];
  /** Neighbours of a record that are not drawn yet, for its badge; a record that is not here has none. */
  more: Readonly<Record<string, number>>;
  /** A new network is on its way; the one given stays on the screen. */
  busy: boolean;
  selection: Selection | null;
  onSelect(selection: Selection | null): void;
  /** The full page of a record (Enter on a selected node, or its link). */
  onOpen(id: string): void;
  /** Draws the record's next 25 neighbours (double click, +). */
  onExpand(id: string): void;
  onHide(id: string): void;
  layout: Layout;
  onLayout(layout: Layout): void;
  /** Null: fit everything. Given: the address asks for exactly this. */
  camera: Camera | null;
  /** Call it when a pan or zoom has come to rest, not on every frame. */
  onCamera(camera: Camera): void;
  /** The claims that count; the legend counts with it what is switched off. */
  filter: ClaimFilter;
  legend: LegendFilter;
  onLegend(patch: Partial<LegendFilter>): void;
  /** Says something to screen readers. */
  announce(message: string): void;
}

export interface PanelProps {
  /** An edge, or a record (actor, event, topic). */
  selection: Selection;
  /** The claims that count; the panel's numbers and its list use exactly this. */
  filter: ClaimFilter;
  tab: string | null;
  onTab(tab: string | null): void;
  onSelect(selection: Selection | null): void;
  /** Draws the network around a record. */
  onExpand(id: string): void;
  onClose(): void;
  announce(message: string): void;
}
