import { expect, test } from 'vitest';
import { conflict, limit, notFound, OnRecordError, unavailable } from '../../server/domain/errors.ts';
import { FaultCollector } from '../../server/domain/faults/fault-collector.ts';
import { shown } from '../support/faults.ts';

test('faults of all parts arrive in one error, each with its path', () => {
  const faults = new FaultCollector();
  faults.throwIfAny();
  faults.add(['name'], { code: 'MISSING' });
  const quote = faults.at(['quotes']).at([2]);
  quote.add(['exact'], { code: 'EMPTY' });
  quote.add([], { code: 'NOT_A_ROW' });
  expect(() => faults.throwIfAny()).toThrow(
    expect.objectContaining({
      code: 'INVALID',
      message: 'name is missing; quotes[2].exact is empty; quotes[2] is not an object; give {"record": "claim", …}',
      faults: [
        { code: 'MISSING', path: ['name'] },
        { code: 'EMPTY', path: ['quotes', 2, 'exact'] },
        { code: 'NOT_A_ROW', path: ['quotes', 2] },
      ],
    }),
  );
  expect(() => faults.throwIfAny('CONFLICT')).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
});

test('a fault knows its change and its row, and is shown by them', () => {
  const faults = new FaultCollector();
  faults.add(['targets', 0, 'target'], { code: 'MISSING' }, 3);
  faults.add([], { code: 'COMES_TWICE', record: 'act_a' }, 12);
  faults.inRow({ file: 'claims.jsonl', line: 7 }).add(['saidOn'], { code: 'NOT_ONE_DAY' });
  faults.inRow({ file: 'claims.jsonl', line: 8 }).add([], { code: 'NOT_UTF8' });
  expect(shown(faults.list).map(({ field }) => field)).toEqual([
    '[3].targets[0].target',
    '[12]',
    'claims.jsonl:7: saidOn',
    'claims.jsonl:8:',
  ]);
});

test('a name of a field that somebody sent is shown with escapes, and not at length', () => {
  const faults = new FaultCollector();
  faults.add(['a\u202eb'], { code: 'MISSING' });
  expect(shown(faults.list)[0]?.field).toBe('"a\\u{202E}b"');
});

test('a flood of faults is cut, and counted', () => {
  const faults = new FaultCollector();
  for (let index = 0; index < 5_000; index++) faults.at(['names']).add([index], { code: 'EMPTY' });
  expect(faults.list).toHaveLength(1_001);
  expect(shown(faults.list).at(-1)).toEqual({ field: '', problem: 'and 4000 more faults; mend these first' });
  expect(new OnRecordError('INVALID', faults.list).message.length).toBeLessThan(300);
});

test('every kind has its code, says the remedy, and keeps its cause', () => {
  const cause = new Error('socket');
  const errors = [
    notFound(['id'], 'claim', 'clm_x'),
    conflict(['idempotencyKey'], { code: 'KEY_ANSWERED' }),
    limit(['first'], { code: 'TOO_MANY_AT_ONCE', count: 150, most: 100 }),
    unavailable('the store does not answer', cause),
    new OnRecordError('INVALID', [{ code: 'MISSING', path: ['id'] }], { cause }),
  ];
  expect(errors.map((error) => error.code)).toEqual(['NOT_FOUND', 'CONFLICT', 'LIMIT', 'UNAVAILABLE', 'INVALID']);
  expect(errors.every((error) => error instanceof OnRecordError && error instanceof Error)).toBe(true);
  expect(errors.map((error) => error.message)).toEqual([
    'does not exist: claim clm_x',
    'idempotencyKey was answered already',
    'has 150 entries, and 100 are the most at once: send the rest in further requests',
    'the store does not answer; try again in a moment',
    'id is missing',
  ]);
  expect(errors[3]?.cause).toBe(cause);
  expect(errors[4]?.cause).toBe(cause);
  expect(errors[4]?.stack).toMatch(/^(OnRecord)?Error/);
});
