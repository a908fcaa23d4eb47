import { readFileSync } from "node:fs";
import { read, utils, write } from "@e965/xlsx";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { workbook } from "../imports/workbooks.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, patience, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

let url = "";
let graph: Graph;
let alliance = "";
let firm = { id: "", name: "", employees: 0 };
beforeAll(async () => {
  ({ url, graph } = await startOpenServer());
  const [hub] = await ask(graph, "MATCH (a:Alliance {kind: 'hub'}) RETURN a.name AS name LIMIT 1");
  alliance = String(hub?.name);
  const [known] = await ask(
    graph,
    `MATCH (e:Enterprise:Example) WHERE e.employees IS NOT NULL AND e.scale IS NOT NULL
     RETURN e.id AS id, e.name AS name, e.employees AS employees ORDER BY e.id LIMIT 1`,
  );
  firm = known as typeof firm;
}, 180_000);

type Screen = "desktop" | "phone";
const looked = async (page: Page, name: string): Promise<void> => {
  await settled(page);
  expect(await seriousFindings(page)).toEqual([]);
  await expectFits(page);
  await screenshot(page, name);
};
const give = (page: Page, name: string, buffer: Buffer): Promise<void> =>
  page.getByLabel("表格文件").setInputFiles({ name, mimeType: "application/octet-stream", buffer });

/** The rejected rows as a workbook: what a click takes away. */
async function rejectedBy(page: Page, name: string): Promise<unknown[][]> {
  const [download] = await Promise.all([
    page.waitForEvent("download", { timeout: patience }),
    page.getByRole("button", { name }).click(),
  ]);
  const book = read(readFileSync(await download.path()));
  return utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ""] ?? {}, { header: 1 });
}

/** A file from the choice to its end, by what the buttons say. */
async function bringIn(page: Page, kind: string, name: string, rows: unknown[][], count: number) {
  await page.goto(`${url}/lists/import?kind=${kind}`);
  await seen(page.getByRole("button", { name: "选择表格文件" }));
  await give(page, name, workbook(rows));
  await (await seen(page.getByRole("button", { name: "预览", exact: true }))).click();
  await seen(page.getByRole("button", { name: `导入 ${count} 行` }));
}

test.each(["desktop", "phone"] as const)(
  "firms and organisations go into the register; the wrong row comes back, is corrected and goes in: %s",
  { timeout: 240_000 },
  async (screen: Screen) => {
    const [cast, cable] =
      screen === "desktop" ? ["巴岳精密铸造", "安居特种电缆"] : ["龙都智能包装", "玄天湖新材料"];
    const page = await openPage(`${url}/lists/import?kind=enterprise`, screen);
    const firms = [
      ["企业名称", "职工人数", "规模", "所属联盟"],
      [`${cast}有限公司`, "120", "中型", alliance],
      [`${cable}有限公司`, "很多", "小型", alliance],
      [firm.name, String(firm.employees + 7), "微型", alliance],
    ];
    await bringIn(page, "enterprise", "企业名录.xlsx", firms, 2);
    await seen(page.getByText(`职工人数：${firm.employees} → ${firm.employees + 7}`));
    await looked(page, `import-register-preview-${screen}`);
    await page.getByRole("checkbox", { name: `更新第 4 行：${firm.name}` }).click();
    await seen(page.getByText("已选更新 1 条"));
    await looked(page, `import-register-chosen-${screen}`);
    await page.getByRole("button", { name: "导入 2 行" }).click();
    await seen(page.getByText("“企业名录.xlsx”已导入。"));
    await looked(page, `import-register-result-${screen}`);
    const [kept] = await ask(
      graph,
      "MATCH (e:Enterprise {id: $id}) RETURN e.employees AS n, e.scale AS scale",
      {
        id: firm.id,
      },
    );
    expect(kept).toEqual({ n: firm.employees + 7, scale: "micro" });
    firm.employees += 7;
    const rejected = await rejectedBy(page, "下载未导入的 1 行");
    expect(rejected[1]?.[1]).toMatch(/职工人数“很多”不是一个数/);
    const corrected = rejected.map((cells, i) => (i === 0 ? cells : cells.with(3, "86")));
    await bringIn(page, "enterprise", "未导入-企业名录.xlsx", corrected, 1);
    await page.getByRole("button", { name: "导入 1 行" }).click();
    await seen(page.getByText("“未导入-企业名录.xlsx”已导入。"));
    const organizations = [
      ["党组织名称", "覆盖企业", "党员人数", "联盟"],
      [`中共${cast}有限公司支部委员会`, `${cast}`, "１２", alliance],
      [`中共${cable}有限公司支部委员会`, `查无此厂`, "5", alliance],
    ];
    await bringIn(page, "organization", "党组织.xlsx", organizations, 1);
    await looked(page, `import-organizations-preview-${screen}`);
    await page.getByRole("button", { name: "导入 1 行" }).click();
    await seen(page.getByText("“党组织.xlsx”已导入。"));
    const [covers] = await ask(
      graph,
      "MATCH (o:PartyOrganization {name: $name})-[:COVERS]->(e) RETURN o.memberCount AS members, e.name AS firm",
      { name: `中共${cast}有限公司支部委员会` },
    );
    expect(covers).toEqual({ members: 12, firm: `${cast}有限公司` });
    await page.getByRole("link", { name: "查看名录" }).click();
    await settled(page);
    expect(page.problems).toEqual([]);
  },
);

/** Two months of needs and a sheet of notes; the second month has a wrong cell and speaks of a product. */
function months(mark: string, product: string): Buffer {
  const head = ["提出单位", "需求内容", "数量", "产品"];
  const book = utils.book_new();
  const add = (name: string, rows: unknown[][]) =>
    utils.book_append_sheet(book, utils.aoa_to_sheet(rows), name);
  add("一季度", [head, [firm.name, `一季度需要叉车（${mark}）`, "3台", ""]]);
  add("填写说明", [["请按季度填写"]]);
  add("二季度", [
    head,
    [firm.name, `二季度急需${product}（${mark}）`, "2-3万元", ""],
    [firm.name, `二季度需要场地（${mark}）`, "很多", ""],
    [firm.name, `二季度需要焊工（${mark}）`, "1 200人", ""],
  ]);
  return write(book, { type: "buffer", bookType: "xlsx" }) as Buffer;
}

test.each(["desktop", "phone"] as const)(
  "two sheets of a workbook are imported one after the other and summed: %s",
  { timeout: 240_000 },
  async (screen: Screen) => {
    const mark = screen === "desktop" ? "多表甲" : "多表乙";
    const [product] = await ask(
      graph,
      "MATCH (p:Product) WHERE size(p.name) >= 4 AND NOT p.name CONTAINS '示例' RETURN p.id AS id, p.name AS name ORDER BY p.id LIMIT 1",
    );
    const page = await openPage(`${url}/lists/import?kind=demand`, screen);
    await seen(page.getByRole("button", { name: "选择表格文件" }));
    await give(page, "季度需求.xlsx", months(mark, String(product?.name)));
    await (await seen(page.getByRole("checkbox", { name: "二季度" }))).click();
    await seen(page.getByText("选了 2 张"));
    await looked(page, `import-sheets-${screen}`);
    // The sheet whose headers name the most columns came first; both have the same, so the first did.
    await page.getByRole("button", { name: "预览", exact: true }).click();
    await (await seen(page.getByRole("button", { name: "导入 1 行" }))).click();
    await (await seen(page.getByRole("button", { name: "接着导入“二季度”" }))).click();
    await (await seen(page.getByRole("button", { name: "预览", exact: true }))).click();
    await seen(page.getByRole("button", { name: "导入 1 行" }));
    await page.getByLabel("数量“2-3万元”").click();
    await (await seen(page.locator(".ant-select-item-option", { hasText: "按 3万元" }))).click();
    await seen(page.getByRole("button", { name: "导入 2 行" }));
    await page.getByLabel(`文字里提到“${product?.name}”，产品列空着`).click();
    await (await seen(page.locator(".ant-select-item-option", { hasText: "求购" }))).click();
    await looked(page, `import-suggested-${screen}`);
    await page.getByRole("button", { name: "导入 2 行" }).click();
    await seen(page.getByText("“季度需求.xlsx”的工作表“二季度”已导入。"));
    await seen(page.getByRole("row", { name: /已导入的合计/ }));
    await looked(page, `import-sheets-result-${screen}`);
    expect(await page.getByRole("row", { name: /已导入的合计/ }).innerText()).toMatch(/3\s+0\s+1\s+4/);
    const kept = await ask(
      graph,
      `MATCH (d:Demand) WHERE d.text CONTAINS $mark
       RETURN left(d.text, 5) AS text, d.quantity AS n, d.unit AS unit, COLLECT { MATCH (d)-[:WANTS]->(p) RETURN p.id } AS wants ORDER BY text`,
      { mark },
    );
    expect(kept).toEqual(
      expect.arrayContaining([
        { text: "一季度需要", n: 3, unit: "台", wants: [] },
        { text: "二季度急需", n: 3, unit: "万元", wants: [product?.id] },
        { text: "二季度需要", n: 1200, unit: "人", wants: [] },
      ]),
    );
    expect(page.problems).toEqual([]);
  },
);
