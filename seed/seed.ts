import { AppError } from "../server/errors.ts";
import type { Graph } from "../server/graph/connection.ts";
import { inTurn } from "../server/graph/turns.ts";
import type { Embedder } from "../server/language/embedding.ts";
import { ensureFrozenWeights } from "../server/matching/frozenWeights.ts";
import { todayInShanghai } from "./dates.ts";
import { embedTexts } from "./embedTexts.ts";
import { publishedFacts } from "./facts/facts.ts";
import { exampleDatasets } from "./generator/datasets.ts";
import { batchDeadline, loadDataset, type OnProgress, type SeedCounts } from "./load.ts";
import { countChanges, markState, mergeExampleRoot, raiseVersions, readState } from "./queries.ts";
import { joinDatasets } from "./records.ts";

export type { OnProgress, Progress, SeedCounts } from "./load.ts";

export interface SeedOptions {
  /** How many example enterprises to generate, from 0. */
  enterprises: number;
  /** Equal numbers give equal examples. */
  seed: number;
  /** Day the examples' dates are relative to, `YYYY-MM-DD`; today in Asia/Shanghai by default. */
  today?: string;
  /** See `ExampleSettings`. */
  offersPerEnterprise?: number;
  /** Gives Demand and Offer texts their vectors; without one they stay without. */
  embedder?: Embedder | null;
  onProgress?: OnProgress;
}

/**
 * Puts the published facts and the generated examples into a migrated graph. What is there already stays as it is:
 * a second run changes nothing, a broken-off one is completed.
 * @throws AppError CONFLICT when the graph holds examples of another number or seed.
 */
export async function seedGraph(graph: Graph, options: SeedOptions): Promise<SeedCounts> {
  const onProgress = options.onProgress ?? (() => undefined);
  const before = await size(graph);
  const finished = (await graph.run(readState, {}))[0]?.value === 1;
  if (!finished) await graph.run(markState, { value: 0 }, batchDeadline);
  const { offersPerEnterprise } = options;
  const examples =
    options.enterprises > 0
      ? exampleDatasets({ ...(await settleExamples(graph, options)), offersPerEnterprise })
      : [];
  const dataset = joinDatasets([publishedFacts(), ...examples]);
  const counts = await loadDataset(graph, dataset, onProgress);
  if (options.embedder) {
    const texts = dataset.nodes.filter(({ properties }) => properties.textHash !== undefined);
    await embedTexts(
      graph,
      options.embedder,
      texts.map(({ id }) => id),
      onProgress,
    );
  }
  await ensureFrozenWeights(graph);
  if (JSON.stringify(await size(graph)) !== JSON.stringify(before))
    await graph.run(raiseVersions, {}, batchDeadline);
  await graph.run(markState, { value: 1 }, batchDeadline);
  return counts;
}

/** A server that was killed while it seeded must not keep the next one waiting for long. */
const turn = {
  name: "seeding",
  leaseSeconds: 10,
  tooLong: "另一个链盟服务一直在写入初始数据。请等它完成，或停止它一分钟后重新启动。",
} as const;

/**
 * Seeds a graph that holds nothing, or completes a seeding that was broken off. A graph with records that no seeding
 * made is left alone. Of servers that start together one seeds and the others wait. Returns what was seeded, or null.
 */
export async function seedIfEmpty(graph: Graph, options: SeedOptions): Promise<SeedCounts | null> {
  if (!isLacking(await stateOf(graph))) return null;
  return inTurn(graph, turn, async () => {
    const state = await stateOf(graph);
    if (!isLacking(state)) return null;
    const started =
      state?.enterprises == null || state.seed == null
        ? {}
        : { enterprises: state.enterprises, seed: state.seed };
    return seedGraph(graph, { ...options, ...started });
  });
}

const stateOf = async (graph: Graph) => (await graph.run(readState, {}))[0];
const isLacking = (state: Awaited<ReturnType<typeof stateOf>>): boolean =>
  state?.value !== 1 && !(state?.value !== 0 && state?.anything);

async function settleExamples(graph: Graph, { enterprises, seed, today = todayInShanghai() }: SeedOptions) {
  const [root] = await graph.run(mergeExampleRoot, { enterprises, seed, today }, batchDeadline);
  if (!root) throw new Error("the examples' root was neither found nor made");
  if (root.enterprises !== enterprises || root.seed !== seed)
    throw new AppError(
      "CONFLICT",
      `图中已有 ${root.enterprises} 家示例企业（种子 ${root.seed}）。要换一批，请先运行 npm run seed -- --remove-examples。`,
    );
  return root;
}

const size = async (graph: Graph) => (await graph.run(countChanges, {}, batchDeadline))[0];
