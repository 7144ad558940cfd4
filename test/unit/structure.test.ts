// The directions of import that keep the house in order, as a test, because unwritten rules leak. Each rule is also shown
// to fail on a file that breaks it. A new room is added here, with what it may import.

import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

/** Each room with the rooms it may import, itself aside; a file belongs to the first whose name begins its path. */
const ROOMS: Record<string, readonly string[]> = {
  'server/domain/': [],
  'server/config.ts': ['server/domain/'],
  'server/store/engine/': ['server/store/', 'server/domain/'],
  'server/store/memory/': ['server/store/engine/', 'server/store/', 'server/domain/'],
  'server/store/sqlite/': ['server/store/engine/', 'server/store/', 'server/domain/'],
  'server/store/neo4j/': ['server/store/engine/', 'server/store/', 'server/domain/'],
  'server/store/open.ts': [
    'server/store/',
    'server/store/memory/',
    'server/store/sqlite/',
    'server/store/neo4j/',
    'server/config.ts',
  ],
  'server/store/': ['server/domain/'],
  'server/services/': ['server/store/', 'server/domain/'],
  'server/graphql/': ['server/services/', 'server/store/', 'server/domain/'],
  'server/http': ['server/graphql/', 'server/services/', 'server/store/', 'server/domain/', 'server/config.ts'],
  'server/main.ts': [
    'server/http',
    'server/services/',
    'server/store/',
    'server/store/open.ts',
    'server/domain/',
    'server/config.ts',
  ],
  'server/cli': [
    'server/main.ts',
    'server/services/',
    'server/store/',
    'server/store/open.ts',
    'server/domain/',
    'server/config.ts',
  ],
  'web/gql/': [],
  'web/workers/': ['web/'],
  'web/graph/': ['web/gql/', 'web/workers/', 'web/'],
  'web/evidence/': ['web/gql/', 'web/'],
  'web/curate/': ['web/gql/', 'web/evidence/', 'web/'],
  'web/routes/': ['web/gql/', 'web/workers/', 'web/graph/', 'web/evidence/', 'web/curate/', 'web/'],
  'web/main.tsx': ['web/gql/', 'web/routes/', 'web/'],
  'web/vite': [],
  // What every room of the page shares, such as its theme and its words.
  'web/': ['web/gql/'],
};

/** Packages that only these rooms may know. */
const KEPT: readonly (readonly [packages: RegExp, rooms: RegExp])[] = [
  [/^neo4j-driver$/, /^server\/store\/neo4j\//],
  [/^node:sqlite$/, /^server\/store\/sqlite\//],
  [/^(graphql|dataloader$|@graphql-|@escape\.tech\/graphql)/, /^server\/(graphql\/|http)/],
  [/^(hono($|\/)|@hono\/)/, /^server\/http/],
  [/^cytoscape/, /^web\/graph\//],
  [/^node:/, /^server\/|^web\/vite/],
];
const DOMAIN_MAY_KNOW = ['node:crypto', 'edtf'];

const roomOf = (path: string) => Object.keys(ROOMS).find((room) => path.startsWith(room));

function importsOf(text: string): string[] {
  const code = text.replace(/^\s*(\/\/|\/?\*).*$/gm, '');
  return [...code.matchAll(/(?:\bfrom|\bimport|\bimport\(|\bnew URL\()\s*['"]([^'"\s,;]+)['"]/g)].map(
    (match) => match[1] ?? '',
  );
}

type Files = Readonly<Record<string, string>>;

function faultsOf(files: Files): string[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const room = roomOf(path);
    if (room === undefined) return [`${path} is in no room`];
    const faults: string[] = [];
    if (/\/(utils?|helpers?)[./]/.test(path)) faults.push(`${path} is named after nothing`);
    const words = /^server\/(store\/|config\.ts)/.test(path) ? null : /neo4j|sqlite/i.exec(text);
    if (words !== null) faults.push(`${path} says ${words[0]}`);
    if (/^server\/(?!config)/.test(path) && /\bprocess\.env\b/.test(text)) faults.push(`${path} reads process.env`);
    for (const name of importsOf(text)) {
      const target = name.startsWith('.') ? posix.join(posix.dirname(path), name) : name;
      const other = roomOf(target);
      const allowed = name.startsWith('.')
        ? other === undefined || other === room || ROOMS[room]?.includes(other)
        : room === 'server/domain/'
          ? DOMAIN_MAY_KNOW.includes(name)
          : KEPT.filter(([packages]) => packages.test(name)).every(([, rooms]) => rooms.test(path));
      if (!allowed) faults.push(`${path} imports ${target}`);
    }
    return faults;
  });
}

/** Each file that its own imports lead back to. */
function cyclesOf(files: Files): string[] {
  const done = new Set<string>();
  const visit = (path: string, above: readonly string[]): string[] => {
    if (above.includes(path)) return [[...above.slice(above.indexOf(path)), path].join(' -> ')];
    if (done.has(path)) return [];
    done.add(path);
    return importsOf(files[path] ?? '').flatMap((name) =>
      name.startsWith('.') ? visit(posix.join(posix.dirname(path), name), [...above, path]) : [],
    );
  };
  return Object.keys(files).flatMap((path) => visit(path, []));
}

const sources: Files = Object.fromEntries(
  globSync('{server,web}/**/*.{ts,tsx}', { exclude: ['web/dist/**'] }).map((path) => [
    path,
    readFileSync(path, 'utf8'),
  ]),
);

test('every import goes the way that the rooms allow', () => {
  expect(Object.keys(sources).length).toBeGreaterThan(10);
  expect(faultsOf(sources)).toEqual([]);
});

test('no import leads back to where it came from', () => {
  expect(cyclesOf(sources)).toEqual([]);
});

test.each([
  ['server/domain/claim.ts', `import { x } from '../store/store.ts';`],
  ['server/domain/claim.ts', `import fs from 'node:fs';`],
  ['server/store/sqlite/store.ts', `import type { X } from '../neo4j/store.ts';`],
  ['server/store/sqlite/store.ts', `import { records } from '../../services/records.ts';`],
  ['server/store/engine/paths.ts', `import { Connection } from '../sqlite/connection.ts';`],
  ['server/store/memory/store.ts', `import { Connection } from '../sqlite/connection.ts';`],
  ['server/services/records.ts', `import { pages } from '../store/engine/pages.ts';`],
  ['server/services/records.ts', `import { openStore } from '../store/open.ts';`],
  ['server/store/open.ts', `export { x } from '../graphql/schema.ts';`],
  ['server/store/sqlite/store.ts', `import neo4j from 'neo4j-driver';`],
  ['server/services/records.ts', `import { GraphQLError } from 'graphql';`],
  ['server/services/records.ts', `import { Hono } from 'hono';`],
  ['server/services/records.ts', `const backend = 'SQLite';`],
  ['server/services/records.ts', `const port = process.env.PORT;`],
  ['server/store/neo4j/store.ts', `import { DatabaseSync } from 'node:sqlite';`],
  ['server/services/utils.ts', ''],
  ['server/cellar/wine.ts', ''],
  ['web/routes/index.tsx', `const cytoscape = await import('cytoscape');`],
  ['web/graph/canvas.ts', `import { Page } from '../routes/index.tsx';`],
  ['web/gql/client.ts', `import type { Claim } from '../../server/domain/records.ts';`],
  ['web/gql/client.ts', `import { readFileSync } from 'node:fs';`],
])('%s may not hold %s', (path, text) => {
  expect(faultsOf({ [path]: text })).toHaveLength(1);
});

test('a cycle is found', () => {
  const files = { 'web/gql/a.ts': `import './b.ts';`, 'web/gql/b.ts': `import type { A } from './a.ts';` };
  expect(cyclesOf(files)).toEqual(['web/gql/a.ts -> web/gql/b.ts -> web/gql/a.ts']);
});
