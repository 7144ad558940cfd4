// What one operation may ask for. Its shape is limited before anything runs; how many nodes it can reach is counted as GitHub
// counts them, from `first` and `last` alone, so that a client can reckon beforehand. Every refusal says which limit was met
// and how to stay under it.

import type {
  ASTVisitor,
  DocumentNode,
  FieldNode,
  FragmentDefinitionNode,
  GraphQLSchema,
  OperationDefinitionNode,
  SelectionSetNode,
  ValidationContext,
  ValueNode,
} from 'graphql';
import { GraphQLError, getNamedType, isCompositeType, isInterfaceType, isObjectType, Kind } from 'graphql';

export const LIMITS = {
  /** Nodes that the whole operation can reach. */
  nodes: 20_000,
  depth: 12,
  tokens: 2_000,
  /** Characters of the query. */
  length: 20_000,
  aliases: 60,
  rootFields: 50,
  directives: 50,
  /** Fields with every fragment written out. */
  fields: 2_000,
} as const;

export function limitError(problem: string, remedy: string, nodes?: readonly FieldNode[]): GraphQLError {
  return new GraphQLError(`${problem}: ${remedy}`, {
    ...(nodes && { nodes }),
    extensions: { code: 'LIMIT', http: { spec: true, status: 400 } },
  });
}

interface Shape {
  depth: number;
  aliases: number;
  directives: number;
  fields: number;
}

/** The shape of every operation, with each fragment counted wherever it is spread. */
export function LimitsRule(context: ValidationContext): ASTVisitor {
  const fragments = new Map<string, Shape>();
  const open = new Set<string>();

  const shapeOf = (set: SelectionSetNode | undefined): Shape => {
    const shape: Shape = { depth: 0, aliases: 0, directives: 0, fields: 0 };
    const add = (part: Shape, deeper: number) => {
      shape.depth = Math.max(shape.depth, part.depth + deeper);
      shape.aliases += part.aliases;
      shape.directives += part.directives;
      shape.fields += part.fields;
    };
    for (const selection of set?.selections ?? []) {
      shape.directives += selection.directives?.length ?? 0;
      if (selection.kind === Kind.INLINE_FRAGMENT) add(shapeOf(selection.selectionSet), 0);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) add(fragmentShape(selection.name.value), 0);
      else {
        const inner = shapeOf(selection.selectionSet);
        shape.fields += 1;
        shape.aliases += selection.alias ? 1 : 0;
        // How deep introspection may go, is a rule of GraphQL's own.
        add(selection.name.value.startsWith('__') ? { ...inner, depth: 0 } : inner, 1);
      }
    }
    return shape;
  };
  const fragmentShape = (name: string): Shape => {
    const known = fragments.get(name);
    if (known) return known;
    // A fragment within itself is refused by another rule.
    if (open.has(name)) return { depth: 0, aliases: 0, directives: 0, fields: 0 };
    open.add(name);
    const shape = shapeOf(context.getFragment(name)?.selectionSet);
    open.delete(name);
    fragments.set(name, shape);
    return shape;
  };
  const check = (is: number, most: number, problem: string, remedy: string) => {
    if (is > most) context.reportError(limitError(`${problem}, and at most ${most} are allowed`, remedy));
  };

  return {
    OperationDefinition(operation) {
      const shape = shapeOf(operation.selectionSet);
      check(
        shape.depth,
        LIMITS.depth,
        `the fields are nested ${shape.depth} deep`,
        'ask for the inner records by id in an operation of their own',
      );
      check(
        shape.aliases,
        LIMITS.aliases,
        `the operation has ${shape.aliases} aliases`,
        'split it into several operations',
      );
      check(
        shape.directives + (operation.directives?.length ?? 0),
        LIMITS.directives,
        `the operation has ${shape.directives} directives`,
        'use fewer of them',
      );
      check(
        shape.fields,
        LIMITS.fields,
        `the operation has ${shape.fields} fields, fragments written out`,
        'split it into several operations',
      );
      const roots = operation.selectionSet.selections.length;
      check(
        roots,
        LIMITS.rootFields,
        `the operation has ${roots} fields at its root`,
        'split it into several operations',
      );
      return false;
    },
  };
}

/** Fields that reach more than one record without being a connection, in nodes. */
const COSTS: Readonly<Record<string, (argument: (name: string) => unknown) => number>> = {
  'Query.nodes': (argument) => lengthOf(argument('ids')),
  'Query.changes': (argument) => numberOf(argument('first'), 100),
  'Query.claimRows': (argument) => Math.ceil(numberOf(argument('first'), DEFAULT_SIZE) / 10),
  'Query.network': (argument) => Math.ceil(numberOf(argument('limit'), 800) / 10),
  'Query.facets': (argument) => numberOf(argument('first'), 10) * (lengthOf(argument('fields')) || 8),
  'Query.histogram': () => 50,
  'Query.coverage': () => 50,
  'Query.paths': () => 500,
};
/** Of these, the ones whose nodes are records that have fields of their own. */
const LISTS = new Set(['Query.nodes', 'Query.changes']);
const DEFAULT_SIZE = 25;

/** How many nodes an operation can reach: the sum over its connections of the product of the sizes on the way down. */
export function countNodes(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const defaults = new Map(
    operation.variableDefinitions?.map(({ variable, defaultValue }) => [variable.name.value, defaultValue]),
  );
  const readValue = (node: ValueNode | undefined): unknown => {
    if (node === undefined) return undefined;
    if (node.kind === Kind.VARIABLE)
      return variables[node.name.value] === undefined
        ? readValue(defaults.get(node.name.value))
        : variables[node.name.value];
    if (node.kind === Kind.INT) return Number(node.value);
    return node.kind === Kind.LIST ? node.values : undefined;
  };

  const count = (set: SelectionSetNode | undefined, typeName: string, times: number): number => {
    const type = schema.getType(typeName);
    let nodes = 0;
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT)
        nodes += count(selection.selectionSet, selection.typeCondition?.name.value ?? typeName, times);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = fragments.get(selection.name.value);
        if (fragment) nodes += count(fragment.selectionSet, fragment.typeCondition.name.value, times);
      } else if (isObjectType(type) || isInterfaceType(type)) {
        const field = type.getFields()[selection.name.value];
        if (!field) continue;
        const inner = getNamedType(field.type);
        if (!isCompositeType(inner)) continue;
        const argument = (name: string) =>
          readValue(selection.arguments?.find((given) => given.name.value === name)?.value);
        const cost = COSTS[`${typeName}.${field.name}`];
        const size = cost
          ? cost(argument)
          : inner.name.endsWith('Connection')
            ? numberOf(argument('first') ?? argument('last'), DEFAULT_SIZE)
            : 0;
        const isList = size > 0 && (!cost || LISTS.has(`${typeName}.${field.name}`));
        nodes += times * size + count(selection.selectionSet, inner.name, isList ? times * size : times);
      }
    }
    return nodes;
  };
  const root = schema.getRootType(operation.operation);
  return root ? count(operation.selectionSet, root.name, 1) : 0;
}

export function nodesError(nodes: number): GraphQLError {
  return limitError(
    `the operation can reach ${nodes} nodes, and at most ${LIMITS.nodes} are allowed`,
    'ask for fewer with `first` or `last` (25 where they are left out) on the outer lists, which multiply the inner ones, and page on',
  );
}

/** Whatever is not a number is refused when the variables are read. */
function numberOf(value: unknown, otherwise: number): number {
  return typeof value === 'number' && Number.isFinite(value) ? Math.max(0, value) : otherwise;
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
