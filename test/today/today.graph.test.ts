import { beforeAll, describe, expect, it } from "vitest";
import { dayAfter, todayInShanghai } from "../../server/api/days.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, type Grant, openAccount, openBrowser } from "../support/people.ts";

let graph: Graph;
let api: TestApi;
/** Answers for alliance a. */
let coordinator: Browser;
/** Of organisation o, which is in alliance a and covers firm e. */
let secretary: Browser;
/** Answers for alliance b alone. */
let neighbour: Browser;
const today = todayInShanghai(new Date());
const month = (ahead: number): string => {
  const whole = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1 + ahead;
  return `${Math.floor(whole / 12)}-${String((whole % 12) + 1).padStart(2, "0")}`;
};

const entries = `
  MATCH (a:Alliance {id: 'a'}), (e:Enterprise {id: 'e'})
  UNWIND [['waits', 'pendingReview', null, null], ['back', 'returned', '请补充人数', null], ['ends', 'published', null, $soon], ['lasts', 'published', null, $late]] AS row
  CREATE (d:Demand:Entity {id: row[0], title: '需求' + row[0], text: '需要' + row[0], state: row[1], urgency: 'normal', returnReason: row[2],
    audience: CASE row[1] WHEN 'published' THEN 'public' ELSE 'org:o' END, publishTo: 'public',
    reviewedIn: CASE row[1] WHEN 'published' THEN null ELSE 'review:a' END, neededBy: date(row[3]), version: 1,
    createdAt: datetime() - duration({days: 9}), updatedAt: datetime() - duration({days: 9})})
  CREATE (d)-[:RAISED_BY]->(e) CREATE (d)-[:FOR_ALLIANCE]->(a)`;

const contactsAndProjects = `
  MATCH (a:Alliance {id: 'a'}), (d:Demand {id: 'lasts'}), (b:Alliance {id: 'b'})
  CREATE (o:Resource:Offer:Entity {id: 'help', title: '资源help', text: '可以帮', state: 'published', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:FOR_ALLIANCE]->(b)
  CREATE (m:Match:Entity {id: 'lasts~help', state: 'contacted', waitsFor: 'offer', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})
  CREATE (m)-[:ANSWERS_DEMAND]->(d) CREATE (m)-[:WITH_OFFER]->(o)
  CREATE (:Event {at: datetime() - duration({days: 12}), by: 'x', from: 'proposed', to: 'contacted'})-[:HAPPENED_TO]->(m)
  WITH a, d
  UNWIND [['new', 'approved'], ['late', 'running'], ['done', 'completed']] AS row
  CREATE (p:ServiceProject:Entity {id: row[0], title: '项目' + row[0], state: row[1], stages: ['beneficiary', 'committee'], audience: 'public', version: 1,
    createdAt: datetime() - duration({days: 40}), updatedAt: datetime() - duration({days: 20})})-[:FOR_ALLIANCE]->(a)
  CREATE (m:Match:Entity {id: 'lasts~' + row[0], state: 'projected', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})
  CREATE (m)-[:ANSWERS_DEMAND]->(d) CREATE (m)-[:LED_TO]->(p)
  FOREACH (_ IN CASE row[0] WHEN 'late' THEN [1] ELSE [] END |
    CREATE (:ProjectMonth:Entity {id: 'late:m', month: $lastMonth, text: '上门'})-[:PLANNED_IN]->(p)
    CREATE (:ProjectMonth:Entity {id: 'late:n', month: $nextMonth, text: '再上门'})-[:PLANNED_IN]->(p))`;

const coverage = `
  MATCH (a:Alliance {id: 'a'})
  CREATE (e:Enterprise:Entity {id: 'bare', name: '应建公司', audience: 'public', partyMembers: 4, version: 1})-[:OBSERVES {since: date('2025-01-01')}]->(a)
  CREATE (:FormationPlan:Entity {id: 'formation:bare', kind: 'found', form: 'branch', dueOn: date($past), by: 'x', byName: '某人', at: datetime()})-[:PLANS_FOR]->(e)`;

const somebody = async (...grants: Grant[]): Promise<Browser> =>
  openBrowser(api.url, (await openAccount(graph, grants)).secret);

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(graph, entries, { soon: dayAfter(today, 5), late: dayAfter(today, 200) });
  await ask(graph, contactsAndProjects, { lastMonth: month(-1), nextMonth: month(1) });
  await ask(graph, coverage, { past: dayAfter(today, -3) });
  api = await startApi(graph, { embedder: null, viewerOf: undefined });
  coordinator = await somebody({ role: "hubCoordinator", placeId: "a" });
  secretary = await somebody({ role: "organizationSecretary", placeId: "o" });
  neighbour = await somebody({ role: "hubCoordinator", placeId: "b" });
});

interface Group {
  kind: string;
  move: string;
  totalCount: number;
  failed: boolean;
  items: {
    id: string;
    title: string;
    about: string | null;
    dueOn: string | null;
    path: string;
    stuck: boolean;
  }[];
}
async function waiting(by: Browser): Promise<Map<string, Group>> {
  const { data } = await by.ask(
    "{ today(perKind: 20) { kind move totalCount exampleCount failed items { id title about since dueOn path example stuck } } }",
  );
  expect(data.today.some(({ failed }: Group) => failed)).toBe(false);
  return new Map(data.today.map((group: Group) => [group.kind, group]));
}
const ids = (group: Group | undefined): string[] => (group?.items ?? []).map(({ id }) => id);

describe("今日", () => {
  it("puts a review before whoever reviews, and tells whoever waits for it that it is late", async () => {
    const theirs = await waiting(coordinator);
    expect(theirs.get("review")).toMatchObject({ move: "mine", totalCount: 1 });
    expect(theirs.get("review")?.items[0]).toMatchObject({
      id: "waits",
      path: "/demands/waits",
      stuck: true,
    });
    expect(theirs.has("submitted")).toBe(false);
    const own = await waiting(secretary);
    expect(own.get("submitted")).toMatchObject({ move: "others", items: [{ id: "waits", stuck: true }] });
    expect(own.has("review")).toBe(false);
    const others = await waiting(neighbour);
    expect([others.has("review"), others.has("submitted"), others.has("returned")]).toEqual([
      false,
      false,
      false,
    ]);
  });

  it("tells the owner what was returned, and why, and what ends soon", async () => {
    const own = await waiting(secretary);
    expect(own.get("returned")?.items).toMatchObject([{ id: "back", about: "退回原因：请补充人数" }]);
    expect(own.get("ending")?.items).toMatchObject([{ id: "ends", dueOn: dayAfter(today, 5) }]);
  });

  it("asks the side whose move a contact is, and tells the other that it waits", async () => {
    expect((await waiting(neighbour)).get("answerContact")?.items).toMatchObject([
      { id: "lasts~help", title: "需求lasts", about: "与“资源help”", stuck: true },
    ]);
    const own = await waiting(secretary);
    expect(own.has("answerContact")).toBe(false);
    expect(ids(own.get("awaitContact"))).toEqual(["lasts~help"]);
  });

  it("leads through a project: its plan, its months, its evaluation", async () => {
    const theirs = await waiting(coordinator);
    expect(ids(theirs.get("planProject"))).toEqual(["new"]);
    expect(theirs.get("lateProject")?.items).toMatchObject([{ id: "late", stuck: true }]);
    expect(theirs.get("lateProject")?.items[0]?.about).toContain(month(-1));
    expect(theirs.get("awaitEvaluation")?.items).toMatchObject([{ id: "done", stuck: true }]);
    // The firm's secretary is who evaluates first.
    expect(ids((await waiting(secretary)).get("evaluate"))).toEqual(["done"]);
  });

  it("tells who answers for an alliance of organisations that should have been founded", async () => {
    const theirs = await waiting(coordinator);
    expect(theirs.get("formation")?.items).toMatchObject([
      { id: "bare", dueOn: dayAfter(today, -3), stuck: true },
    ]);
    expect(theirs.get("uncovered")?.totalCount).toBe(1);
    expect((await waiting(neighbour)).has("formation")).toBe(false);
    expect((await waiting(secretary)).has("formation")).toBe(false);
  });

  it("is empty of a thing once it is done", async () => {
    await ask(graph, "MATCH (d:Demand {id: 'waits'}) SET d.state = 'published', d.audience = 'public'");
    await ask(
      graph,
      "MATCH (o:PartyOrganization {id: 'o'}), (e:Enterprise {id: 'bare'}) CREATE (o)-[:COVERS {since: date()  - duration({days: 1})}]->(e)",
    );
    const theirs = await waiting(coordinator);
    expect([theirs.has("review"), theirs.has("formation")]).toEqual([false, false]);
  });

  it("shows at most as many of a kind as asked for, and how many there are", async () => {
    const { data } = await coordinator.ask("{ today(perKind: 0) { kind totalCount items { id } } }");
    for (const { totalCount, items } of data.today) {
      expect(totalCount).toBeGreaterThan(0);
      expect(items).toEqual([]);
    }
    const refused = await coordinator.ask("{ today(perKind: 51) { kind } }");
    expect(refused.errors[0]?.extensions.code).toBe("LIMIT");
  });
});
