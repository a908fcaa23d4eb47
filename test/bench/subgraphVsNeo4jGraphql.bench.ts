import type { BenchEntry } from "./registry.ts";
import { compareSubgraph } from "./subgraph.ts";

/** Over @neo4j/graphql on an equal schema and graph. Reach at least 2. */
export const bench: BenchEntry = {
  key: "subgraph_vs_neo4j_graphql",
  run: (tools) => compareSubgraph(tools, "neo4jGraphql"),
};
