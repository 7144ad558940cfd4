// The change stream: every version after a number, in order and without gaps. It asks the store once a second, because other
// processes write too, and at once after a write of this one.

import { invalid } from '../domain/errors.ts';
import type { Change } from '../services/changes.ts';
import { changesAfter } from '../services/changes.ts';
import type { Context } from './context.ts';
import type { SubscriptionResolvers } from './generated.ts';

const EVERY_MS = 1_000;
const AT_ONCE = 100;

async function* changesFrom(context: Context, after: number): AsyncGenerator<{ changed: Change }> {
  let seen = after;
  while (!context.left.aborted) {
    // A stream may live for days: what it remembers and what it may ask begin anew each time.
    context.renew();
    const { items } = await changesAfter(context.store, seen, AT_ONCE);
    for (const change of items) {
      seen = change.version;
      yield { changed: change };
    }
    if (items.length === 0) await context.changed.wait(EVERY_MS, context.left);
  }
}

export const subscriptions = {
  changed: {
    subscribe: async (_, { after }, context) => {
      const { datasetVersion } = await context.store.stats();
      const from = after ?? datasetVersion;
      if (from < 0 || from > datasetVersion) throw invalid(['after'], { code: 'NOT_A_START', newest: datasetVersion });
      return changesFrom(context, from);
    },
  },
} satisfies SubscriptionResolvers;
