import { type BookmarkSeal, type Seen, seenFrom } from "../graph/bookmarks.ts";
import type { Exchange } from "./exchange.ts";
import { keyFor, sealHolds, sealOf } from "./keys.ts";
import type { AccessSettings } from "./settings.ts";

/** The seal of the bookmarks that this installation gives out. */
export function bookmarkSeal(settings: Pick<AccessSettings, "fieldKey">): BookmarkSeal {
  const key = keyFor(settings, "bookmark");
  return {
    make: (value) => sealOf(key, value),
    holds: (seal, value) => sealHolds(seal, key, value),
  };
}

/** What the user behind a request has written last. Strangers have written nothing that they could not wait to see. */
export const seenBy = (exchange: Exchange, settings: AccessSettings, known: boolean): Seen =>
  known ? seenFrom(exchange.cookies, bookmarkSeal(settings)) : { bookmarks: [] };
