import { join } from "node:path";
import { inject } from "vitest";
import { z } from "zod";
import { seedGraph } from "../../seed/seed.ts";
import { todayInShanghai } from "../../server/api/days.ts";
import { connectGraph, type Graph, type GraphSettings } from "../../server/graph/connection.ts";
import { migrate } from "../../server/graph/migrate.ts";
import type { Query } from "../../server/graph/query.ts";
import { type Embedder, loadEmbedder } from "../../server/language/embedding.ts";
import { learntKnowledge } from "../../server/matching/knowledgeStore.ts";
import { claim } from "./claim.ts";
import { closeAfterFile } from "./closing.ts";
import { cacheFolder } from "./machine.ts";
import { bringTo } from "./snapshot.ts";

/**
 * Size and seed of the examples in `seededGraph`, and the day they are relative to: as on a first start today's, because
 * what the service calls open depends on it.
 */
export const seeded = { enterprises: 60, seed: 7, today: todayInShanghai(new Date()) } as const;

/** Address and credentials of this process's own throw-away database. */
export function testDatabase(): GraphSettings {
  const databases = inject("databases");
  const database = databases[claim(databases.map(({ lock }) => lock))];
  if (!database) throw new Error("no test database: is the file named *.graph.test.ts or *.e2e.test.ts?");
  const { lock: _, ...settings } = database;
  return { ...settings, checkRows: true };
}

/** A connection to this worker's database as the last file left it. Rows are checked. Closed after the file. */
export function testGraph(settings: Partial<GraphSettings> = {}): Graph {
  // A database that plans its first statements on a busy machine needs more than a user would wait.
  const graph = connectGraph({ deadlineMs: 60_000, ...testDatabase(), ...settings });
  closeAfterFile(() => graph.close());
  return graph;
}

/** This worker's database without anything but the migrated schema. */
export async function emptyGraph(): Promise<Graph> {
  const graph = testGraph();
  await wipe(graph);
  await bringTo("empty", testDatabase(), graph, () => migrate(graph));
  return graph;
}

/**
 * This worker's database with the published facts and 60 example enterprises, embeddings included. Seeding costs
 * seconds, so a graph that no file has written to since is taken as it is; the first write through the returned
 * connection marks it as used.
 */
export async function seededGraph(): Promise<Graph> {
  const graph = testGraph();
  const [state] = await ask(graph, "MATCH (s:TestState) RETURN s.seeded AS seeded");
  if (state?.seeded !== fingerprint) {
    await wipe(graph);
    await bringTo("seeded", testDatabase(), graph, async () => {
      await migrate(graph);
      await seedGraph(graph, { ...seeded, embedder: await testEmbedder() });
    });
    await ask(graph, "CREATE (:TestState {seeded: $fingerprint})", { fingerprint });
  }
  return markingWrites(graph);
}

const fingerprint = JSON.stringify(seeded);
let embedder: Promise<Embedder> | undefined;

/** The real embedding model, loaded once a file. */
export const testEmbedder = (): Promise<Embedder> => {
  embedder ??= loadWithKnowledge();
  return embedder;
};

async function loadWithKnowledge(): Promise<Embedder> {
  const loaded = await loadEmbedder(inject("model"));
  // Learning takes 8 s of every process that matches; what was learnt once is read from its file.
  await learntKnowledge(loaded, join(cacheFolder, "knowledge.bin"));
  return loaded;
}

/** Runs any statement: to look at, or put something into, the graph from a test. */
export async function ask(
  graph: Graph,
  text: string,
  params: Record<string, unknown> = {},
): Promise<Record<string, unknown>[]> {
  const anything = z.record(z.string(), z.unknown());
  const query: Query<typeof anything, typeof anything> = {
    name: "test/ask",
    mode: "write",
    params: anything,
    row: anything,
    text,
  };
  return graph.run(query, params, { deadlineMs: 120_000 });
}

async function wipe(graph: Graph): Promise<void> {
  await ask(graph, "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS");
}

function markingWrites(graph: Graph): Graph {
  let marked: Promise<unknown> | undefined;
  const mark = (): Promise<unknown> => {
    marked ??= ask(graph, "MATCH (s:TestState) DELETE s");
    return marked;
  };
  return {
    ...graph,
    run: async (query, params, options) => {
      if (query.mode === "write") await mark();
      return graph.run(query, params, options);
    },
    write: async (work, options) => {
      await mark();
      return graph.write(work, options);
    },
  };
}
