// The state of the explorer, all of it in the address: one zod schema, the defaults, and the claim filter it means.
// A field that has its default is not in the address, so the same view always has the same link.

import { z } from 'zod';
import type { ClaimFilter, ClaimKind, ClaimStatus, RecordKind, Stance, Undated } from '../gql/generated.ts';
import { splitList, splitTable } from './address.ts';
import { type ParsedParams, parseSearchParams } from './search-params.ts';

export const STANCES = ['SUPPORTS', 'OPPOSES', 'NEUTRAL', 'MIXED'] as const satisfies Stance[];
export const STATUSES = ['PROPOSED', 'ACCEPTED', 'DISPUTED', 'REJECTED', 'RETRACTED'] as const satisfies ClaimStatus[];
export const CLAIM_KINDS = [
  'STATEMENT',
  'DEMAND',
  'PROMISE',
  'THREAT',
  'DENIAL',
  'ASSESSMENT',
  'REPORT_OF_OPINION',
  'QUESTION',
] as const satisfies ClaimKind[];
export const TARGET_KINDS = ['ACTOR', 'EVENT', 'TOPIC', 'CLAIM'] as const satisfies RecordKind[];
export const LAYOUTS = ['organic', 'concentric', 'hierarchy', 'circle'] as const;
export const TABLES = ['nodes', 'edges', 'claims'] as const;
const UNDATED = ['INCLUDE', 'EXCLUDE', 'ONLY'] as const satisfies Undated[];

export type Layout = (typeof LAYOUTS)[number];
export type TableName = (typeof TABLES)[number];
export type TargetKind = (typeof TARGET_KINDS)[number];
/** Centre of the window on the canvas in model pixels, and zoom. */
export type Camera = readonly [x: number, y: number, zoom: number];

const ID = /^(act|evt|top|src|clm)_[A-Za-z0-9._-]{1,100}$/;
/** What an edge or a node of the network can be. */
const NODE = /^(act|evt|top|clm)_[A-Za-z0-9._-]{1,100}$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

const upper = (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : value);
const number = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : value);
const list = <Item extends z.ZodType>(item: Item) =>
  z.preprocess(
    (value) => (typeof value === 'string' ? splitList(value) : value),
    z
      .array(item)
      .max(100)
      .transform((items) => [...new Set(items)]),
  );
const ids = list(z.string().regex(NODE));
const enums = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  list(z.preprocess(upper, z.enum(values)));
const day = z.string().regex(DAY).refine(isDay);

function isDay(text: string): boolean {
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

const fields = z.object({
  /** Records around which the network is drawn; empty: the whole network. */
  open: ids,
  /** How many neighbours of an opened record are drawn, where it is not the first 25. */
  expand: z.preprocess(
    (value) => (typeof value === 'string' ? splitTable(value) : value),
    z.record(z.string().regex(NODE), z.int().min(1).max(5000)),
  ),
  hide: ids,
  about: ids,
  speakers: list(z.string().regex(/^act_[A-Za-z0-9._-]{1,100}$/)),
  targets: ids,
  topics: list(z.string().regex(/^top_[A-Za-z0-9._-]{1,100}$/)),
  events: list(z.string().regex(/^evt_[A-Za-z0-9._-]{1,100}$/)),
  sources: list(z.string().regex(/^src_[A-Za-z0-9._-]{1,100}$/)),
  publishers: list(z.string().min(1).max(500)),
  stances: enums(STANCES),
  statuses: enums(STATUSES),
  kinds: enums(CLAIM_KINDS),
  text: z.string().trim().max(200),
  minClaims: z.preprocess(number, z.int().min(1).max(1_000_000)),
  /** At least one: without any there would be no network. */
  targetKinds: enums(TARGET_KINDS).transform((kinds): TargetKind[] => (kinds.length === 0 ? ['ACTOR'] : kinds)),
  from: day.nullable(),
  to: day.nullable(),
  /** Null: claims without a date count unless there is a window. */
  undated: z.preprocess(upper, z.enum(UNDATED)).nullable(),
  /** The dataset version the graph is read at; null: as it is now. */
  asOf: z.preprocess(number, z.int().min(1)).nullable(),
  /** `act_x`, or `act_x~act_y` for the edge from a speaker to a target. */
  sel: z
    .string()
    .refine((text) => parseSelection(text) !== null)
    .nullable(),
  /** The open tab of the panel; null: its first. */
  tab: z
    .string()
    .regex(/^[a-z-]{1,20}$/)
    .nullable(),
  layout: z.enum(LAYOUTS),
  view: z.enum(['graph', 'table']),
  table: z.enum(TABLES),
  /** Column of the table, with a minus for the falling order; null: the table's own. */
  sort: z
    .string()
    .regex(/^-?[a-z]{1,20}$/i)
    .nullable(),
  /** The tables list only what belongs to the selection. */
  only: z.preprocess((value) => (value === 'true' ? true : value === 'false' ? false : value), z.boolean()),
  cam: z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(',').map(number) : value),
      z.tuple([z.number(), z.number(), z.number().min(0.01).max(20)]).readonly(),
    )
    .nullable(),
});

export type ViewState = Readonly<z.output<typeof fields>>;
/** What stands in the address: every field optional, defaults left out. */
export type ExploreSearch = Partial<ViewState>;

export const DEFAULTS: ViewState = {
  open: [],
  expand: {},
  hide: [],
  about: [],
  speakers: [],
  targets: [],
  topics: [],
  events: [],
  sources: [],
  publishers: [],
  stances: [],
  statuses: [],
  kinds: [],
  text: '',
  minClaims: 1,
  targetKinds: ['ACTOR'],
  from: null,
  to: null,
  undated: null,
  asOf: null,
  sel: null,
  tab: null,
  layout: 'organic',
  view: 'graph',
  table: 'nodes',
  sort: null,
  only: false,
  cam: null,
};

const exploreSchema = fields.partial().refine(({ from, to }) => !from || !to || from <= to, { path: ['to'] });

export type Selection = { kind: 'record'; id: string } | { kind: 'edge'; speaker: string; target: string };

export function parseSelection(text: string | null | undefined): Selection | null {
  const [first, second, ...more] = text?.split('~') ?? [];
  if (first === undefined || more.length > 0) return null;
  if (second === undefined) return ID.test(first) ? { kind: 'record', id: first } : null;
  return first.startsWith('act_') && NODE.test(first) && NODE.test(second)
    ? { kind: 'edge', speaker: first, target: second }
    : null;
}

export const selectionText = (selection: Selection | null): string | null =>
  selection === null ? null : selection.kind === 'edge' ? `${selection.speaker}~${selection.target}` : selection.id;

/** The fields of an address that fit and are not defaults, in the order of the schema, and what had to be left out. */
export function parseExploreParams(raw: Record<string, unknown>): ParsedParams<ExploreSearch> {
  const { state, faults } = parseSearchParams<ExploreSearch>(exploreSchema, raw);
  const gone = Object.fromEntries(Object.keys(state).map((key) => [key, undefined]));
  return { state: { ...gone, ...withoutDefaults(state) }, faults };
}

export function withoutDefaults(state: ExploreSearch): ExploreSearch {
  const keys = Object.keys(DEFAULTS) as (keyof ViewState)[];
  const kept = keys.filter(
    (key) => state[key] !== undefined && JSON.stringify(state[key]) !== JSON.stringify(DEFAULTS[key]),
  );
  return Object.fromEntries(kept.map((key) => [key, state[key]]));
}

export const viewState = (search: ExploreSearch): ViewState => ({ ...DEFAULTS, ...withoutDefaults(search) });

/** Fields of the state that say which claims count. */
export const FILTER_FIELDS = [
  'about',
  'speakers',
  'targets',
  'topics',
  'events',
  'sources',
  'publishers',
  'stances',
  'statuses',
  'kinds',
  'text',
] as const satisfies (keyof ViewState & keyof ClaimFilter)[];
export type FilterField = (typeof FILTER_FIELDS)[number];

/**
 * The claim filter that a state means. Without its window, for the histogram that the window is chosen on;
 * with other words of it, for "what if this filter went".
 */
export function claimFilter(state: ViewState, options: { window?: boolean } = {}): ClaimFilter {
  const filter: Record<string, unknown> = {};
  for (const field of FILTER_FIELDS) if (state[field].length > 0) filter[field] = state[field];
  if (state.asOf !== null) filter.asOf = state.asOf;
  if (options.window === false) return filter;
  if (state.from !== null) filter.saidFrom = state.from;
  if (state.to !== null) filter.saidTo = state.to;
  if (state.undated !== null) filter.undated = state.undated;
  return filter;
}

/** Whether claims without a date count in this state. */
export const countsUndated = (state: ViewState): boolean =>
  state.undated === null ? state.from === null && state.to === null : state.undated !== 'EXCLUDE';

/** Whether anything leaves claims out, beside the statuses that are read. */
export const isFiltered = (state: ViewState): boolean =>
  FILTER_FIELDS.some((field) => field !== 'statuses' && state[field].length > 0) ||
  state.minClaims > 1 ||
  state.from !== null ||
  state.to !== null ||
  state.undated !== null;
