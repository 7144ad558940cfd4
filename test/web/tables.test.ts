// The tables: the same filter and selection as the picture, sortable, walked by keys, and every number opens its claims.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { requires } from '../support/requirements.ts';
import { openSite, type Site } from '../support/site.ts';

const withBrowser = await requires('a browser', browserMissing);

interface Network {
  network: {
    nodes: { id: string; name: string; claims: number; neighbours: number }[];
    edges: unknown[];
    totalClaims: number;
  };
}

const rows = (page: Page) => page.locator('tbody tr');
const column = (page: Page, index: number) => page.locator(`tbody tr > :nth-child(${index})`).allInnerTexts();

withBrowser('the tables', () => {
  let site: Site;
  let network: Network['network'];
  beforeAll(async () => {
    site = await openSite();
    ({ network } = await site.ask<Network>(
      '{ network { nodes { id: recordId name claims neighbours } edges { n } totalClaims } }',
    ));
  });
  afterAll(() => site?.close());

  test('hold every record and relation of the network, and say so to screen readers', async () => {
    await site.read('/?view=table', async (page) => {
      await rows(page).first().waitFor();
      expect(await rows(page).count()).toBe(network.nodes.length);
      await page.getByRole('tab', { name: 'Relations' }).click();
      await expect.poll(() => rows(page).count()).toBe(network.edges.length);
      await expect.poll(() => page.getByTestId('live').textContent()).toContain(`${network.edges.length} relations`);
    });
  });

  test('sort by each column both ways, and the order stands in the address', async () => {
    await site.read('/?view=table', async (page) => {
      await rows(page).first().waitFor();
      const claims = (await column(page, 3)).map(Number);
      expect(claims).toEqual([...claims].sort((a, b) => b - a));
      await page.getByRole('button', { name: 'Name' }).click();
      await page.waitForURL(/sort=name/);
      const names = await column(page, 1);
      expect(names).toEqual([...names].sort(new Intl.Collator('en-GB').compare));
      await page.getByRole('button', { name: 'Name' }).click();
      await page.waitForURL(/sort=-name/);
      expect(await column(page, 1)).toEqual(names.toReversed());
      expect(await page.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('descending');
    });
  });

  test('one stop for Tab; arrows walk the rows; Enter selects, and the panel opens', async () => {
    await site.read('/?view=table', async (page) => {
      await rows(page).first().waitFor();
      expect(await page.locator('tbody [data-row][tabindex="0"]').count()).toBe(1);
      await page.locator('tbody [data-row][tabindex="0"]').focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const name = await page.evaluate(() => document.activeElement?.textContent);
      expect(name).toBe((await column(page, 1))[2]);
      await page.keyboard.press('Enter');
      await page.waitForURL(/sel=act_/);
      await page
        .getByRole('complementary')
        .getByRole('heading', { name: name ?? '' })
        .first()
        .waitFor();
      expect(await page.locator('tr[data-selected]').count()).toBe(1);
    });
  });

  test('the number of claims of a record opens as many claims', async () => {
    await site.read('/?view=table', async (page) => {
      for (const { name, claims } of network.nodes.slice(0, 3)) {
        await page.getByRole('tab', { name: 'Records' }).click();
        await page.getByRole('button', { name: `${name}: ${claims} claim`, exact: false }).click();
        await expect.poll(() => rows(page).count()).toBe(claims);
      }
    });
  });

  test('the number of claims in the line of truth opens as many claims', async () => {
    await site.read('/', async (page) => {
      await page.getByRole('button', { name: `${network.totalClaims} of ${network.totalClaims} claims` }).click();
      await page.getByRole('paragraph').getByText(`${network.totalClaims} claims`, { exact: true }).waitFor();
      await rows(page).first().waitFor();
      while (await page.getByRole('button', { name: /Show the next claims/ }).isVisible()) {
        await page.getByRole('button', { name: /Show the next claims/ }).click();
        await page.waitForTimeout(100);
      }
      expect(await rows(page).count()).toBe(network.totalClaims);
    });
  });

  test('selecting a relation keeps the list; only what belongs to the selection is listed when asked, and stands in the address', async () => {
    await site.read('/?view=table&table=edges', async (page) => {
      await rows(page).first().waitFor();
      await page.locator('tbody [data-row]').first().click();
      await page.waitForURL(/sel=act_[^&]*~/);
      expect(await rows(page).count()).toBe(network.edges.length);
      await page.getByRole('checkbox', { name: /^Only relations of the selection/ }).check();
      await page.waitForURL(/only=true/);
      await expect.poll(() => rows(page).count()).toBeLessThan(3);
      await page.reload();
      await rows(page).first().waitFor();
      expect(await rows(page).count()).toBeLessThan(3);
    });
  });

  test('a filter holds in the tables as in the picture', async () => {
    const { network: opposed } = await site.ask<Network>(
      '{ network(filter: { stances: [OPPOSES] }) { nodes { id: recordId name claims neighbours } edges { n } totalClaims } }',
    );
    await site.read('/?view=table&table=edges&stances=opposes', async (page) => {
      await expect.poll(() => rows(page).count()).toBe(opposed.edges.length);
      await page.getByRole('tab', { name: 'Claims' }).click();
      await expect.poll(() => rows(page).count()).toBe(opposed.totalClaims);
    });
  });

  test('of a network too large to be given at once, the relations are read page by page to the last', async () => {
    const { relations } = await site.ask<{ relations: { totalCount: number } }>(
      '{ relations(targetKinds: [ACTOR]) { totalCount } }',
    );
    await site.read(
      '/?view=table&table=edges',
      async (page) => {
        await page.getByText(`${relations.totalCount} relations`).first().waitFor();
        await expect.poll(() => rows(page).count()).toBe(relations.totalCount);
        await expect.poll(() => page.getByTestId('truth').textContent()).toContain(`of ${network.totalClaims} claims`);
      },
      {
        // The same server, asked for fewer relations than it has.
        before: (page) =>
          page.route('**/graphql', async (route) => {
            const body = route.request().postDataJSON() as { query: string; variables: { limit?: number } };
            if (body.query.startsWith('query NetworkOf')) body.variables.limit = 5;
            await route.continue({ postData: JSON.stringify(body) });
          }),
      },
    );
  });
});
