import { ulid } from "ulid";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import { createGrant } from "../../server/identity/queries.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { fillEnterprises } from "../../server/imports/enterpriseQueries.ts";
import { batchRows } from "../../server/imports/limits.ts";
import { lockCounter } from "../../server/imports/queries.ts";
import { importEnded } from "../../server/imports/run.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, emptyGraph } from "../support/graph.ts";
import { type Browser, keyed, type OpenedAccount, openAccount, openBrowser } from "../support/people.ts";
import { workbook } from "./workbooks.ts";

interface Coordinator {
  account: OpenedAccount;
  browser: Browser;
}

let graph: Graph;
let api: TestApi;

beforeAll(async () => {
  graph = await emptyGraph();
  await cypher(graph, district);
  await cypher(
    graph,
    `MATCH (a:Alliance {id: 'a'})
     CREATE (:Enterprise:Entity:Searchable {id: 'own', name: '本盟精密制造有限公司', audience: 'public', tags: []})-[:OBSERVES]->(a)
     CREATE (:Enterprise:Entity:Searchable {id: 'other', name: '外区纺织印染有限公司', audience: 'public', tags: []})`,
  );
  await cypher(graph, "CALL db.awaitIndexes(60)");
  api = await startApi(graph, { embedder: null, viewerOf: undefined });
});
beforeEach(() => forgetAddresses("127.0.0.1"));

const coordinator = async (): Promise<Coordinator> => {
  const account = await openAccount(graph, [{ role: "hubCoordinator", placeId: "hub" }]);
  return { account, browser: openBrowser(api.url, account.secret) };
};
const cookieOf = ({ account }: Coordinator) => ({ cookie: `lianmeng=${account.secret}` });

async function upload(by: Coordinator, kind: string, table: unknown[][]): Promise<string> {
  const response = await fetch(`${api.url}/imports?kind=${kind}`, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent("汇总表.xlsx"),
      ...cookieOf(by),
    },
    body: new Uint8Array(workbook(table)),
  });
  expect(response.status).toBe(200);
  return ((await response.json()) as { id: string }).id;
}
const start = "mutation($id: ID!) { startImport(id: $id) { id } }";
async function begin({ browser }: Coordinator, id: string): Promise<void> {
  const { errors } = await browser.ask(start, { id });
  expect(errors).toEqual([]);
}
const look = async ({ browser }: Coordinator, id: string) =>
  (await browser.ask("query($id: ID!) { import(id: $id) { state accepted merged rejected } }", { id })).data
    .import;
const events = (action: string, targetId: string) =>
  cypher(
    graph,
    `MATCH (e:AuditEvent {action: $action, targetId: $targetId})
     RETURN e.actorId AS by, e.before AS before, e.after AS after`,
    { action, targetId },
  );

describe("a row of a firm that is there already", () => {
  it("fills in what is unknown of one's own, is refused for another's, and both are told in the trail", async () => {
    const by = await coordinator();
    const id = await upload(by, "enterprise", [
      ["企业名称", "员工人数"],
      ["本盟精密制造有限公司", 88],
      ["外区纺织印染有限公司", 99],
    ]);
    await begin(by, id);
    await importEnded(id);
    const kept = await cypher(
      graph,
      "MATCH (e:Enterprise) WHERE e.id IN ['own', 'other'] RETURN e.id AS id, e.employees AS employees ORDER BY id",
    );
    expect(kept).toEqual([
      { id: "other", employees: null },
      { id: "own", employees: 88 },
    ]);
    expect(await look(by, id)).toEqual({ state: "done", accepted: 0, merged: 1, rejected: 1 });
    const [filled, ...more] = await events("fillEnterprise", "own");
    expect(more).toEqual([]);
    expect(filled?.by).toBe(by.account.id);
    expect(JSON.parse(String(filled?.before))).toMatchObject({ employees: null });
    expect(JSON.parse(String(filled?.after))).toMatchObject({ employees: 88, importId: id });
    expect(await events("fillEnterprise", "other")).toEqual([]);

    expect(await events("exportRejected", id)).toEqual([]);
    const answer = await fetch(`${api.url}/imports/${id}/rejected`, { headers: cookieOf(by) });
    expect(answer.status).toBe(200);
    await answer.arrayBuffer();
    const [taken] = await events("exportRejected", id);
    expect(taken?.by).toBe(by.account.id);
    expect(JSON.parse(String(taken?.after))).toEqual({ fileName: "汇总表.xlsx", rows: 1 });
  });

  it("says before importing that it is not in one's place", async () => {
    const by = await coordinator();
    const id = await upload(by, "enterprise", [["企业名称"], ["外区纺织印染有限公司"]]);
    const { data } = await by.browser.ask(
      "query($id: ID!) { import(id: $id) { preview { rejected problems { reason } } } }",
      { id },
    );
    expect(data.import.preview.rejected).toBe(1);
    expect(data.import.preview.problems[0].reason).toMatch(/外区纺织印染有限公司.*不在您负责的范围内/);
  });
});

describe("the statement that fills in firms", () => {
  it("touches none outside the actor's place, whoever asks it to", async () => {
    const facts = { aliases: [], creditCode: null, scale: null, tags: [], employees: 7, partyMembers: null };
    const ofOther = () =>
      graph.write((tx) =>
        tx.run(fillEnterprises, {
          ...{ viewer: systemViewer, today: "2026-06-15", rows: [{ id: "other", ...facts }] },
          actor: { all: false, ownerIds: ["own"], allianceIds: ["a", "b", "hub"], unowned: true },
        }),
      );
    expect(await ofOther()).toEqual([]);
    await cypher(
      graph,
      "MATCH (e {id: 'other'}), (b:Alliance {id: 'b'}) CREATE (e)-[:OBSERVES {until: date('2026-06-15')}]->(b)",
    );
    expect(await ofOther(), "a firm that has left").toEqual([]);
    await cypher(graph, "MATCH ({id: 'other'})-[o:OBSERVES]->() SET o.until = date('2026-06-16')");
    expect(await ofOther()).toMatchObject([{ id: "other", after: { employees: 7 } }]);
  });
});

describe("an import under way", () => {
  const rows = batchRows * 2 + 10;
  const ends: [what: string, statement: string][] = [
    ["the role is revoked", "MATCH (:Account {id: $id})-[:HOLDS]->(g:Grant) DETACH DELETE g"],
    ["the account is disabled", "MATCH (a:Account {id: $id}) SET a.state = 'disabled'"],
  ];
  it.each(ends)("writes no further batch once %s", async (what, statement) => {
    const by = await coordinator();
    const texts = Array.from({ length: rows }, (_, i) => [`${what}：第${i}条需求`]);
    const id = await upload(by, "demand", [["需求内容"], ...texts]);
    // The first batch waits for the counter meanwhile.
    await graph.write(
      async (tx) => {
        await tx.run(lockCounter, { counter: "demands", by: 0 });
        await begin(by, id);
        await cypher(graph, statement, { id: by.account.id });
      },
      { deadlineMs: 60_000 },
    );
    await importEnded(id);
    const [left] = await cypher(
      graph,
      `MATCH (i:Import {id: $id}) RETURN i.state AS state,
         COUNT { (i)<-[:PART_OF_IMPORT]-(:ImportBatch {state: 'pending'}) } AS pending,
         COUNT { MATCH (d:Demand) WHERE d.text STARTS WITH $what } AS made`,
      { id, what },
    );
    expect(left).toEqual({ state: "stopped", pending: 3, made: 0 });
    expect((await events("stopImport", id)).map((event) => event.by)).toEqual([by.account.id]);
  });

  it("stops between two batches, says so in a sentence, and goes on with the role", async () => {
    const by = await coordinator();
    const all = batchRows * 4;
    const texts = Array.from({ length: all }, (_, i) => [`半路停下：第${i}条需求`]);
    const id = await upload(by, "demand", [["需求内容"], ...texts]);
    await begin(by, id);
    await vi.waitUntil(async () => (await look(by, id)).accepted > 0, { timeout: 60_000, interval: 20 });
    await cypher(graph, "MATCH (:Account {id: $id})-[:HOLDS]->(g:Grant) DETACH DELETE g", {
      id: by.account.id,
    });
    await importEnded(id);
    const { data, errors } = await by.browser.ask(
      "query($id: ID!) { import(id: $id) { state stopped accepted preview { accepted } } }",
      { id },
    );
    expect(errors).toEqual([]);
    const { accepted } = data.import;
    expect(data.import).toMatchObject({ state: "stopped", preview: null });
    expect(accepted).toBeGreaterThan(0);
    expect(accepted).toBeLessThan(all);
    expect(accepted % batchRows).toBe(0);
    expect(data.import.stopped).toContain(`前 ${accepted} 行`);
    expect(data.import.stopped).toContain(`${all - accepted} 行没有写入`);
    expect((await by.browser.ask(start, { id })).errors[0]?.extensions.code).toBe("FORBIDDEN");

    // What is written is everybody's to judge: a colleague takes an entry back.
    const [entry, ...more] = await cypher(
      graph,
      "MATCH (d:Demand) WHERE d.text STARTS WITH '半路停下' RETURN d.id AS id, d.version AS version",
    );
    expect(more).toHaveLength(accepted - 1);
    const colleague = await coordinator();
    const back = await colleague.browser.ask(
      keyed(
        "mutation($id: ID!, $version: Int!) { withdrawDemands(input: {entries: [{id: $id, expectedVersion: $version}]}) { doneIds refused { reason } } }",
      ),
      entry,
    );
    expect(back.errors).toEqual([]);
    expect(back.data.withdrawDemands).toEqual({ doneIds: [entry?.id], refused: [] });

    await graph.write((tx) =>
      tx.run(createGrant, {
        ...{ accountId: by.account.id, demo: false, id: ulid(), role: "hubCoordinator", until: null },
        placeId: "hub",
      }),
    );
    await begin(by, id);
    await importEnded(id);
    expect(await look(by, id)).toEqual({ state: "done", accepted: all, merged: 0, rejected: 0 });
  });

  it("goes on when somebody signs out, and judges each batch by what they hold then", async () => {
    const by = await coordinator();
    const texts = Array.from({ length: rows }, (_, i) => [`换了联盟：第${i}条需求`, "甲链联盟"]);
    const id = await upload(by, "demand", [["需求内容", "联盟"], ...texts]);
    await graph.write(
      async (tx) => {
        await tx.run(lockCounter, { counter: "demands", by: 0 });
        await begin(by, id);
        await cypher(
          graph,
          `MATCH (a:Account {id: $id})-[:HOLDS]->(g:Grant) SET g.placeId = 'b'
           WITH a MATCH (s:Session)-[:OF_ACCOUNT]->(a) DETACH DELETE s`,
          { id: by.account.id },
        );
      },
      { deadlineMs: 60_000 },
    );
    await importEnded(id);
    const [end] = await cypher(
      graph,
      `MATCH (i:Import {id: $id})<-[:PART_OF_IMPORT]-(b:ImportBatch)
       RETURN i.state AS state, sum(b.accepted + b.rejected) AS told, sum(b.accepted) AS accepted`,
      { id },
    );
    expect(end).toMatchObject({ state: "done", told: rows });
    expect(Number(end?.accepted)).toBeLessThanOrEqual(batchRows);
  });
});
