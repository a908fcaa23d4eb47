import { matchVsVector } from "./matchVsVector.ts";
import type { BenchEntry } from "./registry.ts";

/** A match among 200,000 resources, most of the time making them. At most 2. */
export const bench: BenchEntry = { key: "match_vs_vector_200k", run: (tools) => matchVsVector(tools, 10) };
