import { z } from "zod";
import type { Graph, Transaction } from "../graph/connection.ts";
import { defaultWeights, type FactorWeights, factorIds, weightsVersion } from "./factors.ts";
import type { SolvedByRow } from "./knowledgeStore.ts";
import type { Shifts } from "./learner.ts";
import { readServingWeights } from "./weightQueries.ts";

/** The weights that score, as answers name them. */
export interface ServingWeights {
  /** Of the version that serves; null: the frozen weights do. */
  id: string | null;
  version: string;
  weights: FactorWeights;
  shifts: Shifts;
}

export const frozenWeights: ServingWeights = {
  id: null,
  version: weightsVersion,
  weights: defaultWeights,
  shifts: {},
};

/** How a version of weights is called; the frozen ones, number 0, as their base. */
export const versionName = ({ base, number }: { base: string; number: number }): string =>
  number === 0 ? base : `${base}.${number}`;

/** A `SOLVED_BY`, by the ids of its nodes. */
export const linkKey = (needKind: string, helpKind: string): string => `${needKind}>${helpKind}`;

const stored = z.record(z.string(), z.number());
export const storedShifts = (text: string): Shifts => stored.parse(JSON.parse(text));

/** Stored weights; a factor that was not there then has its frozen weight. */
export const storedWeights = (text: string): FactorWeights => {
  const kept = stored.parse(JSON.parse(text));
  return Object.fromEntries(factorIds.map((id) => [id, kept[id] ?? defaultWeights[id]])) as FactorWeights;
};

/** What serves now: what was learnt from frozen weights that are no more does not. */
export async function servingWeights(graph: Pick<Graph | Transaction, "run">): Promise<ServingWeights> {
  const [row] = await graph.run(readServingWeights, {});
  if (row?.base !== weightsVersion) return frozenWeights;
  const [weights, shifts] = [storedWeights(row.weights), storedShifts(row.shifts)];
  return { id: row.id, version: versionName(row), weights, shifts };
}

/** The `SOLVED_BY` as they serve: as they stand in the graph, moved by what was learnt, within 0..1. */
export const shiftedBy = (rows: readonly SolvedByRow[], shifts: Shifts): SolvedByRow[] =>
  rows.map((row) => {
    const shift = shifts[linkKey(row.needKind, row.helpKind)] ?? 0;
    return shift === 0 ? row : { ...row, weight: Math.min(1, Math.max(0, row.weight + shift)) };
  });
