import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { readManifest } from "../../server/api/documents.ts";
import { type AppDependencies, createApp } from "../../server/app.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { operationsBeside } from "../../server/setup/web.ts";
import { closeAfterFile } from "./closing.ts";
import { testEmbedder } from "./graph.ts";
import { temporaryFolder } from "./processes.ts";

export interface GraphqlAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  data: any;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

export interface TestApi {
  url: string;
  /** Sends one GraphQL request over HTTP, as a page would. */
  ask(query: string, variables?: Record<string, unknown>): Promise<GraphqlAnswer>;
}

/** The whole application over `graph`, on a free port of loopback until the file ends. Quiet; in production mode. */
export async function startApi(graph: Graph, dependencies: Partial<AppDependencies> = {}): Promise<TestApi> {
  const { webDirectory } = dependencies;
  // The pages send hashes; tests beside them ask in words.
  const known = webDirectory ? await readManifest(operationsBeside(webDirectory)) : undefined;
  const app = createApp({
    graph,
    documents: known && { known, open: true },
    embedder: dependencies.embedder === undefined ? await testEmbedder() : dependencies.embedder,
    logger: pino({ level: "silent" }),
    production: true,
    // Most tests are about what lies beneath permissions; those of people pass `viewerOf: undefined`.
    viewerOf: () => systemViewer,
    fileStore: { folder: temporaryFolder() },
    // As patient as the test's connection; tests of deadlines set their own.
    requestTimeoutMs: 60_000,
    ...dependencies,
  });
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  closeAfterFile(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, ask: (query, variables = {}) => ask(url, query, variables) };
}

async function ask(url: string, query: string, variables: Record<string, unknown>): Promise<GraphqlAnswer> {
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const body = (await response.json()) as Partial<GraphqlAnswer>;
  return { status: response.status, data: body.data, errors: body.errors ?? [] };
}
