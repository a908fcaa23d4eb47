import { beforeAll, expect, it } from "vitest";
import { removeExamples } from "../../seed/examples.ts";
import { runTour } from "../../seed/tour/runTour.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, seeded, seededGraph } from "../support/graph.ts";
import { type ProjectMove, replay } from "./replay.ts";

let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  graph = await seededGraph();
  await runTour(graph, { today: seeded.today });
  api = await startApi(graph, { embedder: null, viewerOf: () => systemViewer, requestTimeoutMs: 60_000 });
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
