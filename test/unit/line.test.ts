// What must stand alone waits for all before it and holds up all after it; what failed ends the line.

import { expect, test } from 'vitest';
import { Line } from '../../server/store/neo4j/line.ts';

/** Says when each began, and ends them when told. */
function works() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((resolve) => ends.set(name, resolve));
  };
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('sends without waiting, but for what stands alone', async () => {
  const { begun, work, end } = works();
  const line = new Line();
  line.send(work('a'));
  line.send(work('b'));
  line.sendAlone(work('alone'));
  line.send(work('c'));
  await settled();
  expect(begun).toEqual(['a', 'b']);
  end('b');
  await settled();
  expect(begun).toEqual(['a', 'b']);
  end('a');
  await settled();
  expect(begun).toEqual(['a', 'b', 'alone']);
  end('alone');
  await settled();
  expect(begun).toEqual(['a', 'b', 'alone', 'c']);
});

test('does nothing more once something failed, and tells the first failure', async () => {
  const { begun, work } = works();
  const line = new Line();
  line.send(() => Promise.reject(new Error('first')));
  const alone = line.sendAlone(work('alone'));
  const after = line.send(work('after'));
  await expect(alone).rejects.toThrow('first');
  await expect(after).rejects.toThrow('first');
  await expect(line.all()).rejects.toThrow('first');
  await line.quiet();
  expect(begun).toEqual([]);
});
