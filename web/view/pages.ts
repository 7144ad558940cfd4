// Where each record has its page, and what the addresses of those pages hold: one schema per route.

import { z } from 'zod';

const ROUTES = {
  act: '/actor/$id',
  evt: '/event/$id',
  top: '/topic/$id',
  src: '/source/$id',
  clm: '/claim/$id',
} as const;

type Route = (typeof ROUTES)[keyof typeof ROUTES];
const isKind = (kind: string): kind is keyof typeof ROUTES => kind in ROUTES;

/** The route of a record's page; null for an id of another kind. */
export function routeOf(id: string): Route | null {
  const kind = id.slice(0, 3);
  return isKind(kind) ? ROUTES[kind] : null;
}

/** The address of a record's page; the explorer for an id of another kind. */
export const pageOf = (id: string): string => routeOf(id)?.replace('$id', encodeURIComponent(id)) ?? '/';

/** `quote=120-164`: code points of the stored text, end exclusive. */
export const sourceSchema = z
  .object({ quote: z.string().regex(/^\d{1,7}-\d{1,7}$/) })
  .partial()
  .refine(({ quote }) => quote === undefined || quoteSpan(quote) !== null, { path: ['quote'] });

export function quoteSpan(quote: string | undefined): { start: number; end: number } | null {
  const [start = Number.NaN, end = Number.NaN] = (quote ?? '').split('-').map(Number);
  return start < end ? { start, end } : null;
}

export const searchSchema = z.object({ text: z.string().trim().max(200) }).partial();
/** Pages without a state of their own. */
export const plainSchema = z.object({});
