// A plugin of the build: lists every package that the page contains code, styles or fonts of, with its licence in full, in a file of
// the page. Vite's own list leaves out what workers and stylesheets bring, and packages whose licence it cannot find.

import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Plugin } from 'vite';

const FILE_NAME = 'THIRD-PARTY-LICENSES.txt';
const HEADING = 'The page of On Record contains code, styles and fonts of these packages.';
const RULE = '-'.repeat(80);
const LICENSE_FILE = /^(licen[cs]e|copying)/i;
const MIT_TERMS = /Permission is hereby granted[\s\S]*$/;

/** Who holds the copyright of packages that come without a file of their licence and without an author; as their siblings say. */
const HOLDERS: Record<string, string> = {
  '@graphiql/plugin-doc-explorer': 'GraphQL Contributors',
  '@graphiql/plugin-history': 'GraphQL Contributors',
  'react-compiler-runtime': 'Meta Platforms, Inc. and affiliates.',
};

interface Manifest {
  name: string;
  version: string;
  license?: string;
  author?: string | { name: string };
}

export interface LicensePlugins {
  page: Plugin;
  /** For the bundles of workers, which are built apart and before. */
  worker(): Plugin;
}

export function thirdPartyLicenses(): LicensePlugins {
  const folders = new Set<string>();
  let root = '';
  const collector = (name: string, end?: Plugin['generateBundle']): Plugin => ({
    name,
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    generateBundle(...args) {
      for (const file of Object.values(args[1])) {
        const sources = file.type === 'chunk' ? file.moduleIds : file.originalFileNames;
        for (const source of sources) {
          const folder = packageFolder(source);
          if (folder !== null) folders.add(resolve(root, folder));
        }
      }
      if (typeof end === 'function') end.apply(this, args);
    },
  });
  return {
    worker: () => collector('on-record-licenses-of-workers'),
    page: collector('on-record-licenses', function () {
      this.emitFile({ type: 'asset', fileName: FILE_NAME, source: listOf(folders) });
    }),
  };
}

/** Of the innermost package, or null for a file of our own. */
function packageFolder(source: string): string | null {
  return /^\0?(.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+)/.exec(source)?.[1] ?? null;
}

function listOf(folders: Iterable<string>): string {
  const entries = new Map([...folders].map(entryOf));
  const names = [...entries.keys()].sort();
  return `${[HEADING, ...names.map((name) => entries.get(name))].join(`\n\n${RULE}\n\n`)}\n`;
}

function entryOf(folder: string): [name: string, text: string] {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  const { name, version, license } = manifest;
  const file = readdirSync(folder).find((each) => LICENSE_FILE.test(each));
  const text = file === undefined ? declaredLicense(manifest) : readFileSync(join(folder, file), 'utf8');
  return [
    `${name}@${version}`,
    `${name} ${version} (${license ?? 'see below'})\n\n${text.replaceAll('\r\n', '\n').trim()}`,
  ];
}

function declaredLicense({ name, license, author }: Manifest): string {
  const holder = HOLDERS[name] ?? (typeof author === 'object' ? author.name : author);
  const terms = MIT_TERMS.exec(readFileSync(new URL('../LICENSE', import.meta.url), 'utf8'))?.[0];
  if (license !== 'MIT' || holder === undefined || terms === undefined)
    throw new Error(
      `The page contains ${name}, which has no file of its licence (${license}): say whose it is in web/vite-licenses.ts`,
    );
  return `MIT License\n\nCopyright (c) ${holder}\n\n${terms}`;
}
