import { knownBars } from "../barring/known.ts";
import type { Graph } from "../graph/connection.ts";
import type { Bar } from "./hardRules.ts";
import type { MatchQuestion } from "./matches.ts";
import type { BarredRow } from "./resultQueries.ts";

/** How the owners of barred candidates are kept apart, by the candidate's id, as far as whoever asks may know. */
export async function barsFor(
  graph: Pick<Graph, "run">,
  asking: Pick<MatchQuestion, "viewer" | "actor" | "today">,
  rows: readonly BarredRow[],
): Promise<Map<string, Bar>> {
  const known = await knownBars(
    graph,
    asking,
    rows.flatMap(({ barIds }) => barIds),
  );
  return new Map(
    rows.map(({ id, barIds }) => [id, barIds.some((bar) => known.has(bar)) ? "known" : "secret"]),
  );
}
