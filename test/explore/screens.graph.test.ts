import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, seededGraph } from "../support/graph.ts";

let graph: Graph;
let api: TestApi;
let member: TestApi;

beforeAll(async () => {
  graph = await seededGraph();
  api = await startApi(graph, { embedder: null });
  member = await startApi(graph, {
    embedder: null,
    viewerOf: () => ({ all: false, audiences: ["public", "alliance:tongliang-equipment"] }),
  });
});

const subgraph =
  "{ nodes { id kind name shortName variant example } edges { type source target since until } omitted }";

describe("the alliance screen", () => {
  it("shows the hub, its three chain alliances and their chains in the middle", async () => {
    const { data } = await api.ask(`{ allianceGraph(hubId: "tongliang-hub") ${subgraph} }`);
    const ids = data.allianceGraph.nodes.map((node: { id: string }) => node.id);
    expect(ids.slice(0, 4)).toEqual([
      "tongliang-hub",
      "tongliang-electronics",
      "tongliang-equipment",
      "tongliang-newenergy",
    ]);
    expect(ids.slice(4, 7)).toEqual(["chain-electronics", "chain-equipment", "chain-newenergy"]);
  });

  it("draws no line to a node that is not there, and every node but none twice", async () => {
    const { data } = await api.ask(`{ allianceGraph(hubId: "tongliang-hub") ${subgraph} }`);
    const ids = new Set(data.allianceGraph.nodes.map((node: { id: string }) => node.id));
    expect(ids.size).toBe(data.allianceGraph.nodes.length);
    for (const edge of data.allianceGraph.edges) {
      expect(ids.has(edge.source)).toBe(true);
      expect(ids.has(edge.target)).toBe(true);
    }
  });

  it("has as many member lines as the graph holds on that day, on both sides of a day of leaving", async () => {
    const count = `MATCH (m:PartyOrganization)-[r:MEMBER_OF]->(a:Alliance)
      WHERE (a.id = 'tongliang-hub' OR EXISTS { (a)-[:PART_OF_ALLIANCE]->(:Alliance {id: 'tongliang-hub'}) })
        AND (r.since IS NULL OR r.since <= date($day)) AND (r.until IS NULL OR date($day) < r.until)
      RETURN count(r) AS members`;
    for (const day of ["2020-01-01", "2024-06-01", "2026-06-15"]) {
      const { data } = await api.ask(
        `query($day: Day) { allianceGraph(hubId: "tongliang-hub", asOf: $day) { edges { type } } }`,
        { day },
      );
      const drawn = data.allianceGraph.edges.filter(
        (edge: { type: string }) => edge.type === "MEMBER_OF",
      ).length;
      expect({ day, drawn }).toEqual({ day, drawn: (await cypher(graph, count, { day }))[0]?.members });
    }
  });

  it("tells somebody who may not see the hub the same as for a hub that does not exist", async () => {
    const stranger = await startApi(graph, {
      embedder: null,
      viewerOf: () => ({ all: false, audiences: [] }),
    });
    const hidden = await stranger.ask(`{ allianceGraph(hubId: "tongliang-hub") { omitted } }`);
    const missing = await stranger.ask(`{ allianceGraph(hubId: "no-such-hub") { omitted } }`);
    expect(hidden.errors[0]?.extensions.code).toBe("NOT_FOUND");
    expect(hidden.errors).toEqual(missing.errors);
  });
});

describe("search", () => {
  const find = async (
    text: string,
    from = api,
  ): Promise<{ node: { id: string; name: string }; matchedOn: string }[]> =>
    (
      await from.ask(
        `query($t: String!) { search(text: $t, first: 20) { node { id name kind } matchedOn excerpt } }`,
        { t: text },
      )
    ).data.search;

  it("finds a firm by its name from the beginning, by its credit code, pinyin and initials", async () => {
    const [firm] = await cypher(
      graph,
      `MATCH (e:Enterprise:Example) RETURN e.id AS id, e.name AS name, e.creditCode AS code, e.pinyin AS pinyin,
        e.pinyinInitials AS initials ORDER BY e.id LIMIT 1`,
    );
    expect((await find(String(firm?.name)))[0]).toMatchObject({ node: { id: firm?.id }, matchedOn: "name" });
    expect((await find(String(firm?.code).toLowerCase()))[0]).toMatchObject({
      node: { id: firm?.id },
      matchedOn: "code",
    });
    expect((await find(String(firm?.pinyin)))[0]).toMatchObject({ node: { id: firm?.id } });
    const byInitials = await find(String(firm?.initials));
    expect(byInitials.map((hit) => hit.node.id)).toContain(firm?.id);
  });

  it("finds a need by words in the middle of its text", async () => {
    const hits = await find("培训");
    expect(hits.some((hit) => hit.matchedOn === "text")).toBe(true);
  });

  it.each([
    "$",
    "`",
    '"',
    "\\",
    "AND",
    "a:b",
    "()",
    "*",
    "~",
    "[TO]",
    "\u0000",
    "%",
    "'; MATCH (n) DETACH DELETE n //",
  ])("takes %j as what was typed", async (text) => {
    const { errors } = await api.ask("query($t: String!) { search(text: $t) { matchedOn } }", { t: text });
    expect(errors).toEqual([]);
  });

  it("gives the same answer in the same order every time", async () => {
    expect(await find("铜梁")).toEqual(await find("铜梁"));
  });

  it("suggests nothing that the viewer may not see", async () => {
    const hidden = await cypher(
      graph,
      `MATCH (n:Enterprise|PartyOrganization|Alliance) WHERE NOT n.audience IN ['public', 'alliance:tongliang-equipment']
       RETURN n.id AS id, n.name AS name LIMIT 5`,
    );
    expect(hidden.length).toBeGreaterThan(0);
    for (const { id, name } of hidden) {
      expect((await find(String(name))).map((hit) => hit.node.id)).toContain(id);
      expect((await find(String(name), member)).map((hit) => hit.node.id)).not.toContain(id);
      expect((await find(String(id), member)).map((hit) => hit.node.id)).not.toContain(id);
    }
  });

  it("refuses a page of text and more than fifty suggestions", async () => {
    const long = await api.ask("query($t: String!) { search(text: $t) { matchedOn } }", {
      t: "长".repeat(101),
    });
    expect(long.errors[0]?.extensions).toMatchObject({ code: "BAD_INPUT", path: ["text"] });
    const many = await api.ask(`{ search(text: "a", first: 51) { matchedOn } }`);
    expect(many.errors[0]?.extensions.code).toBe("LIMIT");
  });
});

describe("walking the graph", () => {
  it("takes at most 2,000 nodes, three steps and known kinds of relationship", async () => {
    const from = (args: string): string => `{ neighbourhood(id: "tongliang-hub", ${args}) { omitted } }`;
    expect((await api.ask(from("first: 2001"))).errors[0]?.extensions.code).toBe("LIMIT");
    expect((await api.ask(from("depth: 4"))).errors[0]?.extensions.code).toBe("BAD_INPUT");
    expect((await api.ask(from(`types: ["x'] DELETE"]`))).errors[0]?.extensions.code).toBe("BAD_INPUT");
    expect((await api.ask(from("first: 2000, depth: 3"))).errors).toEqual([]);
  });

  it("gives the drawing from a query that is sent again as from the first time", async () => {
    const query = `{ neighbourhood(id: "example-enterprise-1", depth: 2, first: 50) ${subgraph} }`;
    const first = await api.ask(query);
    expect(first.data.neighbourhood.nodes.length).toBe(50);
    expect((await api.ask(query)).data).toEqual(first.data);
    expect((await api.ask(query)).data).toEqual(first.data);
  });

  it("never draws bookkeeping", async () => {
    const { data } = await api.ask(
      `{ neighbourhood(id: "LE100", depth: 2, first: 2000) { nodes { id kind } edges { type } } }`,
    );
    const types = new Set(data.neighbourhood.edges.map((edge: { type: string }) => edge.type));
    expect(types.has("FROM_SOURCE")).toBe(false);
    expect(types.has("EXAMPLE_OF")).toBe(false);
  });

  it("is at its goal at once where both ends are the same", async () => {
    const { data } = await api.ask(
      `{ path(fromId: "tongliang-hub", toId: "tongliang-hub") { nodes { id } edges { id } omitted } }`,
    );
    expect(data.path).toEqual({ nodes: [{ id: "tongliang-hub" }], edges: [], omitted: 0 });
  });
});
