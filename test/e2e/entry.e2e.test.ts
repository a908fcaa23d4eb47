import { afterAll, beforeAll, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, patience, seen, seriousFindings, startOpenServer } from "./support.ts";

const timeout = 150_000;
const mark = "浏览器测试";
let url = "";
let graph: Graph;
beforeAll(async () => {
  ({ url, graph } = await startOpenServer());
}, 180_000);
afterAll(() =>
  ask(graph, "MATCH (n) WHERE (n:Demand OR n:Offer) AND n.text CONTAINS $mark DETACH DELETE n", { mark }),
);

const entered = (text: string) =>
  ask(
    graph,
    "MATCH (d:Demand {text: $text}) OPTIONAL MATCH (d)-[:RAISED_BY]->(o) RETURN d.state AS state, o.name AS owner",
    { text },
  );

test("a need entered on a phone is published, and its matches appear", { timeout }, async () => {
  const text = `急招焊工二十名，旺季用工缺口大（${mark}甲）`;
  const page = await openPage(`${url}/demands/new`, "phone");
  await seen(page.getByLabel("需要什么"));
  await page.getByLabel("需要什么").fill(text);
  await page.getByLabel("提出单位").fill("铜梁");
  const option = await seen(page.locator(".ant-select-item-option"));
  const owner = (await option.first().innerText()).split("\n")[0];
  await option.first().click();
  await page.getByLabel("数量").fill("20");
  await page.getByLabel("单位", { exact: true }).fill("人");
  await screenshot(page, "demand-form-filled-phone");
  await page.getByRole("button", { name: "保存并推荐匹配" }).click();
  await seen(page.getByRole("heading", { level: 1, name: /急招焊工/ }));
  await seen(page.getByRole("article"));
  expect(await entered(text)).toEqual([{ state: "published", owner }]);
  await screenshot(page, "demand-entered-phone");
  expect(await page.evaluate(() => localStorage.getItem("lianmeng.draft.demand.new"))).toBeNull();
});

test("a product that needs a buyer is entered as one to sell", { timeout }, async () => {
  const page = await openPage(`${url}/demands/new`, "phone");
  await (await seen(page.getByLabel("需要什么"))).fill(`产能有富余，想找采购方（${mark}戊）`);
  await page.getByLabel("相关产品").fill("电");
  await (await seen(page.locator(".ant-select-item-option"))).first().click();
  const trade = await seen(page.getByRole("radiogroup", { name: "这些产品是" }));
  await page.keyboard.press("Escape");
  await trade.getByText("要卖出的").click();
  await screenshot(page, "demand-form-selling-phone", { fullPage: true });
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "保存并推荐匹配" }).click();
  await seen(page.getByText("要卖出的产品"));
  const [stored] = await ask(
    graph,
    "MATCH (d:Demand)-[r:WANTS|SELLS]->() WHERE d.text CONTAINS $text RETURN collect(type(r)) AS types",
    { text: `${mark}戊` },
  );
  expect(stored?.types).toEqual(["SELLS"]);
});

test.each(["desktop", "phone"] as const)(
  "while a need is typed on a %s, the one that is there already is shown, and leads there",
  { timeout },
  async (screen) => {
    const text = `急需精密轴承压装设备两台，装配线改造用（${mark}丁${screen}）`;
    const made = await openPage(`${url}/demands/new`, screen);
    await (await seen(made.getByLabel("需要什么"))).fill(text);
    if (screen === "desktop") await seen(made.getByText("写清这几点，推荐会更准"));
    await made.getByRole("button", { name: "保存并推荐匹配" }).click();
    await seen(made.getByRole("heading", { level: 1, name: /急需精密轴承/ }));
    const page = await openPage(`${url}/demands/new`, screen);
    await (await seen(page.getByLabel("需要什么"))).fill("精密轴承压装设备，装配线改造要用两台");
    const links = await seen(page.getByRole("list", { name: "相近的需求" }).getByRole("link"));
    await seen(page.getByText(/清单里可能已经有了/));
    await screenshot(page, `demand-form-similar-${screen}`, { fullPage: true });
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
    const paths = await Promise.all((await links.all()).map((link) => link.getAttribute("href")));
    expect(paths).toContain(new URL(made.url()).pathname);
  },
);

test("what is wrong is said at its field when it is left, and nothing is sent", { timeout }, async () => {
  const page = await openPage(`${url}/demands/new`);
  await seen(page.getByLabel("需要什么"));
  await page.getByLabel("需要什么").focus();
  await page.getByLabel("标题").focus();
  await seen(page.getByText("请写明需要什么，一两句话即可"));
  await page.getByLabel("数量").fill("0");
  await page.getByLabel("标题").focus();
  await seen(page.getByText("请填写大于 0 的数，不清楚可以留空"));
  await page.getByRole("button", { name: "保存并推荐匹配" }).click();
  expect(new URL(page.url()).pathname).toBe("/demands/new");
});

test("a lost network loses nothing: the sentence, the draft, and one entry after trying again", {
  timeout,
}, async () => {
  const text = `需要借用一间八十人的培训教室（${mark}乙）`;
  const page = await openPage(`${url}/demands/new`);
  await (await seen(page.getByLabel("需要什么"))).fill(text);
  // The request reaches the server but its answer is lost: the worst case, for the entry is made.
  await page.route("**/graphql", async (route) => {
    if (!route.request().postData()?.includes("EnterDemand")) return route.continue();
    await route.fetch();
    return route.abort("internetdisconnected");
  });
  await page.getByRole("button", { name: "保存并推荐匹配" }).click();
  await seen(page.getByText(/没有连上服务器.*您填写的内容都还在/));
  expect(await page.getByLabel("需要什么").inputValue()).toBe(text);
  await screenshot(page, "demand-form-offline-desktop");
  await page.unroute("**/graphql");
  await page.reload();
  await seen(page.getByText(/已恢复 .* 未保存的草稿/));
  expect(await page.getByLabel("需要什么").inputValue()).toBe(text);
  await page.getByRole("button", { name: "保存并推荐匹配" }).click();
  await seen(page.getByRole("heading", { level: 1, name: /需要借用一间八十人/ }));
  expect(await entered(text)).toHaveLength(1);
});

test("an edit that rests on an old version shows both and lets choose", { timeout }, async () => {
  const text = `希望联合开展主题党日（${mark}丙）`;
  const page = await openPage(`${url}/demands/new`);
  await (await seen(page.getByLabel("需要什么"))).fill(text);
  await page.getByRole("button", { name: "保存并推荐匹配" }).click();
  await seen(page.getByRole("link", { name: "修改" }));
  await page.getByRole("link", { name: "修改" }).click();
  await seen(page.getByRole("button", { name: "保存修改" }));
  await ask(graph, "MATCH (d:Demand {text: $text}) SET d.version = d.version + 1, d.title = '他人改的标题'", {
    text,
  });
  await page.getByLabel("标题").fill("我改的标题");
  await page.getByRole("button", { name: "保存修改" }).click();
  await seen(page.getByText("这一条已被他人修改"));
  await seen(page.getByRole("cell", { name: "他人改的标题" }));
  await screenshot(page, "demand-conflict-desktop");
  await page.getByRole("button", { name: "以我的为准" }).click();
  await seen(page.getByRole("heading", { level: 1, name: "我改的标题" }));
});

test("a kept edit that rests on an old version overwrites nobody: both are shown when it is saved", {
  timeout,
}, async () => {
  const text = `需要五金冲压外协加工（${mark}戊）`;
  const theirs = `${text}，每月七十七件`;
  const page = await openPage(`${url}/demands/new`);
  await (await seen(page.getByLabel("需要什么"))).fill(text);
  await page.getByRole("button", { name: "保存并推荐匹配" }).click();
  await (await seen(page.getByRole("link", { name: "修改" }))).click();
  await (await seen(page.getByLabel("标题"))).fill("草稿里的标题");
  const editing = page.url();
  await page.goto(`${url}/lists`);
  await ask(graph, "MATCH (d:Demand {text: $text}) SET d.version = 2, d.text = $theirs, d.quantity = 77.0", {
    text,
    theirs,
  });
  await page.goto(editing);
  await seen(page.getByText(/已恢复 .* 未保存的草稿/));
  expect(await page.getByLabel("标题").inputValue()).toBe("草稿里的标题");
  await page.getByRole("button", { name: "保存修改" }).click();
  await seen(page.getByText("这一条已被他人修改"));
  // The notice comes to whoever pressed the button at the foot of the form.
  const theirs77 = await seen(page.getByRole("cell", { name: "77", exact: true }));
  await expect.poll(async () => (await theirs77.boundingBox())?.y ?? -1).toBeGreaterThan(0);
  await screenshot(page, "demand-draft-conflict-desktop");
  expect(
    await ask(graph, "MATCH (d:Demand {text: $theirs}) RETURN d.version AS version, d.quantity AS quantity", {
      theirs,
    }),
  ).toEqual([{ version: 2, quantity: 77 }]);
  await page.getByRole("button", { name: "采用现有内容" }).click();
  await expect.poll(() => page.getByLabel("需要什么").inputValue()).toBe(theirs);
  await page.getByRole("button", { name: "保存修改" }).click();
  await seen(page.getByRole("heading", { level: 1, name: /五金冲压/ }));
});

test("withdrawing can be taken back for ten seconds", { timeout }, async () => {
  const text = `长期供应包装纸箱（${mark}丁）`;
  const page = await openPage(`${url}/offers/new`);
  await (await seen(page.getByLabel("能提供什么"))).fill(text);
  await page.getByRole("button", { name: "保存并推荐匹配" }).click();
  await (await seen(page.getByRole("button", { name: "撤回" }))).click();
  await seen(page.getByText("已撤回，不再参与匹配"));
  await seen(page.getByText("已撤回，不参与匹配。重新发布后会推荐。"));
  expect(await page.getByText(/可补充资源的细节/).count()).toBe(0);
  await screenshot(page, "offer-withdrawn-desktop");
  const state = async () =>
    (await ask(graph, "MATCH (o:Offer {text: $text}) RETURN o.state AS state", { text }))[0]?.state;
  expect(await state()).toBe("withdrawn");
  await page.getByRole("button", { name: "撤销" }).click();
  await seen(page.getByText("已撤销"));
  await page.getByText("已发布").first().waitFor({ timeout: patience });
  expect(await state()).toBe("published");
});

test.each(["desktop", "phone"] as const)(
  "a resource without results says on a %s what was compared and why nothing is left",
  { timeout },
  async (screen) => {
    const text = `可提供叉车操作培训一期（${mark}己${screen}）`;
    const page = await openPage(`${url}/offers/new`, screen);
    await (await seen(page.getByLabel("能提供什么"))).fill(text);
    await page.getByRole("button", { name: "保存并推荐匹配" }).click();
    await seen(page.getByRole("heading", { level: 1, name: /叉车操作/ }));
    // All of it is promised: the rule takes every candidate out.
    await ask(graph, "MATCH (o:Offer {text: $text}) SET o.capacity = 1.0, o.used = 1.0", { text });
    await page.reload();
    await seen(page.getByText(/比对了 \d+ 条需求，已排除：.*余量已用完 \d+/));
    expect(await page.getByRole("article").count()).toBe(0);
    await screenshot(page, `offer-without-results-${screen}`);
    await expectFits(page);
  },
);
