// How much each caller may ask for in a while: a bucket of nodes per token or address that fills up again steadily.

import { GraphQLError } from 'graphql';

export interface BudgetOptions {
  /** The largest burst. */
  nodes: number;
  /** How long an empty bucket takes to fill. */
  seconds: number;
}

/** A person clicking never meets it; a script that walks everything is slowed to some fifty full pages a second. */
export const DEFAULT_BUDGET: BudgetOptions = { nodes: 600_000, seconds: 120 };
/** Buckets that are full again are forgotten; this many at most are remembered. */
const MOST_CALLERS = 50_000;

export function createBudget({ nodes: most, seconds }: BudgetOptions, now: () => number = Date.now) {
  const perMs = most / (seconds * 1_000);
  const buckets = new Map<string, { left: number; at: number }>();

  return {
    /** What is left to the caller, and when all of it is there again; null for one that is trusted. */
    left(token: string | null, address: string | null): { remaining: number; resetAt: string } | null {
      const key = keyOf(token, address);
      if (key === null) return null;
      const time = now();
      const { left = most, at = time } = buckets.get(key) ?? {};
      const remaining = Math.min(most, left + (time - at) * perMs);
      return { remaining: Math.floor(remaining), resetAt: new Date(time + (most - remaining) / perMs).toISOString() };
    },

    /** Takes nodes from the caller's bucket; an error when too few are left. A caller without token and address is trusted. */
    spend(token: string | null, address: string | null, nodes: number): GraphQLError | null {
      const key = keyOf(token, address);
      if (key === null) return null;
      const time = now();
      const known = buckets.get(key);
      const left = known ? Math.min(most, known.left + (time - known.at) * perMs) : most;
      const wait = Math.ceil((nodes - left) / perMs / 1_000);
      buckets.delete(key);
      buckets.set(key, { left: wait > 0 ? left : left - nodes, at: time });
      if (buckets.size > MOST_CALLERS) for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break;
      if (wait <= 0) return null;
      return new GraphQLError(
        `this caller asked for too much within ${seconds} seconds (more than ${most} nodes): wait ${wait} seconds, or ask for fewer nodes at once`,
        {
          extensions: { code: 'RATE_LIMITED', http: { status: 429, headers: { 'Retry-After': String(wait) } } },
        },
      );
    },
  };
}

function keyOf(token: string | null, address: string | null): string | null {
  if (token !== null) return `token ${token}`;
  return address === null ? null : `address ${address}`;
}

export type Budget = ReturnType<typeof createBudget>;
