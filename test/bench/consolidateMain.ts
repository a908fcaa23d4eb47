import { join } from "node:path";
import { loadEmbedder } from "../../server/language/embedding.ts";
import { learntKnowledge } from "../../server/matching/knowledgeStore.ts";
import { ensureModel } from "../../server/setup/model.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder } from "../support/machine.ts";
import { evaluateConsolidation } from "./consolidationEval.ts";

/** `npm run --silent consolidate:eval`: one JSON line with the pairwise figures; the first seed is the reported one. */
const embedder = await loadEmbedder(await ensureModel(cacheFolder, terminalProgress));
const model = await learntKnowledge(embedder, join(cacheFolder, "knowledge.bin"));
const { generated, real } = await evaluateConsolidation(embedder, model, [1, 2, 3, 4, 5]);
process.stdout.write(
  `${JSON.stringify({ generated: generated[0], otherSeeds: generated.slice(1), real })}\n`,
);
