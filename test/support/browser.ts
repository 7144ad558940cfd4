// A Chromium for the tests of the page: the machine's own where there is one (CHROMIUM_PATH first), else the one of
// test/browser/package.json, installed and unpacked once. No profile outlives a test.

import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { install, locate } from './on-demand.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PACKAGE_FOLDER = 'test/browser';
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

interface Found {
  path: string;
  /** Where the libraries are that a machine without a desktop lacks. */
  env?: Record<string, string>;
}

/** For `requires('a browser', browserMissing)`. */
export async function browserMissing(): Promise<string | null> {
  if ((await find()) !== null) return null;
  return 'install Chromium or Google Chrome, or set CHROMIUM_PATH (npm has one for Linux on x64 only)';
}

export async function openBrowser(): Promise<Browser> {
  if ((await find()) === null) await setup();
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

/**
 * Vitest runs this once before all tests, so that only one process installs and unpacks. What fails here fails again, by name, in the
 * page's tests.
 */
export async function setup(): Promise<void> {
  try {
    if (ownBrowser() === undefined && hasPackage()) install(PACKAGE_FOLDER);
    await find();
  } catch (error) {
    console.error(`No browser could be prepared: ${(error as Error).message}`);
  }
}

async function find(): Promise<Found | null> {
  const own = ownBrowser();
  return own === undefined ? packed() : { path: own };
}

function ownBrowser(): string | undefined {
  if (process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const folders = (process.env.PATH ?? '').split(':');
  const paths = [
    ...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))),
    MAC,
    chromium.executablePath(),
  ];
  return paths.find((path) => path !== '' && existsSync(path));
}

function hasPackage(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

async function packed(): Promise<Found | null> {
  const entry = hasPackage() ? locate(PACKAGE_FOLDER, '@sparticuz/chromium') : null;
  if (entry === null) return null;
  const source = join(dirname(entry), '../bin');
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
