// schema.graphql, the contract, with the resolvers that keep it. A field of a record that has no resolver of its own is read
// from the record as it is stored.

import { readFileSync } from 'node:fs';
import { makeExecutableSchema } from '@graphql-tools/schema';
import type { GraphQLFieldResolver, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { isObjectType, isScalarType } from 'graphql';
import { pastId } from '../domain/past-ids.ts';
import { RECORD_KINDS, typeName } from '../domain/record-kinds.ts';
import type { ResolvedRecord } from '../services/records.ts';
import { connectionFields, datasetVersion, edgeFields, totalCount } from './connections.ts';
import type { Context } from './context.ts';
import { kindResolvers } from './kind-resolvers.ts';
import { mutations } from './mutations.ts';
import { queries } from './queries.ts';
import { readAsText, SCALARS } from './scalars.ts';
import { subscriptions } from './subscriptions.ts';
import { types } from './types.ts';

export const CONTRACT = new URL('../../schema.graphql', import.meta.url);

export function createSchema(): GraphQLSchema {
  const schema = makeExecutableSchema({
    typeDefs: readFileSync(CONTRACT, 'utf8'),
    resolvers: { ...types, Query: queries, Mutation: mutations, Subscription: subscriptions },
    resolverValidationOptions: { requireResolversToMatchSchema: 'error' },
    inheritResolversFromInterfaces: false,
  });
  for (const kind of RECORD_KINDS) {
    const name = typeName(kind);
    const type = schema.getType(name);
    if (!isObjectType(type)) throw new Error(`the contract has no type ${name}`);
    for (const field of Object.values(type.getFields())) {
      field.resolve ??= STORED[field.name] ?? readRecord;
    }
  }
  for (const kind of RECORD_KINDS)
    for (const [name, resolvers] of Object.entries(kindResolvers(kind))) resolveWhereNamed(schema, name, resolvers);
  for (const type of Object.values(schema.getTypeMap())) if (isObjectType(type)) resolvePages(type);
  for (const name of SCALARS) {
    const type = schema.getType(name);
    if (!isScalarType(type)) throw new Error(`the contract has no scalar ${name}`);
    readAsText(type, name);
  }
  return schema;
}

/** What is called a connection or an edge is one, whatever is on it. */
function resolvePages(type: GraphQLObjectType): void {
  const resolvers: Record<string, GraphQLFieldResolver<never, never>> = type.name.endsWith('Connection')
    ? { ...connectionFields, totalCount, datasetVersion }
    : type.name.endsWith('Edge')
      ? edgeFields
      : {};
  for (const field of Object.values(type.getFields())) field.resolve ??= resolvers[field.name] as typeof field.resolve;
}

function resolveWhereNamed(
  schema: GraphQLSchema,
  name: string,
  resolvers: Readonly<Record<string, GraphQLFieldResolver<unknown, Context>>>,
): void {
  const type = schema.getType(name);
  if (!isObjectType(type)) throw new Error(`the contract has no type ${name}`);
  const fields = type.getFields();
  for (const [field, resolve] of Object.entries(resolvers)) {
    const named = fields[field];
    if (named !== undefined) named.resolve ??= resolve;
  }
}

/** What every kind has that stands beside its record in the store. */
const STORED: Readonly<Record<string, (source: ResolvedRecord) => unknown>> = {
  id: ({ id, asOf, members }) => (asOf === undefined ? id : pastId({ id, asOf, merged: members.length > 1 })),
  recordId: ({ id }) => id,
  version: ({ version }) => version,
};

function readRecord(
  source: ResolvedRecord,
  _args: unknown,
  _context: unknown,
  { fieldName }: { fieldName: string },
): unknown {
  return source.record[fieldName as keyof ResolvedRecord['record']];
}
