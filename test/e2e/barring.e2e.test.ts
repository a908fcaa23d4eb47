import { beforeAll, expect, test } from "vitest";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, matchingReady, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
const need = "example-demand-1";
let server: Awaited<ReturnType<typeof startOpenServer>>;

beforeAll(async () => {
  server = await startOpenServer();
  await matchingReady(server.ask, need);
}, 180_000);

test("a firm that was declined is kept apart from the list's line, and let in again from the list of those", {
  timeout,
}, async () => {
  const page = await openPage(`${server.url}/demands/${need}`);
  await seen(page.getByRole("article"));
  const card = page
    .getByRole("article")
    .filter({ has: page.locator("dd a") })
    .first();
  const path = (await card.locator("dd a").first().getAttribute("href")) ?? "";
  const id = decodeURIComponent(path.slice("/n/".length));
  const [found] = await ask(server.graph, "MATCH (e:Entity {id: $id}) RETURN e.name AS name", { id });
  const owner = String(found?.name);
  await card.getByRole("button", { name: "不合适" }).click();
  await page.getByRole("menuitem", { name: "存在竞争关系" }).click();
  await (await seen(page.getByRole("button", { name: "不再推荐这家单位" }))).first().click();
  const dialog = await seen(page.getByRole("dialog", { name: "不再互相推荐" }));
  await seen(dialog.getByText(owner));
  const [asking] = await ask(
    server.graph,
    "MATCH (:Demand {id: $need})-[:RAISED_BY]->(e) RETURN e.name AS name",
    { need },
  );
  await seen(dialog.getByText(String(asking?.name)).filter({ visible: true }));
  await dialog.getByLabel("说明").fill("同一产品的竞争对手");
  await settled(page);
  await screenshot(page, "barring-dialog-desktop");
  expect(await seriousFindings(page)).toEqual([]);
  await dialog.getByRole("button", { name: "列入名单" }).click();
  await dialog.waitFor({ state: "hidden" });
  await page.goto(`${server.url}/matching/apart`);
  const title = `${asking?.name} 不与 ${owner} 互相推荐`;
  const row = page.getByRole("list", { name: "不撮合名单" }).getByRole("listitem").filter({ hasText: title });
  await seen(row.getByText("同一产品的竞争对手"));
  await settled(page);
  await screenshot(page, "barring-desktop");
  expect(await seriousFindings(page)).toEqual([]);
  await row.getByRole("button", { name: "移出名单" }).first().click();
  await page.getByLabel("移出的原因").fill("纠纷已经了结");
  await page.getByRole("dialog").getByRole("button", { name: "移出名单" }).click();
  await seen(page.getByText("已移出"));
  await page.getByText("已经失效", { exact: true }).click();
  await seen(row.getByText("同一产品的竞争对手"));
});

test("the list of those kept apart fits a phone", { timeout }, async () => {
  const page = await openPage(`${server.url}/matching/apart`, "phone");
  await seen(page.getByRole("list", { name: "不撮合名单" }));
  await settled(page);
  await screenshot(page, "barring-phone");
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole("button", { name: "添加一家" }).click();
  await seen(page.getByRole("dialog", { name: "不再互相推荐" }));
  await settled(page);
  await screenshot(page, "barring-dialog-phone");
  await expectFits(page);
});

test.each(["desktop", "phone"] as const)(
  "on a %s a firm sees what it gave and received, each leading to its records",
  {
    timeout,
  },
  async (screen) => {
    const [found] = await ask(
      server.graph,
      `MATCH (m:Match)-[:WITH_OFFER]->(:Offer)-[:OFFERED_BY]->(e:Enterprise) WHERE m.state IN ['agreed', 'projected']
     RETURN e.id AS id, e.name AS name ORDER BY e.id LIMIT 1`,
    );
    const [made] = found
      ? [found]
      : await ask(
          server.graph,
          `MATCH (d:Demand:Example)-[:RAISED_BY]->(:Enterprise), (f:Offer:Example)-[:OFFERED_BY]->(e:Enterprise)
         WHERE d.audience = 'public' AND f.audience = 'public' WITH d, f, e ORDER BY d.id, f.id LIMIT 1
         MERGE (m:Match:Entity:Example {id: d.id + '~' + f.id})
         SET m.state = 'agreed', m.audience = 'public', m.amount = 2, m.updatedAt = datetime()
         MERGE (m)-[:ANSWERS_DEMAND]->(d) MERGE (m)-[:WITH_OFFER]->(f) RETURN e.id AS id, e.name AS name`,
        );
    const page = await openPage(`${server.url}/matching/exchange?owner=${made?.id}`, screen);
    await seen(page.getByRole("heading", { name: String(made?.name) }));
    const given = page.getByRole("list", { name: "帮了别家" });
    await seen(given.getByRole("link", { name: /^资源：/ }));
    await seen(page.getByRole("region", { name: /得到帮助/ }));
    await settled(page);
    await screenshot(page, `exchange-${screen}`);
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
  },
);
