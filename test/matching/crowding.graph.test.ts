import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { demandsAround, offersAround } from "../../server/matching/candidateQueries.ts";
import { ask, emptyGraph } from "../support/graph.ts";

// Around one product, one position and one alliance: 40 hidden and 40 closed entries, made before the seen ones; and
// 600 hidden ones that answer the same words better than the seen ones do.
const around = `
  CREATE (p:Product:Entity {id: 'p', name: '电池'}), (c:ChainPosition:Entity {id: 'c', name: '电芯', stage: 'midstream', order: 1})
  CREATE (a:Alliance:Entity {id: 'a', name: '联盟', kind: 'chain', audience: 'public'})
  CREATE (e:Enterprise:Entity {id: 'e', name: '企业', audience: 'public'})-[:OCCUPIES]->(c)
  CREATE (e)<-[:COVERS]-(:PartyOrganization:Entity {id: 'g', name: '支部', audience: 'public'})-[:MEMBER_OF]->(a)
  CREATE (e)-[:PRODUCES]->(:Product:Entity {id: 'made', name: '电机'})`;
const entries = `
  MATCH (e:Enterprise {id: 'e'}), (p:Product {id: 'p'})
  UNWIND range(1, $count) AS i
  CREATE (d:Demand:Entity {id: $name + '-need-' + i, title: '焊工', text: $text, words: $words, state: $state, audience: $audience,
    version: 1, createdAt: datetime(), updatedAt: datetime()})
  CREATE (o:Offer:Resource:Entity {id: $name + '-offer-' + i, title: '焊工', text: $text, words: $words, state: $state,
    audience: $audience, version: 1, createdAt: datetime(), updatedAt: datetime()})
  FOREACH (_ IN CASE WHEN $near THEN [1] ELSE [] END |
    CREATE (d)-[:RAISED_BY]->(e) CREATE (d)-[:WANTS]->(p) CREATE (o)-[:OFFERED_BY]->(e) CREATE (o)-[:PROVIDES]->(p))`;

const hidden = { state: "published", audience: "org:hidden" };
const closed = { state: "withdrawn", audience: "public" };
const seen = { state: "published", audience: "public" };
const best = { words: "焊工", text: "焊工" };
const worse = { words: "焊工 招聘 培训 宿舍 班车 食堂", text: "招聘焊工，有培训、宿舍、班车和食堂" };
const viewer = { all: false, audiences: ["public"] };

let graph: Graph;

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, around);
  const make = (values: Record<string, unknown>) => ask(graph, entries, values);
  // Relationships are read latest first: what is hidden lies on both sides of what is seen.
  await make({ name: "hidden", count: 40, near: true, ...hidden, ...best });
  await make({ name: "closed", count: 40, near: true, ...closed, ...best });
  await make({ name: "seen", count: 5, near: true, ...seen, ...worse });
  await make({ name: "hidden-late", count: 40, near: true, ...hidden, ...best });
  await make({ name: "closed-late", count: 40, near: true, ...closed, ...best });
  await make({ name: "worded", count: 600, near: false, ...hidden, ...best });
  await ask(graph, "CALL db.awaitIndexes(60)");
}, 120_000);

interface Asked {
  words: string;
  limit: number;
  productIds: string[];
  positionIds: string[];
  allianceIds: string[];
  today: string;
}
const nothing: Asked = {
  words: '"∅"',
  limit: 30,
  productIds: [],
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

describe("hidden and closed entries crowd out nothing of what is seen", () => {
  it.each(ways)("found by %s", async (_, asked) => {
    for (const [query, kind] of [
      [demandsAround, "need"],
      [offersAround, "offer"],
    ] as const) {
      const rows = await graph.run(query, { ...nothing, ...asked, viewer });
      const expected = [1, 2, 3, 4, 5].map((i) => `seen-${kind}-${i}`);
      expect([...new Set(rows.map(({ id }) => id))].sort()).toEqual(expected);
    }
  });
});
