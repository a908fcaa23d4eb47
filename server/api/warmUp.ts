import { graphql } from "graphql";
import { boundGraph } from "../graph/bookmarks.ts";
import { type ApiContext, createContext, type Services } from "./context.ts";
import { apiSchema } from "./graphql.ts";
import type { ApiModule } from "./module.ts";

// Nothing has it, and it is as long as ids are: the database plans a statement anew for texts of another order of length.
const id = "nothing-has-this-id";

// What the first page and the lists ask.
const screens = [
  `{ alliances { id roles { chainLead { name } } memberCount members(first: 1) { totalCount } } chains { id positions { id } } }`,
  `{ allianceGraph(hubId: "${id}") { omitted } }`,
  `{ neighbourhood(id: "${id}", depth: 1) { omitted } neighbourCounts(id: "${id}") { count } }`,
  `{ search(text: "预热", first: 1) { matchedOn } yr: search(text: "yr", first: 1) { matchedOn } }`,
  `{ demands(first: 1) { totalCount } offers(first: 1) { totalCount } categories { id } }`,
  `{ demand(id: "${id}") { id } offer(id: "${id}") { id } alliance(id: "${id}") { id } }`,
  `{ enterprises(first: 1) { totalCount } organizations(first: 1) { totalCount } }`,
];

const patienceMs = 60_000;

/**
 * Asks what the main screens ask, once, so that the database has planned their statements (0.3 to 1 s each on a cold
 * one) before the first person does. Failures are nobody's concern here: the screens will tell. Not awaited at start.
 */
export async function warmUp(services: Services, modules: readonly ApiModule[]): Promise<void> {
  const schema = apiSchema(modules);
  const patient = { ...services, graph: boundGraph(services.graph, { deadlineMs: patienceMs }) };
  for (const source of screens) {
    const contextValue: ApiContext = createContext(patient, { requestId: "warm-up" });
    await graphql({ schema, source, contextValue }).catch(() => undefined);
  }
}
