import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, seededGraph, testEmbedder } from "../support/graph.ts";
import { cacheFolder } from "../support/machine.ts";

vi.setConfig({ testTimeout: 120_000 });

interface Result {
  offer: { id: string };
  demand: { id: string };
  factors: { id: string; value: number | null; evidence: string | null }[];
  path: { edges: { type: string }[] } | null;
}

let graph: Graph;
let api: TestApi;
let productId: string;
let firms: string[];
const entries: Record<string, string> = {};
let keys = 0;
const key = () => {
  keys += 1;
  return `trade-${keys}`;
};

async function enter(kind: "Demand" | "Offer", fields: Record<string, unknown>): Promise<string> {
  const answer = await api.ask(
    `mutation ($input: Enter${kind}Input!) { enter${kind}(input: $input) { ${kind.toLowerCase()} { id } } }`,
    { input: { clientMutationId: key(), fields } },
  );
  expect(answer.errors ?? []).toEqual([]);
  return answer.data[`enter${kind}`][kind.toLowerCase()].id;
}

beforeAll(async () => {
  graph = await seededGraph();
  const knowledgeFile = join(cacheFolder, "knowledge.bin");
  await warmMatching(graph, await testEmbedder(), { knowledgeFile, patienceMs: 60_000 });
  api = await startApi(graph, { requestTimeoutMs: 60_000 });
  const [found] = await ask(
    graph,
    `MATCH (p:Product:Example) WITH p ORDER BY p.id LIMIT 1
     MATCH (e:Enterprise:Example) WHERE e.audience = 'public' AND NOT (e)-[:PRODUCES]->(p)
     WITH p, e ORDER BY e.id LIMIT 4 RETURN p.id AS product, p.name AS name, collect(e.id) AS firms`,
  );
  productId = String(found?.product);
  firms = found?.firms as string[];
  const [name, products] = [String(found?.name), [productId]];
  entries.buying = await enter("Demand", {
    text: `急需采购${name}，希望链上企业供货`,
    raisedById: firms[0],
    wantsProductIds: products,
  });
  entries.selling = await enter("Demand", {
    text: `${name}产能有富余，希望对接采购方`,
    raisedById: firms[1],
    sellsProductIds: products,
  });
  entries.stock = await enter("Offer", {
    text: `${name}常备库存，产能有富余`,
    offeredById: firms[2],
    providesProductIds: products,
  });
  entries.order = await enter("Offer", {
    text: `面向链上企业采购${name}`,
    offeredById: firms[3],
    buysProductIds: products,
  });
}, 240_000);

const part = `excluded { rule count } results { offer { id } demand { id } factors { id value evidence } path { edges { type } } }`;
const offersFor = async (id: string | undefined): Promise<{ results: Result[]; excluded: object[] }> =>
  (await api.ask(`query ($id: ID!) { matchesOfDemand(demandId: $id, first: 50) { ${part} } }`, { id })).data
    .matchesOfDemand;
const demandsFor = async (id: string | undefined): Promise<{ results: Result[] }> =>
  (await api.ask(`query ($id: ID!) { matchesOfOffer(offerId: $id, first: 50) { ${part} } }`, { id })).data
    .matchesOfOffer;
const product = ({ factors }: Result) => factors.find(({ id }) => id === "productFlow");

describe("buyers meet sellers, not other buyers", () => {
  it("in the lists of needs", async () => {
    const toBuy = await offersFor(entries.buying);
    const stock = toBuy.results.find(({ offer }) => offer.id === entries.stock);
    expect(stock && product(stock)?.evidence).toMatch(/^资源提供需求所要的/u);
    expect(toBuy.results.map(({ offer }) => offer.id)).not.toContain(entries.order);
    expect(toBuy.excluded).toContainEqual({ rule: "双方都要买进或都要卖出", count: expect.any(Number) });

    const toSell = await offersFor(entries.selling);
    const order = toSell.results.find(({ offer }) => offer.id === entries.order);
    expect(order && product(order)?.evidence).toMatch(/^需求方出售资源方要买的/u);
    expect(toSell.results.map(({ offer }) => offer.id)).not.toContain(entries.stock);
  });

  it("in the lists of resources", async () => {
    const idsOf = async (id: string | undefined) =>
      (await demandsFor(id)).results.map(({ demand }) => demand.id);
    const [forStock, forOrder] = [await idsOf(entries.stock), await idsOf(entries.order)];
    expect(forStock).toContain(entries.buying);
    expect(forStock).not.toContain(entries.selling);
    expect(forOrder).toContain(entries.selling);
    expect(forOrder).not.toContain(entries.buying);
  });

  it("and two buyers are not put in contact", async () => {
    const input = { clientMutationId: key(), demandId: entries.buying, offerId: entries.order };
    const { errors } = await api.ask(
      `mutation ($input: StartContactInput!) { startContact(input: $input) { state } }`,
      { input },
    );
    expect(errors[0]?.extensions.code).toBe("CONFLICT");
    expect(errors[0]?.message).toMatch(/^双方都要买进/u);
  });

  it("and what was entered is read back and edited", async () => {
    const read = `query ($id: ID!) { demand(id: $id) { version wants { id } sells { id } } }`;
    const { demand } = (await api.ask(read, { id: entries.selling })).data;
    expect(demand).toMatchObject({ wants: [], sells: [{ id: productId }] });
    const fields = { text: "改为采购", raisedById: firms[1], wantsProductIds: [productId] };
    const edit = `mutation ($input: EditDemandInput!) { editDemand(input: $input) { demand { wants { id } sells { id } } } }`;
    const { data } = await api.ask(edit, {
      input: { clientMutationId: key(), id: entries.selling, expectedVersion: demand.version, fields },
    });
    expect(data.editDemand.demand).toEqual({ wants: [{ id: productId }], sells: [] });
  });

  it("and no example buys from a buyer", async () => {
    const [wrong] = await ask(
      graph,
      `MATCH (c:Category {name: '市场订单'})<-[:IN_CATEGORY]-(x:Example)-[r:WANTS|PROVIDES]->() RETURN count(r) AS n`,
    );
    expect(wrong?.n).toBe(0);
  });
});
