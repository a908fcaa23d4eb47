import { matchVsVector } from "./matchVsVector.ts";
import type { BenchEntry } from "./registry.ts";

/** A match among 20,000 resources. At most 2. */
export const bench: BenchEntry = { key: "match_vs_vector_20k", run: (tools) => matchVsVector(tools, 1) };
