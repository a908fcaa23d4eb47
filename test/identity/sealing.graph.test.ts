import { pino } from "pino";
import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { readAuditHead } from "../../server/identity/auditQueries.ts";
import { startSealer } from "../../server/identity/sealer.ts";
import { verifyAudit } from "../../server/identity/verifyAudit.ts";
import { ask, emptyGraph, testDatabase } from "../support/graph.ts";
import { run } from "../support/processes.ts";

/** Enough that sealing takes seconds: a kill falls into it. */
const events = 12_000;

let graph: Graph;
beforeAll(async () => {
  graph = await emptyGraph();
});

const head = async () => {
  const [row] = await graph.run(readAuditHead, {});
  if (!row) throw new Error("no audit chain");
  return row;
};
const sealedBeyond = async (seq: number): Promise<number> => {
  const begin = Date.now();
  while ((await head()).seq <= seq) {
    if (Date.now() - begin > 30_000) return Number.POSITIVE_INFINITY;
    await new Promise((wake) => setTimeout(wake, 20));
  }
  return Date.now() - begin;
};

it("a server killed while it seals leaves a whole chain, which another goes on with within five seconds", async () => {
  await ask(
    graph,
    `UNWIND range(1, $events) AS i CREATE (:AuditEvent:Unsealed {id: 'e' + i, at: datetime(), action: 'step' + i, actorName: '系统'})`,
    { events },
  );
  let before = 0;
  for (let kill = 1; kill <= 3; kill += 1) {
    const { checkRows: _, ...database } = testDatabase();
    const script = ["--import", "tsx", "test/identity/sealingProcess.ts", JSON.stringify(database)];
    const server = run(process.execPath, script, {});
    await server.says("sealing");
    await sealedBeyond(before);
    server.kill("SIGKILL");
    await server.ended;
    const { waiting } = await head();
    // It was in the middle of its work.
    expect(waiting).toBeGreaterThan(0);
    const report = await verifyAudit(graph);
    expect(report).toMatchObject({ checked: events - waiting, problem: null });
    before = report.checked;
  }
  const other = startSealer(graph, pino({ level: "silent" }));
  try {
    expect(await sealedBeyond(before)).toBeLessThan(5000);
    await sealedBeyond(events - 1);
  } finally {
    await other.stop();
  }
  expect(await verifyAudit(graph)).toMatchObject({ checked: events, waiting: 0, problem: null });
});
