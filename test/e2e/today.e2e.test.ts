import { beforeAll, expect, test } from "vitest";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { type OpenedAccount, openAccount } from "../support/people.ts";
import { expectFits, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
let server: Awaited<ReturnType<typeof startOpenServer>>;
let coordinator: OpenedAccount;
beforeAll(async () => {
  server = await startOpenServer({ viewerOf: undefined });
  const [alliance] = await ask(
    server.graph,
    "MATCH (a:Alliance {id: 'tongliang-equipment'}) RETURN a.id AS id",
  );
  await ask(
    server.graph,
    `MATCH (a:Alliance {id: $id})<-[:MEMBER_OF]-(o:PartyOrganization) WITH a, o ORDER BY o.id LIMIT 1
     UNWIND [['招聘数控车床操作工 6 名，两班倒，月薪 6500 元起', 12], ['寻找可以共用的第三方检测实验室', 2], ['急需短期仓储 800 平方米', 1]] AS row
     CREATE (d:Demand:Entity {id: 'waits-' + row[1], title: row[0], text: row[0], words: row[0], state: 'pendingReview', urgency: 'normal', audience: 'org:' + o.id,
       publishTo: 'public', reviewedIn: 'review:' + a.id, version: 1, createdAt: datetime() - duration({days: row[1]}), updatedAt: datetime() - duration({days: row[1]})})
     CREATE (d)-[:RAISED_BY]->(o) CREATE (d)-[:FOR_ALLIANCE]->(a)
     WITH DISTINCT a
     CREATE (:ServiceProject:Entity {id: 'new', title: '送检测上门（示例）', state: 'approved', stages: ['committee'], audience: 'public', version: 1,
       createdAt: datetime() - duration({days: 3}), updatedAt: datetime() - duration({days: 3})})-[:FOR_ALLIANCE]->(a)
     SET a.reviewsEntries = true`,
    { id: alliance?.id },
  );
  coordinator = await openAccount(server.graph, [{ role: "hubCoordinator", placeId: String(alliance?.id) }]);
}, 180_000);

test.each(["desktop", "phone"] as const)(
  "on a %s a coordinator signs in, sees what waits and does the first of it",
  {
    timeout,
  },
  async (screen) => {
    const page = await openPage(server.url, screen);
    await (await seen(page.getByLabel("用户名", { exact: true }))).fill(coordinator.username);
    await page.getByLabel("密码", { exact: true }).fill(coordinator.password);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    const list = page.getByRole("list", { name: "等您处理" });
    await seen(list.getByRole("listitem").filter({ hasText: "送检测上门" }));
    await settled(page);
    await screenshot(page, `today-${screen}`);
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
    const reviews = list.getByRole("link", { name: /^去审核：/ });
    const before = await reviews.count();
    // The longest waiting comes first.
    await reviews.first().click();
    await page.getByRole("button", { name: "通过", exact: true }).click();
    await seen(page.getByText("已发布", { exact: true }));
    await page.goto(`${server.url}/today`);
    await seen(reviews);
    await settled(page);
    expect(await reviews.count()).toBe(before - 1);
  },
);
