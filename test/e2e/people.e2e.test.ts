import { utils, write } from "@e965/xlsx";
import type { Page } from "playwright-core";
import { beforeAll, expect, inject, test } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { startApi } from "../support/api.ts";
import { openPage, type screens, screenshot } from "../support/browser.ts";
import { ask, seededGraph, testEmbedder } from "../support/graph.ts";
import { cacheFolder } from "../support/machine.ts";
import { type Grant, type OpenedAccount, openAccount, openBrowser } from "../support/people.ts";
import { expectFits, patience, seen, seriousFindings, settled } from "./support.ts";

/*
 * The loop as it is meant: eight people with accounts of their own, each in a browser of their own, none of whom could walk
 * it alone. From a firm's spreadsheet to what matching learns from four evaluations.
 */
const timeout = 480_000;
const hub = "tongliang-hub";
const chain = "tongliang-equipment";
const needs = [
  "需要给减速器齿轮做材料成分和硬度的第三方检测（多人闭环）",
  "需要第三方检测，给减速器齿轮测材料成分和硬度（多人闭环）",
];
const offered = "减速器齿轮材料成分和硬度第三方检测，出具检测报告";
const projectName = "齿轮检测进车间";

type Name = "secretary" | "coordinator" | "owner" | "lead" | "park" | "supervisor";
const accounts = new Map<Name, OpenedAccount>();
let graph: Graph;
let url = "";
let firm = "";

beforeAll(async () => {
  graph = await seededGraph();
  ({ url } = await startApi(graph, {
    webDirectory: inject("web"),
    viewerOf: undefined,
    requestTimeoutMs: patience,
  }));
  await warmMatching(graph, await testEmbedder(), { knowledgeFile: `${cacheFolder}/knowledge.bin` });
  const members = await ask(
    graph,
    `MATCH (e:Enterprise)<-[:COVERS]-(o:PartyOrganization)-[:MEMBER_OF]->(:Alliance {id: $chain})
     WHERE COUNT { (e)<-[:COVERS]-() } = 1
     WITH o, min(e.id) AS first MATCH (e:Enterprise {id: first})
     RETURN o.id AS organization, e.id AS firm, e.name AS name ORDER BY o.id LIMIT 2`,
    { chain },
  );
  const [needing, giving] = members;
  firm = String(needing?.name);
  const grants: Record<Name, Grant> = {
    secretary: { role: "organizationSecretary", placeId: String(needing?.organization) },
    coordinator: { role: "hubCoordinator", placeId: hub },
    owner: { role: "organizationSecretary", placeId: String(giving?.organization) },
    lead: { role: "chainLead", placeId: chain },
    park: { role: "investmentOfficer", placeId: chain },
    supervisor: { role: "supervisor" },
  };
  for (const [name, grant] of Object.entries(grants))
    accounts.set(name as Name, await openAccount(graph, [grant]));
  const entered = await openBrowser(url, account("owner").secret).ask(
    "mutation ($i: EnterOfferInput!) { enterOffer(input: $i) { offer { id state } } }",
    {
      i: {
        clientMutationId: "people-offer",
        fields: {
          ...{ text: offered, offeredById: giving?.firm, visibility: "public" },
          ...{ capacity: 10, unit: "批" },
        },
      },
    },
  );
  expect(entered.errors).toEqual([]);
  await ask(graph, "MATCH (a:Alliance {id: $chain}) SET a.reviewsEntries = true, a.reviewVersion = 1", {
    chain,
  });
}, 240_000);

function account(name: Name): OpenedAccount {
  const known = accounts.get(name);
  if (!known) throw new Error(`nobody is called ${name}`);
  return known;
}

/** A page of a browser of their own, signed in as a person does. */
async function openAs(name: Name, path: string, screen: keyof typeof screens = "desktop") {
  await forgetAddresses("127.0.0.1");
  const page = await openPage(`${url}${path}`, screen);
  const { username, password } = account(name);
  await (await seen(page.getByLabel("用户名"))).fill(username);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await seen(page.getByRole("main").getByRole("heading", { level: 1 }));
  return page;
}

/** The page as it stands: whole, fitting, and with nothing that axe calls serious. */
async function complete(page: Page, name: string): Promise<void> {
  await settled(page);
  await screenshot(page, name, { fullPage: true });
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);
}

const workbook = (): Buffer =>
  write(
    utils.book_new(
      utils.aoa_to_sheet([
        ["企业名称", "需求内容", "数量", "单位", "最晚时间"],
        ...needs.map((text) => [firm, text, 3, "批", "2034-12-31"]),
      ]),
      "需求",
    ),
    { type: "buffer", bookType: "xlsx" },
  ) as Buffer;

const stored = async (query: string) => (await ask(graph, query, { needs, offered, projectName }))[0];

/** A person's evaluation on a telephone; says nothing was offered to anybody else. */
async function evaluate(name: Name, path: string, [stage, stars, words]: [string, number, string]) {
  const page = await openAs(name, path, "phone");
  await seen(page.getByText(/^轮到您代表/));
  await (await seen(page.getByRole("radiogroup", { name: "满意程度" })))
    .getByRole("radio", { name: new RegExp(`^${stars} 分`) })
    .check();
  await page.getByLabel("评语").fill(words);
  await complete(page, `people-${name}-phone`);
  await page.getByRole("button", { name: "提交评价" }).tap();
  await page.getByText(`${stage}评价`, { exact: true }).waitFor({ state: "detached", timeout: patience });
  await seen(page.getByText(words));
  expect(page.problems).toEqual([]);
  return page;
}

test("separate people walk the loop from a spreadsheet to what matching learns", { timeout }, async () => {
  // The firm's secretary brings a spreadsheet; it waits for review.
  const secretary = await openAs("secretary", "/lists/import?kind=demand");
  await seen(secretary.getByRole("button", { name: "选择表格文件" }));
  const file = { name: "需求.xlsx", mimeType: "application/octet-stream", buffer: workbook() };
  await secretary.getByLabel("表格文件").setInputFiles(file);
  await (await seen(secretary.getByRole("button", { name: "预览", exact: true }))).click();
  await complete(secretary, "people-import-desktop");
  await (await seen(secretary.getByRole("button", { name: "导入 2 行" }))).click();
  await seen(secretary.getByText("“需求.xlsx”已导入。"));
  expect(
    await stored("MATCH (d:Demand) WHERE d.text IN $needs RETURN collect(DISTINCT d.state) AS states"),
  ).toEqual({
    states: ["pendingReview"],
  });

  // The coordinator reviews, consolidates, plans the whole list, and makes the contact.
  const office = await openAs("coordinator", "/lists?state=pendingReview");
  for (let at = 0; at < needs.length; at += 1)
    await (await seen(office.getByRole("checkbox", { name: /^选中“.*多人闭环/ }))).nth(at).check();
  await complete(office, "people-review-desktop");
  await office.getByRole("button", { name: "通过 2 条" }).click();
  await seen(office.getByText("没有符合条件的条目"));
  await office.goto(`${url}/consolidation?alliance=${chain}`);
  await (await seen(office.getByRole("button", { name: /^(开始|重新)归并/ }))).click();
  await seen(office.getByRole("article").filter({ hasText: "减速器齿轮" }));
  await complete(office, "people-consolidation-desktop");
  expect(
    await stored(
      `MATCH (d:Demand)-[:CONSOLIDATED_INTO]->(i:DemandItem)-[:FOR_ALLIANCE]->(:Alliance {id: 'tongliang-equipment'})
       WHERE d.text IN $needs RETURN count(d) AS needs, count(DISTINCT i) AS items`,
    ),
  ).toEqual({ needs: 2, items: 1 });
  await office.goto(`${url}/matching/plans`);
  await (await seen(office.getByLabel("需求中的用词"))).fill("多人闭环");
  await office.getByRole("button", { name: "开始统筹" }).click();
  await office.getByRole("region", { name: "方案概览" }).waitFor({ state: "visible", timeout: patience * 3 });
  const pair = office
    .getByRole("list", { name: "方案中的配对" })
    .getByRole("listitem")
    .filter({ hasText: "出具检测报告" });
  await (await seen(pair.getByRole("checkbox"))).first().check();
  await complete(office, "people-plan-desktop");
  await office.getByRole("button", { name: "发起对接（1 对）" }).click();
  await seen(office.getByText("已发起 1 对"));
  const contact = await stored(
    `MATCH (d:Demand)<-[:ANSWERS_DEMAND]-(m:Match {state: 'contacted'})-[:WITH_OFFER]->(o:Offer {text: $offered})
     WHERE d.text IN $needs RETURN d.id AS demandId, o.id AS offerId, m.factors CONTAINS 'textSimilarity' AS shown`,
  );
  expect(contact).toMatchObject({ shown: true });

  // Whose resource it is agrees, makes a project with a plan, and delivers.
  const owner = await openAs("owner", `/offers/${contact?.offerId}`);
  await (await seen(owner.getByRole("button", { name: "记为已达成" }))).click();
  await seen(owner.getByRole("button", { name: "立项" }));
  await complete(owner, "people-agree-desktop");
  await (await seen(owner.getByRole("button", { name: "立项" }))).click();
  const form = await seen(owner.getByRole("dialog"));
  await form.getByLabel("项目名称").fill(projectName);
  await form.getByLabel("第 1 行的安排").fill("取样送检");
  await form.getByLabel("联盟").click();
  await (await seen(owner.locator(".ant-select-item-option").filter({ hasText: "装备制造" })))
    .first()
    .click();
  await form.getByRole("button", { name: "立项" }).click();
  await seen(owner.getByRole("heading", { level: 1, name: projectName }));
  const path = new URL(owner.url()).pathname;
  await (await seen(owner.getByRole("button", { name: "开始实施" }))).click();
  await (await seen(owner.getByRole("button", { name: "登记交付", exact: true }))).click();
  await (await seen(owner.getByLabel("做了什么"))).fill("检测 2 批齿轮");
  await owner.getByRole("dialog").getByRole("button", { name: "登记" }).click();
  const delivered = owner.getByRole("list", { name: "交付记录" });
  await seen(delivered.getByText("检测 2 批齿轮"));
  // Written down wrong: corrected with the reason, and a report attached.
  await delivered.getByRole("button", { name: /^更正/ }).click();
  await (await seen(owner.getByLabel("做了什么"))).fill("检测 3 批齿轮");
  await owner.getByLabel("更正的原因").fill("少记一批");
  await complete(owner, "people-correct-desktop");
  await owner.getByRole("dialog").getByRole("button", { name: "更正" }).click();
  await seen(delivered.getByText("检测 3 批齿轮"));
  await delivered.getByRole("button", { name: /附文件/ }).click();
  const files = await seen(owner.getByRole("dialog").filter({ visible: true }));
  await files
    .getByLabel("选择附件")
    .setInputFiles({ name: "检测报告.txt", mimeType: "text/plain", buffer: Buffer.from("合格，见附表。") });
  await files.getByText("已附上 检测报告.txt").waitFor({ state: "attached", timeout: patience });
  await complete(owner, "people-files-desktop");
  await owner.keyboard.press("Escape");
  await seen(delivered.getByRole("button", { name: /的附件，1 个$/ }));
  await owner.getByRole("button", { name: "办结", exact: true }).click();
  await seen(owner.getByText(`等待受益方 ${firm} 评价。`));
  expect(await owner.getByRole("radiogroup", { name: "满意程度" }).count()).toBe(0);
  await complete(owner, "people-completed-desktop");

  // Four people evaluate on their telephones, each after the one before.
  const first = await evaluate("secretary", path, ["受益方", 5, "报告当天就到"]);
  const chosen = first.getByRole("button", { name: "给受益方评价附文件" });
  await chosen.tap();
  const slip = await seen(first.getByRole("dialog").filter({ visible: true }));
  await slip
    .getByLabel("选择附件")
    .setInputFiles({ name: "回访单.txt", mimeType: "text/plain", buffer: Buffer.from("满意") });
  await slip.getByText("已附上 回访单.txt").waitFor({ state: "attached", timeout: patience });
  await complete(first, "people-evaluation-files-phone");
  await evaluate("lead", path, ["联盟党委", 4, "推动有力"]);
  await evaluate("park", path, ["园区", 4, "园区满意"]);
  await evaluate("supervisor", path, ["监督", 5, "核查属实"]);
  expect(
    await stored(
      `MATCH (p:ServiceProject {title: $projectName})<-[:EVALUATES]-(v) WITH p, v ORDER BY v.at
       RETURN p.state AS state, p.rating AS rating, collect(v.stage) AS stages, count(DISTINCT v.by) AS people`,
    ),
  ).toEqual({
    ...{ state: "evaluated", rating: 4.5, people: 4 },
    stages: ["beneficiary", "committee", "park", "supervision"],
  });

  // What they said comes back to matching, and to both sides' books.
  await office.goto(`${url}/matching/weights`);
  await (await seen(office.getByRole("button", { name: "从反馈学习" }))).click();
  await seen(office.getByText("反馈还太少，不足以判断"));
  await seen(office.getByRole("list", { name: "学到的版本" }).getByRole("link")).then((link) =>
    link.first().click(),
  );
  await complete(office, "people-weights-desktop");
  const record = office
    .getByRole("list", { name: "反馈记录" })
    .locator("> li")
    .filter({ hasText: `服务项目：${projectName}` });
  await seen(record.getByText("评价满意 4.5 分"));
  await seen(record.getByText("合适", { exact: true }));
  await secretary.goto(`${url}${path}`);
  await seen(secretary.getByText("评价已经结束，平均 4.5 分。"));
  await complete(secretary, "people-evaluated-desktop");
  for (const page of [secretary, office, owner]) expect(page.problems).toEqual([]);
});
