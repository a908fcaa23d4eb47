import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { Graph } from "../../server/graph/connection.ts";
import { closeGate, needsGate, openGate } from "../../server/graph/gate.ts";
import type { Query } from "../../server/graph/query.ts";
import { ask, emptyGraph, testGraph } from "../support/graph.ts";

const nothing = z.object({});
const readCount: Query<typeof nothing, z.ZodType> = {
  name: "test/read-count",
  mode: "read",
  params: nothing,
  row: z.object({ count: z.int() }),
  text: "MATCH (n:Late) RETURN count(n) AS count",
};
const createLate: typeof readCount = {
  ...readCount,
  name: "test/create",
  mode: "write",
  text: "CREATE (:Late) RETURN 0 AS count",
};

let graph: Graph;
beforeAll(async () => {
  graph = await emptyGraph();
});
beforeEach(async () => void (await ask(graph, "MATCH (n:Late) DELETE n")));

describe("the write gate", () => {
  it("holds writes until it is opened, and lets reads pass", async () => {
    const by = "test";
    await graph.run(closeGate, { by, seconds: 20 });
    const write = ask(graph, "CREATE (:Late)").then(() => performance.now());
    const other = testGraph();
    expect(await other.run(readCount, {})).toEqual([{ count: 0 }]);
    const opened = performance.now();
    await graph.run(openGate, { by });
    expect(await write).toBeGreaterThan(opened);
    expect(await other.run(readCount, {})).toEqual([{ count: 1 }]);
  });

  it("tells a writer who waits too long that a backup runs, and writes nothing", async () => {
    await graph.run(closeGate, { by: "test", seconds: 60 });
    const hasty = testGraph({ deadlineMs: 1500 });
    await expect(hasty.write((tx) => tx.run(createLate, {}))).rejects.toMatchObject({
      code: "OVERLOADED",
      message: expect.stringContaining("正在备份"),
    });
    await graph.run(openGate, { by: "test" });
    expect(await graph.run(readCount, {})).toEqual([{ count: 0 }]);
  });

  it("opens by itself when whoever closed it has died, who then learns of it", async () => {
    await graph.run(closeGate, { by: "dead", seconds: 1 });
    await graph.write((tx) => tx.run(createLate, {}));
    expect(await graph.run(openGate, { by: "dead" })).toEqual([{ held: false }]);
  });

  it("belongs to one backup at a time", async () => {
    await graph.run(closeGate, { by: "one", seconds: 20 });
    expect(await graph.run(closeGate, { by: "two", seconds: 20 })).toEqual([{ mine: false }]);
    await graph.run(openGate, { by: "one" });
    expect(await graph.run(closeGate, { by: "two", seconds: 1 })).toEqual([{ mine: true }]);
    await graph.run(openGate, { by: "two" });
  });
});

describe("which statements pass the gate", () => {
  const gated = (text: string, name = "lists/x", mode: "read" | "write" = "write"): boolean =>
    needsGate({ name, mode, text });

  it("all that write, but what makes the gate and what the database wants alone in a transaction", () => {
    expect(gated("MATCH (n) SET n.a = 1")).toBe(true);
    expect(gated("CREATE (index:Index)")).toBe(true);
    expect(gated("// a comment\nMERGE (n:A {id: $id})")).toBe(true);
    expect(gated("MATCH (n) RETURN n", "lists/x", "read")).toBe(false);
    expect(gated("CREATE CONSTRAINT a IF NOT EXISTS FOR (n:A) REQUIRE n.id IS UNIQUE")).toBe(false);
    expect(gated("CREATE VECTOR INDEX a IF NOT EXISTS FOR (n:A) ON (n.e)")).toBe(false);
    expect(gated("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS")).toBe(false);
    expect(gated("MERGE (m:Migration {id: $id})", "graph/record-migration")).toBe(false);
  });
});
