// The known set behind the API, over any store, with a note of everything that was asked for.

import { createApi } from '../../server/http/api.ts';
import type { Store } from '../../server/store/store.ts';
import type { AskData } from '../known-answers/row.ts';
import { writeKnownSet } from '../known-answers/set.ts';
import type { Reply } from './example.ts';
import { ADMIN_TOKEN } from './example.ts';

export interface Sent {
  query: string;
  variables: Record<string, unknown>;
}

export interface KnownWorld {
  ask: AskData;
  close(): Promise<void>;
}

/** Fills the store. Whoever asks is the admin. */
export async function openKnownWorld(store: Store, sent: Sent[] = []): Promise<KnownWorld> {
  await writeKnownSet(store);
  const api = createApi({
    store,
    config: { publicRead: true, adminToken: ADMIN_TOKEN },
    log: (error) => console.error('a defect:', error),
  });
  const raw: AskData['raw'] = async (query, { variables = {}, token = ADMIN_TOKEN, headers = {} } = {}) => {
    const body = JSON.stringify({ query, variables });
    sent.push({ query, variables: JSON.parse(body).variables });
    const response = await api.fetch('http://test/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...headers,
      },
      body,
    });
    const reply = (await response.json()) as Partial<Reply>;
    return { status: response.status, headers: response.headers, data: reply.data ?? null, errors: reply.errors ?? [] };
  };
  const ask = async (query: string, variables: object = {}) => {
    const { data, errors } = await raw(query, { variables });
    if (errors.length > 0) throw new Error(JSON.stringify(errors, null, 2));
    return data;
  };
  return { ask: Object.assign(ask, { raw }), close: () => store.close() };
}
