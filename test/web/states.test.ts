// What the page says when the server does not answer, answers in part, or refuses: each state has words, a way on, and the
// id to quote; and what was on the screen stays there.

import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { requires } from '../support/requirements.ts';
import { openSite, type Site } from '../support/site.ts';

const withBrowser = await requires('a browser', browserMissing);

const answer =
  (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  (route: Route) =>
    route.fulfill({
      status,
      headers: { 'content-type': 'application/graphql-response+json', ...headers },
      body: JSON.stringify({ errors: [{ message, extensions: { code, requestId: 'req-123' } }] }),
    });

const refuse = (page: Page, how: (route: Route) => Promise<void>) => page.route('**/graphql', how);
const FAILED = /Failed to load resource/;

withBrowser('states', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site?.close());

  test('offline: says so, and trying again brings the network', async () => {
    await site.read(
      '/',
      async (page) => {
        await page.getByRole('heading', { name: 'The server cannot be reached' }).waitFor();
        await page.unroute('**/graphql');
        await page.getByRole('alert').getByRole('button', { name: 'Try again' }).first().click();
        await page.getByTestId('truth').waitFor();
      },
      { expectErrors: FAILED, before: (page) => refuse(page, (route) => route.abort()) },
    );
  });

  test.each([
    [401, 'UNAUTHENTICATED', 'Reading needs a token here'],
    [403, 'FORBIDDEN', 'This token may not read that'],
    [429, 'RATE_LIMITED', 'That was too much at once'],
    [503, 'UNAVAILABLE', 'The store does not answer'],
    [500, 'INTERNAL_SERVER_ERROR', 'Something broke'],
  ])('%i %s has words and an id', async (status, code, title) => {
    await site.read(
      '/',
      async (page) => {
        await page.getByRole('heading', { name: title }).waitFor();
        await page.getByText('req-123').first().waitFor();
        await page.getByRole('button', { name: 'Copy the id' }).first().waitFor();
        if (status === 429) await page.getByText('Ask again in 7 seconds.').waitFor();
      },
      {
        expectErrors: FAILED,
        before: (page) => refuse(page, answer(status, code, 'no', status === 429 ? { 'retry-after': '7' } : {})),
      },
    );
  });

  test('a failure after the first answer leaves the network where it is', async () => {
    await site.read(
      '/',
      async (page) => {
        await page.locator('canvas').first().waitFor();
        const before = await page.getByTestId('truth').textContent();
        await refuse(page, answer(503, 'UNAVAILABLE', 'no'));
        await page.getByRole('textbox', { name: 'From' }).fill('2021-12-01');
        await page.getByRole('textbox', { name: 'From' }).press('Enter');
        await page.getByText('The store does not answer').first().waitFor();
        expect(await page.locator('canvas').count()).toBeGreaterThan(0);
        // Its numbers are still those of what is drawn.
        expect(await page.getByTestId('truth').textContent()).toBe(before);
        await page.unroute('**/graphql');
        await page.getByRole('button', { name: 'Try again' }).first().click();
        await expect.poll(() => page.getByTestId('truth').textContent()).not.toBe(before);
      },
      { expectErrors: FAILED },
    );
  });

  test('a page that is not there, and a record that is not there', async () => {
    await site.read(
      '/nowhere',
      async (page) => {
        await page.getByRole('heading', { name: 'Nothing is here' }).waitFor();
      },
      { expectErrors: FAILED },
    );
    await site.read('/actor/act_nobody', async (page) => {
      await page.getByRole('heading', { name: 'There is no record act_nobody' }).waitFor();
      await page.getByRole('link', { name: 'To the network' }).click();
      await page.getByTestId('truth').waitFor();
    });
  });

  test('a version that is still to come is told of once, and the newest one offered', async () => {
    await site.read(
      '/?asOf=9999&speakers=act_russia',
      async (page) => {
        await page.getByRole('alert').getByText('9999').waitFor();
        expect(await page.getByRole('alert').count()).toBe(1);
        await page.getByRole('button', { name: 'Read the newest version' }).click();
        await page.getByTestId('truth').waitFor();
        expect(new URL(page.url()).search).toBe('?speakers=act_russia');
        await page.getByText('As known today').waitFor();
      },
      { expectErrors: FAILED },
    );
  });

  test('without any claim about an actor, it offers what they are about', async () => {
    await site.read('/?speakers=act_sweden&targets=top_nowhere&text=zzzz', async (page) => {
      await page.getByRole('heading', { name: 'Nobody speaks about anybody here' }).waitFor();
      await page.getByRole('button', { name: 'Take off all filters' }).click();
      await page.getByTestId('truth').waitFor();
      expect(new URL(page.url()).search).toBe('');
    });
  });
});
