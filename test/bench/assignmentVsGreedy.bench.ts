import { solvedList } from "./assignment.ts";
import type { BenchEntry } from "./registry.ts";

/** Objective of the exact plan over greedy's on the same instance. At least 1. */
export const bench: BenchEntry = {
  key: "assignment_vs_greedy",
  least: 1,
  run: async ({ say }) => {
    const { objective, greedyObjective } = await solvedList(say, 0.5, 120);
    return objective / greedyObjective;
  },
};
