// A Chromium for the tests of the page: the machine's own where there is one (CHROMIUM_PATH first), else the one that npm
// brought, unpacked once into its own package folder. Nothing is downloaded, and no profile outlives a test.

import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

interface Found {
  path: string;
  /** Where the libraries are that a machine without a desktop lacks. */
  env?: Record<string, string>;
}

/** For `requires('a browser', browserMissing)`. */
export async function browserMissing(): Promise<string | null> {
  if ((await find()) !== null) return null;
  return 'install Chromium or Google Chrome, or set CHROMIUM_PATH (npm brings one for Linux on x64 only)';
}

export async function openBrowser(): Promise<Browser> {
  const found = await find();
  if (found === null) throw new Error(`No browser: ${await browserMissing()}`);
  return chromium.launch({
    executablePath: found.path,
    env: { ...process.env, ...found.env } as Record<string, string>,
    // Chromium refuses its sandbox to root, and a container's /dev/shm is often too small for it.
    args: [
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
}

/** Vitest runs this once before all tests, so that only one process unpacks. What fails here fails again, by name, in the page's tests. */
export async function setup(): Promise<void> {
  await find().catch(() => null);
}

async function find(): Promise<Found | null> {
  const own = process.env.CHROMIUM_PATH ?? installed();
  return own === undefined ? packed() : { path: own };
}

function installed(): string | undefined {
  const folders = (process.env.PATH ?? '').split(':');
  const paths = [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    MAC,
    chromium.executablePath(),
  ];
  return paths.find((path) => path !== '' && existsSync(path));
}

async function packed(): Promise<Found | null> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const source = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '../bin');
  const target = join(source, '../unpacked');
  const path = join(target, 'chromium');
  if (!existsSync(path)) {
    const draft = `${target}-${process.pid}`;
    mkdirSync(draft, { recursive: true });
    const unpack = (name: string) =>
      pipeline(
        createReadStream(join(source, `${name}.br`)),
        createBrotliDecompress(),
        createWriteStream(join(draft, name), { mode: 0o755 }),
      );
    await Promise.all(['chromium', 'al2023.tar'].map(unpack));
    execFileSync('tar', ['-xf', 'al2023.tar'], { cwd: draft });
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
  }
  const complete = !execFileSync('ldd', [path], { encoding: 'utf8' }).includes('not found');
  return complete ? { path } : { path, env: { LD_LIBRARY_PATH: join(target, 'lib') } };
}
