import type { Logger } from "pino";
import type { Graph } from "../graph/connection.ts";
import { forgetMutations } from "./queries.ts";

/** How long a client may send the same key again: a browser left open over a holiday. Days. */
const keptDays = 14;
const atOnce = 5_000;
const everyDay = 24 * 60 * 60 * 1000;

/** Forgets the keys of clients, and the answers kept with them, once they are old. Returns how many. */
export async function forgetOldMutations(graph: Graph): Promise<number> {
  let all = 0;
  for (;;) {
    const [row] = await graph.run(forgetMutations, { days: keptDays, limit: atOnce });
    all += row?.forgotten ?? 0;
    if ((row?.forgotten ?? 0) < atOnce) return all;
  }
}

/** Does so now and every day. What fails is tried again the next day. */
export function startForgetting(graph: Graph, logger: Logger): { stop(): void } {
  const forget = (): void => {
    forgetOldMutations(graph).catch((error) => logger.warn({ err: error }, "old keys were not forgotten"));
  };
  forget();
  const timer = setInterval(forget, everyDay);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
