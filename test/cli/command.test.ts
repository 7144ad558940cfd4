// What every command has in common: help that is true, wrong use that is named, settings checked at once, exit codes.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backupCommand } from '../../server/cli/backup-command.ts';
import type { Command } from '../../server/cli/command.ts';
import { helpOf, readCall, UsageError } from '../../server/cli/command.ts';
import { copyCommand } from '../../server/cli/copy-command.ts';
import { exportCommand } from '../../server/cli/export-command.ts';
import { importCommand } from '../../server/cli/import-command.ts';
import { restoreCommand } from '../../server/cli/restore-command.ts';
import { serveCommand } from '../../server/cli/serve-command.ts';
import { tokenCommand } from '../../server/cli/token-command.ts';
import { verifyCommand } from '../../server/cli/verify-command.ts';
import { OLD_NODE, onRecord, ROOT, start, temporaryFolder } from '../support/command.ts';

const COMMANDS = [
  serveCommand,
  importCommand,
  exportCommand,
  copyCommand,
  tokenCommand,
  backupCommand,
  restoreCommand,
  verifyCommand,
];

/** The words of the examples: after the last `on-record`, up to where the shell takes over. */
function exampleCalls(command: Command): string[][] {
  return command.examples.flatMap((example) =>
    [...example.matchAll(/on-record ([^|>&)]+)/g)].map(
      ([, words = '']) => words.match(/"[^"]*"|\S+/g)?.map((word) => word.replaceAll('"', '')) ?? [],
    ),
  );
}

test('every command has an example, and every example can be read', () => {
  for (const command of COMMANDS) {
    const calls = exampleCalls(command);
    expect(calls.length, command.name).toBeGreaterThan(0);
    for (const [name, ...words] of calls) {
      const named = COMMANDS.find((known) => known.name === name);
      expect(named, `${command.name} shows "on-record ${name}"`).toBeDefined();
      expect(() => readCall(named as Command, words)).not.toThrow();
    }
  }
});

test('help names every option once, and what it takes', () => {
  for (const command of COMMANDS) {
    const help = helpOf(command);
    for (const { name, value } of command.options)
      expect(
        help.match(new RegExp(`^ {2}--${name}${value === undefined ? '' : ` ${value}`} {2}`, 'gm')),
        name,
      ).toHaveLength(1);
    expect(help.split('\n').filter((line) => line.length > 140)).toEqual([]);
  }
});

test('on-record --help lists the commands, and each answers --help', async () => {
  const overview = await onRecord(['--help']);
  expect(overview).toMatchObject({ code: 0, stderr: '' });
  const helps = await Promise.all(COMMANDS.map(({ name }) => onRecord([name, '--help'])));
  for (const [index, { name, summary }] of COMMANDS.entries()) {
    expect(overview.stdout).toContain(`  ${name} `);
    expect(helps[index]).toMatchObject({ code: 0, stderr: '' });
    expect(helps[index]?.stdout).toContain(summary);
  }
});

test.each([
  [[], 'on-record <command>'],
  [['frobnicate'], 'no command "frobnicate"'],
  [['export', '--no-such'], "Unknown option '--no-such'"],
  [['export', 'surplus'], '"surplus" is one word too many'],
  [['verify', '--store', ''], '--store is empty'],
  [['import', '--set', 'nothing'], 'there are security-guarantees and un-general-assembly'],
  [['import', '--set', 'security-guarantees', 'file.jsonl'], 'either --set or files'],
  [['import', 'not-there.jsonl'], 'no file "not-there.jsonl"'],
  [['import', '-', '-'], 'standard input can be read once'],
  [['export', '--kinds', 'actor,batch'], '"batch"; it may hold actor, topic'],
  [['export', '--as-of', '1e3'], 'a whole number'],
  [['token'], 'say create, list or revoke'],
  [['token', 'create'], 'create needs --name'],
  [['token', 'create', '--name', 'Ada', '--role', 'king'], 'reader, curator or admin'],
  [['token', 'revoke'], 'revoke takes the id'],
  [['backup'], 'name the file to write'],
  [['restore', 'not-there.db'], 'no file "not-there.db"'],
  [['serve', '--port', '99999999'], 'PORT "99999999" is not a port'],
])('on-record %j is wrong use', async (words, problem) => {
  const { code, stdout, stderr } = await onRecord(words);
  expect(stderr).toContain(problem);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
});

test('every setting at fault is named at once, with its remedy', async () => {
  const env = {
    PORT: 'http',
    STORE_URL: 'ftp://example.org',
    LOG_LEVEL: 'loud',
    SEED: 'poppy',
    PUBLIC_READ: 'perhaps',
    ADMIN_TOKEN: 'short',
    CORS_ORIGINS: 'https://example.org/path',
  };
  const { code, stderr } = await onRecord(['serve'], { env });
  expect(code).toBe(2);
  for (const name of Object.keys(env)) expect(stderr).toMatch(new RegExp(`^${name} .{20}`, 'm'));
});

test('settings come from .env too, and the environment goes before it', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, '.env'), 'PORT=nine\nSEED=none\n');
  expect(await onRecord(['export'], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining('"nine"') });
  const { stderr } = await onRecord(['export'], { cwd, env: { PORT: '9' } });
  expect(stderr).toContain('there is no store');
});

test.each(['export', 'verify', 'backup copy.db', 'token list', 'token create --name Ada'])(
  'on-record %s does not make the store that a misspelt name leads to',
  async (words) => {
    const cwd = temporaryFolder();
    const { code, stderr } = await onRecord([...words.split(' '), '--store', 'sqlite:typo.db'], { cwd });
    expect(stderr).toContain('there is no store "typo.db"');
    expect(code).toBe(2);
    expect(await onRecord(['verify', '--store', 'sqlite:typo.db'], { cwd })).toMatchObject({ code: 2 });
  },
);

test('a store that cannot be opened is unavailable', async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, 'letter.db'), 'Dear Ada, this is no database at all. '.repeat(200));
  const { code, stderr } = await onRecord(['export', '--store', 'sqlite:letter.db'], { cwd });
  expect(stderr).toMatch(/^the file is not a store/);
  expect(code).toBe(3);
});

test('wrong use says where help is', async () => {
  expect((await onRecord(['verify', '--nope'])).stderr).toContain('Try: on-record verify --help');
  expect(() => readCall(verifyCommand, ['--nope'])).toThrow(UsageError);
});

test.each([
  ['Node 24', []],
  ['an older Node, with the one that npm installed', OLD_NODE],
])('on-record runs on %s, and passes exit codes and signals on', async (_name, nodeArguments) => {
  const script = join(ROOT, 'server/bin.js');
  expect(await onRecord(['--help'], { script, nodeArguments })).toMatchObject({ code: 0 });
  expect(await onRecord(['verify', '--nope'], { script, nodeArguments })).toMatchObject({ code: 2 });
  const server = start(['serve', '--port', '0', '--store', 'sqlite::memory:'], { script, nodeArguments });
  await server.says('Ctrl-C stops it');
  server.child.kill('SIGTERM');
  expect(await server.done).toMatchObject({ code: 0, signal: null });
});
