import { randomUUID } from "node:crypto";
import { AppError } from "../errors.ts";
import type { Graph } from "./connection.ts";
import { releaseLock, takeLock } from "./queries.ts";

export interface Turn {
  /** What only one server at a time may do. */
  name: "migrations" | "seeding";
  /** After this many seconds without a sign of life the next server takes over; a living holder renews it in time. */
  leaseSeconds: number;
  /** Said to whoever waited ten minutes in vain. */
  tooLong: string;
}

const patienceMs = 10 * 60_000;

/** Does `work` while no other server does work of the same name; waits for its turn. @throws AppError TIMEOUT */
export async function inTurn<T>(graph: Graph, turn: Turn, work: () => Promise<T>): Promise<T> {
  const mine = { name: turn.name, holder: randomUUID(), seconds: turn.leaseSeconds };
  await waitForTurn(graph, turn, mine);
  const renew = setInterval(
    () => void graph.run(takeLock, mine).catch(() => undefined),
    (turn.leaseSeconds * 1000) / 3,
  );
  try {
    return await work();
  } finally {
    clearInterval(renew);
    await graph.run(releaseLock, { name: mine.name, holder: mine.holder }).catch(() => undefined);
  }
}

async function waitForTurn(
  graph: Graph,
  { tooLong }: Turn,
  mine: { name: string; holder: string; seconds: number },
): Promise<void> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const [taken] = await graph.run(takeLock, mine, { deadlineMs: patienceMs });
    if (taken?.mine) return;
    if (Date.now() > until) throw new AppError("TIMEOUT", tooLong);
    await new Promise((wake) => setTimeout(wake, 500));
  }
}
