import {
  backOf,
  degreeOf,
  type LinkGraph,
  neighboursOf,
  type Way,
} from "../../server/investment/linkGraph.ts";
import { addNearness } from "../../server/investment/pageRank.ts";
import { Sparse } from "../../server/investment/sparse.ts";
import type { Ranker } from "./chainQuality.ts";

/** Ranked without what is linked already and without the beginning itself. */
function ranked(graph: LinkGraph, found: Sparse, from: number, way: Way, scoreOf: (node: number) => number) {
  const known = new Set([from, ...neighboursOf(graph, way, from)]);
  return found.nodes
    .filter((node) => !known.has(node))
    .map((node) => ({ node, score: scoreOf(node) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.node - b.node);
}

/** Personalised PageRank times the logarithm of how many links of the asked kind a node has. */
export function pageRankTimesPopularity(graph: LinkGraph): Ranker {
  const [waiting, near] = [new Sparse(graph.size), new Sparse(graph.size)];
  return (from, way) => {
    near.clear();
    addNearness(graph, from, null, waiting, near);
    waiting.clear();
    return ranked(
      graph,
      near,
      from,
      way,
      (node) => near.get(node) * Math.log(1 + degreeOf(graph, backOf(way), node)),
    );
  };
}

/** How many neighbours two nodes share, over whatever relations. */
export function commonNeighbours(graph: LinkGraph): Ranker {
  const shared = new Sparse(graph.size);
  const around = (node: number): number[] => [
    ...new Set(graph.ways.flatMap((_, way) => [...neighboursOf(graph, way, node)])),
  ];
  return (from, way) => {
    shared.clear();
    for (const between of around(from)) for (const node of around(between)) shared.add(node, 1);
    return ranked(graph, shared, from, way, (node) => shared.get(node));
  };
}
