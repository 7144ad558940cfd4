// What a command is, how its words are read, and its --help. How a command ends is said by what it throws; cli.ts turns that
// into the exit code: 0 done, 1 refused input, 2 wrong use, 3 store unavailable, 130 stopped by Ctrl-C.

import { parseArgs } from 'node:util';

export interface Option {
  name: string;
  /** Shown after the name when it takes a value; absent for a switch. */
  value?: string;
  help: string;
}

export interface Command {
  name: string;
  /** One line. */
  summary: string;
  /** What may stand after the name, such as `[FILE …]`. */
  operands: string;
  /** The most operands; 0 for none. */
  most: number;
  details: string;
  options: readonly Option[];
  examples: readonly string[];
  run(call: Call): Promise<void>;
}

export interface Call {
  operands: readonly string[];
  text(name: string): string | undefined;
  has(name: string): boolean;
}

/** The words or settings were wrong, not the data. */
export class UsageError extends Error {}

/** The data were refused; the message lists why. */
export class RefusedError extends Error {}

/** A signal ended the work. */
export class StoppedError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number) {
    super(message);
    this.exitCode = exitCode;
  }
}

export function readCall(command: Command, words: readonly string[]): Call | 'help' {
  const options = Object.fromEntries([
    ...command.options.map(({ name, value }) => [
      name,
      { type: value === undefined ? ('boolean' as const) : ('string' as const) },
    ]),
    ['help', { type: 'boolean' as const, short: 'h' }],
  ]);
  let parsed: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    parsed = parseArgs({ args: [...words], options, allowPositionals: true, strict: true }) as typeof parsed;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = parsed;
  if (values.help === true) return 'help';
  if (positionals.length > command.most) throw new UsageError(`"${positionals[command.most]}" is one word too many`);
  const empty = Object.keys(values).find((name) => values[name] === '');
  if (empty !== undefined) throw new UsageError(`--${empty} is empty; give a value, or leave it out`);
  return {
    operands: positionals,
    text: (name) => (typeof values[name] === 'string' ? values[name] : undefined),
    has: (name) => values[name] === true,
  };
}

export function helpOf(command: Command): string {
  const rows = [...command.options, { name: 'help', help: 'Show this.' }].map((option: Option) => {
    const value = option.value === undefined ? '' : ` ${option.value}`;
    return [`--${option.name}${value}`, option.help] as const;
  });
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return [
    `on-record ${command.name}${command.operands === '' ? '' : ` ${command.operands}`} [options]`,
    '',
    command.summary,
    ...(command.details === '' ? [] : ['', command.details]),
    '',
    'Options:',
    ...rows.map(([left, help]) => `  ${left.padEnd(width)}${help}`),
    ...(command.examples.length === 0 ? [] : ['', 'Examples:', ...command.examples.map((example) => `  ${example}`)]),
    '',
  ].join('\n');
}
