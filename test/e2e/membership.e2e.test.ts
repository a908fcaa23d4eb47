import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { office } from "../files/contents.ts";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
let server: Awaited<ReturnType<typeof startOpenServer>>;
let alliance = { id: "", name: "" };
let newcomer = { id: "", name: "" };
beforeAll(async () => {
  server = await startOpenServer();
  const [found] = await ask(
    server.graph,
    `MATCH (a:Alliance {kind: 'chain'}) WITH a ORDER BY a.id LIMIT 1
     MATCH (o:PartyOrganization:Example) WHERE NOT (o)-[:MEMBER_OF|OBSERVES]->(a) AND o.name CONTAINS '支部'
     RETURN a.id AS id, a.name AS name, o.id AS newId, o.name AS newName ORDER BY o.id LIMIT 1`,
  );
  alliance = { id: String(found?.id), name: String(found?.name) };
  newcomer = { id: String(found?.newId), name: String(found?.newName) };
}, 180_000);

const board = () => `${server.url}/membership?alliance=${encodeURIComponent(alliance.id)}`;
/** Opens a case with the form; leaves its page open. */
async function apply(page: Page, kind: string): Promise<void> {
  await page.goto(board());
  await (await seen(page.getByRole("button", { name: "申请或提议" }))).click();
  const form = await seen(page.getByRole("dialog", { name: "申请或提议" }));
  await form.getByText(kind, { exact: true }).click();
  await form.getByRole("button", { name: "提交" }).click();
  await seen(form.getByText("请选择单位"));
  await form.getByLabel("单位", { exact: true }).fill(newcomer.name);
  await page.locator(".ant-select-item-option", { hasText: newcomer.name }).first().click();
  await form.getByLabel("理由").fill("愿意共建共享");
  await form.getByRole("button", { name: "提交" }).click();
  await seen(page.getByRole("heading", { name: `${newcomer.name}：${kind}` }));
}

/** Puts the open case to the vote and lets every member that is shown say yes. */
async function voteYes(page: Page): Promise<void> {
  await page.getByRole("button", { name: "提交联席会议" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "提交联席会议" }).click();
  const members = await seen(page.getByRole("list", { name: "成员表决" }).getByRole("listitem"));
  const yes = members.first().getByText("同意", { exact: true });
  await (await seen(yes)).click();
  await seen(page.getByText("到会 1 家"));
}

async function decide(page: Page): Promise<void> {
  await page.getByRole("button", { name: "登记结果" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "登记结果" }).click();
}

test("a unit applies, brings its materials, is voted in, and leaves when what is open is settled", {
  timeout,
}, async () => {
  const page = await openPage(board());
  await seen(page.getByRole("heading", { name: "吸纳与退出" }));
  await apply(page, "吸纳为成员");
  await page.getByLabel("选择附件").setInputFiles({
    name: "申请书.docx",
    mimeType: "application/octet-stream",
    buffer: office("docx"),
  });
  await seen(page.getByRole("list", { name: "附件" }).getByText("申请书"));
  await voteYes(page);
  await settled(page);
  await screenshot(page, "membership-case-desktop");
  expect(await seriousFindings(page)).toEqual([]);
  await decide(page);
  await seen(page.getByText("表决中 → 已通过"));
  const [joined] = await ask(
    server.graph,
    "MATCH (:PartyOrganization {id: $member})-[r:MEMBER_OF]->(:Alliance {id: $alliance}) WHERE r.until IS NULL RETURN count(r) AS times",
    { member: newcomer.id, alliance: alliance.id },
  );
  expect(joined).toEqual({ times: 1 });
  // Part of the picture at once: its page names the alliance.
  await page.goto(`${server.url}/n/${encodeURIComponent(newcomer.id)}`);
  await seen(page.getByText(alliance.name));

  await ask(
    server.graph,
    `MATCH (o:PartyOrganization {id: $member}), (a:Alliance {id: $alliance})
     CREATE (d:Demand:Entity {id: 'membership-need', text: '要检测设备', state: 'published', audience: 'public', version: 1})-[:RAISED_BY]->(o)
     CREATE (d)<-[:ANSWERS_DEMAND]-(m:Match:Entity {id: 'membership-match', state: 'projected', audience: 'public', version: 1})
     CREATE (m)-[:LED_TO]->(:ServiceProject:Entity {id: 'membership-project', title: '设备检测服务', state: 'running', stages: [],
       audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:FOR_ALLIANCE]->(a)`,
    { member: newcomer.id, alliance: alliance.id },
  );
  await apply(page, "退出联盟");
  await seen(page.getByRole("list", { name: "退出前要了结的" }).getByRole("link", { name: "设备检测服务" }));
  await voteYes(page);
  await decide(page);
  await seen(page.getByRole("dialog").getByText(/还有 \d+ 项未了结/));
  await screenshot(page, "membership-leave-desktop");
  await page.getByRole("dialog").getByRole("button", { name: "取消" }).click();
  await ask(server.graph, "MATCH (p:ServiceProject {id: 'membership-project'}) SET p.state = 'evaluated'");
  await page.reload();
  await seen(page.getByText("没有未了结的事项。"));
  await decide(page);
  await seen(page.getByText("表决中 → 已通过"));
  const [left] = await ask(
    server.graph,
    "MATCH (:PartyOrganization {id: $member})-[r:MEMBER_OF]->(:Alliance {id: $alliance}) WHERE r.until IS NULL RETURN count(r) AS times",
    { member: newcomer.id, alliance: alliance.id },
  );
  expect(left).toEqual({ times: 0 });
  await page.goto(board());
  await seen(page.getByRole("region", { name: "已通过" }).getByRole("link", { name: newcomer.name }));
  await settled(page);
  await screenshot(page, "membership-board-desktop");
  expect(await seriousFindings(page)).toEqual([]);
});

test("the rule of an alliance is set in words", { timeout }, async () => {
  const page = await openPage(`${server.url}/membership/rules`);
  await (await seen(page.getByRole("button", { name: `设置${alliance.name}的规则` }))).click();
  const form = await seen(page.getByRole("dialog", { name: `${alliance.name}的议事规则` }));
  await form.getByText("到会成员三分之二以上同意").click();
  await form.getByRole("button", { name: "保存" }).click();
  await seen(page.getByText(/到会成员三分之二以上同意即通过/));
  await settled(page);
  await screenshot(page, "membership-rules-desktop");
  expect(await seriousFindings(page)).toEqual([]);
});

test("an alliance is founded under the hub and registered", { timeout }, async () => {
  const page = await openPage(`${server.url}/membership/rules`);
  await (await seen(page.getByRole("button", { name: "新建联盟" }))).click();
  const form = await seen(page.getByRole("dialog", { name: "新建联盟" }));
  await form.getByLabel("联盟名称").fill("铜梁示例园区联盟");
  await form.getByLabel("备案编号").fill("示例备 3 号");
  await screenshot(page, "membership-alliance-desktop");
  await form.getByRole("button", { name: "保存" }).click();
  await seen(page.getByText("备案：示例备 3 号"));
});

test("membership fits a phone", { timeout }, async () => {
  const [one] = await ask(server.graph, "MATCH (c:MembershipCase) RETURN c.id AS id ORDER BY c.id LIMIT 1");
  const paths = {
    board: "/membership?state=approved",
    case: `/membership/${one?.id}`,
    rules: "/membership/rules",
  };
  for (const [name, path] of Object.entries(paths)) {
    const page = await openPage(`${server.url}${path}`, "phone");
    await seen(page.getByRole("main").getByRole("listitem"));
    await settled(page);
    await screenshot(page, `membership-${name}-phone`);
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
  }
});
