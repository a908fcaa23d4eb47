import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { readNodes, readRelationships } from "../../server/backup/queries.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { openRawLink } from "../../server/graph/rawLink.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph, testDatabase } from "../support/graph.ts";
import { type Browser, codeOf, type Grant, openAccount, openBrowser } from "../support/people.ts";

vi.setConfig({ testTimeout: 240_000 });

let graph: Graph;
let api: TestApi;
let keeper: Browser;
let colleague: Browser;
/** Keeps the register of alliance b alone. */
let elsewhere: Browser;
let keys = 0;

const somebody = async (...grants: Grant[]): Promise<Browser> =>
  openBrowser(api.url, (await openAccount(graph, grants)).secret);

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(graph, "CALL db.awaitIndexes(60)");
  api = await startApi(graph, { embedder: null, viewerOf: undefined, requestTimeoutMs: 60_000 });
  keeper = await somebody({ role: "hubCoordinator", placeId: "hub" });
  colleague = await somebody({ role: "hubCoordinator", placeId: "hub" });
  elsewhere = await somebody({ role: "hubCoordinator", placeId: "b" });
}, 240_000);

const merge = (by: Browser, input: object, key = `merge-${++keys}`) =>
  by.ask("mutation ($input: MergeEntriesInput!) { mergeEntries(input: $input) { mergeId keptId } }", {
    input: { clientMutationId: key, keptVersion: 1, removedVersion: 1, ...input },
  });
const undo = (by: Browser, id: string, key = `undo-${++keys}`) =>
  by.ask("mutation ($input: UndoMergeInput!) { undoMerge(input: $input) { keptId removedId stay } }", {
    input: { clientMutationId: key, id },
  });
const apart = (by: Browser, aId: string, bId: string, distinct: boolean) =>
  by.ask("mutation ($input: TellApartInput!) { tellApart(input: $input) { distinct } }", {
    input: { clientMutationId: `apart-${++keys}`, aId, bId, distinct },
  });
const pairs = async (by: Browser, organizations = false): Promise<{ id: string; reasons: string[] }[]> =>
  (
    await by.ask(
      "query ($o: Boolean!) { duplicatePairs(organizations: $o, first: 200) { totalCount nodes { id reasons left { id } right { id } } } }",
      { o: organizations },
    )
  ).data.duplicatePairs.nodes;

/** Two firms of one name in alliance a, each with its own of everything. */
async function twins(name: string, more = ""): Promise<{ kept: string; removed: string }> {
  const [kept, removed] = [`${name}-k`, `${name}-r`];
  await ask(
    graph,
    `MATCH (a:Alliance {id: 'a'})
     CREATE (k:Enterprise:Entity:Searchable {id: $kept, name: $name + '机电有限公司', audience: 'alliance:a', version: 1, employees: 12})-[:OBSERVES {since: date('2025-01-01')}]->(a)
     CREATE (r:Enterprise:Entity:Searchable {id: $removed, name: $name + '机电厂', audience: 'alliance:a', version: 1, employees: 15, scale: 'small'})-[:OBSERVES {since: date('2024-01-01')}]->(a)
     CREATE (need:Demand:Entity {id: $name + '-need', text: '需要检测设备', title: '检测', state: 'draft', audience: 'org:' + $removed, publishTo: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(r)
     CREATE (:Demand:Entity {id: $name + '-other', text: '需要工人', title: '用工', state: 'published', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(k)
     ${more}`,
    { kept, removed, name },
  );
  return { kept, removed };
}

const bookkeeping =
  /^(Mutation|AuditEvent|Unsealed|AuditChain|EntryMerge|DataVersion|Session|Account|WriteGate|Setting)$/;

/** Every node and relationship with every property, but for counters, the trail, and the versions of the two. */
async function whole(): Promise<string[]> {
  const link = openRawLink(testDatabase());
  const names = new Map<string, string>();
  const lines: string[] = [];
  try {
    await link.stream(readNodes.text, ([id, labels, properties]) => {
      const kinds = (labels as string[]).sort();
      const { version: _, ...rest } = properties as Record<string, unknown>;
      if (kinds.some((label) => bookkeeping.test(label))) return;
      names.set(String(id), `${kinds.join(":")} ${String(rest.id)}`);
      lines.push(`${kinds.join(":")} ${stable(rest)}`);
    });
    await link.stream(readRelationships.text, ([type, start, end, properties]) => {
      const [from, to] = [names.get(String(start)), names.get(String(end))];
      if (from && to) lines.push(`${from} -${String(type)}-> ${to} ${stable(properties as object)}`);
    });
  } finally {
    await link.close();
  }
  return lines.sort();
}
const stable = (properties: object): string =>
  JSON.stringify(Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1)));

const needs = async () =>
  (
    await ask(
      graph,
      "MATCH (d:Demand) RETURN count(d) AS all, count { (d)-[:RAISED_BY]->(:Enterprise|PartyOrganization) } AS raised",
    )
  )[0];

describe("a merge", () => {
  it("brings all that hangs on one to the other, and the old id, name and code lead there", async () => {
    const { kept, removed } = await twins("全套");
    const code = "91110108562144110X";
    await ask(graph, "MATCH (r:Enterprise {id: $removed}) SET r.creditCode = $code", { removed, code });
    const secretary = await openAccount(graph, [{ role: "department", placeId: "d" }]);
    await ask(graph, "MATCH (:Account {id: $id})-[:HOLDS]->(g:Grant) SET g.placeId = $removed", {
      id: secretary.id,
      removed,
    });
    const before = await needs();
    const found = (await pairs(keeper)).find(({ id }) => id === `${kept}|${removed}`);
    expect(found?.reasons).toEqual(["sameCore"]);
    const beside = await keeper.ask(
      "query ($a: ID!, $b: ID!) { mergePair(aId: $a, bId: $b) { left { name holds { what count } } right { fields { field value } } } }",
      { a: kept, b: removed },
    );
    expect(beside.errors).toEqual([]);
    expect(beside.data.mergePair.left.holds).toContainEqual({ what: "demands", count: 1 });
    expect(beside.data.mergePair.right.fields).toContainEqual({ field: "scale", value: "small" });

    const merged = await merge(keeper, { keptId: kept, removedId: removed, take: ["employees"] });
    expect(merged.errors).toEqual([]);
    const [now] = await ask(
      graph,
      `MATCH (k:Enterprise {id: $kept})
       RETURN k.employees AS employees, k.scale AS scale, k.creditCode AS code, k.aliases AS aliases,
         COLLECT { MATCH (k)<-[:RAISED_BY]-(d) RETURN d.id + ' ' + d.audience ORDER BY d.id } AS needs,
         COLLECT { MATCH (k)-[r:OBSERVES]->() RETURN toString(r.since) + ' ' + coalesce(toString(r.until), '') } AS observes,
         COUNT { MATCH (g:Grant {placeId: $kept}) RETURN g } AS grants`,
      { kept },
    );
    expect(now).toEqual({
      employees: 15,
      scale: "small",
      code,
      aliases: ["全套机电厂"],
      needs: [`全套-need org:${kept}`, "全套-other public"],
      observes: ["2024-01-01 "],
      grants: 1,
    });
    expect(await needs()).toEqual(before);
    const old = await keeper.ask(
      'query ($id: ID!) { node(id: $id) { id ... on Enterprise { name } } nodes(ids: [$id]) { id } search(text: "全套机电厂") { node { id } } likelySame(name: "全套机电厂", organization: false) { id } enterprises(filter: { text: "全套" }) { totalCount nodes { id } } }',
      { id: removed },
    );
    expect(old.errors).toEqual([]);
    expect(old.data).toMatchObject({
      node: { id: kept, name: "全套机电有限公司" },
      nodes: [{ id: kept }],
      likelySame: [{ id: kept }],
      enterprises: { totalCount: 1, nodes: [{ id: kept }] },
    });
    expect(old.data.search.map(({ node }: { node: { id: string } }) => node.id)).toEqual([kept]);
    const [event] = await ask(
      graph,
      "MATCH (e:AuditEvent {action: 'mergeEntries'}) RETURN e.after AS after ORDER BY e.at DESC LIMIT 1",
    );
    expect(String(event?.after)).toContain('"RAISED_BY":1');
    expect((await pairs(keeper)).map(({ id }) => id)).not.toContain(`${kept}|${removed}`);

    const undone = await undo(keeper, merged.data.mergeEntries.mergeId);
    expect(undone.errors).toEqual([]);
    const [back] = await ask(
      graph,
      "MATCH (r:Enterprise:Entity:Searchable {id: $removed})<-[:RAISED_BY]-(d) RETURN d.audience AS audience, r.creditCode AS code",
      { removed },
    );
    expect(back).toEqual({ audience: `org:${removed}`, code });
    expect((await pairs(keeper)).map(({ id }) => id)).toContain(`${kept}|${removed}`);
  });

  it("done twice by one click is one, and of two people one is told", async () => {
    const { kept, removed } = await twins("双击");
    const input = { keptId: kept, removedId: removed };
    const [one, again] = [await merge(keeper, input, "double"), await merge(keeper, input, "double")];
    expect(one.errors).toEqual([]);
    expect(again.data).toEqual(one.data);
    const late = await merge(colleague, { keptId: removed, removedId: kept });
    expect(codeOf(late)).toBe("CONFLICT");
    expect(late.errors[0]?.message).toMatch(/刚被并入“双击机电有限公司”/);
    const id = one.data.mergeEntries.mergeId;
    const both = await Promise.all([undo(keeper, id), undo(colleague, id)]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(
      both
        .flatMap(({ errors }) => errors)
        .map(({ message }) => message)
        .join(),
    ).toMatch(/已由.*撤销/);
  });

  it("by two people at once, in either direction, is done by one of them", async () => {
    const { kept, removed } = await twins("同时");
    const both = await Promise.all([
      merge(keeper, { keptId: kept, removedId: removed }),
      merge(colleague, { keptId: removed, removedId: kept }),
    ]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(both.map(codeOf)).toContain("CONFLICT");
    const [left] = await ask(graph, "MATCH (e:Enterprise) WHERE e.id IN $ids RETURN count(e) AS n", {
      ids: [kept, removed],
    });
    expect(left).toEqual({ n: 1 });
  });

  it("is refused where it cannot be meant, and leaves nothing half", async () => {
    const { kept, removed } = await twins(
      "不撮",
      "CREATE (b:DoNotMatch:Entity {id: 'bar-x', kind: 'competitor', since: date('2025-01-01'), version: 1})-[:BARS]->(k) CREATE (b)-[:BARS]->(r) CREATE (b)-[:ASKED_BY]->(k)",
    );
    const before = await whole();
    const refusals = [
      await merge(keeper, { keptId: kept, removedId: kept }),
      await merge(keeper, { keptId: kept, removedId: removed, keptVersion: 7 }),
      await merge(keeper, { keptId: kept, removedId: removed, take: ["superior"] }),
      await merge(keeper, { keptId: kept, removedId: "o2" }),
      await merge(keeper, { keptId: kept, removedId: removed }),
      await merge(elsewhere, { keptId: kept, removedId: removed }),
    ];
    expect(refusals.map(codeOf)).toEqual([
      "BAD_INPUT",
      "CONFLICT",
      "BAD_INPUT",
      "NOT_FOUND",
      "CONFLICT",
      "NOT_FOUND",
    ]);
    expect(refusals[4]?.errors[0]?.message).toMatch(/不撮合/);
    expect(await whole()).toEqual(before);
  });

  it("of organisations that would stand above themselves is refused", async () => {
    await ask(
      graph,
      `MATCH (a:Alliance {id: 'a'})
       CREATE (top:PartyOrganization:Entity:Searchable {id: 'c-top', name: '环形总支', kind: 'generalBranch', audience: 'public', version: 1})-[:MEMBER_OF]->(a)
       CREATE (mid:PartyOrganization:Entity:Searchable {id: 'c-mid', name: '环形中间', kind: 'branch', audience: 'public', version: 1})-[:SUBORDINATE_TO]->(top)
       CREATE (low:PartyOrganization:Entity:Searchable {id: 'c-low', name: '环形支部', kind: 'branch', audience: 'public', version: 1})-[:SUBORDINATE_TO]->(mid)
       CREATE (mid)-[:MEMBER_OF]->(a) CREATE (low)-[:MEMBER_OF]->(a)`,
    );
    const refused = await merge(keeper, { keptId: "c-top", removedId: "c-low" });
    expect(codeOf(refused)).toBe("CONFLICT");
    expect(refused.errors[0]?.message).toMatch(/上下级循环/);
    const fine = await merge(keeper, { keptId: "c-mid", removedId: "c-low" });
    expect(fine.errors).toEqual([]);
    expect((await undo(keeper, fine.data.mergeEntries.mergeId)).errors).toEqual([]);
  });
});

describe("undoing", () => {
  it("keeps what came after with the kept one, and says what was changed since", async () => {
    const { kept, removed } = await twins("后来");
    const id = (await merge(keeper, { keptId: kept, removedId: removed, take: ["name", "employees"] })).data
      .mergeEntries.mergeId;
    await ask(
      graph,
      `MATCH (k:Enterprise {id: $kept})-[r:OBSERVES]->() SET r.until = date('2027-11-01'), k.employees = 99
       CREATE (:Demand:Entity {id: '后来-new', text: '新需求', state: 'published', audience: 'public', version: 1})-[:RAISED_BY]->(k)`,
      { kept },
    );
    const refused = await undo(keeper, id);
    expect(codeOf(refused)).toBe("CONFLICT");
    expect(refused.errors[0]?.message).toMatch(/观察单位“甲链联盟”又改过/);
    await ask(graph, "MATCH (:Enterprise {id: $kept})-[r:OBSERVES]->() REMOVE r.until", { kept });
    const undone = await undo(keeper, id);
    expect(undone.errors).toEqual([]);
    expect(undone.data.undoMerge.stay).toEqual(["employees"]);
    const [now] = await ask(
      graph,
      "MATCH (k:Enterprise {id: $kept}) RETURN k.name AS name, k.employees AS employees, COLLECT { MATCH (k)<-[:RAISED_BY]-(d) RETURN d.id ORDER BY d.id } AS needs",
      { kept },
    );
    expect(now).toEqual({ name: "后来机电有限公司", employees: 99, needs: ["后来-new", "后来-other"] });
  });

  it("goes back step by step where one merge followed another", async () => {
    const { kept, removed } = await twins("连环");
    const third = (await twins("连环三")).kept;
    const first = (await merge(keeper, { keptId: kept, removedId: removed })).data.mergeEntries.mergeId;
    const second = await merge(keeper, { keptId: third, removedId: kept, removedVersion: 2 });
    expect(second.errors).toEqual([]);
    const old = await keeper.ask("query ($id: ID!) { node(id: $id) { id } }", { id: removed });
    expect(old.data.node.id).toBe(third);
    const refused = await undo(keeper, first);
    expect(refused.errors[0]?.message).toMatch(/后来又并入了“连环三机电有限公司”/);
    expect((await undo(keeper, second.data.mergeEntries.mergeId)).errors).toEqual([]);
    expect((await undo(keeper, first)).errors).toEqual([]);
  });

  it("is the keeper's alone, and the list of merges tells who did what", async () => {
    const { kept, removed } = await twins("谁的");
    const id = (await merge(keeper, { keptId: kept, removedId: removed })).data.mergeEntries.mergeId;
    expect(["NOT_FOUND", "FORBIDDEN"]).toContain(codeOf(await undo(elsewhere, id)));
    const list = "{ entryMerges(first: 1) { totalCount nodes { id keptId removedName undoneAt } } }";
    const [mine, theirs] = [await keeper.ask(list), await elsewhere.ask(list)];
    expect(mine.data.entryMerges.nodes).toEqual([
      { id, keptId: kept, removedName: "谁的机电厂", undoneAt: null },
    ]);
    expect(theirs.data.entryMerges.totalCount).toBe(0);
  });
});

describe("two that are not the same", () => {
  it("are not proposed again until that is taken back", async () => {
    const { kept, removed } = await twins("两家");
    const key = `${kept}|${removed}`;
    const proposed = async () => (await pairs(keeper)).some(({ id }) => id === key);
    expect(await proposed()).toBe(true);
    expect((await apart(keeper, removed, kept, true)).errors).toEqual([]);
    expect(await proposed()).toBe(false);
    const told = await keeper.ask("{ distinctPairs { nodes { id left { name } } } }");
    expect(told.data.distinctPairs.nodes.map(({ id }: { id: string }) => id)).toContain(key);
    expect((await apart(keeper, kept, removed, false)).errors).toEqual([]);
    expect(await proposed()).toBe(true);
    expect(
      (
        await elsewhere.ask("query ($a: ID!, $b: ID!) { mergePair(aId: $a, bId: $b) { id } }", {
          a: kept,
          b: removed,
        })
      ).data.mergePair,
    ).toBeNull();
  });
});

describe("examples", () => {
  it("are cleared with what became of them", async () => {
    const { kept, removed } = await twins(
      "示例",
      "MERGE (root:ExampleRoot {id: 'examples'}) SET r:Example, k:Example CREATE (r)-[:EXAMPLE_OF]->(root) CREATE (k)-[:EXAMPLE_OF]->(root)",
    );
    const before = await whole();
    const id = (await merge(keeper, { keptId: kept, removedId: removed })).data.mergeEntries.mergeId;
    expect((await undo(keeper, id)).errors).toEqual([]);
    expect(await whole()).toEqual(before);
    expect(
      (await merge(keeper, { keptId: kept, removedId: removed, keptVersion: 3, removedVersion: 2 })).errors,
    ).toEqual([]);
    const { deleteExamples } = await import("../../seed/queries.ts");
    await graph.run(deleteExamples, { limit: 1000, keep: [] });
    const left = await ask(
      graph,
      "MATCH (n) WHERE n.id IN $ids OR n.removedId IN $ids RETURN labels(n) AS labels",
      { ids: [kept, removed] },
    );
    expect(left).toEqual([]);
  });
});

const period = fc.record({
  since: fc.option(fc.constantFrom("2024-01-01", "2024-07-01", "2025-01-01"), { nil: null }),
  until: fc.option(fc.constantFrom("2024-06-01", "2025-06-01", "2026-01-01"), { nil: null }),
});
const hung = fc.array(
  fc.record({
    type: fc.constantFrom(
      "MEMBER_OF",
      "OBSERVES",
      "SUBORDINATE_TO",
      "COVERS",
      "SECRETARY_OF",
      "HELD_BY",
      "RAISED_BY",
      "OFFERED_BY",
      "BETWEEN",
      "ATTACHED_TO",
      "FROM_SOURCE",
    ),
    other: fc.integer({ min: 0, max: 2 }),
    period,
    mode: fc.constantFrom("independent", "joint"),
  }),
  { maxLength: 12 },
);
const patterns: Record<string, string> = {
  MEMBER_OF:
    "MATCH (x:Alliance {id: ['a', 'b', 'hub'][toInteger(row.other)]}) CREATE (n)-[:MEMBER_OF {since: date(row.period.since), until: date(row.period.until)}]->(x)",
  OBSERVES:
    "MATCH (x:Alliance {id: ['a', 'b', 'hub'][toInteger(row.other)]}) CREATE (n)-[:OBSERVES {since: date(row.period.since), until: date(row.period.until)}]->(x)",
  SUBORDINATE_TO:
    "MATCH (x:PartyOrganization {id: ['o', 'o2', 'q'][toInteger(row.other)]}) CREATE (n)-[:SUBORDINATE_TO {since: date(row.period.since), until: date(row.period.until)}]->(x)",
  COVERS:
    "MATCH (x:Enterprise {id: ['e', 'x', 'e'][toInteger(row.other)]}) CREATE (n)-[:COVERS {mode: row.mode, since: date(row.period.since), until: date(row.period.until)}]->(x)",
  SECRETARY_OF:
    "CREATE (:Person:Entity {id: randomUUID(), name: '某', audience: 'org:' + n.id})-[:SECRETARY_OF {since: date(row.period.since)}]->(n)",
  HELD_BY: "CREATE (:DutyTerm:Entity {id: randomUUID(), audience: 'public'})-[:HELD_BY]->(n)",
  RAISED_BY:
    "CREATE (:Demand:Entity {id: randomUUID(), text: '要', version: 1, quantity: row.other, embedding: [0.5, 1.0], createdAt: datetime(), audience: CASE row.other WHEN 0 THEN 'public' ELSE 'org:' + n.id END, publishTo: 'org:' + n.id})-[:RAISED_BY]->(n)",
  OFFERED_BY:
    "CREATE (:Resource:Offer:Entity {id: randomUUID(), text: '有', version: 1, audience: 'org:' + n.id})-[:OFFERED_BY]->(n)",
  BETWEEN:
    "MATCH (x:PartyOrganization {id: other}) CREATE (n)-[:SUBORDINATE_TO {until: date('2024-01-01')}]->(x)",
  ATTACHED_TO:
    "CREATE (:Attachment:Entity {id: randomUUID(), name: '表', ownerId: n.id})-[:ATTACHED_TO]->(n)",
  FROM_SOURCE: "MERGE (s:SourceRecord {id: 'source-' + row.other}) CREATE (n)-[:FROM_SOURCE]->(s)",
};

describe("merging and undoing on generated graphs", () => {
  it("is as if it had not been, to the last property; needs are as many all along", async () => {
    let round = 0;
    await fc.assert(
      fc.asyncProperty(
        hung,
        hung,
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        async (ofKept, ofRemoved, take, members) => {
          const [kept, removed] = [`g${++round}-k`, `g${round}-r`];
          await ask(
            graph,
            `MATCH (a:Alliance {id: 'a'})
           CREATE (k:PartyOrganization:Entity:Searchable {id: $kept, name: '生成支部' + $kept, kind: 'branch', audience: 'public', version: 1, aliases: ['旧'], founded: date('2010-05-04')})-[:MEMBER_OF {since: date('2023-01-01')}]->(a)
           CREATE (r:PartyOrganization:Entity:Searchable {id: $removed, name: '生成支部' + $removed, kind: 'branch', audience: 'public', version: 1, memberCount: toInteger($members), termYears: 3})-[:MEMBER_OF]->(a)`,
            { kept, removed, members },
          );
          for (const [id, other, rows] of [
            [kept, removed, ofKept],
            [removed, kept, ofRemoved],
          ] as const)
            for (const row of rows)
              await ask(
                graph,
                `MATCH (n:PartyOrganization {id: $id}) WITH n, $row AS row, $other AS other ${patterns[row.type]}`,
                { id, other, row },
              );
          const [before, count] = [await whole(), await needs()];
          const merged = await merge(keeper, {
            keptId: kept,
            removedId: removed,
            take: take ? ["name", "superior", "secretary"] : [],
          });
          if (codeOf(merged) === "CONFLICT") {
            expect(merged.errors[0]?.message).toMatch(/上下级循环/);
            expect(await whole()).toEqual(before);
            return;
          }
          expect(merged.errors).toEqual([]);
          expect(await needs()).toEqual(count);
          const [left] = await ask(
            graph,
            "MATCH (r:MergedEntry {id: $removed})-[l]-() RETURN collect(type(l)) AS types",
            { removed },
          );
          expect(left).toEqual({ types: ["MERGED_INTO"] });
          expect((await undo(keeper, merged.data.mergeEntries.mergeId)).errors).toEqual([]);
          expect(await whole()).toEqual(before);
        },
      ),
      { numRuns: 25, endOnFailure: true },
    );
  });
});
