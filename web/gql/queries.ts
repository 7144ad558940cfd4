// Queries of the server through TanStack Query. The key is the operation's name and its variables, so the same query in two
// places is one request, and a claim that was opened before is there at once.

import {
  infiniteQueryOptions,
  keepPreviousData,
  QueryClient,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type Answer, request } from './client.ts';
import { asFailure, type Failure } from './failure.ts';
import type { TypedDocument } from './generated.ts';

export const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && asFailure(error).passing,
        retryDelay: (count) => 400 * 2 ** count,
      },
    },
  });

const nameOf = (document: string): string => /^(?:query|mutation) (\w+)/.exec(document)?.[1] ?? document;

/** For `queryClient.prefetchQuery`, `useQueries` and `useQueryState`. */
export const queryOf = <Result, Variables>(document: TypedDocument<Result, Variables>, variables: Variables) =>
  queryOptions({
    queryKey: [nameOf(document), variables],
    queryFn: ({ signal }) => request(document, variables, signal),
  });

export interface QueryState<Result> {
  /** Undefined until the first answer; an old answer stays while the next one comes. */
  data: Result | undefined;
  /** Parts of the data that are missing. */
  faults: Failure[];
  failure: Failure | null;
  /** A question is under way. */
  busy: boolean;
  /** The data belongs to the question before this one. */
  stale: boolean;
  retry(): void;
}

export interface QueryOptions {
  /** False: not asked yet. */
  enabled?: boolean;
  /** True: the answer to the question before stays on the screen until the new one is there. */
  keepPrevious?: boolean;
  /** Milliseconds for which an answer is not asked for again; half a minute unless told. */
  staleTime?: number;
}

export function useQueryState<Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  { enabled = true, keepPrevious = true, staleTime }: QueryOptions = {},
): QueryState<Result> {
  const query = useQuery({
    ...queryOf(document, variables),
    enabled,
    ...(staleTime === undefined ? {} : { staleTime }),
    ...(keepPrevious ? { placeholderData: keepPreviousData<Answer<Result>> } : {}),
  });
  // While a question waits, the library keeps the answer before it; when it fails, it does not.
  const last = useLast(query.data);
  const answer = query.data ?? (keepPrevious && query.isError ? last : undefined);
  return {
    data: answer?.data,
    faults: answer?.faults ?? [],
    failure: query.error ? asFailure(query.error) : null,
    busy: query.isFetching,
    stale: query.isPlaceholderData || (answer !== undefined && query.data === undefined),
    retry: () => void query.refetch(),
  };
}

/** The last value that was one. */
function useLast<Value>(value: Value | undefined): Value | undefined {
  const last = useRef(value);
  useEffect(() => {
    if (value !== undefined) last.current = value;
  }, [value]);
  return value ?? last.current;
}

export interface Page<Node> {
  totalCount?: number | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  nodes: Node[];
}

export interface PagedQuery<Node> extends Omit<QueryState<Node[]>, 'data'> {
  /** All nodes of the pages read so far; undefined until the first. */
  nodes: Node[] | undefined;
  totalCount: number | null;
  more: boolean;
  /** Reads the next page. */
  next(): void;
  reading: boolean;
}

/** A list read page by page; `pick` finds the connection in the answer (null: the record is not there). */
export function usePagedQuery<Result, Variables extends { after?: string | null | undefined }, Node>(
  document: TypedDocument<Result, Variables>,
  variables: Omit<Variables, 'after'>,
  pick: (result: Result) => Page<Node> | null | undefined,
  { enabled = true, keepPrevious = false }: QueryOptions = {},
): PagedQuery<Node> {
  const query = useInfiniteQuery({
    ...infiniteQueryOptions({
      queryKey: [nameOf(document), variables, 'pages'],
      queryFn: ({ pageParam, signal }) => request(document, { ...variables, after: pageParam } as Variables, signal),
      initialPageParam: null as string | null,
      getNextPageParam: (last) => {
        const page = pick(last.data);
        return page?.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
      },
    }),
    enabled,
    ...(keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
  const pages = query.data?.pages;
  return {
    nodes: pages?.flatMap(({ data }) => pick(data)?.nodes ?? []),
    totalCount: (pages?.[0] && pick(pages[0].data)?.totalCount) ?? null,
    faults: pages?.flatMap(({ faults }) => faults) ?? [],
    failure: query.error ? asFailure(query.error) : null,
    busy: query.isFetching,
    stale: query.isPlaceholderData,
    retry: () => void (query.isFetchNextPageError ? query.fetchNextPage() : query.refetch()),
    more: query.hasNextPage,
    next: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage();
    },
    reading: query.isFetchingNextPage,
  };
}
