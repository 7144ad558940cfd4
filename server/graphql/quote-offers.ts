// Where the words of quotes stand that an edit of their source has moved, left undecided, or lost. Each is looked for in the whole
// text when somebody asks, so that an operation may ask for so many, and others get their turn in between.

import { limit } from '../domain/errors.ts';
import { placesToSettle } from '../domain/quotes.ts';
import { yieldToEventLoop } from '../services/yield-to-event-loop.ts';
import type { Context } from './context.ts';
import type { QuoteOffer as Offer } from './generated.ts';
import type { QuoteParent } from './parents.ts';
import { one } from './references.ts';

const MOST = 200;

interface Looking {
  count: number;
  yieldIfDue: ReturnType<typeof yieldToEventLoop>;
}

const looking = new WeakMap<Context, Looking>();

export async function quoteOffers(quote: QuoteParent, context: Context): Promise<Offer[]> {
  if (quote.state === 'EXACT' || quote.state === 'UNCHECKED') return [];
  const looked = looking.get(context) ?? { count: 0, yieldIfDue: yieldToEventLoop() };
  looking.set(context, looked);
  if (++looked.count > MOST) throw limit(['offers'], { code: 'TOO_MANY_OFFERS', most: MOST });
  const { record } = await one(context, 'source', quote.source, quote.asOf);
  if (record.text === null) return [];
  await looked.yieldIfDue();
  context.left.throwIfAborted();
  return placesToSettle(record.text, quote).map((offer) => ({ ...offer, differences: [...offer.differences] }));
}
