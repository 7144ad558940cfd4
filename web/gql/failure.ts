// What can go wrong between the page and the server, in the few sorts that the page shows differently.

export type FailureSort =
  | 'offline'
  | 'unauthenticated'
  | 'forbidden'
  | 'missing'
  | 'limit'
  | 'invalid'
  | 'unavailable'
  | 'broken';

export class Failure extends Error {
  readonly sort: FailureSort;
  /** The server's name for this answer, to be found again in its log; null when it did not answer. */
  readonly requestId: string | null;
  /** Seconds after which the server wants to be asked again; null when it did not say. */
  readonly retryAfter: number | null;

  constructor(
    sort: FailureSort,
    message: string,
    about: { requestId?: string | null; retryAfter?: number | null; cause?: unknown } = {},
  ) {
    super(message, { cause: about.cause });
    this.name = 'Failure';
    this.sort = sort;
    this.requestId = about.requestId ?? null;
    this.retryAfter = about.retryAfter ?? null;
  }

  /** Whether the same question may be answered a moment later. */
  get passing(): boolean {
    return this.sort === 'offline' || this.sort === 'unavailable' || this.sort === 'broken';
  }
}

const BY_CODE: Record<string, FailureSort> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'missing',
  LIMIT: 'limit',
  RATE_LIMITED: 'limit',
  INVALID: 'invalid',
  BAD_USER_INPUT: 'invalid',
  GRAPHQL_VALIDATION_FAILED: 'invalid',
  GRAPHQL_PARSE_FAILED: 'invalid',
  UNAVAILABLE: 'unavailable',
};

const BY_STATUS: Record<number, FailureSort> = {
  400: 'invalid',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'missing',
  413: 'limit',
  429: 'limit',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

export interface ResponseError {
  message: string;
  path?: (string | number)[];
  extensions?: { code?: string; requestId?: string };
}

/** The code says more than the status: a masked fault of the server has neither, and is `broken`. */
export function failureOf(
  status: number,
  error: ResponseError | undefined,
  about: { requestId: string | null; retryAfter: number | null },
): Failure {
  const sort =
    BY_CODE[error?.extensions?.code ?? ''] ??
    BY_STATUS[status] ??
    (status >= 400 && status < 500 ? 'invalid' : 'broken');
  return new Failure(sort, error?.message ?? `HTTP ${status}`, {
    ...about,
    requestId: error?.extensions?.requestId ?? about.requestId,
  });
}

/** Anything thrown, as one of our sorts. */
export const asFailure = (thrown: unknown): Failure =>
  thrown instanceof Failure
    ? thrown
    : new Failure('broken', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown });
