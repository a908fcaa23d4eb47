import type { AddressInfo } from "node:net";
import { pino } from "pino";
import { afterAll } from "vitest";
import { type AppDependencies, createApp } from "../../server/app.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";

/** One error as clients see it. */
export interface ApiError {
  message: string;
  path?: (string | number)[];
  extensions: { code: string; path?: string[]; facts?: Record<string, unknown>; requestId?: string };
}

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a test asked for is what it looks at
  data: any;
  errors: ApiError[] | undefined;
  /** Everything that was sent, to look for what must not be in it. */
  text: string;
}

export interface Api {
  url: string;
  ask(query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** Sends any body as it is. */
  post(body: string, headers?: Record<string, string>): Promise<Answer>;
}

/** The real application over HTTP on a free port, as in production, closed after the file. */
export async function startApi(graph: Graph, options: Partial<AppDependencies> = {}): Promise<Api> {
  const app = createApp({
    graph,
    embedder: null,
    logger: pino({ level: "silent" }),
    production: true,
    viewerOf: () => systemViewer,
    ...options,
  });
  const server = app.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const post: Api["post"] = async (body, headers = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body,
    });
    const text = await response.text();
    const answer = text.startsWith("{") ? JSON.parse(text) : {};
    return { status: response.status, headers: response.headers, data: answer.data, errors: answer.errors, text };
  };
  return { url, post, ask: (query, variables) => post(JSON.stringify({ query, variables })) };
}
