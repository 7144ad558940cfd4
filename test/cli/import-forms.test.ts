// The forms in which people's files come: packed, marked, in other encodings, of other shapes. Each is read, or refused once
// with its place and what to do about it. What packs and recodes here is the system's own gzip and iconv.

import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { actor, claim, source } from '../fixtures/records.ts';
import { jsonLines, onRecord, temporaryFolder } from '../support/command.ts';

const ENDS = [actor(), actor({ id: 'act_b', name: 'Śląsk' })].map((record) => ({ record: 'actor', ...record }));
const ALL = [...ENDS, { record: 'source', ...source() }, { record: 'claim', ...claim() }];
const MARK = Buffer.from('\ufeff');
const plain = Buffer.from(jsonLines(ENDS));

async function imported(cwd: string, content: Uint8Array | string, name = 'a.jsonl') {
  writeFileSync(join(cwd, name), content);
  return onRecord(['import', name, '--quiet', '--store', 'sqlite:a.db'], { cwd });
}

test.each<[string, string, Buffer]>([
  ['packed with gzip', 'a.jsonl.gz', gzipSync(plain)],
  ['packed in two parts, one behind the other', 'a.gz', Buffer.concat([gzipSync(plain), gzipSync(plain)])],
  ['packed, whatever it is called', 'a.jsonl', gzipSync(plain)],
  ['packed with marks inside', 'a.jsonl.gz', gzipSync(Buffer.concat([MARK, MARK, plain]))],
  ['with two byte order marks', 'a.jsonl', Buffer.concat([MARK, MARK, plain])],
  ['joined from files with marks', 'a.jsonl', Buffer.concat([MARK, plain, MARK, MARK, plain])],
])('a file %s is taken', async (_form, name, content) => {
  const cwd = temporaryFolder();
  const { code, stdout, stderr } = await imported(cwd, content, name);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^\d records read: 2 added, 0 changed, /);
});

test('what gzip itself packs is taken from standard input, and files are put in order by what they hold', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'a-claims.jsonl'), jsonLines([...ENDS, { record: 'claim', ...claim() }]));
  writeFileSync(join(cwd, 'b-sources.jsonl'), jsonLines([{ record: 'source', ...source() }]));
  execFileSync('gzip', ['a-claims.jsonl', 'b-sources.jsonl'], { cwd });
  expect(readdirSync(cwd)).toEqual(['a-claims.jsonl.gz', 'b-sources.jsonl.gz']);
  const files = await onRecord(['import', 'a-claims.jsonl.gz', 'b-sources.jsonl.gz', '--store', 'sqlite:a.db'], {
    cwd,
  });
  expect(files).toMatchObject({ code: 0, stdout: expect.stringMatching(/^4 records read: 4 added/) });
  const input = execFileSync('cat', ['a-claims.jsonl.gz', 'b-sources.jsonl.gz'], { cwd });
  const again = await onRecord(['import', '-', '--store', 'sqlite:a.db'], { cwd, input });
  expect(again).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^4 records read: 0 added, 0 changed, 4 unch/),
  });
});

const utf16 = Buffer.from(plain.toString('utf8'), 'utf16le');
const many = Buffer.from(jsonLines(Array.from({ length: 500 }, (_, number) => ({ ...ENDS[0], id: `act_${number}` }))));
const NAN = `{"record":"actor","id":"act_c","kind":"STATE","name":"NaN \\"Infinity\\"","weight":-Infinity}`;

test.each<[string, Buffer | string, RegExp]>([
  [
    'UTF-16 with its mark',
    Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]),
    /^a\.jsonl:1: is UTF-16, .* iconv -f UTF-16 -t UTF-8$/,
  ],
  [
    'UTF-16, the other way round',
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]),
    /^a\.jsonl:1: is UTF-16/,
  ],
  ['UTF-16 without a mark', utf16, /^a\.jsonl:1: is UTF-16/],
  ['UTF-16 that is packed', gzipSync(utf16), /^a\.jsonl:1: is UTF-16/],
  [
    'a list on one line',
    JSON.stringify(ENDS),
    /^a\.jsonl:1: begins a list; give one object per line.* jq -c "\.\[\]"$/,
  ],
  ['a list over several lines', JSON.stringify(ENDS, null, 2), /^a\.jsonl:1: begins a list/],
  [
    'a list that begins with a mark',
    `\ufeff[\n${plain.toString().trim().replace('\n', ',\n')}\n]\n`,
    /^a\.jsonl:1: begins a list/,
  ],
  [
    'objects over several lines',
    ENDS.map((row) => JSON.stringify(row, null, 2)).join('\n'),
    /^a\.jsonl:1: begins an object that goes on over several lines; .* jq -c \.$/,
  ],
  [
    'a table',
    'record;id;name\nactor;act_a;Ada\nactor;act_b;Bo\n',
    /^a\.jsonl:1: begins a file without any object; give JSON Lines/,
  ],
  [
    'a spreadsheet',
    Buffer.from('PK\u0003\u0004\u0014\u0000\u0006\u0000'),
    /^a\.jsonl:1: begins a file that is a ZIP archive.*; unpack it first/,
  ],
  [
    'Zstandard',
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x04]),
    /^a\.jsonl:1: begins a file that is packed with Zstandard/,
  ],
  [
    'gzip that is cut off',
    gzipSync(many).subarray(0, -12),
    /^a\.jsonl:\d+: and what follows cannot be unpacked: the gzip file is damaged or cut off; fetch it again$/,
  ],
  [
    'NaN as a value, and as a word in a text',
    `${plain}${NAN}\n`,
    new RegExp(
      `^a\\.jsonl:3: is not JSON: -Infinity at character ${NAN.indexOf('-Inf') + 1} is no number there; leave the field out, or give null$`,
    ),
  ],
])('%s is refused once, with its place and the remedy', async (_form, content, expected) => {
  const cwd = temporaryFolder();
  const { code, stdout, stderr } = await imported(cwd, content);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  const [first, ...others] = stderr.trim().split('\n');
  expect(first).toMatch(expected);
  expect(others.filter((line) => !line.includes('--keep-going'))).toEqual([]);
});

test('what the remedy for UTF-16 makes is the file that is taken', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'utf16'), Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]));
  expect(execFileSync('iconv', ['-f', 'UTF-16', '-t', 'UTF-8', 'utf16'], { cwd }).equals(plain)).toBe(true);
});

test('a damaged file is refused whole, with what was found before the damage', async () => {
  const cwd = temporaryFolder();
  const rows = [
    { ...ENDS[0], kind: 'X' },
    ...Array.from({ length: 20_000 }, (_, n) => ({ ...ENDS[1], id: `act_${n}` })),
  ];
  const packed = gzipSync(jsonLines(rows));
  const { stderr } = await imported(cwd, packed.subarray(0, packed.length / 2), 'a.jsonl.gz');
  const [first, second, ...others] = stderr.trim().split('\n');
  expect(others).toEqual([]);
  expect(first).toMatch(/^a\.jsonl\.gz:1: kind must be one of/);
  expect(second).toMatch(/^a\.jsonl\.gz:\d{4,}: and what follows cannot be unpacked/);
});

test('--dry-run leaves no file behind, neither a store nor what is beside it', async () => {
  const cwd = temporaryFolder();
  const temporary = temporaryFolder();
  writeFileSync(join(cwd, 'a.jsonl'), jsonLines(ALL));
  const trial = ['import', 'a.jsonl', '--accept', '--dry-run', '--store', 'sqlite:new/a.db'];
  const { stdout, code } = await onRecord(trial, { cwd, env: { TMPDIR: temporary } });
  expect({ stdout, code }).toEqual({
    stdout: '4 records read: 4 added, 0 changed, 0 unchanged; checked, nothing written; dataset version 0\n',
    code: 0,
  });
  writeFileSync(join(cwd, 'a.jsonl'), jsonLines([ALL[3] as object]));
  expect(await onRecord(trial, { cwd, env: { TMPDIR: temporary } })).toMatchObject({ code: 1 });
  expect([readdirSync(cwd), readdirSync(temporary)]).toEqual([['a.jsonl'], []]);
});
