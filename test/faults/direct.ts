import { z } from "zod";
import { connectGraph, type Graph, type GraphSettings } from "../../server/graph/connection.ts";
import type { Query } from "../../server/graph/query.ts";

const anything = z.record(z.string(), z.unknown());

/** Runs any reading statement past the server. */
export function ask(
  graph: Graph,
  text: string,
  params: Record<string, unknown> = {},
  deadlineMs = 60_000,
): Promise<Record<string, unknown>[]> {
  const query: Query<typeof anything, typeof anything> = {
    name: "faults/ask",
    mode: "read",
    params: anything,
    row: anything,
    text,
  };
  return graph.run(query, params, { deadlineMs });
}

/** Resolves with the instant (ms since 1970) at which the database answers again. */
export async function backAt(settings: () => Promise<GraphSettings>, patienceMs = 120_000): Promise<number> {
  for (const until = Date.now() + patienceMs; Date.now() < until; ) {
    const graph = connectGraph({ ...(await settings()), deadlineMs: 2000 });
    try {
      await ask(graph, "RETURN 1 AS one", {}, 2000);
      return Date.now();
    } catch {
      await new Promise((wake) => setTimeout(wake, 100));
    } finally {
      graph.close().catch(() => undefined);
    }
  }
  throw new Error("the database did not come back");
}
