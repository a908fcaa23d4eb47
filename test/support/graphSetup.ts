import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { type EmbeddedDatabase, startEmbedded } from "../../server/graph/embedded.ts";
import { ensureModel } from "../../server/setup/model.ts";
import { ensureDatabaseProgram } from "../../server/setup/program.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { cacheFolder, quickJava } from "./machine.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** One throw-away database for each worker. */
    databases: { uri: string; user: string; password: string; lock: string }[];
    /** Folder of the embedding model's files. */
    model: string;
  }
}

interface Running {
  users: number;
  databases: Promise<{ database: EmbeddedDatabase; dataDir: string }[]>;
}

// The graph and e2e projects each run this file; one after the other they share the same databases.
const shared = globalThis as { lianmengTestDatabases?: Running };

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const model = await ensureModel(cacheFolder, terminalProgress);
  shared.lianmengTestDatabases ??= {
    users: 0,
    databases: startDatabases(project.vitest.config.maxWorkers === 1 ? 1 : 2),
  };
  const running = shared.lianmengTestDatabases;
  running.users += 1;
  const databases = await running.databases;
  project.provide(
    "databases",
    databases.map(({ database: { uri, user, password }, dataDir }) => ({
      uri,
      user,
      password,
      lock: join(dataDir, "claimed-by"),
    })),
  );
  project.provide("model", model);
  return async () => {
    running.users -= 1;
    if (running.users > 0) return;
    delete shared.lianmengTestDatabases;
    // Nothing in them is worth an orderly end.
    await Promise.all(databases.map(({ database }) => database.stop(0)));
    for (const { dataDir } of databases) await rm(dataDir, { recursive: true, force: true });
  };
}

async function startDatabases(count: number): Promise<{ database: EmbeddedDatabase; dataDir: string }[]> {
  const program = await ensureDatabaseProgram(cacheFolder, terminalProgress);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const dataDir = await mkdtemp(join(tmpdir(), "lianmeng-test-"));
      const memory = { heapMb: 768, pageCacheMb: 128 };
      // Every file fills the graph anew: planning each statement again after that would be half of the work.
      const settings = { "dbms.cypher.min_replan_interval": "1d" };
      const options = { dataDir, program, memory, javaOptions: quickJava, settings };
      return { database: await startEmbedded(options), dataDir };
    }),
  );
}
