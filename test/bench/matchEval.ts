import { createHash } from "node:crypto";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { loadDataset } from "../../seed/load.ts";
import { type Dataset, emptyDataset, matchedTextProperties } from "../../seed/records.ts";
import { todayInShanghai } from "../../server/api/days.ts";
import { AppError } from "../../server/errors.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { type Embedder, loadEmbedder } from "../../server/language/embedding.ts";
import { needText, offerText } from "../../server/language/matchedText.ts";
import {
  baselineScores,
  bootstrapInterval,
  meanQuality,
  rankingQuality,
} from "../../server/matching/evaluation.ts";
import { matchesOfDemand } from "../../server/matching/matches.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { ensureModel } from "../../server/setup/model.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder } from "../support/machine.ts";
import { ablate, crossValidate } from "./crossValidation.ts";
import { type MatchFiles, readMatchFiles } from "./matchFiles.ts";
import { median, runEntry } from "./registry.ts";

/** The product's own matching on any lists, measured: `npm run --silent match:eval -- --supplies FILE …`. */
async function main(): Promise<void> {
  const carried = (name: string): string =>
    fileURLToPath(new URL(`../../seed/data/three-lists/${name}.jsonl`, import.meta.url));
  const file = (name: string) => ({ type: "string", default: carried(name) }) as const;
  const { values } = parseArgs({
    options: {
      supplies: file("supplies"),
      needs: file("needs"),
      relevance: file("relevance"),
      /** 0: no cross-validation, which takes some 15 s a fold. */
      folds: { type: "string", default: "6" },
    },
  });
  const files = readMatchFiles(values);
  let answer: Record<string, unknown> = {};
  await runEntry({
    key: "match:eval",
    run: async ({ startDatabase, say }) => {
      const embedder = await loadEmbedder(await ensureModel(cacheFolder, terminalProgress));
      const { graph } = await startDatabase();
      say(`载入 ${files.supplies.length} 条资源、${files.needs.length} 条需求`);
      await loadDataset(graph, datasetOf(files), () => undefined);
      await warmMatching(graph, embedder, {
        knowledgeFile: join(cacheFolder, "knowledge.bin"),
        patienceMs: 600_000,
      });
      say("逐条匹配");
      answer = await measure(graph, embedder, files, say);
      answer.ablation = rounded(await ablate(files, embedder));
      const folds = Math.min(Number(values.folds) || 0, files.needs.length);
      if (folds > 1) answer.cross_validated = rounded(await crossValidate(files, embedder, folds, say));
      return 0;
    },
  });
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

const usage =
  "参数不对：可用的参数是 --supplies、--needs、--relevance，各跟一个文件，以及 --folds（折数，0 为不做交叉验证）。";

const needNode = (id: string): string => `need:${id}`;
const supplyNode = (id: string): string => `supply:${id}`;
const categoryNode = (name: string): string =>
  `category:${createHash("sha256").update(name).digest("hex").slice(0, 16)}`;

/** The lines as the seed would write them: no owners, no places, no source. */
function datasetOf({ supplies, needs }: MatchFiles): Dataset {
  const dataset = emptyDataset();
  const at = new Date().toISOString();
  const entry = (text: string) => ({
    ...matchedTextProperties(text),
    state: "published",
    audience: "public",
    version: 1,
    createdAt: at,
    updatedAt: at,
  });
  for (const name of new Set(supplies.flatMap(({ category }) => category ?? [])))
    dataset.nodes.push({ id: categoryNode(name), labels: ["Category"], properties: { name } });
  for (const { id, text, kind, category } of supplies) {
    const label = kind === "project" ? "PublishedProject" : "Resource";
    dataset.nodes.push({ id: supplyNode(id), labels: [label, "Offer"], properties: entry(text) });
    if (category)
      dataset.links.push({ type: "IN_CATEGORY", from: supplyNode(id), to: categoryNode(category) });
  }
  for (const { id, text } of needs)
    dataset.nodes.push({ id: needNode(id), labels: ["Demand"], properties: entry(text) });
  return dataset;
}

async function measure(
  graph: Graph,
  embedder: Embedder,
  files: MatchFiles,
  say: (line: string) => void,
): Promise<Record<string, unknown>> {
  const { needs, relevance } = files;
  const today = todayInShanghai(new Date());
  const ask = (id: string) =>
    matchesOfDemand({ graph, embedder }, { id: needNode(id), first: 20, viewer: systemViewer, today });
  const [warmUp] = needs;
  if (warmUp) for (let i = 0; i < 5; i += 1) await ask(warmUp.id);
  const times: number[] = [];
  const product = [];
  const scores = new Map<number, number[]>();
  for (const { id } of needs) {
    const started = performance.now();
    const { results } = await ask(id);
    times.push(performance.now() - started);
    const ranked = results.map(({ offerId }) => offerId.slice(supplyNode("").length));
    product.push(rankingQuality(ranked, relevance.get(id) ?? {}));
    for (const { offerId, score } of results) {
      const grade = relevance.get(id)?.[offerId.slice(supplyNode("").length)] ?? 0;
      scores.set(grade, [...(scores.get(grade) ?? []), score]);
    }
  }
  for (const [grade, all] of scores) say(`${grade} 级的分数：${spread(all)}`);
  const baseline = await rankPlainly(embedder, files);
  const interval = bootstrapInterval(product.map(({ ndcg10 }) => ndcg10));
  return {
    needs: needs.length,
    ...rounded({
      ...meanQuality(product),
      p50_ms: median(times),
      ndcg10_low: interval.low,
      ndcg10_high: interval.high,
    }),
    baseline: rounded({ ...meanQuality(baseline) }),
  };
}

const rounded = (figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(
    Object.entries(figures).map(([name, value]) => [name, Math.round(value * 10_000) / 10_000]),
  );

/** Where the scores of one grade lie, in percentiles: what the words for a score are chosen by. */
function spread(scores: readonly number[]): string {
  const sorted = scores.toSorted((a, b) => a - b);
  const at = (percent: number) => sorted[Math.floor((percent / 100) * (sorted.length - 1))] ?? 0;
  return `${[5, 10, 25, 50, 75, 90, 95].map((percent) => `${percent}% ${at(percent)}`).join("，")}（${sorted.length} 对）`;
}

/** The plain baseline, outside the product but of texts tidied and embedded alike: cosines and the best three of each category. */
async function rankPlainly(embedder: Embedder, { supplies, needs, relevance }: MatchFiles) {
  const vectors: Float32Array[] = [];
  for (const { text, category } of supplies) vectors.push(await embedder.embed(offerText(text, category)));
  const qualities = [];
  for (const { id, text } of needs) {
    const need = await embedder.embed(needText(text));
    const cosines = vectors.map((vector) => vector.reduce((sum, x, at) => sum + x * (need[at] ?? 0), 0));
    const scores = baselineScores(
      cosines,
      supplies.map(({ category }) => category ?? ""),
    );
    const ranked = supplies
      .map((supply, at) => ({ id: supply.id, score: scores[at] ?? 0 }))
      .sort((a, b) => b.score - a.score)
      .map((one) => one.id);
    qualities.push(rankingQuality(ranked, relevance.get(id) ?? {}));
  }
  return qualities;
}

try {
  await main();
} catch (error) {
  const known = error instanceof AppError || (error instanceof TypeError && "code" in error);
  if (!known) throw error;
  process.stderr.write(`${error instanceof AppError ? error.message : usage}\n`);
  process.exitCode = 1;
}
