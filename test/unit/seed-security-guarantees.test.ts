// The example set holds what its README promises: whole records, quotes that stand where they say, the article's facts in
// words that are not the article's.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sliceCodePoints } from '../../server/domain/code-points.ts';
import { parseEdtf } from '../../server/domain/dates.ts';
import { FaultCollector } from '../../server/domain/faults/fault-collector.ts';
import { pathText } from '../../server/domain/faults/path-text.ts';
import { faultText } from '../../server/domain/faults/text.ts';
import { kindOf } from '../../server/domain/ids.ts';
import { KINDS, specOf } from '../../server/domain/kinds.ts';
import type { Actor, AnyRecord, Claim, Event, Quote, Source, Topic } from '../../server/domain/records.ts';
import { COUNTED_STATUSES } from '../../server/domain/records.ts';

const FOLDER = new URL('../../seed/security-guarantees/', import.meta.url);
/** SHA-256, cut to 12 digits, of every run of eight words in the article: enough to notice a copied sentence, not to read one. */
const RUNS = new Set(
  readFileSync(new URL('../fixtures/article-runs.txt', import.meta.url), 'utf8')
    .trim()
    .split('\n'),
);
const RUN_LENGTH = 8;

const problems: string[] = [];
const actors = read<Actor>('actor', 'actors.jsonl');
const topics = read<Topic>('topic', 'topics.jsonl');
const sources = read<Source>('source', 'sources.jsonl');
const events = read<Event>('event', 'events.jsonl');
const claims = read<Claim>('claim', 'claims.jsonl');
const records = new Map<string, AnyRecord>(
  [...actors, ...topics, ...sources, ...events, ...claims].map((record) => [record.id, record]),
);
const briefings = sources.filter(({ kind }) => kind === 'BRIEFING');
const counted = claims.filter(({ status }) => COUNTED_STATUSES.includes(status));

function read<R extends AnyRecord>(kind: keyof typeof KINDS, file: string): R[] {
  const lines = readFileSync(new URL(file, FOLDER), 'utf8').trimEnd().split('\n');
  return lines.flatMap((line, index) => {
    const { record, ...input } = JSON.parse(line) as { record: string };
    const faults = new FaultCollector();
    const parsed = specOf(kind).parse(input, faults);
    if (record !== kind) problems.push(`${file}:${index + 1} is of kind ${record}`);
    problems.push(...faults.list.map((fault) => `${file}:${index + 1} ${faultText(fault)}`));
    return parsed === null ? [] : [parsed as R];
  });
}

function claim(rest: string): Claim {
  const found = claims.find(({ id }) => id === `clm_${rest}`);
  if (found === undefined) throw new Error(`no claim clm_${rest}`);
  return found;
}

function stance(of: Claim, target: string): string | undefined {
  return of.targets.find((candidate) => candidate.target === target)?.stance;
}

function copiedRuns(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+(?:’[\p{L}\p{N}]+)?/gu) ?? [];
  return words
    .map((_, index) => words.slice(index, index + RUN_LENGTH))
    .filter((run) => run.length === RUN_LENGTH)
    .map((run) => run.join(' '))
    .filter((run) => RUNS.has(createHash('sha256').update(run).digest('hex').slice(0, 12)));
}

describe('the example set as records', () => {
  test('every line is a whole record', () => {
    expect(problems).toEqual([]);
    expect(records.size).toBe(actors.length + topics.length + sources.length + events.length + claims.length);
  });

  test('every reference resolves, and only claims refer forward', () => {
    const ranks = new Map([...records.keys()].map((id, rank) => [id, rank]));
    const wrong = [...records].flatMap(([id, record]) => {
      const kind = kindOf(id);
      if (kind === null) return [id];
      return specOf(kind)
        .refs(record)
        .filter((ref) => {
          const at = ranks.get(ref.id);
          const forward = at !== undefined && at > (ranks.get(id) ?? 0) && kind !== 'claim';
          return at === undefined || forward || !ref.kinds.some((allowed) => allowed === kindOf(ref.id));
        })
        .map((ref) => `${id} ${pathText(ref.path)} ${ref.id}`);
    });
    expect(wrong).toEqual([]);
  });

  test('has the size that its README names', () => {
    const readme = readFileSync(new URL('README.md', FOLDER), 'utf8');
    const named = Object.fromEntries(
      [...readme.matchAll(/^\| (\w+) +\| (\d+) +\|/gm)].map(([, what, count]) => [what, Number(count)]),
    );
    const pairs = new Set<string>();
    for (const { speakers, targets } of counted)
      for (const speaker of speakers)
        for (const { target } of targets) if (target.startsWith('act_')) pairs.add(`${speaker} ${target}`);
    expect(named).toEqual({
      actors: actors.length,
      events: events.length,
      topics: topics.length,
      sources: sources.length,
      claims: claims.length,
      relations: pairs.size,
    });
    expect(actors.length).toBeGreaterThanOrEqual(20);
    expect(events.length).toBeGreaterThanOrEqual(12);
    expect(topics.length).toBeGreaterThanOrEqual(10);
    expect(claims.length).toBeGreaterThanOrEqual(50);
    expect(pairs.size).toBeGreaterThanOrEqual(40);
  });
});

describe('its quotes', () => {
  const quotes = [...claims, ...events].flatMap((record) =>
    record.quotes.map((quote): [string, Quote] => [record.id, quote]),
  );

  test('stand in the text at their code points, with 32 code points around them', () => {
    const wrong = quotes.filter(([, { source, exact, prefix, suffix, start, end, state }]) => {
      const text = (records.get(source) as Source).text;
      if (text === null || start === null || end === null || state !== 'EXACT') return true;
      return (
        sliceCodePoints(text, start, end) !== exact ||
        sliceCodePoints(text, Math.max(0, start - 32), start) !== prefix ||
        sliceCodePoints(text, end, end + 32) !== suffix
      );
    });
    expect(wrong).toEqual([]);
    expect(quotes.length).toBeGreaterThan(claims.length);
  });

  test('are found once each, so no anchor is ambiguous', () => {
    const texts = new Map(briefings.map(({ id, text }) => [id, text ?? '']));
    expect(quotes.filter(([, { source, exact }]) => texts.get(source)?.split(exact).length !== 2)).toEqual([]);
  });

  test('name the paragraph that holds them', () => {
    const wrong = quotes.filter(([, { source, start, locator }]) => {
      const before = sliceCodePoints((records.get(source) as Source).text ?? '', 0, start ?? 0);
      return !locator?.startsWith(`paragraph ${before.split('\n\n').length} `);
    });
    expect(wrong).toEqual([]);
  });

  test('lie behind letters that bytes count otherwise', () => {
    const shifted = quotes.filter(([, { source, start }]) => {
      const before = sliceCodePoints((records.get(source) as Source).text ?? '', 0, start ?? 0);
      return Buffer.byteLength(before) !== start;
    });
    expect(shifted.length).toBeGreaterThan(quotes.length / 2);
  });
});

describe('its briefings', () => {
  test.each(briefings.map(({ title, text }) => [title, text ?? '']))(
    '%s is short, in NFC and names the article',
    (_, text) => {
      expect(text.normalize('NFC')).toBe(text);
      const words = text.split(/\s+/).length;
      expect(words).toBeGreaterThanOrEqual(150);
      expect(words).toBeLessThanOrEqual(350);
      expect(text).toContain('Denis Trubetskoy’s article “What Putin wants from NATO”');
    },
  );

  test('have no eight words in a row from the article, and neither has any other text of the set', () => {
    const copied = [...records.values()]
      .filter(({ id }) => id !== 'src_article')
      .flatMap((record) =>
        strings(record)
          .flatMap(copiedRuns)
          .map((run) => `${record.id}: ${run}`),
      );
    expect(copied).toEqual([]);
    // The article's own title is such a run, so the comparison does find what it looks for.
    expect(copiedRuns((records.get('src_article') as Source).title)).not.toEqual([]);
  });

  test('are in the words of the project; the article itself has no text here', () => {
    expect(records.get('src_article')).toMatchObject({ text: null, kind: 'ARTICLE', publisher: 'site-34' });
    expect((records.get('src_article') as Source).sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(briefings.map(({ basedOn }) => basedOn)).toEqual(briefings.map(() => ['src_article']));
    expect(new Set(briefings.map(({ licence, publisher }) => `${publisher}, ${licence}`))).toEqual(
      new Set(['On Record, CC BY 4.0']),
    );
  });
});

function strings(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

describe('what a news article demands', () => {
  test('one man is found under each of his names', () => {
    const zelenskyi = KINDS.actor.names(records.get('act_zelenskyi') as Actor);
    for (const name of ['Volodymyr Zelenskyi', 'Volodymyr Selenskyj', 'Володимир Зеленський'])
      expect(zelenskyi).toContain(name);
  });

  test.each([
    ['Kiev', 'act_ukraine'],
    ['Moscow', 'act_russia'],
    ['the Kremlin', 'act_russia'],
    ['Washington', 'act_united-states'],
    ['Berlin', 'act_germany'],
  ])('%s is a metonym of one state', (metonym, id) => {
    const bearers = actors.filter(({ names }) =>
      names.some(({ text, kind }) => text === metonym && kind === 'METONYM'),
    );
    expect(bearers.map((actor) => actor.id)).toEqual([id]);
    expect(actors.filter(({ name }) => name === metonym)).toEqual([]);
  });

  test('Moscow is a place where something happens there, and no state in a proper name', () => {
    expect(records.get('evt_moscow-talks')).toMatchObject({ place: 'Moscow' });
    expect((records.get('act_carnegie-moscow-center') as Actor).kind).toBe('ORGANIZATION');
  });

  test('joint speakers', () => {
    expect(claim('nord-stream-sanctions-threat').speakers).toEqual(['act_united-states', 'act_germany']);
    expect(claim('drafts-no-bases').speakers).toEqual(['act_russian-foreign-ministry', 'act_russia']);
  });

  test('nobody speaks directly: the words are those of the briefings; a locator says what the article has in quotation marks', () => {
    expect(claims.filter(({ directSpeech }) => directSpeech)).toEqual([]);
    const printed = claims.filter(({ quotes }) => quotes.some(({ locator }) => locator?.includes('quotation marks')));
    expect(printed.map(({ id }) => id.slice(4))).toEqual([
      'putin-legally-binding',
      'frolov-revision',
      'frolov-own-terms',
      'kremlin-solution',
      'frolov-opens-door',
      'kremlin-appropriation',
    ]);
  });

  test('nobody is the channel of his own words', () => {
    const own = claims.filter(({ speakers, via }) =>
      via.some(({ actor }) => actor !== null && speakers.includes(actor)),
    );
    expect(own).toEqual([]);
    const drafts = claims.filter(({ at }) => at === 'evt_draft-treaties');
    expect(drafts).toHaveLength(4);
    for (const { speakers } of drafts) expect(speakers).toContain('act_russian-foreign-ministry');
  });

  test('what was said at a time of its own was said at an event', () => {
    expect(claim('putin-legally-binding')).toMatchObject({ at: 'evt_putin-legal-guarantees' });
    expect(claim('biden-assures-support')).toMatchObject({ at: 'evt_biden-assurance' });
    for (const { at, saidOn } of [claim('putin-legally-binding'), claim('biden-assures-support')])
      expect((records.get(at ?? '') as Event).when).toBe(saidOn);
  });

  test('one who is not named is an actor all the same', () => {
    const calls = records.get('evt_normandy-calls') as Event;
    expect(calls.participants.map(({ actor }) => actor)).toContain('act_normandy-representative');
    expect((records.get('act_normandy-representative') as Actor).roles.map((role) => role.in)).toEqual([
      'act_ukraine',
      'act_normandy-format',
    ]);
    expect(calls.quotes.map(({ passage }) => passage)).toEqual([1, 1]);
  });

  test.each([
    ['evt_ceasefire', '../2021-21'],
    ['evt_detente', '2019~'],
    ['evt_biden-european-leaders', '[2021-12-01..2022-01-10]'],
    ['evt_biden-zelenskyi-call', '[2021-12-01..2022-01-10]'],
  ])('%s has the date that the rule gives it', (id, when) => {
    expect((records.get(id) as Event).when).toBe(when);
  });

  test('a quotation inside a quotation keeps its hops, outermost first', () => {
    expect(claim('frolov-opens-door').via.map(({ actor }) => actor)).toEqual(['act_carnegie-moscow-center']);
    expect(claim('kremlin-appropriation').via.map(({ actor }) => actor)).toEqual([
      'act_carnegie-moscow-center',
      'act_frolov',
    ]);
  });

  test('a claim about a claim', () => {
    expect(stance(claim('kiev-cautious-about-promise'), 'clm_biden-assures-support')).toBe('MIXED');
    expect(stance(claim('declaration-vague'), 'clm_nord-stream-sanctions-threat')).toBe('OPPOSES');
  });

  test('one claim, printed in two sources', () => {
    const twice = claims.filter(({ quotes }) => new Set(quotes.map(({ source }) => source)).size > 1);
    expect(twice.map(({ id }) => id)).toContain('clm_ukraine-uneasy-left-out');
  });

  test('a change of stance, in the order of time', () => {
    for (const [first, then] of [
      ['zelenskyi-cautious-first', 'zelenskyi-only-solution'],
      ['public-divided', 'public-for-joining'],
    ] as const) {
      const [before, after] = [claim(first), claim(then)];
      expect([stance(before, 'top_ukraine-joins-nato'), stance(after, 'top_ukraine-joins-nato')]).toEqual([
        'MIXED',
        'SUPPORTS',
      ]);
      const [latest, earliest] = [parseEdtf(before.saidOn ?? '').latest, parseEdtf(after.saidOn ?? '').earliest];
      expect([latest, earliest].sort()).toEqual([latest, earliest]);
      expect(latest).not.toBe(earliest);
    }
  });

  test('planned events on their days', () => {
    const planned = events.filter(({ status }) => status === 'PLANNED').map(({ when }) => when);
    expect(planned).toEqual(['2022-01-10', '2022-01-12', '2022-01-13']);
  });

  test.each(['2014-21', '2021-22', '2021-21', '2019-21', '2021-11/..', null])('an event dated %s', (when) => {
    expect(events.filter((event) => event.when === when)).not.toEqual([]);
  });

  test('the narrator speaks in his own voice, and reports everyone else', () => {
    const own = claims.filter(({ speakers }) => speakers.includes('act_trubetskoy'));
    expect(own.length).toBeGreaterThan(15);
    expect(new Set(own.flatMap(({ reporters }) => reporters))).toEqual(new Set(['act_site-34']));
    const others = claims.filter(({ speakers }) => !speakers.includes('act_trubetskoy'));
    expect(others.filter(({ reporters }) => !reporters.includes('act_trubetskoy'))).toEqual([]);
  });

  test('hedges, links and statuses occur', () => {
    const count = <T>(values: readonly T[]) =>
      Object.fromEntries(
        [...new Set(values)].sort().map((value) => [value, values.filter((one) => one === value).length]),
      );
    expect(count(claims.map(({ status }) => status))).toMatchObject({ DISPUTED: 1, PROPOSED: 2 });
    expect(Object.keys(count(claims.flatMap(({ links }) => links.map(({ kind }) => kind))))).toEqual([
      'ANSWERS',
      'CONFIRMS',
      'QUALIFIES',
      'REPEATS',
    ]);
    expect(new Set(claims.flatMap(({ targets }) => targets.map((target) => target.stance)))).toEqual(
      new Set(['SUPPORTS', 'OPPOSES', 'NEUTRAL', 'MIXED']),
    );
    expect(claims.filter(({ hedged }) => hedged).length).toBeGreaterThanOrEqual(5);
  });
});
