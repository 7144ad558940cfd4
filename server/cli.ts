// The command `on-record`: finds the sub-command, and turns what it throws into a message and an exit code.

import { existsSync } from 'node:fs';
import { backupCommand } from './cli/backup-command.ts';
import type { Command } from './cli/command.ts';
import { helpOf, RefusedError, readCall, StoppedError, UsageError } from './cli/command.ts';
import { copyCommand } from './cli/copy-command.ts';
import { exportCommand } from './cli/export-command.ts';
import { importCommand } from './cli/import-command.ts';
import { restoreCommand } from './cli/restore-command.ts';
import { serveCommand } from './cli/serve-command.ts';
import { tokenCommand } from './cli/token-command.ts';
import { verifyCommand } from './cli/verify-command.ts';
import { OnRecordError } from './domain/errors.ts';
import { faultText } from './domain/faults/text.ts';

const COMMANDS: readonly Command[] = [
  serveCommand,
  importCommand,
  exportCommand,
  copyCommand,
  tokenCommand,
  backupCommand,
  restoreCommand,
  verifyCommand,
];

const EXIT = { done: 0, refused: 1, usage: 2, unavailable: 3 } as const;

// The reader of the output may stop reading (`| head`): that is no failure, and the work is over.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...words]: readonly string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    (name === undefined ? process.stderr : process.stdout).write(overview());
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const command = COMMANDS.find((known) => known.name === name);
  if (command === undefined) return complain(`there is no command "${name}"`, 'on-record --help', EXIT.usage);
  try {
    const call = readCall(command, words);
    if (call === 'help') process.stdout.write(helpOf(command));
    else {
      // The same settings for every command, however it was started; what the environment already says is kept.
      if (existsSync('.env')) process.loadEnvFile('.env');
      await command.run(call);
    }
    return EXIT.done;
  } catch (error) {
    return explain(error, command);
  }
}

function overview(): string {
  const width = Math.max(...COMMANDS.map(({ name }) => name.length)) + 2;
  return [
    'On Record: who said what about whom, with the receipts.',
    '',
    'on-record <command> [options]',
    '',
    ...COMMANDS.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`),
    '',
    'on-record <command> --help tells more. Exit codes: 0 done, 1 refused input, 2 wrong use, 3 store unavailable.',
    '',
  ].join('\n');
}

function explain(error: unknown, command: Command): number {
  if (error instanceof UsageError) return complain(error.message, `on-record ${command.name} --help`, EXIT.usage);
  if (error instanceof RefusedError) return complain(error.message, null, EXIT.refused);
  if (error instanceof StoppedError) return complain(error.message, null, error.exitCode);
  if (error instanceof OnRecordError) {
    const lines = error.faults.map(faultText);
    const message = lines.length === 0 ? error.message : lines.join('\n');
    return complain(message, null, error.code === 'UNAVAILABLE' ? EXIT.unavailable : EXIT.refused);
  }
  if (isSystemError(error)) {
    if (error.code === 'EPIPE') return EXIT.done;
    return complain(error.message, null, EXIT.usage);
  }
  // A defect of our own: everything that helps to find it.
  throw error;
}

/** A file that cannot be read or written, an address that cannot be listened on. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'code' in error;
}

function complain(message: string, help: string | null, code: number): number {
  process.stderr.write(`${message}\n${help === null ? '' : `Try: ${help}\n`}`);
  return code;
}
