import {
  type InvalidateOptions,
  type InvalidateQueryFilters,
  MutationCache,
  QueryCache,
  QueryClient,
  type QueryKey,
} from "@tanstack/react-query";
import { ApiError } from "./client.ts";

const worthAnotherTry = new Set(["UNAVAILABLE", "OVERLOADED", "TIMEOUT"]);

/** Told to the window when the server no longer knows who is asking. */
export const signedOutEvent = "lianmeng:signed-out";

/** Tells the window when an answer says that nobody is signed in; for steps that pass the cache by. */
export function noticeSignedOut(error: unknown): void {
  if (error instanceof ApiError && error.code === "UNAUTHENTICATED")
    window.dispatchEvent(new Event(signedOutEvent));
}

/**
 * Reading again also drops first answers that are still on their way: they were asked for before the change,
 * and the library would hand them out as what stands after it.
 */
class Answers extends QueryClient {
  override async invalidateQueries<K extends QueryKey = QueryKey>(
    filters: InvalidateQueryFilters<K> = {},
    options: InvalidateOptions = {},
  ): Promise<void> {
    if (filters.refetchType !== "none")
      await this.cancelQueries({
        ...filters,
        predicate: (query) =>
          query.state.data === undefined &&
          query.state.fetchStatus === "fetching" &&
          // biome-ignore lint/suspicious/noExplicitAny: the library types the predicate by the key's own type
          (filters.predicate?.(query as any) ?? true),
      });
    await super.invalidateQueries(filters, options);
  }
}

/** One cache for the application. Answers stay fresh for half a minute; mutations invalidate what they touch. */
export const createCache = (): QueryClient =>
  new Answers({
    queryCache: new QueryCache({ onError: noticeSignedOut }),
    mutationCache: new MutationCache({ onError: noticeSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        // "always": a lost network must show as a failure with a retry button, not as a wait without end.
        networkMode: "always",
        retry: (failures, error) =>
          failures < 1 && error instanceof ApiError && worthAnotherTry.has(error.code),
        retryDelay: 800,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
