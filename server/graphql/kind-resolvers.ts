// What the contract says of every kind alike: a record by its id, the list of all, adding and editing. Each answers the field
// of its name, where the contract has one and no resolver of its own; so a new kind has them by being in the contract.

import type { GraphQLFieldResolver } from 'graphql';
import type { RecordKind } from '../domain/record-kinds.ts';
import { KIND_FACTS, typeName } from '../domain/record-kinds.ts';
import type { Context } from './context.ts';
import { add, edit } from './mutations.ts';
import { listOf, readOf } from './record-queries.ts';

// biome-ignore lint/suspicious/noExplicitAny: the arguments are those that the contract has for the field
type Resolvers = Record<string, GraphQLFieldResolver<unknown, Context, any>>;

export function kindResolvers(kind: RecordKind): { Query: Resolvers; Mutation: Resolvers } {
  const type = typeName(kind);
  return {
    Query: {
      [kind]: (_, args, context, info) => readOf(context, info, kind, args),
      [KIND_FACTS[kind].plural]: (_, args, context, info) => listOf(context, info, kind, args, () => ({})),
    },
    Mutation: {
      [`add${type}`]: add(`add${type}`, kind),
      [`edit${type}`]: edit(`edit${type}`, kind),
    },
  };
}
