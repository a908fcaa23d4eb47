import type { Graph } from "../graph/connection.ts";
import type { Viewer } from "../graph/query.ts";
import type { Embedder } from "../language/embedding.ts";
import { needText } from "../language/matchedText.ts";
import { matchingTools } from "./engine.ts";
import { readVersions } from "./entryQueries.ts";

interface Services {
  graph: Graph;
  embedder: Embedder | null;
}

/** A text that is being typed says something from this many characters on. */
const shortest = 4;

/**
 * Names of categories, the one whose open offers come nearest to a vector first (mean cosine of its best three). Empty
 * while matching still reads its index, and for more offers than it holds.
 */
export async function nearCategories(
  { graph, embedder }: Services,
  vector: Float32Array,
  { viewer, today }: { viewer: Viewer; today: string },
): Promise<string[]> {
  const tools = await matchingTools(graph, embedder);
  const [versions] = await graph.run(readVersions, {});
  const index = await tools.offers.at(versions?.offers ?? 0);
  if (!index) return [];
  const { categoryStrength } = index.search({
    vector,
    kinds: new Float32Array(tools.model.knowledge.helpKinds.length),
    viewer,
    today,
    nearest: 1,
    best: 1,
    weights: { cosine: 1, bridge: 0, category: 0 },
  });
  return [...categoryStrength].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([name]) => name);
}

/** The categories nearest to a text that somebody is entering; empty without a language model or for a few characters. */
export async function suggestedCategories(
  services: Services,
  text: string,
  asked: { viewer: Viewer; today: string },
): Promise<string[]> {
  const clean = needText(text);
  if (!services.embedder || clean.length < shortest) return [];
  return nearCategories(services, await services.embedder.embed(clean), asked);
}
