import { beforeAll, expect, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
let url = "";
let graph: Graph;
beforeAll(async () => {
  ({ url, graph } = await startOpenServer());
}, 180_000);

test.each(["desktop", "phone"] as const)(
  "on a %s what ends is reminded of and prolonged",
  { timeout },
  async (screen) => {
    const id = "example-demand-1";
    await ask(
      graph,
      "MATCH (d:Demand {id: $id}) SET d.neededBy = date('2020-01-01'), d.state = 'published'",
      { id },
    );
    const page = await openPage(`${url}/lists`, screen);
    await (await seen(page.getByRole("button", { name: "查看和延长" }))).click();
    const row = page.getByRole("listitem").filter({ hasText: "2020-01-01 已到期" });
    await seen(row);
    await settled(page);
    await screenshot(page, `expiry-${screen}`);
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
    await row.getByRole("button", { name: /延长 3 个月/ }).click();
    await seen(page.getByText(/已延长到/));
    const [told] = await ask(graph, "MATCH (d:Demand {id: $id}) RETURN d.neededBy > date() AS later", { id });
    expect(told?.later).toBe(true);
  },
);

test("a category is suggested while a need is written, and taken with one click", { timeout }, async () => {
  const page = await openPage(`${url}/demands/new`);
  await (await seen(page.getByLabel("需要什么"))).fill("银行不给贷款，周转资金不够用");
  const suggestion = page.getByRole("group", { name: "建议的类别" }).getByRole("button", { name: "融资" });
  await seen(suggestion);
  await screenshot(page, "category-suggested-desktop");
  await suggestion.click();
  await seen(page.locator(".ant-select").filter({ hasText: "融资" }));
  expect(await page.getByRole("group", { name: "建议的类别" }).count()).toBe(0);
});
