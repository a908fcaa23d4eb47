import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { demandsAround, offersAround } from "../../server/matching/candidateQueries.ts";
import { demandTarget, findCandidates, offerTarget, type Sought } from "../../server/matching/candidates.ts";
import { ask, emptyGraph } from "../support/graph.ts";

// Around one product, one position and one alliance: 40 hidden, 40 closed, 40 ended and 40 spent entries, made before the seen ones; and
// 600 hidden ones that answer the same words better than the seen ones do.
const around = `
  CREATE (p:Product:Entity {id: 'p', name: '电池'}), (c:ChainPosition:Entity {id: 'c', name: '电芯', stage: 'midstream', order: 1})
  CREATE (a:Alliance:Entity {id: 'a', name: '联盟', kind: 'chain', audience: 'public'})
  CREATE (e:Enterprise:Entity {id: 'e', name: '企业', audience: 'public'})-[:OCCUPIES]->(c)
  CREATE (e)<-[:COVERS]-(g:PartyOrganization:Entity {id: 'g', name: '支部', audience: 'public'})-[:MEMBER_OF]->(a)
  // A firm that the organisation covers no more: what it enters is not the alliance's.
  CREATE (left:Enterprise:Entity {id: 'left', name: '已转出', audience: 'public'})<-[:COVERS {until: date('2026-06-15')}]-(g)
  CREATE (:Demand:Entity {id: 'left-need', words: '食堂', text: '食堂', state: 'published', audience: 'public'})-[:RAISED_BY]->(left)
  CREATE (:Offer:Resource:Entity {id: 'left-offer', words: '食堂', text: '食堂', state: 'published', audience: 'public'})-[:OFFERED_BY]->(left)
  // An observer, and a department that staffs a team of the alliance.
  CREATE (o:Enterprise:Entity {id: 'o', name: '观察员', audience: 'public'})-[:OBSERVES]->(:Alliance:Entity {id: 'a2', name: '另一联盟', kind: 'chain', audience: 'public'})
  CREATE (:Demand:Entity {id: 'observer-need', words: '食堂', text: '食堂', state: 'published', audience: 'public'})-[:RAISED_BY]->(o)
  CREATE (:Offer:Resource:Entity {id: 'observer-offer', words: '食堂', text: '食堂', state: 'published', audience: 'public'})-[:OFFERED_BY]->(o)
  CREATE (b:Department:Entity {id: 'b', name: '行政服务中心'})<-[:STAFFED_BY]-(t:ServiceTeam:Entity {id: 't', name: '专员团', audience: 'public'})
  WITH * MATCH (a2:Alliance {id: 'a2'}) CREATE (t)-[:SERVES]->(a2)
  CREATE (:Offer:Resource:Entity {id: 'team-offer', words: '食堂', text: '食堂', state: 'published', audience: 'public'})-[:OFFERED_BY]->(b)
  CREATE (e)-[:PRODUCES]->(:Product:Entity {id: 'made', name: '电机'})`;
const entries = `
  MATCH (e:Enterprise {id: 'e'}), (p:Product {id: 'p'}), (a:Alliance {id: 'a'})
  UNWIND range(1, $count) AS i
  CREATE (d:Demand:Entity {id: $name + '-need-' + i, title: '焊工', text: $text, words: $words, state: $state, audience: $audience,
    neededBy: date($needUntil), embedding: $vector, version: 1, createdAt: datetime(), updatedAt: datetime()})
  CREATE (o:Offer:Resource:Entity {id: $name + '-offer-' + i, title: '焊工', text: $text, words: $words, state: $state,
    audience: $audience, availableUntil: date($until), capacity: $capacity, used: $used, embedding: $vector, version: 1, createdAt: datetime(), updatedAt: datetime()})
  FOREACH (_ IN CASE WHEN $near THEN [1] ELSE [] END |
    CREATE (d)-[:FOR_ALLIANCE]->(a) CREATE (o)-[:FOR_ALLIANCE]->(a) CREATE (d)-[:RAISED_BY]->(e) CREATE (d)-[:WANTS]->(p) CREATE (o)-[:OFFERED_BY]->(e) CREATE (o)-[:PROVIDES]->(p))`;

const noEnd: { until: string | null; needUntil: string | null } = { until: null, needUntil: null };
const usual = { state: "published", audience: "public", capacity: 10, used: 9, ...noEnd };
const hidden = { ...usual, audience: "org:hidden" };
const closed = { ...usual, state: "withdrawn" };
const ended = { ...usual, until: "2026-06-14", needUntil: "2026-06-14" };
// A need has no capacity to be spent.
const spent = { ...usual, used: 10, needUntil: "2026-06-14" };
const seen = { ...usual, until: "2026-06-15", needUntil: "2026-06-15" };
const unit = (at: number): number[] => Array.from({ length: 512 }, (_, i) => (i === at ? 1 : 0.001));
const best = { words: "焊工", text: "焊工", vector: unit(0) };
const worse = {
  vector: unit(1),
  words: "焊工 招聘 培训 宿舍 班车 食堂",
  text: "招聘焊工，有培训、宿舍、班车和食堂",
};
const viewer = { all: false, audiences: ["public"] };

let graph: Graph;

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, around);
  const make = (values: Record<string, unknown>) => ask(graph, entries, values);
  // Relationships are read latest first: what is hidden lies on both sides of what is seen.
  await make({ name: "hidden", count: 40, near: true, ...hidden, ...best });
  await make({ name: "closed", count: 40, near: true, ...closed, ...best });
  await make({ name: "ended", count: 40, near: true, ...ended, ...best });
  await make({ name: "spent", count: 40, near: true, ...spent, ...best });
  await make({ name: "seen", count: 5, near: true, ...seen, ...worse });
  await make({ name: "hidden-late", count: 40, near: true, ...hidden, ...best });
  await make({ name: "closed-late", count: 40, near: true, ...closed, ...best });
  await make({ name: "ended-late", count: 40, near: true, ...ended, ...best });
  await make({ name: "spent-late", count: 40, near: true, ...spent, ...best });
  await make({ name: "worded", count: 600, near: false, ...hidden, ...best });
  await ask(graph, "CALL db.awaitIndexes(60)");
}, 120_000);

interface Asked {
  words: string;
  limit: number;
  productIds: string[];
  traded: number;
  positionIds: string[];
  allianceIds: string[];
  today: string;
}
const nothing: Asked = {
  words: '"∅"',
  limit: 30,
  productIds: [],
  traded: 25,
  positionIds: [],
  allianceIds: [],
  today: "2026-06-15",
};
const ways: [string, Partial<Asked>][] = [
  ["the product", { productIds: ["p"] }],
  ["a position", { positionIds: ["c"] }],
  ["an alliance", { allianceIds: ["a"] }],
  ["words", { words: "焊工" }],
];

describe("hidden, closed, ended and spent entries crowd out nothing of what is seen", () => {
  it.each(ways)("found by %s", async (_, asked) => {
    for (const [query, kind] of [
      [demandsAround, "need"],
      [offersAround, "offer"],
    ] as const) {
      const trade = kind === "need" ? ("WANTS" as const) : ("PROVIDES" as const);
      const rows = await graph.run(query, { ...nothing, ...asked, trade, viewer });
      const expected = [1, 2, 3, 4, 5].map((i) => `seen-${kind}-${i}`);
      expect([...new Set(rows.map(({ id }) => id))].sort()).toEqual(expected);
    }
  });

  it("and an alliance's observers and service teams are near it like its members", async () => {
    const asked = { ...nothing, allianceIds: ["a2"], viewer };
    const offers = await graph.run(offersAround, { ...asked, trade: "PROVIDES" });
    expect(offers.map(({ id }) => id).sort()).toEqual(["observer-offer", "team-offer"]);
    const needs = await graph.run(demandsAround, { ...asked, trade: "WANTS" });
    expect(needs.map(({ id }) => id)).toEqual(["observer-need"]);
  });

  it.each([
    ["offers", offerTarget],
    ["demands", demandTarget],
  ] as const)("%s found by meaning where the database's own index is asked", async (_, target) => {
    const sought: Sought = {
      acted: [],
      text: "",
      vector: Float32Array.from(unit(0)),
      kinds: new Float32Array(1),
      around: {
        asked: "need",
        alliances: new Map(),
        positions: new Map(),
        products: new Map(),
        feeds: [],
        flows: [],
      },
      flow: null,
      allianceIds: [],
      positionIds: [],
      viewer,
      today: nothing.today,
    };
    const { ids } = await findCandidates(graph, target, null, sought);
    expect(ids.map((id) => id.replace(/-(need|offer)-/, " ")).sort()).toEqual(
      [1, 2, 3, 4, 5].map((i) => `seen ${i}`),
    );
  });
});
