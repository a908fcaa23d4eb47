import type { Graph, RunOptions } from "./connection.ts";

/**
 * What one user has written last, as the database's own bookmarks: a read that carries them waits until the member of
 * the cluster that answers has seen it. Filled by writes, used by every later call with the same holder.
 */
export interface Seen {
  bookmarks: string[];
  /** Called when a write has added to it. */
  onWrite?: () => void;
}

const cookieName = "lianmeng_seen";
const longest = 2000;
/** Followers are seconds behind at most; an older bookmark only costs. */
const keepSeconds = 60;

/** The holder of a request, from its cookies. What does not look like a bookmark is left out. */
export function seenFrom(cookies: Readonly<Record<string, string | undefined>>): Seen {
  const value = cookies[cookieName] ?? "";
  if (value.length > longest) return { bookmarks: [] };
  return { bookmarks: value.split(" ").filter((bookmark) => /^[\x21-\x7e]{8,200}$/.test(bookmark)) };
}

/** The `Set-Cookie` header that lets the user's next request, on whichever server, see what this one wrote. */
export const cookieOf = ({ bookmarks }: Seen, secure: boolean): string =>
  `${cookieName}=${encodeURIComponent(bookmarks.join(" ")).slice(0, longest)}; Path=/; Max-Age=${keepSeconds}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;

/** The same graph with options that every call has unless it says otherwise: a request's id and what its user wrote. */
export const boundGraph = (graph: Graph, defaults: RunOptions): Graph => ({
  ...graph,
  run: (query, params, options) => graph.run(query, params, { ...defaults, ...options }),
  write: (work, options) => graph.write(work, { ...defaults, ...options }),
});

/** Notes what a write has done. */
export function remember(seen: Seen | undefined, bookmarks: string[]): void {
  if (!seen) return;
  seen.bookmarks = bookmarks;
  seen.onWrite?.();
}
