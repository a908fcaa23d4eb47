import { todayInShanghai } from "../api/days.ts";
import type { Graph } from "../graph/connection.ts";
import { systemViewer as viewer } from "../graph/query.ts";
import type { Embedder } from "../language/embedding.ts";
import { readDemands, readOffers } from "../lists/queries.ts";
import { type MatchingSettings, prepareTools } from "./engine.ts";
import {
  changedDemands,
  changedOffers,
  publishedSince,
  seenEntries,
  someEntries,
  storeFeatures,
} from "./entryQueries.ts";
import { matchesOfDemand, matchesOfOffer } from "./matches.ts";

const asked = 3;
// Plans hold for lists of one order of length: none, one, up to 10, up to 100. A list of matches, and what an event tells.
const pages = [20, 3] as const;
const deadlineMs = 60_000;

/**
 * Prepares matching on a graph: puts the knowledge into it, learns it, reads all offers and demands, asks a few
 * questions and what live events ask, because the database takes up to a second to plan a large statement. Call it once at start,
 * after seeding; a request that comes earlier, or without it, waits a little and goes on with what is there.
 */
export async function warmMatching(
  graph: Graph,
  embedder: Embedder | null,
  settings: Partial<MatchingSettings> = {},
): Promise<void> {
  const tools = await prepareTools(graph, embedder, settings);
  await Promise.all([tools.offers.warm(), tools.demands.warm()]);
  const patient: Graph = { ...graph, run: (query, params) => graph.run(query, params, { deadlineMs }) };
  const [some] = await patient.run(someEntries, { limit: asked, viewer });
  const today = todayInShanghai(new Date());
  for (const first of pages) {
    const question = { first, viewer, today };
    for (const id of some?.demands ?? [])
      await matchesOfDemand({ graph: patient, embedder }, { ...question, id });
    for (const id of some?.offers ?? [])
      await matchesOfOffer({ graph: patient, embedder }, { ...question, id });
  }
  await planEvents(patient, today);
}

/** What tells subscribers of a new entry, and what brings the indexes up to it, planned before there is one. */
async function planEvents(graph: Graph, today: string): Promise<void> {
  const since = new Date().toISOString();
  await graph.run(publishedSince, { since, limit: 1 });
  for (const count of [1, 2]) {
    const ids = Array.from({ length: count }, (_, at) => `-${at}`);
    await graph.run(seenEntries, { viewer, ids });
    await graph.run(readDemands, { viewer, today, ids });
    await graph.run(readOffers, { viewer, today, ids });
  }
  for (const changed of [changedDemands, changedOffers])
    await graph.run(changed, { since, limit: 1, viewer });
  await graph.run(storeFeatures, { rows: [] });
}
