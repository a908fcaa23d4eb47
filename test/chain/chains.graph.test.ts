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
        `{ enterprise(id: "example-enterprise-1") { produces(first: 200) { nodes { id name example inputTo { nodes { name example } } broader { name example } } } } }`,
      )
    ).data.enterprise.produces.nodes;
    expect(made.length).toBeGreaterThan(0);
    for (const product of made)
      for (const each of [product, ...product.inputTo.nodes, ...(product.broader ? [product.broader] : [])])
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

  it("pages through what a firm makes and uses, each product once, as the graph has them", async () => {
    const [firm] = await cypher(
      graph,
      `MATCH (e:Enterprise)-[r:PRODUCES]->(p:Product) WHERE (r.since IS NULL OR r.since <= date()) AND (r.until IS NULL OR date() < r.until)
       WITH e, collect(DISTINCT p.id) AS ids ORDER BY size(ids) DESC, e.id LIMIT 1 RETURN e.id AS id, ids`,
    );
    const ids = (firm?.ids ?? []) as string[];
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: Awaited<ReturnType<TestApi["ask"]>> = await api.ask(
        "query($id: ID!, $after: String) { enterprise(id: $id) { produces(first: 4, after: $after) { totalCount exampleCount nodes { id } pageInfo { hasNextPage endCursor } } } }",
        { id: firm?.id, after },
      );
      const page = answer.data.enterprise.produces;
      expect([page.totalCount, page.exampleCount]).toEqual([ids.length, ids.length]);
      seen.push(...page.nodes.map((node: { id: string }) => node.id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after);
    expect(seen.length).toBeGreaterThan(4);
    expect([...seen].sort()).toEqual([...ids].sort());
  });

  it("shows how much passes between two firms and how that is known", async () => {
    const [edge] = await cypher(
      graph,
      `MATCH (a:Enterprise)-[s:SUPPLIES]->(b:Enterprise) WHERE s.until IS NULL AND (s.since IS NULL OR s.since <= date())
       RETURN a.id AS from, b.id AS to, s.productId AS productId, s.product AS name, s.quantity AS quantity,
         s.evidence AS evidence, toString(s.since) AS since ORDER BY a.id, b.id, s.productId LIMIT 1`,
    );
    const { data } = await api.ask(
      `query($a: ID!) { enterprise(id: $a) { buyers(first: 200) { edges { node { id } goodsCount goods { productId name quantity evidence since } } } } }`,
      { a: edge?.from },
    );
    const found = data.enterprise.buyers.edges.find(
      (each: { node: { id: string } }) => each.node.id === edge?.to,
    );
    const { productId, name, quantity, evidence, since } = edge ?? {};
    expect(found.goods).toContainEqual({ productId, name, quantity, evidence, since });
    expect(found.goodsCount).toBe(found.goods.length);
    expect([typeof quantity, typeof evidence]).toEqual(["number", "string"]);
  });

  it("lists positions and products by chain and by part of the name, with the count under the same filter", async () => {
    const { data } = await api.ask(
      `{ all: positions(first: 200) { totalCount nodes { id order chain { id } } }
         upstream: positions(filter: {chainId: "chain-equipment", stage: upstream}) { totalCount }
         products(filter: {chainId: "chain-equipment"}, first: 5) { totalCount exampleCount nodes { id } }
         none: products(filter: {text: "\`$"}) { totalCount } }`,
    );
    const [truth] = await cypher(
      graph,
      `RETURN COUNT { (:ChainPosition) } AS positions,
         COUNT { (:ChainPosition {stage: 'upstream'})-[:PART_OF_CHAIN]->({id: 'chain-equipment'}) } AS upstream,
         COUNT { MATCH (p:Product)-[:BELONGS_AT]->()-[:PART_OF_CHAIN]->({id: 'chain-equipment'}) RETURN DISTINCT p } AS products`,
    );
    expect([data.all.totalCount, data.all.nodes.length]).toEqual([truth?.positions, truth?.positions]);
    expect(data.upstream.totalCount).toBe(truth?.upstream);
    expect([data.products.totalCount, data.products.nodes.length]).toEqual([truth?.products, 5]);
    expect(data.none.totalCount).toBe(0);
    const byChain = new Map<string, number[]>();
    for (const { chain, order } of data.all.nodes)
      byChain.set(chain.id, [...(byChain.get(chain.id) ?? []), order]);
    for (const orders of byChain.values()) expect(orders).toEqual([...orders].sort((a, b) => a - b));
  });

  it("cuts what belongs to one thing where asked, and says how many there are", async () => {
    const { data } = await api.ask(
      "{ chainCount chains(first: 1) { positions(first: 2) { id } positionCount alliances { id } allianceCount } }",
    );
    const [chain] = data.chains;
    expect([data.chains.length, chain.positions.length, chain.alliances.length]).toEqual([
      1,
      2,
      chain.allianceCount,
    ]);
    expect(chain.positionCount).toBeGreaterThan(2);
    expect(data.chainCount).toBe(3);
    const tooMany = await api.ask("{ chains { positions(first: 201) { id } } }");
    expect(tooMany.errors[0]?.extensions.code).toBe("LIMIT");
  });

  it("says where everything that was seeded comes from", async () => {
    const rows = await cypher(
      graph,
      `UNWIND ['Product', 'IndustryChain', 'ChainPosition', 'Category', 'Programme', 'Enterprise', 'Alliance'] AS label
       MATCH (n:Entity)-[:FROM_SOURCE]->(s) WHERE label IN labels(n)
       WITH label, n, s ORDER BY n.id WITH label, head(collect(n.id)) AS id RETURN label, id`,
    );
    expect(rows.length).toBe(7);
    for (const { label, id } of rows) {
      const { data } = await api.ask(
        `query($id: ID!) { node(id: $id) { ... on ${label} { source { id title } } } }`,
        { id },
      );
      const titles = await cypher(
        graph,
        "MATCH ({id: $id})-[:FROM_SOURCE]->(s) RETURN coalesce(s.title, s.id) AS title ORDER BY s.id LIMIT 1",
        { id },
      );
      expect([label, data.node.source?.title]).toEqual([label, titles[0]?.title]);
    }
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
