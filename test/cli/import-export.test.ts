// `import` and `export` as a person uses them: the real command, files and pipes, signals and exit codes.

import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { actor, claim, quote, source } from '../fixtures/records.ts';
import { jsonLines, onRecord, ROOT, start, temporaryFolder } from '../support/command.ts';
import { fillWithHistory } from '../support/history-store.ts';

const SET = ['import', '--set', 'security-guarantees', '--store', 'sqlite:a.db'];
const ALL_KINDS = 'actor,topic,source,event,claim,judgement,view';

const rowsOf = (kind: string, records: readonly object[]) => records.map((record) => ({ record: kind, ...record }));
const ENDS = rowsOf('actor', [actor(), actor({ id: 'act_b' })]);

test('the example set twice: the second time changes 0 records and adds no batch', async () => {
  const cwd = temporaryFolder();
  const first = await onRecord(SET, { cwd });
  expect(first.stdout).toMatch(
    /^139 records read: 139 added, 0 changed, 0 unchanged; batch bat_\w+; dataset version 140\n$/,
  );
  const second = await onRecord(SET, { cwd });
  expect(second.stdout).toBe(
    '139 records read: 0 added, 0 changed, 139 unchanged; nothing written; dataset version 140\n',
  );
  expect(second.code).toBe(0);
});

test('export | import --accept into an empty store gives the same export, byte for byte', async () => {
  const cwd = temporaryFolder();
  await fillWithHistory(join(cwd, 'a.db'));
  const first = await onRecord(['export', '--store', 'sqlite:a.db'], { cwd });
  const imported = await onRecord(['import', '--accept', '--store', 'sqlite:b.db'], { cwd, input: first.stdout });
  expect(imported).toMatchObject({ code: 0, stderr: '' });
  const second = await onRecord(['export', '--store', 'sqlite:b.db'], { cwd });
  expect(second.stdout).toBe(first.stdout);
  // And it does hold what is hard to carry.
  for (const part of [
    '"RETRACTED"',
    '"DISPUTED"',
    '"REJECTED"',
    '"MOVED"',
    '"LOST"',
    '"AMBIGUOUS"',
    '"withdrawn":true',
    '"DIFFERENT"',
  ])
    expect(first.stdout).toContain(part);
  expect(await onRecord(['verify', '--store', 'sqlite:b.db'], { cwd })).toMatchObject({ code: 0 });
});

test('what the report of an import offers mends the line, and is taken', async () => {
  const cwd = temporaryFolder();
  const text = 'Ada: We will act. Bo: We will act. Cy: We shall not move.';
  const quoting = (proposition: string, quote: object) => ({
    record: 'claim',
    speakers: ['act_a'],
    proposition,
    targets: [{ target: 'act_b', stance: 'SUPPORTS' }],
    quotes: [{ source: 'src_a', ...quote }],
  });
  const rows = [
    ...ENDS,
    ...rowsOf('source', [source({ text })]),
    quoting('Bo will act.', { exact: 'We will act.', start: 20, end: 32 }),
    quoting('Cy will not move.', { exact: 'We shan’t move.' }),
    quoting('Ada will act.', { exact: 'We will act.', prefix: 'Ada: ' }),
  ];
  const importing = ['import', 'a.jsonl', '--accept', '--store', 'sqlite:a.db', '--report', 'report.json'];
  writeFileSync(join(cwd, 'a.jsonl'), jsonLines(rows));
  expect(await onRecord(importing, { cwd })).toMatchObject({ code: 1 });
  const { refused, faults } = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'));
  expect(refused).toBe(true);
  const exact = { path: ['quotes', 0, 'exact'], field: 'quotes[0].exact' };
  expect(faults).toMatchObject([
    { file: 'a.jsonl', line: 4, ...exact, code: 'QUOTE_AMBIGUOUS', offers: [{ start: 22 }, { start: 5 }] },
    {
      file: 'a.jsonl',
      line: 5,
      ...exact,
      code: 'QUOTE_LOST',
      offers: [{ exact: 'We shall not move.', differences: [{ given: 'shan’t', found: 'shall not' }] }],
    },
  ]);
  // As a person would choose, and a script would put in place.
  const mended = rows.map((row, index) => {
    const fault = faults.find(({ line }: { line: number }) => line === index + 1);
    if (fault === undefined || !('quotes' in row)) return row;
    const { differences: _, ...offer } = fault.offers[0];
    return { ...row, quotes: [{ source: 'src_a', ...offer }] };
  });
  writeFileSync(join(cwd, 'a.jsonl'), jsonLines(mended));
  expect(await onRecord(importing, { cwd })).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toMatchObject({ refused: false, added: 6 });
  const { stdout } = await onRecord(['export', '--kinds', 'claim', '--store', 'sqlite:a.db'], { cwd });
  const quotes = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).quotes[0]);
  expect(quotes.map(({ state, start }) => `${state} ${start}`).toSorted()).toEqual(['EXACT 22', 'EXACT 39', 'EXACT 5']);
});

test('without --accept new claims are PROPOSED', async () => {
  const cwd = temporaryFolder();
  writeFileSync(
    join(cwd, 'all.jsonl'),
    jsonLines([...ENDS, ...rowsOf('source', [source()]), ...rowsOf('claim', [claim()])]),
  );
  expect(await onRecord(['import', 'all.jsonl', '--store', 'sqlite:a.db'], { cwd })).toMatchObject({ code: 0 });
  const { stdout } = await onRecord(['export', '--kinds', 'claim', '--store', 'sqlite:a.db'], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({ id: 'clm_a', status: 'PROPOSED' });
});

test('an import says that proposed claims do not count, and the same import with --accept accepts them', async () => {
  const cwd = temporaryFolder();
  const { status: _, ...silent } = claim();
  writeFileSync(
    join(cwd, 'all.jsonl'),
    jsonLines([...ENDS, ...rowsOf('source', [source()]), ...rowsOf('claim', [silent, { ...silent, id: 'clm_b' }])]),
  );
  const bring = async (...words: string[]) =>
    (await onRecord(['import', 'all.jsonl', ...words, '--store', 'sqlite:a.db'], { cwd })).stdout.split('\n');
  const note =
    ' PROPOSED: they do not count until accepted; run again with --accept, or review the batch (reviewClaims)';
  expect((await bring('--dry-run')).slice(1)).toEqual([`2 claims would be${note}`, '']);
  expect(await bring()).toEqual([expect.stringMatching(/^5 records read: 5 added, /), `2 claims are${note}`, '']);
  expect((await bring())[1]).toBe(`2 claims are${note}`);
  expect(await bring('--accept')).toEqual([
    expect.stringMatching(/^5 records read: 0 added, 2 changed, 3 unchanged; batch /),
    '2 claims that stood PROPOSED are ACCEPTED',
    '',
  ]);
  expect(await bring('--accept')).toEqual([expect.stringMatching(/: 0 added, 0 changed, 5 unchanged;/), '']);
  const { stdout } = await onRecord(['export', '--kinds', 'claim', '--store', 'sqlite:a.db'], { cwd });
  expect(stdout.match(/"status":"\w+"/g)).toEqual(['"status":"ACCEPTED"', '"status":"ACCEPTED"']);
});

test('corrupt lines in the middle of a large import: refused, each named by its line, nothing written', async () => {
  const cwd = temporaryFolder();
  const lines = rowsOf(
    'claim',
    Array.from({ length: 30_000 }, (_, number) =>
      claim({ id: `clm_${number}`, quotes: [quote({ exact: `words of ${number}` })] }),
    ),
  ).map((row) => JSON.stringify(row));
  lines[14_999] = '{"record":"claim","id":"clm_14999","speakers":["act_a"';
  lines[15_000] = JSON.stringify({ record: 'claim', ...claim({ id: 'clm_15000', saidOn: '20240101' }) });
  lines[29_999] = JSON.stringify({ record: 'claim', ...claim({ id: 'clm_29999', speakers: ['act_nobody'] }) });
  writeFileSync(join(cwd, 'ends.jsonl'), jsonLines([...ENDS, ...rowsOf('source', [source()])]));
  writeFileSync(join(cwd, 'claims.jsonl'), `${lines.join('\n')}\n`);
  const { code, stdout, stderr } = await onRecord(
    ['import', '--quiet', 'ends.jsonl', 'claims.jsonl', '--store', 'sqlite:a.db'],
    {
      cwd,
    },
  );
  expect(stderr.trim().split('\n')).toEqual([
    expect.stringMatching(/^claims\.jsonl:15000: is not JSON from character 55 on/),
    expect.stringMatching(/^claims\.jsonl:15001: saidOn "20240101" is not EDTF; write 2024-01-01/),
    expect.stringMatching(/^claims\.jsonl:30000: speakers\[0\] refers to act_nobody, which does not exist/),
    expect.stringMatching(/^Nothing was written\. --keep-going takes /),
  ]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(await onRecord(['export', '--store', 'sqlite:a.db'], { cwd })).toMatchObject({ code: 0, stdout: '' });
});

test('a date of the year 21 is taken, and its line is named on standard error', async () => {
  const cwd = temporaryFolder();
  const claim = {
    record: 'claim',
    speakers: ['act_a'],
    proposition: 'A answers.',
    saidOn: '0021-11-18',
    targets: [{ target: 'act_b', stance: 'NEUTRAL' }],
    quotes: [{ source: 'src_a', exact: 'A answered B.' }],
  };
  const actors = ['act_a', 'act_b'].map((id) => ({ record: 'actor', id, kind: 'STATE', name: id }));
  const source = { record: 'source', id: 'src_a', kind: 'ARTICLE', title: 'A', text: 'A answered B.' };
  const rows = [...actors, source, claim].map((row) => `${JSON.stringify(row)}\n`).join('');
  writeFileSync(join(cwd, 'year.jsonl'), rows);
  const { code, stdout, stderr } = await onRecord(
    ['import', 'year.jsonl', '--accept', '--store', 'sqlite:a.db', '--quiet'],
    { cwd },
  );
  expect({ code, stderr }).toEqual({
    code: 0,
    stderr:
      'warning: year.jsonl:4: saidOn "0021-11-18" lies before the year 1000; taken as it is: if digits were lost, write the year with four\n',
  });
  expect(stdout).toMatch(/^4 records read: 4 added/);
});

test('--dry-run checks and writes nothing', async () => {
  const cwd = temporaryFolder();
  expect((await onRecord([...SET, '--dry-run'], { cwd })).stdout).toBe(
    '139 records read: 139 added, 0 changed, 0 unchanged; checked, nothing written; dataset version 0\n',
  );
  expect((await onRecord(['export', '--store', 'sqlite:a.db'], { cwd })).stdout).toBe('');
});

test.each([
  ['SIGINT', 130, 'busy', 20_000],
  ['SIGINT', 130, 'waiting for its input', 10],
  ['SIGTERM', 143, 'waiting for its input', 10],
] as const)('%s (%i) to an import that is %s leaves nothing half-done', async (signal, code, _state, rows) => {
  const cwd = temporaryFolder();
  const importing = start(['import', '-', '--store', 'sqlite:a.db'], { cwd });
  // The end of the input never comes.
  importing.child.stdin?.write(
    jsonLines(
      rowsOf(
        'actor',
        Array.from({ length: rows }, (_, number) => actor({ id: `act_${number}` })),
      ),
    ),
  );
  await expect.poll(() => existsSync(join(cwd, 'a.db-wal')), { timeout: 30_000 }).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, rows > 1_000 ? 300 : 2_000));
  importing.child.kill(signal);
  const outcome = await importing.done;
  expect(outcome.stderr).toBe('stopped before the end: nothing was written\n');
  expect(outcome).toMatchObject({ code, stdout: '' });
  expect((await onRecord(['export', '--store', 'sqlite:a.db'], { cwd })).stdout).toBe('');
  expect((await onRecord(['import', '-', '--store', 'sqlite:a.db'], { cwd, input: jsonLines(ENDS) })).code).toBe(0);
});

test('a second Ctrl-C ends the process at once, and that leaves nothing either', async () => {
  const cwd = temporaryFolder();
  const importing = start(['import', '--set', 'un-general-assembly', '--store', 'sqlite:a.db'], { cwd });
  await expect.poll(() => existsSync(join(cwd, 'a.db-wal')), { timeout: 30_000 }).toBe(true);
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  importing.child.kill('SIGINT');
  importing.child.kill('SIGINT');
  const { code, signal } = await importing.done;
  expect([130, 'SIGINT']).toContain(signal ?? code);
  expect((await onRecord(['export', '--store', 'sqlite:a.db'], { cwd })).stdout).toBe('');
});

test('whoever stops reading an export, as head does, is no failure', async () => {
  const cwd = temporaryFolder();
  const rows = Array.from({ length: 20_000 }, (_, number) =>
    actor({ id: `act_${number}`, description: 'x'.repeat(200) }),
  );
  await onRecord(['import', '--store', 'sqlite:a.db'], { cwd, input: jsonLines(rowsOf('actor', rows)) });
  const script = `"$0" "$1" export --store sqlite:a.db | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = await promisify(execFile)(
    'bash',
    ['-c', script, process.execPath, join(ROOT, 'server/cli.ts')],
    { cwd },
  );
  const [line = '', status] = stdout.trim().split('\n');
  expect(JSON.parse(line)).toMatchObject({ record: 'actor', id: 'act_0' });
  expect({ status, stderr }).toEqual({ status: '0', stderr: '' });
});

test('an export to a file bears its name only when it is whole; a pipe is written to as it is', async () => {
  const cwd = temporaryFolder();
  await onRecord(SET, { cwd });
  const { stdout } = await onRecord(['export', '--store', 'sqlite:a.db'], { cwd });
  expect(await onRecord(['export', '--out', 'all.jsonl', '--store', 'sqlite:a.db'], { cwd })).toMatchObject({
    code: 0,
    stdout: '',
  });
  expect(readFileSync(join(cwd, 'all.jsonl'), 'utf8')).toBe(stdout);
  expect(readdirSync(cwd).filter((name) => name.startsWith('all.jsonl'))).toEqual(['all.jsonl']);
  await promisify(execFile)('mkfifo', [join(cwd, 'pipe')]);
  const reading = promisify(execFile)('cat', ['pipe'], { cwd, maxBuffer: 10_000_000, timeout: 60_000 });
  await onRecord(['export', '--out', 'pipe', '--store', 'sqlite:a.db'], { cwd });
  expect((await reading).stdout).toBe(stdout);
  expect(await onRecord(['export', '--out', 'no/such/folder.jsonl', '--store', 'sqlite:a.db'], { cwd })).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('no/such/folder.jsonl'),
  });
});

test('--kinds and --as-of choose what is exported; a version that is yet to come is refused', async () => {
  const cwd = temporaryFolder();
  await fillWithHistory(join(cwd, 'a.db'));
  const ask = (...words: string[]) => onRecord(['export', '--store', 'sqlite:a.db', ...words], { cwd });
  const whole = await ask('--kinds', ALL_KINDS);
  expect(whole.stdout).toBe((await ask()).stdout);
  const kinds = (await ask('--kinds', 'claim,topic')).stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).record);
  expect([...new Set(kinds)]).toEqual(['topic', 'claim']);
  // The first version is the first actor; nothing was retracted yet.
  expect((await ask('--as-of', '1')).stdout.trim().split('\n')).toHaveLength(1);
  expect((await ask('--as-of', '0')).stdout).toBe('');
  expect(await ask('--as-of', '100000')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/is yet to come: the store is at version \d+/),
  });
});

test('several files and standard input are read in their order, and faults name each', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'one.jsonl'), jsonLines([ENDS[0] as object, { record: 'actor' }]));
  writeFileSync(join(cwd, 'two.jsonl'), 'nope\n');
  const { code, stderr } = await onRecord(['import', 'one.jsonl', '-', 'two.jsonl', '--store', 'sqlite:a.db'], {
    cwd,
    input: '\n[]\n',
  });
  expect(stderr.split('\n').map((line) => line.split(': ')[0])).toEqual([
    'one.jsonl:2',
    'one.jsonl:2',
    'stdin:2',
    'two.jsonl:1',
    'Nothing was written. --keep-going takes the lines without a fault, and writes the others to a file to be mended.',
    '',
  ]);
  expect(code).toBe(1);
});

test('of several files, those that begin with a source are read first: the order of the alphabet is as good as any', async () => {
  const cwd = temporaryFolder();
  const [text, quoting] = [source({ text: 'So it is said.' }), claim({ quotes: [quote({ exact: 'it is said' })] })];
  writeFileSync(join(cwd, 'claims.jsonl'), jsonLines([...ENDS, ...rowsOf('claim', [quoting])]));
  writeFileSync(join(cwd, 'sources.jsonl'), `\n${jsonLines(rowsOf('source', [text]))}`);
  const files = ['import', 'claims.jsonl', 'sources.jsonl', '--store', 'sqlite:a.db'];
  expect(await onRecord(files, { cwd })).toMatchObject({ code: 0, stdout: expect.stringContaining('4 added') });
});

test('the batch, the author and the reason stand in the history', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'ends.jsonl'), jsonLines(ENDS));
  const words = ['--author', 'Ada Okafor', '--reason', 'A first try.', '--name', 'Two actors'];
  await onRecord(['import', 'ends.jsonl', ...words, '--store', 'sqlite:a.db'], { cwd });
  const { openSqlite } = await import('../../server/store/sqlite/store.ts');
  const store = await openSqlite({ path: join(cwd, 'a.db') });
  const { items } = await store.changes({ after: 0, limit: 10 });
  await store.close();
  expect(items).toMatchObject([
    { id: 'act_a', author: 'Ada Okafor', reason: 'A first try.' },
    { id: 'act_b', author: 'Ada Okafor', reason: 'A first try.' },
    { kind: 'batch', record: { name: 'Two actors', description: 'A first try.' } },
  ]);
  expect(new Set(items.map(({ batch }) => batch)).size).toBe(1);
});
