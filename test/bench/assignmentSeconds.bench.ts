import { solvedList } from "./assignment.ts";
import type { BenchEntry } from "./registry.ts";

/** Seconds to a plan within 0.1 % of the best, the solver's thread and the building of the programme included. At most 30. */
export const bench: BenchEntry = {
  key: "assignment_s",
  run: async ({ say }) => (await solvedList(say)).solveMs / 1000,
};
