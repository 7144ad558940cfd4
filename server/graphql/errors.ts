// What clients see of an error: a code of the contract, a message that names the remedy, and every fault. Whatever nobody
// foresaw is a defect: it is logged with the id of the request, and the client is told that id and no more.

import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import { OnRecordError } from '../domain/errors.ts';
import { faultField, faultProblem } from '../domain/faults/text.ts';
import type { ErrorCode as Code } from './generated.ts';

export type LogDefect = (error: unknown, requestId: string) => void;

/** The codes of the contract. */
const CODES: ReadonlySet<unknown> = new Set<Code>([
  'INVALID',
  'NOT_FOUND',
  'CONFLICT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'LIMIT',
  'RATE_LIMITED',
  'UNAVAILABLE',
  'IDEMPOTENCY_KEY_REUSED',
  'INTERNAL',
]);

/** Libraries have codes of their own: what they refuse, but for a body that is too long, is no operation of the contract. */
function codeOf(given: unknown): Code {
  if (given === 'REQUEST_ENTITY_TOO_LARGE') return 'LIMIT';
  return CODES.has(given) ? (given as Code) : 'INVALID';
}

export function presentError(error: unknown, requestId: string, log: LogDefect): GraphQLError {
  const located = error instanceof GraphQLError ? error : null;
  const cause = causeOf(error);
  const at = located && {
    nodes: located.nodes,
    source: located.source,
    positions: located.positions,
    path: located.path,
  };
  if (cause instanceof OnRecordError) {
    const { code, message } = cause;
    const faults = cause.faults.map((fault) => ({ field: faultField(fault), problem: faultProblem(fault) }));
    return new GraphQLError(message, { ...at, extensions: { code, ...(faults.length > 0 && { faults }) } });
  }
  if (cause instanceof GraphQLError) {
    const { originalError: _, ...given } = { ...cause.extensions, ...located?.extensions };
    const { code } = given;
    // What is no GraphQL request is refused whichever answer the client accepts.
    const extensions = code === 'BAD_REQUEST' ? { ...given, http: { status: 400, ...given.http, spec: false } } : given;
    return new GraphQLError((located ?? cause).message, {
      ...at,
      extensions: { ...extensions, code: codeOf(code) },
    });
  }
  log(cause, requestId);
  return new GraphQLError(
    `Something went wrong here, and it was logged. Whoever runs this server finds it by the request id ${requestId}.`,
    {
      ...at,
      extensions: { code: 'INTERNAL', requestId },
    },
  );
}

/** What was thrown, beneath the layers that say where. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** An answer to a request that never became an operation. */
export function requestError(code: Code, message: string): { errors: GraphQLFormattedError[] } {
  return { errors: [{ message, extensions: { code } }] };
}
