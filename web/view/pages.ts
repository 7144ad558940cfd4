// What the addresses of the other pages hold, one schema per route.

import { z } from 'zod';

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
