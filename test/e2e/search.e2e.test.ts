import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { openPage, screenshot } from "../support/browser.ts";
import { patience, seen, startOpenServer } from "./support.ts";

const timeout = 150_000;
let url = "";
beforeAll(async () => {
  ({ url } = await startOpenServer());
}, 180_000);

const box = (page: Page) => page.getByRole("combobox", { name: /^搜索联盟/ });
const offered = (page: Page) => page.locator(".ant-select-item-option");

/** Makes the network slow for one search only. */
async function holdBack(page: Page, text: string, ms: number): Promise<void> {
  await page.route("**/graphql", async (route) => {
    if (route.request().postData()?.includes(`"text":"${text}"`)) {
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
    await route.continue();
  });
}

test("Enter at once opens what was typed, not what an earlier text had found", { timeout }, async () => {
  const page = await openPage(`${url}/lists`);
  await (await seen(box(page))).fill("铜梁");
  await seen(offered(page));
  await holdBack(page, "电子信息", 1500);
  await box(page).fill("电子信息");
  await expect.poll(() => offered(page).count()).toBe(0);
  await box(page).press("Enter");
  await seen(page.getByRole("heading", { level: 1, name: /电子信息/ }));
});

test("while the next text is looked for, nothing is said about the last one", { timeout }, async () => {
  const page = await openPage(`${url}/lists`);
  await (await seen(box(page))).fill("查无此名甲乙丙");
  await seen(page.getByText("没有找到“查无此名甲乙丙”"));
  await holdBack(page, "铜梁", 1500);
  await box(page).fill("铜梁");
  await seen(page.getByText("正在查找", { exact: true }));
  expect(await page.getByText(/没有找到/).count()).toBe(0);
  await screenshot(page, "search-loading-desktop");
  await offered(page).first().waitFor({ timeout: patience });
});

test("a unit picked in a form is one that was found for what is typed", { timeout }, async () => {
  const page = await openPage(`${url}/demands/new`, "phone");
  await (await seen(page.getByLabel("提出单位"))).fill("铜梁");
  await seen(offered(page));
  await holdBack(page, "铭通", 1500);
  await page.getByLabel("提出单位").fill("铭通");
  await seen(page.getByText("正在查找", { exact: true }));
  expect(await offered(page).count()).toBe(0);
  await offered(page).first().waitFor({ timeout: patience });
  expect(await offered(page).first().innerText()).toContain("铭通");
});
