// The time axis: keys and the pointer move the window, exact dates are written, and claims without a date have a switch.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { fillExample } from '../support/example.ts';
import { requires } from '../support/requirements.ts';
import { openSite, type Site } from '../support/site.ts';
import { save } from '../support/writing.ts';
import { yearTwentyOne } from '../support/year-21.ts';

const withBrowser = await requires('a browser', browserMissing);

const params = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams);
const waitFor = (page: Page, key: string, value: string | null) =>
  page.waitForFunction(
    ([name, wanted]) => new URLSearchParams(location.search).get(name ?? '') === wanted,
    [key, value],
  );

interface Bins {
  histogram: { undated: number; bins: { from: string; to: string; n: number }[] };
}

withBrowser('the time axis', () => {
  let site: Site;
  let bins: Bins['histogram']['bins'];
  let undated: number;
  beforeAll(async () => {
    site = await openSite();
    ({ bins, undated } = (await site.ask<Bins>('{ histogram { undated bins { from to n } } }')).histogram);
    expect(bins.length).toBeGreaterThan(20);
  });
  afterAll(() => site?.close());

  test.each([
    ['wide', { width: 1440, height: 900 }],
    ['narrow', { width: 390, height: 844 }],
  ])('the words of a bar stay within the axis, %s, and cover nothing that can be pressed', async (_, viewport) => {
    await site.read(
      '/',
      async (page) => {
        const axis = page.locator('section[aria-label="When it was said"]');
        const bars = axis.locator('svg');
        await bars.waitFor();
        await bars.scrollIntoViewIfNeeded();
        const track = await bars.boundingBox();
        if (!track) throw new Error('no axis');
        for (const share of [0.002, 0.3, 0.5, 0.9, 0.998]) {
          await page.mouse.move(track.x + share * track.width, track.y + track.height / 2);
          const tip = await axis.locator('output').boundingBox();
          if (!tip) throw new Error('no words');
          expect(tip.x).toBeGreaterThanOrEqual(track.x - 1);
          expect(tip.x + tip.width).toBeLessThanOrEqual(track.x + track.width + 1);
          expect(tip.y + tip.height).toBeLessThanOrEqual(viewport.height);
          for (const control of await axis.locator('label, input').all()) {
            const box = await control.boundingBox();
            if (box) expect(tip.y >= box.y + box.height || tip.y + tip.height <= box.y).toBe(true);
          }
        }
      },
      { viewport },
    );
  });

  const from = (page: Page) => page.getByRole('slider', { name: 'From' });
  const to = (page: Page) => page.getByRole('slider', { name: 'To' });

  test('an arrow moves an end by one bar, with Shift by ten, End and Home to the ends, as one step each that Back undoes', async () => {
    await site.read('/', async (page) => {
      await from(page).focus();
      await page.keyboard.press('Shift+ArrowRight');
      await page.keyboard.press('ArrowRight');
      await waitFor(page, 'from', bins[11]?.from ?? '');
      expect(params(page).to).toBe(bins.at(-1)?.to);
      await to(page).focus();
      await page.keyboard.press('ArrowLeft');
      await waitFor(page, 'to', bins.at(-2)?.to ?? '');
      await page.goBack();
      await waitFor(page, 'to', bins.at(-1)?.to ?? '');
      await page.goBack();
      await waitFor(page, 'from', null);
    });
  });

  test('bars outside the window are muted, and the window moves as a whole', async () => {
    await site.read(`/?from=${bins[2]?.from}&to=${bins[4]?.to}`, async (page) => {
      const bars = page.locator('section[aria-label="When it was said"] svg g');
      await bars.first().waitFor();
      const muted = await bars.evaluateAll((all) => all.filter((bar) => bar.hasAttribute('data-out')).length);
      const drawn = bins.filter(({ n }) => n > 0).length;
      expect(muted).toBe(drawn - bins.slice(2, 5).filter(({ n }) => n > 0).length);
      await page.getByRole('slider', { name: 'The window as a whole' }).focus();
      await page.keyboard.press('ArrowRight');
      await waitFor(page, 'from', bins[3]?.from ?? '');
      expect(params(page).to).toBe(bins[5]?.to);
    });
  });

  test('a drag over bars makes a window, a drag on it moves it, a press on a bar takes that bar', async () => {
    await site.read('/', async (page) => {
      const box = await page.locator('section[aria-label="When it was said"] svg').boundingBox();
      if (!box) throw new Error('no axis');
      const x = (bin: number) => box.x + ((bin + 0.5) / bins.length) * box.width;
      const y = box.y + box.height / 2;
      const drag = async (a: number, b: number) => {
        await page.mouse.move(x(a), y);
        await page.mouse.down();
        await page.mouse.move(x((a + b) / 2), y, { steps: 4 });
        await page.mouse.move(x(b), y, { steps: 4 });
        await page.mouse.up();
      };
      await drag(10, 19);
      await waitFor(page, 'from', bins[10]?.from ?? '');
      expect(params(page).to).toBe(bins[19]?.to);
      await drag(14, 24);
      await waitFor(page, 'from', bins[20]?.from ?? '');
      expect(params(page).to).toBe(bins[29]?.to);
      await page.mouse.click(x(40), y);
      await waitFor(page, 'from', bins[40]?.from ?? '');
      expect(params(page).to).toBe(bins[40]?.to);
    });
  });

  test('exact dates are written; a month means its first or last day; what is no date is said and changes nothing', async () => {
    await site.read('/', async (page) => {
      const field = page.getByRole('textbox', { name: 'From' });
      await field.fill('2021-11-18');
      await field.press('Enter');
      await waitFor(page, 'from', '2021-11-18');
      expect(await field.inputValue()).toBe('18 Nov 2021');
      const end = page.getByRole('textbox', { name: 'To' });
      await end.fill('2022-01');
      await end.press('Enter');
      await waitFor(page, 'to', '2022-01-31');
      await end.fill('next week');
      await end.press('Enter');
      await page.getByText('Write a date as 2021-11-18').waitFor();
      expect(params(page).to).toBe('2022-01-31');
      await page.getByRole('button', { name: 'All time' }).click();
      await waitFor(page, 'from', null);
    });
  });

  test('an end is dragged, and Page Down turns to the next window of the same width', async () => {
    await site.read(`/?from=${bins[10]?.from}&to=${bins[12]?.to}`, async (page) => {
      const axis = await page.locator('section[aria-label="When it was said"] svg').boundingBox();
      const thumb = await to(page).boundingBox();
      if (!axis || !thumb) throw new Error('no axis');
      const y = thumb.y + thumb.height / 2;
      const bar = axis.width / bins.length;
      await page.mouse.move(thumb.x + 4, y);
      await page.mouse.down();
      await page.mouse.move(thumb.x + 4 + bar * 2, y, { steps: 5 });
      await page.mouse.up();
      await waitFor(page, 'to', bins[14]?.to ?? '');
      expect(params(page).from).toBe(bins[10]?.from);
      await from(page).focus();
      await page.keyboard.press('PageDown');
      await waitFor(page, 'from', bins[15]?.from ?? '');
      expect(params(page).to).toBe(bins[19]?.to);
    });
  });

  test('claims without a date have a switch with their count; a window leaves them out until it is told', async () => {
    expect(undated).toBeGreaterThan(0);
    await site.read('/', async (page) => {
      const box = page.getByRole('checkbox', { name: `${undated} claims without a date` });
      await box.waitFor();
      expect(await box.isChecked()).toBe(true);
      await box.uncheck();
      await waitFor(page, 'undated', 'exclude');
      await box.check();
      await waitFor(page, 'undated', null);
      await page.getByRole('textbox', { name: 'From' }).fill('2021-11-18');
      await page.getByRole('textbox', { name: 'From' }).press('Enter');
      await waitFor(page, 'from', '2021-11-18');
      await expect.poll(() => box.isChecked()).toBe(false);
      await box.check();
      await waitFor(page, 'undated', 'include');
    });
  });
});

withBrowser('the time axis of a set with an outlier', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(async (store) => {
      await fillExample(store);
      await save(store, ...yearTwentyOne());
    });
  });
  afterAll(() => site?.close());

  test('shows the rest as it was; the outlier is a number at its end, which opens it', async () => {
    const { histogram } = await site.ask<{ histogram: { before: { lastDay: string; possible: number } } }>(
      '{ histogram { before { lastDay possible } } }',
    );
    const { lastDay, possible } = histogram.before;
    expect(possible).toBeGreaterThan(0);
    const { claims } = await site.ask<{ claims: { totalCount: number } }>(
      'query ($to: Date) { claims(filter: { saidTo: $to }) { totalCount } }',
      { to: lastDay },
    );
    const { network } = await site.ask<{ network: { totalClaims: number } }>(
      'query ($to: Date) { network(filter: { saidTo: $to }) { totalClaims } }',
      { to: lastDay },
    );
    const { totalClaims } = network;
    await site.read('/', async (page) => {
      const axis = page.locator('section[aria-label="When it was said"]');
      const outlier = axis.getByRole('button', { name: '1 claim long before the others' });
      await outlier.waitFor();
      // It names as many as it opens, those of vague date apart.
      expect(claims.totalCount).toBe(1 + possible);
      expect(await outlier.textContent()).toBe(`1 + ${possible} earlier`);
      expect(await outlier.getAttribute('aria-label')).toContain(`; ${possible} more of vague date may be`);
      expect(await page.getByRole('textbox', { name: 'From' }).getAttribute('placeholder')).toBe('any');
      expect(await page.getByRole('textbox', { name: 'To' }).getAttribute('placeholder')).not.toBe('any');
      expect(await axis.locator('svg g').count()).toBeGreaterThan(20);
      await outlier.click();
      await waitFor(page, 'to', lastDay);
      await page.getByText(`${totalClaims} of `).first().waitFor();
      expect(await page.getByRole('textbox', { name: 'From' }).getAttribute('placeholder')).toBe('any');
      await outlier.click();
      await waitFor(page, 'to', null);
    });
  });
});
