import { solvedList } from "./assignment.ts";
import type { BenchEntry } from "./registry.ts";

/** Percent that the plan may lack to the best where every need says how much it wants, after the 30 s that a plan is given. */
export const bench: BenchEntry = {
  key: "assignment_hardest_gap_percent",
  most: 1,
  run: async ({ say }) => {
    const { bound, objective } = await solvedList(say, 1);
    return bound === null ? Number.NaN : (bound / objective - 1) * 100;
  },
};
