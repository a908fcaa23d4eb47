import { type Edge, edgeKey, type Route } from "./facts.ts";

/** Relationships that only say whose an entry is: cutting them cuts everything, so they decide nothing. */
const ownership = new Set(["RAISED_BY", "OFFERED_BY"]);

/** The way that is shown for a result, and the relationship on it that the score rests on most. */
export interface Explanation {
  route: Route;
  /** Null when every relationship of the way is computed, not stored. */
  decisive: Edge | null;
  /** How much the score falls without it, in the score's own unit; 0 without a decisive one. */
  drop: number;
}

/**
 * Chooses, among all ways from the need to the offer, the one with the relationship whose absence lowers the score
 * most. `scoreWithout` must give the score that the same pair would have if that relationship were not in the graph.
 */
export function explain(
  routes: readonly Route[],
  score: number,
  scoreWithout: (edge: Edge) => number,
): Explanation | null {
  const drops = new Map<string, number>();
  const dropOf = (edge: Edge): number => {
    const known = drops.get(edgeKey(edge));
    if (known !== undefined) return known;
    const drop = score - scoreWithout(edge);
    drops.set(edgeKey(edge), drop);
    return drop;
  };
  let best: Explanation | null = null;
  for (const route of routes) {
    const stored = route.edges.filter((edge) => !edge.derived && !ownership.has(edge.type));
    const candidates = stored.length > 0 ? stored : route.edges.filter((edge) => !edge.derived);
    for (const edge of candidates) {
      const drop = dropOf(edge);
      if (!best || drop > best.drop || (drop === best.drop && outranks(route, best.route)))
        best = { route, decisive: edge, drop };
    }
    if (!best && candidates.length === 0) best = { route, decisive: null, drop: 0 };
  }
  return best;
}

/** Between ways that weigh the same: the stronger one, then the shorter, then a fixed order. */
export function outranks(a: Route, b: Route): boolean {
  if (a === b) return false;
  if (a.value !== b.value) return a.value > b.value;
  if (a.edges.length !== b.edges.length) return a.edges.length < b.edges.length;
  return a.edges.map(edgeKey).join() < b.edges.map(edgeKey).join();
}
