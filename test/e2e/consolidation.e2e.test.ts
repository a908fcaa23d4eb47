import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, patience, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
let url = "";
let graph: Graph;
beforeAll(async () => {
  ({ url, graph } = await startOpenServer());
  await ask(graph, "MATCH (n) WHERE n:DemandItem OR n:ConsolidationDecision DETACH DELETE n");
}, 180_000);

const placed = async (): Promise<number> =>
  Number((await ask(graph, "MATCH (:Demand)-[r:CONSOLIDATED_INTO]->() RETURN count(r) AS n"))[0]?.n);

test("needs are consolidated, adjusted with mouse and keyboard, and undone", { timeout }, async () => {
  const page = await openPage(`${url}/consolidation?alliance=tongliang-hub`);
  await (await seen(page.getByRole("button", { name: "开始归并" }))).click();
  const cards = page.getByRole("article");
  await seen(cards);
  await settled(page);
  const all = await placed();
  expect(all).toBeGreaterThan(36);
  await screenshot(page, "consolidation-desktop");
  expect(await seriousFindings(page)).toEqual([]);
  await expectFits(page);

  // A need is dragged from one card to another.
  const from = cards.filter({ has: page.locator("li:nth-child(2)") }).first();
  const name = (await from.getAttribute("aria-label")) ?? "";
  const target = cards.nth((await cards.count()) > 2 ? 2 : 1);
  const moved = page.waitForResponse(async (response) =>
    (response.request().postData() ?? "").includes("MoveNeeds"),
  );
  await from.locator("li").first().dragTo(target);
  await moved;
  await seen(target.getByText("人工调整"));
  expect(await placed()).toBe(all);
  await page.getByRole("button", { name: "撤销上一步" }).click();
  await seen(page.getByText("已撤销"));
  await seen(page.getByRole("article", { name }));

  // The rest by keyboard alone: open, choose, split, name.
  const open = page.getByRole("article", { name }).first().getByRole("button");
  await open.focus();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("dialog");
  await seen(drawer.getByRole("checkbox"));
  await drawer.getByRole("checkbox").first().focus();
  await page.keyboard.press("Space");
  await drawer.getByRole("button", { name: "拆成一项" }).focus();
  await settled(page);
  await screenshot(page, "consolidation-item-desktop");
  await page.keyboard.press("Enter");
  await seen(page.getByText("已拆成一项"));
  await drawer.getByRole("button", { name: "改名" }).click();
  await (await seen(page.getByLabel("名称"))).fill("统一的说法");
  await page.getByRole("button", { name: "保存名称" }).click();
  await seen(page.getByRole("article", { name: "统一的说法" }));
  expect(await placed()).toBe(all);
  expect(page.problems).toEqual([]);
});

test("on a phone the board is read and adjusted with a finger", { timeout }, async () => {
  const page = await openPage(`${url}/consolidation?alliance=tongliang-hub`, "phone");
  await seen(page.getByRole("article"));
  await settled(page);
  await screenshot(page, "consolidation-phone");
  await expectFits(page);
  await page.getByRole("article").first().getByRole("button").tap();
  const drawer = page.getByRole("dialog");
  await seen(drawer.getByRole("checkbox"));
  await settled(page);
  await screenshot(page, "consolidation-item-phone");
  expect(await seriousFindings(page)).toEqual([]);
  await drawer.getByLabel("合并到哪一项").tap();
  await (await seen(page.locator(".ant-select-item-option"))).first().tap();
  await drawer.getByRole("button", { name: "合并", exact: true }).tap();
  await page.getByText("已合并").waitFor({ timeout: patience });
});
