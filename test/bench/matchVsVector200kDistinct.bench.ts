import { matchVsVector } from "./matchVsVector.ts";
import type { BenchEntry } from "./registry.ts";

/** The same when no two of the 200,000 resources say the same. */
export const bench: BenchEntry = {
  key: "match_vs_vector_200k_distinct",
  run: (tools) => matchVsVector(tools, 10, { everyTextItsOwn: true }),
};
