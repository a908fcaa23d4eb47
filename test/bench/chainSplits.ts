import { supplyChainFacts } from "../../seed/facts/supplyChain.ts";
import { exampleDatasets } from "../../seed/generator/datasets.ts";
import { randomStream } from "../../seed/generator/random.ts";
import { type Dataset, joinDatasets } from "../../seed/records.ts";
import {
  type EdgeRecord,
  type LinkGraph,
  linkGraph,
  type NodeRecord,
} from "../../server/investment/linkGraph.ts";
import type { ChainQuery } from "./chainFiles.ts";

/** A graph from which some links were taken, and the questions that they answer. */
export interface ChainSplit {
  name: string;
  nodes: NodeRecord[];
  edges: EdgeRecord[];
  queries: ChainQuery[];
}

const chainKinds = ["Enterprise", "Product", "ChainPosition", "IndustryChain", "Industry", "Park"];

/** The firms, products and positions of a data set and what lies between them. */
function chainOf(dataset: Dataset): Pick<ChainSplit, "nodes" | "edges"> {
  const nodes = dataset.nodes.flatMap(({ id, labels: [kind = ""], properties: { name } }) =>
    chainKinds.includes(kind) ? [{ id, name: String(name ?? id).replace("（示例）", ""), type: kind }] : [],
  );
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = dataset.links.flatMap(({ type, from, to }) =>
    ids.has(from) && ids.has(to) && from !== to ? [{ source: from, target: to, relation: type }] : [],
  );
  return { nodes, edges };
}

/** Takes every tenth link of the asked relations away, by a seeded draw, and asks for it from both ends. */
export function split(
  name: string,
  whole: Pick<ChainSplit, "nodes" | "edges">,
  asked: readonly string[],
  seed: number,
  most = 1000,
): ChainSplit {
  const random = randomStream(seed, name);
  const [kept, taken]: [EdgeRecord[], EdgeRecord[]] = [[], []];
  for (const edge of whole.edges)
    (asked.includes(edge.relation) && random.next() < 0.1 ? taken : kept).push(edge);
  const stay = new Set(kept.flatMap(({ source, target }) => [source, target]));
  const grouped = new Map<string, ChainQuery>();
  for (const { source, target, relation } of taken) {
    if (!stay.has(source) || !stay.has(target)) continue;
    for (const [demandId, goldId, direction] of [
      [source, target, "tail"],
      [target, source, "head"],
    ] as const) {
      const key = `${demandId} ${relation} ${direction}`;
      const query = grouped.get(key);
      if (query) query.goldIds.push(goldId);
      else grouped.set(key, { demandId, relation, direction, goldIds: [goldId] });
    }
  }
  const queries = [...grouped.values()];
  const every = Math.max(1, Math.ceil(queries.length / most));
  return { name, nodes: whole.nodes, edges: kept, queries: queries.filter((_, at) => at % every === 0) };
}

/** The published supply-chain facts, and the generator's chains. */
export function ownSplits(seed: number, enterprises = 3000): ChainSplit[] {
  const examples = joinDatasets(exampleDatasets({ enterprises, seed, today: "2026-01-01" }));
  return [
    split("facts", chainOf(supplyChainFacts()), ["INPUT_TO", "PRODUCES"], seed),
    split("generated", chainOf(examples), ["INPUT_TO", "PRODUCES", "CONSUMES", "SUPPLIES"], seed),
  ];
}

export const graphOf = ({ nodes, edges }: ChainSplit): LinkGraph => linkGraph(nodes, edges);
