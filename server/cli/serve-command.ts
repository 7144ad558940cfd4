import type { Config } from '../config.ts';
import { fileAddress } from '../config.ts';
import type { Command } from './command.ts';
import { UsageError } from './command.ts';
import { STORE_OPTION, settingsOf } from './with-store.ts';

export const serveCommand: Command = {
  name: 'serve',
  summary: 'Starts the server: the page, the GraphQL API and GraphiQL.',
  operands: '',
  most: 0,
  details: [
    'All other settings come from the environment, or from a file .env in the current folder; .env.example lists them.',
    'An empty embedded store is filled with the example set (SEED=none stops that). Ctrl-C ends it: requests under way',
    'are answered first; a second Ctrl-C ends it at once.',
  ].join('\n'),
  options: [{ name: 'port', value: 'PORT', help: 'Default: PORT, else 4000; 0 takes any free one.' }, STORE_OPTION],
  examples: [
    'on-record serve',
    `PUBLIC_READ=false on-record serve --port 8080 --store ${fileAddress('/srv/on-record.db')}`,
  ],
  async run(call) {
    const config = settingsOf(call);
    try {
      // Only this command needs all that a server is made of; the others start three times as fast without.
      const { serve } = await import('../main.ts');
      await serve(config);
    } catch (error) {
      throw cannotListen(error, config) ?? error;
    }
  },
};

function cannotListen(error: unknown, { host, port }: Config): UsageError | null {
  if (!(error instanceof Error) || !('syscall' in error && 'code' in error)) return null;
  const { syscall, code } = error;
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return null;
  if (code === 'EADDRINUSE')
    return new UsageError(
      `port ${port} of ${host} is in use: stop the program that uses it, or choose another with --port or PORT`,
    );
  if (code === 'EACCES')
    return new UsageError(
      `port ${port} needs more rights than this user has; choose one above 1023 with --port or PORT`,
    );
  return new UsageError(`cannot listen on ${host}, port ${port}: ${error.message}; check HOST and PORT`);
}
