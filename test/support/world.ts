// A server in this process over a store that ends with it: what clients get, asked through `fetch`, and the store behind
// it for what only the store can show. It starts with three actors, a topic, an event, a source with a text and one without.

import { hash } from 'node:crypto';
import { createApi } from '../../server/http/api.ts';
import type { Role } from '../../server/services/access.ts';
import type { WriteServices } from '../../server/services/write-services.ts';
import { createWriteServices } from '../../server/services/write-services.ts';
import type { Store } from '../../server/store/store.ts';
import { actor, event, source, topic } from '../fixtures/records.ts';
import { openTestStore } from './test-store.ts';
import { save } from './writing.ts';

export const ADMIN_TOKEN = 'the-admin-token-of-the-tests';
/** With a curly quote, an emoji and a repeated word: offsets in bytes or code units would be wrong. */
export const TEXT =
  'On Tuesday 🕊 Ada said: “We agree with Borduria.” Later she said: we agree on the border, and we agree on nothing else.';

export interface UserError {
  field: string | null;
  message: string;
  code: string;
}

export interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
  data: any;
  errors: { message: string; extensions?: { code?: string } }[];
}

export interface World {
  store: Store;
  write: WriteServices;
  /** Moves the server's clock. */
  later(ms: number): void;
  token(name: string, role: Role): Promise<string>;
  /** As the curator "curator", unless another token (or none) is named. */
  ask(query: string, variables?: object, token?: string | null): Promise<Reply>;
  /** One mutation with its input: the payload, which must come. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into payloads of every shape
  mutate(name: string, input: object, fields?: string, token?: string): Promise<any>;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const store = await openTestStore();
  let ahead = 0;
  const write = createWriteServices(store, ADMIN_TOKEN, () => new Date(Date.now() + ahead));
  const api = createApi({
    store,
    write,
    config: { publicRead: true, adminToken: ADMIN_TOKEN },
    log: (error) => console.error('a defect:', error),
  });
  const tokens = new Map<string, string>();
  const token = async (name: string, role: Role) => {
    const key = `${role} ${name}`;
    const known = tokens.get(key) ?? (await write.access.createToken({ name, role })).secret;
    tokens.set(key, known);
    return known;
  };
  const curator = await token('curator', 'CURATOR');

  const ask: World['ask'] = async (query, variables = {}, bearer = curator) => {
    const response = await api.fetch('http://test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(bearer !== null && { authorization: `Bearer ${bearer}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as Partial<Reply>;
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
  };

  const mutate: World['mutate'] = async (name, input, fields = '', bearer = curator) => {
    const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${fields} userErrors { field message code } } }`;
    const { data, errors } = await ask(query, { input }, bearer);
    if (errors.length > 0) throw new Error(JSON.stringify(errors));
    return data[name];
  };

  const records = [
    ...['act_ada', 'act_bo', 'act_cy'].map((id) => actor({ id })),
    topic({ id: 'top_border' }),
    event({ id: 'evt_talks' }),
    source({ id: 'src_said', text: TEXT, sha256: hash('sha256', TEXT) }),
    source({ id: 'src_unread' }),
  ];
  await save(store, ...records);
  return {
    store,
    write,
    later: (ms) => {
      ahead += ms;
    },
    token,
    ask,
    mutate,
    close: () => store.close(),
  };
}

/** A claim that stands on the first quote of TEXT. */
export const CLAIM = {
  speakers: ['act_ada'],
  proposition: 'Ada agrees with Borduria.',
  targets: [{ target: { actor: 'act_bo' }, stance: 'SUPPORTS' }],
  quotes: [{ source: 'src_said', exact: 'We agree with Borduria.' }],
};
