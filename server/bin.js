#!/usr/bin/env node
// `on-record` on whatever Node the machine has. server/ is TypeScript that Node 24 runs as it stands; where the machine's
// Node is older, this starts the one that npm installed beside this package. Plain JavaScript, since the old Node reads it.

import { spawn } from 'node:child_process';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(import.meta.url);
const cli = fileURLToPath(new URL('./cli.ts', import.meta.url));
const words = process.argv.slice(2);
// A server is to stay small: Node would let the young part of its heap grow to what the busiest second can use, for ever.
const small = '--max-semi-space-size';
const chosen = process.execArgv.some((flag) => flag.startsWith(small));
const flags = words[0] === 'serve' && !chosen ? [`${small}=8`] : [];

// What Node has compiled is kept beside this package: the next start then needs no translator of TypeScript, nor does any thread.
// Where it cannot be written, nothing is kept.
process.env.NODE_COMPILE_CACHE ??= join(dirname(dirname(here)), 'node_modules', '.cache', 'on-record');

if (Number.parseInt(process.versions.node, 10) >= 24) {
  // Only where a process can be replaced by another; elsewhere it grows.
  if (flags.length > 0 && process.execve !== undefined && process.platform !== 'win32')
    process.execve(process.execPath, [process.execPath, ...process.execArgv, ...flags, here, ...words]);
  module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  await import(new URL('./cli.ts', import.meta.url).href);
} else {
  const child = spawn(installedNode(), [...flags, cli, ...words], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both processes, so it is not passed on; this one only stays until the other has ended.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 1;
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    }
  });
}

function installedNode() {
  const require = createRequire(import.meta.url);
  const platform = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  for (const name of [`node-${platform}`, `node-bin-${platform}`]) {
    try {
      const manifest = require.resolve(`${name}/package.json`);
      return join(dirname(manifest), require(manifest).bin.node);
    } catch {
      // The package of this platform has the other name, or was not installed.
    }
  }
  console.error(
    `On Record runs on Node 24 or newer; this is ${process.version}, and npm offers none for ${platform}.\n` +
      'Install Node 24 or newer (https://nodejs.org), then start it again.',
  );
  process.exit(1);
}
