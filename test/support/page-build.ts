// Builds the page once for all tests that open it, into a folder of their own, so that they never see an older build.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    pageBuild: string;
  }
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export function setup(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'on-record-page-'));
  const node = (...words: string[]) =>
    // The tests' own NODE_ENV would build the page as for development.
    execFileSync(process.execPath, words, {
      cwd: ROOT,
      env: { ...process.env, NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  node('codegen.ts');
  node('node_modules/vite/bin/vite.js', 'build', 'web', '--outDir', folder, '--emptyOutDir', '--logLevel', 'error');
  project.provide('pageBuild', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
