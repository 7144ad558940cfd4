// Quotes in transcripts that are edited as editors do it: several changes at once, lines and paragraphs moved, swapped, said twice,
// taken out and put in, speakers renamed, sentences added and dropped. Made from the rules of the model alone, apart from
// `refit-quote.test.ts`, whose generator the code was written with: each sentence knows which utterance it belongs to, and goes with it.

import { expect, test } from 'vitest';
import { anchored, findQuote, findRecorded } from '../../server/domain/quotes.ts';
import type { Quote } from '../../server/domain/records.ts';
import { refitQuote } from '../../server/domain/refit-quote.ts';
import { quote } from '../fixtures/records.ts';

interface Sentence {
  text: string;
  /** It is the quoted one, or one of them. */
  quoted: boolean;
}

interface Utterance {
  id: number;
  who: string;
  says: Sentence[];
}

/** Paragraphs of utterances, one to a line. */
type Minutes = Utterance[][];

const SAYINGS =
  'I agree.|We will act.|No.|Yes.|I have nothing to add.|Thank you, Chair.|We oppose this.|That is not so.|Let us vote.'.split(
    '|',
  );
const SPEAKERS = 'Ada|Bo|Cy|Dora|Emil|Frau Ito|Mr Smith|Mrs Smith|Member A|Member B|THE CHAIR|Delegate of Norway'.split(
  '|',
);

/** Xorshift: below one, the same for each seed. */
function randomOf(seed: number): () => number {
  let state = (seed * 2_654_435_761 + 97) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 4_294_967_296;
  };
}

const said = ({ who, says }: Utterance) => `${who}: ${says.map(({ text }) => text).join(' ')}`;
const written = (minutes: Minutes) => `${minutes.map((lines) => lines.map(said).join('\n')).join('\n\n')}\n`;

/** Where each utterance begins. */
function places(minutes: Minutes): { start: number; end: number; utterance: Utterance }[] {
  let start = 0;
  return minutes.flatMap((lines) => {
    const found = lines.map((utterance) => {
      const end = start + said(utterance).length;
      const place = { start, end, utterance };
      start = end + 1;
      return place;
    });
    start++;
    return found;
  });
}

/** Where the quoted sentences stand, while they follow each other. */
function truthIn(minutes: Minutes, count: number): number | null {
  for (const { start, utterance } of places(minutes)) {
    const first = utterance.says.findIndex(({ quoted }) => quoted);
    if (first < 0 || utterance.says.filter(({ quoted }) => quoted).length < count) continue;
    if (!utterance.says.slice(first, first + count).every(({ quoted }) => quoted)) return null;
    const before = utterance.says.slice(0, first).map(({ text }) => `${text} `);
    return start + utterance.who.length + 2 + before.join('').length;
  }
  return null;
}

function generator(seed: number) {
  const random = randomOf(seed);
  const below = (count: number) => Math.floor(random() * count);
  const oneOf = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const several = <T>(most: number, make: () => T): T[] => Array.from({ length: 1 + below(most) }, make);
  const letters = () => several(5, () => String.fromCharCode(97 + below(26))).join('');
  /** Nobody and nothing is called so yet. */
  const unheard = () => `x${letters()}${seed % 10}`;
  const speakers = several(6, () => oneOf(SPEAKERS));
  const sayings = several(4, () => oneOf(SAYINGS));
  let ids = 0;
  const utterance = (who: string): Utterance => ({
    id: ids++,
    who,
    says: several(3, () => ({ text: oneOf(sayings), quoted: false })),
  });
  const copy = ({ who, says }: Utterance): Utterance => ({
    id: ids++,
    who,
    says: says.map(({ text }) => ({ text, quoted: false })),
  });
  const anywhere = (minutes: Minutes, one: Utterance) => {
    const lines = oneOf(minutes);
    lines.splice(below(lines.length + 1), 0, one);
  };

  const changes: ((minutes: Minutes, lines: Utterance[], at: number, one: Utterance) => void)[] = [
    (_, lines, at) => lines.splice(at, 1),
    (_, lines, at) => lines.splice(at, 1),
    (minutes, lines) => minutes.splice(minutes.indexOf(lines), 1),
    (_, lines, at, one) => lines.splice(at + 1, 0, copy(one)),
    (minutes, _lines, _at, one) => anywhere(minutes, copy(one)),
    (minutes, lines, at, one) => {
      lines.splice(at, 1);
      anywhere(minutes, one);
    },
    (minutes, lines) => {
      minutes.splice(minutes.indexOf(lines), 1);
      minutes.splice(below(minutes.length + 1), 0, lines);
    },
    (minutes, _lines, _at, one) => {
      const [was, name, everywhere] = [one.who, unheard(), below(2) === 0];
      for (const other of minutes.flat()) if (other === one || (everywhere && other.who === was)) other.who = name;
    },
    (minutes) => anywhere(minutes, utterance(below(2) === 0 ? unheard() : oneOf(speakers))),
    (_minutes, _lines, _at, { says }) =>
      says.splice(below(says.length + 1), 0, { text: `${unheard()}.`, quoted: false }),
    (_minutes, _lines, _at, { says }) =>
      says.splice(below(says.length + 1), 0, { text: oneOf(sayings), quoted: false }),
    (_minutes, _lines, _at, { says }) => {
      if (says.length > 1) says.splice(below(says.length), 1);
    },
    (minutes, lines, at, one) => {
      const others = oneOf(minutes);
      const with_ = below(others.length);
      [lines[at], others[with_]] = [others[with_] ?? one, one];
    },
  ];

  return {
    below,
    oneOf,
    minutes: several(4, () => several(5, () => utterance(oneOf(speakers)))),
    change(minutes: Minutes) {
      if (minutes.length === 0) minutes.push([utterance(unheard())]);
      const lines = oneOf(minutes);
      const at = below(lines.length);
      oneOf(changes)(minutes, lines, at, lines[at] as Utterance);
      minutes.splice(0, Infinity, ...minutes.filter((left) => left.length > 0));
    },
  };
}

/** What came of a quote in an edit, and the texts where that is wrong. */
type Outcome = 'right' | 'undecided' | 'gone' | 'onlyPlace' | 'sameUtterance' | 'sameSpeaker' | 'wrong';

function* outcomes(seed: number): Generator<{ outcome: Outcome; story: string }> {
  const { below, oneOf, minutes, change } = generator(seed);
  const utterance = oneOf(minutes.flat());
  const first = below(utterance.says.length);
  const sentences = utterance.says.slice(first, first + 1 + below(2));
  for (const sentence of sentences) sentence.quoted = true;
  const exact = sentences.map(({ text }) => text).join(' ');
  let text = written(minutes);
  const start = truthIn(minutes, sentences.length) as number;
  // One in three that may, with the speaker's name as somebody gave it.
  const prefix = first === 0 && below(3) === 0 ? `${utterance.who}: ` : null;
  const asked = { exact, start, end: start + exact.length, prefix };
  const found = findQuote(text, asked);
  if (found.place === null) throw new Error(`${found.state}: ${text}`);
  let kept: Quote = quote(anchored(text, asked, found.place));
  let lastRead = said(utterance);
  /** What a line that was copied is still called, when the quoted one is not. */
  const original = utterance.who;
  for (let edits = 1 + below(3); edits > 0; edits--) {
    const before = text;
    for (let count = 1 + below(4); count > 0; count--) change(minutes);
    text = written(minutes);
    if (text === before) continue;
    const fitted = refitQuote(kept, { before, now: text });
    expect({ ...fitted, state: kept.state }).toEqual(kept);
    kept = fitted;
    const truth = truthIn(minutes, sentences.length);
    const { place } = findRecorded(text, fitted);
    const at = fitted.state === 'EXACT' || fitted.state === 'MOVED' ? (place?.unit ?? null) : null;
    const story = `seed ${seed}: ${fitted.state} at ${at}, not ${truth}\n${JSON.stringify(fitted)}\n${before}---\n${text}`;
    const there = places(minutes).find((one) => at !== null && at >= one.start && at < one.end)?.utterance;
    // As it reads now, or did when it was last there.
    const own = minutes.flat().find(({ id }) => id === utterance.id);
    const names = [original, own?.who];
    const outcome = (): Outcome => {
      if (at === null) return truth === null ? 'gone' : 'undecided';
      if (at === truth) return 'right';
      if (there?.id === utterance.id || (there && [lastRead, own && said(own)].includes(said(there))))
        return 'sameUtterance';
      if (text.split(exact).length === 2) return 'onlyPlace';
      return names.includes(there?.who) ? 'sameSpeaker' : 'wrong';
    };
    yield { outcome: outcome(), story };
    if (at !== null && at !== truth) return;
    lastRead = own === undefined ? lastRead : said(own);
  }
}

test('no quote is put on the words of another speaker, in 10,000 transcripts that are edited', () => {
  const counts: Record<Outcome, number> = {
    right: 0,
    undecided: 0,
    gone: 0,
    onlyPlace: 0,
    sameUtterance: 0,
    sameSpeaker: 0,
    wrong: 0,
  };
  const wrong: string[] = [];
  for (let seed = 1; seed <= 10_000; seed++)
    for (const { outcome, story } of outcomes(seed)) {
      counts[outcome]++;
      if (outcome === 'wrong') wrong.push(story);
    }
  expect(wrong).toEqual([]);
  // Half of those that are still there are found, among so many edits and look-alikes: nobody gives up on all.
  expect(counts.right).toBeGreaterThan(0.9 * counts.undecided);
  expect(counts.gone).toBeGreaterThan(3_000);
  // The quoted words are gone, and stand in one place that is new: MOVED by the rules, which asks for a look.
  expect(counts.onlyPlace).toBeLessThan(200);
  // The same words of the same speaker: of two equal lines no text says which is the copy.
  expect(counts.sameUtterance).toBeLessThan(200);
  expect(counts.sameSpeaker).toBeLessThan(20);
});
