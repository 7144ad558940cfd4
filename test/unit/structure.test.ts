// The directions of import that keep the house in order, as a test, because unwritten rules leak. Each rule is also shown
// to fail on a file that breaks it. A new room is added here, with what it may import.

import { globSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';

/** What whoever shows something may use: what stands there meanwhile, the state of the view, the answers, the words. */
const SHOWN = ['web/states/', 'web/view/', 'web/gql/', 'web/messages.ts', 'web/said-on.ts'];
/** One room for each kind of record that has a view; none knows another. */
const KINDS = ['actor', 'event', 'topic', 'claim', 'source', 'relation'].map((kind) => `web/records/${kind}/`);

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
  'web/messages.ts': ['web/gql/'],
  'web/said-on.ts': ['web/messages.ts'],
  'web/theme/': ['web/messages.ts'],
  'web/view/': ['web/gql/', 'web/messages.ts'],
  'web/states/': ['web/view/', 'web/gql/', 'web/messages.ts'],
  'web/workers/': [],
  'web/graph/': ['web/workers/', 'web/theme/', ...SHOWN],
  'web/search/': SHOWN,
  'web/filters/': ['web/search/', ...SHOWN],
  'web/time/': SHOWN,
  'web/tables/': SHOWN,
  'web/records/frame/': SHOWN,
  'web/records/quotes/': ['web/records/frame/', ...SHOWN],
  'web/records/claims/': ['web/records/quotes/', 'web/records/frame/', ...SHOWN],
  ...Object.fromEntries(
    KINDS.map((kind) => [kind, ['web/records/claims/', 'web/records/quotes/', 'web/records/frame/', ...SHOWN]]),
  ),
  'web/records/panel.': [...KINDS, 'web/records/frame/', ...SHOWN],
  'web/routes/': [
    'web/graph/',
    'web/records/panel.',
    ...KINDS,
    'web/tables/',
    'web/filters/',
    'web/time/',
    'web/search/',
    'web/theme/',
    ...SHOWN,
  ],
  'web/main.tsx': ['web/routes/', 'web/theme/', 'web/gql/'],
  'web/graphiql/': [],
  'web/vite': [],
};

/** Packages that only these rooms may know. */
const KEPT: readonly (readonly [packages: RegExp, rooms: RegExp])[] = [
  [/^neo4j-driver$/, /^server\/store\/neo4j\//],
  [/^node:sqlite$/, /^server\/store\/sqlite\//],
  [/^(graphql|dataloader$|@graphql-|@escape\.tech\/graphql)/, /^server\/(graphql\/|http)/],
  [/^(hono($|\/)|@hono\/)/, /^server\/http/],
  [/^hyparquet/, /^server\/services\/tables\//],
  [/^cytoscape/, /^web\/graph\//],
  [/^graphology/, /^web\/workers\//],
  [/^zod$/, /^web\/(view|routes)\//],
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
  ['web/view/transitions.ts', `import { useNetwork } from '../routes/use-network.ts';`],
  ['web/view/transitions.ts', `import { EmptyState } from '../states/empty-state.tsx';`],
  ['web/states/skeleton.tsx', `import { Panel } from '../records/panel.tsx';`],
  ['web/said-on.ts', `import { pageOf } from './view/pages.ts';`],
  ['web/theme/theme.ts', `import { request } from '../gql/client.ts';`],
  ['web/graph/canvas.tsx', `import { Panel } from '../records/panel.tsx';`],
  ['web/tables/tables.tsx', `import { FilterBar } from '../filters/filter-bar.tsx';`],
  ['web/search/hit.tsx', `import { chipsOf } from '../filters/chips.ts';`],
  ['web/time/axis.tsx', `import { theGraph } from '../graph/graph.ts';`],
  ['web/workers/organic.ts', `import { messages } from '../messages.ts';`],
  ['web/records/actor/actor-view.tsx', `import { EventView } from '../event/event-view.tsx';`],
  ['web/records/claims/claim-list.tsx', `import { ClaimPage } from '../claim/claim-page.tsx';`],
  ['web/records/quotes/quote-pane.tsx', `import styles from '../claims/claim-article.module.css';`],
  ['web/records/frame/links.tsx', `import { QuoteBlock } from '../quotes/quote-block.tsx';`],
  ['web/records/relation/relation-view.tsx', `import { Panel } from '../panel.tsx';`],
  ['web/records/panel.tsx', `import { Overview } from '../routes/overview.tsx';`],
  ['web/routes/router.tsx', `import { QuoteBlock } from '../records/quotes/quote-block.tsx';`],
  ['web/routes/use-network.ts', `import { separate } from '../workers/separate.ts';`],
  ['web/main.tsx', `import { Canvas } from './graph/canvas.tsx';`],
  ['web/graphiql/main.tsx', `import { messages } from '../messages.ts';`],
  ['web/routes/around.ts', `import Graph from 'graphology';`],
  ['web/records/claims/claim-list.tsx', `import { z } from 'zod';`],
  ['web/evidence/panel.tsx', ''],
  ['web/gql/client.ts', `import type { Claim } from '../../server/domain/records.ts';`],
  ['web/gql/client.ts', `import { readFileSync } from 'node:fs';`],
])('%s may not hold %s', (path, text) => {
  expect(faultsOf({ [path]: text })).toHaveLength(1);
});

test('a cycle is found', () => {
  const files = { 'web/gql/a.ts': `import './b.ts';`, 'web/gql/b.ts': `import type { A } from './a.ts';` };
  expect(cyclesOf(files)).toEqual(['web/gql/a.ts -> web/gql/b.ts -> web/gql/a.ts']);
});
