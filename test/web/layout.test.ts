// The layout in a real browser: parts that are not connected stand side by side, and every name can be read.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { importRows } from '../../server/services/transfer/import.ts';
import type { Store } from '../../server/store/store.ts';
import { browserMissing } from '../support/browser.ts';
import { type Box, type Picture, pictureOf } from '../support/canvas.ts';
import { requires } from '../support/requirements.ts';
import { openSite, type Site } from '../support/site.ts';

const withBrowser = await requires('a browser', browserMissing);

/** Height of the letters of a name, in pixels of the page at zoom 1; smaller than 9 they are no pleasure to read. */
const LETTERS = 12;
const READABLE = 9;

withBrowser('a network of five stars', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(importFiveStars);
  });
  afterAll(() => site?.close());

  test('stands side by side with all 25 names readable', async () => {
    await site.read('/', async (page) => {
      const picture = await pictureOf(page);
      expect(picture.nodes).toHaveLength(25);
      expectReadable(picture);
      const boxes = ['a', 'b', 'c', 'd', 'e'].map((star) =>
        around(
          picture.nodes.filter(({ id }) => id.startsWith(`act_${star}`)).flatMap(({ body, name }) => [body, name]),
        ),
      );
      // Each star is a good part of the window, and none lies within another.
      for (const { x1, y1, x2, y2 } of boxes) expect((x2 - x1) * (y2 - y1)).toBeGreaterThan(0.05 * areaOf(picture));
      for (const [index, one] of boxes.entries())
        for (const other of boxes.slice(index + 1)) expect(share(one, other)).toBeLessThan(0.2);
    });
  });
});

withBrowser('the example set', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site?.close());

  test.each(['/', '/?stances=opposes', '/?stances=neutral', '/?targetKinds=actor,topic', '/?open=act_russia'])(
    'is readable at %s',
    async (address) => {
      await site.read(address, async (page) => expectReadable(await pictureOf(page)));
    },
  );

  test('is readable once filters have cut it into parts, where it stood and arranged anew', async () => {
    await site.read('/', async (page) => {
      const whole = await pictureOf(page);
      await page.getByRole('button', { name: 'Legend and switches' }).click();
      for (const stance of ['supports', 'neutral', 'mixed']) {
        await page.getByRole('button', { name: new RegExp(`^${stance}`) }).click();
        await page.waitForURL(/stances=/);
      }
      await page.waitForURL(/stances=opposes/);
      const cut = await pictureOf(page);
      expect(cut.nodes.length).toBeLessThan(whole.nodes.length);
      for (const { id, position } of cut.nodes)
        expect(position).toEqual(whole.nodes.find((node) => node.id === id)?.position);
      await page.getByRole('button', { name: 'Hide legend' }).click();
      await page.getByRole('button', { name: 'Arrange anew' }).click();
      expectReadable(await pictureOf(page));
    });
  });

  test('gets topics and events near what they belong to, with nothing moved and no name covered', async () => {
    await site.read('/', async (page) => {
      const before = await pictureOf(page);
      await page.getByRole('button', { name: 'Legend and switches' }).click();
      await page.getByRole('button', { name: 'topics' }).click();
      await page.waitForURL(/targetKinds=/);
      await page.getByRole('button', { name: 'Hide legend' }).click();
      await expect.poll(async () => (await pictureOf(page)).nodes.length).toBeGreaterThan(before.nodes.length + 10);
      const after = await pictureOf(page);
      for (const { id, position } of before.nodes)
        expect(after.nodes.find((node) => node.id === id)?.position).toEqual(position);
      expect(covered(after)).toEqual([]);
      expect(after.zoom).toBeGreaterThan(0.6 * before.zoom);
      // No edge to a topic is longer than half of the network as it was.
      const drawn = around(before.nodes.map(({ position: { x, y } }) => ({ x1: x, y1: y, x2: x, y2: y })));
      const half = Math.hypot(drawn.x2 - drawn.x1, drawn.y2 - drawn.y1) / 2;
      const nearest = new Map<string, number>();
      for (const { id } of after.edges) {
        const [speaker, target] = id.split('~').map((end) => after.nodes.find((node) => node.id === end));
        if (!speaker || !target?.id.startsWith('top_')) continue;
        const far = Math.hypot(speaker.position.x - target.position.x, speaker.position.y - target.position.y);
        nearest.set(target.id, Math.min(nearest.get(target.id) ?? Infinity, far));
      }
      expect(nearest.size).toBeGreaterThan(10);
      expect(Math.max(...nearest.values())).toBeLessThan(half);
    });
  });
});

/** In the window, beside the controls and the legend; no name on another name or another node; large enough. */
function expectReadable(picture: Picture): void {
  const { nodes, width, height, zoom } = picture;
  for (const { name, body } of nodes) {
    const { x1, y1, x2, y2 } = around([name, body]);
    expect([x1 >= 0, y1 >= 44, x2 <= width, y2 <= height]).toEqual([true, true, true, true]);
  }
  expect(covered(picture)).toEqual([]);
  expect(LETTERS * zoom).toBeGreaterThanOrEqual(READABLE);
}

/** Pairs of nodes of which one lies on the other's name, by more than the soft edge of its letters. */
function covered({ nodes }: Picture): string[] {
  const on = (one: Box, other: Box) =>
    one.x1 < other.x2 - 2 && other.x1 < one.x2 - 2 && one.y1 < other.y2 - 2 && other.y1 < one.y2 - 2;
  return nodes.flatMap((one, index) =>
    nodes
      .slice(index + 1)
      .filter((other) => on(one.name, other.name) || on(one.name, other.body) || on(one.body, other.name))
      .map((other) => `${one.label} / ${other.label}`),
  );
}

const around = (boxes: readonly Box[]): Box => ({
  x1: Math.min(...boxes.map(({ x1 }) => x1)),
  y1: Math.min(...boxes.map(({ y1 }) => y1)),
  x2: Math.max(...boxes.map(({ x2 }) => x2)),
  y2: Math.max(...boxes.map(({ y2 }) => y2)),
});

const areaOf = ({ width, height }: Picture) => width * height;

/** The share of a box that lies on another. */
function share(one: Box, other: Box): number {
  const width = Math.min(one.x2, other.x2) - Math.max(one.x1, other.x1);
  const height = Math.min(one.y2, other.y2) - Math.max(one.y1, other.y1);
  return (Math.max(0, width) * Math.max(0, height)) / ((one.x2 - one.x1) * (one.y2 - one.y1));
}

/** Five times four people who praise one. */
async function importFiveStars(store: Store): Promise<void> {
  const stars = ['a', 'b', 'c', 'd', 'e'];
  const people = [0, 1, 2, 3, 4];
  const praise = (star: string, n: number) => `Person ${star}-${n} praised person ${star}-0.`;
  const values = [
    ...stars.flatMap((star) =>
      people.map((n) => ({ record: 'actor', id: `act_${star}-${n}`, kind: 'PERSON', name: `Person ${star}-${n}` })),
    ),
    {
      record: 'source',
      id: 'src_stars',
      kind: 'ARTICLE',
      title: 'Stars',
      text: stars.flatMap((star) => people.slice(1).map((n) => praise(star, n))).join(' '),
    },
    ...stars.flatMap((star) =>
      people.slice(1).map((n) => ({
        record: 'claim',
        id: `clm_${star}-${n}`,
        speakers: [`act_${star}-${n}`],
        proposition: praise(star, n),
        saidOn: '2024-05-01',
        targets: [{ target: `act_${star}-0`, stance: 'SUPPORTS' }],
        quotes: [{ source: 'src_stars', exact: praise(star, n) }],
        status: 'ACCEPTED',
      })),
    ),
  ];
  const rows = values.map((value, index) => ({
    file: 'stars',
    line: index + 1,
    value,
    fault: null,
    length: JSON.stringify(value).length,
  }));
  const when = { author: 'test', time: '2026-01-01T00:00:00.000Z', name: 'stars', reason: null };
  await importRows(store, rows, { ...when, keepStatus: true, dryRun: false });
}
