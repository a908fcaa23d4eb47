import { isLink, type Link, type LinkGraph, neighboursOf, type Way } from "./linkGraph.ts";
import { Sparse } from "./sparse.ts";

/*
 * Typed walks, as in the path ranking algorithm (Lao and Cohen, Machine Learning 81, 2010): how probable it is to arrive at a
 * node when one goes over a given sequence of relations, each time to any neighbour with equal chance.
 */

/** A sequence of ways; at most three, as longer ones reach nearly everything. */
export type Path = readonly Way[];

// A walk through a node that is everybody's neighbour tells little and costs most: only its most probable stations go on.
const widestFrontier = 600;
const widestNode = 3000;

interface Step {
  ways: Map<Way, Step>;
  /** Number of the path that ends here; -1: none. */
  path: number;
}

/** Paths by their common beginnings, so that each beginning is walked once. */
export function trieOf(paths: readonly Path[]): Step {
  const root: Step = { ways: new Map(), path: -1 };
  paths.forEach((path, number) => {
    let at = root;
    for (const way of path) {
      const next: Step = at.ways.get(way) ?? { ways: new Map(), path: -1 };
      at.ways.set(way, next);
      at = next;
    }
    at.path = number;
  });
  return root;
}

type Frontier = readonly (readonly [node: number, chance: number])[];

/** One step from a frontier; the frontier comes back narrowed to its most probable nodes. */
function step(graph: LinkGraph, frontier: Frontier, way: Way, skip: Link | null, into: Sparse): Frontier {
  for (const [node, chance] of frontier) {
    const list = neighboursOf(graph, way, node);
    if (list.length === 0 || list.length > widestNode) continue;
    const each = chance / list.length;
    for (const to of list) if (!isLink(skip, node, way, to)) into.add(to, each);
  }
  const found = into.some(widestFrontier).map((node) => [node, into.get(node)] as const);
  return found;
}

/** Where every path of the trie leads from a node: calls `arrive` once a path with its nodes and their chances. */
export function walk(
  graph: LinkGraph,
  from: number,
  trie: Step,
  skip: Link | null,
  scratch: Sparse,
  arrive: (path: number, frontier: Frontier) => void,
): void {
  const go = (frontier: Frontier, at: Step): void => {
    for (const [way, next] of at.ways) {
      const found = step(graph, frontier, way, skip, scratch);
      scratch.clear();
      if (found.length === 0) continue;
      if (next.path >= 0) arrive(next.path, found);
      go(found, next);
    }
  };
  go([[from, 1]], trie);
}

/** All sequences of one to three ways that do not turn straight back over a relation of one partner each. */
function allPaths(graph: LinkGraph): Path[] {
  const ways = graph.ways.map((_, way) => way);
  const two = ways.flatMap((a) => ways.map((b) => [a, b]));
  return [...ways.map((a) => [a]), ...two, ...two.flatMap((path) => ways.map((c) => [...path, c]))];
}

/**
 * The paths that lead from the beginnings of links to their ends, the best first, at most `most`. A path is as good as the chance, on
 * average, of arriving at the end that was looked away from.
 */
export function usefulPaths(graph: LinkGraph, links: readonly Link[], most: number): Path[] {
  const paths = allPaths(graph);
  const trie = trieOf(paths);
  const worth = new Float64Array(paths.length);
  const scratch = new Sparse(graph.size);
  for (const link of links)
    walk(graph, link.from, trie, link, scratch, (path, frontier) => {
      const end = frontier.find(([node]) => node === link.to);
      // A path with one certain end is worth as much as many with a hundredth each: the root keeps the rarer ones in.
      if (end) worth[path] = (worth[path] as number) + Math.sqrt(end[1]);
    });
  return paths
    .map((path, number) => ({ path, number, worth: worth[number] as number }))
    .filter((one) => one.worth > 0)
    .sort((a, b) => b.worth - a.worth || a.path.length - b.path.length || a.number - b.number)
    .slice(0, most)
    .map(({ path }) => path);
}
