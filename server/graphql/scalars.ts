// The scalars of the contract. They only ask for text: what the text means is read by the domain, which lists every fault of
// an input at once and names the remedy.

import type { GraphQLScalarType, ValueNode } from 'graphql';
import { GraphQLError, Kind, print } from 'graphql';

const EXAMPLES = {
  EDTF: '2021-11',
  Date: '2021-11-18',
  DateTime: '2026-01-31T12:00:00Z',
  URL: 'https://example.org/page',
};
export const SCALARS = Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[];

/** The contract names and describes the scalar; what it does with values is told here. */
export function readAsText(scalar: GraphQLScalarType, name: keyof typeof EXAMPLES): void {
  const wanted = `${name} must be written as text, such as "${EXAMPLES[name]}"`;
  const asText = (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new GraphQLError(wanted);
  };
  scalar.serialize = asText;
  scalar.parseValue = asText;
  scalar.parseLiteral = (node: ValueNode) => {
    if (node.kind === Kind.STRING) return node.value;
    throw new GraphQLError(`${wanted}, not ${print(node)}`, { nodes: [node] });
  };
}
