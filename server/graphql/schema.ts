// schema.graphql, the contract, with the resolvers that keep it. A field of a record that has no resolver of its own is read
// from the record as it is stored.

import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLSchema } from 'graphql';
import { isObjectType, isScalarType } from 'graphql';
import type { Seen } from '../services/records.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { readAsText, SCALARS } from './scalars.ts';
import { subscriptions } from './subscriptions.ts';
import { TYPE_NAMES, types } from './types.ts';

export const CONTRACT = new URL('../../schema.graphql', import.meta.url);

export function createSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: readFileSync(CONTRACT, 'utf8'),
    resolvers: { ...types, Query: queries, Mutation: mutations, Subscription: subscriptions },
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    inheritResolversFromInterfaces: false,
  });
  for (const name of Object.values(TYPE_NAMES)) {
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`the contract has no type ${name}`);
    for (const field of Object.values(type.getFields())) {
      field.resolve ??= field.name === 'id' || field.name === 'version' ? readStored : readRecord;
    }
  }
  for (const name of SCALARS) {
    const type = schema.getType(name);
    if (!isScalarType(type)) throw new Error(`the contract has no scalar ${name}`);
    readAsText(type, name);
  }
  return schema;
}

function readStored(source: Seen, _args: unknown, _context: unknown, { fieldName }: { fieldName: string }): unknown {
  return fieldName === 'id' ? source.id : source.version;
}

function readRecord(source: Seen, _args: unknown, _context: unknown, { fieldName }: { fieldName: string }): unknown {
  return source.record[fieldName as keyof Seen['record']];
}
