import type { Locator, Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openPage, screenshot } from "../support/browser.ts";
import { drawn, patience, seen, startOpenServer } from "./support.ts";

const timeout = 150_000;
let url = "";
beforeAll(async () => {
  ({ url } = await startOpenServer());
}, 180_000);

/** The numbers of a kind in the legend: visible, and all there are. */
async function counts(page: Page, kind: string): Promise<{ shown: number; total: number }> {
  const text = await (await seen(page.getByRole("button", { name: new RegExp(`^${kind}`) }))).innerText();
  // Real ones and examples stand apart: `36 + 示例 32 / 40 + 示例 71`.
  const sum = (part: string) => [...part.matchAll(/\d+/g)].reduce((all, [digits]) => all + Number(digits), 0);
  const [shown = 0, total = shown] = text.split("/").map(sum);
  return { shown, total };
}

async function openAlliance(): Promise<Page & { problems: string[] }> {
  const page = await openPage(`${url}/alliance`);
  await seen(page.getByRole("application"));
  return page;
}

test("the alliance opens with its alliances, chains and members, firms counted, and the legend filters", {
  timeout,
}, async () => {
  const page = await openAlliance();
  expect(await counts(page, "联盟")).toEqual({ shown: 4, total: 4 });
  const members = await counts(page, "党组织");
  expect(await page.getByRole("button", { name: /^党组织/ }).innerText()).toContain("示例");
  expect(await page.getByRole("button", { name: /^联盟/ }).innerText()).not.toContain("示例");
  expect(members.shown).toBeGreaterThan(10);
  const firms = await counts(page, "企业");
  expect(firms.shown).toBe(0);
  expect(firms.total).toBeGreaterThan(10);
  const chains = await counts(page, "产业链");
  expect(chains).toEqual({ shown: 3, total: 3 });
  expect((await drawn(page)).nodes).toBe(4 + 3 + members.shown);
  await page.getByRole("button", { name: /^企业/ }).click();
  expect((await drawn(page)).nodes).toBe(4 + 3 + members.shown + firms.total);
  await screenshot(page, "alliance-firms-desktop");
  await page.getByRole("button", { name: /^党组织/ }).click();
  expect((await drawn(page)).nodes).toBe(4 + 3 + firms.total);
  expect(page.problems).toEqual([]);
});

test("initials find an alliance, the drawing focuses it and tells its 1+1+1", { timeout }, async () => {
  const page = await openAlliance();
  await page.keyboard.press("/");
  await page.keyboard.type("tlzbzz");
  await seen(page.locator(".ant-select-item-option").filter({ hasText: "铜梁装备制造产业链党建联盟" }));
  await page.keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "详情" });
  await seen(details.getByText("1+1+1 责任链"));
  expect(await details.getByRole("heading", { level: 2 }).innerText()).toContain("装备制造");
  await page.waitForFunction(() => location.search.includes("focus=tongliang-equipment"));
});

test("expanding adds at most ten neighbours and says how many remain", { timeout }, async () => {
  const page = await openAlliance();
  const before = await drawn(page);
  await page.goto(`${url}/alliance?focus=tongliang-electronics`);
  const more = await seen(page.getByRole("button", { name: /^展开/ }));
  const text = await more.innerText();
  await more.click();
  await page.waitForFunction(
    (n) => Number(document.querySelector("[role=application]")?.getAttribute("data-nodes")) > n,
    before.nodes,
  );
  const after = await drawn(page);
  expect(after.nodes - before.nodes).toBeLessThanOrEqual(10);
  expect(text).toMatch(/展开 \d+/);
});

test("the keyboard alone walks the drawing, opens details and reaches the table twin", {
  timeout,
}, async () => {
  const page = await openAlliance();
  const canvas = page.getByRole("application");
  // From the top of the page: the skip link first, then on by Tab.
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => document.activeElement?.textContent === "跳到主要内容");
  await page.keyboard.press("Enter");
  await tabTo(page, canvas);
  await page.keyboard.press("ArrowRight");
  await seen(page.getByRole("complementary", { name: "详情" }));
  const first = new URL(page.url()).searchParams.get("focus");
  expect(first).toBe("tongliang-hub");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((id) => new URL(location.href).searchParams.get("focus") !== id, first);
  await page.keyboard.press("Escape");
  await page.getByRole("complementary", { name: "详情" }).waitFor({ state: "detached", timeout: patience });
  await tabTo(page, page.getByRole("radio", { name: "图", exact: true }), "Shift+Tab");
  await page.keyboard.press("ArrowRight");
  // Once it has the focus, its name begins with its place among the tabs.
  const nodes = page.getByRole("tab", { name: /节点 \d+/ });
  await seen(nodes);
  await tabTo(page, nodes);
  const hub = page.getByRole("button", { name: "铜梁产业链党建“铜”盟" });
  await tabTo(page, hub.first());
  await page.keyboard.press("Enter");
  await seen(page.getByRole("complementary", { name: "详情" }).getByRole("heading", { level: 2 }));
});

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, target: Locator, key = "Tab"): Promise<void> {
  const way: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press(key);
    if (await target.evaluateAll((found) => found.some((each) => each === document.activeElement))) return;
    way.push(
      await page.evaluate(() => {
        const at = document.activeElement;
        return `${at?.tagName} ${at?.getAttribute("role") ?? ""} ${at?.textContent?.slice(0, 12)}`;
      }),
    );
  }
  throw new Error(`${key} never came to ${target} at ${page.url()}: ${way.join(" > ")}`);
}

test("the table twin lists the same nodes and lines and selects the same things", { timeout }, async () => {
  const page = await openAlliance();
  const { nodes, edges } = await drawn(page);
  await page.getByText("表格", { exact: true }).click();
  await seen(page.getByRole("tab", { name: `节点 ${nodes}` }));
  await seen(page.getByRole("tab", { name: `关系 ${edges}` }));
  await page.getByRole("button", { name: "铜梁电子信息产业链党建联盟" }).click();
  await seen(
    page
      .getByRole("complementary", { name: "详情" })
      .getByRole("heading", { name: "铜梁电子信息产业链党建联盟" }),
  );
  await page.getByText("图", { exact: true }).click();
  await seen(page.getByRole("application"));
  expect(new URL(page.url()).searchParams.get("focus")).toBe("tongliang-electronics");
});

test("on a phone the list comes first and the graph goes one hop at a time", { timeout }, async () => {
  const page = await openPage(`${url}/alliance`, "phone");
  await seen(page.getByText("联盟详情与责任链"));
  expect(await page.getByRole("application").count()).toBe(0);
  await page.getByText("联盟详情与责任链").first().click();
  await seen(page.getByRole("heading", { level: 1, name: /铜梁.*联盟/ }));
  const hop = await drawn(page);
  expect(hop.nodes).toBeLessThanOrEqual(9);
  expect(hop.nodes).toBeGreaterThan(1);
});

test("an answer that fails says so with its number and can be tried again", { timeout }, async () => {
  const page = await openPage(`${url}/chains`);
  await seen(page.getByRole("heading", { level: 2 }));
  await page.route("**/graphql", (route) =>
    route.fulfill({
      status: 200,
      contentType: "application/json",
      headers: { "x-request-id": "abc-123" },
      body: JSON.stringify({
        errors: [{ message: "数据库暂时连不上，请稍后重试。", extensions: { code: "FORBIDDEN" } }],
      }),
    }),
  );
  await page.getByRole("link", { name: /数据来源/ }).click();
  await seen(page.getByText("数据库暂时连不上，请稍后重试。"));
  await seen(page.getByText("编号 abc-123"));
  await page.unroute("**/graphql");
  await page.getByRole("button", { name: "重试" }).click();
  await seen(page.getByRole("article"));
});
