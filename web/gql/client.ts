// The one place where the page talks to the server: a typed document and its variables go out, its answer comes back.
// An answer that has only part of its data keeps it, and names what is missing.

import { Failure, failureOf, type ResponseError } from './failure.ts';
import type { TypedDocument } from './generated.ts';

export interface Answer<Result> {
  data: Result;
  /** Parts that the server could not give. */
  faults: Failure[];
}

interface Body {
  data?: unknown;
  errors?: ResponseError[];
}

export async function request<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer<Result>> {
  const response = await post(document, variables, signal);
  const seconds = Number(response.headers.get('retry-after') ?? 'none');
  const about = {
    requestId: response.headers.get('x-request-id'),
    retryAfter: Number.isFinite(seconds) ? seconds : null,
  };
  const body = await read(response, signal);
  const faults = (body?.errors ?? []).map((error) => failureOf(response.status, error, about));
  if (hasData(body?.data, faults.length > 0)) return { data: body.data as Result, faults };
  throw faults[0] ?? failureOf(response.ok ? 502 : response.status, undefined, about);
}

async function post(document: string, variables: unknown, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json, application/json' },
      body: JSON.stringify({ query: document, variables }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Failure('offline', 'The server cannot be reached.', { cause });
  }
}

/** Null for an answer that is not the API's, such as the error page of a proxy. */
async function read(response: Response, signal?: AbortSignal): Promise<Body | null> {
  try {
    return (await response.json()) as Body;
  } catch (cause) {
    if (signal?.aborted) throw cause;
    return null;
  }
}

/** A field that is null without an error is an answer; when something failed and nothing is left, there is no data. */
const hasData = (data: unknown, failed: boolean): data is object =>
  typeof data === 'object' && data !== null && !(failed && Object.values(data).every((value) => value === null));
