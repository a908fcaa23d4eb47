import { beforeAll, expect, test } from "vitest";
import { openPage, screenshot } from "../support/browser.ts";
import { expectFits, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 120_000;
let url = "";
beforeAll(async () => {
  ({ url } = await startOpenServer());
}, 180_000);

test("an officer opens the chains, finds a gap, reads why, sees whom to invite and who introduces them", {
  timeout,
}, async () => {
  const page = await openPage(`${url}/chains`);
  await (await seen(page.getByRole("link", { name: "缺链分析" }))).click();
  await seen(page.getByRole("heading", { name: /^缺口 \d+ 处/ }));
  await settled(page);
  expect(await page.getByRole("list", { name: "缺口" }).getByRole("listitem").count()).toBeGreaterThan(0);
  await screenshot(page, "gaps-desktop");
  expect(await seriousFindings(page)).toEqual([]);

  // The figures of the kinds add up, and a kind has an address of its own.
  const figure = async (word: string): Promise<number> => {
    const label = page.getByLabel("哪一类缺口").getByText(new RegExp(`^${word} \\d+$`));
    return Number((await label.innerText()).replace(/\D/g, ""));
  };
  const kinds = [await figure("补链"), await figure("延链"), await figure("强链")];
  expect(kinds.reduce((sum, n) => sum + n, 0)).toBe(await figure("全部"));
  await page.getByLabel("哪一类缺口").getByText(/^强链/).click();
  await page.waitForURL(/kind=strengthen/);
  await seen(page.getByRole("heading", { name: `缺口 ${kinds[2]} 处` }));

  const first = page.getByRole("list", { name: "缺口" }).getByRole("listitem").first().getByRole("link");
  const name = await first.innerText();
  await first.click();
  await seen(page.getByRole("heading", { name, level: 1 }));
  await seen(page.getByRole("list", { name: "依据" }).getByRole("listitem"));
  await settled(page);
  await screenshot(page, "gap-desktop");
  // Each piece of evidence leads to its records.
  await page.getByRole("list", { name: "依据" }).getByRole("link").first().click();
  await settled(page);
  await page.getByLabel("看哪些记录").getByText("谁在做").click();
  await seen(page.getByRole("list", { name: "本地在做的企业" }).getByRole("link"));
  expect(page.url()).toContain("behind=standing");

  // Seen from a small district most firms are elsewhere, and some of them sell here already.
  await page.goto(`${url}/gaps?district=district-500120`);
  await (await seen(page.getByRole("list", { name: "缺口" }).getByRole("link"))).first().click();
  const candidate = page.getByRole("list", { name: "可以请来的企业" }).getByRole("link").first();
  const invited = await (await seen(candidate)).innerText();
  await settled(page);
  await screenshot(page, "gap-candidates-desktop");
  await candidate.click();
  await seen(page.getByRole("heading", { name: invited }));
  expect(page.problems).toEqual([]);
});

test("a chain looks different from another district, and the address keeps it", { timeout }, async () => {
  const page = await openPage(`${url}/gaps`);
  await seen(page.getByRole("heading", { name: /^缺口 \d+ 处/ }));
  const here = await page.locator("main").innerText();
  await page.getByRole("combobox", { name: "地区" }).click();
  await page.locator(".ant-select-item-option").nth(2).click();
  await page.waitForURL(/district=/);
  await settled(page);
  await expect.poll(() => page.locator("main").innerText()).not.toBe(here);
  const there = await page.getByRole("heading", { name: /^缺口 \d+ 处/ }).innerText();
  await page.reload();
  await seen(page.getByRole("heading", { name: there }));
});

test("the gaps fit a phone", { timeout }, async () => {
  const page = await openPage(`${url}/gaps`, "phone");
  await seen(page.getByRole("heading", { name: /^缺口 \d+ 处/ }));
  await settled(page);
  await expectFits(page);
  await screenshot(page, "gaps-phone");
  await page.getByRole("list", { name: "缺口" }).getByRole("link").first().click();
  await seen(page.getByRole("list", { name: "依据" }).getByRole("listitem"));
  await settled(page);
  await expectFits(page);
  await screenshot(page, "gap-phone");
  expect(await seriousFindings(page)).toEqual([]);
});
