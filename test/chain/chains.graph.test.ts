import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, seededGraph } from "../support/graph.ts";

let graph: Graph;
let api: TestApi;

beforeAll(async () => {
  graph = await seededGraph();
  api = await startApi(graph, { embedder: null });
});

describe("chains and firms", () => {
  it("shows the three chains with their positions in order from upstream", async () => {
    const { data } = await api.ask(
      "{ chains { id positions { name stage order feeds { id } fedBy { id } } } }",
    );
    expect(data.chains.map((chain: { id: string }) => chain.id).sort()).toEqual([
      "chain-electronics",
      "chain-equipment",
      "chain-newenergy",
    ]);
    for (const { positions } of data.chains) {
      const orders = positions.map((position: { order: number }) => position.order);
      expect(orders).toEqual([...orders].sort((a, b) => a - b));
    }
    const cell = await api.ask(
      `{ position(id: "position-cell") { name chain { name } feeds { id } fedBy { id } } }`,
    );
    const [truth] = await cypher(
      graph,
      `MATCH (p:ChainPosition {id: 'position-cell'}) RETURN COUNT { (p)-[:FEEDS]->() } AS feeds, COUNT { ()-[:FEEDS]->(p) } AS fedBy`,
    );
    expect([cell.data.position.feeds.length, cell.data.position.fedBy.length]).toEqual([
      truth?.feeds,
      truth?.fedBy,
    ]);
  });

  it("pages through all firms once, by pinyin", async () => {
    const names: string[] = [];
    let after: string | null = null;
    let total = -1;
    do {
      const answer: Awaited<ReturnType<TestApi["ask"]>> = await api.ask(
        "query($a: String) { enterprises(filter: {example: true}, first: 13, after: $a) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }",
        { a: after },
      );
      const page = answer.data.enterprises;
      names.push(...page.nodes.map((node: { id: string }) => node.id));
      total = page.totalCount;
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect([names.length, new Set(names).size, total]).toEqual([60, 60, 60]);
  });

  it("finds firms by chain, by alliance and by a part of the name", async () => {
    const find = async (filter: object): Promise<number> =>
      (await api.ask("query($f: EnterpriseFilter) { enterprises(filter: $f) { totalCount } }", { f: filter }))
        .data.enterprises.totalCount;
    const truth = async (where: string): Promise<unknown> =>
      (await cypher(graph, `MATCH (e:Enterprise) WHERE ${where} RETURN count(e) AS n`))[0]?.n;
    expect(await find({ chainId: "chain-equipment" })).toBe(
      await truth(
        `EXISTS { (e)-[o:OCCUPIES]->()-[:PART_OF_CHAIN]->({id: 'chain-equipment'}) WHERE o.until IS NULL OR date() < o.until }`,
      ),
    );
    expect(await find({ text: "示例" })).toBe(await truth("e.name CONTAINS '示例'"));
    expect(await find({ text: "$" })).toBe(0);
    expect(await find({ allianceId: "tongliang-equipment" })).toBeGreaterThan(0);
    expect(await find({ allianceId: "no-such-alliance" })).toBe(0);
  });

  it("shows suppliers as buyers of the other side", async () => {
    const [edge] = await cypher(
      graph,
      `MATCH (a:Enterprise)-[s:SUPPLIES]->(b:Enterprise) WHERE s.until IS NULL AND (s.since IS NULL OR s.since <= date())
       RETURN a.id AS from, b.id AS to ORDER BY a.id, b.id LIMIT 1`,
    );
    const { data } = await api.ask(
      `query($a: ID!, $b: ID!) { a: enterprise(id: $a) { buyers(first: 200) { nodes { id } } } b: enterprise(id: $b) { suppliers(first: 200) { nodes { id } } } }`,
      { a: edge?.from, b: edge?.to },
    );
    expect(data.a.buyers.nodes).toContainEqual({ id: edge?.to });
    expect(data.b.suppliers.nodes).toContainEqual({ id: edge?.from });
  });

  it("tells of every product whether it is an example, wherever it is named", async () => {
    const made = (
      await api.ask(
        `{ enterprise(id: "example-enterprise-1") { produces { id name example inputTo { name example } broader { name example } } } }`,
      )
    ).data.enterprise.produces;
    expect(made.length).toBeGreaterThan(0);
    for (const product of made)
      for (const each of [product, ...product.inputTo, ...(product.broader ? [product.broader] : [])])
        expect([each.name, each.example]).toEqual([expect.stringContaining("示例"), true]);
    const [real] = await cypher(
      graph,
      "MATCH (p:Product)<-[:KIND_OF]-() WHERE NOT p:Example RETURN p.id AS id LIMIT 1",
    );
    expect(
      (await api.ask("query($id: ID!) { product(id: $id) { example } }", { id: real?.id })).data.product,
    ).toEqual({
      example: false,
    });
  });

  it("never calls an example a real firm", async () => {
    const { data } = await api.ask(
      "{ enterprises(filter: {example: false}, first: 200) { nodes { name example } } }",
    );
    expect(
      data.enterprises.nodes.some(
        (node: { name: string; example: boolean }) => node.example || node.name.includes("示例"),
      ),
    ).toBe(false);
  });
});
