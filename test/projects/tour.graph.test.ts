import { ulid } from "ulid";
import { beforeAll, expect, it } from "vitest";
import { removeExamples } from "../../seed/examples.ts";
import { runTour } from "../../seed/tour/runTour.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, seeded, seededGraph } from "../support/graph.ts";
import { openAccount, openBrowser } from "../support/people.ts";
import { type ProjectMove, replay } from "./replay.ts";

let graph: Graph;
let api: TestApi;
/** People sign in. */
let door: TestApi;
beforeAll(async () => {
  graph = await seededGraph();
  await runTour(graph, { today: seeded.today });
  api = await startApi(graph, { embedder: null, viewerOf: () => systemViewer, requestTimeoutMs: 60_000 });
  door = await startApi(graph, { embedder: null, viewerOf: undefined, requestTimeoutMs: 60_000 });
}, 180_000);

const size = async () =>
  (await ask(graph, "MATCH (n) RETURN count(n) AS nodes, COUNT { ()-->() } AS links"))[0];

it("counts on examples what the publication counts, and every figure by a query", async () => {
  const { data, errors } = await api.ask(`{
    demands(filter: {allianceId: "tour-hive", example: true}) { totalCount exampleCount }
    consolidation(allianceId: "tour-hive") { items(first: 100) { totalCount nodes { category { parent { id } } } } }
    offers(filter: {allianceId: "tour-hive", kind: resource}) { totalCount exampleCount }
    projectFigures(allianceId: "tour-hive") { totalCount exampleCount satisfied exampleSatisfied }
    serviceTeams(allianceId: "tour-hive") { nodes { colour number members { name } mayEdit } }
  }`);
  expect(errors ?? []).toEqual([]);
  const { nodes } = data.consolidation.items;
  const told = {
    原始需求: data.demands.totalCount,
    需求类别: new Set(nodes.map((node: { category: { parent: { id: string } } }) => node.category.parent.id))
      .size,
    归并后的需求: data.consolidation.items.totalCount,
    资源: data.offers.totalCount,
    服务项目: data.projectFigures.totalCount,
  };
  const published = await ask(
    graph,
    "MATCH (f:PublishedFigure)-[:FIGURE_OF]->(:Programme {id: 'programme-wuhan'}) RETURN f.label AS label, f.value AS value",
  );
  for (const [label, value] of Object.entries(told))
    expect(published.find((figure) => figure.label === label)?.value, label).toBe(value);
  expect(data.demands.exampleCount).toBe(data.demands.totalCount);
  expect(data.offers.exampleCount).toBe(data.offers.totalCount);
  expect(data.projectFigures.exampleCount).toBe(data.projectFigures.totalCount);
  expect(data.projectFigures.exampleSatisfied).toBe(data.projectFigures.satisfied);
  for (const team of data.serviceTeams.nodes) expect(team.members).toHaveLength(team.number);
  expect(data.serviceTeams.nodes.map(({ colour }: { colour: string }) => colour).sort()).toEqual(
    ["橙", "红", "绿", "蓝"].sort(),
  );
});

it("takes its projects along the edges that people take", async () => {
  const rows = await ask(
    graph,
    `MATCH (p:ServiceProject:Example) RETURN p.state AS state, p.rating AS rating, size(p.stages) AS stages,
     COUNT { (p)<-[:EVALUATES]-() } AS evaluations, COUNT { (p)<-[:DELIVERED_FOR]-(d) WHERE d.on > date($today) } AS ahead,
     COLLECT { MATCH (p)<-[:HAPPENED_TO]-(e:Event) RETURN {from: e.from, to: e.to} ORDER BY e.at } AS moves`,
    { today: seeded.today },
  );
  const states = new Set(rows.map(({ state }) => state));
  expect([...states].sort()).toEqual(["approved", "completed", "evaluated", "running"]);
  for (const { state, moves, evaluations, stages, ahead, rating } of rows) {
    expect(replay(moves as ProjectMove[])).toBe(state);
    expect(evaluations === stages).toBe(state === "evaluated");
    expect(rating !== null).toBe(state === "evaluated");
    expect(ahead).toBe(0);
  }
});

it("changes nothing when it is run again, and goes with the examples", { timeout: 120_000 }, async () => {
  const before = await size();
  await runTour(graph, { today: seeded.today });
  expect(await size()).toEqual(before);
  await removeExamples(graph);
  const [left] = await ask(
    graph,
    "MATCH (n:ServiceProject|ProjectMonth|Delivery|Evaluation|TeamMember|DemandItem) RETURN count(n) AS left",
  );
  expect(left?.left).toBe(0);
});

/** Somebody who coordinates a place, signed in. */
const coordinating = async (placeId: string) =>
  openBrowser(door.url, (await openAccount(graph, [{ role: "hubCoordinator", placeId }])).secret);
const walkable = `{ consolidation(allianceId: "tour-hive") { mayChange }
  serviceProjects(filter: {allianceId: "tour-hive", states: [approved]}, first: 1) { nodes { id version mayRun } } }`;

it("is walked by who coordinates the hub, to the last evaluation, though its firms have no account", {
  timeout: 120_000,
}, async () => {
  await runTour(graph, { today: seeded.today });
  const person = await coordinating("tongliang-hub");
  const found = await person.ask(walkable);
  expect(found.errors).toEqual([]);
  expect(found.data.consolidation.mayChange).toBe(true);
  const [{ id, mayRun }] = found.data.serviceProjects.nodes;
  expect(mayRun).toBe(true);
  const others = {
    park: openBrowser(
      door.url,
      (await openAccount(graph, [{ role: "investmentOfficer", placeId: "tour-hive" }])).secret,
    ),
    supervision: openBrowser(door.url, (await openAccount(graph, [{ role: "supervisor" }])).secret),
  };
  const step = async (who: typeof person, field: string, more: Record<string, unknown>) => {
    const { data } = await who.ask("query ($id: ID!) { serviceProject(id: $id) { version } }", { id });
    const input = { clientMutationId: ulid(), id, expectedVersion: data.serviceProject.version, ...more };
    const answer = await who.ask(
      `mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) {
        project { state turn { stage reachable entering { open } } } } }`,
      { input },
    );
    expect(answer.errors).toEqual([]);
    return answer.data[field].project;
  };
  await step(person, "moveProject", { step: "start" });
  await step(person, "recordDelivery", { on: seeded.today, text: "上门一次" });
  const { turn } = await step(person, "moveProject", { step: "complete" });
  expect(turn).toEqual({ stage: "beneficiary", reachable: false, entering: { open: true } });
  const stars = 5;
  await step(person, "evaluateProject", {
    stage: "beneficiary",
    stars,
    enteredBecause: "企业没有账号、电话回访",
  });
  await step(person, "evaluateProject", { stage: "committee", stars });
  await step(others.park, "evaluateProject", { stage: "park", stars });
  expect((await step(others.supervision, "evaluateProject", { stage: "supervision", stars })).state).toBe(
    "evaluated",
  );
});

it("is walked in a deployment with several hubs by who is given its alliance, and by nobody else", async () => {
  await ask(
    graph,
    `MATCH (:Alliance {id: 'tour-hive'})-[r:PART_OF_ALLIANCE]->() DELETE r
     CREATE (:Alliance:Entity {id: 'other-hub', name: '另一个总联盟', kind: 'hub', audience: 'public'})`,
  );
  await runTour(graph, { today: seeded.today });
  const may = async (placeId: string) =>
    (await (await coordinating(placeId)).ask(walkable)).data.consolidation.mayChange;
  expect([await may("tongliang-hub"), await may("other-hub"), await may("tour-hive")]).toEqual([
    false,
    false,
    true,
  ]);
});
