// What the claims that pass a filter hold: per value of a field, and how much ground they cover. Small functions
// over tallies; each number is a count of claims that the same filter, with the value added, gives again.

import type { FaultCollector } from '../domain/faults/fault-collector.ts';
import { CLAIM_STATUSES } from '../domain/records.ts';
import type { ClaimFilter, Dimension } from '../store/store.ts';
import type { Asking } from './asking.ts';
import { once } from './once.ts';
import { countClaims, undatedOnly } from './whole-network.ts';

export interface FacetValue {
  value: string;
  n: number;
}

export interface Facet {
  field: FacetField;
  values: FacetValue[];
  total: number;
}

/** Fields whose values can be counted, with the dimension that counts them. */
const FACETS = {
  speakers: 'speaker',
  targets: 'target',
  targetKinds: 'targetKind',
  stances: 'stance',
  statuses: 'status',
  kinds: 'claimKind',
  sources: 'source',
  publishers: 'publisher',
} as const satisfies Partial<Record<keyof ClaimFilter, Dimension>>;

export type FacetField = keyof typeof FACETS;
export const FACET_FIELDS = Object.keys(FACETS) as FacetField[];

/** Each field's own filter is left out, so that its values show what else could be chosen. */
export async function facets(
  ask: Asking,
  filter: ClaimFilter,
  fields: readonly FacetField[] | null,
  first: number,
): Promise<Facet[]> {
  const wanted = fields === null ? FACET_FIELDS : [...new Set(fields)];
  return Promise.all(wanted.map((field) => facet(ask, filter, field, first)));
}

export function checkFacets(first: number, faults: FaultCollector): void {
  if (first < 1 || first > 100) faults.add(['first'], { code: 'OUT_OF_RANGE', least: 1, most: 100 });
}

async function facet(ask: Asking, filter: ClaimFilter, field: FacetField, first: number): Promise<Facet> {
  const open: ClaimFilter = { ...filter, [field]: field === 'statuses' ? CLAIM_STATUSES : undefined };
  const by = [FACETS[field]];
  const [found, isUnnamed] = await Promise.all([
    ask.tally({ filter: open, by, unit: 'CLAIMS', order: 'COUNT', limit: first + 1, total: true }),
    hasUnnamed(ask, open, field),
  ]);
  const values = found.rows.flatMap(({ keys: [key], n }) =>
    key === null || key === undefined ? [] : [{ value: nameOf(field, key), n }],
  );
  return { field, values: values.slice(0, first), total: (found.groups ?? 0) - (isUnnamed ? 1 : 0) };
}

/** Kinds are spelt in the contract as its other values are. */
function nameOf(field: FacetField, key: string): string {
  return field === 'targetKinds' ? key.toUpperCase() : key;
}

/** Whether there are claims whose sources name no publisher: they have no value to choose. */
async function hasUnnamed(ask: Asking, filter: ClaimFilter, field: FacetField): Promise<boolean> {
  if (field !== 'publishers') return false;
  const { rows } = await ask.tally({ filter, by: ['publisher'], unit: 'CLAIMS', order: 'KEYS', limit: 1 });
  return rows[0]?.keys[0] === null;
}

export interface Coverage {
  claims(): Promise<number>;
  firstSaid(): Promise<string | null>;
  lastSaid(): Promise<string | null>;
  attributions(): Promise<number>;
  speakers(): Promise<number>;
  targets(): Promise<number>;
  sources(): Promise<number>;
  publishers(): Promise<number>;
  undated(): Promise<number>;
  byStatus(): Promise<FacetValue[]>;
}

/** Each number is computed when it is asked for; those asked for at once are counted at one version. */
export function coverage(ask: Asking, filter: ClaimFilter): Coverage {
  const whole = once(async () => (await ask.tally({ filter, by: [], unit: 'CLAIMS' })).rows[0]);
  const distinct = async (field: FacetField) => {
    const { rows, groups } = await ask.tally({ filter, by: [FACETS[field]], unit: 'CLAIMS', limit: 1, total: true });
    // What has no publisher comes first, and is none.
    return (groups ?? 0) - (rows[0]?.keys[0] === null ? 1 : 0);
  };
  return {
    claims: async () => (await whole())?.n ?? 0,
    firstSaid: async () => (await whole())?.first ?? null,
    lastSaid: async () => (await whole())?.last ?? null,
    attributions: async () => (await ask.tally({ filter, by: [] })).rows[0]?.n ?? 0,
    speakers: () => distinct('speakers'),
    targets: () => distinct('targets'),
    sources: () => distinct('sources'),
    publishers: () => distinct('publishers'),
    undated: () => countClaims(ask, undatedOnly(filter)),
    byStatus: async () => (await facet(ask, filter, 'statuses', CLAIM_STATUSES.length)).values,
  };
}

/** Facet values that are ids of records, and so have a title to show. */
export function isRecordFacet(field: FacetField): boolean {
  return field === 'speakers' || field === 'targets' || field === 'sources';
}
