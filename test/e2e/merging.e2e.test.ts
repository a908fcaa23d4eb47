import { beforeAll, expect, test } from "vitest";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
let server: Awaited<ReturnType<typeof startOpenServer>>;
beforeAll(async () => {
  server = await startOpenServer();
  await ask(
    server.graph,
    `MATCH (a:Alliance {kind: 'chain'}) WITH a ORDER BY a.id LIMIT 1
     CREATE (k:Enterprise:Entity:Searchable {id: 'twin-k', name: '铜梁示例双录机电有限公司', shortName: '双录机电', audience: 'public', version: 1, employees: 30, scale: 'small'})-[:OBSERVES {since: date('2025-01-01')}]->(a)
     CREATE (r:Enterprise:Entity:Searchable {id: 'twin-r', name: '铜梁示例双录机电厂', shortName: '双录', audience: 'public', version: 1, employees: 36})-[:OBSERVES {since: date('2024-01-01')}]->(a)
     CREATE (:Demand:Entity {id: 'twin-need', text: '需要检测设备', title: '检测', state: 'published', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(r)`,
  );
}, 180_000);

test("a firm entered twice is made one, its old address leads on, and the merge is taken back", {
  timeout,
}, async () => {
  const page = await openPage(`${server.url}/register`);
  await (await seen(page.getByRole("link", { name: "查重与合并" }))).click();
  const pair = await seen(page.getByRole("article", { name: /双录机电/ }));
  await settled(page);
  await screenshot(page, "duplicates-desktop");
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await settled(page);
  await expectFits(page);
  await screenshot(page, "duplicates-phone");
  expect(await seriousFindings(page)).toEqual([]);
  await page.setViewportSize({ width: 1280, height: 800 });

  await pair.getByRole("radiogroup", { name: "保留哪一条" }).getByRole("radio").first().check();
  await pair.getByRole("radiogroup", { name: "职工人数" }).getByText("36").click();
  await pair.getByRole("button", { name: "合并" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /合\s?并/ })
    .click();
  await seen(page.getByText("已合并，可在“合并记录”里撤销"));
  await pair.waitFor({ state: "detached" });

  await page.goto(`${server.url}/n/twin-r`);
  await seen(page.getByRole("heading", { name: "铜梁示例双录机电有限公司" }));
  await page.waitForURL(/\/n\/twin-k$/);
  await (await seen(page.getByRole("link", { name: "与另一条合并" }))).click();
  await seen(page.getByText("铜梁示例双录机电有限公司"));
  await settled(page);
  await screenshot(page, "duplicates-two-desktop");

  await page.getByRole("tab", { name: "合并记录" }).click();
  await (await seen(page.getByRole("button", { name: /撤销合并/ }))).click();
  await settled(page);
  await screenshot(page, "duplicates-undo-desktop");
  await page.getByRole("dialog").getByRole("button", { name: "撤销合并" }).click();
  await seen(page.getByText("已撤销合并", { exact: true }));
  await seen(page.getByText(/已由.*撤销/));
  const [back] = await ask(
    server.graph,
    "MATCH (k:Enterprise {id: 'twin-k'}), (r:Enterprise {id: 'twin-r'})<-[:RAISED_BY]-(d) RETURN k.employees AS kept, r.employees AS removed, d.id AS need",
  );
  expect(back).toEqual({ kept: 30, removed: 36, need: "twin-need" });
});

test("two that are not the same are remembered, and that is taken back", { timeout }, async () => {
  const page = await openPage(`${server.url}/register/duplicates`);
  const pair = await seen(page.getByRole("article", { name: /双录机电/ }));
  await pair.getByRole("button", { name: "不是同一家" }).click();
  await pair.waitFor({ state: "detached" });
  await page.getByRole("tab", { name: "不是同一家" }).click();
  await seen(page.getByRole("list", { name: "不是同一家" }).getByText("铜梁示例双录机电厂"));
  await page.getByRole("button", { name: /取\s?消/ }).click();
  await page.getByRole("tab", { name: "企业" }).click();
  await seen(page.getByRole("article", { name: /双录机电/ }));
});
