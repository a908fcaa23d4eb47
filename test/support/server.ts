import { inject } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi } from "./api.ts";
import { seededGraph } from "./graph.ts";

/** The application with its built pages over the seeded graph, for the browser: until the file ends. */
export async function startTestServer(): Promise<{ url: string; graph: Graph }> {
  const graph = await seededGraph();
  const { url } = await startApi(graph, { webDirectory: inject("web") });
  return { url, graph };
}
