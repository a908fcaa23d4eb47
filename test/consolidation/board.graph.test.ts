import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, seededGraph } from "../support/graph.ts";
import { codeOf, openAccount, openBrowser } from "../support/people.ts";

const hub = "tongliang-hub";
let graph: Graph;
let api: TestApi;
let next = 0;
const key = (): string => {
  next += 1;
  return `consolidation-${next}-${Date.now()}`;
};

const board = `mayChange ranAt needCount exampleNeedCount freshCount lastChange { id kind summary }
  items(first: 60) { totalCount nodes { id title named count exampleCount pinnedCount category { id }
    members(first: 30) { totalCount nodes { id } } } }`;
interface Item {
  id: string;
  title: string;
  named: boolean;
  count: number;
  pinnedCount: number;
  members: { totalCount: number; nodes: { id: string }[] };
}
interface Seen {
  mayChange: boolean;
  needCount: number;
  freshCount: number;
  lastChange: { id: string; kind: string } | null;
  items: { totalCount: number; nodes: Item[] };
}

const change = (field: string, input: object, from: Pick<TestApi, "ask"> = api) =>
  from.ask(
    `mutation($i: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $i) { consolidation { ${board} } } }`,
    { i: { clientMutationId: key(), allianceId: hub, ...input } },
  );
const look = async (from: Pick<TestApi, "ask"> = api): Promise<Seen> =>
  (await from.ask(`{ consolidation(allianceId: "${hub}") { ${board} } }`)).data.consolidation;
const groups = (seen: Seen): Record<string, string[]> =>
  Object.fromEntries(
    seen.items.nodes.map(({ id, members }) => [id, members.nodes.map((need) => need.id).toSorted()]),
  );

beforeAll(async () => {
  graph = await seededGraph();
  await cypher(graph, "MATCH (i:DemandItem) DETACH DELETE i");
  await cypher(graph, "MATCH (x:ConsolidationDecision) DETACH DELETE x");
  api = await startApi(graph);
});

describe("an alliance's board", () => {
  it("takes in every published need once, the same at every run", async () => {
    const before = await look();
    expect(before.items.totalCount).toBe(0);
    expect(before.freshCount).toBe(before.needCount);
    const { data, errors } = await change("consolidateNeeds", {});
    expect(errors).toEqual([]);
    const seen: Seen = data.consolidateNeeds.consolidation;
    const members = seen.items.nodes.flatMap((item) => item.members.nodes.map(({ id }) => id));
    expect(members).toHaveLength(seen.needCount);
    expect(new Set(members).size).toBe(seen.needCount);
    expect(seen.needCount).toBeGreaterThanOrEqual(36);
    expect(seen.freshCount).toBe(0);
    for (const { count, members: page } of seen.items.nodes) expect(page.totalCount).toBe(count);
    const again: Seen = (await change("consolidateNeeds", {})).data.consolidateNeeds.consolidation;
    expect(groups(again)).toEqual(groups(seen));
  });

  it("lets needs be moved, split, merged and named; a run keeps it all; each is undone by one step", async () => {
    const first = await look();
    const [a, b] = first.items.nodes.filter(({ count }) => count >= 2);
    const moved = a?.members.nodes.at(-1)?.id ?? "";
    await change("moveNeeds", { needIds: [moved], fromItemId: a?.id, toItemId: b?.id });
    await change("renameItem", { itemId: b?.id, title: "统一名称" });
    const decided = await look();
    expect(groups(decided)[b?.id ?? ""]).toContain(moved);
    await change("consolidateNeeds", {});
    const rerun = await look();
    expect(groups(rerun)[b?.id ?? ""]).toContain(moved);
    expect(rerun.items.nodes.find(({ id }) => id === b?.id)).toMatchObject({
      title: "统一名称",
      named: true,
    });
    for (const kind of ["run", "rename", "move"]) {
      const { lastChange } = await look();
      expect(lastChange?.kind).toBe(kind);
      expect((await change("undoConsolidation", { decisionId: lastChange?.id })).errors).toEqual([]);
    }
    expect(groups(await look())).toEqual(groups(first));
  });

  it("lets an item's category be corrected; a run leaves it, and it can be undone or given up", async () => {
    const asked = `{ consolidation(allianceId: "${hub}") { lastChange { id kind }
      items(first: 100) { nodes { id categoryPinned category { id } } } } }`;
    const items = async () => (await api.ask(asked)).data.consolidation;
    const [item] = (await items()).items.nodes;
    const [other] = await cypher(
      graph,
      `MATCH (c:Category) WHERE c.retiredAt IS NULL AND c.id <> coalesce($id, '') AND NOT EXISTS { (c)<-[:KIND_OF]-() }
       RETURN c.id AS id ORDER BY id LIMIT 1`,
      { id: item.category?.id ?? null },
    );
    const filed = async () => (await items()).items.nodes.find(({ id }: { id: string }) => id === item.id);
    expect(codeOf(await change("fileItem", { itemId: item.id, categoryId: "no-such" }))).toBe("BAD_INPUT");
    expect(codeOf(await change("fileItem", { itemId: "no-such", categoryId: other?.id }))).toBe("CONFLICT");
    expect((await change("fileItem", { itemId: item.id, categoryId: other?.id })).errors).toEqual([]);
    const corrected = { id: item.id, categoryPinned: true, category: { id: other?.id } };
    expect(await filed()).toEqual(corrected);
    await change("consolidateNeeds", {});
    expect(await filed()).toEqual(corrected);
    for (const kind of ["run", "file"]) {
      const { lastChange } = await items();
      expect(lastChange.kind).toBe(kind);
      await change("undoConsolidation", { decisionId: lastChange.id });
    }
    expect(await filed()).toEqual(item);
    await change("fileItem", { itemId: item.id, categoryId: other?.id });
    await change("fileItem", { itemId: item.id });
    expect((await filed()).categoryPinned).toBe(false);
    await change("consolidateNeeds", {});
    expect(await filed()).toEqual(item);
  });

  it("merges two items and splits what was merged", async () => {
    const [a, b] = (await look()).items.nodes;
    const merged: Seen = (await change("mergeItems", { fromItemId: a?.id, intoItemId: b?.id })).data
      .mergeItems.consolidation;
    expect(groups(merged)[b?.id ?? ""]).toHaveLength((a?.count ?? 0) + (b?.count ?? 0));
    expect(groups(merged)[a?.id ?? ""]).toBeUndefined();
    const needIds = a?.members.nodes.map(({ id }) => id);
    const { data } = await change("moveNeeds", { needIds, fromItemId: b?.id });
    const split: Seen = data.moveNeeds.consolidation;
    expect(Object.values(groups(split))).toContainEqual(needIds?.toSorted());
  });

  it("refuses what rests on an old look, and half a change", async () => {
    const [a, b] = (await look()).items.nodes;
    const stale = await change("moveNeeds", {
      needIds: [b?.members.nodes[0]?.id],
      fromItemId: a?.id,
      toItemId: b?.id,
    });
    expect(codeOf(stale)).toBe("CONFLICT");
    expect(codeOf(await change("undoConsolidation", { decisionId: "older" }))).toBe("CONFLICT");
    const all = a?.members.nodes.map(({ id }) => id);
    expect(codeOf(await change("moveNeeds", { needIds: all, fromItemId: a?.id }))).toBe("BAD_INPUT");
    expect(codeOf(await change("renameItem", { itemId: a?.id, title: "长".repeat(61) }))).toBe("BAD_INPUT");
    expect(codeOf(await change("mergeItems", { fromItemId: a?.id, intoItemId: a?.id }))).toBe("BAD_INPUT");
  });

  it("shows an item with the needs that its viewer sees, named by their words alone", async () => {
    const people = await startApi(graph, { viewerOf: undefined });
    const member = await openAccount(graph, [{ role: "hubCoordinator", placeId: hub }]);
    await cypher(graph, "MERGE (d:Entity {id: 'elsewhere'}) SET d:Department, d.name = '外区部门'");
    const outsider = await openAccount(graph, [{ role: "department", placeId: "elsewhere" }]);
    const [inside, outside] = [
      openBrowser(people.url, member.secret),
      openBrowser(people.url, outsider.secret),
    ];
    const [item] = (await look()).items.nodes.filter(({ count, named }) => count >= 2 && !named);
    const hidden = item?.members.nodes[0]?.id;
    await cypher(graph, "MATCH (d:Demand {id: $id}) SET d.audience = 'org:somebody', d.title = '不可外传'", {
      id: hidden,
    });
    const seen = (await look(inside)).items.nodes.find(({ id }) => id === item?.id);
    expect(seen?.count).toBe((item?.count ?? 0) - 1);
    expect(seen?.members.nodes.map(({ id }) => id)).not.toContain(hidden);
    expect(seen?.title).not.toContain("不可外传");
    expect((await look(outside)).items.nodes).toEqual([]);
    expect(codeOf(await change("consolidateNeeds", {}, outside))).toBe("FORBIDDEN");
    const secretary = await openAccount(graph, [{ role: "chainLead", placeId: "tongliang-equipment" }]);
    expect(codeOf(await change("consolidateNeeds", {}, openBrowser(people.url, secretary.secret)))).toBe(
      "FORBIDDEN",
    );
  });
});

describe("categories for a text that is being entered", () => {
  const suggest = async (text: string, first = 3) =>
    api.ask(
      "query ($text: String!, $first: Int) { suggestCategories(text: $text, first: $first) { name } }",
      {
        text,
        first,
      },
    );

  it("are those whose offers come nearest to it", async () => {
    // The index is read in the background after a start.
    await expect
      .poll(async () => (await suggest("银行不给贷款，周转资金不够")).data.suggestCategories.length, {
        timeout: 30_000,
      })
      .toBe(3);
    const names = async (text: string) =>
      (await suggest(text)).data.suggestCategories.map(({ name }: { name: string }) => name);
    expect(await names("银行不给贷款，周转资金不够")).toContain("融资");
    expect(await names("员工孩子没有学上")).toContain("子女入学");
  });

  it("are none for a word, and never more than ten", async () => {
    expect((await suggest("钱")).data.suggestCategories).toEqual([]);
    expect(codeOf(await suggest("银行不给贷款", 11))).toBe("LIMIT");
  });
});
