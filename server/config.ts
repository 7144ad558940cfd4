// Environment -> frozen Config. The only reader of process.env; every fault is reported at once, each with its remedy.

import { resolve } from 'node:path';

export type StoreAddress =
  | { kind: 'sqlite'; path: string }
  /** The reference store, for tests: nothing of it outlives the process. */
  | { kind: 'memory' }
  | { kind: 'neo4j'; url: string; user: string; password: string; database: string };

export interface Config {
  host: string;
  port: number;
  store: StoreAddress;
  publicRead: boolean;
  /** Accepted as an admin's token; null: one is made at the first start and shown once. */
  adminToken: string | null;
  /** Exact origins; empty: every origin, without credentials. */
  corsOrigins: readonly string[];
  /** Null where it is not set: the server decides by whether a person is watching. */
  logLevel: LogLevel | null;
  /** Whether an empty embedded store is filled with the example set. */
  seed: boolean;
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings that cannot be; the message has a line for each, with the remedy. */
export class SettingsError extends Error {}

/** `given` goes before the environment; an undefined value leaves the environment's. */
export function readConfig(given: Environment = {}, environment: Environment = process.env): Config {
  const faults: string[] = [];
  const fault = (name: string, problem: string) => faults.push(`${name} ${problem}`);
  const get = (name: string, otherwise: string) => {
    const value = (given[name] ?? environment[name])?.trim();
    return value === undefined || value === '' ? otherwise : value;
  };

  const portText = get('PORT', '4000');
  const port = Number(portText);
  if (!/^\d+$/.test(portText) || port > 65535) {
    fault('PORT', `"${portText}" is not a port; give a whole number from 0 (any free port) to 65535`);
  }

  const logLevel = get('LOG_LEVEL', '');
  if (logLevel !== '' && !isLogLevel(logLevel)) fault('LOG_LEVEL', `"${logLevel}" is none of ${LOG_LEVELS.join(', ')}`);

  const seed = get('SEED', 'example');
  if (seed !== 'example' && seed !== 'none') fault('SEED', `"${seed}" is neither "example" (the default) nor "none"`);

  const corsOrigins = get('CORS_ORIGINS', '')
    .split(',')
    .map((origin) => origin.trim())
    .filter((origin) => origin !== '' && origin !== '*');
  for (const origin of corsOrigins) {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin) {
      fault(
        'CORS_ORIGINS',
        `"${origin}" is not an origin; give scheme, host and port only, such as https://example.org`,
      );
    }
  }

  const adminToken = get('ADMIN_TOKEN', '');
  if (adminToken !== '' && adminToken.length < 24) {
    fault('ADMIN_TOKEN', 'is shorter than 24 characters; make one with: openssl rand -base64 32');
  }

  const store = readStore(
    get('STORE_URL', 'sqlite:data/on-record.db'),
    get('NEO4J_USER', 'neo4j'),
    get('NEO4J_PASSWORD', ''),
    get('NEO4J_DATABASE', 'neo4j'),
    fault,
  );
  const publicRead = readSwitch('PUBLIC_READ', get('PUBLIC_READ', 'true'), fault);
  if (faults.length > 0 || store === null) throw new SettingsError(faults.join('\n'));

  return Object.freeze({
    host: get('HOST', '127.0.0.1'),
    port,
    store: Object.freeze(store),
    publicRead,
    adminToken: adminToken === '' ? null : adminToken,
    corsOrigins: Object.freeze(corsOrigins),
    logLevel: isLogLevel(logLevel) ? logLevel : null,
    seed: seed === 'example',
  });
}

type AddFault = (name: string, problem: string) => void;

/** What the store's address looks like, for help. */
export const STORE_FORM = 'sqlite:FILE or neo4j://HOST:PORT';

/** The address of a store on a database server, for examples. */
export const SERVER_ADDRESS = 'neo4j://localhost:7687';

/** Where the name and the password for a database server come from. */
export const SERVER_LOGIN = 'NEO4J_USER, NEO4J_PASSWORD and NEO4J_DATABASE';

/** The address of an embedded store, for examples. */
export function fileAddress(path: string): string {
  return `sqlite:${path}`;
}

/** Where an embedded store is kept; null when it lives in memory, or on a server. */
export function storeFile(store: StoreAddress): string | null {
  return store.kind === 'sqlite' && store.path !== ':memory:' ? store.path : null;
}

/** For people: where the records are, without what opens the door. */
export function storeLocation(store: StoreAddress): string {
  if (store.kind === 'neo4j') return `${store.url}, database ${store.database}`;
  return storeFile(store) ?? 'memory: nothing is kept when the server stops';
}

/** Whether two addresses lead to one store, as far as addresses can tell. */
export function sameStore(a: StoreAddress, b: StoreAddress): boolean {
  if (a.kind === 'sqlite' && b.kind === 'sqlite') return resolve(a.path) === resolve(b.path);
  if (a.kind !== 'neo4j' || b.kind !== 'neo4j') return false;
  const server = ({ url, database }: typeof a) => `${new URL(url).host} ${database}`;
  return server(a) === server(b);
}

/** The store is part of this process, and starts with the example set. */
export function isEmbedded(store: StoreAddress): boolean {
  return store.kind !== 'neo4j';
}

function readStore(
  url: string,
  user: string,
  password: string,
  database: string,
  fault: AddFault,
): StoreAddress | null {
  if (url === 'memory:') return { kind: 'memory' };
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length);
    if (path !== '') return { kind: 'sqlite', path };
    fault('STORE_URL', 'names no file; write sqlite:data/on-record.db, or sqlite::memory:');
    return null;
  }
  if (/^(bolt|neo4j)(\+s|\+ssc)?:\/\//.test(url)) {
    if (!URL.canParse(url)) fault('STORE_URL', 'is not an address; write neo4j://host:7687');
    else if (new URL(url).password !== '') fault('STORE_URL', 'holds a password; put it into NEO4J_PASSWORD');
    return { kind: 'neo4j', url, user, password, database };
  }
  fault('STORE_URL', 'has an unknown scheme; use sqlite:, bolt://, neo4j:// or neo4j+s://');
  return null;
}

function isLogLevel(text: string): text is LogLevel {
  return LOG_LEVELS.includes(text as LogLevel);
}

function readSwitch(name: string, text: string, fault: AddFault): boolean {
  if (text === 'true' || text === '1') return true;
  if (text !== 'false' && text !== '0') fault(name, `"${text}" is neither true nor false`);
  return false;
}
