import { setTimeout } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createTurns } from '../../server/services/turns.ts';

describe('taking turns', () => {
  test('work with one key is done one after the other, in order of coming', async () => {
    const turns = createTurns();
    const log: string[] = [];
    const work = (name: string, ms: number) => async () => {
      log.push(`${name} begins`);
      await setTimeout(ms);
      log.push(`${name} ends`);
    };
    await Promise.all([
      turns.take(['k'], work('a', 20)),
      turns.take(['k'], work('b', 1)),
      turns.take(['k'], work('c', 5)),
    ]);
    expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  test('work without a shared key does not wait', async () => {
    const turns = createTurns();
    const order: string[] = [];
    await Promise.all([
      turns.take(['slow'], () => setTimeout(30).then(() => order.push('slow'))),
      turns.take(['quick'], async () => order.push('quick')),
    ]);
    expect(order).toEqual(['quick', 'slow']);
  });

  test('several keys in any order never wait for each other in a circle', async () => {
    const turns = createTurns();
    let running = 0;
    const work = async () => {
      expect(++running).toBe(1);
      await setTimeout(1);
      running--;
    };
    const pairs = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? ['a', 'b'] : ['b', 'a']));
    await Promise.all(pairs.map((keys) => turns.take(keys, work)));
  });

  test('a failure reaches who asked, and lets the next one begin', async () => {
    const turns = createTurns();
    const failed = turns.take(['k'], () => Promise.reject(new Error('no')));
    const next = turns.take(['k'], async () => 'done');
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBe('done');
  });
});
