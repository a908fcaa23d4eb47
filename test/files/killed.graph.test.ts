import { createHash } from "node:crypto";
import { readdir, readFile, utimes } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { lockRoom } from "../../server/files/queries.ts";
import { sweepFiles } from "../../server/files/sweep.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi } from "../support/api.ts";
import { ask, emptyGraph, testDatabase, testGraph } from "../support/graph.ts";
import { openAccount } from "../support/people.ts";
import { run, temporaryFolder } from "../support/processes.ts";
import { noise } from "./contents.ts";
import { contentsOf, sendTo } from "./sending.ts";

const folder = temporaryFolder();
let graph: Graph;
let secret = "";
beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(
    graph,
    "MATCH (e:Enterprise {id: 'e'}) CREATE (:Demand:Entity {id: 'need', text: '需要检测', state: 'published', version: 1, audience: 'public', createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(e)",
  );
  ({ secret } = await openAccount(graph, [{ role: "organizationSecretary", placeId: "o" }]));
});

async function startToKill() {
  const { checkRows: _, ...database } = testDatabase();
  const script = ["--import", "tsx", "test/files/serverProcess.ts", JSON.stringify(database), folder];
  const server = run(process.execPath, script, {});
  await server.says("port ");
  return { ...server, url: `http://127.0.0.1:${/port (\d+)/.exec(server.output())?.[1]}` };
}

/** Every node of a content has all its bytes, and as many hang on the need as are told. */
async function expectWhole(attachments: number): Promise<void> {
  const rows = await ask(
    graph,
    "MATCH (:Demand {id: 'need'})<-[:ATTACHED_TO]-(a)-[:OF_FILE]->(f) RETURN f.hash AS hash",
  );
  expect(rows).toHaveLength(attachments);
  for (const { hash } of await ask(graph, "MATCH (f:File) RETURN f.hash AS hash")) {
    const bytes = await readFile(join(folder, String(hash).slice(0, 2), String(hash)));
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(hash);
  }
}

it("a server killed anywhere in an upload leaves nothing half, and the same click afterwards attaches once", async () => {
  const second = await startApi(graph, { embedder: null, viewerOf: undefined, fileStore: { folder } });
  let attached = 0;
  let midway = 0;
  for (const [round, wait] of [0, 15, 40, 80, 140, 220].entries()) {
    const bytes = await noise(2_000_000 + round * 40_000);
    const server = await startToKill();
    // What it needs once is read: the kill falls into the upload and not into the start.
    await sendTo(server.url, secret, "nothing", bytes);
    const key = `round ${round}`;
    let answered = false;
    const lost = sendTo(server.url, secret, "need", bytes, { key, name: "图.png" })
      .catch(() => undefined)
      .finally(() => {
        answered = true;
      });
    const begun = async () => answered || (await contentsOf(folder)).incoming > midway;
    await expect.poll(begun, { interval: 2, timeout: 60_000 }).toBe(true);
    await new Promise((wake) => setTimeout(wake, wait));
    server.kill("SIGKILL");
    await server.ended;
    await lost;
    midway = (await contentsOf(folder)).incoming;
    // The database has noticed by then that nobody is there to commit, or had committed.
    const again = await sendTo(second.url, secret, "need", bytes, { key, name: "图.png" });
    expect(again).toMatchObject({ status: 200 });
    attached += 1;
    await expectWhole(attached);
  }
  expect(midway).toBeGreaterThan(0);
  await removeOld();
});

it("killed while it waits to write it down, it leaves bytes on their way, which are swept", async () => {
  const bytes = await noise(900_000);
  const server = await startToKill();
  const before = (await contentsOf(folder)).kept;
  // Somebody else holds the owner: the upload has arrived, and waits inside its transaction.
  const holder = testGraph();
  let [release, taken] = [() => {}, () => {}];
  const isTaken = new Promise<void>((resolve) => {
    taken = resolve;
  });
  const held = holder.write(async (tx) => {
    await tx.run(lockRoom, { ownerId: "e", hash: "", demo: false });
    taken();
    await new Promise<void>((resolve) => {
      release = resolve;
    });
  });
  await isTaken;
  const lost = sendTo(server.url, secret, "need", bytes, { key: "held" }).catch(() => undefined);
  await expect.poll(async () => (await contentsOf(folder)).incoming, { timeout: 60_000 }).toBe(2);
  await new Promise((wake) => setTimeout(wake, 1500));
  server.kill("SIGKILL");
  await server.ended;
  await lost;
  release();
  await held;
  expect((await contentsOf(folder)).kept).toEqual(before);
  expect(await ask(graph, "MATCH (m:Mutation {key: 'held'}) RETURN m")).toEqual([]);
  await removeOld();
});

/** What the dead left is taken away once it is old. */
async function removeOld(): Promise<void> {
  const incoming = join(folder, "incoming");
  const old = new Date(Date.now() - 2 * 3600_000);
  expect((await sweepFiles(graph, { folder })).left).toBe(0);
  const names = await readdir(incoming);
  for (const name of names) await utimes(join(incoming, name), old, old);
  expect((await sweepFiles(graph, { folder })).left).toBe(names.length);
  expect((await contentsOf(folder)).incoming).toBe(0);
}
