import { expect, test } from 'vitest';
import { prefetch } from '../../server/domain/prefetch.ts';

test('gives every item in order, and asks for the next one before it is wanted', async () => {
  const asked: number[] = [];
  async function* items() {
    for (let item = 0; item < 3; item++) {
      asked.push(item);
      yield item;
    }
  }
  const seen: number[] = [];
  for await (const item of prefetch(items())) {
    if (item === 0) await expect.poll(() => asked).toEqual([0, 1]);
    seen.push(item);
  }
  expect(seen).toEqual([0, 1, 2]);
  expect(await Array.fromAsync(prefetch([4, 5]))).toEqual([4, 5]);
});

test('a failure is told in its turn, after what came before it', async () => {
  async function* items() {
    yield 'first';
    throw new Error('the file ended');
  }
  const seen: string[] = [];
  const reading = async () => {
    for await (const item of prefetch(items())) seen.push(item);
  };
  await expect(reading()).rejects.toThrow('the file ended');
  expect(seen).toEqual(['first']);
});

test('whoever stops early does not wait for a giver that stays silent', async () => {
  async function* items() {
    yield 'first';
    await new Promise(() => {});
  }
  for await (const item of prefetch(items())) {
    expect(item).toBe('first');
    break;
  }
});
