import { solvedList } from "./assignment.ts";
import type { BenchEntry } from "./registry.ts";

/**
 * Seconds to a plan proven to lie within 0.1 % of the best, the solver's threads and the building of the programmes included,
 * where half of the needs say how much they want. At most 30.
 */
export const bench: BenchEntry = {
  key: "assignment_s",
  most: 30,
  run: async ({ say }) => {
    const { proven, solveMs } = await solvedList(say, 0.5, 120);
    if (!proven) throw new Error("not solved to a gap of 0.1 % within two minutes");
    return solveMs / 1000;
  },
};
