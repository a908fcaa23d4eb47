import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, type Grant, openAccount, openBrowser } from "../support/people.ts";

vi.setConfig({ testTimeout: 60_000 });

// Firm x helped firm e twice, the second time without its owner's secret being anybody's business; a third pair was
// cancelled, a fourth is only being talked about.
const pairs = `
  MATCH (e:Enterprise {id: 'e'}), (x:Enterprise {id: 'x'}), (o2:PartyOrganization {id: 'o2'}), (a:Alliance {id: 'a'})
  CREATE (o2)-[:MEMBER_OF]->(a)
  WITH e, x
  UNWIND [['1', 'agreed', null, 'public'], ['2', 'projected', null, 'public'], ['3', 'projected', 'cancelled', 'public'],
    ['4', 'contacted', null, 'public'], ['5', 'agreed', null, 'org:hidden']] AS one
  CREATE (d:Demand:Entity {id: 'n' + one[0], title: '需求' + one[0], text: '需求', state: 'published', audience: 'public', version: 1})-[:RAISED_BY]->(e)
  CREATE (f:Offer:Resource:Entity {id: 'f' + one[0], title: '资源' + one[0], text: '资源', unit: '次', state: 'published', audience: one[3], version: 1})-[:OFFERED_BY]->(x)
  CREATE (m:Match:Entity {id: 'n' + one[0] + '~f' + one[0], state: one[1], outcome: one[2], amount: 3, audience: one[3],
    updatedAt: datetime('2026-06-0' + one[0] + 'T08:00:00Z')})-[:ANSWERS_DEMAND]->(d)
  CREATE (m)-[:WITH_OFFER]->(f)
  WITH m WHERE m.id = 'n2~f2'
  CREATE (m)-[:LED_TO]->(s:ServiceProject:Entity {id: 's', title: '项目', summary: '', state: 'running', audience: 'public',
    stages: ['beneficiary'], version: 1, createdAt: datetime(), updatedAt: datetime()})
  CREATE (:Delivery {id: 'y', on: date('2026-06-10'), text: '派出焊工', quantity: 3, unit: '次', at: datetime(), by: 'x', byName: '示例'})
    -[:DELIVERED_FOR]->(s)`;

let graph: Graph;
let api: TestApi;
const somebody = async (...grants: Grant[]): Promise<Browser> =>
  openBrowser(api.url, (await openAccount(graph, grants)).secret);

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(graph, pairs);
  api = await startApi(graph, { embedder: null, viewerOf: undefined, requestTimeoutMs: 60_000 });
}, 240_000);

const page =
  "totalCount nodes { id amount unit state other { ... on Enterprise { id } } project { id state deliveryCount } }";
const exchange = async (by: Browser, ownerId: string) => {
  const answer = await by.ask(
    `query ($ownerId: ID) { exchangeOf(ownerId: $ownerId) { given { ${page} } received { ${page} } } }`,
    { ownerId },
  );
  expect(answer.errors).toEqual([]);
  return answer.data.exchangeOf;
};

describe("what owners did for each other", () => {
  it("is shown to those who act for the owner, the last first, without what came to nothing or is out of sight", async () => {
    const secretary = await somebody({ role: "organizationSecretary", placeId: "o" });
    const { given, received } = await exchange(secretary, "e");
    expect(given).toEqual({ totalCount: 0, nodes: [] });
    expect(received).toEqual({
      totalCount: 2,
      nodes: [
        {
          id: "n2~f2",
          amount: 3,
          unit: "次",
          state: "projected",
          other: { id: "x" },
          project: { id: "s", state: "running", deliveryCount: 1 },
        },
        { id: "n1~f1", amount: 3, unit: "次", state: "agreed", other: { id: "x" }, project: null },
      ],
    });
    const lead = await somebody({ role: "chainLead", placeId: "a" });
    expect((await exchange(lead, "e")).received.totalCount).toBe(2);
  });

  it("is nobody else's business", async () => {
    const secretary = await somebody({ role: "organizationSecretary", placeId: "q" });
    expect(await exchange(secretary, "e")).toBeNull();
    expect(await exchange(secretary, "nobody")).toBeNull();
    const officer = await somebody({ role: "department", placeId: "d" });
    expect(await exchange(officer, "e")).toBeNull();
  });

  it("pages through all of it", async () => {
    const secretary = await somebody({ role: "organizationSecretary", placeId: "o" });
    const query = `query ($after: String) { exchangeOf(ownerId: "e") { received(first: 1, after: $after) {
      pageInfo { hasNextPage endCursor } nodes { id } } } }`;
    const first = (await secretary.ask(query)).data.exchangeOf.received;
    expect(first.pageInfo.hasNextPage).toBe(true);
    const second = (await secretary.ask(query, { after: first.pageInfo.endCursor })).data.exchangeOf.received;
    expect([...first.nodes, ...second.nodes].map(({ id }: { id: string }) => id)).toEqual(["n2~f2", "n1~f1"]);
    expect(second.pageInfo.hasNextPage).toBe(false);
  });
});
