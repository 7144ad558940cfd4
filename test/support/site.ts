// The page as its readers have it: the built page over the example set, served in this process, in a real browser.
// A page that logs an error or a warning, or that throws, fails the test that opened it.

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { inject } from 'vitest';
import type { Store } from '../../server/store/store.ts';
import { openBrowser } from './browser.ts';
import { serveExample } from './example.ts';

export interface Site {
  url: string;
  /** A new reader: nothing stored, nothing cached. `act` has the page; what it logged is looked at afterwards. */
  read(address: string, act: (page: Page) => Promise<void>, options?: ReadOptions): Promise<void>;
  ask<Data>(query: string, variables?: object): Promise<Data>;
  close(): Promise<void>;
}

export interface ReadOptions extends BrowserContextOptions {
  /** What the page may log, because the test makes it fail. */
  expectErrors?: RegExp;
  /** Called before the address is opened. */
  before?: (page: Page) => Promise<unknown>;
}

/** `fill`: records other than the example set. */
export async function openSite(fill?: (store: Store) => Promise<void>): Promise<Site> {
  const server = await serveExample({ pages: inject('pageBuild'), budget: null, ...(fill && { fill }) });
  let browser: Browser;
  try {
    browser = await openBrowser();
  } catch (error) {
    await server.close();
    throw error;
  }
  return {
    url: server.url,
    async read(address, act, { expectErrors, before, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
      try {
        const page = await context.newPage();
        page.setDefaultTimeout(15_000);
        const logged: string[] = [];
        page.on('console', (message) => {
          if (message.type() === 'error' || message.type() === 'warning') logged.push(message.text());
        });
        page.on('pageerror', (error) => logged.push(String(error)));
        await before?.(page);
        await page.goto(server.url + address);
        await act(page);
        const unexpected = logged.filter((text) => expectErrors === undefined || !expectErrors.test(text));
        if (unexpected.length > 0) throw new Error(`the page logged:\n${unexpected.join('\n')}`);
      } finally {
        await context.close();
      }
    },
    async ask(query, variables = {}) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: never; errors?: unknown };
      if (errors) throw new Error(JSON.stringify(errors));
      return data;
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
