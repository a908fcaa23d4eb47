import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { words } from "../../server/language/words.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";

let graph: Graph;
let api: TestApi;

// A chain as the product tree has it. No name shares a character with 减速器: a text could not find its inputs.
const chain = `CREATE (gear:Product:Entity {id: 'gear', name: '减速器'}), (harmonic:Product:Entity {id: 'harmonic', name: '谐波减速器'}),
  (arm:Product:Entity {id: 'arm', name: '机械臂'}), (steel:Product:Entity {id: 'steel', name: '轴承钢'}), (ore:Product:Entity {id: 'ore', name: '铁矿'}),
  (harmonic)-[:KIND_OF]->(gear), (steel)-[:INPUT_TO]->(gear), (ore)-[:INPUT_TO]->(steel), (gear)-[:INPUT_TO]->(arm)
  WITH gear, harmonic, arm
  UNWIND ['maker', 'narrow', 'deliverer', 'hidden', 'former', 'user', 'builder'] AS id
  CREATE (e:Enterprise:Entity {id: id, name: id, audience: CASE id WHEN 'hidden' THEN 'org:hidden' ELSE 'public' END})
  WITH gear, harmonic, arm, collect(e) AS firms
  UNWIND firms AS e
  FOREACH (_ IN CASE WHEN e.id IN ['maker', 'deliverer', 'hidden'] THEN [1] ELSE [] END | CREATE (e)-[:PRODUCES]->(gear))
  FOREACH (_ IN CASE e.id WHEN 'narrow' THEN [1] ELSE [] END | CREATE (e)-[:PRODUCES]->(harmonic))
  FOREACH (_ IN CASE e.id WHEN 'former' THEN [1] ELSE [] END | CREATE (e)-[:PRODUCES {until: date('2020-01-01')}]->(gear))
  FOREACH (_ IN CASE e.id WHEN 'user' THEN [1] ELSE [] END | CREATE (e)-[:CONSUMES]->(gear))
  FOREACH (_ IN CASE e.id WHEN 'builder' THEN [1] ELSE [] END | CREATE (e)-[:PRODUCES]->(arm))
  WITH DISTINCT 1 AS done
  MATCH (d:Enterprise {id: 'deliverer'}), (u:Enterprise {id: 'user'})
  CREATE (d)-[:SUPPLIES {product: '减速器', productId: 'gear'}]->(u)`;

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, chain);
  api = await startApi(graph, { embedder: null, viewerOf: () => ({ all: false, audiences: ["public"] }) });
}, 120_000);

const question = `query ($id: ID!) { node(id: $id) { ... on Product {
  canSupply { totalCount nodes { way partner enterprise { id } products { id } } }
  buyers { totalCount nodes { way partner enterprise { id } products { id } } }
  upstream { totalCount nodes { way product { id } products { name } } } } } }`;
type Partner = {
  way: string;
  partner: string | null;
  enterprise: { id: string };
  products: { id: string }[];
};
const told = (nodes: Partner[]) =>
  nodes.map(({ way, enterprise, products }) => [enterprise.id, way, products.map(({ id }) => id).join(">")]);

describe("chain needs", () => {
  it("say who can supply a product, known deliveries first, each with its way, and nobody hidden or past", async () => {
    const { data, errors } = await api.ask(question, { id: "gear" });
    expect(errors).toEqual([]);
    const { nodes, totalCount } = data.node.canSupply;
    expect(told(nodes)).toEqual([
      ["deliverer", "delivers", "gear"],
      ["maker", "makes", "gear"],
      ["narrow", "makesNarrower", "harmonic>gear"],
    ]);
    expect(totalCount).toBe(3);
    expect(nodes[0].partner).toBe("user");
  });

  it("offer the makers of the broader kind where the very product is sought", async () => {
    const { data } = await api.ask(question, { id: "harmonic" });
    expect(told(data.node.canSupply.nodes)).toEqual([
      ["narrow", "makes", "harmonic"],
      ["deliverer", "makesBroader", "gear>harmonic"],
      ["maker", "makesBroader", "gear>harmonic"],
    ]);
  });

  it("say who buys a product, those who make something from it among them", async () => {
    const { data } = await api.ask(question, { id: "gear" });
    expect(told(data.node.buyers.nodes)).toEqual([
      ["user", "receives", "gear"],
      ["builder", "makesFromIt", "gear>arm"],
    ]);
  });

  it("find what a product is made from over two steps, where no character is shared", async () => {
    const names = async (id: string) =>
      (await api.ask(question, { id })).data.node.upstream.nodes.map(
        (one: { products: { name: string }[] }) => one.products.map(({ name }) => name).join("←"),
      );
    expect(await names("gear")).toEqual(["减速器←轴承钢", "减速器←轴承钢←铁矿"]);
    expect(await names("harmonic")).toEqual(["谐波减速器←减速器←轴承钢"]);
    // One is shown, and both are counted.
    const one = `query ($id: ID!) { node(id: $id) { ... on Product { upstream(first: 1) { totalCount nodes { way } } } } }`;
    const { upstream } = (await api.ask(one, { id: "gear" })).data.node;
    expect([upstream.nodes.length, upstream.totalCount]).toEqual([1, 2]);
  });

  it("put those whose entries only speak of it below what the graph knows, and say so", async () => {
    const [offered, needed] = ["谐波减速器现货", "采购减速器"];
    const said = {
      offered,
      needed,
      offeredWords: words(offered).join(" "),
      neededWords: words(needed).join(" "),
    };
    await ask(
      graph,
      `UNWIND ['teller', 'maker', 'hidden', 'buyer'] AS id
       MERGE (e:Enterprise:Entity {id: id}) ON CREATE SET e.name = id, e.audience = 'public'
       CREATE (o:Offer:Resource:Entity {id: 'said-' + id, title: '现货', text: $offered, words: $offeredWords, state: 'published', audience: 'public'})-[:OFFERED_BY]->(e)
       FOREACH (_ IN CASE id WHEN 'buyer' THEN [1] ELSE [] END | CREATE (o)-[:BUYS]->(:Product:Entity {id: 'other', name: '别的'}))`,
      said,
    );
    await ask(
      graph,
      `MATCH (e:Enterprise {id: 'buyer'})
       CREATE (:Demand:Entity {id: 'said-need', text: $needed, words: $neededWords, state: 'published', audience: 'public'})-[:RAISED_BY]->(e)
       CREATE (:Demand:Entity {id: 'over', text: $needed, words: $neededWords, state: 'published', neededBy: date('2020-01-01'), audience: 'public'})-[:RAISED_BY]->(:Enterprise:Entity {id: 'late', name: 'late', audience: 'public'})`,
      said,
    );
    await ask(graph, "CALL db.awaitIndexes(60)");
    const mentioned = question.replaceAll("way partner", "way mention partner");
    await expect
      .poll(async () => told((await api.ask(mentioned, { id: "gear" })).data.node.canSupply.nodes), {
        timeout: 20_000,
      })
      .toEqual([
        ["deliverer", "delivers", "gear"],
        ["maker", "makes", "gear"],
        ["narrow", "makesNarrower", "harmonic>gear"],
        ["teller", "said", "gear"],
      ]);
    const { canSupply, buyers } = (await api.ask(mentioned, { id: "gear" })).data.node;
    expect(canSupply.nodes.map(({ mention }: { mention: string | null }) => mention)).toEqual([
      null,
      null,
      null,
      "现货",
    ]);
    expect(told(buyers.nodes).at(-1)).toEqual(["buyer", "said", "gear"]);
    await ask(graph, "MATCH (x:Demand|Offer) DETACH DELETE x");
  });

  it("change when the graph does: a delivery that ended, a tree that was cut", async () => {
    await ask(
      graph,
      "MATCH (:Enterprise {id: 'deliverer'})-[s:SUPPLIES]->() SET s.until = date('2021-01-01')",
    );
    await ask(graph, "MATCH (:Product {id: 'harmonic'})-[k:KIND_OF]->() DELETE k");
    const { data } = await api.ask(question, { id: "gear" });
    expect(told(data.node.canSupply.nodes)).toEqual([
      ["deliverer", "makes", "gear"],
      ["maker", "makes", "gear"],
    ]);
  });
});
