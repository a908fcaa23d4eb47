import type { Page, Route } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openNextPage, screenshot } from "../support/browser.ts";
import { expectFits, seen, settled, startOpenServer } from "./support.ts";

let url = "";
let page: Page & { problems: string[] };
beforeAll(async () => {
  ({ url } = await startOpenServer());
  // One page for all: only what it is answered differs.
  page = await openNextPage(`${url}/programmes`, "desktop");
}, 180_000);

const timeout = 120_000;
const number = "test-failure-7";
const sentence = "系统出了问题，没有完成这次读取。请稍后重试。";
const failure = JSON.stringify({
  errors: [{ message: sentence, extensions: { code: "INTERNAL", requestId: number } }],
});

/** Each page that reads, what shows that it has read, and what it says when there is nothing. */
const pages = [
  { path: "/alliance", sign: "[role=application]", nothing: "还没有总联盟" },
  { path: "/n/tongliang-equipment", sign: "main dl", nothing: "没有找到" },
  { path: "/lists", sign: "main .ant-table-row", nothing: "清单还是空的" },
  { path: "/lists?tab=resources", sign: "main .ant-table-row", nothing: "清单还是空的" },
  { path: "/lists?tab=projects&q=没有这个", sign: "main .ant-empty", nothing: "没有符合条件的条目" },
  { path: "/matching", sign: "main li a", nothing: "没有待对接的需求" },
  { path: "/demands/example-demand-1", sign: "main dl", nothing: "它可能已被撤回" },
  { path: "/offers/example-offer-1", sign: "main dl", nothing: "它可能已被撤回" },
  { path: "/demands/example-demand-1/edit", sign: "form", nothing: "没有找到这条需求" },
  { path: "/offers/example-offer-1/edit", sign: "form", nothing: "没有找到这条资源" },
  { path: "/chains", sign: "section h3", nothing: "还没有产业链" },
  { path: "/gaps", sign: "main li a", nothing: "还没有登记所在园区的企业" },
  { path: "/gaps/position-reducer", sign: "main section", nothing: "还没有登记所在园区的企业" },
  { path: "/projects", sign: "main .ant-empty", nothing: "还没有服务项目" },
  { path: "/projects?view=list", sign: "main .ant-empty", nothing: "没有符合条件的服务项目" },
  { path: "/projects?view=year", sign: "main .ant-empty", nothing: "还没有月度计划" },
  { path: "/projects?view=teams", sign: "main article", nothing: "还没有服务队" },
  { path: "/projects/no-such", sign: "main .ant-empty", nothing: "它可能已被移除" },
  { path: "/projects/tour", sign: "main .ant-empty", nothing: "还没有装入演示数据" },
  { path: "/today", sign: "main section", nothing: "现在没有等您处理的事" },
  { path: "/coverage?view=elections&stage=later", sign: "main li a", nothing: "没有“半年以后”的党组织" },
  { path: "/programmes", sign: "article", nothing: "还没有" },
  { path: "/consolidation", sign: "main [aria-live=polite]", nothing: "还没有您能看到的联盟" },
  { path: "/matching/plans", sign: "main p:text('还没有方案')", nothing: "还没有方案" },
  { path: "/matching/weights", sign: "main section", nothing: "还没有从反馈学习过" },
  { path: "/lists/import?id=none", sign: "main .ant-empty", nothing: "没有找到这次导入" },
] as const;

/** What a session rests on is answered as ever: without it there is no page to fail. */
const needed = (route: Route): boolean =>
  (route.request().postDataJSON() as { operationName?: string } | null)?.operationName === "Me";

/** Opens a path anew, with every other answer made by `answer`. */
async function openWith(path: string, answer: (route: Route) => Promise<void>): Promise<void> {
  await page.unroute("**/graphql");
  await page.route("**/graphql", (route) => (needed(route) ? route.continue() : answer(route)));
  page.problems.length = 0;
  await page.goto(`${url}${path}`);
}

/** An answer with everything in it that can be empty made empty. */
function emptied(value: unknown, top = true): unknown {
  if (Array.isArray(value)) return [];
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => {
    if (key === "totalCount" || key === "exampleCount") return [key, 0];
    if (key === "hasNextPage") return [key, false];
    // A thing asked for by its id is not there; a connection is, and holds nothing.
    const isConnection =
      typeof part === "object" && part !== null && ("totalCount" in part || "nodes" in part);
    if (top && typeof part === "object" && !Array.isArray(part) && !isConnection) return [key, null];
    return [key, emptied(part, false)];
  });
  return Object.fromEntries(entries);
}

test.each(pages)(
  "$path says with a number that it could not read, and reads on 重试",
  { timeout },
  async ({ path, sign }) => {
    await openWith(path, (route) =>
      route.fulfill({ status: 200, contentType: "application/json", body: failure }),
    );
    const alert = await seen(page.getByRole("alert").filter({ hasText: sentence }));
    expect(await alert.first().innerText()).toContain(number);
    await expectFits(page);
    await page.unroute("**/graphql");
    // A page of several parts fails in each.
    for (const button of (await page.getByRole("button", { name: /^重\s?试$/ }).all()).reverse())
      await button.click();
    await seen(page.locator(sign));
    expect(await page.getByText(sentence).count()).toBe(0);
    // The browser itself notes nothing of an answer that came.
    expect(page.problems).toEqual([]);
  },
);

test.each(pages)("$path says in a sentence that there is nothing", { timeout }, async ({ path, nothing }) => {
  await openWith(path, async (route) => {
    const answer = await route.fetch();
    const { data } = (await answer.json()) as { data: unknown };
    await route.fulfill({ response: answer, json: { data: emptied(data) } });
  });
  await seen(page.locator("main").getByText(nothing));
  await settled(page);
  await screenshot(page, `empty-${path.match(/[a-z]+/g)?.join("-")}-desktop`);
  expect(await page.getByRole("heading", { level: 1 }).count()).toBe(1);
  await expectFits(page);
  expect(page.problems).toEqual([]);
});
