// The table of kinds agrees with itself, with the contract and with what the records of each kind refer to.

import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType, isInterfaceType, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { idProblem, kindOf, newId } from '../../server/domain/ids.ts';
import { specOf } from '../../server/domain/kinds.ts';
import type { RecordKind } from '../../server/domain/record-kinds.ts';
import {
  JUDGED_KINDS,
  KIND_FACTS,
  KIND_ORDER,
  RECORD_KINDS,
  SEARCHED_KINDS,
  TARGET_KINDS,
  TRANSFERRED_KINDS,
  typeName,
} from '../../server/domain/record-kinds.ts';
import type { AnyRecord } from '../../server/domain/records.ts';
import { actor, batch, claim, event, judgement, source, topic, view } from '../fixtures/records.ts';

const RECORDS: Record<RecordKind, () => AnyRecord> = { actor, batch, claim, event, judgement, source, topic, view };
const contract = buildSchema(readFileSync('schema.graphql', 'utf8'));
const fieldsOf = (name: string) => {
  const type = contract.getType(name);
  return isObjectType(type) ? Object.keys(type.getFields()) : [];
};

test('prefixes, codes, plurals and ranks in the order are of one kind each', () => {
  for (const fact of ['prefix', 'code', 'plural', 'order'] as const)
    expect(new Set(RECORD_KINDS.map((kind) => KIND_FACTS[kind][fact])).size, fact).toBe(RECORD_KINDS.length);
});

test('codes stay what they are in files that were written', () => {
  expect(RECORD_KINDS.toSorted((a, b) => KIND_FACTS[a].code - KIND_FACTS[b].code).slice(0, 8)).toEqual([
    'actor',
    'event',
    'topic',
    'source',
    'claim',
    'judgement',
    'view',
    'batch',
  ]);
});

test('what can be done with a kind', () => {
  expect(TARGET_KINDS).toEqual(['actor', 'event', 'topic', 'claim']);
  expect(JUDGED_KINDS).toEqual(['actor', 'event', 'topic']);
  expect(SEARCHED_KINDS).toEqual(['actor', 'event', 'topic', 'source', 'claim']);
  expect(TRANSFERRED_KINDS).toEqual(['actor', 'topic', 'source', 'event', 'claim', 'judgement', 'view']);
  expect(KIND_ORDER).toEqual(['batch', ...TRANSFERRED_KINDS]);
});

describe.each(RECORD_KINDS)('%s', (kind) => {
  test('has ids of its own, and a spec that says so', () => {
    expect(KIND_FACTS[kind].prefix).toMatch(/^[a-z]{3}$/);
    expect(kindOf(newId(kind))).toBe(kind);
    expect(idProblem(newId(kind), [kind])).toBeNull();
    expect(specOf(kind).kind).toBe(kind);
  });

  test('is in the contract: a type, its name among the kinds, and the number of its records', () => {
    const node = contract.getType('Node');
    const names = contract.getType('RecordKind');
    if (!isInterfaceType(node) || !isEnumType(names)) throw new Error('the contract has no kinds');
    expect(contract.getPossibleTypes(node).map(({ name }) => name)).toContain(typeName(kind));
    expect(names.getValue(kind.toUpperCase())).toBeDefined();
    expect(fieldsOf('Stats')).toContain(KIND_FACTS[kind].plural);
    expect(fieldsOf('Query')).toContain(KIND_FACTS[kind].plural);
  });

  test('comes after what it refers to, other records of its kind aside', () => {
    for (const ref of specOf(kind).refs(RECORDS[kind]()))
      for (const other of ref.kinds)
        if (other !== kind)
          expect(KIND_FACTS[other].order, `${ref.path.join(' ')} of ${kind}`).toBeLessThan(KIND_FACTS[kind].order);
  });
});
