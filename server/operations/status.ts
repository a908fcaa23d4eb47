import { freemem, totalmem } from "node:os";
import { z } from "zod";
import type { BackupFile } from "../backup/lastBackup.ts";
import { AppError } from "../errors.ts";
import type { Graph } from "../graph/connection.ts";
import { pendingMigrations } from "../graph/migrate.ts";
import { listMigrations } from "../graph/queries.ts";
import { defineQuery } from "../graph/query.ts";
import { readAuditHead } from "../identity/auditQueries.ts";
import type { Turnstile } from "./overload.ts";
import type { StatementCost, StatementMeter } from "./statements.ts";

const none = z.object({});

/** Kernel and edition of the database. */
export const readDatabase = defineQuery({
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

const kinds = [
  "Enterprise",
  "PartyOrganization",
  "Alliance",
  "IndustryChain",
  "ChainPosition",
  "Product",
  "Demand",
  "Resource",
  "PublishedProject",
  "Match",
  "Account",
  "AuditEvent",
  "Example",
] as const;

const countKinds = defineQuery({
  name: "operations/count-kinds",
  mode: "read",
  params: none,
  row: z.object(Object.fromEntries(kinds.map((kind) => [kind, z.int()]))),
  scanReason: "answered by the count store",
});

export interface DatabaseStatus {
  version: string;
  edition: string;
  nodes: number;
  relationships: number;
  kinds: { kind: string; count: number }[];
  appliedMigrations: number;
  pendingMigrations: number;
  latestMigration: string | null;
  waitingAuditEvents: number;
}

/** What an administrator looks at first. Memory in MB. */
export interface Status {
  checkedAt: string;
  /** When this server process started, ISO. */
  startedAt: string;
  runtime: string;
  /** Resident memory of the server process. */
  memoryMb: number;
  machineMemoryMb: number;
  machineFreeMb: number;
  requests: { running: number; waiting: number; refused: number };
  pool: { busy: number; size: number };
  /** null while the database does not answer; `failure` then says why, in Chinese. */
  database: DatabaseStatus | null;
  failure: string | null;
  /** Name of the embedding model, null without one. */
  embedder: string | null;
  /** Whether this server knows where backups are kept, and the newest one there. */
  backupsKnown: boolean;
  lastBackup: BackupFile | null;
  /** The ten statements that took most time in this process. */
  slowest: StatementCost[];
}

export interface StatusParts {
  graph: Graph;
  embedder: { model: string } | null;
  meter: StatementMeter;
  turnstile: Turnstile;
  lastBackup?: (() => Promise<BackupFile | null>) | undefined;
}

/** Reads the state of this server and its database. Never rejects: a database that is away is part of the answer. */
export async function readStatus(parts: StatusParts): Promise<Status> {
  const { graph, embedder, meter, turnstile } = parts;
  const pool = graph.poolUse();
  let database: DatabaseStatus | null = null;
  let failure: string | null = null;
  try {
    database = await readDatabaseStatus(graph);
  } catch (error) {
    failure = error instanceof AppError ? error.message : "图数据库没有正常回应，请查看服务日志。";
  }
  return {
    checkedAt: new Date().toISOString(),
    startedAt: new Date(Date.now() - process.uptime() * 1000).toISOString(),
    runtime: process.version,
    memoryMb: megabytes(process.memoryUsage.rss()),
    machineMemoryMb: megabytes(totalmem()),
    machineFreeMb: megabytes(freemem()),
    requests: turnstile.state(),
    pool,
    database,
    failure,
    embedder: embedder?.model ?? null,
    backupsKnown: parts.lastBackup !== undefined,
    lastBackup: (await parts.lastBackup?.()) ?? null,
    slowest: meter.report().slice(0, 10),
  };
}

async function readDatabaseStatus(graph: Graph): Promise<DatabaseStatus | null> {
  const [[about], [counts], [byKind], applied, pending, [head]] = await Promise.all([
    graph.run(readDatabase, {}),
    graph.run(countGraph, {}),
    graph.run(countKinds, {}),
    graph.run(listMigrations, {}),
    pendingMigrations(graph),
    graph.run(readAuditHead, {}),
  ]);
  if (!about || !counts || !byKind) return null;
  return {
    ...about,
    ...counts,
    kinds: kinds.map((kind) => ({ kind, count: byKind[kind] ?? 0 })),
    appliedMigrations: applied.length,
    pendingMigrations: pending,
    latestMigration:
      applied
        .map(({ name }) => name)
        .sort()
        .at(-1) ?? null,
    waitingAuditEvents: head?.waiting ?? 0,
  };
}

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);
