// The example set behind the API, in this process: asked through `fetch`, as any program would.

import pino from 'pino';
import type { ApiOptions } from '../../server/http/api.ts';
import { createApi } from '../../server/http/api.ts';
import { createHttp } from '../../server/http.ts';
import { importRows } from '../../server/services/transfer/import.ts';
import { EXAMPLE_SET, SETS } from '../../server/services/transfer/sets.ts';
import type { Store } from '../../server/store/store.ts';
import { openTestStore } from './test-store.ts';

export const ADMIN_TOKEN = 'the-admin-token-of-the-tests';

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  data: any;
  errors: {
    message: string;
    path?: (string | number)[];
    extensions: { code: string; faults?: { field: string; problem: string }[]; requestId?: string };
  }[];
  extensions?: { datasetVersion?: number } | undefined;
}

export interface Asked {
  variables?: object;
  token?: string | null;
  headers?: Record<string, string>;
}

export type Ask = (query: string, asked?: Asked) => Promise<Reply>;

export interface Example {
  store: Store;
  api: ReturnType<typeof createApi>;
  ask: Ask;
  /** The data; an error fails the test. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  data(query: string, variables?: object): Promise<any>;
  close(): Promise<void>;
}

export async function fillExample(store: Store): Promise<void> {
  const set = SETS.find(({ name }) => name === EXAMPLE_SET);
  if (!set) throw new Error('the example set is gone');
  const when = { author: 'seed', time: '2026-01-01T00:00:00.000Z', name: EXAMPLE_SET, reason: null };
  await importRows(store, set.rows(), { ...when, keepStatus: true, dryRun: false });
}

export async function openExample(
  options: Partial<ApiOptions> & { wrap?: (store: Store) => Store; empty?: boolean } = {},
): Promise<Example> {
  const { wrap = (store: Store) => store, empty = false, ...given } = options;
  const store = await openTestStore();
  if (!empty) await fillExample(store);
  const config = { publicRead: true, adminToken: ADMIN_TOKEN };
  const log = (error: unknown) => console.error('a defect:', error);
  const api = createApi({ config, log, ...given, store: wrap(store) });
  const ask: Ask = async (query, { variables = {}, token = null, headers = {} } = {}) => {
    const response = await api.fetch('http://test/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Partial<Reply>;
    const { data = null, errors = [], extensions } = body;
    return { status: response.status, headers: response.headers, data, errors, extensions };
  };
  return {
    store,
    api,
    ask,
    data: async (query, variables = {}) => {
      const { data, errors } = await ask(query, { variables });
      if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
      return data;
    },
    close: () => store.close(),
  };
}

/** The whole server on a free port; `fill` gives it other records than the example set. */
export async function serveExample({
  fill = fillExample,
  ...options
}: Partial<Parameters<typeof createHttp>[0]> & { fill?: (store: Store) => Promise<void> } = {}) {
  const store = await openTestStore();
  await fill(store);
  const config = {
    host: '127.0.0.1',
    port: 0,
    publicRead: true,
    adminToken: ADMIN_TOKEN,
    corsOrigins: [],
    ...options.config,
  };
  const http = createHttp({ store, log: pino({ level: 'silent' }), ...options, config });
  const { url, port } = await http.listen();
  return {
    store,
    http,
    url,
    port,
    close: async () => {
      await http.close(500);
      await store.close();
    },
  };
}
