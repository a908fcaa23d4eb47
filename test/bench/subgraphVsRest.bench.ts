import type { BenchEntry } from "./registry.ts";
import { compareSubgraph } from "./subgraph.ts";

/** Over a bare node:http endpoint that runs the same statement. Reach at least 0.6. */
export const bench: BenchEntry = {
  key: "subgraph_vs_rest",
  run: (tools) => compareSubgraph(tools, "rest"),
};
