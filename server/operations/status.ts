import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Graph } from "../graph/connection.ts";
import { pendingMigrations } from "../graph/migrate.ts";
import { defineQuery } from "../graph/query.ts";
import type { Turnstile } from "./overload.ts";
import type { StatementCost, StatementMeter } from "./statements.ts";

const none = z.object({});

const readDatabase = defineQuery({
  name: "operations/read-database",
  mode: "read",
  params: none,
  row: z.object({ version: z.string(), edition: z.string() }),
});

const countGraph = defineQuery({
  name: "operations/count-graph",
  mode: "read",
  params: none,
  row: z.object({ nodes: z.int(), relationships: z.int() }),
  scanReason: "answered by the count store",
});

/** What an administrator looks at first. */
export interface Status {
  /** When this server process started, ISO. */
  startedAt: string;
  /** Resident memory of the server process, MB. */
  memoryMb: number;
  requests: { running: number; waiting: number; refused: number };
  /** null while the database does not answer; `failure` then says why, in Chinese. */
  database: {
    version: string;
    edition: string;
    nodes: number;
    relationships: number;
    pendingMigrations: number;
  } | null;
  failure: string | null;
  /** Name of the embedding model, null without one. */
  embedder: string | null;
  /** The ten statements that took most time in this process. */
  slowest: StatementCost[];
}

export interface StatusParts {
  graph: Graph;
  embedder: { model: string } | null;
  meter: StatementMeter;
  turnstile: Turnstile;
}

/** Reads the state of this server and its database. Never rejects: a database that is away is part of the answer. */
export async function readStatus({ graph, embedder, meter, turnstile }: StatusParts): Promise<Status> {
  let database: Status["database"] = null;
  let failure: string | null = null;
  try {
    const [[about], [counts], pending] = await Promise.all([
      graph.run(readDatabase, {}),
      graph.run(countGraph, {}),
      pendingMigrations(graph),
    ]);
    if (about && counts) database = { ...about, ...counts, pendingMigrations: pending };
  } catch (error) {
    failure = error instanceof AppError ? error.message : "图数据库没有正常回应，请查看服务日志。";
  }
  return {
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    memoryMb: Math.round(process.memoryUsage.rss() / 2 ** 20),
    requests: turnstile.state(),
    database,
    failure,
    embedder: embedder?.model ?? null,
    slowest: meter.report().slice(0, 10),
  };
}
