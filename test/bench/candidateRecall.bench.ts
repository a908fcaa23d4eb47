import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { seedGraph } from "../../seed/seed.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { loadEmbedder } from "../../server/language/embedding.ts";
import { findCandidates, offerTarget } from "../../server/matching/candidates.ts";
import { matchingTools } from "../../server/matching/engine.ts";
import { loadOffers, readVersions } from "../../server/matching/entryQueries.ts";
import { prepareNeed } from "../../server/matching/relevance.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { ensureModel } from "../../server/setup/model.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder } from "../support/machine.ts";
import type { BenchEntry } from "./registry.ts";

const today = "2026-06-15";
const resources = 5000;
const nearestWanted = 20;
const carried = z.object({ id: z.string(), text: z.string() });

/**
 * Share of the 20 offers nearest to a need, by an exact search outside the product, that are among the product's
 * candidates. At least 0.99, for the index in this process and, said beside it, for the database's own.
 */
export const bench: BenchEntry = {
  key: "candidate_recall20",
  least: 0.99,
  run: async ({ startDatabase, say }) => {
    const { graph } = await startDatabase();
    const embedder = await loadEmbedder(await ensureModel(cacheFolder, terminalProgress));
    await seedGraph(graph, { enterprises: resources, seed: 11, today });
    const knowledgeFile = join(cacheFolder, "knowledge.bin");
    await warmMatching(graph, embedder, { knowledgeFile, patienceMs: 600_000 });
    const offers: { id: string; vector: number[] }[] = [];
    for (let after = ""; ; after = offers.at(-1)?.id ?? "") {
      const rows = await graph.run(loadOffers, { after, limit: 2000, viewer: systemViewer });
      for (const { id, open, until, spent, vector } of rows) {
        const canBeHad = open && !spent && (until === null || until >= today);
        offers.push({ id, vector: canBeHad && vector ? vector : [] });
      }
      if (rows.length < 2000) break;
    }
    const { offers: catalogue, model } = await matchingTools(graph, embedder);
    const [versions] = await graph.run(readVersions, {});
    const index = await catalogue.at(versions?.offers ?? 0);
    if (!index) throw new Error("the index in this process is not there");
    const around = {
      asked: "need" as const,
      alliances: new Map(),
      positions: new Map(),
      products: new Map(),
      feeds: [],
      flows: [],
    };
    const recall = { exact: 0, approximate: 0 };
    const texts = needTexts();
    for (const text of texts) {
      const need = await prepareNeed(text, model, embedder);
      const cosine = (vector: number[]): number =>
        vector.reduce((sum, x, at) => sum + x * (need.vector?.[at] ?? 0), 0);
      const nearest = offers
        .filter(({ vector }) => vector.length > 0)
        .map(({ id, vector }) => ({ id, cosine: cosine(vector) }))
        .sort((a, b) => b.cosine - a.cosine);
      // Equal texts have equal cosines: any of those that tie with the twentieth is as good.
      const least = nearest[nearestWanted - 1]?.cosine ?? 0;
      const near = new Set(nearest.filter((one) => one.cosine >= least - 1e-6).map(({ id }) => id));
      const sought = {
        acted: [],
        text,
        vector: need.vector,
        kinds: need.soughtHelp,
        around,
        flow: null,
        allianceIds: [],
        positionIds: [],
        viewer: systemViewer,
        today,
      };
      const share = async (used: typeof index | null): Promise<number> => {
        const { ids } = await findCandidates(graph, offerTarget, used, sought);
        return Math.min(1, ids.filter((id) => near.has(id)).length / nearestWanted);
      };
      recall.exact += (await share(index)) / texts.length;
      recall.approximate += (await share(null)) / texts.length;
    }
    say(`进程内 ${recall.exact.toFixed(4)}，数据库向量索引 ${recall.approximate.toFixed(4)}`);
    return recall.exact;
  },
};

/** The carried real needs: texts that nobody generated from the offers. */
function needTexts(): string[] {
  const lines = readFileSync(new URL("../../seed/data/three-lists/needs.jsonl", import.meta.url), "utf8");
  return lines
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => carried.parse(JSON.parse(line)).text);
}
