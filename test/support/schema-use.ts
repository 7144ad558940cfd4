// Which arguments, input fields and enum values of the contract some questions used, and which there are: so that a test can
// tell what nobody asks for.

import type { GraphQLInputType, GraphQLSchema } from 'graphql';
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { Sent } from './known-world.ts';

/** As `ClaimFilter.text`, `Query.paths(exclude)` and `Stance.MIXED`; enum values that can be sent only. */
export function inputsOf(schema: GraphQLSchema): string[] {
  const found: string[] = [];
  const enums = new Set<string>();
  const note = (type: GraphQLInputType) => {
    const named = getNamedType(type);
    if (!isEnumType(named) || enums.has(named.name)) return;
    enums.add(named.name);
    for (const { name } of named.getValues()) found.push(`${named.name}.${name}`);
  };
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isInputObjectType(type))
      for (const field of Object.values(type.getFields())) {
        found.push(`${type.name}.${field.name}`);
        note(field.type);
      }
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields()))
        for (const argument of field.args) {
          found.push(`${type.name}.${field.name}(${argument.name})`);
          note(argument.type);
        }
  }
  return found.toSorted();
}

export function usedIn(schema: GraphQLSchema, sent: readonly Sent[]): Set<string> {
  const used = new Set<string>();
  for (const { query, variables } of sent) {
    const info = new TypeInfo(schema);
    visit(
      parse(query),
      visitWithTypeInfo(info, {
        Argument(node) {
          const { value } = node;
          if (value.kind === 'Variable' && variables[value.name.value] === undefined) return;
          used.add(`${info.getParentType()?.name}.${info.getFieldDef()?.name}(${node.name.value})`);
        },
        ObjectField(node) {
          const type = getNamedType(info.getParentInputType() ?? undefined);
          if (type) used.add(`${type.name}.${node.name.value}`);
        },
        EnumValue(node) {
          const type = getNamedType(info.getInputType() ?? undefined);
          if (type) used.add(`${type.name}.${node.value}`);
        },
        Variable(node) {
          const type = info.getInputType();
          if (type) noteValue(type, variables[node.name.value], used);
        },
      }),
    );
  }
  return used;
}

function noteValue(type: GraphQLInputType, value: unknown, used: Set<string>): void {
  if (value === undefined || value === null) return;
  const bare = getNullableType(type);
  if (isListType(bare)) {
    for (const one of Array.isArray(value) ? value : [value]) noteValue(bare.ofType, one, used);
  } else if (isInputObjectType(bare)) {
    for (const [name, given] of Object.entries(value)) {
      used.add(`${bare.name}.${name}`);
      const field = bare.getFields()[name];
      if (field) noteValue(field.type, given, used);
    }
  } else if (isEnumType(bare)) used.add(`${bare.name}.${value}`);
}
