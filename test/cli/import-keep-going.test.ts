// `import --keep-going`: what is good is taken as one batch, what is not comes back to be mended, and both together are what a
// whole import of the mended lines would have been. The lines and what becomes of each were written by hand.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jsonLines, onRecord, temporaryFolder } from '../support/command.ts';

const claim = (id: string, target: string, more: object = {}) => ({
  record: 'claim',
  id,
  speakers: ['act_a'],
  proposition: `Ada on ${target}, as ${id}.`,
  targets: [{ target, stance: 'SUPPORTS' }],
  quotes: [{ source: 'src_a', exact: 'We will act.' }],
  ...more,
});
const text = (row: object) => JSON.stringify(row);
const person = (id: string, name: string) => ({ record: 'actor', id, kind: 'PERSON', name });
const LOST = claim('clm_7', 'act_c', { quotes: [{ source: 'src_a', exact: 'We will never act.' }] });

/** By line: as it stands, and as it is once it is mended; null where it is to be left out. */
const LINES: readonly (readonly [given: string | Buffer, mended?: object | null])[] = [
  [text(person('act_a', 'Ada'))],
  [text({ ...person('act_b', 'Bo'), kind: 'MAN' }), person('act_b', 'Bo')],
  [text(person('act_c', 'Cy'))],
  [text({ record: 'source', id: 'src_a', kind: 'ARTICLE', title: 'A', text: 'Ada: We will act. Cy: No.' })],
  [text(claim('clm_1', 'act_c'))],
  // Its own fault is that of line 2, and so on.
  [text(claim('clm_2', 'act_b')), claim('clm_2', 'act_b')],
  [text(claim('clm_3', 'clm_2')), claim('clm_3', 'clm_2')],
  ['{"record":"actor","id":"act_d","kind":"PERSON","name":"Di","born":NaN}', person('act_d', 'Di')],
  // Written so that it would not survive being read and written anew.
  [text(claim('clm_4', 'act_d')).replace('}]}', '}],"confidence":0.50}'), claim('clm_4', 'act_d', { confidence: 0.5 })],
  [text(claim('clm_5', 'act_nobody')), claim('clm_5', 'act_c')],
  [text(claim('clm_6', 'act_nobody')), claim('clm_6', 'act_c')],
  [text(LOST), claim('clm_7', 'act_c')],
  ['[]', null],
  [Buffer.from('{"record":"actor","id":"act_e","kind":"PERSON","name":"Émile"}', 'latin1'), person('act_e', 'Émile')],
  [text(person('act_a', 'Ada Another')), null],
  [text(person('act_f', 'Fay'))],
];
const GIVEN = Buffer.concat(LINES.flatMap(([line]) => [Buffer.from(line), Buffer.from('\n')]));
const REFUSED = LINES.flatMap(([, mended], index) => (mended === undefined ? [] : [index + 1]));

const SAID = [
  /^all\.jsonl:2: kind must be one of /,
  /^all\.jsonl:8: is not JSON: NaN at character 67 /,
  /^all\.jsonl:10: targets\[0\]\.target refers to act_nobody, which does not exist.*; 2 places refer to it, this is the first$/,
  /^all\.jsonl:12: quotes\[0\]\.exact is not in the text/,
  /^all\.jsonl:13: is not an object/,
  /^all\.jsonl:14: is not UTF-8/,
  /^all\.jsonl:15: \w+ comes twice/,
];
const outcome = (file: string) =>
  new RegExp(
    `^16 records read: 5 added, 0 changed, 0 unchanged; batch bat_\\w+; dataset version 6\\n11 lines refused, 3 of them only because they refer to a refused one; they are in ${file.replaceAll('.', '\\.')}, each with its faults: mend them, and import that file\\n$`,
  );

async function exported(cwd: string, store: string): Promise<string[]> {
  return (await onRecord(['export', '--store', store], { cwd })).stdout.split('\n').toSorted();
}

test('the good lines are taken, the others are written down with their faults, mended, and imported alone', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'all.jsonl'), GIVEN);
  const words = [
    'import',
    'all.jsonl',
    '--keep-going',
    '--accept',
    '--report',
    'report.json',
    '--store',
    'sqlite:a.db',
  ];
  const { code, stdout, stderr } = await onRecord(words, { cwd });
  expect(stderr.trim().split('\n')).toEqual(SAID.map((line) => expect.stringMatching(line)));
  expect(stdout).toMatch(outcome('all.refused.jsonl'));
  expect(code).toBe(1);

  const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
  expect(report).toMatchObject({ refused: false, added: 5, refusedLines: 11, waitingLines: 3 });
  // Each line's own faults, all of them; none for a line that only waits.
  expect(report.faults.map(({ line }: { line: number }) => line).toSorted((a: number, b: number) => a - b)).toEqual([
    2, 8, 10, 11, 12, 13, 14, 15,
  ]);

  const written = readFileSync(join(cwd, 'all.refused.jsonl'), 'utf8').trim().split('\n');
  const notes = written.map((line) => JSON.parse(line).$refused);
  expect(notes.map(({ file, line }) => [file, line])).toEqual(REFUSED.map((line) => ['all.jsonl', line]));
  const codes = notes.map(({ faults }) => faults.map((fault: { code: string }) => fault.code).join());
  expect(codes).toEqual([
    'NOT_A_CHOICE',
    'REFERS_TO_REFUSED',
    'REFERS_TO_REFUSED',
    'NOT_A_JSON_NUMBER',
    'REFERS_TO_REFUSED',
    'DANGLING_REFERENCE',
    'DANGLING_REFERENCE',
    'QUOTE_LOST',
    'NOT_A_ROW',
    'NOT_UTF8',
    'COMES_TWICE',
  ]);
  expect(notes[2].faults[0].message).toContain('clm_2, which is refused itself at all.jsonl:6');
  expect(notes[7].faults[0]).toMatchObject({ field: 'quotes[0].exact', offers: [{ exact: 'We will act.' }] });
  expect(notes[3].text).toBe(LINES[7]?.[0]);
  // As it stood, but for the note.
  expect(written[4]?.replace(/,"\$refused":.*$/, '}')).toBe(LINES[8]?.[0]);
  const jq = execFileSync('node', ['-p', 'JSON.parse(process.argv[1]).confidence', written[4] ?? '']);
  expect(jq.toString()).toBe('0.5\n');

  // What is not mended is refused as before; what was no object says what to do.
  const alone = ['import', 'all.refused.jsonl', '--accept', '--store', 'sqlite:a.db'];
  const again = await onRecord(alone, { cwd });
  expect(again.code).toBe(1);
  expect(again.stderr).toMatch(/^all\.refused\.jsonl:4: holds in "\$refused" the text of a line that was refused; /m);
  const mended = REFUSED.flatMap((line, index) => {
    const row = LINES[line - 1]?.[1];
    return row === null
      ? []
      : [{ ...row, $refused: notes[index] }].map(({ $refused: { text: _, ...note }, ...one }) => ({
          ...one,
          $refused: note,
        }));
  });
  writeFileSync(join(cwd, 'all.refused.jsonl'), jsonLines(mended));
  expect(await onRecord(alone, { cwd })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^9 records read: 9 added/),
  });

  const whole = LINES.flatMap(([line, row]) => (row === null ? [] : [row ?? JSON.parse(String(line))]));
  writeFileSync(join(cwd, 'whole.jsonl'), jsonLines(whole));
  expect((await onRecord(['import', 'whole.jsonl', '--accept', '--store', 'sqlite:b.db'], { cwd })).code).toBe(0);
  expect(await exported(cwd, 'sqlite:a.db')).toEqual(await exported(cwd, 'sqlite:b.db'));
});

test('standard input is read as often as it takes, and nothing is left of it', async () => {
  const cwd = temporaryFolder();
  const temporary = temporaryFolder();
  const words = ['import', '-', '--keep-going', '--store', 'sqlite:a.db'];
  const { code, stdout } = await onRecord(words, { cwd, input: GIVEN, env: { TMPDIR: temporary } });
  expect(code).toBe(1);
  expect(stdout).toContain('11 lines refused, 3 of them');
  expect(readFileSync(join(cwd, 'import.refused.jsonl'), 'utf8').trim().split('\n')).toHaveLength(11);
  expect(readdirSync(temporary)).toEqual([]);
  // What somebody may be mending is not written over.
  expect(await onRecord(words, { cwd, input: GIVEN })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('"import.refused.jsonl" exists, and may hold lines to be mended'),
  });
});

test.each([
  ['--refused', 'none/x.jsonl', /"none\/x\.jsonl" cannot be written: there is no folder "none"/],
  ['--report', 'none/r.json', /"none\/r\.json" cannot be written/],
  ['--report', './all.jsonl', /"\.\/all\.jsonl" is one of the files to import/],
  ['--report', 'all.refused.jsonl', /"all\.refused\.jsonl" is where the refused lines go/],
])('a file that cannot be written is refused before anything is: %s %s', async (option, path, said) => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'all.jsonl'), GIVEN);
  const words = ['import', 'all.jsonl', '--keep-going', option, path, '--store', 'sqlite:a.db'];
  expect(await onRecord(words, { cwd })).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(said) });
  expect(readdirSync(cwd)).toEqual(['all.jsonl']);
  expect(readFileSync(join(cwd, 'all.jsonl'))).toEqual(Buffer.from(GIVEN));
});

test('a dry run says the same and leaves nothing; without faults nothing is refused; a file that is none refuses all', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'all.jsonl'), GIVEN);
  const dry = await onRecord(['import', 'all.jsonl', '--keep-going', '--dry-run', '--store', 'sqlite:a.db'], { cwd });
  expect(dry.code).toBe(1);
  expect(dry.stdout).toMatch(/5 added, 0 changed, 0 unchanged; checked, nothing written; dataset version 0\n/);
  expect(dry.stdout).toMatch(/11 lines refused, 3 of them only because they refer to a refused one\n$/);
  expect(readdirSync(cwd)).toEqual(['all.jsonl']);

  writeFileSync(join(cwd, 'good.jsonl'), jsonLines([person('act_a', 'Ada')]));
  const good = await onRecord(['import', 'good.jsonl', '--keep-going', '--store', 'sqlite:a.db'], { cwd });
  expect(good).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/^1 records read: 1 added/) });
  expect(existsSync(join(cwd, 'good.refused.jsonl'))).toBe(false);

  writeFileSync(join(cwd, 'list.jsonl'), JSON.stringify([person('act_z', 'Zoe')]));
  const list = await onRecord(['import', 'good.jsonl', 'list.jsonl', '--keep-going', '--store', 'sqlite:a.db'], {
    cwd,
  });
  expect(list).toMatchObject({ code: 1, stdout: '', stderr: expect.stringMatching(/^list\.jsonl:1: begins a list/) });
});

test('all faults are told, and the report has each of them', async () => {
  const cwd = temporaryFolder();
  const count = 2_500;
  const rows = Array.from({ length: count }, (_, number) => ({ ...person(`act_${number}`, 'x'), kind: 'MAN' }));
  const lost = Array.from({ length: count }, (_, number) => claim(`clm_${number}`, `act_none${number}`));
  const source = { record: 'source', id: 'src_a', kind: 'ARTICLE', title: 'A', text: 'We will act.' };
  writeFileSync(join(cwd, 'a.jsonl'), jsonLines([person('act_a', 'Ada'), source, ...lost, ...rows.slice(1)]));
  const words = ['import', 'a.jsonl', '--quiet', '--report', 'report.json', '--store', 'sqlite:a.db'];
  const whole = await onRecord(words, { cwd });
  const said = whole.stderr.trim().split('\n');
  expect(said.at(-1)).toBe(
    'Nothing was written. --keep-going takes the lines without a fault, and writes the others to a file to be mended.',
  );
  expect(said).toHaveLength(2 * count);
  expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')).faults).toHaveLength(2 * count - 1);
  const going = await onRecord([...words, '--keep-going'], { cwd });
  expect(going.stdout).toMatch(/^5001 records read: 2 added.*\n.*4999 lines refused; they are in a\.refused\.jsonl/);
});
