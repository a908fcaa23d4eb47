import { beforeAll, expect, it } from "vitest";
import { removeExamples } from "../../seed/examples.ts";
import { sweepFiles } from "../../server/files/sweep.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { settleDemo } from "../../server/identity/demo.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, seededGraph } from "../support/graph.ts";
import { openAccount, openBrowser } from "../support/people.ts";
import { temporaryFolder } from "../support/processes.ts";
import { pdf } from "./contents.ts";
import { contentsOf, sendTo } from "./sending.ts";

const folder = temporaryFolder();
let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  await forgetAddresses("127.0.0.1");
  graph = await seededGraph();
  await ask(graph, "MATCH (n:Account|Grant|Session|Setting|AuditEvent) DETACH DELETE n");
  await settleDemo(graph);
  api = await startApi(graph, { embedder: null, viewerOf: undefined, fileStore: { folder } });
});

const enter = "mutation { enterDemo(role: organizationSecretary) { me { kind } } }";
const need =
  'mutation ($key: String!) { enterDemand(input: {clientMutationId: $key, fields: {text: "需要数控机床操作工二十名"}}) { demand { id example } } }';
const attachments = (id: string) =>
  ask(
    graph,
    "MATCH (d:Demand {id: $id})<-[:ATTACHED_TO]-(a) RETURN a.id AS id, a:Example AS example, d:Example AS onExample ORDER BY a.at",
    { id },
  );

it("what demo visitors attach is an example, bounded together and taken away; what real people attach stays", async () => {
  const visitor = openBrowser(api.url);
  await visitor.ask(enter);
  const { data } = await visitor.ask(need, { key: "demo" });
  const id = String(data.enterDemand.demand.id);
  const secret = visitor.session();
  const first = await sendTo(api.url, secret, id, pdf("/Demo(1)"));
  expect(first).toMatchObject({ status: 200 });
  expect(await attachments(id)).toEqual([{ id: first.id, example: true, onExample: true }]);
  // All that demo visitors may keep, whoever's and wherever.
  await ask(graph, "MATCH (:Attachment {id: $id})-[:OF_FILE]->(f) SET f.size = 99999990", { id: first.id });
  expect(await sendTo(api.url, secret, id, pdf("/Demo(2)"))).toMatchObject({
    status: 413,
    message: expect.stringContaining("示例模式的文件已有"),
  });

  const grant = { role: "hubCoordinator", placeId: "tongliang-hub" } as const;
  const person = (await openAccount(graph, [grant])).secret;
  const own = await sendTo(api.url, person, id, pdf("/Own(1)"));
  expect(own).toMatchObject({ status: 200 });
  // The need that a real person works on is theirs; what the demo left on it is not.
  expect(await attachments(id)).toEqual([
    { id: first.id, example: true, onExample: false },
    { id: own.id, example: false, onExample: false },
  ]);
  expect((await openBrowser(api.url).ask("{ me { demo { on } } }")).data.me.demo.on).toBe(false);

  await removeExamples(graph);
  expect(await attachments(id)).toEqual([{ id: own.id, example: false, onExample: false }]);
  await sweepFiles(graph, { folder }, -1);
  const [kept] = await ask(graph, "MATCH (f:File) RETURN collect(f.hash) AS hashes");
  expect(await contentsOf(folder)).toEqual({ kept: kept?.hashes, incoming: 0 });
  expect(kept?.hashes).toHaveLength(1);
});
