// The steps of a GraphQL request, one plugin each: who may ask, how much, and what becomes of errors.

import { randomUUID } from 'node:crypto';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import { GraphQLError, getOperationAST, parse } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { isAsyncIterable, mapAsyncIterator } from 'graphql-yoga';
import { OnRecordError, unavailable } from '../domain/errors.ts';
import type { Call, Context } from '../graphql/context.ts';
import type { LogDefect } from '../graphql/errors.ts';
import { presentError, requestError } from '../graphql/errors.ts';
import type { ErrorCode } from '../graphql/generated.ts';
import { countNodes, LIMITS, LimitsRule, limitError, nodesError } from '../graphql/limits.ts';
import type { WriteServices } from '../services/write-services.ts';
import type { Budget } from './budget.ts';
import { readCaller } from './caller.ts';

export interface ServerContext {
  call?: Call;
}

type ApiPlugin = Plugin<Context, ServerContext>;

type FetchAPI = { Response: typeof Response };

/** A call that comes from within this process. */
export const knowCall: ApiPlugin = {
  onRequest({ serverContext }) {
    serverContext.call ??= newCall();
  },
};

export function newCall(): Call {
  return { requestId: randomUUID(), address: null, viewer: null };
}

/** A form of another site could send the other types without asking. */
export const acceptOnlyJson: ApiPlugin = {
  onRequest({ request, fetchAPI, endResponse }) {
    if (request.method !== 'POST') return;
    const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
    const remedy = 'Send the operation as JSON, with the header "Content-Type: application/json".';
    if (type !== 'application/json') endResponse(reply(fetchAPI, 415, 'INVALID', remedy));
  },
};

export function admit({ access }: WriteServices, publicRead: boolean): ApiPlugin {
  return {
    async onRequest({ request, fetchAPI, endResponse, serverContext: { call } }) {
      if (request.method === 'OPTIONS' || !call) return;
      try {
        call.viewer = await readCaller(request.headers.get('authorization'), access, publicRead);
      } catch (error) {
        if (!(error instanceof OnRecordError && error.code === 'UNAUTHENTICATED')) throw error;
        endResponse(reply(fetchAPI, 401, error.code, error.message, { 'www-authenticate': 'Bearer' }));
      }
    },
  };
}

export const limitText: ApiPlugin = {
  onParams({ params: { query } }) {
    if (typeof query !== 'string' || query.length <= LIMITS.length) return;
    const problem = `the query has ${query.length} characters, and at most ${LIMITS.length} are allowed`;
    throw limitError(problem, 'pass values as variables, and split it');
  },
  onParse({ setParseFn }) {
    setParseFn((source, options) => {
      try {
        return parse(source, { ...options, maxTokens: LIMITS.tokens });
      } catch (error) {
        const isLimit = error instanceof GraphQLError && error.message.includes(`more that ${LIMITS.tokens} tokens`);
        if (!isLimit) throw error;
        throw limitError(`the query has more than ${LIMITS.tokens} tokens`, 'pass values as variables, and split it');
      }
    });
  },
};

export const limitShape: ApiPlugin = {
  onValidate({ addValidationRule }) {
    addValidationRule(LimitsRule);
  },
};

export function limitNodes(schema: GraphQLSchema, budget: Budget | undefined): ApiPlugin {
  type Arguments = {
    document: DocumentNode;
    operationName?: string | null;
    variableValues?: unknown;
    contextValue: Context;
  };
  const check = ({ document, operationName, variableValues, contextValue: { call } }: Arguments) => {
    const operation = getOperationAST(document, operationName);
    if (!operation) return null;
    const nodes = countNodes(schema, document, operation, (variableValues ?? {}) as Record<string, unknown>);
    call.nodes = nodes;
    call.operation = operation.name?.value;
    if (nodes > LIMITS.nodes) return nodesError(nodes);
    const cost = 1 + nodes;
    const token = call.viewer?.name ?? null;
    const refusal = budget?.spend(token, call.address, cost) ?? null;
    const left = budget?.left(token, call.address) ?? null;
    call.rateLimit = left && { cost, ...left };
    return refusal;
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

/** How often an operation begins anew because something was written while it read. */
const MOST_READINGS = 5;

function changing(): GraphQLError {
  const originalError = unavailable('the data changed while they were read');
  return new GraphQLError(originalError.message, { originalError });
}

/** The version that was read stands beside the data. */
export const readOneVersion: ApiPlugin = {
  onExecute({ args, executeFn, setExecuteFn }) {
    const isQuery = getOperationAST(args.document, args.operationName)?.operation === 'query';
    setExecuteFn(async (given) => {
      const context = given.contextValue as Context;
      for (let reading = 1; ; reading++) {
        const result = await executeFn(given);
        if (isQuery && context.data.hasMoved) {
          if (reading === MOST_READINGS) return { errors: [changing()] };
          context.reread();
          continue;
        }
        // Where it cannot be read, neither could anything else, and each field says so.
        const datasetVersion = await context.data.versionRead()?.catch(() => null);
        return typeof datasetVersion !== 'number'
          ? result
          : { ...result, extensions: { ...result.extensions, datasetVersion } };
      }
    });
  },
};

export const stopWithClient: ApiPlugin = {
  onExecute({ args }) {
    (args as { signal?: AbortSignal }).signal = (args.contextValue as Context).left;
  },
};

export function presentErrors(log: LogDefect): ApiPlugin {
  return {
    onResultProcess({ result, setResult, serverContext: { call } }) {
      const present = <R extends object>(given: R): R => {
        if (!('errors' in given) || !Array.isArray(given.errors)) return given;
        return { ...given, errors: given.errors.map((error) => presentError(error, call?.requestId ?? '', log)) };
      };
      if (Array.isArray(result)) return;
      setResult(isAsyncIterable(result) ? mapAsyncIterator(result, present) : present(result));
    },
  };
}

function reply(api: FetchAPI, status: number, code: ErrorCode, message: string, headers: Record<string, string> = {}) {
  const init = { status, headers: { 'content-type': 'application/json; charset=utf-8', ...headers } };
  return new api.Response(JSON.stringify(requestError(code, message)), init);
}
