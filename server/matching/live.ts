import { Repeater } from "graphql-yoga";
import type { ApiContext } from "../api/context.ts";
import { type PublishedRow, seenEntries } from "./entryQueries.ts";
import { matchesOfDemand, matchesOfOffer } from "./matches.ts";
import { type Beat, listen } from "./pulse.ts";

/** Entries that came into the lists since a subscriber was told last. */
export interface NewEntriesRow {
  demands: number;
  offers: number;
  newest: NewEntryRow[];
}

export interface NewEntryRow {
  id: string;
  /** Else an offer. */
  demand: boolean;
}

/** How the list of an entry's matches differs from what a subscriber knows. */
export interface MatchesChangeRow {
  added: number;
  removed: number;
}

/** Between two lists worked out for one subscriber. */
const listsEveryMs = 2000;
/** How long a silent stream stands before it is asked whether its visitor still may listen. */
const checkEveryMs = 60_000;

/**
 * Entries as they come into the lists, to a subscriber who sees them; several that come at once are told together. What
 * was published while nobody was connected is not told: whoever connects reads the lists.
 */
export const newEntries = (context: ApiContext, first: number): AsyncIterable<NewEntriesRow> =>
  following(context, async (news) => {
    const ids = news.published.filter(mayConcern(context)).map(({ id }) => id);
    if (ids.length === 0) return null;
    const seen = await context.run(seenEntries, { ids });
    if (seen.length === 0) return null;
    const demands = seen.filter(({ demand }) => demand).length;
    return { demands, offers: seen.length - demands, newest: seen.slice(0, first) };
  });

/** Only spares statements: what is told was read with the viewer's rights. */
const mayConcern =
  ({ viewer }: ApiContext) =>
  ({ audience }: PublishedRow): boolean =>
    viewer.all || (audience !== null && viewer.audiences.includes(audience));

/** The question that `matchesChanged` answers anew. */
export interface WatchedList {
  side: "demand" | "offer";
  id: string;
  /** Ids of the pairs that the subscriber shows. */
  known: readonly string[];
  first: number;
}

/** Says when other pairs are among the first matches of an entry than those that the subscriber knows. */
export function matchesChanged(context: ApiContext, watched: WatchedList): AsyncIterable<MatchesChangeRow> {
  const { side, id, first } = watched;
  let known = new Set(watched.known);
  let last = 0;
  return following(context, async () => {
    await pause(last + listsEveryMs - Date.now());
    last = Date.now();
    const ask = side === "demand" ? matchesOfDemand : matchesOfOffer;
    const { results } = await ask(context, { id, first, viewer: context.viewer, today: context.today });
    const now = new Set(results.map((result) => result.id));
    const added = [...now].filter((pair) => !known.has(pair)).length;
    const removed = [...known].filter((pair) => !now.has(pair)).length;
    known = now;
    return added + removed > 0 ? { added, removed } : null;
  });
}

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    if (ms <= 0) resolve();
    else setTimeout(resolve, ms).unref();
  });

/**
 * What the beats of the graph mean for one subscriber, one at a time: what comes while an answer is worked out waits and
 * is told with the next. The subscriber's rights are found out anew before each; a stream whose visitor may not listen
 * any more ends.
 */
function following<T>(context: ApiContext, tell: (news: Beat) => Promise<T | null>): AsyncIterable<T> {
  return new Repeater<T>(async (push, stop) => {
    let waiting: Beat | null = null;
    let wake: () => void = () => undefined;
    let ended = false;
    const silence = listen(context.graph, (beat) => {
      waiting = waiting ? together(waiting, beat) : beat;
      wake();
    });
    void stop.then(() => {
      ended = true;
      silence();
      wake();
    });
    while (!ended) {
      if (!waiting) await new Promise<void>((resolve) => sleep(resolve, (now) => (wake = now)));
      if (ended || !(await context.renew())) break;
      const news: Beat | null = waiting;
      waiting = null;
      const told = news && (await tell(news).catch((error: unknown) => passOver(context, error)));
      if (told !== null) await Promise.race([push(told), stop]);
    }
    silence();
    stop();
  });
}

/** One event is lost where something fails; the stream goes on with the next. */
function passOver({ logger, requestId }: ApiContext, error: unknown): null {
  logger.warn({ requestId, err: error }, "an event could not be told");
  return null;
}

/** Until it is woken, or for as long as rights are trusted unseen. */
function sleep(resolve: () => void, wakeBy: (wake: () => void) => void): void {
  const timer = setTimeout(resolve, checkEveryMs).unref();
  wakeBy(() => {
    clearTimeout(timer);
    resolve();
  });
}

const together = (a: Beat, b: Beat): Beat => {
  const later = new Set(b.published.map(({ id }) => id));
  return {
    published: [...b.published, ...a.published.filter(({ id }) => !later.has(id))],
    more: a.more || b.more,
    demands: a.demands || b.demands,
    offers: a.offers || b.offers,
  };
};
