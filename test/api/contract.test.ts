// The schema that is served is schema.graphql and nothing else, and every part of it says what it means.

import { readFileSync } from 'node:fs';
import type { DefinitionNode } from 'graphql';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  print,
  printSchema,
} from 'graphql';
import { expect, test } from 'vitest';
import { CONTRACT, createSchema } from '../../server/graphql/schema.ts';

const file = readFileSync(CONTRACT, 'utf8');
const served = createSchema();

function definitions(text: string): Map<string, string> {
  return new Map(parse(text, { noLocation: true }).definitions.map((node) => [nameOf(node), print(node)]));
}

function nameOf(node: DefinitionNode): string {
  if (!('name' in node) || !node.name) throw new Error(`a definition without a name: ${print(node)}`);
  return node.name.value;
}

test('the printed schema equals the file, definition by definition', () => {
  const inFile = definitions(file);
  const printed = definitions(printSchema(served));
  expect([...printed.keys()].sort()).toEqual([...inFile.keys()].sort());
  for (const [name, text] of inFile) expect(printed.get(name), name).toBe(text);
});

test('the file is laid out as the printer lays it out', () => {
  expect(print(parse(file)).trim()).toBe(file.trim());
});

test('every type, field, argument, input field and enum value has a description', () => {
  const missing: string[] = [];
  const check = (name: string, described: { description?: string | null | undefined }) => {
    if (!described.description?.trim()) missing.push(name);
  };
  let seen = 0;
  for (const type of Object.values(buildSchema(file).getTypeMap())) {
    if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue;
    seen++;
    check(type.name, type);
    if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value);
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field);
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field);
        for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument);
      }
  }
  expect(seen).toBeGreaterThan(100);
  expect(missing).toEqual([]);
});

test('every question, mutation and stream has a resolver', () => {
  for (const type of [served.getQueryType(), served.getMutationType(), served.getSubscriptionType()])
    for (const field of Object.values(type?.getFields() ?? {}))
      expect(field.resolve ?? field.subscribe, `${type?.name}.${field.name}`).toBeTypeOf('function');
  expect(Object.keys(served.getQueryType()?.getFields() ?? {}).length).toBeGreaterThan(25);
});

test('own scalars say where they are specified', () => {
  for (const name of ['EDTF', 'Date', 'DateTime', 'URL'])
    expect(served.getType(name)).toHaveProperty('specifiedByURL', expect.stringMatching(/^https:/));
});
