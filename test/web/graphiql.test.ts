// GraphiQL in a real browser: served from here alone, with examples that run, under the policy that every page has.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { EXAMPLES } from '../../web/graphiql/examples.ts';
import { browserMissing } from '../support/browser.ts';
import { requires } from '../support/requirements.ts';
import type { Site } from '../support/site.ts';
import { openSite } from '../support/site.ts';

const withBrowser = await requires('a browser', browserMissing);

withBrowser('GraphiQL', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site?.close());

  test('opens with the examples, runs one, knows the schema, and asks nobody else', async () => {
    const asked: string[] = [];
    await site.read(
      '/graphiql',
      async (page) => {
        await page
          .getByRole('tab')
          .nth(EXAMPLES.length - 1)
          .waitFor();
        expect(await page.getByRole('tab').count()).toBe(EXAMPLES.length);
        // The editors come after the page; before them the button does nothing.
        const result = page.locator('.result-window .CodeMirror');
        await result.waitFor();
        await page.getByRole('button', { name: /execute query/i }).click();
        await result.getByText('totalCount').waitFor();
        expect(await result.textContent()).toContain('"proposition"');
        await page.getByRole('button', { name: /documentation explorer/i }).click();
        await page.getByText('Root Types').waitFor();
        await page.getByRole('link', { name: 'Query', exact: true }).click();
        await page.getByText('Everything that can be read.').waitFor();
        await page.screenshot({ path: process.env.GRAPHIQL_SHOT ?? '/dev/null', type: 'png' });
      },
      { before: async (page) => void page.on('request', (request) => asked.push(new URL(request.url()).origin)) },
    );
    expect(asked.length).toBeGreaterThan(3);
    expect(new Set(asked)).toEqual(new Set([site.url]));
  });
});
