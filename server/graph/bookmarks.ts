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

/** Makes and checks the seal of a cookie's value, so that only bookmarks that a server gave out come back. */
export interface BookmarkSeal {
  make(value: string): string;
  holds(seal: string, value: string): boolean;
}

/**
 * The holder of a request, from its cookies. A forged bookmark would make each read wait for a write that never
 * happened: what does not carry our seal is left out.
 */
export function seenFrom(cookies: Readonly<Record<string, string | undefined>>, seal: BookmarkSeal): Seen {
  const cookie = cookies[cookieName] ?? "";
  const cut = cookie.indexOf(" ");
  if (cut < 0 || cookie.length > longest || !seal.holds(cookie.slice(0, cut), cookie.slice(cut + 1)))
    return { bookmarks: [] };
  return { bookmarks: cookie.slice(cut + 1).split(" ") };
}

/** The `Set-Cookie` header that lets the user's next request, on whichever server, see what this one wrote. */
export function cookieOf({ bookmarks }: Seen, seal: BookmarkSeal, secure: boolean): string {
  const value = bookmarks.join(" ");
  const sealed = `${seal.make(value)} ${value}`;
  // One that is too long would be refused when it comes back: then none is given.
  const kept = sealed.length > longest ? "" : encodeURIComponent(sealed);
  return `${cookieName}=${kept}; Path=/; Max-Age=${keepSeconds}; HttpOnly; SameSite=Strict${secure ? "; Secure" : ""}`;
}

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
