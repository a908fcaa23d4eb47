import { read, utils } from "@e965/xlsx";
import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, seededGraph } from "../support/graph.ts";
import { workbook } from "./workbooks.ts";

type Table = (string | number | undefined)[][];

let graph: Graph;
let api: TestApi;

beforeAll(async () => {
  graph = await seededGraph();
  api = await startApi(graph, { embedder: null });
});

const shown = `id state accepted merged rejected updated rowCount columns { index field }
  preview { accepted merged rejected differing updating missing doubtful { name }
    problems { number reason } differences { number reason entryId version updating changes { field before after } } }`;

async function exported(list: string): Promise<Table> {
  const response = await fetch(`${api.url}/exports/lists?list=${list}&format=xlsx`);
  expect(response.status).toBe(200);
  const book = read(Buffer.from(await response.arrayBuffer()));
  return utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ""] ?? {}, { header: 1 });
}

async function upload(rows: Table, kind: string) {
  const response = await fetch(`${api.url}/imports?kind=${kind}`, {
    method: "POST",
    headers: { "content-type": "application/octet-stream", "x-file-name": "a.xlsx" },
    body: new Uint8Array(workbook(rows)),
  });
  const { id } = (await response.json()) as { id: string };
  return look(id);
}
const look = async (id: string) => {
  const { data, errors } = await api.ask(`query($id: ID!) { import(id: $id) { ${shown} } }`, { id });
  expect(errors).toEqual([]);
  return data.import;
};
const set = async (
  row: { id: string; columns: { index: number; field: string | null }[] },
  wish: Record<string, unknown>,
) => {
  const { data, errors } = await api.ask(
    `mutation($i: SetImportInput!) { setImport(input: $i) { ${shown} } }`,
    { i: { id: row.id, columns: row.columns, names: [], ...wish } },
  );
  expect(errors).toEqual([]);
  return data.setImport;
};
async function run(id: string) {
  await api.ask("mutation($id: ID!) { startImport(id: $id) { id } }", { id });
  for (;;) {
    const row = await look(id);
    if (row.state === "done") return row;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Rows as they are compared: without number, state and source, in an order of their own. */
const content = ([head = [], ...rows]: Table): string[] => {
  const left = new Set(["序号", "状态", "来源", "余量"].map((name) => head.indexOf(name)));
  return rows
    .map((row) => JSON.stringify(head.map((_, i) => (left.has(i) ? null : (row[i] ?? null)))))
    .sort();
};
const versions = () =>
  cypher(graph, "MATCH (x:Demand|Offer) RETURN count(x) AS entries, sum(x.version) AS versions");

describe.each([
  ["demands", "demand", "数量"],
  ["resources", "offer", "可提供数量"],
])("the exported list of %s", (list, kind, amount) => {
  it("comes back in unchanged: nothing is new and nothing differs", async () => {
    const table = await exported(list);
    expect(table.length).toBeGreaterThan(5);
    const before = await versions();
    const row = await upload(table, kind);
    expect(row.preview).toMatchObject({ accepted: 0, merged: table.length - 1, rejected: 0, differing: 0 });
    expect(row.preview.differences).toEqual([]);
    expect(await run(row.id)).toMatchObject({
      accepted: 0,
      merged: table.length - 1,
      rejected: 0,
      updated: 0,
    });
    expect(await versions()).toEqual(before);
    expect(content(await exported(list))).toEqual(content(table));
  });

  it("with one cell edited offers exactly that, updates it when asked, and not a second time", async () => {
    const table = await exported(list);
    const column = (table[0] ?? []).indexOf(amount);
    const state = (table[0] ?? []).indexOf("状态");
    const at = table.findIndex((cells) => typeof cells[column] === "number" && cells[state] === "已发布");
    const old = Number(table[at]?.[column]);
    const edited = table.map((cells, i) => (i === at ? cells.with(column, old + 7) : cells));
    const row = await upload(edited, kind);
    expect(row.preview).toMatchObject({ accepted: 0, rejected: 0, differing: 1, updating: 0 });
    const [one] = row.preview.differences;
    expect(one).toMatchObject({
      number: at + 1,
      updating: false,
      changes: [{ field: amount, before: String(old), after: String(old + 7) }],
    });
    expect(one.reason).toContain(`与已有的一条相同，1 处不同：${amount}：${old} → ${old + 7}`);
    // Without a wish nothing is overwritten.
    const before = await versions();
    expect(await run(row.id)).toMatchObject({ merged: table.length - 1, updated: 0 });
    expect(await versions()).toEqual(before);

    const second = await upload(edited, kind);
    expect((await set(second, { updateAll: true })).preview).toMatchObject({ differing: 1, updating: 1 });
    expect((await set(second, { updateAll: false })).preview).toMatchObject({ differing: 1, updating: 0 });
    const { entryId, version } = second.preview.differences[0];
    await set(second, { updates: [{ id: entryId, version, update: true }] });
    expect(await run(second.id)).toMatchObject({
      accepted: 0,
      merged: table.length - 1,
      rejected: 0,
      updated: 1,
    });
    const [kept] = await cypher(
      graph,
      `MATCH (x {id: $id}) MATCH (a:AuditEvent {targetId: $id}) WHERE a.action STARTS WITH 'edit'
       RETURN coalesce(x.quantity, x.capacity) AS amount, x.version AS version, a.before AS before, a.after AS after`,
      { id: entryId },
    );
    expect(kept).toMatchObject({ amount: old + 7, version: version + 1 });
    expect([kept?.before, kept?.after].map(String).every((told) => told.includes("version"))).toBe(true);
    const third = await upload(edited, kind);
    expect(third.preview).toMatchObject({ accepted: 0, differing: 0 });
    const settled = await versions();
    expect(await run(third.id)).toMatchObject({ accepted: 0, updated: 0 });
    expect(await versions()).toEqual(settled);
  });

  it("an entry that somebody changed after the look stays as they left it", async () => {
    const table = await exported(list);
    const column = (table[0] ?? []).indexOf(amount);
    const state = (table[0] ?? []).indexOf("状态");
    const at = table.findIndex((cells) => typeof cells[column] === "number" && cells[state] === "已发布");
    const edited = table.map((cells, i) =>
      i === at ? cells.with(column, Number(cells[column]) + 5) : cells,
    );
    const row = await upload(edited, kind);
    const [one] = row.preview.differences;
    await set(row, { updateAll: true });
    await cypher(graph, "MATCH (x {id: $id}) SET x.version = x.version + 1, x.title = '别人改过的标题'", {
      id: one.entryId,
    });
    expect(await run(row.id)).toMatchObject({ updated: 0, rejected: 0 });
    expect(
      await cypher(
        graph,
        "MATCH (x {id: $id}) RETURN x.title AS title, coalesce(x.quantity, x.capacity) AS amount",
        { id: one.entryId },
      ),
    ).toEqual([{ title: "别人改过的标题", amount: Number(table[at]?.[column]) }]);
  });

  it("into a graph without entries it makes the same list", async () => {
    const table = await exported(list);
    await cypher(
      graph,
      kind === "demand" ? "MATCH (x:Demand) DETACH DELETE x" : "MATCH (x:Offer) DETACH DELETE x",
    );
    const row = await upload(table, kind);
    expect(row.preview).toMatchObject({ accepted: table.length - 1, merged: 0, rejected: 0 });
    await run(row.id);
    expect(content(await exported(list))).toEqual(content(table));
  });
});

it("a text that begins like a formula goes out kept from being one and comes back as it was", async () => {
  const table = [
    ["需求内容", "标题"],
    ["'=合格率要达到 98% 的检测", "-20℃ 冷库"],
  ];
  const row = await upload(table, "demand");
  expect(row.preview).toMatchObject({ accepted: 1, rejected: 0 });
  await run(row.id);
  expect(
    await cypher(
      graph,
      "MATCH (d:Demand) WHERE d.text STARTS WITH '=' RETURN d.text AS text, d.title AS title",
    ),
  ).toEqual([{ text: "=合格率要达到 98% 的检测", title: "-20℃ 冷库" }]);
  const list = await exported("demands");
  expect(list.flat()).toContain("'=合格率要达到 98% 的检测");
  const again = await upload(list, "demand");
  expect(again.preview).toMatchObject({ accepted: 0, merged: list.length - 1, rejected: 0, differing: 0 });
});

describe("products of a row", () => {
  it("are bought or sold, asked where doubtful, and left out only when the user says so", async () => {
    await cypher(
      graph,
      `CREATE (:Product:Entity {id: 'product-gear', name: '精密齿轮毛坯', audience: 'public'}),
              (:Product:Entity {id: 'product-wheel', name: '铝合金轮毂坯', audience: 'public'})`,
    );
    const row = await upload(
      [
        ["需求内容", "产品", "供应产品", "可见范围", "地点经纬度", "需要时间"],
        ["往来甲", "精密齿轮毛坯", "", "公开", "106.05，29.84", "2026-03-01 至 2027-04-30"],
        ["往来乙", "", "铝合金轮毂坯", "", "", ""],
        ["往来丙", "精密齿轮", "", "", "", ""],
        ["往来丁", "精密齿轮毛坯", "铝合金轮毂坯", "", "", ""],
        ["往来戊", "", "", "星球", "上海", ""],
      ],
      "demand",
    );
    expect(row.preview).toMatchObject({ accepted: 2, rejected: 3, merged: 0 });
    expect(row.preview.doubtful.map(({ name }: { name: string }) => name)).toContain("产品“精密齿轮”");
    const next = await set(row, { names: [{ name: "产品“精密齿轮”", targetId: "product-gear" }] });
    expect(next.preview).toMatchObject({ accepted: 3, rejected: 2 });
    await run(row.id);
    expect(
      await cypher(
        graph,
        `MATCH (d:Demand)-[r:WANTS|SELLS]->(p:Product) WHERE d.text STARTS WITH '往来'
         RETURN d.text AS text, type(r) AS way, p.id AS product, toString(d.neededFrom) AS since,
           toString(d.neededBy) AS until, d.location.latitude AS latitude ORDER BY text`,
      ),
    ).toEqual([
      {
        ...{ text: "往来丙", way: "WANTS", product: "product-gear" },
        ...{ since: null, until: null, latitude: null },
      },
      {
        ...{ text: "往来乙", way: "SELLS", product: "product-wheel" },
        ...{ since: null, until: null, latitude: null },
      },
      {
        ...{ text: "往来甲", way: "WANTS", product: "product-gear" },
        ...{ since: "2026-03-01", until: "2027-04-30", latitude: 29.84 },
      },
    ]);
  });
});
