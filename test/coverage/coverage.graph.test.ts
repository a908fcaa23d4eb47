import { beforeAll, describe, expect, it } from "vitest";
import { todayInShanghai } from "../../server/api/days.ts";
import { trendDays } from "../../server/coverage/forms.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, codeOf, type Grant, openAccount, openBrowser } from "../support/people.ts";

let graph: Graph;
let api: TestApi;
let coordinator: Browser;
let neighbour: Browser;
let supervisor: Browser;
let keys = 0;
const today = todayInShanghai(new Date());
const days = trendDays(today, 5);
const moved = (years: number, more: number): string => {
  const day = new Date(`${today}T00:00:00Z`);
  day.setUTCFullYear(day.getUTCFullYear() + years);
  day.setUTCDate(day.getUTCDate() + more);
  return day.toISOString().slice(0, 10);
};

const firms = `
  CREATE (hub:Alliance:Entity {id: 'hub', name: '总联盟', kind: 'hub', audience: 'public'})
  CREATE (a:Alliance:Entity {id: 'a', name: '装备联盟', kind: 'chain', audience: 'public'})-[:PART_OF_ALLIANCE]->(hub)
  CREATE (b:Alliance:Entity {id: 'b', name: '电池联盟', kind: 'chain', audience: 'public'})
  CREATE (c:IndustryChain:Entity {id: 'c', name: '装备链'})<-[:FOR_CHAIN]-(a)
  CREATE (p:ChainPosition:Entity {id: 'p', name: '整机', stage: 'midstream', order: 1})-[:PART_OF_CHAIN]->(c)
  CREATE (park:Park:Entity {id: 'park', name: '高新园区'})
  CREATE (o:PartyOrganization:Entity {id: 'o', name: '甲支部', kind: 'branch', audience: 'public', lastElectedOn: date('${moved(-3, 45)}')})-[:MEMBER_OF {since: date('2025-01-01')}]->(a)
  CREATE (:PartyOrganization:Entity {id: 'late', name: '乙党委', kind: 'committee', audience: 'public', lastElectedOn: date('${moved(-5, -30)}')})
  CREATE (:PartyOrganization:Entity {id: 'early', name: '丙党委', kind: 'committee', audience: 'public', lastElectedOn: date('${moved(-2, 0)}')})
  CREATE (:PartyOrganization:Entity {id: 'undated', name: '丁支部', kind: 'branch', audience: 'public'})
  CREATE (:PartyOrganization:Entity {id: 'functional', name: '功能型党委', kind: 'functionalCommittee', audience: 'public'})
  CREATE (:PartyOrganization:Entity {id: 'secret', name: '密支部', kind: 'branch', audience: 'org:secret'})
  CREATE (own:Enterprise:Entity {id: 'own', name: '有支部公司', audience: 'public', partyMembers: 5, version: 1})
  CREATE (o)-[:COVERS {mode: 'independent', since: date('${days[2]}')}]->(own)
  CREATE (due:Enterprise:Entity {id: 'due', name: '应建公司', audience: 'public', partyMembers: 4, version: 1})-[:OBSERVES {since: date('2025-01-01')}]->(a)
  CREATE (due)-[:OCCUPIES {role: 'core'}]->(p) CREATE (own)-[:OCCUPIES {role: 'core'}]->(p)
  CREATE (none:Enterprise:Entity {id: 'none', name: '无党员公司', audience: 'public', partyMembers: 0, version: 1})-[:OCCUPIES {role: 'core'}]->(p)
  CREATE (:Enterprise:Entity {id: 'unknown', name: '未摸底公司', audience: 'public', version: 1})-[:LOCATED_IN]->(park)
  CREATE (:Enterprise:Entity {id: 'hidden', name: '看不到公司', audience: 'org:hidden', partyMembers: 9, version: 1})-[:OCCUPIES {role: 'core'}]->(p)`;

const somebody = async (...grants: Grant[]): Promise<Browser> =>
  openBrowser(api.url, (await openAccount(graph, grants)).secret);

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, firms);
  api = await startApi(graph, {
    embedder: null,
    viewerOf: undefined,
  });
  coordinator = await somebody({ role: "hubCoordinator", placeId: "hub" });
  neighbour = await somebody({ role: "hubCoordinator", placeId: "b" });
  supervisor = await somebody({ role: "supervisor" });
});

const all = "firms covered due instructor unknown exempt";
const figures = async (by: Browser, placeId: string | null) =>
  (await by.ask(`query ($id: ID) { coverage(placeId: $id) { ${all} } }`, { id: placeId })).data.coverage;
const plan = (by: Browser, input: object) =>
  by.ask("mutation ($input: PlanFormationInput!) { planFormation(input: $input) { enterpriseId } }", {
    input: { clientMutationId: `plan-${++keys}`, expectedVersion: 1, ...input },
  });
const listed = async (by: Browser, state: string, placeId?: string) =>
  (
    await by.ask(
      `query ($state: CoverageState, $placeId: ID) { coverageFirms(state: $state, placeId: $placeId) { totalCount nodes {
         enterprise { id } state partyMembers suggested mayPlan version plan { kind form dueOn reason } } } }`,
      { state, placeId },
    )
  ).data.coverageFirms;

describe("the coverage of firms by party organisations", () => {
  it("adds up for alliances, a hub's alliances, chains, parks and all, and hidden firms do not count", async () => {
    const zero = { covered: 0, due: 0, instructor: 0, unknown: 0, exempt: 0 };
    expect(await figures(coordinator, "a")).toEqual({ ...zero, firms: 2, covered: 1, due: 1 });
    expect(await figures(coordinator, "hub")).toEqual({ ...zero, firms: 2, covered: 1, due: 1 });
    expect(await figures(coordinator, "b")).toEqual({ ...zero, firms: 0 });
    expect(await figures(coordinator, "c")).toEqual({ ...zero, firms: 3, covered: 1, due: 1, instructor: 1 });
    expect(await figures(coordinator, "park")).toEqual({ ...zero, firms: 1, unknown: 1 });
    expect(await figures(coordinator, null)).toEqual({
      ...zero,
      firms: 4,
      covered: 1,
      due: 1,
      instructor: 1,
      unknown: 1,
    });
    // A supervisor sees all there is.
    expect(await figures(supervisor, "c")).toEqual({ ...zero, firms: 4, covered: 1, due: 2, instructor: 1 });
  });

  it("is told for every place of a kind, as each place tells it by itself", async () => {
    for (const kind of ["alliance", "chain", "park"]) {
      const { data } = await coordinator.ask(
        `query ($kind: CoveragePlaceKind!) { coveragePlaces(kind: $kind) { totalCount nodes { id figures { ${all} } } } }`,
        { kind },
      );
      expect(data.coveragePlaces.nodes).toHaveLength(data.coveragePlaces.totalCount);
      for (const place of data.coveragePlaces.nodes)
        expect(place.figures).toEqual(await figures(coordinator, place.id));
    }
  });

  it("leads from each figure to just so many firms", async () => {
    for (const place of [undefined, "a", "hub", "c", "park"]) {
      const told = await figures(coordinator, place ?? null);
      for (const state of ["covered", "due", "instructor", "unknown", "exempt"]) {
        const { totalCount, nodes } = await listed(coordinator, state, place);
        expect([place, state, totalCount, nodes.length]).toEqual([place, state, told[state], told[state]]);
      }
    }
  });

  it("has a trend that counts today's firms on each day", async () => {
    const { data } = await coordinator.ask(
      `{ coverageTrend(placeId: "c", months: 5) { on firms covered } none: coverageTrend(placeId: "nowhere", months: 1) { firms } }`,
    );
    expect(data.coverageTrend).toEqual(days.map((on, at) => ({ on, firms: 3, covered: at < 2 ? 0 : 1 })));
    expect(data.none.every(({ firms }: { firms: number }) => firms === 0)).toBe(true);
    const refused = await coordinator.ask("{ coverageTrend(months: 99) { on } }");
    expect(codeOf(refused)).toBe("BAD_INPUT");
  });
});

describe("a plan for a firm that is not covered", () => {
  it("is prefilled with the form for its members, kept, changed, and taken away again", async () => {
    const { nodes } = await listed(coordinator, "due", "c");
    expect(nodes).toEqual([
      {
        enterprise: { id: "due" },
        state: "due",
        partyMembers: 4,
        suggested: "branch",
        mayPlan: true,
        version: 1,
        plan: null,
      },
    ]);
    const found = { kind: "found", form: "branch", dueOn: moved(0, 60) };
    expect((await plan(coordinator, { enterpriseId: "due", partyMembers: 4, plan: found })).errors).toEqual(
      [],
    );
    expect((await listed(coordinator, "due", "c")).nodes[0]).toMatchObject({
      version: 2,
      plan: { ...found, reason: null },
    });
    // The same firm from an old page.
    expect(codeOf(await plan(coordinator, { enterpriseId: "due", partyMembers: 4, plan: null }))).toBe(
      "CONFLICT",
    );
    const exempt = { kind: "exempt", reason: "正在停产搬迁" };
    await plan(coordinator, { enterpriseId: "due", expectedVersion: 2, partyMembers: 4, plan: exempt });
    expect(await figures(coordinator, "c")).toMatchObject({ due: 0, exempt: 1, firms: 3 });
    await plan(coordinator, { enterpriseId: "due", expectedVersion: 3, partyMembers: 2, plan: null });
    expect((await listed(coordinator, "due", "c")).nodes[0]).toMatchObject({
      suggested: "jointBranch",
      plan: null,
    });
    const trail = await ask(
      graph,
      "MATCH (v:AuditEvent {action: 'planFormation'}) RETURN v.before AS before, v.after AS after ORDER BY v.at",
    );
    expect(trail).toHaveLength(3);
    expect(String(trail[1]?.before)).toContain(moved(0, 60));
  });

  it("moves a firm nobody had counted to the state its members give it", async () => {
    await plan(supervisor, { enterpriseId: "unknown", partyMembers: 0 });
    expect((await figures(coordinator, "park")).unknown).toBe(1);
    const refused = await plan(coordinator, { enterpriseId: "unknown", partyMembers: 0 });
    // In the park alone: no alliance of the coordinator's and no chain of one.
    expect(codeOf(refused)).toBe("FORBIDDEN");
    expect((await plan(coordinator, { enterpriseId: "none", partyMembers: 1 })).errors).toEqual([]);
    expect((await listed(coordinator, "due", "c")).totalCount).toBe(2);
  });

  it("needs a form and a day, or a reason, and a place that is one's own", async () => {
    const bad = async (input: object) => codeOf(await plan(coordinator, { enterpriseId: "own", ...input }));
    expect(await bad({ plan: { kind: "found", form: "branch" } })).toBe("BAD_INPUT");
    expect(await bad({ plan: { kind: "found", dueOn: moved(0, 60) } })).toBe("BAD_INPUT");
    expect(await bad({ plan: { kind: "found", form: "branch", dueOn: moved(0, -1) } })).toBe("BAD_INPUT");
    expect(await bad({ plan: { kind: "exempt", reason: "  " } })).toBe("BAD_INPUT");
    expect(await bad({ partyMembers: -1 })).toBe("BAD_INPUT");
    expect(await bad({ enterpriseId: "hidden" })).toBe("NOT_FOUND");
    expect(codeOf(await plan(neighbour, { enterpriseId: "own" }))).toBe("FORBIDDEN");
    expect(codeOf(await plan(supervisor, { enterpriseId: "own" }))).toBe("FORBIDDEN");
  });
});

describe("terms of office", () => {
  const terms = async (stage: string) =>
    (
      await coordinator.ask(
        `query ($stage: ElectionStage!) { elections(stage: $stage) { totalCount stages { overdue within3 within6 later missing }
           nodes { organization { id kind } dueOn lastElectedOn stage } } }`,
        { stage },
      )
    ).data.elections;

  it("are told by the stage they are in, each leading to its organisations", async () => {
    const { stages, nodes } = await terms("overdue");
    expect(stages).toEqual({ overdue: 1, within3: 1, within6: 0, later: 1, missing: 1 });
    expect(nodes).toEqual([
      {
        organization: { id: "late", kind: "committee" },
        dueOn: moved(0, -30),
        lastElectedOn: moved(-5, -30),
        stage: "overdue",
      },
    ]);
    expect((await terms("within3")).nodes).toMatchObject([
      { organization: { id: "o" }, dueOn: moved(0, 45) },
    ]);
    expect((await terms("missing")).nodes).toMatchObject([{ organization: { id: "undated" }, dueOn: null }]);
    expect((await terms("later")).nodes).toMatchObject([
      { organization: { id: "early" }, dueOn: moved(3, 0) },
    ]);
  });
});
