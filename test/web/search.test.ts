// Search while typing: any spelling finds a person, arrows and Enter go there, and it is quick.

import { afterAll, beforeAll, expect, test } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { requires } from '../support/requirements.ts';
import { openSite, type Site } from '../support/site.ts';

const withBrowser = await requires('a browser', browserMissing);

withBrowser('search', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site?.close());

  test('another spelling finds the man and says which, and Enter opens the network around him', async () => {
    await site.read('/topics', async (page) => {
      await page.getByRole('heading', { name: 'Topics' }).waitFor();
      await page.keyboard.press('/');
      await page.keyboard.type('selensk');
      const option = page.getByRole('option', { name: /Zelenskyi/ }).first();
      await option.waitFor();
      const text = await option.textContent();
      expect(text).toContain('also named');
      expect(text).toMatch(/person · \d+ claims/);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await page.waitForURL(/open=act_/);
      await page.getByTestId('truth').waitFor();
      expect(new URL(page.url()).searchParams.get('open')).toBe(new URL(page.url()).searchParams.get('sel'));
    });
  });

  test.each(['Зеленський', 'ЗЕЛЕНСЬКИЙ', 'zelenskyi', 'Selenskyj'])('%s finds one man', async (spelling) => {
    await site.read('/', async (page) => {
      await page.getByRole('combobox', { name: /^Search/ }).fill(spelling);
      await page
        .getByRole('option', { name: /Zelenskyi/ })
        .first()
        .waitFor();
    });
  });

  test('groups stand in their order, and claims by their words come last', async () => {
    await site.read('/', async (page) => {
      await page.getByRole('combobox', { name: /^Search/ }).fill('nato');
      await page.getByRole('option', { name: /^NATO/ }).first().waitFor();
      const groups = await page
        .getByRole('listbox')
        .getByRole('group')
        .evaluateAll((elements) =>
          elements.map(
            (element) => document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent,
          ),
        );
      expect(groups.at(0)).toBe('Actors');
      expect(groups.at(-1)).toBe('Claims');
    });
  });

  test('Enter without a choice searches everywhere; Escape closes', async () => {
    await site.read('/', async (page) => {
      const box = page.getByRole('combobox', { name: /^Search/ });
      await box.fill('guarantees');
      await page
        .getByRole('option', { name: /guarantees/ })
        .first()
        .waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('listbox').waitFor({ state: 'detached' });
      await box.fill('guarantees ');
      await page.keyboard.press('Enter');
      await page.waitForURL(/\/search\?text=guarantees/);
      await page.getByRole('heading', { name: 'Search: guarantees' }).waitFor();
      await expect.poll(() => page.getByRole('main').getByRole('listitem').count()).toBeGreaterThan(3);
    });
  });

  test('nothing found says what to try', async () => {
    await site.read('/search?text=xyzzyqwerty', async (page) => {
      await page.getByText('Nothing is named “xyzzyqwerty”').waitFor();
    });
  });

  test('the first results stand within 250 ms of the last key', async () => {
    await site.read('/', async (page) => {
      await page.getByTestId('truth').waitFor();
      const box = page.getByRole('combobox', { name: /^Search/ });
      const times: number[] = [];
      for (const text of ['rus', 'ukr', 'bid', 'ger', 'swe']) {
        await box.fill('');
        await box.focus();
        // Measured in the page, so that the driver's own delay does not count.
        const measured = page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              let typed = 0;
              document.addEventListener('input', () => {
                typed = performance.now();
              });
              const watch = () =>
                document.querySelectorAll('[role="option"]').length > 1
                  ? resolve(performance.now() - typed)
                  : requestAnimationFrame(watch);
              requestAnimationFrame(watch);
            }),
        );
        await page.keyboard.type(text);
        times.push(await measured);
      }
      const middle = times.sort((a, b) => a - b)[2];
      expect(middle).toBeLessThan(250);
    });
  });
});
