/** One side of a comparison, in a process of its own: `side.ts NAME`, told where the database is, says its port. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Neo4jGraphQL } from "@neo4j/graphql";
import express from "express";
import { createYoga } from "graphql-yoga";
import neo4j from "neo4j-driver";
import { pino } from "pino";
import { createApp } from "../../server/app.ts";
import { drawnKinds } from "../../server/explore/kinds.ts";
import { neighbourhoodQuery } from "../../server/explore/queries.ts";
import { fromColumns } from "../../server/explore/subgraph.ts";
import { connectGraph, type GraphSettings } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";

const logger = pino({ level: "warn" });

/** The product, as it runs. */
const api = (settings: GraphSettings): Server =>
  createServer(
    createApp({
      graph: connectGraph(settings),
      embedder: null,
      logger,
      production: true,
      viewerOf: () => systemViewer,
      // The first plans on a busy machine; deadlines are not what is measured.
      requestTimeoutMs: 600_000,
    }),
  );

/** The least there can be: the same statement on the same kind of pool, its row sent as JSON. */
function rest(settings: GraphSettings): Server {
  const graph = connectGraph(settings);
  return createServer((request, response) => {
    const id = new URL(request.url ?? "/", "http://localhost").searchParams.get("id") ?? "";
    const today = new Date().toISOString().slice(0, 10);
    const params = { viewer: systemViewer, kinds: drawnKinds, today, id, types: null, depth: 2, first: 300 };
    graph.run(neighbourhoodQuery, params).then(
      (rows) => {
        const body = JSON.stringify(fromColumns(rows));
        response.writeHead(200, {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(body),
        });
        response.end(body);
      },
      (error: Error) => response.writeHead(500).end(error.message),
    );
  });
}

const neo4jTypes = `#graphql
  type Enterprise @node {
    id: ID!
    name: String!
    shortName: String
    scale: String
    audience: String
    supplies: [Enterprise!]! @relationship(type: "SUPPLIES", direction: OUT, properties: "Supply")
  }
  type Supply @relationshipProperties {
    product: String
    since: Date
    until: Date
  }
`;

/** @neo4j/graphql on an equal schema, served as the product is: yoga on express, caches on. */
async function neo4jGraphql(settings: GraphSettings): Promise<Server> {
  const auth = neo4j.auth.basic(settings.user, settings.password);
  const driver = neo4j.driver(settings.uri, auth, { fetchSize: 1000, maxConnectionPoolSize: 50 });
  const schema = await new Neo4jGraphQL({ typeDefs: neo4jTypes, driver }).getSchema();
  const yoga = createYoga({ schema, graphiql: false, landingPage: false, logging: false });
  const app = express();
  app.disable("x-powered-by");
  app.use("/graphql", yoga as never);
  return createServer(app);
}

const sides: Record<string, (settings: GraphSettings) => Server | Promise<Server>> = {
  api,
  rest,
  neo4jGraphql,
};

const side = sides[process.argv[2] ?? ""];
if (!side) throw new Error(`no such side: ${process.argv[2]}`);
const server = await side(JSON.parse(process.env.BENCH_DATABASE ?? "{}") as GraphSettings);
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit(0));
