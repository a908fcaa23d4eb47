import {
  type InfiniteData,
  keepPreviousData,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "@tanstack/react-query";
import type { TypedDocumentString } from "../generated/graphql.ts";
import { send } from "./client.ts";

interface Options {
  enabled?: boolean;
  /** Keeps showing the last answer while the next one loads: for filters and typing. */
  keepPrevious?: boolean;
}

/** The cache key of a document: its operation name and its variables. */
export function keyOf<Variables>(document: TypedDocumentString<unknown, Variables>, variables?: Variables) {
  const name = /(?:query|mutation)\s+(\w+)/.exec(document.toString())?.[1] ?? document.toString();
  return variables === undefined ? [name] : [name, variables];
}

/** Reads one document through the cache. */
export function useQueryDocument<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  options: Options = {},
): UseQueryResult<Result> {
  return useQuery({
    queryKey: keyOf(document, variables),
    queryFn: ({ signal }) => send(document, variables, signal),
    enabled: options.enabled ?? true,
    placeholderData: options.keepPrevious ? keepPreviousData : undefined,
  });
}

interface Page {
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/** Reads a connection page by page; `pick` finds the connection in the answer. */
export function usePages<Result, Variables extends { after?: string | null }>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  pick: (result: Result) => Page,
): UseInfiniteQueryResult<InfiniteData<Result>> {
  return useInfiniteQuery({
    queryKey: keyOf(document, variables),
    queryFn: ({ pageParam, signal }) => send(document, { ...variables, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => {
      const { hasNextPage, endCursor } = pick(last).pageInfo;
      return hasNextPage && endCursor ? endCursor : undefined;
    },
    placeholderData: keepPreviousData,
  });
}
