// Every page in both themes before axe: nothing serious or critical (WCAG 2.2 A and AA).

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { requires } from '../support/requirements.ts';
import { openSite, type Site } from '../support/site.ts';

const withBrowser = await requires('a browser', browserMissing);
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const PAGES: [name: string, address: string, ready: string, act?: (page: Page) => Promise<void>][] = [
  ['the network', '/', 'canvas'],
  ['an edge', '/?sel=act_russia~act_nato', 'aside blockquote'],
  ['why an edge', '/?sel=act_russia~act_nato&tab=why', 'aside table'],
  ['an edge over time', '/?sel=act_trubetskoy~act_russia&tab=time', 'aside figure button'],
  ['an edge both ways', '/?sel=act_russia~act_ukraine&tab=back', 'aside blockquote'],
  ['what is said about an actor', '/?sel=act_russia&tab=told', 'aside blockquote'],
  ['the card of a topic', '/?sel=top_ukraine-joins-nato', 'aside blockquote'],
  ['the card of an event', '/?sel=evt_geneva-talks', 'aside dl'],
  ['the card of a claim', '/?sel=clm_kiev-cautious-about-promise', 'aside blockquote'],
  ['words in a source', '/source/src_briefing-demands?quote=532-625', 'aside li[data-current]'],
  ['words that are not there', '/source/src_briefing-kiev?quote=3-99999', '[role=alert]'],
  ['a source without text', '/source/src_article', 'main dl'],
  ['a focus with filters', '/?open=act_russia&stances=opposes&from=2021-11-01&sel=act_russia', 'aside h2'],
  ['tables of records', '/?view=table', 'table'],
  ['tables of relations', '/?view=table&table=edges', 'table'],
  ['tables of claims', '/?view=table&table=claims', 'table'],
  ['nothing left', '/?stances=mixed&from=1999-01-01&to=1999-12-31', 'main h2 + p'],
  ['an actor', '/actor/act_russia', 'main h1'],
  ['topics', '/topics', 'main li'],
  ['sources', '/sources', 'main li'],
  ['search', '/search?text=guarantees', 'main li'],
  ['nothing here', '/nowhere', 'main h2'],
  [
    'suggestions',
    '/',
    'canvas',
    async (page) => {
      await page.getByRole('combobox').fill('nato');
      await page.getByRole('option').first().waitFor();
    },
  ],
  [
    'a filter being chosen',
    '/',
    'canvas',
    async (page) => {
      await page.getByRole('button', { name: '+ filter' }).click();
      await page.getByRole('button', { name: /^speaker who/ }).click();
      await page
        .getByRole('checkbox', { name: /Russia/ })
        .first()
        .waitFor();
    },
  ],
  [
    'the keys',
    '/',
    'canvas',
    async (page) => {
      await page.keyboard.press('?');
      await page.getByRole('dialog').waitFor();
    },
  ],
];

withBrowser('axe', () => {
  let site: Site;
  const records: Record<string, string> = {};
  beforeAll(async () => {
    site = await openSite();
    const { claims, topics, events, sources } = await site.ask<Record<string, { nodes: { id: string }[] }>>(
      '{ claims(first: 1) { nodes { id } } topics(first: 1) { nodes { id } } events(first: 1) { nodes { id } } sources(first: 2) { nodes { id } } }',
    );
    Object.assign(records, {
      claim: claims?.nodes[0]?.id,
      topic: topics?.nodes[0]?.id,
      event: events?.nodes[0]?.id,
      source: sources?.nodes[1]?.id,
    });
  });
  afterAll(() => site?.close());

  const serious = async (
    address: string,
    ready: string,
    colorScheme: 'light' | 'dark',
    act?: (page: Page) => Promise<void>,
  ) => {
    let found: string[] = [];
    let passes = 0;
    await site.read(
      address,
      async (page) => {
        await page.locator(ready).first().waitFor();
        await act?.(page);
        // What fades in is looked at once it is there.
        await page.waitForTimeout(300);
        await page.evaluate(axe);
        const results = (await page.evaluate(
          'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] })',
        )) as AxeResults;
        passes = results.passes.length;
        found = results.violations
          .filter(({ impact }) => impact === 'serious' || impact === 'critical')
          .flatMap(({ id, nodes }) =>
            nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}\n${failureSummary}`),
          );
      },
      { colorScheme, expectErrors: /Failed to load resource/ },
    );
    expect(passes).toBeGreaterThan(5);
    return found;
  };

  for (const scheme of ['light', 'dark'] as const) {
    test.each(PAGES)(`%s, ${scheme}`, async (_, address, ready, act) => {
      expect(await serious(address, ready, scheme, act)).toEqual([]);
    });
    test.each(['claim', 'topic', 'event', 'source'])(`a %s, ${scheme}`, async (kind) => {
      expect(await serious(`/${kind}/${records[kind]}`, 'main h1', scheme)).toEqual([]);
    });
  }

  test('finds what is wrong when something is', async () => {
    const found = await serious('/topics', 'main li', 'light', async (page) => {
      await page.evaluate(() => {
        const pale = document.createElement('p');
        pale.textContent = 'hardly to be read';
        pale.style.color = '#e0e0e0';
        document.querySelector('main')?.append(pale);
      });
    });
    expect(found.join()).toContain('color-contrast');
  });
});
