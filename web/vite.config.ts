// Builds the page into web/dist, which the server hands out. `npm run dev` serves it from memory instead, with the server
// beside it: both reload on a change, and a change of the contract or of a document generates the types again.

import { spawn, spawnSync } from 'node:child_process';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const root = new URL('..', import.meta.url);
const port = process.env.PORT ?? '4000';

function withServer(): Plugin {
  return {
    name: 'on-record-server',
    apply: 'serve',
    configureServer(vite) {
      const start = () =>
        spawn(process.execPath, ['--watch', 'server/cli.ts', 'serve'], {
          cwd: root,
          stdio: 'inherit',
          env: { ...process.env, PORT: port },
        });
      let server = start();
      vite.watcher.add(['schema.graphql', 'web/gql'].map((path) => new URL(path, root).pathname));
      vite.watcher.on('all', (_, path) => {
        if (!path.endsWith('.graphql')) return;
        spawnSync(process.execPath, ['codegen.ts'], { cwd: root, stdio: 'inherit' });
        if (!path.endsWith('schema.graphql')) return;
        server.once('exit', () => {
          server = start();
        });
        server.kill();
      });
      vite.httpServer?.once('close', () => server.kill());
      process.once('exit', () => server.kill());
    },
  };
}

export default defineConfig({
  plugins: [react(), withServer()],
  worker: { format: 'es' },
  server: {
    proxy: Object.fromEntries(
      ['/graphql', '/graphiql', '/health', '/ready', '/metrics', '/export', '/import'].map((path) => [
        path,
        `http://127.0.0.1:${port}`,
      ]),
    ),
  },
});
