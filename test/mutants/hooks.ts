// How modules are found in the process that runs tests: mutated files come with their mutants in them, tests get the stand-in
// for vitest, and a test file can be loaded anew by another `?run=`.

import { existsSync, readFileSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ROOT } from './catalogue.ts';

const STAND_IN = new URL('stand-in.ts', import.meta.url).href;
const HERE = new URL('.', import.meta.url).href;

export function installHooks(instrumented: string): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'vitest' && !context.parentURL?.startsWith(HERE)
        ? { url: STAND_IN, shortCircuit: true }
        : next(specifier, context),
    load: (url, context, next) => {
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
      const copy = join(instrumented, relative(ROOT, fileURLToPath(url)));
      if (!existsSync(copy)) return next(url, context);
      return { format: 'module', source: stripTypeScriptTypes(readFileSync(copy, 'utf8')), shortCircuit: true };
    },
  });
}
