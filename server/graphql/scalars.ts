// The scalars of the contract. They only ask for text: what the text means is read by the domain, which lists every fault of
// an input at once and names the remedy.

import { GraphQLError, GraphQLScalarType, Kind, print } from 'graphql';

const scalar = (name: string, example: string) => {
  const asText = (value: unknown): string => {
    if (typeof value === 'string') return value;
    throw new GraphQLError(`${name} must be written as text, such as "${example}"`);
  };
  return new GraphQLScalarType<string, string>({
    name,
    serialize: asText,
    parseValue: asText,
    parseLiteral: (node) => {
      if (node.kind === Kind.STRING) return node.value;
      throw new GraphQLError(`${name} must be written as text, such as "${example}", not ${print(node)}`, {
        nodes: [node],
      });
    },
  });
};

export const scalars = {
  EDTF: scalar('EDTF', '2021-11'),
  Date: scalar('Date', '2021-11-18'),
  DateTime: scalar('DateTime', '2026-01-31T12:00:00Z'),
  URL: scalar('URL', 'https://example.org/page'),
};
