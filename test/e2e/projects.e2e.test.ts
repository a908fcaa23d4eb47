import { utils, write } from "@e965/xlsx";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { runTour } from "../../seed/tour/runTour.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { openNextPage, openPage, screens, screenshot } from "../support/browser.ts";
import { ask, seeded } from "../support/graph.ts";
import {
  expectFits,
  matchingReady,
  patience,
  seen,
  seriousFindings,
  settled,
  startOpenServer,
} from "./support.ts";

const timeout = 150_000;
const text = "想给零件做第三方检测，自建检测室太贵（闭环）";
let url = "";
let graph: Graph;
beforeAll(async () => {
  const server = await startOpenServer();
  ({ url, graph } = server);
  await matchingReady(server.ask, "example-demand-1");
}, 180_000);

/** The page as it stands: whole, fitting, and with nothing that axe calls serious. */
async function complete(page: Page, name: string): Promise<void> {
  await settled(page);
  await screenshot(page, name);
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);
}

const workbook = (firm: string): Buffer => {
  const rows = [
    ["企业名称", "需求内容", "最晚时间"],
    [firm, text, "2034-12-31"],
  ];
  return write(utils.book_new(utils.aoa_to_sheet(rows), "需求"), {
    type: "buffer",
    bookType: "xlsx",
  }) as Buffer;
};

test("a spreadsheet becomes a need, a match, a project, and is evaluated by all four", {
  timeout,
}, async () => {
  const [firm] = await ask(graph, "MATCH (e:Enterprise:Example) RETURN e.name AS name ORDER BY e.id LIMIT 1");
  const page = await openPage(`${url}/lists/import?kind=demand`);
  await seen(page.getByRole("button", { name: "选择表格文件" }));
  await page.getByLabel("表格文件").setInputFiles({
    name: "需求.xlsx",
    mimeType: "application/octet-stream",
    buffer: workbook(String(firm?.name)),
  });
  await (await seen(page.getByRole("button", { name: "预览", exact: true }))).click();
  await (await seen(page.getByRole("button", { name: "导入 1 行" }))).click();
  await seen(page.getByText("“需求.xlsx”已导入。"));
  await page.getByRole("link", { name: "查看清单" }).click();
  await (await seen(page.getByRole("link", { name: text }))).click();
  const card = (await seen(page.getByRole("article"))).first();
  await card.getByRole("button", { name: "发起对接" }).click();
  await (await seen(page.getByRole("button", { name: "记为已达成" }))).click();
  await (await seen(page.getByRole("button", { name: "立项" }))).click();
  const form = await seen(page.getByRole("dialog"));
  await form.getByLabel("项目名称").fill("检测进车间");
  await form.getByLabel("第 1 行的安排").fill("上门检测一次");
  if (
    (await form
      .locator(".ant-form-item", { hasText: "联盟" })
      .locator(".ant-select-content-value")
      .count()) === 0
  ) {
    await form.getByLabel("联盟").click();
    await page.locator(".ant-select-item-option").first().click();
  }
  await complete(page, "project-start-desktop");
  await form.getByRole("button", { name: "立项" }).click();
  await seen(page.getByRole("heading", { level: 1, name: "检测进车间" }));
  await seen(page.getByRole("region", { name: "由来" }).getByRole("link", { name: text }));
  await page.getByRole("button", { name: "开始实施" }).click();
  await (await seen(page.getByRole("button", { name: "登记交付", exact: true }))).click();
  await page.getByLabel("做了什么").fill("检测 3 批零件");
  await page.getByRole("dialog").getByRole("button", { name: "登记" }).click();
  await seen(page.getByRole("list", { name: "交付记录" }).getByText("检测 3 批零件"));
  await (await seen(page.getByRole("button", { name: "办结", exact: true }))).click();
  for (const [stage, stars] of [
    ["受益方", 5],
    ["联盟党委", 4],
    ["园区", 4],
    ["监督", 5],
  ] as const) {
    const choice = await seen(page.getByRole("radiogroup", { name: "满意程度" }));
    await seen(page.getByText(`${stage}评价`));
    await choice.getByRole("radio", { name: new RegExp(`^${stars} 分`) }).check();
    if (stage === "受益方") {
      await page.getByLabel("评语").fill("办得实在");
      await complete(page, "project-evaluate-desktop");
    }
    await page.getByRole("button", { name: "提交评价" }).click();
    await page.getByText(`${stage}评价`).waitFor({ state: "detached", timeout: patience });
  }
  await seen(page.getByText("评价：平均 4.5 分"));
  await complete(page, "project-desktop");
  const [kept] = await ask(
    graph,
    `MATCH (d:Demand {text: $text})<-[:ANSWERS_DEMAND]-(m:Match)-[:LED_TO]->(p:ServiceProject)
     RETURN m.state AS match, m.outcome AS outcome, p.state AS state, p.rating AS rating`,
    { text },
  );
  expect(kept).toEqual({ match: "projected", outcome: "evaluated", state: "evaluated", rating: 4.5 });
  await page.getByRole("region", { name: "由来" }).getByRole("link", { name: text }).click();
  await seen(
    page.getByRole("link", { name: "打开服务项目" }).or(page.getByRole("button", { name: "打开服务项目" })),
  );
  expect(page.problems).toEqual([]);
  await page.setViewportSize(screens.phone);
  await page.goto(`${url}/projects?view=list&state=evaluated`);
  await (await seen(page.getByRole("link", { name: "检测进车间" }))).click();
  await seen(page.getByText("评价：平均 4.5 分"));
  await complete(page, "project-phone");
});

describe("on the tour's projects", () => {
  // After the loop: matching need not read the tour's needs for it.
  beforeAll(async () => void (await runTour(graph, { today: seeded.today })), 60_000);

  test("year, teams and tour are complete at both widths", { timeout }, async () => {
    for (const screen of ["desktop", "phone"] as const)
      for (const [name, path, sign] of [
        ["projects-year", "/projects?view=year&alliance=tour-hive", "main ol li li"],
        ["projects-teams", "/projects?view=teams", "main article"],
        ["projects-tour", "/projects/tour", "main ol li a"],
        ...(screen === "phone"
          ? ([["projects", "/projects?alliance=tour-hive", "main article"]] as const)
          : []),
      ] as const) {
        const page = await openNextPage(`${url}${path}`, screen);
        await seen(page.locator(sign));
        await complete(page, `${name}-${screen}`);
        expect(page.problems).toEqual([]);
        await page.close();
      }
  });

  test("the board moves by keyboard, and its figures lead to their records", { timeout }, async () => {
    const page = await openPage(`${url}/projects?alliance=tour-hive`);
    const running = await seen(page.getByRole("region", { name: "实施中" }));
    const approved = page.getByRole("region", { name: "已立项" });
    const card = approved.getByRole("article").first().getByRole("link");
    const title = await card.innerText();
    await complete(page, "projects-desktop");
    await card.focus();
    await page.keyboard.press("Shift+ArrowRight");
    await seen(running.getByRole("link", { name: title }));
    await expect
      .poll(() => running.getByRole("link", { name: title }).evaluate((it) => it === document.activeElement))
      .toBe(true);
    await page.keyboard.press("ArrowRight");
    expect(await page.evaluate("document.activeElement.closest('section').getAttribute('aria-label')")).toBe(
      "已办结",
    );
    await running.getByRole("button", { name: `推进：${title}` }).click();
    await page.getByRole("menuitem", { name: "取消项目" }).click();
    await page.getByLabel("原因").fill("企业停产检修");
    await page.getByRole("dialog").getByRole("button", { name: "取消项目" }).click();
    await seen(page.getByRole("region", { name: "已取消" }).getByRole("link", { name: title }));
    const figure = page.locator("dl[aria-label=项目数目] div", { hasText: "满意" }).getByRole("link");
    const told = Number((await figure.innerText()).replace(/\D/g, ""));
    await figure.click();
    // A link under the pointer has its paler colour.
    await page.mouse.move(0, 0);
    await seen(page.locator(".ant-table-row"));
    await settled(page);
    expect(await page.locator(".ant-table-row").count()).toBe(told);
    await complete(page, "projects-satisfied-desktop");
    expect(page.problems).toEqual([]);
  });
});
