import { pino } from "pino";
import { beforeEach, describe, expect, it } from "vitest";
import { systemAccess } from "../../server/access/access.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { audit } from "../../server/identity/audit.ts";
import { sealWaiting, startSealer } from "../../server/identity/sealer.ts";
import { verifyAudit } from "../../server/identity/verifyAudit.ts";
import { startApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { openAccount, openBrowser } from "../support/people.ts";

let graph: Graph;
beforeEach(async () => {
  graph = await emptyGraph();
});

const note = (action: string): Promise<void> =>
  graph.write((tx) =>
    audit(tx, {
      action,
      actor: systemAccess.actor,
      after: { action },
      from: { address: "10.0.0.9", requestId: "r" },
    }),
  );
async function fill(count: number): Promise<void> {
  for (let i = 1; i <= count; i += 1) await note(`step${i}`);
  await sealWaiting(graph);
}

describe("the audit trail", () => {
  it("is whole after many writers and two sealers at once", async () => {
    await Promise.all(Array.from({ length: 40 }, (_, i) => note(`step${i}`)));
    await Promise.all([sealWaiting(graph), sealWaiting(graph), sealWaiting(graph)]);
    expect(await verifyAudit(graph)).toMatchObject({ checked: 40, waiting: 0, problem: null });
    await note("later");
    expect(await verifyAudit(graph)).toMatchObject({ checked: 40, waiting: 1, problem: null });
  });

  it("holds no event of a change that was rolled back", async () => {
    await expect(
      graph.write(async (tx) => {
        await audit(tx, {
          action: "never",
          actor: systemAccess.actor,
          from: { address: null, requestId: null },
        });
        throw new Error("the change failed");
      }),
    ).rejects.toThrow("the change failed");
    expect(await ask(graph, "MATCH (e:AuditEvent) RETURN e.id AS id")).toEqual([]);
  });

  it.each([
    ["a changed word", "MATCH (e:AuditEvent {seq: 3}) SET e.after = '{}'", "第 3 条"],
    ["a changed author", "MATCH (e:AuditEvent {seq: 1}) SET e.actorName = '别人'", "第 1 条"],
    ["a changed instant", "MATCH (e:AuditEvent {seq: 5}) SET e.at = e.at + duration({hours: 1})", "第 5 条"],
    ["a removed event", "MATCH (e:AuditEvent {seq: 4}) DETACH DELETE e", "第 4 条"],
    ["a removed end", "MATCH (e:AuditEvent) WHERE e.seq >= 5 DETACH DELETE e", "末尾"],
    [
      "two that changed places",
      "MATCH (a:AuditEvent {seq: 2}), (b:AuditEvent {seq: 3}) SET a.seq = -1 WITH a, b SET b.seq = 2 SET a.seq = 3",
      "第 2 条",
    ],
    [
      "a removed one closed up",
      "MATCH (e:AuditEvent {seq: 3}) DETACH DELETE e WITH 1 AS x MATCH (f:AuditEvent) WHERE f.seq > 3 WITH f ORDER BY f.seq SET f.seq = f.seq - 1",
      "第 3 条",
    ],
    [
      "one slipped in behind the end",
      "MATCH (c:AuditChain) CREATE (:AuditEvent {id: 'forged', seq: 7, at: datetime(), action: 'x', actorName: 'x', prevHash: c.hash, hash: 'f'})",
      "第 7 条",
    ],
    [
      "one slipped in beside the chain",
      "CREATE (:AuditEvent {id: 'forged', at: datetime(), action: 'x', actorName: 'x'})",
      "外来",
    ],
    ["a changed mark", "MATCH (e:AuditEvent {seq: 2}) SET e:Unsealed", "第 2 条"],
  ])("shows %s", async (_, tamper, words) => {
    await fill(6);
    expect((await verifyAudit(graph)).problem).toBeNull();
    await ask(graph, tamper);
    expect((await verifyAudit(graph)).problem).toContain(words);
  });

  it("shows by an end written down elsewhere that the whole of it was made anew", async () => {
    await fill(4);
    const { head } = await verifyAudit(graph);
    await note("step5");
    await sealWaiting(graph);
    expect((await verifyAudit(graph, head)).problem).toBeNull();
    await ask(graph, "MATCH (e:AuditEvent) DETACH DELETE e");
    await ask(graph, "MATCH (c:AuditChain) SET c.seq = 0, c.hash = ''");
    await fill(5);
    expect((await verifyAudit(graph)).problem).toBeNull();
    expect((await verifyAudit(graph, head)).problem).toContain("换过或截短");
  });

  it("is sealed within five seconds by one server of two, and by the other when that one stops", async () => {
    const logger = pino({ level: "silent" });
    const servers = [startSealer(graph, logger), startSealer(graph, logger)];
    const sealedIn = async (action: string): Promise<number> => {
      await note(action);
      const begin = Date.now();
      while (Date.now() - begin < 15_000) {
        const [row] = await ask(graph, "MATCH (e:AuditEvent {action: $action}) RETURN e.seq AS seq", {
          action,
        });
        if (row?.seq !== null) return Date.now() - begin;
        await new Promise((wake) => setTimeout(wake, 100));
      }
      return Number.POSITIVE_INFINITY;
    };
    try {
      expect(await sealedIn("one")).toBeLessThan(5000);
      expect(await sealedIn("two")).toBeLessThan(5000);
      await servers[0]?.stop();
      expect(await sealedIn("three")).toBeLessThan(5000);
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
    expect((await verifyAudit(graph)).problem).toBeNull();
  });

  it("is a page for supervisors, newest first, with filters and the end of the chain", async () => {
    await fill(3);
    const api = await startApi(graph, { embedder: null, viewerOf: undefined });
    const supervisor = openBrowser(api.url, (await openAccount(graph, [{ role: "supervisor" }])).secret);
    const page =
      "query ($filter: AuditFilter, $first: Int, $after: String) { auditEvents(filter: $filter, first: $first, after: $after) { totalCount nodes { action actorName address seq after } pageInfo { hasNextPage endCursor } } auditHead { seq waiting } }";
    const first = (await supervisor.ask(page, { first: 2 })).data;
    expect(first.auditHead).toEqual({ seq: 3, waiting: 0 });
    expect(first.auditEvents).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    expect(first.auditEvents.nodes[0]).toEqual({
      action: "step3",
      actorName: "系统",
      address: "10.0.0.9",
      seq: 3,
      after: '{"action":"step3"}',
    });
    const rest = (await supervisor.ask(page, { first: 2, after: first.auditEvents.pageInfo.endCursor })).data;
    expect(rest.auditEvents.nodes.map(({ action }: { action: string }) => action)).toEqual(["step1"]);
    const today = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Shanghai" }).format(new Date());
    const filtered = async (filter: Record<string, unknown>) =>
      (await supervisor.ask(page, { filter })).data.auditEvents.totalCount;
    expect(await filtered({ action: "step2" })).toBe(1);
    expect(await filtered({ from: today, to: today })).toBe(3);
    expect(await filtered({ to: "2020-01-01" })).toBe(0);
  });
});
