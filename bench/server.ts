// The real server over a store, in a process of its own, asked over connections that are kept.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { fileURLToPath } from 'node:url';
import { CLI } from './child.ts';
import type { Memory } from './memory.ts';
import { memoryOf } from './memory.ts';

export interface Served {
  url: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers have many shapes
  ask(query: string, variables?: object): Promise<any>;
  /** The longest time in milliseconds that the event loop was late since it was last asked. */
  stall(): Promise<number>;
  memory(): Memory;
  close(): Promise<void>;
}

const WATCH = fileURLToPath(new URL('./loop-watch.js', import.meta.url));

/** What `npm start` gives to Node. */
function flags(): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return (scripts.start as string).split(' ').filter((word) => word.startsWith('--'));
}

export async function serveStore(store: string, env: Record<string, string> = {}): Promise<Served> {
  const child = spawn(
    process.execPath,
    [...flags(), '--import', WATCH, CLI, 'serve', '--port', '0', '--store', store],
    {
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      env: { ...process.env, ...env, HOST: '127.0.0.1', LOG_LEVEL: 'warn', SEED: 'none' },
    },
  );
  let banner = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    banner += text;
  });
  while (!banner.includes('Ctrl-C stops it')) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), once(child, 'exit')]);
  }
  const port = Number(/Page +http:\/\/127\.0\.0\.1:(\d+)/.exec(banner)?.[1]);
  const agent = new Agent({ keepAlive: true, maxSockets: 10 });
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    ask: (query, variables = {}) => ask(agent, port, JSON.stringify({ query, variables })),
    stall: async () => {
      const answer = once(child, 'message');
      child.send('stall');
      const [{ stall }] = (await answer) as [{ stall: number }];
      return stall;
    },
    memory: () => memoryOf(child.pid) ?? { now: 0, peak: 0 },
    close: async () => {
      agent.destroy();
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function ask(agent: Agent, port: number, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const sending = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
        });
        response.once('error', reject);
        response.once('end', () => {
          const { data, errors } = JSON.parse(text);
          if (errors !== undefined) reject(new Error(`${body}\n${JSON.stringify(errors)}`));
          else resolve(data);
        });
      },
    );
    sending.once('error', reject);
    sending.end(body);
  });
}
