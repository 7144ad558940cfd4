// schema.graphql -> the types of the server's resolvers and of the web's documents. `--check` writes nothing and fails
// if a generated file is older than what it is generated from. The web's documents become plain strings, without the
// spaces: no GraphQL library has to reach the browser.

import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { codegen } from '@graphql-codegen/core';
import * as types from '@graphql-codegen/typescript';
import * as operations from '@graphql-codegen/typescript-operations';
import * as resolvers from '@graphql-codegen/typescript-resolvers';
import type { DocumentNode, FragmentDefinitionNode } from 'graphql';
import { Kind, parse, print, stripIgnoredCharacters, visit } from 'graphql';
import { RECORD_KINDS, typeName } from './server/domain/record-kinds.ts';

const common = {
  scalars: { ID: 'string', EDTF: 'string', Date: 'string', DateTime: 'string', URL: 'string' },
  strictScalars: true,
  enumsAsTypes: true,
  enumType: 'string-literal',
  useTypeImports: true,
  // TypeScript has a type of this name, which the generated files need.
  namingConvention: {
    typeNames: (name: string) => (name === 'Record' ? 'AnyRecord' : `${name.charAt(0).toUpperCase()}${name.slice(1)}`),
    enumValues: 'keep',
  },
};
const schema = parse(readFileSync('schema.graphql', 'utf8'));
const generate = (filename: string, pluginMap: object, config: object, documents: Document[] = []) =>
  codegen({
    filename,
    schema,
    documents,
    pluginMap: pluginMap as Parameters<typeof codegen>[0]['pluginMap'],
    plugins: Object.keys(pluginMap).map((name) => ({ [name]: {} })),
    config: { ...common, ...config },
  });

interface Document {
  location: string;
  document: DocumentNode;
}

/** Each operation with the fragments it needs, as one string that carries its types. */
function documentStrings(documents: Document[]): string {
  const definitions = documents.flatMap(({ document }) => document.definitions);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const strings = definitions.flatMap((definition) => {
    if (definition.kind !== Kind.OPERATION_DEFINITION) return [];
    const name = definition.name?.value;
    if (name === undefined) throw new Error(`An operation in web/gql has no name: ${print(definition)}`);
    const needed = new Set<FragmentDefinitionNode>();
    const collect = (node: Parameters<typeof visit>[0]) =>
      visit(node, {
        FragmentSpread({ name: { value } }) {
          const fragment = fragments.get(value);
          if (fragment === undefined || needed.has(fragment)) return;
          needed.add(fragment);
          collect(fragment);
        },
      });
    collect(definition);
    const text = stripIgnoredCharacters([definition, ...needed].map(print).join('\n'));
    const type = `${name}${definition.operation === 'query' ? 'Query' : 'Mutation'}`;
    return [`export const ${name} = ${JSON.stringify(text)} as TypedDocument<${type}, ${type}Variables>;`];
  });
  return [
    '/** The text of an operation; its answer and its variables are known to the compiler alone. */',
    'export type TypedDocument<Result, Variables> = string & { readonly types?: (variables: Variables) => Result };',
    ...strings,
    '',
  ].join('\n\n');
}

/** What a resolver of a type is given: `./parents.ts` names it. */
const parents = [
  ...readFileSync('server/graphql/parents.ts', 'utf8').matchAll(/^export (?:type|interface) (\w+)Parent\b/gm),
];
const TYPE_OF: Record<string, string> = { Role: 'ActorRole', AnyRecord: 'Record' };
const given = new Map(parents.map(([, name = '']) => [TYPE_OF[name] ?? name, `${name}Parent`]));
for (const kind of RECORD_KINDS) given.set(typeName(kind), `RecordParent<'${kind}'>`);
// What pages and their edges are given follows from what is on them.
for (const [name, parent] of [...given]) {
  given.set(`${name}Connection`, `Connection<${parent}>`);
  given.set(`${name}Edge`, `Edge<${parent}>`);
}
const inContract = new Set(schema.definitions.flatMap((one) => ('name' in one && one.name ? [one.name.value] : [])));
const mappers = Object.fromEntries([...given].filter(([name]) => inContract.has(name)));
const resolverConfig = { contextType: './context.ts#Context', mappers };
const imports = [
  "import type { Connection, Edge } from './connections.ts';",
  `import type { ${parents.map(([, name]) => `${name}Parent`).join(', ')} } from './parents.ts';`,
].join('\n');

const documents = globSync('web/gql/*.graphql')
  .sort()
  .map((location) => ({ location, document: parse(readFileSync(location, 'utf8')) }));

const files = new Map([
  [
    'server/graphql/generated.ts',
    `${imports}\n${await generate('server/graphql/generated.ts', { types, resolvers }, resolverConfig)}`,
  ],
  [
    'web/gql/generated.ts',
    `${await generate('web/gql/generated.ts', { operations }, { skipTypename: true }, documents)}\n${documentStrings(documents)}`,
  ],
]);

const read = (path: string) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
};
for (const [path, text] of files) {
  if (read(path) === text) continue;
  if (process.argv.includes('--check')) {
    console.error(`${path} is not what schema.graphql and web/gql say; run: npm run codegen`);
    process.exitCode = 1;
  } else {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
