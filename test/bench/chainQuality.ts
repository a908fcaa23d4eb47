import { backOf, type LinkGraph, type Way } from "../../server/investment/linkGraph.ts";
import type { ChainQuery } from "./chainFiles.ts";

/** Nodes with scores, the best first; what is not among them comes behind, in no order. */
export type Ranker = (from: number, way: Way) => readonly { node: number; score: number }[];

export interface ChainQuality {
  queries: number;
  hits1: number;
  hits10: number;
  mrr: number;
  seconds: number;
}

/** The way a question asks over; null where the graph has no such relation. */
export function wayOf(
  { relations }: LinkGraph,
  { relation, direction }: Pick<ChainQuery, "relation" | "direction">,
): Way | null {
  const at = relations.indexOf(relation);
  if (at < 0) return null;
  return direction === "tail" ? 2 * at : backOf(2 * at);
}

/**
 * The place of the best answer, from 1; of equal scores the middle one of theirs, so that a scorer gains nothing by not deciding. Answers that
 * are not ranked stand in the middle of all that are not, those that the graph lacks behind everything.
 */
export function placeOf(
  ranked: readonly { node: number; score: number }[],
  gold: ReadonlySet<number>,
  size: number,
): number {
  const best = ranked.find(({ node }) => gold.has(node));
  if (!best) return gold.size === 0 ? size + 1 : ranked.length + (size - ranked.length + 1) / 2;
  let [before, equal] = [0, 0];
  for (const { score } of ranked) {
    if (score > best.score) before++;
    else if (score === best.score) equal++;
    else break;
  }
  return before + (equal + 1) / 2;
}

/** How well a scorer answers, over all questions: shares of questions whose answer is first or among ten, and the mean of 1 / place. */
export function chainQuality(
  graph: LinkGraph,
  queries: readonly ChainQuery[],
  rank: Ranker,
  told: (done: number) => void = () => undefined,
): ChainQuality {
  const began = performance.now();
  let [first, ten, reciprocal] = [0, 0, 0];
  queries.forEach((query, at) => {
    const from = graph.indexOf.get(query.demandId);
    const way = wayOf(graph, query);
    const gold = new Set(query.goldIds.flatMap((id) => graph.indexOf.get(id) ?? []));
    const place =
      from === undefined || way === null ? graph.size + 1 : placeOf(rank(from, way), gold, graph.size);
    if (place <= 1) first++;
    if (place <= 10) ten++;
    reciprocal += 1 / place;
    told(at + 1);
  });
  const share = (count: number): number => Number((count / Math.max(1, queries.length)).toFixed(4));
  return {
    queries: queries.length,
    hits1: share(first),
    hits10: share(ten),
    mrr: share(reciprocal),
    seconds: Number(((performance.now() - began) / 1000).toFixed(1)),
  };
}
