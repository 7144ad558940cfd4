// What Neo4j and its driver say when they fail, in the words of the house: what may pass is UNAVAILABLE, with what to do
// about it; everything else stays what it is, a defect.

import neo4j from 'neo4j-driver';
import { OnRecordError, unavailable } from '../../domain/errors.ts';

export interface DatabaseLocation {
  url: string;
  database: string;
  user: string;
}

/** The database answers, and will not serve us before somebody has changed something. */
export class Refusal extends OnRecordError {
  constructor(message: string, options?: ErrorOptions) {
    super('UNAVAILABLE', message, options);
  }
}

/** The database is down, or cannot be reached; whoever asks now will hear the same. */
export class Unanswered extends OnRecordError {
  constructor(url: string, cause?: unknown) {
    super('UNAVAILABLE', `the database at ${url} does not answer; try again in a moment`, { cause });
  }
}

const REFUSED: Record<string, (location: DatabaseLocation) => string> = {
  'Neo.ClientError.Security.Unauthorized': ({ user }) =>
    `the database refuses the user ${user} or the password; check NEO4J_USER and NEO4J_PASSWORD`,
  'Neo.ClientError.Security.AuthenticationRateLimit': ({ user }) =>
    `the database has locked the user ${user} after too many wrong passwords; correct NEO4J_PASSWORD and wait a moment`,
  'Neo.ClientError.Security.CredentialsExpired': ({ user }) =>
    `the password of ${user} must be changed first; do so with the database's own tools, then set NEO4J_PASSWORD`,
  'Neo.ClientError.Security.Forbidden': ({ user, database }) =>
    `the user ${user} may not do this in the database ${database}; grant it reading, writing and the making of indexes`,
  'Neo.ClientError.Database.DatabaseNotFound': ({ database }) =>
    `there is no database ${database}; name another one in NEO4J_DATABASE, or create it`,
};
/** A transaction that ran out of its time, or was ended by an operator. */
const TOO_SLOW = new Set([
  'Neo.ClientError.Transaction.TransactionTimedOut',
  'Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration',
  'Neo.TransientError.Transaction.Terminated',
  'Neo.ClientError.Transaction.TransactionTerminated',
]);
const NO_MEMORY = /MemoryPoolOutOfMemory|TransactionOutOfMemory/;

export function translate(error: unknown, location: DatabaseLocation): unknown {
  if (error instanceof OnRecordError || !isNeo4jError(error)) return error;
  const { code } = error;
  const refused = REFUSED[code];
  if (refused !== undefined) return new Refusal(refused(location), { cause: error });
  if (TOO_SLOW.has(code))
    return unavailable('the database needed too long for this question; ask a narrower one, or', error);
  if (NO_MEMORY.test(code))
    return unavailable('the database has too little memory for this question; ask a narrower one, or', error);
  if (passes(error)) return new Unanswered(location.url, error);
  return error;
}

/** Whether the same work may succeed if it is done again, on another connection or a moment later. */
export function passes(error: unknown): boolean {
  if (!isNeo4jError(error)) return false;
  const { code } = error;
  return (
    error.retriable ||
    code === neo4j.error.SERVICE_UNAVAILABLE ||
    code === neo4j.error.SESSION_EXPIRED ||
    code.startsWith('Neo.TransientError') ||
    code === 'Neo.ClientError.Cluster.NotALeader' ||
    code === 'Neo.DatabaseError.Database.UnableToStartDatabase' ||
    // The driver has no code for these: a pool that ran dry, a connection that broke while it was opened.
    /acquisition timed out|connection|pool|socket/i.test(error.message)
  );
}

/** Somebody else has made the same constraint or index a moment before. */
export function existsAlready(error: unknown): boolean {
  return isNeo4jError(error) && /^Neo\.ClientError\.Schema\..*AlreadyExists$/.test(error.code);
}

function isNeo4jError(error: unknown): error is Error & { code: string; retriable: boolean } {
  return error instanceof Error && error.name === 'Neo4jError' && 'code' in error;
}
