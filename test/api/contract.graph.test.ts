import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { connectGraph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { seededGraph, testDatabase } from "../support/graph.ts";

let graph: Graph;
let api: TestApi;

beforeAll(async () => {
  graph = await seededGraph();
  api = await startApi(graph, { embedder: null });
});

/** Sends a body as it is and gives back everything that came. */
async function post(body: string, headers: Record<string, string> = {}, to = api) {
  const response = await fetch(`${to.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body,
  });
  const text = await response.text();
  const errors = text.startsWith("{") ? (JSON.parse(text).errors ?? []) : [];
  return { status: response.status, headers: response.headers, text, errors };
}

const chinese = /[\u4e00-\u9fff].*。$/u;

describe("a request that cannot be understood gets a Chinese sentence and no hints about the inside", () => {
  it.each([
    ["not JSON", "{"],
    ["no query", "{}"],
    ["an empty query", JSON.stringify({ query: "" })],
    ["half a query", JSON.stringify({ query: "{ alliances {" })],
    ["an unknown field", JSON.stringify({ query: "{ aliances { id } }" })],
    ["an unknown argument", JSON.stringify({ query: '{ alliance(idd: "x") { id } }' })],
    ["a missing argument", JSON.stringify({ query: "{ alliance { id } }" })],
    ["a missing variable", JSON.stringify({ query: "query($id: ID!) { alliance(id: $id) { id } }" })],
    [
      "a variable of another type",
      JSON.stringify({
        query: "query($f: Int) { demands(first: $f) { totalCount } }",
        variables: { f: "x" },
      }),
    ],
    [
      "an unknown enum value",
      JSON.stringify({
        query: "query($k: AllianceKind) { alliances(kind: $k) { id } }",
        variables: { k: "hubb" },
      }),
    ],
    [
      "a day that is none",
      JSON.stringify({
        query: "query($d: Day) { demands(filter: {openOn: $d}) { totalCount } }",
        variables: { d: "2026-02-30" },
      }),
    ],
    ["a list of queries", JSON.stringify([{ query: "{ alliances { id } }" }])],
    ["a subscription", JSON.stringify({ query: "subscription { x }" })],
    ["100,000 characters", JSON.stringify({ query: `{ ${"a".repeat(100_000)} }` })],
    ["control characters", JSON.stringify({ query: "{ \u0000 }" })],
    ["a name used for another thing", JSON.stringify({ query: "{ alliances { ...constructor } }" })],
  ])("%s", async (_, body) => {
    // Twice: what is parsed and compiled once is answered the same from memory.
    for (let time = 0; time < 2; time += 1) {
      const { errors, text } = await post(body);
      expect(errors.length).toBeGreaterThan(0);
      for (const error of errors) {
        expect(["BAD_INPUT", "LIMIT"]).toContain(error.extensions.code);
        expect(error.message).toMatch(chinese);
      }
      expect(text).not.toMatch(
        /Did you mean|Syntax Error|Cannot query|node_modules|neo4j|at \w+ \(|alliances"/i,
      );
    }
  });

  it("refuses what is no JSON by its type, and a body of more than 1 MB", async () => {
    expect((await post("query=1", { "content-type": "text/html" })).status).toBe(415);
    const big = await post(
      JSON.stringify({ query: "{ alliances { id } }", variables: { x: "长".repeat(400_000) } }),
    );
    expect(big.errors[0]?.extensions.code).toBe("LIMIT");
  });
});

describe("a request that asks for too much is refused before anything runs", () => {
  const nested = (depth: number): string => (depth === 0 ? "id" : `id parent { ${nested(depth - 1)} }`);
  const members = (depth: number): string =>
    depth === 0
      ? "id"
      : `members(first: 200) { nodes { organization { memberships { alliance { ${members(depth - 1)} } } } } }`;
  it.each([
    ["deep nesting", `{ alliances { ${nested(20)} } }`],
    [
      "a flood of aliases",
      `{ ${Array.from({ length: 100 }, (_, i) => `a${i}: alliances { id }`).join(" ")} }`,
    ],
    ["pages in pages", `{ alliances { ${members(2)} } }`],
    ["a flood of directives", `{ alliances ${"@include(if: true) ".repeat(50)} { id } }`],
    ["a long document", `{ ${"alliances { id } ".repeat(2000)} }`],
    [
      "fragments that call themselves",
      "{ alliances { ...A } } fragment A on Alliance { id parent { ...A } }",
    ],
  ])("%s", async (_, query) => {
    const { errors } = await post(JSON.stringify({ query }));
    expect(["LIMIT", "BAD_INPUT"]).toContain(errors[0]?.extensions.code);
    expect(errors[0]?.message).toMatch(chinese);
  });

  it("pages of more than 200 and of less than nothing", async () => {
    expect((await api.ask("{ demands(first: 201) { totalCount } }")).errors[0]?.extensions.code).toBe(
      "LIMIT",
    );
    expect((await api.ask("{ demands(first: -1) { totalCount } }")).errors[0]?.extensions.code).toBe(
      "BAD_INPUT",
    );
    expect((await api.ask("{ demands(first: 0) { totalCount nodes { id } } }")).data.demands.nodes).toEqual(
      [],
    );
    const ids = JSON.stringify(Array.from({ length: 201 }, (_, i) => `x${i}`));
    expect((await api.ask(`{ nodes(ids: ${ids}) { id } }`)).errors[0]?.extensions.code).toBe("LIMIT");
  });

  it.each(["x", "W10", "WzEsMl0", "WyJhIiwiYiJd", "'", "null", "\u0000"])(
    "a page that starts at %j",
    async (after) => {
      const { errors } = await api.ask("query($a: String) { demands(after: $a) { totalCount } }", {
        a: after,
      });
      expect(errors[0]?.extensions).toMatchObject({ code: "BAD_INPUT", path: ["after"] });
    },
  );
});

describe("what is not there", () => {
  it.each([
    "alliance",
    "chain",
    "position",
    "enterprise",
    "product",
    "organization",
    "programme",
    "demand",
    "offer",
    "node",
  ])("%s is null for an unknown id", async (field) => {
    for (const id of ["no-such-id", "$id", "`", "x' OR 1=1", "\u0000", "编号"]) {
      const { data, errors } = await api.ask(`query($id: ID!) { ${field}(id: $id) { id } }`, { id });
      expect({ id, errors, found: data[field] }).toEqual({ id, errors: [], found: null });
    }
    const long = await api.ask(`query($id: ID!) { ${field}(id: $id) { id } }`, { id: "x".repeat(100_000) });
    expect(long.errors[0]?.extensions).toMatchObject({
      code: "BAD_INPUT",
      path: [field === "nodes" ? "ids" : "id"],
    });
  });

  it("keeps its place among several asked for at once", async () => {
    const { data } = await api.ask(
      `{ nodes(ids: ["chain-equipment", "nothing", "tongliang-hub", "chain-equipment"]) { __typename id } }`,
    );
    expect(data.nodes).toEqual([
      { __typename: "IndustryChain", id: "chain-equipment" },
      null,
      { __typename: "Alliance", id: "tongliang-hub" },
      { __typename: "IndustryChain", id: "chain-equipment" },
    ]);
  });
});

describe("around the API", () => {
  it("names every request, takes the caller's name for it, and nothing else from that header", async () => {
    const body = JSON.stringify({ query: "{ alliances { id } }" });
    expect((await post(body, { "x-request-id": "abc-123" })).headers.get("x-request-id")).toBe("abc-123");
    expect((await post(body, { "x-request-id": "a b\tc<>" })).headers.get("x-request-id")).toMatch(
      /^[0-9a-f-]{36}$/,
    );
  });

  it("lives while the database is away, is not ready, and says why in Chinese", async () => {
    const away = connectGraph({ ...testDatabase(), uri: "bolt://127.0.0.1:1", deadlineMs: 1500 });
    const lonely = await startApi(away, { embedder: null });
    expect((await fetch(`${lonely.url}/health/live`)).status).toBe(200);
    const ready = await fetch(`${lonely.url}/health/ready`);
    expect(ready.status).toBe(503);
    expect((await ready.json()).database).toMatch(chinese);
    const { errors, text } = await post(JSON.stringify({ query: "{ alliances { id } }" }), {}, lonely);
    expect(errors[0]?.extensions.code).toMatch(/UNAVAILABLE|TIMEOUT/);
    expect(text).not.toMatch(/ECONNREFUSED|bolt:|127\.0\.0\.1/);
    await away.close();
  });

  it("is ready when the database answers, and not before the migrations are done", async () => {
    expect((await fetch(`${api.url}/health/ready`)).status).toBe(200);
    const early = await startApi(graph, { embedder: null, pendingMigrations: async () => 2 });
    const answer = await fetch(`${early.url}/health/ready`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ status: "migrating", pendingMigrations: 2 });
  });

  it("masks what nobody foresaw, gives its number, and writes it to the log", async () => {
    const logged: string[] = [];
    const { pino } = await import("pino");
    const broken: Graph = { ...graph, run: () => Promise.reject(new Error("secret detail of the inside")) };
    const faulty = await startApi(broken, {
      embedder: null,
      logger: pino({ level: "error" }, { write: (line: string) => void logged.push(line) }),
    });
    const { errors, text } = await post(
      JSON.stringify({ query: "{ alliances { id } }" }),
      { "x-request-id": "trace-7" },
      faulty,
    );
    expect(errors[0]).toMatchObject({ extensions: { code: "INTERNAL", requestId: "trace-7" } });
    expect(errors[0]?.message).toContain("trace-7");
    expect(text).not.toContain("secret");
    expect(logged.join("")).toContain("secret detail of the inside");
    expect(logged.join("")).toContain("trace-7");
  });
});
