import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { decideByLikeness } from "../support/decisions.ts";
import { ask } from "../support/graph.ts";
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
const need = "example-demand-1";
let url = "";
let graph: Graph;
beforeAll(async () => {
  const server = await startOpenServer();
  ({ url, graph } = server);
  await matchingReady(server.ask, need);
}, 180_000);

const forget = () =>
  ask(graph, "MATCH (m:Match)-[:ANSWERS_DEMAND]->(:Demand {id: $need}) DETACH DELETE m", { need });
beforeEach(forget);
afterAll(forget);

/** State and reason of what is stored about the need's matches. */
const stored = () =>
  ask(
    graph,
    "MATCH (m:Match)-[:ANSWERS_DEMAND]->(:Demand {id: $need}) RETURN m.state AS state, m.declineReason AS reason",
    { need },
  );

test("a need shows its matches with reasons, and the path of the chosen one beside them", {
  timeout,
}, async () => {
  const page = await openPage(`${url}/demands/${need}`);
  const cards = await seen(page.getByRole("article"));
  expect(await cards.count()).toBeGreaterThan(1);
  await seen(page.getByText(/比对了 \d+ 条资源与服务项目/));
  expect(await cards.first().innerText()).toMatch(/(很合适|合适|可以一试) \d+/);
  expect(
    await cards.first().getByRole("list", { name: "起决定作用的因素" }).getByRole("listitem").count(),
  ).toBeGreaterThan(0);
  const path = page.getByRole("complementary", { name: "为什么推荐" });
  await seen(path.getByRole("list", { name: "图谱中的连接路径" }));
  const first = await cards.nth(0).getByRole("heading").innerText();
  await cards.nth(1).getByRole("button", { name: "为什么" }).click();
  const second = await cards.nth(1).getByRole("heading").getByRole("link").innerText();
  expect(await path.innerText()).toContain(second);
  expect(await path.getByRole("listitem").count()).toBeGreaterThan(1);
  await seen(path.getByText("起决定作用的关系"));
  expect(first).not.toBe("");
  await cards
    .first()
    .getByText(/全部 \d+ 项因素/)
    .click();
  await seen(cards.first().getByRole("columnheader", { name: "占得分" }));
  await screenshot(page, "demand-factors-desktop");
  expect(page.problems).toEqual([]);
});

test("发起对接 is kept and can be taken back", { timeout }, async () => {
  const page = await openPage(`${url}/demands/${need}`);
  const card = (await seen(page.getByRole("article"))).first();
  await card.getByRole("button", { name: "发起对接" }).click();
  await seen(page.getByRole("article").getByText("对接中"));
  expect(await stored()).toEqual([expect.objectContaining({ state: "contacted" })]);
  await page.getByRole("button", { name: "撤销" }).click();
  await seen(page.getByText("已撤销"));
  await page.getByText("对接中").waitFor({ state: "detached", timeout: patience });
  expect((await stored()).filter(({ state }) => state === "contacted")).toEqual([]);
});

test("不合适 asks why in one tap, folds the result, and can be taken back", { timeout }, async () => {
  const page = await openPage(`${url}/demands/${need}`);
  const cards = await seen(page.getByRole("article"));
  const before = await cards.count();
  const title = await cards.first().getByRole("heading").getByRole("link").innerText();
  await cards.first().getByRole("button", { name: "不合适" }).click();
  await page.getByRole("menuitem", { name: "距离太远" }).click();
  await seen(page.getByText("不合适（距离太远）"));
  expect(await stored()).toEqual([expect.objectContaining({ state: "declined", reason: "tooFar" })]);
  await screenshot(page, "demand-declined-desktop");
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByText("不合适（距离太远）").waitFor({ state: "detached", timeout: patience });
  expect(await page.getByRole("article").count()).toBe(before);
  expect(await page.getByRole("article").first().innerText()).toContain(title);
});

test.each(["desktop", "phone"] as const)(
  "on a %s a word can be written beside a step, and is offered with 其他",
  { timeout },
  async (screen) => {
    const page = await openPage(`${url}/demands/${need}`, screen);
    const card = (await seen(page.getByRole("article"))).first();
    await card.getByRole("button", { name: "不合适" }).click();
    await page.getByRole("menuitem", { name: "其他" }).click();
    const note = await seen(card.getByLabel("说明（可不填）"));
    await note.fill("对方今年不再接新单");
    await screenshot(page, `match-note-${screen}`);
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
    await card.getByRole("button", { name: "确定不合适" }).click();
    await seen(page.getByText("不合适（其他原因：对方今年不再接新单）"));
    await page.getByRole("button", { name: "恢复" }).click();
    await page.getByText("不合适（其他原因").waitFor({ state: "detached", timeout: patience });
    await page.getByRole("article").first().getByRole("button", { name: "写说明" }).click();
    await page.getByRole("article").first().getByLabel("说明（可不填）").fill("先电话约时间");
    await page.getByRole("article").first().getByRole("button", { name: "发起对接" }).click();
    await seen(page.getByRole("article").getByText("先电话约时间"));
    expect(
      await ask(
        graph,
        "MATCH (m:Match {state: 'contacted'})-[:ANSWERS_DEMAND]->(:Demand {id: $need}) RETURN m.reason AS note",
        { need },
      ),
    ).toEqual([{ note: "先电话约时间" }]);
  },
);

test("on a phone the path opens in a sheet", { timeout }, async () => {
  const page = await openPage(`${url}/demands/${need}`, "phone");
  const card = (await seen(page.getByRole("article"))).first();
  await card.getByRole("button", { name: "为什么" }).click();
  await seen(page.getByRole("dialog").getByRole("list", { name: "图谱中的连接路径" }));
  await page.waitForTimeout(400);
  await screenshot(page, "demand-path-phone");
});

test("供需对接 lists open needs and shows the matches of the chosen one", { timeout }, async () => {
  const page = await openPage(`${url}/matching`);
  const needs = await seen(page.getByRole("region", { name: "待对接的需求" }).getByRole("link"));
  await needs.nth(1).click();
  await seen(page.getByRole("region", { name: /^推荐匹配/ }));
  await expect.poll(() => needs.nth(1).getAttribute("aria-current"), { timeout: patience }).toBe("true");
});

/** As before anybody has decided or learnt anything. */
const unlearn = async () => {
  await ask(graph, "MATCH (v:WeightVersion) DETACH DELETE v");
  await ask(graph, "MATCH (m:Match) DETACH DELETE m");
  await ask(graph, "MATCH (k:DataVersion) REMOVE k.servingWeights, k.learntVersions");
};

test("weights are learnt, put into service and taken back, and each figure leads to its records", {
  timeout,
}, async () => {
  await unlearn();
  const page = await openPage(`${url}/matching/weights`);
  await seen(page.getByText("还没有从反馈学习过"));
  const learn = page.getByRole("button", { name: "从反馈学习" });
  await learn.press("Enter");
  await seen(page.getByText("反馈还太少，不足以判断"));

  await decideByLikeness(graph, { example: false }, "somebody");
  await learn.click();
  const versions = page.getByRole("list", { name: "各个版本" });
  await seen(versions.getByText("检验更好"));
  await seen(page.getByText("可以启用"));
  await page.getByRole("button", { name: "启用版本 2.2" }).click();
  await seen(versions.getByText("使用中"));
  await page.getByRole("button", { name: "恢复原权重" }).click();
  await seen(page.getByText("原权重 2（出厂）", { exact: true }));
  // The step back can itself be taken back: 2.2 has served and may come again.
  await page.getByRole("button", { name: /^撤\s?销$/ }).click();
  await seen(versions.getByText("使用中"));
  await settled(page);
  await screenshot(page, "weights-learnt-desktop");
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
  expect(await records.locator("> li").count()).toBe(Math.min(30, count));
  await screenshot(page, "weights-records-desktop");
  const address = page.url();
  expect(page.problems).toEqual([]);

  const phone = await openPage(address, "phone");
  await seen(phone.getByRole("list", { name: "反馈记录" }).getByText("不是所需"));
  await settled(phone);
  await phone.getByRole("table").first().scrollIntoViewIfNeeded();
  await screenshot(phone, "weights-table-phone");
  await phone.getByRole("list", { name: "反馈记录" }).scrollIntoViewIfNeeded();
  await screenshot(phone, "weights-records-phone");
  await expectFits(phone);
  expect(await seriousFindings(phone)).toEqual([]);
  await phone.getByRole("list", { name: "反馈记录" }).getByRole("link").first().click();
  await phone.waitForURL(/\/demands\//);
  expect(phone.problems).toEqual([]);
  await unlearn();
});
