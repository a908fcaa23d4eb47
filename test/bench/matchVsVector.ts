import { join } from "node:path";
import neo4j, { type Session } from "neo4j-driver";
import { seedGraph } from "../../seed/seed.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { type Embedder, loadEmbedder } from "../../server/language/embedding.ts";
import { matchesOfDemand } from "../../server/matching/matches.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { ensureModel } from "../../server/setup/model.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder } from "../support/machine.ts";
import { type BenchTools, median } from "./registry.ts";

const today = "2026-06-15";
const enterprises = 20_000;
const questions = 40;
/** The database's own compiler needs some hundred runs of a statement. */
const warmUps = 6;
const rounds = 8;
/** Reading, embedding and indexing hundreds of thousands of texts, in ms. */
const patienceMs = 1_800_000;

/**
 * One whole match, with factors, explanations and paths of twenty results, over one bare vector query of 200 through the
 * driver. Both asked in turn for the same needs, of 20,000 firms with so many resources each.
 */
export async function matchVsVector(tools: BenchTools, offersPerEnterprise: number): Promise<number> {
  const { startDatabase, say } = tools;
  const memory = { heapMb: 2048, pageCacheMb: offersPerEnterprise > 1 ? 2048 : 512 };
  const { graph, settings } = await startDatabase(memory);
  const embedder = await loadEmbedder(await ensureModel(cacheFolder, terminalProgress));
  say(`示例 ${enterprises} 家企业、${enterprises * offersPerEnterprise} 条资源`);
  await seedGraph(graph, { enterprises, offersPerEnterprise, seed: 7, today });
  say("文本向量与索引");
  await warmMatching(graph, embedder, { knowledgeFile: join(cacheFolder, "knowledge.bin"), patienceMs });
  const driver = neo4j.driver(settings.uri, neo4j.auth.basic(settings.user, settings.password));
  const session = driver.session({ defaultAccessMode: neo4j.session.READ });
  try {
    await session.run("CALL db.awaitIndexes($seconds)", { seconds: neo4j.int(patienceMs / 1000) });
    return await ratio(session, graph, embedder, say);
  } finally {
    await session.close();
    await driver.close();
  }
}

async function ratio(session: Session, graph: Graph, embedder: Embedder, say: BenchTools["say"]) {
  const found = await session.run(
    "MATCH (d:Demand {state: 'published'})-[:RAISED_BY]->() WHERE d:Example RETURN d.id AS id, d.embedding AS vector ORDER BY d.id LIMIT $n",
    { n: neo4j.int(questions) },
  );
  const needs = found.records.map((row) => ({
    id: String(row.get("id")),
    vector: row.get("vector") as number[],
  }));
  const bare = (vector: number[]): Promise<unknown> =>
    session.run(
      "CALL db.index.vector.queryNodes('offer_embedding', 200, $vector) YIELD node, score RETURN node.id AS id, score",
      { vector },
    );
  const whole = (id: string): Promise<unknown> =>
    matchesOfDemand({ graph, embedder }, { id, first: 20, viewer: systemViewer, today });
  const times = { bare: [] as number[], whole: [] as number[] };
  for (let round = -warmUps; round < rounds; round += 1)
    for (const { id, vector } of needs) {
      const [match, query] = [await timed(() => whole(id)), await timed(() => bare(vector))];
      if (round < 0) continue;
      times.whole.push(match);
      times.bare.push(query);
    }
  say(`一次匹配 ${median(times.whole).toFixed(1)} ms，一次向量查询 ${median(times.bare).toFixed(1)} ms`);
  return median(times.whole) / median(times.bare);
}

/** Milliseconds that some work took. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
