// The GraphQL server as a function from request to response. A request's life is the list of plugins, in order.

import type { GraphQLSchema } from 'graphql';
import { GraphQLError, getOperationAST, parse } from 'graphql';
import type { Plugin, YogaServerInstance } from 'graphql-yoga';
import { createYoga, isAsyncIterable, mapAsyncIterator } from 'graphql-yoga';
import { OnRecordError } from '../domain/errors.ts';
import type { Context, Signal } from '../graphql/context.ts';
import { createSignal } from '../graphql/context.ts';
import type { LogDefect } from '../graphql/errors.ts';
import { presentError, requestError } from '../graphql/errors.ts';
import { countNodes, LIMITS, LimitsRule, limitError, nodesError } from '../graphql/limits.ts';
import { createLoaders } from '../graphql/loaders.ts';
import { createSchema } from '../graphql/schema.ts';
import { watchStore } from '../graphql/watched-store.ts';
import type { Bearer } from '../services/access.ts';
import type { WriteServices } from '../services/write-services.ts';
import { createWriteServices } from '../services/write-services.ts';
import type { Store } from '../store/store.ts';
import type { Budget } from './budget.ts';
import { readCaller } from './caller.ts';

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

/** What the HTTP server knows of a request; all of it can be missing. */
export interface Call {
  requestId?: string;
  /** The address that it comes from; null for one that is trusted. */
  address?: string | null;
  /** Set on the way, for the log. */
  viewer?: Bearer | null;
  nodes?: number;
  operation?: string | undefined;
}

export type Api = YogaServerInstance<Call, Context>;

export function createApi({ store, config, log = () => {}, budget, took, ...given }: ApiOptions): Api {
  const write = given.write ?? createWriteServices(store, config.adminToken);
  const changed = given.changed ?? createSignal();
  const schema = createSchema();
  return createYoga<Call, Context>({
    schema,
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    cors: false,
    maskedErrors: false,
    context: ({ request, requestId, viewer }): Context => {
      const watched = watchStore(store, { left: request.signal, took });
      return {
        store: watched,
        viewer: viewer ?? null,
        write,
        loaders: createLoaders(watched),
        requestId: requestId ?? '',
        left: request.signal,
        changed,
      };
    },
    plugins: [
      acceptOnlyJson,
      admit(write, config.publicRead),
      limitText,
      limitShape,
      limitNodes(schema, budget),
      stopWithClient,
      presentErrors(log),
    ],
  });
}

type ApiPlugin = Plugin<Context, Call>;

/** A form of another site could send the other types without asking. */
const acceptOnlyJson: ApiPlugin = {
  onRequest({ request, fetchAPI, endResponse }) {
    if (request.method !== 'POST') return;
    const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
    if (type !== 'application/json')
      endResponse(
        reply(
          fetchAPI,
          415,
          'INVALID',
          'Send the operation as JSON, with the header "Content-Type: application/json".',
        ),
      );
  },
};

function admit({ access }: WriteServices, publicRead: boolean): ApiPlugin {
  return {
    async onRequest({ request, fetchAPI, endResponse, serverContext }) {
      if (request.method === 'OPTIONS') return;
      try {
        serverContext.viewer = await readCaller(request.headers.get('authorization'), access, publicRead);
      } catch (error) {
        if (!(error instanceof OnRecordError && error.code === 'UNAUTHENTICATED')) throw error;
        endResponse(reply(fetchAPI, 401, error.code, error.message, { 'www-authenticate': 'Bearer' }));
      }
    },
  };
}

const limitText: ApiPlugin = {
  onParams({ params }) {
    if (typeof params.query === 'string' && params.query.length > LIMITS.length)
      throw limitError(
        `the query has ${params.query.length} characters, and at most ${LIMITS.length} are allowed`,
        'pass values as variables, and split it',
      );
  },
  onParse({ setParseFn }) {
    setParseFn((source, options) => {
      try {
        return parse(source, { ...options, maxTokens: LIMITS.tokens });
      } catch (error) {
        if (!(error instanceof GraphQLError && error.message.includes('token'))) throw error;
        if (!error.message.includes(String(LIMITS.tokens))) throw error;
        throw limitError(`the query has more than ${LIMITS.tokens} tokens`, 'pass values as variables, and split it');
      }
    });
  },
};

const limitShape: ApiPlugin = {
  onValidate({ addValidationRule }) {
    addValidationRule(LimitsRule);
  },
};

function limitNodes(schema: GraphQLSchema, budget: Budget | undefined): ApiPlugin {
  const check = (args: {
    document: Parameters<typeof countNodes>[1];
    operationName?: string | null;
    variableValues?: unknown;
    contextValue: unknown;
  }) => {
    const operation = getOperationAST(args.document, args.operationName);
    if (!operation) return null;
    const call = args.contextValue as Context & Call;
    const nodes = countNodes(schema, args.document, operation, (args.variableValues ?? {}) as Record<string, unknown>);
    call.nodes = nodes;
    call.operation = operation.name?.value;
    if (nodes > LIMITS.nodes) return nodesError(nodes);
    return budget?.spend(call.viewer?.name ?? null, call.address ?? null, 1 + nodes) ?? null;
  };
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const refusal = check(args);
      if (refusal) setResultAndStopExecution({ errors: [refusal] });
    },
    onSubscribe({ args, setResultAndStopExecution }) {
      const refusal = check(args);
      if (refusal) setResultAndStopExecution({ errors: [refusal] });
    },
  };
}

const stopWithClient: ApiPlugin = {
  onExecute({ args }) {
    (args as { signal?: AbortSignal }).signal = (args.contextValue as Context).left;
  },
};

function presentErrors(log: LogDefect): ApiPlugin {
  return {
    onResultProcess({ result, setResult, serverContext }) {
      const present = <R extends object>(given: R): R => {
        if (!('errors' in given) || !Array.isArray(given.errors)) return given;
        return {
          ...given,
          errors: given.errors.map((error) => presentError(error, serverContext.requestId ?? '', log)),
        };
      };
      if (Array.isArray(result)) return;
      setResult(isAsyncIterable(result) ? mapAsyncIterator(result, present) : present(result));
    },
  };
}

function reply(
  fetchAPI: { Response: typeof Response },
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Response {
  const body = JSON.stringify(requestError(code, message));
  return new fetchAPI.Response(body, {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  });
}
