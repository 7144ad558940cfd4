#!/usr/bin/env node
// The command `on-record` on any Node. A clone runs the TypeScript of server/ as it stands, on the Node that npm installed there if
// the machine's is older than 24; the published package runs what was compiled to lib/, and brings no Node. Plain JavaScript, since
// an old Node has to read this file.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module, { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const here = fileURLToPath(import.meta.url);
const source = fileURLToPath(new URL('./cli.ts', import.meta.url));
// lib/ may be there in a clone too, left by `npm pack` and no longer up to date.
const isClone = existsSync(source);
const words = process.argv.slice(2);
// Node would let the young part of a server's heap grow to what the busiest second can use, and keep it.
const heapFlag = '--max-semi-space-size';
const isChosen = process.execArgv.some((flag) => flag.startsWith(heapFlag));
const flags = words[0] === 'serve' && !isChosen ? [`${heapFlag}=8`] : [];

// In a clone, what Node has compiled is kept beside the code: the next start, and every thread, then needs no translator of
// TypeScript. Where the folder cannot be written, nothing is kept. JavaScript needs no translator, so that an installed package
// keeps nothing unless NODE_COMPILE_CACHE names a folder.
if (isClone) process.env.NODE_COMPILE_CACHE ??= join(dirname(dirname(here)), 'node_modules', '.cache', 'on-record');

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  // Only where a process can be replaced by another; elsewhere it grows.
  if (flags.length > 0 && process.execve !== undefined && process.platform !== 'win32')
    process.execve(process.execPath, [process.execPath, ...process.execArgv, ...flags, here, ...words]);
  if (isClone) module.enableCompileCache(process.env.NODE_COMPILE_CACHE);
  await import(isClone ? './cli.ts' : '../lib/cli.js');
} else if (isClone) {
  const child = spawn(installedNode(), [...flags, source, ...words], { stdio: 'inherit' });
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
} else {
  refuse('');
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
  refuse(`, and npm brought none for ${platform}`);
}

function refuse(more) {
  console.error(
    `On Record needs Node ${NEEDED} or newer; this is ${process.version}${more}.\n` +
      `Install Node ${NEEDED} or newer (https://nodejs.org), then start it again.`,
  );
  process.exit(1);
}
