import { beforeAll, expect, test } from "vitest";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
const due = "铜梁示例应建精密制造有限公司";
let server: Awaited<ReturnType<typeof startOpenServer>>;
beforeAll(async () => {
  server = await startOpenServer();
  await ask(
    server.graph,
    `MATCH (p:ChainPosition)-[:PART_OF_CHAIN]->(c:IndustryChain)<-[:FOR_CHAIN]-(a:Alliance) WITH p, a ORDER BY p.id, a.id LIMIT 1
     CREATE (e:Enterprise:Entity:Searchable:Example {id: 'due', name: $due, pinyin: 'aaa', audience: 'public', partyMembers: 4, version: 1})-[:OCCUPIES {role: 'core'}]->(p)
     CREATE (e)-[:OBSERVES {since: date('2025-01-01')}]->(a)
     WITH e MATCH (o:PartyOrganization) WITH o ORDER BY o.id LIMIT 40
     WITH collect(o) AS found UNWIND range(0, size(found) - 1) AS i WITH found[i] AS o, i
     SET o.lastElectedOn = CASE WHEN i % 5 = 0 THEN null ELSE date() - duration({days: 50 * i}) END`,
    { due },
  );
}, 180_000);

test("a firm that should have an organisation is planned for, its organisation is registered, and it is off the list", {
  timeout,
}, async () => {
  const page = await openPage(`${server.url}/coverage`);
  const list = page.getByRole("list", { name: "应建未建的企业" });
  const row = list.getByRole("listitem").filter({ hasText: due });
  await seen(row);
  await settled(page);
  await screenshot(page, "coverage-desktop");
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);

  await row.getByRole("button", { name: "安排" }).click();
  const form = await seen(page.getByRole("dialog", { name: `${due}的组建安排` }));
  await seen(form.getByText("党支部", { exact: true }));
  await form.getByLabel("哪天前完成").fill("2099-09-30");
  // Tab, not Enter: where the calendar has closed already, Enter sends the form.
  await form.getByLabel("哪天前完成").press("Tab");
  await settled(page);
  await screenshot(page, "coverage-plan-desktop");
  expect(await seriousFindings(page)).toEqual([]);
  await form.getByRole("button", { name: "保存" }).click();
  await seen(row.getByText("计划 2099-09-30 前组建党支部"));

  const before = await seen(page.getByRole("button", { name: /^已覆盖/ })).then((button) =>
    button.innerText(),
  );
  await row.getByRole("button", { name: "登记党组织" }).click();
  const founding = await seen(page.getByRole("dialog", { name: "录入党组织" }));
  expect(await founding.getByLabel("党组织名称").inputValue()).toBe(`中共${due}支部`);
  await founding.getByLabel(/确实是另一个党组织/).check();
  await settled(page);
  await screenshot(page, "coverage-founding-desktop");
  await founding.getByRole("button", { name: "保存" }).click();
  await row.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^已覆盖/ }).click();
  await seen(page.getByRole("list", { name: "已覆盖的企业" }).getByText(due));
  expect(await page.getByRole("button", { name: /^已覆盖/ }).innerText()).not.toBe(before);
});

test("the rate of an alliance, a chain and a park leads to its firms", { timeout }, async () => {
  const page = await openPage(`${server.url}/coverage`);
  for (const kind of ["产业链", "园区", "联盟"]) {
    await page.getByText(kind, { exact: true }).last().click();
    const place = page
      .getByRole("list", { name: `${kind}的覆盖情况` })
      .getByRole("button")
      .first();
    await seen(place);
    await place.click();
    await seen(page.getByRole("button", { name: "看全部" }));
    await page.getByRole("button", { name: "看全部" }).click();
  }
});

test("terms of office are seen by stage", { timeout }, async () => {
  const page = await openPage(`${server.url}/coverage?view=elections`);
  await seen(page.getByRole("list", { name: "已超期的党组织" }));
  await settled(page);
  await screenshot(page, "coverage-elections-desktop");
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByText(/^缺换届日期/).click();
  await seen(page.getByRole("list", { name: "缺换届日期的党组织" }).getByRole("listitem"));
});

test.each(["", "?view=elections&stage=missing"])(
  "the coverage fits a phone: /coverage%s",
  { timeout },
  async (search) => {
    const page = await openPage(`${server.url}/coverage${search}`, "phone");
    await seen(page.getByRole("listitem").filter({ hasText: search ? "换届" : "建议" }));
    await settled(page);
    await screenshot(page, `coverage${search ? "-elections" : ""}-phone`);
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
  },
);
