import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { decideByLikeness } from "../support/decisions.ts";
import { ask } from "../support/graph.ts";
import { expectFits, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

let url = "";
let graph: Graph;
beforeAll(async () => {
  ({ url, graph } = await startOpenServer());
  await forget();
}, 180_000);

const forget = async () => {
  await ask(graph, "MATCH (v:WeightVersion) DETACH DELETE v");
  await ask(graph, "MATCH (m:Match) DETACH DELETE m");
  await ask(graph, "MATCH (k:DataVersion) REMOVE k.servingWeights, k.learntVersions");
};
afterAll(forget);

test("weights are learnt, put into service and taken back, and each figure leads to its records", {
  timeout: 150_000,
}, async () => {
  const page = await openPage(`${url}/matching/weights`);
  await seen(page.getByText("还没有从反馈学习过"));
  const learn = page.getByRole("button", { name: "从反馈学习" });
  await learn.press("Enter");
  await seen(page.getByText("反馈还太少，不足以判断"));

  await decideByLikeness(graph, { example: false }, "somebody");
  await learn.click();
  const versions = page.getByRole("list", { name: "学到的版本" });
  await seen(versions.getByText("检验更好"));
  await seen(page.getByText("可以启用"));
  await page.getByRole("button", { name: "启用版本 1.2" }).click();
  await seen(versions.getByText("使用中"));
  await page.getByRole("button", { name: "恢复原权重" }).click();
  await seen(page.getByText("原权重 1", { exact: true }));
  // The step back can itself be taken back: 1.2 has served and may come again.
  await page.getByRole("button", { name: /^撤\s?销$/ }).click();
  await seen(versions.getByText("使用中"));
  await settled(page);
  await screenshot(page, "weights-learnt-desktop", { fullPage: true });
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);

  const figure = page.locator("dl div", { hasText: "检验：不合适" }).getByRole("link");
  const count = Number.parseInt(await figure.innerText(), 10);
  expect(count).toBeGreaterThan(0);
  await figure.click();
  await seen(page.getByRole("heading", { name: `学习和检验所用的反馈 ${count} 条` }));
  const records = page.getByRole("list", { name: "反馈记录" });
  await seen(records.getByText("不是所需"));
  expect(await records.getByText("已达成").count()).toBe(0);
  expect(await records.locator("> li").count()).toBe(Math.min(50, count));
  const address = page.url();
  expect(page.problems).toEqual([]);

  const phone = await openPage(address, "phone");
  await seen(phone.getByRole("list", { name: "反馈记录" }).getByText("不是所需"));
  await settled(phone);
  await screenshot(phone, "weights-learnt-phone", { fullPage: true });
  await expectFits(phone);
  expect(await seriousFindings(phone)).toEqual([]);
  await phone.getByRole("list", { name: "反馈记录" }).getByRole("link").first().click();
  await phone.waitForURL(/\/demands\//);
  expect(phone.problems).toEqual([]);
});
