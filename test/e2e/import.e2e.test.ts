import { readFileSync } from "node:fs";
import { read, utils, write } from "@e965/xlsx";
import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, patience, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

let url = "";
let graph: Graph;
let firm = "";
beforeAll(async () => {
  ({ url, graph } = await startOpenServer());
  const [first] = await ask(
    graph,
    "MATCH (e:Enterprise:Example) RETURN e.name AS name ORDER BY e.id LIMIT 1",
  );
  firm = String(first?.name);
  await ask(
    graph,
    `UNWIND ['东风动力装备有限公司', '东风动力机械有限公司'] AS name
     MERGE (e:Enterprise:Entity:Searchable {id: 'doubt-' + name}) SET e.name = name, e.audience = 'public'`,
  );
}, 180_000);

/** Days of 2034 and 2035: what has ended is not among the open ones. What a department really sends: a title above, merged cells, units, full-width digits, an Excel day, a formula. */
function messyWorkbook(mark: string): Buffer {
  const sheet = utils.aoa_to_sheet([
    ["2026年链上企业需求汇总表"],
    ["序号", "企业名称（全称）", "具体事项说明", "人数", "最晚时间"],
    [1, firm, `需要焊工培训（${mark}）`, "２０人", { t: "n", v: 49490, z: "yyyy/m/d" }],
    [2, null, `需要检测设备（${mark}）`, "约3台", "2034年12月底"],
    [3, "东风动力", `需要叉车司机（${mark}）`, "5", ""],
    [4, firm, `需要场地（${mark}）`, "很多", ""],
    [5, firm, `需要贷款（${mark}）`, { t: "n", v: 3, f: "1+2" }, ""],
  ]);
  sheet["!merges"] = [
    { s: { r: 0, c: 0 }, e: { r: 0, c: 4 } },
    { s: { r: 2, c: 1 }, e: { r: 3, c: 1 } },
  ];
  return write(utils.book_new(sheet, "汇总"), { type: "buffer", bookType: "xlsx" }) as Buffer;
}

test.each(["desktop", "phone"] as const)(
  "a messy workbook is corrected, imported, its rejected rows and the list taken away: %s",
  { timeout: 240_000 },
  async (screen) => {
    const mark = screen === "desktop" ? "浏览器导入甲" : "浏览器导入乙";
    const page = await openPage(`${url}/lists`, screen);
    await (await seen(page.getByRole("link", { name: "导入表格" }))).click();
    await seen(page.getByRole("button", { name: "选择表格文件" }));
    await settled(page);
    expect(await seriousFindings(page)).toEqual([]);
    await screenshot(page, `import-file-${screen}`);
    await page.getByLabel("表格文件").setInputFiles({
      name: "需求汇总.xlsx",
      mimeType: "application/octet-stream",
      buffer: messyWorkbook(mark),
    });
    await seen(page.getByText("具体事项说明"));
    if (screen === "desktop") {
      await seen(page.getByText("请选出哪一列是“需求内容”。"));
      await page.getByLabel("具体事项说明").click();
      await (await seen(page.locator(".ant-select-item-option", { hasText: "需求内容" }))).click();
    }
    await settled(page);
    expect(await seriousFindings(page)).toEqual([]);
    await expectFits(page);
    await screenshot(page, `import-columns-${screen}`);
    await page.getByRole("button", { name: "预览", exact: true }).click();
    await seen(page.getByRole("button", { name: "导入 2 行" }));
    await page.getByLabel("东风动力").click();
    await (await seen(page.locator(".ant-select-item-option", { hasText: "东风动力机械" }))).click();
    await seen(page.getByRole("button", { name: "导入 3 行" }));
    await settled(page);
    expect(await seriousFindings(page)).toEqual([]);
    await expectFits(page);
    await screenshot(page, `import-preview-${screen}`);
    await page.getByRole("button", { name: "导入 3 行" }).click();
    await seen(page.getByText("“需求汇总.xlsx”已导入。"));
    await settled(page);
    await expectFits(page);
    await screenshot(page, `import-result-${screen}`);
    const kept = await ask(
      graph,
      "MATCH (o)<-[:RAISED_BY]-(d:Demand) WHERE d.text CONTAINS $mark RETURN d.text AS text, o.name AS owner, d.unit AS unit, toString(d.neededBy) AS until ORDER BY d.text",
      { mark },
    );
    expect(kept).toHaveLength(3);
    expect(kept).toContainEqual({
      text: `需要检测设备（${mark}）`,
      owner: firm,
      unit: "台",
      until: "2034-12-31",
    });
    const rejected = await taken(page, () => page.getByRole("button", { name: "下载未导入的 2 行" }).click());
    expect(rejected.flat().join()).toMatch(/不是一个数.*是公式/s);
    await page.getByRole("link", { name: "查看清单" }).click();
    await seen(page.getByText(`需要焊工培训（${mark}）`));
    await screenshot(page, `import-list-${screen}`);
    const list = await taken(page, () => page.getByRole("button", { name: "导出 Excel" }).click());
    expect(list.flat()).toContain(`需要焊工培训（${mark}）`);
  },
);

/** The rows of the workbook that a click brings. */
async function taken(
  page: Awaited<ReturnType<typeof openPage>>,
  click: () => Promise<void>,
): Promise<unknown[][]> {
  const [download] = await Promise.all([page.waitForEvent("download", { timeout: patience }), click()]);
  const book = read(readFileSync(await download.path()));
  return utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ""] ?? {}, { header: 1 });
}
