// Builds the page into web/dist, which the server hands out. `npm run dev` serves it from memory instead, with the server
// beside it: both reload on a change, and a change of the contract or of a document generates the types again.

import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';
import { thirdPartyLicenses } from './vite-licenses.ts';

const root = new URL('..', import.meta.url);
const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const port = process.env.PORT ?? '4000';

function withServer(): Plugin {
  return {
    name: 'on-record-server',
    apply: 'serve',
    configureServer(vite) {
      const run = (...words: string[]) =>
        spawn(process.execPath, words, { cwd: root, stdio: 'inherit', env: { ...process.env, PORT: port } });
      const start = () => run('server/cli.ts', 'serve');
      let server = start();
      let soon: NodeJS.Timeout | undefined;
      const restart = () => {
        clearTimeout(soon);
        // Editors write in several steps.
        soon = setTimeout(() => {
          if (server.exitCode !== null) {
            server = start();
            return;
          }
          server.once('exit', () => {
            server = start();
          });
          server.kill();
        }, 100);
      };
      vite.watcher.add(['server', 'schema.graphql', 'web/gql'].map((path) => fileURLToPath(new URL(path, root))));
      vite.watcher.on('change', (path) => {
        if (path.endsWith('.graphql')) run('codegen.ts');
        if (path.startsWith(fileURLToPath(new URL('server', root))) || path.endsWith('schema.graphql')) restart();
      });
      vite.httpServer?.once('close', () => server.kill());
      process.once('exit', () => server.kill());
    },
  };
}

const licenses = thirdPartyLicenses();

export default defineConfig({
  plugins: [react(), withServer(), licenses.page],
  worker: { format: 'es', plugins: () => [licenses.worker()] },
  build: {
    rolldownOptions: {
      input: { index: fromHere('index.html'), graphiql: fromHere('graphiql/index.html') },
      // A mark for a compiler that does not run here, in a library of GraphiQL's.
      onLog: (level, log, tell) => log.code === 'MODULE_LEVEL_DIRECTIVE' || tell(level, log),
    },
    // GraphiQL is one page of its own, and large.
    chunkSizeWarningLimit: 1_000,
  },
  server: {
    proxy: Object.fromEntries(
      ['/graphql', '/graphiql', '/health', '/ready', '/metrics', '/export', '/import'].map((path) => [
        path,
        `http://127.0.0.1:${port}`,
      ]),
    ),
  },
});
