import type { Graph } from "../graph/connection.ts";
import { type PublishedRow, publishedSince, readVersions } from "./entryQueries.ts";

/** What changed since the last beat. */
export interface Beat {
  /** Entries that came into the lists, the newest first; nobody's rights are considered yet. */
  published: readonly PublishedRow[];
  /** More came than were read: those named are the newest. */
  more: boolean;
  /** Whether any entry of that kind was written. */
  demands: boolean;
  offers: boolean;
}

type Listener = (beat: Beat) => void;

/** Between two looks. A new entry is known after half of it on average; a look is two counts, 1 ms of the database. */
const everyMs = 300;
/** Longer than any transaction may take: what committed late carries an older instant. */
const overlapMs = 5 * 60_000;
const mostAtOnce = 500;

interface Pulse {
  listeners: Set<Listener>;
  timer: NodeJS.Timeout | undefined;
}

// Every request has a binding of its own to the same connection; they all share its `close`.
const pulses = new WeakMap<Graph["close"], Pulse>();

/**
 * Tells a listener of every change of the lists, whichever server or import made it; returns how to stop. The graph is
 * looked at only while somebody listens, once for all who do. A beat that fails is followed by the next.
 */
export function listen(graph: Graph, listener: Listener): () => void {
  const pulse = pulses.get(graph.close) ?? { listeners: new Set<Listener>(), timer: undefined };
  pulses.set(graph.close, pulse);
  pulse.listeners.add(listener);
  if (pulse.listeners.size === 1) begin(graph, pulse);
  return () => {
    pulse.listeners.delete(listener);
    if (pulse.listeners.size > 0) return;
    clearTimeout(pulse.timer);
    pulse.timer = undefined;
  };
}

function begin(graph: Graph, pulse: Pulse): void {
  const look = lookerAt(graph);
  const beat = async (): Promise<void> => {
    const found = await look().catch(() => null);
    if (pulse.timer !== timer) return;
    if (found) for (const listener of pulse.listeners) listener(found);
    pulse.timer = timer = next(everyMs);
  };
  const next = (ms: number): NodeJS.Timeout => setTimeout(() => void beat(), ms).unref();
  // The first look at once: what comes right after somebody begins to listen is news.
  let timer = next(0);
  pulse.timer = timer;
}

/** Looks at the counters, and only when they moved at the entries. The first look tells nothing: it is where we begin. */
function lookerAt(graph: Graph): () => Promise<Beat | null> {
  const from = Date.now();
  let before: { demands: number; offers: number } | null = null;
  // What was told, by id: the instant of its coming into the lists.
  let told = new Map<string, string>();
  return async () => {
    const [now] = await graph.run(readVersions, {});
    if (!now) return null;
    const demands = before !== null && now.demands !== before.demands;
    const offers = before !== null && now.offers !== before.offers;
    const first = before === null;
    if (!first && !demands && !offers) return null;
    const since = new Date((first ? from : Date.now()) - overlapMs).toISOString();
    const rows = await graph.run(publishedSince, { since, limit: mostAtOnce });
    const published = rows.filter(({ id, at }) => told.get(id) !== at);
    told = new Map(rows.map(({ id, at }) => [id, at]));
    before = now;
    return first ? null : { published, more: published.length === mostAtOnce, demands, offers };
  };
}
