import type { Graph } from "../graph/connection.ts";
import { frozenProperties } from "./frozenOrigin.ts";
import { mergeFrozenWeights, readFrozenWeights } from "./weightQueries.ts";

/** Puts the frozen weights with their origin into the graph, or the origin anew where it was measured again. */
export async function ensureFrozenWeights(graph: Graph): Promise<void> {
  const { id, weights, origin } = frozenProperties;
  const [stored] = await graph.run(readFrozenWeights, { id });
  if (stored?.weights === weights && stored.origin === origin) return;
  await graph.run(mergeFrozenWeights, frozenProperties);
}
