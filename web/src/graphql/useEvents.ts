import { useEffect, useRef, useSyncExternalStore } from "react";
import type { TypedDocumentString } from "../generated/graphql.ts";

interface Options<Result> {
  enabled: boolean;
  onEvent: (event: Result) => void;
  /** Connected again after a while without: what came in between was not told. */
  onGap: () => void;
}

/** Before the next try after the server refused or ended a stream; doubled each time up to the longest. */
const firstPauseMs = 3000;
const longestPauseMs = 60_000;

/**
 * Follows a subscription over server-sent events while the page is looked at: a window in the background holds no
 * connection, and hears `onGap` when it comes back. What cannot be followed is retried quietly; pages work without.
 */
export function useEvents<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  options: Options<Result>,
): void {
  const shown = useShown();
  const latest = useRef(options);
  latest.current = options;
  const address = addressOf(document, variables);
  const follows = options.enabled && shown;
  const gone = useRef(false);
  useEffect(() => {
    if (!follows) return;
    let pause = firstPauseMs;
    let timer: number | undefined;
    let source: EventSource;
    const connect = (): void => {
      source = new EventSource(address);
      source.addEventListener("open", () => {
        pause = firstPauseMs;
        if (gone.current) latest.current.onGap();
        gone.current = false;
      });
      source.addEventListener("next", ({ data }: MessageEvent<string>) => {
        const { data: event } = JSON.parse(data) as { data?: Result | null };
        if (event) latest.current.onEvent(event);
      });
      source.addEventListener("error", () => {
        gone.current = true;
        // The browser itself tries again where only the line was lost.
        if (source.readyState === EventSource.CLOSED) later();
      });
      source.addEventListener("complete", later);
    };
    const later = (): void => {
      source.close();
      gone.current = true;
      window.clearTimeout(timer);
      timer = window.setTimeout(connect, pause);
      pause = Math.min(pause * 2, longestPauseMs);
    };
    connect();
    return () => {
      window.clearTimeout(timer);
      source.close();
      gone.current = true;
    };
  }, [address, follows]);
}

/** A stream is asked for by GET: by the document's id where the build told the server of it, as other requests. */
function addressOf<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
): string {
  const asked = new URLSearchParams({ variables: JSON.stringify(variables) });
  const hash: unknown = document.__meta__?.hash;
  if (import.meta.env.PROD && typeof hash === "string") {
    const persistedQuery = { version: 1, sha256Hash: hash.replace(/^sha256:/, "") };
    asked.set("extensions", JSON.stringify({ persistedQuery }));
  } else asked.set("query", document.toString());
  return `/graphql?${asked}`;
}

const useShown = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      window.document.addEventListener("visibilitychange", changed);
      return () => window.document.removeEventListener("visibilitychange", changed);
    },
    () => window.document.visibilityState === "visible",
  );
