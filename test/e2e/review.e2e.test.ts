import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, inject, test } from "vitest";
import type { Role } from "../../server/access/roles.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { startApi } from "../support/api.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { ask, seededGraph } from "../support/graph.ts";
import { type OpenedAccount, openAccount } from "../support/people.ts";
import { expectFits, patience, seen, seriousFindings, settled } from "./support.ts";

const timeout = 150_000;
const text = "急需二十名焊工的岗前培训，八月底前上岗（审核测试）";
let url = "";
let graph: Graph;
let coordinator: OpenedAccount;
let secretary: OpenedAccount;

beforeAll(async () => {
  graph = await seededGraph();
  ({ url } = await startApi(graph, {
    webDirectory: inject("web"),
    viewerOf: undefined,
    requestTimeoutMs: patience,
  }));
  const [member] = await ask(
    graph,
    `MATCH (o:PartyOrganization)-[:MEMBER_OF]->(a:Alliance {id: 'tongliang-equipment'})
     WHERE EXISTS { (o)-[:COVERS]->(:Enterprise) } RETURN o.id AS id ORDER BY o.id LIMIT 1`,
  );
  const open = (role: Role, placeId: string) => openAccount(graph, [{ role, placeId }]);
  coordinator = await open("hubCoordinator", "tongliang-hub");
  secretary = await open("organizationSecretary", String(member?.id));
}, 180_000);
beforeEach(() => forgetAddresses("127.0.0.1"));

async function openAs(account: OpenedAccount, path: string, screen: "desktop" | "phone") {
  const page = await openPage(`${url}${path}`, screen);
  await (await seen(page.getByLabel("用户名"))).fill(account.username);
  await page.getByLabel("密码", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await seen(page.getByRole("main").getByRole("heading", { level: 1 }));
  return page;
}

async function expectSound(page: Page, name: string): Promise<void> {
  await settled(page);
  await screenshot(page, name, { fullPage: true });
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);
}

test("what a member submits is returned with a reason, submitted anew and approved with others", {
  timeout,
}, async () => {
  // The coordinator has the alliance review.
  const office = await openAs(coordinator, "/lists/settings", "desktop");
  const review = await seen(office.getByRole("switch", { name: /装备制造.*审核成员提交的条目/ }));
  await review.click();
  await seen(office.getByText(/提交的条目需要审核/));
  await expectSound(office, "list-settings-desktop");

  // On a phone the secretary sees whom the entry is for, and submits it.
  const member = await openAs(secretary, "/demands/new", "phone");
  await (await seen(member.getByLabel("需要什么"))).fill(text);
  await seen(member.getByText(/保存后先由.*审核/));
  await member.getByLabel("谁能看到").click();
  await (await seen(member.locator(".ant-select-item-option").filter({ hasText: "本联盟" }))).first().tap();
  await seen(member.getByText(/的成员单位和联盟统筹能看到/));
  await expectSound(member, "demand-form-review-phone");
  await member.getByRole("button", { name: "提交审核" }).tap();
  await seen(member.getByText("等待审核。通过前只有本单位和审核人能看到，不参与匹配。"));
  await expectSound(member, "demand-waiting-phone");

  // Returned from the entry's page.
  await office.goto(`${url}/lists`);
  await (await seen(office.getByRole("link", { name: /需求 .*1 条/ }))).first().click();
  await (await seen(office.getByRole("link", { name: /焊工的岗前培训/ }))).first().click();
  await (await seen(office.getByRole("button", { name: "退回", exact: true }))).click();
  await (await seen(office.getByLabel("原因"))).fill("请写明培训地点");
  await office.getByRole("dialog").getByRole("button", { name: "退回" }).click();
  await seen(office.getByText("退回原因：请写明培训地点"));
  await expectSound(office, "demand-returned-desktop");

  // Edited and submitted again.
  await member.goto(`${url}/lists?state=returned`);
  await seen(member.getByText(/被退回，修改后可以再次提交/));
  await expectSound(member, "lists-returned-phone");
  await (await seen(member.getByRole("link", { name: /焊工的岗前培训/ }))).first().tap();
  await (await seen(member.getByRole("link", { name: "修改" }))).tap();
  await (await seen(member.getByLabel("需要什么"))).fill(`${text}，在厂里上课`);
  await (await seen(member.getByRole("button", { name: "提交审核" }))).tap();
  await seen(member.getByText("等待审核。通过前只有本单位和审核人能看到，不参与匹配。"));

  // Approved on the workbench, by keyboard alone.
  await office.goto(`${url}/lists?state=pendingReview`);
  const pick = await seen(office.getByRole("checkbox", { name: /焊工/ }));
  await pick.focus();
  await office.keyboard.press("Space");
  await seen(office.getByText("已选 1 条"));
  await expectSound(office, "lists-workbench-desktop");
  await office.getByRole("button", { name: "通过 1 条" }).focus();
  await office.keyboard.press("Enter");
  await seen(office.getByText("没有符合条件的条目"));
  const stored = await ask(
    graph,
    "MATCH (d:Demand) WHERE d.text STARTS WITH $text RETURN d.state AS state, d.audience AS audience",
    { text },
  );
  expect(stored).toEqual([{ state: "published", audience: "alliance:tongliang-equipment" }]);
  expect([...office.problems, ...member.problems]).toEqual([]);
});

test("columns are remembered, and the selected are exported", { timeout }, async () => {
  const page = await openAs(coordinator, "/lists", "desktop");
  await (await seen(page.getByRole("button", { name: "显示的列" }))).click();
  await (await seen(page.getByRole("checkbox", { name: "谁能看到" }))).check();
  await seen(page.getByRole("columnheader", { name: "谁能看到" }));
  await page.keyboard.press("Escape");
  await page.reload();
  await seen(page.getByRole("columnheader", { name: "谁能看到" }));
  await page
    .getByRole("checkbox", { name: /^选中“/ })
    .nth(1)
    .check();
  const kept = page.waitForEvent("download", { timeout: patience });
  await page.getByRole("button", { name: "导出选中的 Excel" }).click();
  expect((await kept).suggestedFilename()).toMatch(/^需求清单-.*\.xlsx$/);
  const phone = await openAs(coordinator, "/lists", "phone");
  await (await seen(phone.getByRole("checkbox", { name: /^选中“/ }))).first().tap();
  await seen(phone.getByText("已选 1 条"));
  await expectSound(phone, "lists-workbench-phone");
});

test("a category is added, its name changed, retired and emptied, and no entry is lost", {
  timeout,
}, async () => {
  const filed = async () =>
    ask(graph, "MATCH (x)-[:IN_CATEGORY]->(:Category) WHERE x:Demand OR x:Offer RETURN count(x) AS n");
  const before = await filed();
  const page = await openAs(coordinator, "/lists/settings", "phone");
  await (await seen(page.getByRole("button", { name: "新增类别" }))).tap();
  await (await seen(page.getByRole("dialog").getByLabel("名称"))).fill("数字化改造");
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).tap();
  await seen(page.getByRole("button", { name: "数字化改造：操作" }));
  const open = async (category: string, step: string) => {
    await page.getByRole("button", { name: `${category}：操作` }).tap();
    await (await seen(page.getByRole("menuitem", { name: step }).filter({ visible: true }))).first().tap();
  };
  await open("融资", "停用");
  await seen(page.getByText("已停用“融资”，已归入的条目仍在原处"));
  await open("融资", "移走条目");
  await page.getByLabel("归入哪个类别").fill("数字化");
  await (await seen(page.locator(".ant-select-item-option").filter({ hasText: "数字化改造" }))).first().tap();
  await expectSound(page, "category-move-phone");
  await page.getByRole("dialog").getByRole("button", { name: "移动" }).tap();
  await seen(page.getByText(/归入“数字化改造”/));
  await settled(page);
  await expectSound(page, "list-settings-phone");
  expect(await filed()).toEqual(before);
  const left = await ask(
    graph,
    "MATCH (c:Category {name: '融资'}) RETURN COUNT { (c)<-[:IN_CATEGORY]-() } AS n, c.retiredAt IS NOT NULL AS retired",
  );
  expect(left).toEqual([{ n: 0, retired: true }]);
});
