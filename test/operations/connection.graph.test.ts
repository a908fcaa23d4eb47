import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:net";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { bookmarkSeal } from "../../server/access/seen.ts";
import { boundGraph, cookieOf, type Seen, seenFrom } from "../../server/graph/bookmarks.ts";
import { connectGraph, type Graph } from "../../server/graph/connection.ts";
import type { Query } from "../../server/graph/query.ts";
import { createTurnstile } from "../../server/operations/overload.ts";
import { startMeter } from "../../server/operations/statements.ts";
import { readStatus } from "../../server/operations/status.ts";
import { startProxy } from "../faults/proxy.ts";
import { ask, emptyGraph, testDatabase, testGraph } from "../support/graph.ts";

const params = z.object({ id: z.string() });
const row = z.object({ id: z.string() });
type ById = Query<typeof params, typeof row>;
const make: ById = {
  name: "test/make",
  mode: "write",
  params,
  row,
  text: "CREATE (n:Made {id: $id}) RETURN n.id AS id",
};
const read: ById = {
  name: "test/read",
  mode: "read",
  params,
  row,
  text: "MATCH (n:Made {id: $id}) RETURN n.id AS id",
};
const touch: ById = {
  name: "test/touch",
  mode: "write",
  params,
  row,
  text: "MATCH (n:Made {id: $id}) SET n.touched = coalesce(n.touched, 0) + 1 RETURN n.id AS id",
};

const seal = bookmarkSeal({ fieldKey: Buffer.alloc(32, 1) });
let graph: Graph;
beforeAll(async () => {
  graph = await emptyGraph();
});

describe("a user reads what they wrote", () => {
  it("on another server: the bookmark of the write travels by cookie", async () => {
    const first: Seen = { bookmarks: [] };
    await boundGraph(graph, { seen: first }).write((tx) => tx.run(make, { id: "causal" }));
    expect(first.bookmarks).toHaveLength(1);
    const value = /^lianmeng_seen=([^;]+);/.exec(cookieOf(first, seal, false))?.[1] ?? "";
    const second = seenFrom({ lianmeng_seen: decodeURIComponent(value) }, seal);
    expect(second.bookmarks).toEqual(first.bookmarks);
    expect(await testGraph().run(read, { id: "causal" }, { seen: second })).toEqual([{ id: "causal" }]);
  });

  it("waits for a state that the database has not reached, within the deadline", async () => {
    // The bookmark of the transaction to come: what a follower that is behind is asked for. Its number's lowest byte
    // stands before the last one.
    let bytes = Buffer.alloc(0);
    for (const id of ["later", "later still"]) {
      const seen: Seen = { bookmarks: [] };
      await graph.run(make, { id }, { seen });
      bytes = Buffer.from(seen.bookmarks[0]?.slice(3) ?? "", "base64");
      if (bytes.at(-2) !== 0xff) break;
    }
    bytes[bytes.length - 2] = (bytes.at(-2) ?? 0) + 1;
    const ahead: Seen = { bookmarks: [`FB:${bytes.toString("base64")}`] };
    const reading = testGraph().run(read, { id: "ahead" }, { seen: ahead });
    await new Promise((wake) => setTimeout(wake, 300));
    await graph.run(make, { id: "ahead" });
    expect(await reading).toEqual([{ id: "ahead" }]);
  });

  it("takes only what a server has sealed with the same key", async () => {
    const seen: Seen = { bookmarks: ["FB:one", "FB:two"] };
    const value = decodeURIComponent(/=([^;]*);/.exec(cookieOf(seen, seal, true))?.[1] ?? "");
    expect(seenFrom({ lianmeng_seen: value }, seal)).toEqual(seen);
    const other = bookmarkSeal({ fieldKey: Buffer.alloc(32, 2) });
    expect(seenFrom({ lianmeng_seen: value }, other).bookmarks).toEqual([]);
    for (const forged of [
      "FB:kcwQAAAAAAAAAAAAAAAAAAAAAAE=",
      ` ${value}`,
      `${value} FB:three`,
      value.replace("one", "six"),
      "x".repeat(5000),
      "",
    ])
      expect(seenFrom({ lianmeng_seen: forged }, seal).bookmarks).toEqual([]);
    // One that would be refused on its way back is not given out.
    expect(cookieOf({ bookmarks: ["x".repeat(3000)] }, seal, false)).toMatch(/^lianmeng_seen=;/);
  });

  it("is not held up by a bookmark of another database or by nonsense", async () => {
    await graph.run(make, { id: "here" });
    const seen: Seen = { bookmarks: ["FB:kcwQAAAAAAAAAAAAAAAAAAAAAAE="] };
    expect(await graph.run(read, { id: "here" }, { seen })).toEqual([{ id: "here" }]);
    expect(seen.bookmarks).toEqual([]);
    const nonsense: Seen = { bookmarks: ["nonsense-of-a-bookmark"] };
    expect(await graph.run(read, { id: "here" }, { seen: nonsense })).toEqual([{ id: "here" }]);
  });
});

describe("writes that meet trouble", () => {
  it("are repeated whole after a deadlock, so that both are done once", async () => {
    await graph.run(make, { id: "a" });
    await graph.run(make, { id: "b" });
    let tries = 0;
    const inOrder = (ids: string[]) =>
      graph.write(async (tx) => {
        tries += 1;
        for (const id of ids) {
          await tx.run(touch, { id });
          await new Promise((wake) => setTimeout(wake, 150));
        }
      });
    await Promise.all([inOrder(["a", "b"]), inOrder(["b", "a"])]);
    expect(tries).toBeGreaterThan(2);
    const counts = await ask(graph, "MATCH (n:Made) WHERE n.touched IS NOT NULL RETURN n.touched AS touched");
    expect(counts).toEqual([{ touched: 2 }, { touched: 2 }]);
  });

  it("end at once, and with a sentence, where the service closes its connections", async () => {
    const closing = connectGraph({ ...testDatabase(), deadlineMs: 60_000 });
    const write = closing.write(async (tx) => {
      await tx.run(make, { id: "half" });
      closing.close().catch(() => undefined);
      await tx.run(make, { id: "other half" });
    });
    await expect(write).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringContaining("正在停止"),
    });
    expect(await ask(graph, "MATCH (n:Made) WHERE n.id ENDS WITH 'half' RETURN n")).toEqual([]);
  });

  it("are not repeated when the connection breaks while committing: nobody knows", async () => {
    const settings = testDatabase();
    const proxy = await startProxy(Number(new URL(settings.uri).port));
    const distant = connectGraph({ ...settings, uri: `bolt://127.0.0.1:${proxy.port}` });
    let tries = 0;
    const write = distant.write(async (tx) => {
      tries += 1;
      await tx.run(make, { id: "unknown" });
      // The commit leaves, its answer never comes.
      proxy.delay(300);
      setTimeout(() => proxy.cut(), 150);
    });
    await expect(write).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringContaining("是否保存成功没有得到确认"),
    });
    expect(tries).toBe(1);
    await distant.close();
    proxy.close();
  });

  it("are repeated when the connection breaks before that", async () => {
    const settings = testDatabase();
    const proxy = await startProxy(Number(new URL(settings.uri).port));
    const distant = connectGraph({ ...settings, uri: `bolt://127.0.0.1:${proxy.port}` });
    let tries = 0;
    await distant.write(async (tx) => {
      tries += 1;
      if (tries === 1) proxy.cut();
      await tx.run(make, { id: "again" });
    });
    expect(tries).toBe(2);
    expect(await ask(graph, "MATCH (n:Made {id: 'again'}) RETURN count(n) AS count")).toEqual([{ count: 1 }]);
    await distant.close();
    proxy.close();
  });
});

describe("a database that does not answer", () => {
  it("costs no call more than its deadline, and the next call works once it answers", async () => {
    const { port } = new URL(testDatabase().uri);
    let mute = true;
    const server = createServer((inner) => {
      inner.on("error", () => undefined);
      if (mute) return;
      const outer = connect(Number(port), "127.0.0.1");
      outer.on("error", () => inner.destroy());
      inner.pipe(outer).pipe(inner);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const uri = `bolt://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const patient = connectGraph({ ...testDatabase(), uri, deadlineMs: 1000 });
    const start = performance.now();
    await expect(patient.run(read, { id: "x" })).rejects.toMatchObject({
      code: expect.stringMatching(/TIMEOUT|UNAVAILABLE/),
    });
    expect(performance.now() - start).toBeLessThan(1600);
    mute = false;
    expect(await patient.run(read, { id: "x" }, { deadlineMs: 8000 })).toEqual([]);
    await patient.close();
    server.close();
  });
});

describe("the state for administrators", () => {
  it("names version, counts and the most expensive statements", async () => {
    const meter = startMeter();
    const measured = testGraph({ onStatement: meter.record });
    await measured.run(make, { id: "measured" });
    await expect(
      measured.run({ ...read, text: "MATCH (n) RETURN nonsense($id)" }, { id: "x" }),
    ).rejects.toThrow();
    const status = await readStatus({ graph: measured, embedder: null, meter, turnstile: createTurnstile() });
    expect(status.database).toMatchObject({
      version: expect.stringMatching(/^5\./),
      edition: "community",
      pendingMigrations: 0,
    });
    expect(status.slowest).toContainEqual(
      expect.objectContaining({ name: "test/make", count: 1, failed: 0 }),
    );
    expect(status.slowest).toContainEqual(
      expect.objectContaining({ name: "test/read", count: 1, failed: 1 }),
    );
  });

  it("says that the database is away instead of failing", async () => {
    const away = connectGraph({ uri: "bolt://127.0.0.1:1", user: "a", password: "b", deadlineMs: 2000 });
    const status = await readStatus({
      graph: away,
      embedder: null,
      meter: startMeter(),
      turnstile: createTurnstile(),
    });
    expect(status).toMatchObject({ database: null, failure: expect.stringContaining("图数据库") });
    await away.close();
  });
});

describe("a transaction whose connection was cut", () => {
  it("says so also to the statement that comes after the cut", async () => {
    const { uri, ...rest } = testDatabase();
    const proxy = await startProxy(Number(new URL(uri).port));
    const far = connectGraph({ ...rest, uri: `bolt://127.0.0.1:${proxy.port}`, deadlineMs: 3000 });
    try {
      const broken = far.write(async (tx) => {
        await tx.run(make, { id: "cut" });
        proxy.cut();
        // One that fails on the way, and one that finds the transaction gone.
        await tx.run(touch, { id: "cut" }).catch(() => undefined);
        return tx.run(touch, { id: "cut" });
      });
      await expect(broken).rejects.toMatchObject({ code: expect.stringMatching(/^(UNAVAILABLE|TIMEOUT)$/) });
    } finally {
      await far.close();
      proxy.close?.();
    }
  });
});
