// Packages that the tests need on some machines only. Each folder of them has a package.json and a lock of its own, and is installed
// when a suite asks for it, not by `npm install` in the clone.

import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../', import.meta.url);

/** Changes nothing where all is there. */
export function install(folder: string): void {
  const cwd = fileURLToPath(new URL(`${folder}/`, ROOT));
  // A shell, because npm is a script file on Windows.
  execFileSync('npm install --silent', { cwd, shell: true, stdio: ['ignore', 'ignore', 'inherit'] });
}

/** The entry file of a package of such a folder, or null where it is not installed. */
export function locate(folder: string, name: string): string | null {
  try {
    return createRequire(new URL(`${folder}/package.json`, ROOT)).resolve(name);
  } catch {
    return null;
  }
}
