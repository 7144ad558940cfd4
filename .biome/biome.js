#!/usr/bin/env node
// Biome as a command that is always there. Its 96 MB come at the first call: a clone that only runs On Record does without them.

import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('./tool/', import.meta.url);
const installed = new URL('./node_modules/@biomejs/biome/', folder);

const read = (url) => JSON.parse(readFileSync(url, 'utf8'));

function isInstalled() {
  try {
    const wanted = read(new URL('package.json', folder)).devDependencies['@biomejs/biome'];
    return read(new URL('package.json', installed)).version === wanted;
  } catch {
    return false;
  }
}

if (!isInstalled()) {
  console.error('Installing Biome, once ...');
  // A shell, because npm is a script file on Windows.
  execFileSync('npm ci --silent', { cwd: folder, shell: true, stdio: ['ignore', 'ignore', 'inherit'] });
}
const { status } = spawnSync(
  process.execPath,
  [fileURLToPath(new URL('./bin/biome', installed)), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
