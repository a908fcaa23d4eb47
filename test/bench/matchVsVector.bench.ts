import { join } from "node:path";
import neo4j from "neo4j-driver";
import { seedGraph } from "../../seed/seed.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { loadEmbedder } from "../../server/language/embedding.ts";
import { matchesOfDemand } from "../../server/matching/matches.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { ensureModel } from "../../server/setup/model.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder } from "../support/machine.ts";
import { type BenchEntry, median } from "./registry.ts";

const today = "2026-06-15";
const resources = 20_000;
const questions = 40;
/** The database's own compiler needs some hundred runs of a statement. */
const warmUps = 6;
const rounds = 8;

/**
 * One whole match, with factors, explanations and paths of twenty results, over one bare vector query of 200 through the
 * driver. Both asked in turn for the same needs. At most 2.
 */
export const bench: BenchEntry = {
  key: "match_vs_vector_20k",
  run: async ({ startDatabase, say }) => {
    const { graph, settings } = await startDatabase({ heapMb: 2048, pageCacheMb: 512 });
    const embedder = await loadEmbedder(await ensureModel(cacheFolder, terminalProgress));
    say(`示例 ${resources} 家企业、${resources} 条资源`);
    await seedGraph(graph, { enterprises: resources, seed: 7, today });
    say("文本向量与索引");
    const knowledgeFile = join(cacheFolder, "knowledge.bin");
    await warmMatching(graph, embedder, { knowledgeFile, patienceMs: 600_000 });
    const driver = neo4j.driver(settings.uri, neo4j.auth.basic(settings.user, settings.password));
    const session = driver.session({ defaultAccessMode: neo4j.session.READ });
    try {
      await session.run("CALL db.awaitIndexes(600)");
      const found = await session.run(
        "MATCH (d:Demand {state: 'published'})-[:RAISED_BY]->() WHERE d:Example RETURN d.id AS id, d.embedding AS vector ORDER BY d.id LIMIT $n",
        { n: neo4j.int(questions) },
      );
      const needs = found.records.map((row) => ({
        id: String(row.get("id")),
        vector: row.get("vector") as number[],
      }));
      const bare = async (vector: number[]): Promise<number> => {
        const started = performance.now();
        await session.run(
          "CALL db.index.vector.queryNodes('offer_embedding', 200, $vector) YIELD node, score RETURN node.id AS id, score",
          { vector },
        );
        return performance.now() - started;
      };
      const whole = async (id: string): Promise<number> => {
        const started = performance.now();
        await matchesOfDemand({ graph, embedder }, { id, first: 20, viewer: systemViewer, today });
        return performance.now() - started;
      };
      const times = { bare: [] as number[], whole: [] as number[] };
      for (let round = -warmUps; round < rounds; round += 1)
        for (const { id, vector } of needs) {
          const [match, query] = [await whole(id), await bare(vector)];
          if (round < 0) continue;
          times.whole.push(match);
          times.bare.push(query);
        }
      say(`一次匹配 ${median(times.whole).toFixed(1)} ms，一次向量查询 ${median(times.bare).toFixed(1)} ms`);
      return median(times.whole) / median(times.bare);
    } finally {
      await session.close();
      await driver.close();
    }
  },
};
