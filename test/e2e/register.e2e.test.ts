import { beforeAll, expect, test } from "vitest";
import { openPage, screenshot } from "../support/browser.ts";
import { ask } from "../support/graph.ts";
import { expectFits, seen, seriousFindings, settled, startOpenServer } from "./support.ts";

const timeout = 150_000;
let server: Awaited<ReturnType<typeof startOpenServer>>;
let alliance = { id: "", name: "" };
beforeAll(async () => {
  server = await startOpenServer();
  const [found] = await ask(
    server.graph,
    "MATCH (a:Alliance {kind: 'chain'}) RETURN a.id AS id, a.name AS name ORDER BY a.id LIMIT 1",
  );
  alliance = { id: String(found?.id), name: String(found?.name) };
}, 180_000);

test("a firm is entered, given an organisation and a secretary, and its organisation leaves its alliance again", {
  timeout,
}, async () => {
  const page = await openPage(`${server.url}/register?alliance=${encodeURIComponent(alliance.id)}`);
  await seen(page.getByRole("list", { name: "企业" }).getByRole("listitem"));
  await settled(page);
  await screenshot(page, "register-desktop");
  expect(await seriousFindings(page)).toEqual([]);

  await page.getByRole("button", { name: "录入企业" }).click();
  const form = await seen(page.getByRole("dialog", { name: "录入企业" }));
  await form.getByLabel("企业名称").fill("铜梁示例新录机电有限公司");
  await form.getByLabel("统一社会信用代码").fill("9150");
  await form.getByLabel("职工人数").fill("36");
  await form.getByRole("button", { name: "加一个链位" }).click();
  await form.getByLabel("链位", { exact: true }).click();
  await page.locator(".ant-select-item-option").first().click();
  await settled(page);
  await screenshot(page, "register-firm-desktop");
  expect(await seriousFindings(page)).toEqual([]);
  await form.getByRole("button", { name: "保存" }).click();
  // A wrong code is said at its field; nothing typed is lost.
  await seen(form.getByText("统一社会信用代码应为 18 位，现有 4 位，请核对。"));
  await form.getByLabel("统一社会信用代码").fill("");
  await form.getByRole("button", { name: "保存" }).click();
  await seen(page.getByRole("heading", { name: "铜梁示例新录机电有限公司" }));

  await page.goto(`${server.url}/register?of=organizations&alliance=${encodeURIComponent(alliance.id)}`);
  await page.getByRole("button", { name: "录入党组织" }).click();
  const second = await seen(page.getByRole("dialog", { name: "录入党组织" }));
  await second.getByLabel("党组织名称").fill("铜梁示例新录机电有限公司党支部");
  await second.getByLabel(/确实是另一个党组织/).check();
  await second.getByRole("button", { name: "加一个企业" }).click();
  await second.getByLabel("企业", { exact: true }).fill("新录机电");
  await page.locator(".ant-select-item-option", { hasText: "新录机电" }).first().click();
  await second.getByRole("button", { name: "保存" }).click();
  await seen(page.getByRole("heading", { name: "铜梁示例新录机电有限公司党支部" }));
  await page.getByRole("button", { name: "登记书记" }).click();
  await page.getByLabel("姓名").fill("示例甲");
  await page.getByRole("button", { name: "登记任职" }).click();
  await seen(page.getByRole("button", { name: "书记交接" }));
  await settled(page);
  await screenshot(page, "register-organization-desktop");

  await page.goto(`${server.url}/register/alliances/${encodeURIComponent(alliance.id)}`);
  const row = page
    .getByRole("list", { name: "成员" })
    .getByRole("listitem")
    .filter({ hasText: "新录机电有限公司党支部" });
  await seen(row);
  await settled(page);
  await screenshot(page, "register-alliance-desktop");
  expect(await seriousFindings(page)).toEqual([]);
  await row.getByRole("button", { name: /退出/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "登记退出" }).click();
  await seen(page.getByText("已登记退出"));
  await row.waitFor({ state: "detached" });
  const [stored] = await ask(
    server.graph,
    `MATCH (o:PartyOrganization {name: '铜梁示例新录机电有限公司党支部'})-[:COVERS]->(e:Enterprise)
     RETURN e.name AS firm, e.employees AS employees, COUNT { (o)<-[:SECRETARY_OF]-(:Person {name: '示例甲'}) } AS secretaries`,
  );
  expect(stored).toEqual({ firm: "铜梁示例新录机电有限公司", employees: 36, secretaries: 1 });
});

test("posts of an alliance are handed over", { timeout }, async () => {
  const page = await openPage(`${server.url}/register/alliances/${encodeURIComponent(alliance.id)}`);
  await (await seen(page.getByRole("button", { name: /(交接|登记)驻链指导员/ }))).click();
  await page.getByLabel("姓名").fill("示例乙");
  await page.getByRole("button", { name: /登记(任职|交接)/ }).click();
  await seen(page.getByRole("list", { name: "责任人" }).getByText("示例乙"));
});

test.each([
  ["names", "/register"],
  ["alliance", undefined],
])("the register fits a phone: %s", { timeout }, async (name, path) => {
  const page = await openPage(
    `${server.url}${path ?? `/register/alliances/${encodeURIComponent(alliance.id)}`}`,
    "phone",
  );
  await seen(page.getByRole("listitem"));
  await settled(page);
  await screenshot(page, `register-${name}-phone`);
  await expectFits(page);
  expect(await seriousFindings(page)).toEqual([]);
});
