// Resolvers of the queries: arguments are checked, a service answers, and the answer is put into the shape of the contract.

import { exploreQueries } from './explore-queries.ts';
import type { QueryResolvers } from './generated.ts';
import { recordQueries } from './record-queries.ts';

export const queries = { ...recordQueries, ...exploreQueries } satisfies QueryResolvers;
