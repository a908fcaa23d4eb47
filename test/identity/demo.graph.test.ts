import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaultAccessSettings } from "../../server/access/settings.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { demoRoles, settleDemo } from "../../server/identity/demo.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph, seededGraph } from "../support/graph.ts";
import { codeOf, keyed, openAccount, openBrowser } from "../support/people.ts";

const enter =
  "mutation ($role: Role!) { enterDemo(role: $role) { me { kind roles { role } permissions demo { on } } } }";
const need =
  'mutation ($key: String!) { enterDemand(input: {clientMutationId: $key, fields: {text: "需要数控机床操作工二十名"}}) { demand { id example raisedBy { __typename } alliance { id } } } }';
const demoOn = "{ me { kind demo { on } } }";

describe("the demo mode", () => {
  let graph: Graph;
  let api: TestApi;
  beforeAll(async () => {
    graph = await seededGraph();
    await ask(graph, "MATCH (n:Account|Grant|Session|Setting|AuditEvent) DETACH DELETE n");
    await settleDemo(graph);
    api = await startApi(graph, { embedder: null, viewerOf: undefined });
  });
  beforeEach(() => forgetAddresses("127.0.0.1"));

  it("shows a visitor without account what is public, to look at only", async () => {
    const visitor = openBrowser(api.url);
    expect((await visitor.ask(demoOn)).data.me).toEqual({ kind: "anonymous", demo: { on: true } });
    const [all] = await ask(
      graph,
      "MATCH (e:Enterprise) RETURN count(e) AS all, count(CASE e.audience WHEN 'public' THEN 1 END) AS open",
    );
    const { totalCount } = (await visitor.ask("{ enterprises { totalCount } }")).data.enterprises;
    expect(totalCount).toBe(all?.open);
    expect(totalCount).toBeLessThan(Number(all?.all));
    expect(codeOf(await visitor.ask(need, { key: "visitor" }))).toBe("UNAUTHENTICATED");
  });

  it.each(demoRoles.map((role) => [role]))("lets a newcomer step into the role %s", async (role) => {
    const { me } = (await openBrowser(api.url).ask(enter, { role })).data.enterDemo;
    expect(me.kind).toBe("demo");
    expect(me.roles.map((held: { role: string }) => held.role)).toContain(role);
    for (const kept of ["manageAccounts", "manageSettings", "ownAccount", "share", "revealPhone"])
      expect(me.permissions).not.toContain(kept);
  });

  it("marks what its visitors enter as examples, and goes on", async () => {
    const secretary = openBrowser(api.url);
    await secretary.ask(enter, { role: "organizationSecretary" });
    const entered = await secretary.ask(need, { key: "demo-need" });
    expect(entered.errors).toEqual([]);
    expect(entered.data.enterDemand.demand).toMatchObject({
      example: true,
      raisedBy: { __typename: "PartyOrganization" },
    });
    const [kept] = await ask(
      graph,
      "MATCH (d:Demand {id: $id})-[:EXAMPLE_OF]->(:ExampleRoot) RETURN count(d) AS count",
      { id: entered.data.enterDemand.demand.id },
    );
    expect(kept?.count).toBe(1);
    expect((await secretary.ask(demoOn)).data.me.demo.on).toBe(true);
  });

  it("ends in the very transaction of people's first own record, for everybody and for ever", async () => {
    const visitor = openBrowser(api.url);
    const role = openBrowser(api.url);
    await role.ask(enter, { role: "supervisor" });
    const coordinator = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "hubCoordinator", placeId: "tongliang-hub" }])).secret,
    );
    const entered = await coordinator.ask(need, { key: "own-need" });
    expect(entered.data.enterDemand.demand).toMatchObject({
      example: false,
      alliance: { id: "tongliang-hub" },
    });
    expect((await visitor.ask(demoOn)).data.me.demo.on).toBe(false);
    expect(codeOf(await visitor.ask("{ enterprises { totalCount } }"))).toBe("UNAUTHENTICATED");
    expect(codeOf(await role.ask("{ enterprises { totalCount } }"))).toBe("UNAUTHENTICATED");
    expect(codeOf(await visitor.ask(enter, { role: "supervisor" }))).toBe("CONFLICT");
    const events = await ask(graph, "MATCH (e:AuditEvent {action: 'endDemo'}) RETURN e.after AS after");
    expect(events).toEqual([{ after: '{"because":"ownData"}' }]);
    await settleDemo(graph);
    expect((await visitor.ask(demoOn)).data.me.demo.on).toBe(false);
  });

  it.each([
    [
      "edit",
      'mutation ($version: Int!) { editDemand(input: {clientMutationId: "own-edit", id: "example-demand-1", expectedVersion: $version, fields: {text: "需要数控机床操作工三十名"}}) { demand { example } } }',
    ],
    [
      "decide on",
      'mutation ($offer: ID!) { startContact(input: {clientMutationId: "own-contact", demandId: "example-demand-2", offerId: $offer}) { __typename } }',
    ],
  ])("ends when real people %s what was an example", async (what, change) => {
    await ask(graph, "MATCH (s:Setting {id: 'demo'}) SET s.value = 'on'");
    const [row] = await ask(
      graph,
      "MATCH (d:Demand {id: 'example-demand-1'}) MATCH (o:Offer {state: 'published', audience: 'public'}) RETURN d.version AS version, o.id AS offer ORDER BY offer LIMIT 1",
    );
    const coordinator = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "hubCoordinator", placeId: "tongliang-hub" }])).secret,
    );
    expect((await coordinator.ask(demoOn)).data.me.demo.on).toBe(true);
    const changed = await coordinator.ask(change, { ...row });
    expect(changed.errors).toEqual([]);
    expect((await openBrowser(api.url).ask(demoOn)).data.me.demo.on).toBe(false);
    if (what !== "edit") return;
    expect(changed.data.editDemand.demand.example).toBe(false);
    const kept = await ask(
      graph,
      "MATCH (d:Demand {id: 'example-demand-1'}) RETURN d:Example OR EXISTS { (d)-[:EXAMPLE_OF]->() } AS example",
    );
    expect(kept).toEqual([{ example: false }]);
  });
});

describe("real people beside the demo mode", () => {
  let graph: Graph;
  let api: TestApi;
  beforeEach(async () => {
    graph = await emptyGraph();
    await ask(graph, "CREATE (:ExampleRoot:Entity {id: 'examples'})");
    await settleDemo(graph);
    api = await startApi(graph, { embedder: null, viewerOf: undefined });
    await forgetAddresses("127.0.0.1");
  });

  it("are not named to a demo visitor who reads the audit trail", async () => {
    const { username, password } = await openAccount(graph, [{ role: "administrator" }]);
    await openBrowser(api.url).ask(
      "mutation ($u: String!, $p: String!) { signIn(input: {username: $u, password: $p}) { me { kind } } }",
      { u: username, p: password },
    );
    const visitor = openBrowser(api.url);
    await visitor.ask(enter, { role: "supervisor" });
    const trail = await visitor.ask(
      '{ auditEvents { totalCount nodes { action actorName } } auditActors(text: "测试") { name } }',
    );
    expect(trail.data).toEqual({
      auditEvents: { totalCount: 1, nodes: [{ action: "enterDemo", actorName: "示例监督员" }] },
      auditActors: [],
    });
  });

  it.each([
    [
      "invites somebody",
      'mutation { invite(input: {name: "王小明", grants: [{role: supervisor}]}) { link } }',
    ],
    [
      "fills in their own name",
      'mutation { editOwnAccount(input: {expectedVersion: 1, name: "李四"}) { account { id } } }',
    ],
  ])("end it when one %s", async (_, mutation) => {
    const { secret } = await openAccount(graph, [{ role: "administrator" }]);
    const administrator = openBrowser(api.url, secret);
    expect((await administrator.ask(demoOn)).data.me.demo.on).toBe(true);
    expect((await administrator.ask(keyed(mutation))).errors).toEqual([]);
    expect((await openBrowser(api.url).ask(demoOn)).data.me.demo.on).toBe(false);
  });
});

describe("the demo mode of another installation", () => {
  let graph: Graph;
  beforeEach(async () => {
    graph = await emptyGraph();
    await ask(graph, "CREATE (:ExampleRoot:Entity {id: 'examples'})");
  });
  const on = async (settings = defaultAccessSettings) => {
    const api = await startApi(graph, { embedder: null, viewerOf: undefined, access: settings });
    return (await openBrowser(api.url).ask(demoOn)).data.me.demo.on;
  };

  it("begins over examples and published facts alone", async () => {
    await ask(
      graph,
      "CREATE (:Enterprise:Entity {id: 'p', name: '公开企业', audience: 'public'})-[:FROM_SOURCE]->(:SourceRecord {id: 's'})",
    );
    await settleDemo(graph);
    expect(await on()).toBe(true);
    expect(await on({ ...defaultAccessSettings, demoAllowed: false })).toBe(false);
  });

  it.each([
    [
      "an enterprise of their own",
      "CREATE (:Enterprise:Entity {id: 'own', name: '自有企业', audience: 'public'})",
    ],
    ["a need of their own", "CREATE (:Demand:Entity {id: 'own', text: '自有需求', audience: 'public'})"],
    ["no examples at all", "MATCH (r:ExampleRoot) DELETE r"],
    [
      "somebody who holds a role already",
      "CREATE (:Account {id: 'u', username: 'u', demo: false})-[:HOLDS]->(:Grant {id: 'g', role: 'administrator'})",
    ],
  ])("never begins where there is %s", async (_, make) => {
    await ask(graph, make);
    await settleDemo(graph);
    expect(await on()).toBe(false);
  });

  it("ends by the administrator's switch", async () => {
    await settleDemo(graph);
    const api = await startApi(graph, { embedder: null, viewerOf: undefined });
    const administrator = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "administrator" }])).secret,
    );
    expect((await administrator.ask(demoOn)).data.me.demo.on).toBe(true);
    expect(
      (await administrator.ask("mutation { endDemo { me { demo { on } } } }")).data.endDemo.me.demo.on,
    ).toBe(false);
    expect(codeOf(await administrator.ask("mutation { endDemo { me { kind } } }"))).toBe("CONFLICT");
  });
});
