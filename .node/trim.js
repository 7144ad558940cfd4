// Removes the C++ headers of the Node that npm brought, a third of its size: only compiling native packages needs them, and nothing
// here is compiled.

import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const { optionalDependencies } = require('./package.json');

for (const name of Object.keys(optionalDependencies)) {
  try {
    rmSync(join(dirname(require.resolve(`${name}/package.json`)), 'include'), { recursive: true, force: true });
  } catch {
    // The package of another platform, or a folder that may not be written to.
  }
}
