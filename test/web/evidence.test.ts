// The evidence in a real browser: every number opens the claims behind it, every quote opens its source at exactly its words,
// and what somebody recorded, however hostile, stays text.

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browserMissing } from '../support/browser.ts';
import { ADMIN_TOKEN } from '../support/example.ts';
import { requires } from '../support/requirements.ts';
import { openSite, type Site } from '../support/site.ts';

const withBrowser = await requires('a browser', browserMissing);

const HOSTILE = '<img src=x onerror="document.title=\'owned\'"> & <b>bold</b>';
/** Letters of two units before every quote: offsets in units would mark other words. */
const WORDS = Array.from({ length: 25 }, (_, n) => `“𝔑umber ${n + 1} 🇺🇦”`);
const TEXT = `𝔊𝔊 A text ${HOSTILE}\n\n${WORDS.map((words) => `They said ${words}.`).join('\n\n')}`;

const panel = (page: Page) => page.getByRole('complementary', { name: 'Evidence' });
const articles = (page: Page) => panel(page).locator('article');
const tab = (page: Page, name: RegExp) => panel(page).getByRole('tab', { name });
/** The words that the Highlight API marks now. */
const marked = (page: Page) =>
  page.evaluate(() => {
    const ranges = [...(CSS.highlights.get('on-record-quote') ?? [])] as Range[];
    return ranges.map(String).join('');
  });
const markedIs = (page: Page, words: string) =>
  page.waitForFunction(
    (expected) =>
      [...(CSS.highlights.get('on-record-quote') ?? [])].map((range) => String(range)).join('') === expected,
    words,
  );
/** Whether the marked words are inside the window, and inside whatever scrolls. */
const inSight = (page: Page) =>
  page.waitForFunction(() => {
    const [range] = [...(CSS.highlights.get('on-record-quote') ?? [])] as Range[];
    const box = range?.getBoundingClientRect();
    if (!box) return false;
    const over = document.elementFromPoint(box.left + 2, box.top + 2);
    return over !== null && range?.startContainer.parentElement?.contains(over);
  });

withBrowser('the evidence', () => {
  let site: Site;
  const write = async (mutation: string, input: object) => {
    const name = mutation.slice(0, 1).toUpperCase() + mutation.slice(1);
    const response = await fetch(`${site.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ADMIN_TOKEN}` },
      body: JSON.stringify({
        query: `mutation ($input: ${name}Input!) { ${mutation}(input: $input) { userErrors { field message } } }`,
        variables: { input },
      }),
    });
    const { data, errors } = (await response.json()) as {
      data?: Record<string, { userErrors: unknown[] }>;
      errors?: unknown;
    };
    expect({ errors, userErrors: data?.[mutation]?.userErrors }).toEqual({ errors: undefined, userErrors: [] });
  };

  beforeAll(async () => {
    site = await openSite();
    await write('addActor', { id: 'act_hostile', kind: 'GROUP', name: HOSTILE });
    await write('addSource', { id: 'src_odd', kind: 'POST', title: HOSTILE, text: TEXT });
    for (const [n, words] of WORDS.entries()) {
      await write('addClaim', {
        id: `clm_odd-${n + 1}`,
        speakers: ['act_hostile'],
        proposition: `Claim ${n + 1}: ${HOSTILE}`,
        saidOn: `2021-12-${String(n + 1).padStart(2, '0')}`,
        targets: [{ target: { actor: 'act_nato' }, stance: n % 5 === 0 ? 'SUPPORTS' : 'OPPOSES' }],
        quotes: [{ source: 'src_odd', exact: words }],
      });
    }
  });
  afterAll(() => site?.close());

  interface Relation {
    n: number;
    supports: number;
    opposes: number;
    neutral: number;
    mixed: number;
  }
  const relation = async (speaker: string, target: string, filter: object = {}) =>
    (
      await site.ask<{ relation: Relation | null }>(
        'query ($speaker: ID!, $target: ID!, $filter: ClaimFilter) { relation(speaker: $speaker, target: $target, filter: $filter) { n supports opposes neutral mixed } }',
        { speaker, target, filter },
      )
    ).relation;

  test('an edge of the table opens as many claims as it says, newest first', async () => {
    const edge = await relation('act_trubetskoy', 'act_russia');
    expect(edge?.n).toBeGreaterThan(5);
    await site.read('/?view=table&table=edges', async (page) => {
      await page
        .getByRole('button', { name: new RegExp(`^Denis Trubetskoy about Russia, ${edge?.n} claims`) })
        .first()
        .click();
      await panel(page)
        .getByRole('heading', { level: 2, name: /Denis Trubetskoy.*about.*Russia/ })
        .waitFor();
      await articles(page).first().waitFor();
      expect(await panel(page).getByText(`${edge?.n} claims ·`).count()).toBe(1);
      expect(await articles(page).count()).toBe(edge?.n);
      await panel(page).getByText(`That is all ${edge?.n} claims.`).waitFor();
      expect(await articles(page).getByText('opposes', { exact: true }).count()).toBeGreaterThanOrEqual(
        edge?.opposes ?? 0,
      );
      expect(new URL(page.url()).searchParams.get('sel')).toBe('act_trubetskoy~act_russia');
    });
  });

  test('an edge of the canvas opens the same panel', async () => {
    await site.read('/?open=act_hostile', async (page) => {
      await page.locator('canvas').first().waitFor();
      await page.getByRole('application').focus();
      await page.keyboard.press('ArrowRight');
      await panel(page).getByRole('heading', { level: 2 }).waitFor();
      await page.keyboard.press('e');
      await page.waitForURL(/sel=act_hostile~act_nato/);
      await panel(page).getByText('25 claims ·').waitFor();
    });
  });

  test('the filter in force decides which claims count, in the sentence and in the list', async () => {
    const filter = { stances: ['OPPOSES'], kinds: ['DEMAND'] };
    const edge = await relation('act_russia', 'act_nato', filter);
    const all = await relation('act_russia', 'act_nato');
    expect(edge?.n).toBeLessThan(all?.n ?? 0);
    await site.read('/?stances=opposes&kinds=demand&sel=act_russia~act_nato', async (page) => {
      await panel(page).getByText(`Opposes in all ${edge?.n} claims.`).waitFor();
      await articles(page).first().waitFor();
      expect(await articles(page).count()).toBe(edge?.n);
    });
    await site.read('/?stances=supports&sel=act_russia~act_nato', async (page) => {
      await panel(page).getByText('Russia says nothing about NATO here').waitFor();
    });
  });

  test('twenty claims at a time, the total always said, none twice', async () => {
    await site.read('/?sel=act_hostile~act_nato', async (page) => {
      await panel(page).getByText('20 of 25 claims shown.').waitFor();
      await panel(page).getByRole('button', { name: 'Show the last 5' }).click();
      await panel(page).getByText('That is all 25 claims.').waitFor();
      const ids = await articles(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-claim')));
      expect(new Set(ids).size).toBe(25);
      expect(ids[0]).toBe('clm_odd-25');
    });
  });

  test('why this edge: every claim is listed, and counting them again gives the numbers', async () => {
    await site.read('/?sel=act_hostile~act_nato&tab=why', async (page) => {
      await panel(page).getByText('the numbers are the same').waitFor();
      expect(await panel(page).locator('ol li').count()).toBe(25);
      const row = panel(page).getByRole('row', { name: /^supports/ });
      expect(await row.textContent()).toBe('supports55');
      expect(
        await panel(page)
          .getByRole('row', { name: /^balance/ })
          .textContent(),
      ).toBe('balance−0.60−0.60');
      await panel(page)
        .getByText(/that are accepted or disputed/)
        .waitFor();
      await panel(page).locator('ol a').first().click();
      await page.waitForURL(/\/claim\/clm_odd-25$/);
    });
  });

  test('why this edge: numbers that do not follow from the list are called so', async () => {
    await site.read(
      '/?sel=act_hostile~act_nato&tab=why',
      async (page) => {
        await panel(page).getByText('the numbers differ').waitFor();
        await page.unroute('**/graphql');
        await panel(page).getByRole('button', { name: 'Count again' }).click();
        await panel(page).getByText('the numbers are the same').waitFor();
      },
      {
        before: (page) =>
          page.route('**/graphql', async (route) => {
            const response = await route.fetch();
            const body = await response.json();
            if (body.data?.relation?.n === 25) body.data.relation.opposes += 1;
            await route.fulfill({ response, json: body });
          }),
      },
    );
  });

  test('over time: a bar says its claims, and opens exactly those', async () => {
    await site.read('/?sel=act_hostile~act_nato&tab=time', async (page) => {
      const bars = panel(page).getByRole('group', { name: 'Claims over time' }).getByRole('button');
      await bars.first().waitFor();
      const label = (await bars.nth(3).getAttribute('aria-label')) ?? '';
      const [, n] = /: (\d+) claims?/.exec(label) ?? [];
      expect(Number(n)).toBeGreaterThan(0);
      await bars.nth(3).click();
      await panel(page)
        .getByText(n === '1' ? 'That is the one claim.' : `That is all ${n} claims.`)
        .waitFor();
      expect(await articles(page).count()).toBe(Number(n));
      await page.keyboard.press('ArrowRight');
      expect(await bars.nth(4).evaluate((bar) => bar === document.activeElement)).toBe(true);
    });
  });

  test('over time: what may be of another time is drawn light, and its two ends stand apart', async () => {
    await write('addSource', { id: 'src_when', kind: 'POST', title: 'When', text: 'Said then.' });
    for (const [id, saidOn] of [
      ['early', '0021-01-01'],
      ['day', '2020-03-05'],
      ['another', '2021-05-05'],
      ['decade', '202X'],
      ['late', '2921-01-01'],
    ]) {
      await write('addClaim', {
        id: `clm_when-${id}`,
        speakers: ['act_hostile'],
        proposition: `Said ${saidOn}.`,
        saidOn,
        targets: [{ target: { actor: 'act_osce' }, stance: 'OPPOSES' }],
        quotes: [{ source: 'src_when', exact: 'Said then.' }],
      });
    }
    await site.read('/?sel=act_hostile~act_osce&tab=time', async (page) => {
      const chart = panel(page)
        .locator('figure')
        .filter({ has: page.getByRole('group', { name: 'Claims over time' }) });
      const bar = (when: string) => chart.getByRole('button', { name: new RegExp(`^${when}`) }).locator('i > i');
      const height = (when: string) => bar(when).evaluate((one) => (one as HTMLElement).style.blockSize);
      // One that day and the decade; one only of the decade.
      expect(await height('Mar 2020')).toBe('50%');
      expect(await height('Apr 2020')).toBe('0%');
      const ends = await chart
        .locator('em')
        .evaluateAll((all) => all.map((one) => one.parentElement?.getBoundingClientRect()));
      expect(ends).toHaveLength(2);
      const bars = await chart.getByRole('group', { name: 'Claims over time' }).boundingBox();
      expect(ends[0]?.left).toBeCloseTo(bars?.x ?? 0, 0);
      expect(ends[1]?.right).toBeCloseTo((bars?.x ?? 0) + (bars?.width ?? 0), 0);
    });
  });

  test('the card of a source without claims asks for no other filter where there is none', async () => {
    await write('addSource', { id: 'src_unused', kind: 'POST', title: 'Unused', text: 'Nothing.' });
    await site.read('/?sel=src_unused', async (page) => {
      await panel(page).getByText('No claim is recorded here yet.').waitFor();
    });
    await site.read('/?sel=src_unused&stances=opposes', async (page) => {
      await panel(page).getByText('take a filter off').waitFor();
    });
  });

  test('both ways: the way back has its own count, and opens as an edge', async () => {
    const back = await relation('act_ukraine', 'act_russia');
    await site.read('/?sel=act_russia~act_ukraine&tab=back', async (page) => {
      await panel(page)
        .getByRole('link', { name: `Read all ${back?.n} claims` })
        .click();
      await page.waitForURL(/sel=act_ukraine~act_russia/);
      await panel(page).getByText(`${back?.n} claims ·`).waitFor();
    });
  });

  test('a name in the panel is a link to its page, and a plain press changes the selection instead', async () => {
    await site.read('/?sel=act_russia~act_nato', async (page) => {
      const name = panel(page).getByRole('heading', { level: 2 }).getByRole('link', { name: 'NATO' });
      expect(await name.getAttribute('href')).toBe('/actor/act_nato');
      await name.click();
      await panel(page).getByRole('heading', { level: 2, name: 'NATO' }).waitFor();
      expect(new URL(page.url()).pathname).toBe('/');
      await page.goBack();
      await panel(page)
        .getByRole('heading', { level: 2, name: /Russia/ })
        .waitFor();
    });
  });

  test('the card of an actor counts as the API counts, and its rows open edges', async () => {
    const { actor } = await site.ask<{ actor: { claimCounts: { asSpeaker: number; asTarget: number } } }>(
      '{ actor(id: "act_russia") { claimCounts { asSpeaker asTarget } } }',
    );
    const { asSpeaker, asTarget } = actor.claimCounts;
    await site.read('/?sel=act_russia', async (page) => {
      await panel(page).getByText(`Speaks in ${asSpeaker} claims, is spoken about in ${asTarget}.`).waitFor();
      await tab(page, /^Says/).click();
      await panel(page).getByText(`That is all ${asSpeaker} claims.`).waitFor();
      await tab(page, /^Said about it/).click();
      await panel(page)
        .getByText(asTarget > 20 ? `20 of ${asTarget} claims shown.` : `That is all ${asTarget} claims.`)
        .waitFor();
      await tab(page, /^Overview/).click();
      await panel(page).getByRole('link', { name: /^NATO/ }).first().click();
      await page.waitForURL(/sel=act_russia~act_nato/);
    });
  });

  test('a quote opens its source at exactly its words', async () => {
    await site.read('/?sel=act_russia~act_nato', async (page) => {
      const figure = articles(page).locator('figure').last();
      const words = (await figure.locator('mark').textContent()) ?? '';
      expect(words.length).toBeGreaterThan(10);
      await figure.getByRole('link').click();
      await page.waitForURL(/\/source\/.*quote=\d+-\d+/);
      await markedIs(page, words);
      await inSight(page);
      expect(await page.getByTestId('live').textContent()).toContain(words);
    });
  });

  test('positions count code points: letters of two units before the words do not shift them', async () => {
    const start = [...TEXT.slice(0, TEXT.indexOf(WORDS[16] ?? ''))].length;
    const words = WORDS[16] ?? '';
    expect(TEXT.indexOf(words)).toBeGreaterThan(start);
    await site.read(`/source/src_odd?quote=${start}-${start + [...words].length}`, async (page) => {
      await markedIs(page, words);
      await inSight(page);
    });
  });

  test('beside the text each claim marks its own words, and the address follows', async () => {
    await site.read('/source/src_odd', async (page) => {
      const list = page.getByRole('complementary');
      await list.getByText('25 claims taken from it').waitFor();
      expect(await marked(page)).toBe('');
      await list.getByRole('link', { name: /Claim 20:/ }).click();
      await markedIs(page, WORDS[19] ?? '');
      await inSight(page);
      expect(new URL(page.url()).searchParams.get('quote')).toMatch(/^\d+-\d+$/);
      await list.getByRole('link', { name: /Claim 3:/ }).click();
      await markedIs(page, WORDS[2] ?? '');
      await inSight(page);
      await page.reload();
      await markedIs(page, WORDS[2] ?? '');
    });
  });

  test('pressing on quoted words of the text chooses their claim', async () => {
    await site.read('/source/src_odd', async (page) => {
      await page.getByText('25 claims taken from it').waitFor();
      const at = await page.evaluate(() => {
        const range = ([...(CSS.highlights.get('on-record-quoted') ?? [])] as Range[])[1];
        const box = range?.getBoundingClientRect();
        return { x: (box?.left ?? 0) + 12, y: (box?.top ?? 0) + 8 };
      });
      await page.mouse.click(at.x, at.y);
      await markedIs(page, WORDS[1] ?? '');
    });
  });

  test('a position beyond the text marks nothing and says so', async () => {
    await site.read('/source/src_odd?quote=100-999999', async (page) => {
      await page.getByRole('alert').getByText('Quote not found in this version').waitFor();
      expect(await marked(page)).toBe('');
    });
  });

  test('words that an edit took away are not found, and nothing similar is marked', async () => {
    const exact = 'the border will stay open';
    await write('addSource', {
      id: 'src_edited',
      kind: 'POST',
      title: 'Edited',
      text: `He said that ${exact}. So be it.`,
    });
    await write('addClaim', {
      id: 'clm_edited',
      speakers: ['act_hostile'],
      proposition: 'The border stays open.',
      targets: [{ target: { actor: 'act_ukraine' }, stance: 'NEUTRAL' }],
      quotes: [{ source: 'src_edited', exact }],
    });
    const { source } = await site.ask<{ source: { version: number } }>('{ source(id: "src_edited") { version } }');
    await site.read('/claim/clm_edited', async (page) => {
      await markedIs(page, exact);
    });
    await write('editSource', {
      id: 'src_edited',
      baseVersion: source.version,
      text: 'He said that the border will stay closed. So be it.',
    });
    await site.read('/claim/clm_edited', async (page) => {
      await page.getByRole('alert').getByText('Quote not found in this version').waitFor();
      expect(await marked(page)).toBe('');
    });
    await site.read('/source/src_edited', async (page) => {
      await page.getByRole('button', { name: /The border stays open/ }).click();
      await page.getByRole('alert').getByText(exact).waitFor();
      expect(await marked(page)).toBe('');
    });
  });

  test('words that an edit puts where a quote stood are not marked for it when they are those of another speaker', async () => {
    const said = ['A', 'B', 'C'].map((letter) => `Member ${letter}: I agree.`);
    const [a = '', b = '', c = ''] = said;
    await write('addSource', { id: 'src_minutes', kind: 'TRANSCRIPT', title: 'Minutes', text: said.join('\n') });
    await write('addClaim', {
      id: 'clm_b-agrees',
      speakers: ['act_hostile'],
      proposition: 'Member B agrees.',
      targets: [{ target: { actor: 'act_ukraine' }, stance: 'SUPPORTS' }],
      quotes: [{ source: 'src_minutes', exact: 'I agree.', prefix: 'Member B: ' }],
    });
    const { source } = await site.ask<{ source: { version: number } }>('{ source(id: "src_minutes") { version } }');
    await site.read('/claim/clm_b-agrees', async (page) => {
      await markedIs(page, 'I agree.');
    });
    await write('editSource', { id: 'src_minutes', baseVersion: source.version, text: [b, a, c].join('\n') });
    await site.read('/claim/clm_b-agrees', async (page) => {
      await page.getByRole('alert').getByText('The words stand elsewhere now').waitFor();
      expect(await marked(page)).toBe('');
      await page.getByRole('link', { name: 'Minutes' }).first().click();
      await page.getByRole('button', { name: /Member B agrees/ }).click();
      await page.getByRole('alert').getByText('elsewhere or in other surroundings').waitFor();
      expect(await marked(page)).toBe('');
    });
    // A link that was copied before the edit.
    await site.read('/source/src_minutes?quote=29-37', async (page) => {
      await page.getByRole('alert').getByText('elsewhere or in other surroundings').waitFor();
      expect(await marked(page)).toBe('');
    });
  });

  test('the words of a claim that does not count are found too, and called what they are', async () => {
    const { claim } = await site.ask<{ claim: { status: string; quotes: { exact: string }[] } }>(
      '{ claim(id: "clm_kiev-talks-of-key-ally") { status quotes { exact } } }',
    );
    expect(claim.status).toBe('PROPOSED');
    await site.read('/claim/clm_kiev-talks-of-key-ally', async (page) => {
      await page.getByText('Nobody has reviewed it yet.').waitFor();
      await page.getByRole('link', { name: 'Briefing: how Kiev sees it' }).click();
      await page.waitForURL(/\/source\//);
      await markedIs(page, claim.quotes[0]?.exact ?? '');
      await page.locator('li:has([aria-current])').getByText('proposed').waitFor();
      expect(await page.getByText('No claim quotes').count()).toBe(0);
    });
  });

  test('a position that no claim quotes is marked as the link asks, and called so', async () => {
    await site.read('/source/src_odd?quote=0-2', async (page) => {
      await markedIs(page, '𝔊𝔊');
      await page.getByText('No claim quotes exactly these words').waitFor();
    });
  });

  test('a source without its text says so, and shows what is known of it', async () => {
    await site.read('/source/src_article', async (page) => {
      await page.getByText('The text is not stored here').waitFor();
      await page.getByText('0877fd0cfd9e27c7fe16ab514ef32c82f70cfbc02eaa92d44a6643ad512a4acb').waitFor();
    });
  });

  test('a briefing says what it is based on, and the article leads to the claims of its briefings', async () => {
    const { claims, sources } = await site.ask<{
      claims: { totalCount: number };
      sources: { nodes: { recordId: string; title: string; claims: { totalCount: number } }[] };
    }>(
      `{ claims(filter: { sources: ["src_briefing-demands", "src_briefing-talks", "src_briefing-kiev", "src_briefing-road"] }) { totalCount }
        sources(filter: { basedOn: ["src_article"] }, orderBy: TITLE_ASC) { nodes { recordId title claims { totalCount } } } }`,
    );
    expect(sources.nodes.map(({ recordId }) => recordId)).toEqual([
      'src_briefing-kiev',
      'src_briefing-demands',
      'src_briefing-road',
      'src_briefing-talks',
    ]);
    await site.read('/source/src_briefing-talks', async (page) => {
      await page.getByText('Based on Negotiations with the West: What Putin wants from NATO').waitFor();
      await page
        .getByRole('link', { name: /^Negotiations with the West/ })
        .first()
        .click();
      await page.waitForURL(/\/source\/src_article/);
      const based = page
        .locator('section')
        .filter({ has: page.getByRole('heading', { name: 'Based on it', exact: true }) });
      await based.waitFor();
      expect(await based.getByRole('listitem').allTextContents()).toEqual(
        sources.nodes.map((one) => `${one.title} briefing · On Record · ${one.claims.totalCount}\u00a0claims`),
      );
      await page.getByText(`20 of ${claims.totalCount} claims shown.`).waitFor();
      await based.getByRole('link', { name: 'Briefing: the demands' }).click();
      await page.waitForURL(/\/source\/src_briefing-demands/);
    });
    await site.read('/claim/clm_putin-legally-binding', async (page) => {
      await page.getByText('Based on Negotiations with the West: What Putin wants from NATO').waitFor();
      expect(await page.getByText('in direct speech').count()).toBe(0);
    });
  });

  test('an utterance that is printed in pieces stands as one, and all of its pieces are marked', async () => {
    const text = '𝔊 “We will”, he said, “not sign”. In the evening he said: “We will not sign”.';
    await write('addSource', { id: 'src_pieces', kind: 'ARTICLE', title: 'In pieces', text });
    await write('addClaim', {
      id: 'clm_pieces',
      speakers: ['act_hostile'],
      proposition: 'They will not sign.',
      targets: [{ target: { actor: 'act_ukraine' }, stance: 'OPPOSES' }],
      quotes: [
        { source: 'src_pieces', exact: 'We will', start: 3, end: 10, passage: 1 },
        { source: 'src_pieces', exact: 'not sign', start: 23, end: 31, passage: 1 },
        { source: 'src_pieces', exact: 'We will not sign', passage: 2 },
      ],
    });
    await site.read('/?sel=act_hostile~act_ukraine', async (page) => {
      const article = articles(page).filter({ hasText: 'They will not sign.' });
      await article.waitFor();
      const quotes = await article.locator('figure blockquote').allTextContents();
      expect(quotes).toEqual([
        '𝔊 “We will … not sign”. In the evening he said: “We …',
        '… In the evening he said: “We will not sign”.',
      ]);
      expect(await article.locator('figure').first().locator('mark').allTextContents()).toEqual([
        'We will',
        'not sign',
      ]);
      await article.locator('figure').first().getByRole('link', { name: 'piece 2' }).click();
      await markedIs(page, 'not sign');
    });
    await site.read('/claim/clm_pieces', async (page) => {
      await markedIs(page, 'We willnot sign');
      await page.getByRole('button', { name: 'Quote 2 of 2' }).click();
      await markedIs(page, 'We will not sign');
      await page.getByRole('button', { name: 'We will … not sign' }).click();
      await markedIs(page, 'We willnot sign');
    });
  });

  describe('an utterance in three pieces, whose text an edit moved', () => {
    const PIECES = ['We will not yield', 'and we shall not ask', "for anybody's permission"];
    const before =
      'Opening. "We will not yield," he said, "and we shall not ask" - he looked up - "for anybody\'s permission."';
    const quotes = PIECES.map((exact) => ({ source: 'src_three', exact, passage: 1 }));

    beforeAll(async () => {
      await write('addSource', { id: 'src_three', kind: 'ARTICLE', title: 'Speech in pieces', text: before });
      await write('addSource', {
        id: 'src_three-of',
        kind: 'ARTICLE',
        title: 'Its minutes',
        text: 'Minutes.',
        basedOn: ['src_three'],
      });
      await write('addClaim', {
        id: 'clm_three',
        speakers: ['act_hostile'],
        proposition: 'They will not ask.',
        targets: [{ target: { actor: 'act_ukraine' }, stance: 'OPPOSES' }],
        quotes,
      });
      await write('addClaim', {
        id: 'clm_three-of',
        speakers: ['act_hostile'],
        proposition: 'It was minuted.',
        targets: [{ target: { actor: 'act_ukraine' }, stance: 'OPPOSES' }],
        quotes: [{ source: 'src_three-of', exact: 'Minutes' }],
      });
    });

    test('is one row beside its source, whose pieces can be chosen each', async () => {
      await site.read('/source/src_three', async (page) => {
        const row = page.locator('aside li');
        await row.getByRole('link', { name: 'They will not ask.' }).click();
        expect(await row.count()).toBe(1);
        await markedIs(page, PIECES[0] ?? '');
        await row.getByRole('link', { name: 'piece 3' }).click();
        await markedIs(page, PIECES[2] ?? '');
      });
    });

    test.each([
      ['wide', { width: 1440, height: 900 }],
      ['narrow', { width: 390, height: 844 }],
    ])(
      'is told of in one box within the pane, %s, and its words are no longer marked anywhere',
      async (_, viewport) => {
        const { source } = await site.ask<{ source: { version: number; text: string } }>(
          '{ source(id: "src_three") { version text } }',
        );
        if (source.text === before) {
          const text = `A new first line.\n\n${before.replace('Opening', 'Then')}`;
          await write('editSource', { id: 'src_three', baseVersion: source.version, text });
        }
        await site.read(
          '/claim/clm_three',
          async (page) => {
            const box = page.getByRole('alert');
            await box.getByText('The words stand elsewhere now').waitFor();
            expect(await box.count()).toBe(1);
            expect(await box.locator('blockquote').allTextContents()).toEqual(PIECES);
            expect(await marked(page)).toBe('');
            const pane = page.getByRole('region', { name: 'Text of the source' });
            expect(await pane.getByRole('alert').count()).toBe(1);
            // What the pane cuts off, it scrolls to: nothing of it lies over what follows.
            const [inner, outer] = await pane.evaluate((one) => [
              one.getBoundingClientRect().bottom,
              one.parentElement?.parentElement?.getBoundingClientRect().bottom ?? 0,
            ]);
            expect(inner).toBeLessThanOrEqual(outer ?? 0);
          },
          { viewport },
        );
        await site.read('/?sel=act_hostile~act_ukraine', async (page) => {
          const figure = articles(page).filter({ hasText: 'They will not ask.' }).locator('figure');
          await figure.getByText('moved by an edit of the text').waitFor();
          expect(await figure.locator('mark').count()).toBe(0);
          await figure.getByRole('link', { name: 'Speech in pieces, piece 1' }).waitFor();
        });
      },
    );

    test('what its source is based on stands in line with the text', async () => {
      await site.read('/claim/clm_three-of', async (page) => {
        const lefts = await page
          .getByText('Based on')
          .first()
          .evaluate((note) => {
            const text = note.parentElement?.querySelector('section');
            const inner = (one: Element) =>
              one.getBoundingClientRect().left + Number.parseFloat(getComputedStyle(one).paddingLeft);
            return [inner(note), text ? inner(text) : Number.NaN];
          });
        expect(lefts[0]).toBe(lefts[1]);
      });
    });
  });

  test('the page of a claim has its source beside it, at the words, and each quote moves them', async () => {
    const { claim } = await site.ask<{ claim: { quotes: { exact: string }[] } }>(
      '{ claim(id: "clm_membership-unrealistic") { quotes { exact } } }',
    );
    expect(claim.quotes.length).toBeGreaterThan(1);
    await site.read('/claim/clm_membership-unrealistic', async (page) => {
      await markedIs(page, claim.quotes[0]?.exact ?? '');
      await inSight(page);
      await page.getByRole('button', { name: claim.quotes[1]?.exact ?? '' }).click();
      await markedIs(page, claim.quotes[1]?.exact ?? '');
      await inSight(page);
    });
  });

  test.each([
    ['wide', { width: 1440, height: 900 }],
    ['narrow', { width: 390, height: 844 }],
  ])('the source beside a claim scrolls in its own pane, %s: the page begins at the claim', async (_, viewport) => {
    await site.read(
      '/claim/clm_odd-25',
      async (page) => {
        await markedIs(page, WORDS[24] ?? '');
        await page.waitForFunction(() => {
          const pane = document.querySelector('section[aria-label="Text of the source"]');
          return pane !== null && pane.scrollTop > 0 && pane.scrollHeight > pane.clientHeight;
        });
        expect(await page.evaluate(() => scrollY)).toBe(0);
      },
      { viewport },
    );
  });

  test('the page of a topic has its two sides, as many claims on each as the API counts', async () => {
    const { supports, opposes } = await site.ask<Record<string, { totalCount: number }>>(
      `{ supports: claims(filter: { targets: ["top_nato-enlargement"], stances: [SUPPORTS] }) { totalCount }
         opposes: claims(filter: { targets: ["top_nato-enlargement"], stances: [OPPOSES] }) { totalCount } }`,
    );
    expect(opposes?.totalCount).toBeGreaterThan(0);
    await site.read('/topic/top_nato-enlargement', async (page) => {
      await page.getByRole('heading', { level: 2, name: `For it ${supports?.totalCount}` }).waitFor();
      await page.getByRole('heading', { level: 2, name: `Against it ${opposes?.totalCount}` }).waitFor();
    });
  });

  test.each(['/actor/act_none', '/event/evt_none', '/topic/top_none', '/source/src_none', '/claim/clm_none'])(
    '%s says that there is no such record',
    async (address) => {
      await site.read(address, async (page) => {
        await page.getByRole('heading', { name: /^There is no record/ }).waitFor();
      });
    },
  );

  test.each(['/?sel=act_hostile~act_nato', '/source/src_odd', '/actor/act_hostile', '/claim/clm_odd-1'])(
    'hostile text stays text: %s',
    async (address) => {
      await site.read(address, async (page) => {
        await page.getByText(HOSTILE, { exact: false }).first().waitFor();
        expect(await page.locator('main img').count()).toBe(0);
        expect(await page.title()).not.toBe('owned');
      });
    },
  );
});
