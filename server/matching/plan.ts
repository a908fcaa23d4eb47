import type { Graph } from "../graph/connection.ts";
import { systemViewer as viewer } from "../graph/query.ts";
import * as queries from "./queries.ts";

const deadline = { deadlineMs: 60_000 };

/**
 * Asks every statement of a match once about nothing. The database takes up to a second to plan the larger ones, more on
 * a busy machine: better at start than within somebody's first question.
 */
export async function planStatements(graph: Graph): Promise<void> {
  const today = "2000-01-01";
  const asked = { id: "", today, viewer };
  const facts = { ids: [], today, viewer, withTexts: false };
  const around = { words: "x", limit: 1, productIds: [], positionIds: [], allianceIds: [], today, viewer };
  await graph.run(queries.readNeed, asked, deadline);
  await graph.run(queries.readOfferFacts, { ...facts, productIds: [] }, deadline);
  await graph.run(queries.offersAround, around, deadline);
  await graph.run(queries.barredOffers, { id: "", today }, deadline);
  await graph.run(queries.readPaths, { ids: [], edges: [], kinds: [], viewer }, deadline);
  await graph.run(queries.readOffer, asked, deadline);
  await graph.run(queries.readNeedFacts, facts, deadline);
  await graph.run(queries.demandsAround, around, deadline);
  await graph.run(queries.barredDemands, { id: "", today }, deadline);
}
