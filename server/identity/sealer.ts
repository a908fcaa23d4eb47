import type { Logger } from "pino";
import type { Graph, RunOptions } from "../graph/connection.ts";
import { sealAfter } from "./auditChain.ts";
import { lockAuditChain, readAuditHead, readUnsealed, sealEvents } from "./auditQueries.ts";

const everyMs = 1000;
/** A server that freezes while it seals keeps the chain's end locked no longer than this. Milliseconds. */
const sealingMs = 3000;

/**
 * Puts waiting events into the chain, in the order of their instants. Returns how many. The chain's end is locked
 * first, so two that seal at once come one after the other.
 */
export const sealWaiting = (graph: Graph, options: RunOptions = {}): Promise<number> =>
  graph.write(async (tx) => {
    const [end] = await tx.run(lockAuditChain, {});
    if (!end) throw new Error("the graph has no audit chain: was it migrated?");
    const events = await tx.run(readUnsealed, {});
    if (events.length === 0) return 0;
    const sealed = sealAfter(end, events);
    await tx.run(sealEvents, { ...sealed.end, seals: sealed.seals });
    return events.length;
  }, options);

/**
 * Seals all that waits while a backup holds the write gate, in its name: behind the gate no event is added, so none is
 * left unsealed for as long as the pause lasts. Does nothing in a graph that has no chain.
 */
export async function sealBehindGate(graph: Graph): Promise<void> {
  for (;;) {
    const [head] = await graph.run(readAuditHead, {});
    if (!head || head.waiting === 0) return;
    await sealWaiting(graph, { pastGate: true });
  }
}

export interface Sealer {
  /** Seals what waits, and resolves when nothing runs. */
  stop(): Promise<void>;
}

/**
 * Looks every second whether events wait, and seals them. Every server does: whichever locks the chain's end first is the
 * one sealer, the others find nothing left, and when one dies the next look of another goes on. Writes nothing while
 * nothing waits.
 */
export function startSealer(graph: Graph, logger: Logger): Sealer {
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let busy = false;
  const round = async (): Promise<void> => {
    try {
      const [head] = await graph.run(readAuditHead, {});
      if (!head || head.waiting === 0) return;
      // More than one batch may wait after an import.
      while ((await sealWaiting(graph, { deadlineMs: sealingMs })) > 0);
    } catch (error) {
      logger.warn({ err: error }, "audit events wait unsealed");
    }
  };
  const timer = setInterval(() => {
    // A round that takes longer than a second is followed by one, not by a queue.
    if (busy) return;
    busy = true;
    running = running
      .then(() => (stopped ? undefined : round()))
      .finally(() => {
        busy = false;
      });
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      if (stopped) return running;
      clearInterval(timer);
      running = running.then(round);
      stopped = true;
      await running;
    },
  };
}
