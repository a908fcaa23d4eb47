import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { connectGraph, type Graph } from "../../server/graph/connection.ts";
import { type EmbeddedDatabase, startEmbedded } from "../../server/graph/embedded.ts";
import { migrate } from "../../server/graph/migrate.ts";
import { ensureDatabaseProgram } from "../../server/setup/program.ts";
import { terminalProgress } from "../../server/setup/progress.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { cacheFolder, quickJava } from "../support/machine.ts";

let database: EmbeddedDatabase;
let dataDir: string;
let graph: Graph;
let api: TestApi;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "lianmeng-frozen-"));
  const program = await ensureDatabaseProgram(cacheFolder, terminalProgress);
  database = await startEmbedded({
    dataDir,
    program,
    memory: { heapMb: 512, pageCacheMb: 64 },
    javaOptions: quickJava,
  });
  graph = connectGraph(database);
  await migrate(graph);
  api = await startApi(graph, { embedder: null, requestTimeoutMs: undefined });
});

afterAll(async () => {
  process.kill(database.pid, "SIGCONT");
  await graph.close().catch(() => undefined);
  await database.stop(0);
  await rm(dataDir, { recursive: true, force: true });
});

const query = "{ alliances { id members { totalCount } } chains { id } categories { id } }";

it("answers within ten seconds in Chinese while the database is frozen, and works again once it wakes", async () => {
  // The first plans may take longer than a user would wait.
  await expect.poll(async () => (await api.ask(query)).errors, { timeout: 60_000 }).toEqual([]);
  process.kill(database.pid, "SIGSTOP");
  await new Promise((stopped) => setTimeout(stopped, 200)); // a thread on the other core may still be answering
  const start = performance.now();
  const [{ errors }, ready] = await Promise.all([api.ask(query), fetch(`${api.url}/health/ready`)]);
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(errors[0]?.extensions.code).toBe("TIMEOUT");
  expect(errors[0]?.message).toMatch(/[\u4e00-\u9fff].*。$/u);
  expect(ready.status).toBe(503);
  expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
  process.kill(database.pid, "SIGCONT");
  await expect
    .poll(async () => (await api.ask(query)).errors, { timeout: 30_000, interval: 500 })
    .toEqual([]);
});
