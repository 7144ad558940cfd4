// The GraphQL server as a function from request to response. A request's life is the list of plugins, in order.

import type { YogaServerInstance } from 'graphql-yoga';
import { createYoga } from 'graphql-yoga';
import { createAsking } from '../graphql/asking.ts';
import type { Context, Signal } from '../graphql/context.ts';
import { createSignal } from '../graphql/context.ts';
import type { LogDefect } from '../graphql/errors.ts';
import { createLoaders } from '../graphql/loaders.ts';
import { readAtOneVersion } from '../graphql/one-version.ts';
import { createSchema } from '../graphql/schema.ts';
import { watchStore } from '../graphql/watched-store.ts';
import type { WriteServices } from '../services/write-services.ts';
import { createWriteServices } from '../services/write-services.ts';
import type { Store } from '../store/store.ts';
import type { ServerContext } from './api-plugins.ts';
import {
  acceptOnlyJson,
  admit,
  knowCall,
  limitNodes,
  limitShape,
  limitText,
  newCall,
  presentErrors,
  readOneVersion,
  stopWithClient,
} from './api-plugins.ts';
import type { Budget } from './budget.ts';

export interface ApiOptions {
  store: Store;
  /** Made over the store when left out. */
  write?: WriteServices;
  config: { publicRead: boolean; adminToken: string | null };
  log?: LogDefect;
  /** How many nodes each caller may ask for in a while; without one there is no such limit. */
  budget?: Budget | undefined;
  /** Told how long each call to the store took, in seconds. */
  took?: ((verb: string, seconds: number) => void) | undefined;
  /** Rung after writes of this process. */
  changed?: Signal;
}

export type Api = YogaServerInstance<ServerContext, Context>;

export function createApi({ store, config, log = () => {}, budget, took, ...given }: ApiOptions): Api {
  const write = given.write ?? createWriteServices(store, config.adminToken);
  const changed = given.changed ?? createSignal();
  const schema = createSchema();
  return createYoga<ServerContext, Context>({
    schema,
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    // The HTTP server has read the body by now, and counted while it did.
    maxRequestBodySize: false,
    batching: false,
    cors: false,
    maskedErrors: false,
    context: ({ request, call = newCall() }): Context => {
      const left = request.signal;
      const watch = () => watchStore(store, { left, took });
      const read = (watched: Store) => {
        const data = readAtOneVersion(watched);
        const ask = createAsking(data.store);
        return { data, store: data.store, ask, loaders: createLoaders(data.store, ask) };
      };
      let watched = watch();
      return {
        ...read(watched),
        viewer: call.viewer,
        write,
        call,
        left,
        changed,
        reread() {
          Object.assign(this, read(watched));
        },
        renew() {
          watched = watch();
          this.reread();
        },
      };
    },
    plugins: [
      knowCall,
      acceptOnlyJson,
      admit(write, config.publicRead),
      limitText,
      limitShape,
      limitNodes(schema, budget),
      readOneVersion,
      stopWithClient,
      presentErrors(log),
    ],
  });
}
