// The set seed/un-general-assembly as rows in import order: states, issues, one source and one event per roll call, one claim
// per vote. Rows say what is known and leave out the rest, as one would write them, so they are the same whatever fields a kind
// gains. They are made while they are read, from packed roll calls of 4 MB, so a consumer decides what is held.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Id, RecordOf, Stance } from '../domain/records.ts';

/** As a line of an import holds it. */
export type UnRow =
  | NamedRow<'actor'>
  | NamedRow<'topic'>
  | ReturnType<typeof sourceOf | typeof eventOf | typeof claimOf>;

type Row<K extends keyof RecordOf> = { record: K } & Given<RecordOf[K]>;
type NamedRow<K extends keyof RecordOf> = Row<K> & { id: Id; name: string };

/** Any of the fields that a record has, and within lists any of each item's. */
type Given<T> = T extends readonly (infer Item)[]
  ? readonly Given<Item>[]
  : T extends object
    ? { [F in keyof T]?: Given<T[F]> }
    : T;

interface RollCall {
  rcid: number;
  date: string;
  session: number;
  resolution: string | null;
  /** The vote was on an amendment, or on a part of the text. */
  amendment: boolean;
  paragraph: boolean;
  title: string;
  description: string | null;
  /** Short names of issues: the rest of a topic's id. */
  issues: string[];
  /** One letter per state, in the order of actors.jsonl. */
  votes: string;
}

interface Vote {
  word: string;
  verb: string;
  stance: Stance;
}

const VOTES: Readonly<Record<string, Vote>> = {
  y: { word: 'yes', verb: 'voted yes', stance: 'SUPPORTS' },
  n: { word: 'no', verb: 'voted no', stance: 'OPPOSES' },
  a: { word: 'abstain', verb: 'abstained', stance: 'NEUTRAL' },
};
const NOT_CAST = '-';
const FOLDER = new URL('../../seed/un-general-assembly/', import.meta.url);
const DATASET = 'UN General Assembly voting data (Erik Voeten; unvotes)';
const DATASET_URL = 'https://github.com/dgrtwo/unvotes';
const DATASET_DAY = '2021-03-08';
/** Of a title, in a proposition: a claim is one of 870,109. */
const SHORT_TITLE = 80;

/** The same rows in the same order each time; `limit` takes the first so many roll calls by number. */
export function* unGeneralAssembly({ limit }: { limit?: number } = {}): Generator<UnRow, void> {
  const actors = readLines<NamedRow<'actor'>>('actors.jsonl');
  const topics = readLines<NamedRow<'topic'>>('topics.jsonl');
  const issues = new Map(topics.map(({ id, name }) => [id.slice('top_un-'.length), name]));
  const rollCalls = readPacked('roll-calls.jsonl.gz').slice(0, limit);

  yield* actors;
  yield* topics;
  for (const line of rollCalls) yield sourceOf(JSON.parse(line) as RollCall);
  for (const line of rollCalls) yield eventOf(JSON.parse(line) as RollCall, issues);
  for (const line of rollCalls) {
    const rollCall = JSON.parse(line) as RollCall;
    const about = shorten(nameOf(rollCall));
    for (let state = 0; state < actors.length; state++) {
      const letter = rollCall.votes[state];
      if (letter === undefined || letter === NOT_CAST) continue;
      const vote = VOTES[letter];
      const actor = actors[state];
      if (vote === undefined || actor === undefined)
        throw new Error(`roll call ${rollCall.rcid} holds the vote "${letter}"; it can be y, n, a or -`);
      yield claimOf(rollCall, about, actor, vote);
    }
  }
}

function sourceOf(rollCall: RollCall) {
  return {
    record: 'source',
    id: `src_un-${rollCall.rcid}`,
    kind: 'DATASET',
    title: `UN General Assembly, roll call ${rollCall.rcid} of ${rollCall.date}: ${nameOf(rollCall)}`,
    url: DATASET_URL,
    publisher: DATASET,
    published: DATASET_DAY,
    language: 'en',
    licence: 'CC0-1.0',
  } satisfies Row<'source'>;
}

function eventOf(rollCall: RollCall, issues: ReadonlyMap<string, string>) {
  const { rcid, session, resolution, amendment, paragraph, description } = rollCall;
  const names = rollCall.issues.map((issue) => issues.get(issue) ?? issue);
  const facts = [
    `Session ${session}.`,
    resolution === null ? '' : `Resolution ${resolution}.`,
    amendment ? 'On an amendment.' : '',
    paragraph ? 'On a part of the text.' : '',
    names.length === 0 ? '' : `Issues: ${names.join('; ')}.`,
    description ?? '',
  ];
  return {
    record: 'event',
    id: `evt_un-${rcid}`,
    kind: 'VOTE',
    name: nameOf(rollCall),
    description: facts.filter((fact) => fact !== '').join(' '),
    when: rollCall.date,
    externalIds: [{ scheme: 'unvotes', value: String(rcid) }],
  } satisfies Row<'event'>;
}

function claimOf(rollCall: RollCall, about: string, state: { id: Id; name: string }, vote: Vote) {
  return {
    record: 'claim',
    id: `clm_un-${rollCall.rcid}-${state.id.slice('act_un-'.length)}`,
    speakers: [state.id],
    proposition: `${state.name} ${vote.verb} in roll call ${rollCall.rcid}: ${about}.`,
    saidOn: rollCall.date,
    targets: [{ target: `evt_un-${rollCall.rcid}`, stance: vote.stance }],
    quotes: [{ source: `src_un-${rollCall.rcid}`, exact: vote.word, locator: state.name }],
    status: 'ACCEPTED',
  } satisfies Row<'claim'>;
}

/** Titles repeat from year to year; with its resolution a roll call is told from most others. */
function nameOf({ title, resolution }: RollCall): string {
  return resolution === null || title.includes(resolution) ? title : `${title} (${resolution})`;
}

function shorten(title: string): string {
  if (title.length <= SHORT_TITLE) return title;
  return `${title.slice(0, title.lastIndexOf(' ', SHORT_TITLE - 2))} …`;
}

function readLines<T>(file: string): T[] {
  return lines(readFileSync(new URL(file, FOLDER), 'utf8')).map((line) => JSON.parse(line) as T);
}

function readPacked(file: string): string[] {
  return lines(gunzipSync(readFileSync(new URL(file, FOLDER))).toString('utf8'));
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}
