// How much a first visit loads: what index.html asks for at once, the canvas when it is drawn, and its worker.

import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';

const KB = 1000;
const folder = inject('pageBuild');
const read = (name: string) => readFileSync(join(folder, name));
const zipped = (names: Iterable<string>) =>
  [...names].reduce((sum, name) => sum + gzipSync(read(name), { level: 9 }).length, 0);

/** A script with everything that it imports without waiting to be asked. */
function withImports(name: string, seen: Set<string>): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const [, other = ''] of read(name)
    .toString()
    .matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    withImports(`assets/${basename(other)}`, seen);
  return seen;
}

const page = read('index.html').toString();
const asked = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, name = '']) => name);
const shell = asked.reduce(
  (seen, name) => (name.endsWith('.js') ? withImports(name, seen) : seen.add(name)),
  new Set<string>(),
);
const one = (pattern: string) => {
  const names = globSync(pattern, { cwd: folder });
  expect(names).toHaveLength(1);
  return names[0] ?? '';
};

test('the shell is at most 260 kB', () => {
  expect(asked.length).toBeGreaterThan(1);
  expect(zipped(shell)).toBeLessThanOrEqual(260 * KB);
});

test('the canvas is not in the shell, and at most 190 kB', () => {
  const canvas = one('assets/canvas-*.js');
  expect(shell.has(canvas)).toBe(false);
  const more = [...withImports(canvas, new Set())].filter((name) => !shell.has(name));
  expect(zipped(more)).toBeLessThanOrEqual(190 * KB);
});

test('each worker is at most 90 kB as it is', () => {
  const workers = globSync('assets/{organic,worker}*.js', { cwd: folder });
  expect(workers.length).toBeGreaterThan(0);
  for (const worker of workers) expect(read(worker).length).toBeLessThanOrEqual(90 * KB);
});

test('nothing is fetched from elsewhere', () => {
  const texts = [page, ...[...shell].map((name) => read(name).toString())].join('\n');
  expect(texts.match(/(?:src|href|url\()\s*=?\s*["']?https?:\/\/[^"')\s]+/g) ?? []).toEqual([]);
});
