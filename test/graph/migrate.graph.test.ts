import { beforeEach, describe, expect, it } from "vitest";
import { type Migration, migrate, readMigrations, statementsOf } from "../../server/graph/migrate.ts";
import { ask, emptyGraph, testGraph } from "../support/graph.ts";

const own = readMigrations(new URL("../../cypher/schema/", import.meta.url));
const added = (statements: string[], checksum = "a"): Migration[] => {
  const id = String(Number(own.at(-1)?.id) + 1).padStart(3, "0");
  return [...own, { id, name: `${id}-added`, checksum, statements }];
};

describe("bringing the database to the code's schema", () => {
  beforeEach(async () => void (await emptyGraph()));

  it("records every migration once, in order, and finds nothing to do at the next start", async () => {
    const graph = testGraph();
    const recorded = await ask(graph, "MATCH (m:Migration) RETURN m.name AS name ORDER BY m.id");
    expect(recorded.map(({ name }) => name)).toEqual(own.map(({ name }) => name));
    expect(await migrate(graph)).toEqual([]);
  });

  it("makes every index usable before the server listens", async () => {
    const states = await ask(testGraph(), "SHOW INDEXES YIELD state RETURN state, count(*) AS count");
    expect(states.map(({ state }) => state)).toEqual(["ONLINE"]);
  });

  it("runs each migration once when two servers start together", async () => {
    const migrations = added(["MERGE (c:Counter {id: 'one'}) SET c.runs = coalesce(c.runs, 0) + 1"]);
    const servers = [testGraph(), testGraph(), testGraph()];
    const applied = await Promise.all(servers.map((graph) => migrate(graph, migrations)));
    expect(applied.flat()).toEqual([migrations.at(-1)?.name]);
    expect(await ask(testGraph(), "MATCH (c:Counter) RETURN c.runs AS runs")).toEqual([{ runs: 1 }]);
  });

  it("runs a migration again that broke off, and does not record the broken run", async () => {
    const graph = testGraph();
    await expect(
      migrate(graph, added(["MERGE (:Counter {id: 'half'})", "THIS IS NOT CYPHER"])),
    ).rejects.toThrow();
    expect(await migrate(graph, added(["MERGE (:Counter {id: 'half'})"]))).toHaveLength(1);
    expect(await ask(graph, "MATCH (c:Counter) RETURN count(c) AS count")).toEqual([{ count: 1 }]);
  });

  it("refuses a migration that was changed after it ran, and says which", async () => {
    const graph = testGraph();
    await migrate(graph, added(["RETURN 1"]));
    await expect(migrate(graph, added(["RETURN 2"], "b"))).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining(`${added([]).at(-1)?.name} 在程序里被改动了`),
    });
  });

  it("refuses a database that a newer version has migrated, and lets the next server try", async () => {
    const graph = testGraph();
    await migrate(graph, added(["RETURN 1"]));
    await expect(migrate(graph, own)).rejects.toMatchObject({
      code: "CONFLICT",
      message: expect.stringContaining("比这个版本的程序新"),
    });
    expect(await migrate(graph, added(["RETURN 1"]))).toEqual([]);
  });

  it("takes over from a server that was killed while migrating, once its lease ran out", async () => {
    const graph = testGraph();
    await ask(
      graph,
      "MERGE (l:MigrationLock {name: 'migrations'}) SET l.holder = 'killed', l.until = datetime() + duration('PT2S')",
    );
    const began = Date.now();
    expect(await migrate(graph, added(["RETURN 1"]))).toHaveLength(1);
    expect(Date.now() - began).toBeGreaterThan(1000);
  });
});

describe("a file of several statements", () => {
  it("is cut at semicolons that end a line, comments dropped", () => {
    expect(statementsOf("// why; here\nRETURN 'a;b' AS x;\n\n// more\nRETURN 2;\n")).toEqual([
      "RETURN 'a;b' AS x",
      "RETURN 2",
    ]);
  });
});
