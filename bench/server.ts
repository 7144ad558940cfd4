// A real server process on the measured file, and how long its event loop was held.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Server {
  ask(query: string, variables: object): Promise<unknown>;
  /** The longest gap between two turns of the server's 10 ms timer since the last call, in milliseconds. */
  longestGap(): Promise<number>;
  /** Resident memory in megabytes. */
  memory(): Promise<number>;
  close(): Promise<void>;
}

export async function startServer(path: string): Promise<Server> {
  const cli = fileURLToPath(new URL('../server/cli.ts', import.meta.url));
  const child = spawn(process.execPath, [cli, 'serve', '--port', '0', '--store', `sqlite:${path}`], {
    env: { ...process.env, LOG_LEVEL: 'error', SEED: 'none' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let printed = '';
    child.stdout.on('data', (data) => {
      printed += data;
      const found = /Viewer\s+(http:\S+)\//.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the server ended with ${code} before it listened`)));
  });
  const metric = async (name: string) => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  return {
    async ask(query, variables) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query, variables }),
      });
      const { data, errors } = (await response.json()) as { data: unknown; errors?: { message: string }[] };
      if (errors) throw new Error(errors.map(({ message }) => message).join('; '));
      return data;
    },
    longestGap: async () => (await metric('nodejs_eventloop_lag_max_seconds')) * 1000,
    memory: async () => (await metric('process_resident_memory_bytes')) / 1024 / 1024,
    async close() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
