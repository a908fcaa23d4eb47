import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import neo4j from "neo4j-driver";
import { pino } from "pino";
import { seedGraph } from "../../seed/seed.ts";
import { todayInShanghai } from "../../server/api/days.ts";
import { warmUp } from "../../server/api/warmUp.ts";
import { createApp } from "../../server/app.ts";
import { connectGraph, type Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { type Embedder, loadEmbedder } from "../../server/language/embedding.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { modules } from "../../server/modules.ts";
import { ensureModel } from "../../server/setup/model.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder } from "../support/machine.ts";
import { type BenchEntry, median } from "./registry.ts";

const later = 9;
const logger = pino({ level: "silent" });
const newEntries = `subscription { newEntries(first: 3) { demands newest { demand { id title text }
  matches(first: 3) { results { score offer { id title text } } } } } }`;

/** The whole server over a graph; its address. */
async function serve(graph: Graph, embedder: Embedder, closing: (() => void)[]): Promise<string> {
  const app = createApp({ graph, embedder, logger, production: true, viewerOf: () => systemViewer });
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Resolves each time with the next event's arrival. */
async function listenTo(url: string, closing: (() => void)[]): Promise<() => Promise<number>> {
  const stop = new AbortController();
  closing.push(() => stop.abort());
  const response = await fetch(`${url}/graphql?${new URLSearchParams({ query: newEntries })}`, {
    headers: { accept: "text/event-stream" },
    signal: stop.signal,
  });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  return async () => {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) throw new Error("the stream ended");
      if (/^data: .*newEntries/m.test(part.value)) return performance.now();
    }
  };
}

/** Milliseconds from the answer to who publishes a need until its event has come to who listens. */
async function delay(url: string, arrival: () => Promise<number>, at: number): Promise<number> {
  const fields = { text: `需要第${at}次开放检测实验室，做材料成分检测`, visibility: "public" };
  const came = arrival();
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      query: "mutation ($i: EnterDemandInput!) { enterDemand(input: $i) { demand { id } } }",
      variables: {
        i: { clientMutationId: `bench-${at}`, fields: { ...fields, raisedById: "example-enterprise-1" } },
      },
    }),
  });
  const entered = performance.now();
  const { errors } = (await response.json()) as { errors?: unknown };
  if (errors) throw new Error(JSON.stringify(errors));
  return (await came) - entered;
}

/**
 * How many times the first live event after a start of server and database fits into the second that is promised: 1000 over
 * its delay in ms, of which 300 are the time between two looks.
 */
export const bench: BenchEntry = {
  key: "live_first_event_in_a_second",
  run: async ({ startDatabase, say }) => {
    const closing: (() => void)[] = [];
    const embedder = await loadEmbedder(await ensureModel(cacheFolder, terminalProgress));
    const { graph, settings } = await startDatabase();
    await seedGraph(graph, { enterprises: 200, seed: 7, today: todayInShanghai(new Date()), embedder });
    const fresh = connectGraph(settings);
    try {
      // What the database has planned for the loading is forgotten, as after a start.
      await fresh.ping();
      const driver = neo4j.driver(settings.uri, neo4j.auth.basic(settings.user, settings.password));
      await driver.executeQuery("CALL db.clearQueryCaches()").finally(() => driver.close());
      await warmUp({ graph: fresh, embedder, logger }, modules);
      const knowledgeFile = join(cacheFolder, "knowledge.bin");
      await warmMatching(fresh, embedder, { knowledgeFile, patienceMs: 600_000 });
      const url = await serve(fresh, embedder, closing);
      const arrival = await listenTo(url, closing);
      const delays: number[] = [];
      for (let at = 0; at <= later; at += 1) delays.push(await delay(url, arrival, at));
      const [first = Number.NaN, ...others] = delays;
      say(`first event after ${Math.round(first)} ms, those after it ${Math.round(median(others))} ms`);
      return 1000 / first;
    } finally {
      for (const close of closing) close();
      await fresh.close();
    }
  },
};
