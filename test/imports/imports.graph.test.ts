import { read, utils, type WorkBook, write } from "@e965/xlsx";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { connectGraph, type Graph } from "../../server/graph/connection.ts";
import { importEnded } from "../../server/imports/run.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, seededGraph, testDatabase } from "../support/graph.ts";
import { openAccount, openBrowser } from "../support/people.ts";
import { importing } from "./importing.ts";
import { workbook } from "./workbooks.ts";

let graph: Graph;
let api: TestApi;
/** Full names of two seeded firms. */
let firms: { id: string; name: string; shortName: string }[] = [];

beforeAll(async () => {
  graph = await seededGraph();
  api = await startApi(graph, { embedder: null });
  firms = (await cypher(
    graph,
    "MATCH (e:Enterprise:Example) RETURN e.id AS id, e.name AS name, e.shortName AS shortName ORDER BY e.id LIMIT 2",
  )) as typeof firms;
});

const upload = async (
  bytes: Buffer,
  kind = "demand",
  headers: Record<string, string> = {},
  url = api.url,
) => {
  const response = await fetch(`${url}/imports?kind=${kind}`, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent("汇总表.xlsx"),
      ...headers,
    },
    body: new Uint8Array(bytes),
  });
  return {
    status: response.status,
    body: (await response.json()) as { id?: string; errors?: { message: string }[] },
  };
};
const fields = `id state accepted merged rejected rowCount notes columns { index header field samples }
  preview { accepted merged rejected missing doubtful { name rows optional candidates { id name } choice } problems { number result reason cells } }`;
const look = async (id: string) => {
  const { data, errors } = await api.ask(`query($id: ID!) { import(id: $id) { ${fields} } }`, { id });
  expect(errors).toEqual([]);
  return data.import;
};
const set = (id: string, columns: object[], names: object[] = []) =>
  api.ask(`mutation($i: SetImportInput!) { setImport(input: $i) { ${fields} } }`, {
    i: { id, columns, names },
  });
const start = (id: string) => api.ask(`mutation($id: ID!) { startImport(id: $id) { ${fields} } }`, { id });
const done = async (id: string) => {
  for (;;) {
    const row = await look(id);
    if (row.state === "done") return row;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};
const importAll = async (bytes: Buffer, kind = "demand") => {
  const { body } = await upload(bytes, kind);
  const id = String(body.id);
  const { preview } = await look(id);
  expect((await start(id)).errors).toEqual([]);
  return { id, preview, row: await done(id) };
};
const columnsOf = (row: { columns: { index: number; field: string | null }[] }) =>
  row.columns.map(({ index, field }) => ({ index, field }));
const count = async (pattern: string): Promise<number> =>
  Number((await cypher(graph, `MATCH ${pattern} RETURN count(*) AS n`))[0]?.n);

describe("what a cell does not say plainly", () => {
  it("is asked, left empty or set right, and no row is lost for it", async () => {
    const [category] = await cypher(
      graph,
      "MATCH (c:Category) WHERE c.retiredAt IS NULL RETURN c.id AS id, c.name AS name ORDER BY c.id LIMIT 1",
    );
    const rows = [
      ["企业名称", "需求内容", "资金需求（万元）", "完成时限", "类别"],
      [firms[0]?.name, "需要流动资金（问甲）", "500", "9月底前", ""],
      [firms[0]?.name, "需要流动资金（问乙）", "很多", "2026年三季度", ""],
      [firms[0]?.name, "需要流动资金（问丙）", "￥1,200万", "尽快", `${category?.name}等`],
      [firms[0]?.name, "需要流动资金（问丁）", "2亿元", "", "没有这种"],
    ];
    const { body } = await upload(workbook(rows));
    const before = await look(String(body.id));
    expect(before.preview).toMatchObject({ accepted: 0, rejected: 4 });
    const names = before.preview.doubtful.map(({ name }: { name: string }) => name).sort();
    expect(names).toEqual(
      ["数量“很多”", "截止日期“9月底前”", `类别“${category?.name}等”`, "类别“没有这种”"].sort(),
    );
    const asked = before.preview.doubtful.find(({ name }: { name: string }) => name.includes("等”"));
    expect(asked).toMatchObject({ optional: true, candidates: expect.arrayContaining([category]) });
    const choices = names.map((name: string) => ({
      name,
      targetId: name.includes("等”") ? category?.id : null,
    }));
    const { data, errors } = await set(before.id, columnsOf(before), choices);
    expect(errors).toEqual([]);
    expect(data.setImport.preview).toMatchObject({ accepted: 4, rejected: 0, doubtful: [] });
    await start(before.id);
    await done(before.id);
    const kept = await cypher(
      graph,
      `MATCH (d:Demand) WHERE d.text STARTS WITH '需要流动资金（问' OPTIONAL MATCH (d)-[:IN_CATEGORY]->(c)
       RETURN right(d.text, 2) AS text, d.quantity AS quantity, d.unit AS unit, toString(d.neededBy) AS until, c.id AS category ORDER BY d.text`,
    );
    const sorted = kept.toSorted(
      (a, b) => "甲乙丙丁".indexOf(String(a.text)[0] ?? "") - "甲乙丙丁".indexOf(String(b.text)[0] ?? ""),
    );
    expect(sorted).toEqual([
      { text: "甲）", quantity: 500, unit: "万元", until: null, category: null },
      { text: "乙）", quantity: null, unit: null, until: "2026-09-30", category: null },
      { text: "丙）", quantity: 1200, unit: "万元", until: null, category: category?.id },
      { text: "丁）", quantity: 2, unit: "亿元", until: null, category: null },
    ]);
  });

  it("is another sheet where the user says so", async () => {
    const book = utils.book_new();
    const head = ["企业名称", "需求内容"];
    utils.book_append_sheet(book, utils.aoa_to_sheet([head, [firms[0]?.name, "第一张表的需求"]]), "一季度");
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([head, [firms[0]?.name, "第二张表的需求"], [firms[1]?.name, "第二张表的另一条"]]),
      "二季度",
    );
    const bytes = write(book, { type: "buffer", bookType: "xlsx" }) as Buffer;
    const first = await upload(bytes);
    expect(first.body).toMatchObject({ sheets: ["一季度", "二季度"] });
    expect((await look(String(first.body.id))).notes).toEqual([
      "读取的是工作表“一季度”；文件里还有“二季度”。",
    ]);
    const second = await upload(bytes, `demand&sheet=${encodeURIComponent("二季度")}`);
    expect((await look(String(second.body.id))).rowCount).toBe(2);
    const third = await upload(bytes, `demand&sheet=${encodeURIComponent("三季度")}`);
    expect(third.body.errors?.[0]?.message).toMatch(/没有工作表“三季度”/);
  });
});

describe("several sheets of one workbook", () => {
  const book = (...sheets: [string, unknown[][]][]): Buffer => {
    const made = utils.book_new();
    for (const [name, rows] of sheets) utils.book_append_sheet(made, utils.aoa_to_sheet(rows), name);
    return write(made, { type: "buffer", bookType: "xlsx" }) as Buffer;
  };

  it("are imported together: each with its own columns, what is corrected remembered, all rows in one sum", async () => {
    const my = importing(api);
    const head = ["谁家", "具体事项说明"];
    const file = book(
      ["一季度", [head, [firms[0]?.name, "多表一"], [firms[0]?.name, "多表二"]]],
      ["说明", [["请按月填写"]]],
      ["二季度", [head, [firms[1]?.name, "多表三"], ["", ""], [firms[0]?.name, "多表一"]]],
      [
        "三季度",
        [
          ["提出单位", "需求内容", "数量"],
          [firms[1]?.name, "多表四", "很多"],
          ["", "多表五", "2"],
        ],
      ],
    );
    const read = async (sheet: string, beside = "") =>
      my.look(
        (await (await my.send(file, `kind=demand&sheet=${encodeURIComponent(sheet)}${beside}`)).json()).id,
      );
    const first = await read("一季度");
    const [second, third] = [
      await read("二季度", `&beside=${first.id}`),
      await read("三季度", `&beside=${first.id}`),
    ];
    expect((await read("二季度", `&beside=${third.id}`)).id).toBe(second.id);
    expect(second.preview.missing).toEqual(["需求内容"]);
    await set(first.id, [
      { index: 0, field: "owner" },
      { index: 1, field: "text" },
    ]);
    expect((await my.look(second.id)).preview).toMatchObject({ missing: [], accepted: 2 });
    for (const { id } of [first, second, third]) await my.run(id);
    const { together } = await my.look(third.id);
    expect(together.map(({ sheet, state }: { sheet: string; state: string }) => [sheet, state])).toEqual([
      ["一季度", "done"],
      ["二季度", "done"],
      ["三季度", "done"],
    ]);
    const sum = (key: string) =>
      together.reduce((all: number, one: Record<string, number>) => all + Number(one[key]), 0);
    expect(["accepted", "merged", "rejected", "rowCount"].map(sum)).toEqual([4, 1, 1, 6]);
    expect(await count("(d:Demand) WHERE d.text STARTS WITH '多表'")).toBe(4);
    const other = await my.send(book(["一", [head]]), `kind=demand&beside=${first.id}`);
    expect((await other.json()).errors[0].message).toMatch(/不是同一个/);
  });
});

describe("a spreadsheet of needs", () => {
  it("is looked at first, corrected, imported, and its rejected rows come back with the reason", async () => {
    const [first, second] = firms;
    const rows = [
      ["2026年需求汇总"],
      ["序号", "企业名称", "具体事项说明", "人数", "最晚时间", "类型"],
      [1, first?.name, "需要焊工培训（导入甲）", "２０人", "2026年12月底", ""],
      [2, ` ${second?.shortName} `, "需要检测设备（导入乙）", "约3台", "46204", ""],
      [3, "查无此单位大酒店", "需要床位（导入丙）", "", "", ""],
      [4, first?.name, "需要场地（导入丁）", "很多", "2026-02-30", ""],
      [5, first?.name, "需要焊工培训（导入甲）", "20", "", ""],
      [6, first?.name, "需要顾问（导入戊）", "1", "", "没有的类别"],
    ];
    const { body } = await upload(workbook(rows));
    const before = await look(String(body.id));
    expect(before.columns.map(({ field }: { field: string }) => field)).toEqual([
      null,
      "owner",
      null,
      "quantity",
      "until",
      "category",
    ]);
    expect(before.preview.missing).toEqual(["需求内容"]);
    expect((await start(before.id)).errors[0]?.message).toMatch(/还没有选“需求内容”/);
    const columns = before.columns.map(({ index, field }: { index: number; field: string | null }) => ({
      ...{ index, field: index === 2 ? "text" : field },
    }));
    const { data } = await set(before.id, columns);
    expect(data.setImport.preview).toMatchObject({ accepted: 2, merged: 1, rejected: 3, missing: [] });
    expect(await count("(d:Demand) WHERE d.text CONTAINS '导入'")).toBe(0);
    await start(before.id);
    const row = await done(before.id);
    expect(row).toMatchObject({ accepted: 2, merged: 1, rejected: 3, rowCount: 6 });
    const [kept] = await cypher(
      graph,
      `MATCH (o)<-[:RAISED_BY]-(d:Demand {text: '需要焊工培训（导入甲）'})<-[:HAPPENED_TO]-(e:Event)
       RETURN d.quantity AS quantity, d.unit AS unit, toString(d.neededBy) AS until, o.id AS owner, e.to AS to, d.version AS version,
         d.textHash IS NOT NULL AND d.words IS NOT NULL AS features`,
    );
    expect(kept).toEqual({
      quantity: 20,
      unit: "人",
      until: "2026-12-31",
      owner: first?.id,
      to: "published",
      version: 1,
      features: true,
    });
    const book = await rejectedOf(before.id);
    expect(book.map((cells) => cells.slice(0, 2))).toEqual([
      ["原行号", "未导入的原因"],
      [5, expect.stringContaining("没有找到单位“查无此单位大酒店”")],
      [6, expect.stringMatching(/“很多”不是一个数.*“2026-02-30”不是日历上的一天/)],
      [8, "没有叫“没有的类别”的类别。"],
    ]);
    // The same headers again: the corrected mapping is remembered.
    const again = await upload(workbook(rows));
    expect((await look(String(again.body.id))).preview).toMatchObject({
      accepted: 0,
      merged: 3,
      rejected: 3,
      missing: [],
    });
  });

  const rejectedOf = async (id: string): Promise<unknown[][]> => {
    const response = await fetch(`${api.url}/imports/${id}/rejected`);
    const book: WorkBook = read(Buffer.from(await response.arrayBuffer()));
    return utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ""] ?? {}, { header: 1 });
  };

  it.each(["demand", "offer"])(
    "of the kind %s changes nothing the second time, and every row is accounted for",
    async (kind) => {
      const word = fc.constantFrom("焊工", "检测", "教室", "贷款", "=SUM(A1)", "", " 无 ");
      const amount = fc.constantFrom(
        ...[
          "1",
          "２０人",
          "很多",
          "",
          "3.5万元",
          "=1+1",
          "10-20",
          "2-3万元",
          "1 200人",
          "约3000平米",
          "#N/A",
        ],
      );
      const owner = fc.constantFrom("", "查无此人", ...firms.map(({ name }) => name));
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(owner, word, amount), { minLength: 1, maxLength: 30 }),
          async (rows) => {
            run += 1;
            const table = [
              kind === "demand" ? ["提出单位", "需求内容", "数量"] : ["提供单位", "资源内容", "可提供数量"],
              ...rows.map(([who, what, n], i) => [who, what && `${what}${run}-${i % 7}`, n]),
            ];
            const first = await importAll(workbook(table), kind);
            const { accepted, merged, rejected, rowCount } = first.row;
            expect(accepted + merged + rejected).toBe(rowCount);
            expect(first.preview).toMatchObject({ accepted, merged, rejected });
            const before = await state();
            const second = await importAll(workbook(table), kind);
            expect(second.row).toMatchObject({ accepted: 0, merged: accepted + merged, rejected });
            expect(await state()).toEqual(before);
          },
        ),
        { numRuns: 6 },
      );
    },
  );

  const state = () =>
    cypher(
      graph,
      `MATCH (n) WHERE n:Demand OR n:Offer OR n:Event OR n:Enterprise WITH count(n) AS nodes, sum(coalesce(n.version, 0)) AS versions
       OPTIONAL MATCH (v:DataVersion {id: 'demands'}) RETURN nodes, versions, v.value AS changes`,
    );

  it("sent twice at once makes every entry once", async () => {
    const table = workbook([
      ["提出单位", "需求内容"],
      ...Array.from({ length: 40 }, (_, i) => [firms[0]?.name, `同时导入的需求${i}`]),
    ]);
    const both = await Promise.all([importAll(table), importAll(table)]);
    expect(both.map(({ row }) => row.accepted + row.merged + row.rejected)).toEqual([40, 40]);
    const made = await count("(d:Demand) WHERE d.text STARTS WITH '同时导入的需求'");
    expect(made).toBe(40);
    expect(both.reduce((sum, { row }) => sum + row.accepted, 0)).toBe(40);
  });

  it("that was broken off goes on where it stopped, without doubling", { timeout: 200_000 }, async () => {
    const table = [
      ["提出单位", "需求内容"],
      ...Array.from({ length: 1300 }, (_, i) => [firms[0]?.name, `断电前后的需求${i}`]),
    ];
    const { body } = await upload(workbook(table));
    const id = String(body.id);
    // Another process, whose database connection is torn off in the middle.
    const torn = connectGraph({ ...testDatabase(), deadlineMs: 60_000 });
    const other = await startApi(torn, { embedder: null });
    await other.ask("mutation($id: ID!) { startImport(id: $id) { id } }", { id });
    while (Number((await look(id)).accepted) === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await torn.close();
    await importEnded(id);
    await start(id);
    expect(await done(id)).toMatchObject({ accepted: 1300, merged: 0, rejected: 0 });
    expect(await count("(d:Demand) WHERE d.text STARTS WITH '断电前后的需求'")).toBe(1300);
  });
});

describe("a name that may be several things", () => {
  it("is put to the user, and the answer decides", async () => {
    await cypher(
      graph,
      `UNWIND ['东风动力装备有限公司', '东风动力机械有限公司'] AS name
       CREATE (:Enterprise:Entity:Searchable {id: 'doubt-' + name, name: name, audience: 'public'})`,
    );
    await cypher(graph, "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()");
    const table = workbook([
      ["提出单位", "需求内容"],
      ["东风动力", "需要叉车（东风）"],
    ]);
    const { body } = await upload(table);
    const { preview, columns, id } = await look(String(body.id));
    expect(preview).toMatchObject({
      accepted: 0,
      rejected: 1,
      doubtful: [{ name: "东风动力", rows: 1, choice: null }],
    });
    const given = columns.map(({ index, field }: { index: number; field: string }) => ({ index, field }));
    const answer = await set(id, given, [{ name: "东风动力", targetId: "doubt-东风动力机械有限公司" }]);
    expect(answer.data.setImport.preview).toMatchObject({ accepted: 1, rejected: 0 });
    await start(id);
    await done(id);
    expect(
      await count(
        "(:Demand {text: '需要叉车（东风）'})-[:RAISED_BY]->(:Enterprise {name: '东风动力机械有限公司'})",
      ),
    ).toBe(1);
  });
});

describe("a spreadsheet of firms", () => {
  it("makes those that are new, fills in what is unknown of the others, and refuses codes that cannot be", async () => {
    const [known] = firms;
    await cypher(graph, "MATCH (e:Enterprise {id: $id}) SET e.employees = null", { id: known?.id });
    const code = "9144030071526726XG";
    const table = [
      ["企业名称", "统一社会信用代码", "划型", "员工人数", "联盟"],
      ["渝东全新精密制造有限公司", code, "中型企业", "１２０", "铜梁区“铜”盟"],
      [known?.name, "", "", "88", ""],
      ["校验不对有限公司", "9144030071526726X1", "", "", ""],
      ["渝東全新精密製造有限公司", "", "", "", ""],
    ];
    const [hub] = await cypher(graph, "MATCH (a:Alliance {kind: 'hub'}) RETURN a.name AS name");
    table[1] = [...(table[1] ?? []).slice(0, 4), String(hub?.name)];
    const { row } = await importAll(workbook(table), "enterprise");
    expect(row).toMatchObject({ accepted: 1, merged: 2, rejected: 1 });
    const [made] = await cypher(
      graph,
      `MATCH (e:Enterprise:Searchable {creditCode: $code})-[o:OBSERVES]->(a) RETURN e.name AS name, e.shortName AS short,
         e.employees AS employees, e.scale AS scale, e.pinyinInitials AS initials, a.name AS alliance, o.since IS NOT NULL AS since`,
      { code },
    );
    expect(made).toEqual({
      ...{ name: "渝东全新精密制造有限公司", short: "渝东全新精密制造", employees: 120, scale: "medium" },
      ...{ initials: "ydqxjmzzyxgs", alliance: hub?.name, since: true },
    });
    expect(await count(`(e:Enterprise {id: '${known?.id}', employees: 88})`)).toBe(1);
  });
});

describe("who may import", () => {
  it("a secretary imports for the own place, and rows of others are rejected with the reason", async () => {
    const closed = await startApi(graph, { viewerOf: undefined, embedder: null });
    const [place] = await cypher(
      graph,
      `MATCH (p:PartyOrganization:Example)-[:COVERS]->(e:Enterprise) WITH p, e LIMIT 1
       MATCH (x:Enterprise:Example) WHERE NOT (p)-[:COVERS]->(x) RETURN p.id AS id, e.name AS own, x.name AS other LIMIT 1`,
    );
    const { secret } = await openAccount(graph, [
      { role: "organizationSecretary", placeId: String(place?.id) },
    ]);
    const cookie = `lianmeng=${secret}`;
    const table = workbook([
      ["提出单位", "需求内容"],
      [place?.own, "自己的需求"],
      [place?.other, "别人的需求"],
    ]);
    const sent = await upload(table, "demand", { cookie }, closed.url);
    expect(sent.status).toBe(200);
    const browser = openBrowser(closed.url, secret);
    const { data } = await browser.ask(
      "query($id: ID!) { import(id: $id) { preview { accepted rejected problems { reason } } } }",
      { id: sent.body.id },
    );
    expect(data.import.preview).toMatchObject({ accepted: 1, rejected: 1 });
    expect(data.import.preview.problems[0].reason).toMatch(/不在您负责的范围内/);
    const refused = await upload(table, "enterprise", { cookie }, closed.url);
    expect(refused).toMatchObject({ status: 403 });
    // Nobody else sees the file, and nobody at all without an account may send one.
    const stranger = openBrowser(
      closed.url,
      (await openAccount(graph, [{ role: "hubCoordinator", placeId: "tongliang-hub" }])).secret,
    );
    expect(
      (await stranger.ask("query($id: ID!) { import(id: $id) { id } }", { id: sent.body.id })).data.import,
    ).toBeNull();
    expect((await upload(table, "demand", {}, closed.url)).status).toBe(401);
    expect(
      (await upload(table, "demand", { cookie, origin: "http://evil.example" }, closed.url)).status,
    ).toBe(403);
  });

  it("what is refused leaves nothing behind", async () => {
    const before = await count("(i:Import)");
    for (const bytes of [Buffer.from("PK\u0003\u0004 broken"), Buffer.alloc(11_000_000), Buffer.alloc(0)])
      expect((await upload(bytes)).body.errors?.[0]?.message).toMatch(/。$/);
    const misspelt = await upload(workbook([["需求内容"], ["需要焊工"]]), "demand", {
      "x-file-name": "%E0%A4%A",
    });
    expect(misspelt).toMatchObject({ status: 400 });
    expect(misspelt.body.errors?.[0]?.message).toContain("文件名");
    expect(await count("(i:Import)")).toBe(before);
  });
});
