// The explorer in a real browser: what it says is what the API says, everything is in the address, and Back undoes a step.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { requires } from '../support/requirements.ts';
import { openSite, type Site } from '../support/site.ts';

const withBrowser = await requires('a browser', browserMissing);

interface Totals {
  network: { totalNodes: number; totalEdges: number; totalClaims: number };
}
const TOTALS = `query ($filter: ClaimFilter) { network(filter: $filter, limit: 1) { totalNodes totalEdges totalClaims } }`;

const truth = (page: Page) => page.getByTestId('truth');
const chip = (page: Page, words: string) => page.getByRole('group', { name: 'Filters' }).getByText(words);
const settled = (page: Page) =>
  page.waitForFunction(() => document.querySelector('[aria-busy="false"] canvas, [aria-busy="false"] table'));
const search = (page: Page) => new URL(page.url()).searchParams;

withBrowser('the explorer', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site?.close());

  const totals = async (filter: object = {}) => (await site.ask<Totals>(TOTALS, { filter })).network;

  test('says how much of the whole it shows, as the API counts it', async () => {
    const { totalNodes, totalClaims } = await totals();
    await site.read('/', async (page) => {
      await settled(page);
      const text = await truth(page).textContent();
      expect(text).toContain(`${totalNodes} of ${totalNodes} actors`);
      expect(text).toContain(`${totalClaims} of ${totalClaims} claims`);
      expect(await page.title()).toBe('On Record');
    });
  });

  test('around an actor says how much is left out, and the claims are counted without doubles', async () => {
    const all = await totals();
    const { network } = await site.ask<{
      network: { nodes: { id: string }[]; edges: { speaker: string; target: string }[] };
    }>('{ network { nodes { id: recordId } edges { speaker target } } }');
    const near = new Set(['act_russia']);
    for (const { speaker, target } of network.edges) {
      if (speaker === 'act_russia') near.add(target);
      if (target === 'act_russia') near.add(speaker);
    }
    const part = await totals({ between: [...near] });
    expect(near.size).toBeLessThan(all.totalNodes);
    await site.read('/?open=act_russia', async (page) => {
      await settled(page);
      await page.waitForFunction(
        (text) => document.querySelector('[data-testid=truth]')?.textContent?.includes(text),
        `${part.totalClaims} of`,
      );
      expect(await truth(page).textContent()).toContain(`${near.size} of ${all.totalNodes} actors`);
      expect(await truth(page).textContent()).toContain(`${part.totalClaims} of ${all.totalClaims} claims`);
      await chip(page, 'Russia').waitFor();
    });
  });

  test('beside the network, claims without a date are named only where they count', async () => {
    const { coverage } = await site.ask<{ coverage: { undated: number } }>('{ coverage { undated } }');
    expect(coverage.undated).toBeGreaterThan(0);
    const sums = (page: Page) => page.getByRole('complementary', { name: 'Evidence' }).getByText('each quoted from');
    await site.read('/', async (page) => {
      expect(await sums(page).textContent()).toContain(`${coverage.undated} without a date`);
    });
    await site.read('/?undated=exclude', async (page) => {
      expect(await sums(page).textContent()).not.toContain('without a date');
    });
    await site.read('/?from=2021-11-01', async (page) => {
      expect(await sums(page).textContent()).not.toContain('without a date');
    });
  });

  test('a filter is chosen, stands in the address, narrows the network, is undone by Back and taken off by its chip', async () => {
    const all = await totals();
    const opposed = await totals({ stances: ['OPPOSES'] });
    expect(opposed.totalClaims).toBeLessThan(all.totalClaims);
    const says = (page: Page, claims: number) =>
      page.waitForFunction(
        (text) => document.querySelector('[data-testid=truth]')?.textContent?.includes(text),
        `${claims} of ${all.totalClaims} claims`,
      );
    await site.read('/', async (page) => {
      await settled(page);
      await page.getByRole('button', { name: '+ filter' }).click();
      await page.getByRole('button', { name: /^stance/ }).click();
      await page.getByRole('checkbox', { name: /opposes/ }).check();
      await says(page, opposed.totalClaims);
      expect(search(page).get('stances')).toBe('opposes');
      await page.keyboard.press('Escape');
      await chip(page, 'opposes').waitFor();
      await page.goBack();
      await says(page, all.totalClaims);
      expect(search(page).has('stances')).toBe(false);
      await page.goForward();
      await says(page, opposed.totalClaims);
      await page.getByRole('button', { name: 'Remove stance opposes' }).click();
      await says(page, all.totalClaims);
      expect(search(page).has('stances')).toBe(false);
    });
  });

  test('each value of a filter says how many claims it has, and that number comes back', async () => {
    const { facets } = await site.ask<{ facets: { values: { value: string; n: number }[] }[] }>(
      '{ facets(fields: [kinds]) { values { value n } } }',
    );
    const demands = facets[0]?.values.find(({ value }) => value === 'DEMAND')?.n;
    expect(demands).toBeGreaterThan(0);
    await site.read('/', async (page) => {
      await page.getByRole('button', { name: '+ filter' }).click();
      await page.getByRole('button', { name: /^kind of claim/ }).click();
      await page.getByRole('checkbox', { name: `demand ${demands} claims` }).waitFor();
    });
  });

  test('with nothing left, the filter whose loss brings most is offered, and brings it', async () => {
    const window = { saidFrom: '1999-01-01', saidTo: '1999-12-31' };
    expect((await totals({ ...window, stances: ['MIXED'] })).totalClaims).toBe(0);
    const withoutStance = (await totals(window)).totalClaims;
    const withoutWindow = (await totals({ stances: ['MIXED'] })).totalClaims;
    expect(withoutStance).toBeGreaterThan(withoutWindow);
    await site.read('/?stances=mixed&from=1999-01-01&to=1999-12-31', async (page) => {
      await page.getByRole('heading', { name: 'Nobody speaks about anybody here' }).waitFor();
      await page.getByRole('button', { name: `Without “stance mixed”: ${withoutStance} claims` }).click();
      await truth(page).waitFor();
      const { totalClaims } = await totals();
      await expect.poll(() => truth(page).textContent()).toContain(`${withoutStance} of ${totalClaims} claims`);
      expect(search(page).has('stances')).toBe(false);
      expect(search(page).get('from')).toBe('1999-01-01');
    });
  });

  test('a link restores the whole view for a reader who has never been here', async () => {
    const link =
      '/?open=act_russia&stances=opposes,supports&from=2021-11-01&to=2022-01-31&undated=include&sel=act_russia~act_nato&layout=concentric';
    let first: string | null = null;
    await site.read(link, async (page) => {
      await settled(page);
      await page.waitForFunction(
        () => !document.querySelector('[data-testid=truth]')?.textContent?.includes('counting'),
      );
      first = await truth(page).textContent();
      expect(page.url().length).toBeLessThan(2000);
      await page
        .getByRole('heading', { level: 2, name: /Russia/ })
        .first()
        .waitFor();
    });
    await site.read(link, async (page) => {
      await settled(page);
      await page.waitForFunction((text) => document.querySelector('[data-testid=truth]')?.textContent === text, first);
      for (const words of ['Russia', 'opposes, supports']) await chip(page, words).waitFor();
      expect(await page.getByRole('textbox', { name: 'From' }).inputValue()).toBe('1 Nov 2021');
    });
  });

  test('what of an address cannot be read is said, and the rest holds', async () => {
    await site.read('/?stances=opposed,mixed&from=2022-13-01&layout=spiral', async (page) => {
      const notice = page.getByText('Part of the address could not be read');
      await notice.waitFor();
      const text = await notice.textContent();
      for (const fault of ['stances: opposed', 'from: 2022-13-01', 'layout: spiral']) expect(text).toContain(fault);
      await chip(page, 'mixed').waitFor();
      expect(search(page).get('stances')).toBe('mixed');
      expect(search(page).has('from')).toBe(false);
      await page.getByRole('button', { name: 'Dismiss' }).click();
      await notice.waitFor({ state: 'detached' });
    });
  });

  test('the theme is the system’s until the reader chooses, and the choice lasts', async () => {
    await site.read(
      '/topics',
      async (page) => {
        const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
        expect(await paper()).toBe('rgb(20, 22, 26)');
        await page.getByRole('button', { name: /^Theme: as the system/ }).click();
        expect(await paper()).toBe('rgb(251, 250, 247)');
        await page.reload();
        expect(await paper()).toBe('rgb(251, 250, 247)');
      },
      { colorScheme: 'dark' },
    );
  });

  test('keys: ? lists them, T turns to the tables, and both can be turned off', async () => {
    await site.read('/', async (page) => {
      await settled(page);
      await page.keyboard.press('t');
      await page.getByRole('tab', { name: 'Records' }).waitFor();
      await page.keyboard.press('?');
      const sheet = page.getByRole('dialog', { name: 'Keyboard' });
      await sheet.getByRole('checkbox').uncheck();
      await page.keyboard.press('Escape');
      await sheet.waitFor({ state: 'detached' });
      await page.keyboard.press('t');
      await page.waitForTimeout(200);
      expect(search(page).get('view')).toBe('table');
    });
  });
});
