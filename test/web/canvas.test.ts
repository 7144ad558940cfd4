// The picture of the network in a real browser, by its pixels: what stands there after somebody did something is what a
// reader sees who opens the same address anew, and what is selected looks selected.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import type { Box, DrawnEdge, Picture } from '../support/canvas.ts';
import { differing, middleOf, moveLike, pictureOf, pressAt } from '../support/canvas.ts';
import { requires } from '../support/requirements.ts';
import { openSite, type ReadOptions, type Site } from '../support/site.ts';

const withBrowser = await requires('a browser', browserMissing);

const CANVAS = { name: 'Network of who speaks about whom' };

withBrowser('the canvas', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site?.close());

  /**
   * Opens the address of a page anew and moves its nodes to the same positions. Says which names are drawn otherwise there,
   * and which share of all pixels.
   */
  async function otherwiseAnew(page: Page, options: ReadOptions = {}): Promise<{ names: string[]; pixels: number }> {
    const here = await pictureOf(page);
    const found = { names: [] as string[], pixels: 1 };
    await site.read(
      page.url().slice(site.url.length),
      async (anew) => {
        await pictureOf(anew);
        await moveLike(anew, here);
        const there = await pictureOf(anew);
        expect(idsOf(there.nodes)).toEqual(idsOf(here.nodes));
        expect(idsOf(there.edges)).toEqual(idsOf(here.edges));
        const whole = { x1: 0, y1: 0, x2: here.width, y2: here.height };
        const boxes = [whole, ...there.nodes.map(({ name }) => name)];
        const [pixels = 1, ...names] = await differing(anew, here, there, boxes);
        found.pixels = pixels;
        found.names = there.nodes.filter((_node, index) => (names[index] ?? 1) > 0.02).map(({ label }) => label);
      },
      options,
    );
    return found;
  }

  async function expectSameAnew(page: Page, options: ReadOptions = {}): Promise<void> {
    const { names, pixels } = await otherwiseAnew(page, options);
    expect(names).toEqual([]);
    expect(pixels).toBeLessThan(0.002);
  }

  test('after a search is what the same address gives, in names that gained "+n more" too', async () => {
    await site.read('/', async (page) => {
      await pictureOf(page);
      await page.getByRole('combobox', { name: /search/i }).fill('Russia');
      await page
        .getByRole('option', { name: /^Russia/ })
        .first()
        .waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(/open=act_russia/);
      const { nodes } = await pictureOf(page);
      expect(nodes.filter(({ label }) => label.endsWith(' more')).length).toBeGreaterThan(5);
      await expectSameAnew(page);
    });
  });

  test('after filters, a window of another size and another theme is what the same address gives', async () => {
    await site.read(
      '/?open=act_russia&sel=act_russia~act_nato',
      async (page) => {
        await pictureOf(page);
        await page.getByRole('button', { name: 'Legend and switches' }).click();
        await page.getByRole('button', { name: /^neutral/ }).click();
        await page.waitForURL(/stances=/);
        await pictureOf(page);
        await page.getByRole('button', { name: 'topics' }).click();
        await page.waitForURL(/targetKinds=/);
        await pictureOf(page);
        await page.getByRole('button', { name: 'Hide legend' }).click();
        await page.getByRole('button', { name: 'Remove around Russia' }).click();
        await page.waitForURL((url) => !url.searchParams.has('open'));
        await pictureOf(page);
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.emulateMedia({ colorScheme: 'dark' });
        await expectSameAnew(page, { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' });
      },
      { colorScheme: 'light' },
    );
  });

  test.each(['light', 'dark'] as const)(
    'shows what is selected, by a press, by keys and by its address: %s',
    async (colorScheme) => {
      let before: Picture | undefined;
      let edge: DrawnEdge | undefined;
      await site.read(
        '/',
        async (page) => {
          before = await pictureOf(page);
          const node = of(before.nodes, 'act_nato');
          edge = lonelyEdge(before);
          const changed = async (boxes: Box[]) => differing(page, before as Picture, await pictureOf(page), boxes);

          // The arrow and E of the keyboard, and the ring around the canvas that says where the keys go.
          const canvas = page.getByRole('application', CANVAS);
          await page.getByRole('button', { name: '+ filter' }).focus();
          const outline = () => canvas.evaluate((element) => getComputedStyle(element).outlineStyle);
          expect(await outline()).toBe('none');
          while (!(await canvas.evaluate((element) => element === document.activeElement)))
            await page.keyboard.press('Tab');
          expect(await outline()).toBe('solid');
          await page.keyboard.press('ArrowRight');
          await page.waitForURL(/sel=/);
          const walked = of(before.nodes, new URL(page.url()).searchParams.get('sel') ?? '');
          expect(await changed([inside(walked.body)])).toEqual([expect.toSatisfy((share: number) => share > 0.9)]);
          await page.keyboard.press('Escape');
          await page.waitForURL((url) => !url.searchParams.has('sel'));
          expect(await changed([inside(walked.body)])).toEqual([0]);

          await pressAt(page, middleOf(node.body));
          await page.waitForURL(/sel=act_nato$/);
          await page.mouse.move(0, 0);
          expect((await changed([inside(node.body)]))[0]).toBeGreaterThan(0.9);

          await pressAt(page, edge.middle);
          await page.waitForURL((url) => url.searchParams.get('sel') === edge?.id);
          await page.mouse.move(0, 0);
          const [pressed = 1, around = 0] = await changed([inside(node.body), near(edge)]);
          expect(pressed).toBe(0);
          expect(around).toBeGreaterThan(0.3);
        },
        { colorScheme },
      );
      await site.read(
        `/?sel=${edge?.id}`,
        async (page) => {
          const opened = await pictureOf(page);
          const [around = 0] = await differing(page, before as Picture, opened, [near(edge as DrawnEdge)]);
          expect(around).toBeGreaterThan(0.3);
        },
        { colorScheme },
      );
      await site.read(
        '/?sel=act_nato',
        async (page) => {
          const opened = await pictureOf(page);
          const [chosen = 0] = await differing(page, before as Picture, opened, [
            inside(of(opened.nodes, 'act_nato').body),
          ]);
          expect(chosen).toBeGreaterThan(0.9);
        },
        { colorScheme },
      );
    },
  );
});

const idsOf = (elements: readonly { id: string }[]) => elements.map(({ id }) => id).sort();

function of<Item extends { id: string }>(items: readonly Item[], id: string): Item {
  const found = items.find((item) => item.id === id);
  if (found === undefined) throw new Error(`${id} is not drawn`);
  return found;
}

/** The middle third of a box. */
const inside = ({ x1, y1, x2, y2 }: Box): Box => ({
  x1: x1 + (x2 - x1) / 3,
  y1: y1 + (y2 - y1) / 3,
  x2: x2 - (x2 - x1) / 3,
  y2: y2 - (y2 - y1) / 3,
});

/** A little around the middle of an edge. */
const near = ({ middle: { x, y } }: DrawnEdge): Box => ({ x1: x - 4, y1: y - 4, x2: x + 4, y2: y + 4 });

/** The edge whose middle is farthest from every node and from the middle of every other edge. */
function lonelyEdge({ nodes, edges }: Picture): DrawnEdge {
  const room = (edge: DrawnEdge) =>
    Math.min(
      ...nodes.map(({ body }) => middleOf(body)).map(({ x, y }) => Math.hypot(x - edge.middle.x, y - edge.middle.y)),
      ...edges
        .filter(({ id }) => id !== edge.id)
        .map(({ middle }) => Math.hypot(middle.x - edge.middle.x, middle.y - edge.middle.y)),
    );
  const [first] = [...edges].sort((a, b) => room(b) - room(a));
  if (first === undefined) throw new Error('there is no edge');
  return first;
}
