import { join } from "node:path";
import { pino } from "pino";
import { beforeAll, expect, it } from "vitest";
import { warmUp } from "../../server/api/warmUp.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { modules } from "../../server/modules.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { openEvents } from "../support/events.ts";
import { seededGraph, testEmbedder, testGraph } from "../support/graph.ts";
import { cacheFolder } from "../support/machine.ts";

/** Statements that a server has run since it began, by name. */
const ran: string[] = [];
/** The server that has just started, and another over the same database that people enter at. */
let fresh: TestApi;
let other: TestApi;

beforeAll(async () => {
  await seededGraph();
  const settings = { knowledgeFile: join(cacheFolder, "knowledge.bin"), patienceMs: 60_000 };
  const embedder = await testEmbedder();
  const elsewhere: Graph = testGraph();
  await warmMatching(elsewhere, embedder, settings);
  other = await startApi(elsewhere);
  const graph = testGraph({ onStatement: (name) => void ran.push(name) });
  await warmUp({ graph, embedder, logger: pino({ level: "silent" }) }, modules);
  await warmMatching(graph, embedder, settings);
  fresh = await startApi(graph);
}, 240_000);

const newEntries = `subscription { newEntries(first: 2) { demands offers newest {
  demand { id title text raisedBy { ... on Enterprise { id name } } } offer { id title text }
  matches(first: 3) { considered results { score offer { id } demand { id } } } } } }`;

const enter = async (kind: "Demand" | "Offer", text: string): Promise<string> => {
  const owner =
    kind === "Demand" ? { raisedById: "example-enterprise-1" } : { offeredById: "example-enterprise-2" };
  const fields = { text, ...owner, visibility: "public" };
  const { data, errors } = await other.ask(
    `mutation ($i: Enter${kind}Input!) { entered: enter${kind}(input: $i) { entry: ${kind.toLowerCase()} { id } } }`,
    { i: { clientMutationId: `live-warm-${text}`, fields } },
  );
  expect(errors).toEqual([]);
  return data.entered.entry.id;
};

it("the first events after a start run nothing that the database has not planned", {
  timeout: 120_000,
}, async () => {
  const stream = await openEvents(fresh.url, newEntries);
  const known = new Set(ran);
  // At once: what comes in the very moment that somebody begins to listen is told, too. The second event needs the
  // index of offers as the first has changed it.
  const offer = await enter("Offer", "出租开放检测实验室，可做材料成分检测");
  const [first] = (await stream.next(60_000)).data.newEntries.newest;
  expect(first.offer.id).toBe(offer);
  const need = await enter("Demand", "需要大型企业开放检测实验室，做材料成分检测");
  const [second] = (await stream.next(60_000)).data.newEntries.newest;
  expect(second.demand.id).toBe(need);
  expect(second.matches.results.map((result: { offer: { id: string } }) => result.offer.id)).toContain(offer);
  expect([...new Set(ran)].filter((name) => !known.has(name))).toEqual([]);
  stream.close();
});
