// Makes this set's files from the three tables of the unvotes package, and prints what it repaired:
// `node seed/un-general-assembly/convert.ts <folder with un_votes.csv, un_roll_calls.csv, un_roll_call_issues.csv>`.
// It refuses a table that is not what the mapping in README.md expects, so that a newer release is looked at first.

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import { readCsv } from './csv.ts';
import { repairRollCall, repairs, titleOf } from './repairs.ts';

const LETTERS = new Map([
  ['yes', 'y'],
  ['no', 'n'],
  ['abstain', 'a'],
]);
/** ISO 3166-3 for states whose two-letter code was withdrawn. */
const WITHDRAWN = new Map([
  ['CS', 'CSHH'],
  ['DD', 'DDDE'],
  ['YD', 'YDYE'],
  ['YU', 'YUCS'],
]);

const from = process.argv[2];
if (from === undefined) throw new Error('name the folder that holds the three tables');
const folder = from;
const here = import.meta.dirname;

const table = (name: string) => readCsv(readFileSync(join(folder, name), 'utf8'));
const votes = table('un_votes.csv');
const rollCalls = table('un_roll_calls.csv').sort((a, b) => Number(a.rcid) - Number(b.rcid));

const dates = new Map(rollCalls.map((row) => [row.rcid, row.date ?? '']));
const countries = new Map<string, { id: string; code: string; days: string[] }>();
for (const { rcid = '', country = '', country_code: code = '' } of votes) {
  const day = dates.get(rcid);
  if (day === undefined) throw new Error(`a vote in roll call ${rcid}, which is not in un_roll_calls.csv`);
  const known = countries.get(country);
  if (known !== undefined && known.code !== code) throw new Error(`${country} has two codes`);
  if (known === undefined)
    countries.set(country, { id: `act_un-${code === '' ? slug(country) : code.toLowerCase()}`, code, days: [day] });
  else known.days.push(day);
}
for (const { days } of countries.values()) days.sort();
const ordered = [...countries].sort(([, a], [, b]) => (a.id < b.id ? -1 : 1));
const column = new Map(ordered.map(([country], index) => [country, index]));
if (new Set(ordered.map(([, { id }]) => id)).size !== ordered.length) throw new Error('two countries share an id');

const actors = ordered.map(([country, { id, code, days }]) => ({
  record: 'actor',
  id,
  kind: 'STATE',
  name: country,
  description: `As labelled in the UN General Assembly voting data: ${days.length.toLocaleString('en-US')} votes from ${days[0]} to ${days.at(-1)}.`,
  ...(code === '' ? {} : { externalIds: [externalId(code)] }),
}));

const issues = new Map<string, string[]>();
const issueNames = new Map<string, string>();
for (const { rcid = '', short_name: short = '', issue = '' } of table('un_roll_call_issues.csv')) {
  issues.set(rcid, [...(issues.get(rcid) ?? []), short].sort());
  issueNames.set(short, issue);
}
const topics = [...issueNames].sort().map(([short, name]) => ({
  record: 'topic',
  id: `top_un-${short}`,
  name,
  description: `Issue of the UN General Assembly voting data, given to ${[...issues.values()].filter((list) => list.includes(short)).length.toLocaleString('en-US')} roll calls; their descriptions name it.`,
  externalIds: [{ scheme: 'unvotes-issue', value: short }],
}));

const ballots = new Map(rollCalls.map((row) => [row.rcid, Array<string>(ordered.length).fill('-')]));
for (const { rcid, country = '', vote = '' } of votes) {
  const ballot = ballots.get(rcid);
  const index = column.get(country);
  const letter = LETTERS.get(vote);
  if (ballot === undefined || index === undefined || letter === undefined)
    throw new Error(`cannot place ${rcid}, ${country}, ${vote}`);
  if (ballot[index] !== '-') throw new Error(`${country} votes twice in roll call ${rcid}`);
  ballot[index] = letter;
}

const lines = rollCalls.map((row) => {
  const repaired = repairRollCall(row);
  return {
    rcid: Number(row.rcid),
    date: row.date,
    session: Number(row.session),
    resolution: row.unres === '' ? null : row.unres,
    amendment: row.amend === '1',
    paragraph: row.para === '1',
    title: titleOf(repaired),
    description: repaired.descr === '' ? null : repaired.descr,
    issues: issues.get(row.rcid ?? '') ?? [],
    votes: ballots.get(row.rcid)?.join(''),
  };
});

writeFileSync(join(here, 'actors.jsonl'), jsonLines(actors));
writeFileSync(join(here, 'topics.jsonl'), jsonLines(topics));
const packed = gzipSync(jsonLines(lines), { level: constants.Z_BEST_COMPRESSION });
// This byte of the header names the operating system; a fixed one makes the file the same on every machine.
packed[9] = 255;
writeFileSync(join(here, 'roll-calls.jsonl.gz'), packed);
console.log({
  countries: actors.length,
  topics: topics.length,
  rollCalls: lines.length,
  votes: votes.length,
  bytes: packed.length,
  ...repairs,
});

function externalId(code: string): { scheme: string; value: string } {
  const withdrawn = WITHDRAWN.get(code);
  return withdrawn === undefined ? { scheme: 'iso3166-1', value: code } : { scheme: 'iso3166-3', value: withdrawn };
}

function slug(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]+/g, '-');
}

function jsonLines(records: readonly object[]): string {
  return `${records.map((record) => JSON.stringify(record)).join('\n')}\n`;
}
