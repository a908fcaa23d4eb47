import { parseArgs } from "node:util";
import { AppError } from "../../server/errors.ts";
import { candidateScorer } from "../../server/investment/candidates.ts";
import type { LinkGraph } from "../../server/investment/linkGraph.ts";
import { commonNeighbours, pageRankTimesPopularity } from "./chainBaselines.ts";
import { type ChainQuery, readChainGraph, readChainQueries } from "./chainFiles.ts";
import { type ChainQuality, chainQuality, type Ranker } from "./chainQuality.ts";
import { graphOf, ownSplits } from "./chainSplits.ts";

const say = (words: string): void => void process.stderr.write(`${words}\n`);

/** The product's own scoring on a graph, learnt from nothing but that graph; `seconds` counts the learning. */
function measure(graph: LinkGraph, queries: readonly ChainQuery[], rank: Ranker): ChainQuality {
  const every = Math.max(1, Math.ceil(queries.length / 10));
  return chainQuality(graph, queries, rank, (done) => {
    if (done % every === 0) say(`已答 ${done} / ${queries.length}`);
  });
}

const ours = (graph: LinkGraph): Ranker => {
  const scorer = candidateScorer(graph);
  return (from, way) => scorer.rank(from, way);
};

/** Beside the classics, in one run. */
function compared(graph: LinkGraph, queries: readonly ChainQuery[]) {
  const product = measure(graph, queries, ours(graph));
  const baseline = chainQuality(graph, queries, pageRankTimesPopularity(graph));
  const shared = chainQuality(graph, queries, commonNeighbours(graph));
  const ratio = Number((product.mrr / Math.max(1e-9, baseline.mrr)).toFixed(2));
  return { ...product, mrr_vs_pagerank: ratio, pagerank_popularity: baseline, common_neighbours: shared };
}

/**
 * How well missing links of a chain are found: `npm run --silent chain:eval -- --graph FILE --queries FILE`; without files on splits of
 * the carried facts and of the generator's chains, beside the classics.
 */
function main(): void {
  const { values } = parseArgs({
    options: {
      graph: { type: "string" },
      queries: { type: "string" },
      seed: { type: "string", default: "1" },
      /** Beside the classics on given files too. */
      compare: { type: "boolean", default: false },
    },
  });
  if ((values.graph === undefined) !== (values.queries === undefined))
    throw new AppError("BAD_INPUT", "--graph 和 --queries 要一起给：一个图文件，一个问题文件。");
  if (values.graph !== undefined && values.queries !== undefined) {
    const graph = readChainGraph(values.graph);
    const queries = readChainQueries(values.queries);
    say(`${graph.size} 个节点，${graph.relations.length} 种关系，${queries.length} 个问题`);
    const answer = values.compare ? compared(graph, queries) : measure(graph, queries, ours(graph));
    process.stdout.write(`${JSON.stringify(answer)}\n`);
    return;
  }
  const seed = Number(values.seed);
  if (!Number.isInteger(seed)) throw new AppError("BAD_INPUT", "--seed 应是整数。");
  const answers = ownSplits(seed).map((split) => {
    say(
      `${split.name}：${split.nodes.length} 个节点，${split.edges.length} 条关系，${split.queries.length} 个问题`,
    );
    return [split.name, compared(graphOf(split), split.queries)] as const;
  });
  process.stdout.write(`${JSON.stringify(Object.fromEntries(answers))}\n`);
}

const usage = "参数不对：可用的参数是 --graph、--queries，各跟一个文件，以及 --seed（整数）和 --compare。";

try {
  main();
} catch (error) {
  const wrongArgument =
    error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
  if (!(error instanceof AppError) && !wrongArgument) throw error;
  process.stderr.write(`${error instanceof AppError ? error.message : usage}\n`);
  process.exitCode = 1;
}
