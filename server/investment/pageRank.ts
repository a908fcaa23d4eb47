import { isLink, type Link, type LinkGraph, neighboursOf } from "./linkGraph.ts";
import type { Sparse } from "./sparse.ts";

/*
 * Personalised PageRank from one node over all relations both ways, by local pushes (Andersen, Chung and Lang, FOCS 2006): what is not
 * yet spread is below `rest` a neighbour everywhere.
 */
const stay = 0.15;
const rest = 2e-5;

const degree = (graph: LinkGraph, node: number): number => {
  let sum = 0;
  for (const { start } of graph.ways) sum += (start[node + 1] as number) - (start[node] as number);
  return sum;
};

/** Adds to each node how near it is to `from`, by a walk that comes back there now and then; they add up to 1 at most. */
export function addNearness(
  graph: LinkGraph,
  from: number,
  skip: Link | null,
  waiting: Sparse,
  into: Sparse,
): void {
  const queue: number[] = [from];
  waiting.add(from, 1);
  for (let at = 0; at < queue.length && at < 20_000; at++) {
    const node = queue[at] as number;
    const amount = waiting.get(node);
    const neighbours = degree(graph, node);
    if (amount < rest * Math.max(1, neighbours)) continue;
    waiting.add(node, -amount);
    into.add(node, stay * amount);
    if (neighbours === 0) continue;
    const each = ((1 - stay) * amount) / neighbours;
    for (let way = 0; way < graph.ways.length; way++)
      for (const to of neighboursOf(graph, way, node)) {
        if (isLink(skip, node, way, to)) continue;
        const before = waiting.get(to);
        waiting.add(to, each);
        const border = rest * Math.max(1, degree(graph, to));
        if (before < border && before + each >= border) queue.push(to);
      }
  }
}
