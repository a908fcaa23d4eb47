import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Graph } from "../graph/connection.ts";
import { sealAfter } from "./auditChain.ts";
import {
  lockAuditChain,
  readUnsealed,
  releaseSealerLease,
  sealEvents,
  takeSealerLease,
} from "./auditQueries.ts";

const everyMs = 2000;

/**
 * Puts waiting events into the chain, in the order of their instants. Returns how many. The chain's end is locked
 * first, so two that seal at once come one after the other.
 */
export const sealWaiting = (graph: Graph): Promise<number> =>
  graph.write(async (tx) => {
    const [end] = await tx.run(lockAuditChain, {});
    if (!end) throw new Error("the graph has no audit chain: was it migrated?");
    const events = await tx.run(readUnsealed, {});
    if (events.length === 0) return 0;
    const sealed = sealAfter(end, events);
    await tx.run(sealEvents, { ...sealed.end, seals: sealed.seals });
    return events.length;
  });

export interface Sealer {
  /** Seals what waits, gives the task up to another server, and resolves when nothing runs. */
  stop(): Promise<void>;
}

/** Seals every two seconds while this server holds the lease; another takes over within six when it dies. */
export function startSealer(graph: Graph, logger: Logger): Sealer {
  const holder = randomUUID();
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const round = async (): Promise<void> => {
    try {
      const [lease] = await graph.run(takeSealerLease, { holder });
      if (!lease?.mine) return;
      // More than one batch may wait after an import.
      while ((await sealWaiting(graph)) > 0);
    } catch (error) {
      logger.warn({ err: error }, "audit events wait unsealed");
    }
  };
  const timer = setInterval(() => {
    running = running.then(() => (stopped ? undefined : round()));
  }, everyMs);
  timer.unref();
  return {
    stop: async () => {
      if (stopped) return running;
      clearInterval(timer);
      running = running.then(round);
      stopped = true;
      await running;
      await graph.run(releaseSealerLease, { holder }).catch(() => undefined);
    },
  };
}
