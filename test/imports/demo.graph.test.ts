import { beforeAll, expect, it } from "vitest";
import { removeExamples } from "../../seed/examples.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { settleDemo } from "../../server/identity/demo.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, seededGraph } from "../support/graph.ts";
import { openBrowser } from "../support/people.ts";
import { importing } from "./importing.ts";

let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  await forgetAddresses("127.0.0.1");
  graph = await seededGraph();
  await ask(graph, "MATCH (n:Account|Grant|Session|Setting|AuditEvent) DETACH DELETE n");
  await settleDemo(graph);
  api = await startApi(graph, { embedder: null, viewerOf: undefined });
});

it("what a demo visitor imports is an example, people in their posts included, and is taken away with them", async () => {
  const visitor = openBrowser(api.url);
  await visitor.ask("mutation { enterDemo(role: hubCoordinator) { me { kind } } }");
  const my = importing({ ...api, ask: visitor.ask as TestApi["ask"] }, `lianmeng=${visitor.session()}`);
  const [hub] = await ask(graph, "MATCH (a:Alliance {kind: 'hub'}) RETURN a.name AS name LIMIT 1");
  const organization = [
    ["党组织名称", "联盟"],
    ["中共玄天湖试用有限公司支部委员会", hub?.name],
  ];
  expect((await my.all(organization, "organization")).row).toMatchObject({ accepted: 1, rejected: 0 });
  const post = [
    ["姓名", "责任", "所在单位"],
    ["示例试用", "书记", "中共玄天湖试用有限公司支部委员会"],
  ];
  expect((await my.all(post, "post")).row).toMatchObject({ accepted: 1, rejected: 0 });
  const made = () =>
    ask(
      graph,
      "MATCH (n:PartyOrganization|Person) WHERE n.name IN ['中共玄天湖试用有限公司支部委员会', '示例试用'] RETURN n:Example AS example",
    );
  expect(await made()).toEqual([{ example: true }, { example: true }]);
  await removeExamples(graph);
  expect(await made()).toEqual([]);
});
