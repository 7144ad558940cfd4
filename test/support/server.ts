// The real server as its users start it: a process of its own on a free port, with a store in memory that ends with it.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { TEST_STORE_URL } from './test-store.ts';

export interface TestServer {
  /** Without a slash at the end. */
  url: string;
  /** As the server printed them at its first start; empty where another server over the same store has made them. */
  tokens: { admin: string; curator: string };
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  ask(query: string, variables?: object, token?: string | null): Promise<{ data: any; errors?: { message: string }[] }>;
  /** Everything it printed so far: the banner, and the log. */
  printed(): { stdout: string; stderr: string };
  close(): Promise<void>;
}

export interface ServerOptions {
  /** What an empty store is filled with. */
  seed?: 'example' | 'none';
  env?: Record<string, string>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const STARTED_WITHIN = 30_000;

export async function startServer({ seed = 'example', env = {} }: ServerOptions = {}): Promise<TestServer> {
  const child = spawn(process.execPath, ['server/cli.ts', 'serve'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', STORE_URL: TEST_STORE_URL, SEED: seed, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  const ended = once(child, 'exit');
  const close = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  // A test run that is cut short leaves no server behind.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  void ended.then(() => process.off('exit', kill));
  try {
    const banner = await bannerOf(child.stdout, printed, ended);
    const url = found(banner, /Page\s+(http:\/\/\S+?)\/?\s/);
    const tokens = {
      admin: env.ADMIN_TOKEN ?? shown(banner, /admin\s+(onr_\S+)/),
      curator: shown(banner, /curator\s+(onr_\S+)/),
    };
    return {
      url,
      tokens,
      printed: () => ({ ...printed }),
      close,
      ask: async (query, variables = {}, token = null) => {
        const response = await fetch(`${url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(token !== null && { authorization: `Bearer ${token}` }) },
          body: JSON.stringify({ query, variables }),
        });
        return (await response.json()) as Awaited<ReturnType<TestServer['ask']>>;
      },
    };
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
}

async function bannerOf(
  stdout: NodeJS.ReadableStream,
  printed: { stdout: string; stderr: string },
  ended: Promise<unknown[]>,
): Promise<string> {
  const late = AbortSignal.timeout(STARTED_WITHIN);
  while (!printed.stdout.includes('Ctrl-C stops it')) {
    const outcome = await Promise.race([
      once(stdout, 'data', { signal: late }).then(() => null),
      ended.then(([code]) => `the server ended with ${code} instead of starting`),
    ]).catch(() => `the server did not start within ${STARTED_WITHIN / 1_000} s`);
    if (outcome !== null) throw new Error(`${outcome}:\n${printed.stdout}${printed.stderr}`);
  }
  return printed.stdout;
}

/** A banner without a token says how to make one. */
function shown(banner: string, pattern: RegExp): string {
  return banner.includes('on-record token create') ? '' : found(banner, pattern);
}

function found(text: string, pattern: RegExp): string {
  const match = pattern.exec(text)?.[1];
  if (match === undefined) throw new Error(`the server printed nothing like ${pattern}:\n${text}`);
  return match;
}
