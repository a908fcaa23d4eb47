import { pino } from "pino";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { defaultAccessSettings } from "../../server/access/settings.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { startSealer } from "../../server/identity/sealer.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { startMeter } from "../../server/operations/statements.ts";
import { startApi } from "../support/api.ts";
import { openNextPage, openPage, type screens, screenshot } from "../support/browser.ts";
import { ask, seededGraph } from "../support/graph.ts";
import { type OpenedAccount, openAccount } from "../support/people.ts";
import { expectFits, patience, seen, seriousFindings, settled } from "./support.ts";

const timeout = 150_000;
const goodPassword = "青石板-violin-路口-38";
type Screen = keyof typeof screens;

let url = "";
let graph: Graph;
let administrator: OpenedAccount;
let stopSealer = async (): Promise<void> => {};

beforeAll(async () => {
  graph = await seededGraph();
  const meter = startMeter();
  for (const [name, ms] of [
    ["matching/load-offers", 1840],
    ["explore/alliance-graph", 96],
    ["lists/list-demands", 31],
  ] as const)
    for (let run = 0; run < 20; run += 1) meter.record(name, ms * (0.6 + run / 20), false);
  ({ url } = await startApi(graph, {
    webDirectory: inject("web"),
    viewerOf: undefined,
    requestTimeoutMs: patience,
    access: { ...defaultAccessSettings, fieldKey: Buffer.alloc(32, 7) },
    meter,
    lastBackup: async () => ({ name: "lianmeng-20261121T180000Z.gz", bytes: 4_400_000, at: hoursAgo(9) }),
  }));
  const sealer = startSealer(graph, pino({ level: "silent" }));
  stopSealer = () => sealer.stop();
  administrator = await openAccount(graph, [{ role: "administrator" }], { username: "zhang.min" });
}, 180_000);
afterAll(() => stopSealer());
// Everything here comes from one address, and signs in more often than a person would.
beforeEach(() => forgetAddresses("127.0.0.1"));

const hoursAgo = (hours: number): string => new Date(Date.now() - hours * 3_600_000).toISOString();
const dialog = (page: Page) => page.getByRole("dialog").filter({ visible: true });

/** Signs in as a person does, and waits for the frame. */
async function signIn(page: Page, { username, password }: Pick<OpenedAccount, "username" | "password">) {
  await (await seen(page.getByLabel("用户名"))).fill(username);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
  await seen(page.getByRole("navigation", { name: "主导航" }));
}

/** A page at `path` of a browser of its own, signed in. */
async function openAs(account: OpenedAccount, path: string, screen: Screen = "desktop") {
  const page = await openPage(`${url}${path}`, screen);
  await signIn(page, account);
  return page;
}

const options = (page: Page) => page.locator(".ant-select-item-option").filter({ visible: true });

/** Picks an entry of a select by its words. */
async function pick(page: Page, label: string, words: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).last().click();
  await (await seen(options(page).filter({ hasText: words }))).first().click();
}

/** Picks the first answer to what is typed into a select. */
async function choose(page: Page, label: string, typed: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).last().fill(typed);
  await (await seen(options(page).filter({ hasText: typed }))).first().click();
}

describe("journeys", () => {
  test("an administrator invites somebody, who comes in with that role only", { timeout }, async () => {
    const page = await openAs(administrator, "/accounts");
    await page.getByRole("button", { name: "邀请人员" }).click();
    await (await seen(dialog(page).getByLabel("姓名"))).fill("王小明");
    await pick(page, "角色", "党组织书记");
    await choose(page, "哪个党组织", "铜梁");
    await screenshot(page, "identity-invite-filled-desktop");
    await dialog(page).getByRole("button", { name: "生成邀请链接" }).click();
    const link = await (await seen(dialog(page).getByLabel("邀请链接", { exact: true }))).inputValue();
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/invite#lmi_/);
    await screenshot(page, "identity-invite-link-desktop");
    await dialog(page).getByRole("button", { name: "完成" }).click();
    await page.getByRole("tab", { name: "未用的链接 1" }).click();
    await seen(page.getByRole("button", { name: "撤回给“王小明”的链接" }));

    const guest = await openPage(link, "phone");
    await seen(guest.getByText("王小明，您被邀请使用链盟，角色是："));
    await seen(guest.getByRole("list", { name: "角色" }).getByText(/党组织书记 · .+/));
    expect(guest.url()).toBe(`${url}/invite`);
    await guest.getByLabel("用户名").fill("wang.xiaoming");
    await guest.getByLabel("密码", { exact: true }).fill("1234567890");
    await guest.getByRole("button", { name: "接受并登录" }).click();
    await seen(guest.getByText("这个密码在泄露过的常用密码里，请换一个。"));
    await screenshot(guest, "identity-invite-refused-phone");
    await guest.getByLabel("密码", { exact: true }).fill(goodPassword);
    await guest.getByRole("button", { name: "接受并登录" }).click();
    await seen(guest.getByRole("navigation", { name: "主导航" }));
    expect(await guest.getByRole("link", { name: "管理", exact: true }).count()).toBe(0);
    const held = await ask(
      graph,
      "MATCH (:Account {username: 'wang.xiaoming'})-[:HOLDS]->(g:Grant) RETURN g.role AS role",
    );
    expect(held).toEqual([{ role: "organizationSecretary" }]);
    // The page says so too where the address is known.
    await guest.goto(`${url}/accounts`);
    await seen(guest.getByText("您的角色不能打开这一页。需要时请联系管理员授予相应的角色。"));
    await guest.goto(link);
    await seen(guest.getByText(/这个链接已经用过、已过期或不完整/));
    expect(page.problems).toEqual([]);
  });

  test("a guest opens a share link and only looks", { timeout }, async () => {
    const coordinator = await openAccount(graph, [{ role: "hubCoordinator", placeId: await hub() }]);
    const page = await openAs(coordinator, "/lists");
    await page.getByRole("button", { name: /账号菜单/ }).click();
    await (await seen(page.getByRole("menuitem", { name: "分享这一页" }))).click();
    await (await seen(dialog(page).getByLabel("给谁看"))).fill("市里调研组");
    expect(await dialog(page).getByLabel("打开哪一页").inputValue()).toBe("/lists");
    await dialog(page).getByRole("button", { name: "新建链接" }).click();
    const link = await (await seen(dialog(page).getByLabel("分享链接", { exact: true }))).inputValue();
    await dialog(page).getByRole("button", { name: "完成" }).click();

    const guest = await openPage(link);
    await seen(guest.getByRole("heading", { level: 1, name: "供需清单" }));
    expect(guest.url()).toBe(`${url}/lists`);
    await seen(guest.getByText(/^访客：只读，到期日 \d{4}-\d\d-\d\d$/));
    expect(await guest.getByRole("link", { name: "录入需求" }).count()).toBe(0);
    await guest.waitForLoadState("networkidle");
    await screenshot(guest, "identity-guest-desktop");
    const small = await openPage(link, "phone");
    await seen(small.getByText(/^访客：只读，到期日/));
    await screenshot(small, "identity-guest-phone");

    await seen(page.getByText("打开过 0 次"));
    await page.getByRole("button", { name: "撤销给“市里调研组”的分享链接" }).click();
    await seen(page.getByRole("dialog", { name: "撤销给“市里调研组”的分享链接？" }));
    await page.waitForTimeout(400);
    await screenshot(page, "identity-confirm-desktop");
    await dialog(page).getByRole("button", { name: "撤销链接" }).click();
    await seen(page.getByText("没有有效的分享链接。"));
    await guest.goto(link);
    await guest.reload();
    await seen(guest.getByText(/这个分享链接已过期、已被撤销或不完整/));
  });

  test("a supervisor finds an event by its action and reads what it changed", { timeout }, async () => {
    const supervisor = await openAccount(graph, [{ role: "supervisor" }]);
    const somebody = await openAccount(graph, [], { username: "li.hua" });
    const admin = await openAs(administrator, `/accounts?account=${somebody.id}`);
    await (await seen(admin.getByRole("button", { name: "授予角色" }))).click();
    // The page behind it has a select of that name too.
    await seen(dialog(admin));
    await pick(admin, "角色", "招商专员");
    await choose(admin, "哪个联盟、产业链或园区", "装备");
    await dialog(admin).getByRole("button", { name: "授予角色" }).click();
    await seen(admin.getByRole("list", { name: /的角色$/ }).getByText("招商专员"));
    await screenshot(admin, "identity-account-desktop");

    const page = await openAs(supervisor, "/audit");
    await choose(page, "做了什么", "授予角色");
    await seen(page.getByText(/已显示 \d+ \/ \d+ 条/));
    const row = page.getByRole("row").filter({ hasText: "li.hua" });
    await (await seen(row)).getByRole("button", { name: /展开/ }).click();
    const change = page.getByRole("row", { name: /^角色/ });
    expect(await (await seen(change)).innerText()).toMatch(/招商专员/);
    await page.getByRole("row", { name: /^范围/ }).getByText(/装备/).waitFor({ timeout: patience });
    await screenshot(page, "identity-audit-change-desktop");
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole("button", { name: "只看这个对象的" }).click();
    expect(new URL(page.url()).searchParams.get("target")).toBe(somebody.id);
    // No way to change anything.
    expect(await page.getByRole("link", { name: "账号与权限" }).count()).toBe(0);
  });

  test("one's other sessions can be ended, one by one and all", { timeout }, async () => {
    const account = await openAccount(graph, [{ role: "supervisor" }]);
    const page = await openAs(account, "/me");
    const list = page.getByRole("list", { name: "登录的地方" });
    await seen(list.getByText("正在使用"));
    await list.getByRole("button", { name: "结束“未知设备”的登录" }).click();
    await dialog(page).getByRole("button", { name: "结束登录" }).click();
    await list.getByText("未知设备").waitFor({ state: "detached", timeout: patience });
    const left = await ask(
      graph,
      "MATCH (s:Session)-[:OF_ACCOUNT]->(:Account {id: $id}) RETURN count(s) AS count",
      { id: account.id },
    );
    expect(left).toEqual([{ count: 1 }]);
    await page.getByRole("button", { name: "全部退出" }).click();
    await dialog(page).getByRole("button", { name: "全部退出" }).click();
    await seen(page.getByRole("heading", { name: "登录链盟" }));
  });

  test("a wrong password is said at its field, a token is shown once", { timeout }, async () => {
    const account = await openAccount(graph, [{ role: "supervisor" }]);
    const page = await openAs(account, "/me");
    await (await seen(page.getByLabel("现在的密码"))).fill("不是这个密码");
    await page.getByLabel("新密码").fill(goodPassword);
    await page.getByRole("button", { name: "修改密码" }).click();
    await seen(page.getByText("现在的密码不对。"));
    await page.getByRole("button", { name: "新建令牌" }).click();
    await (await seen(dialog(page).getByLabel("名称"))).fill("每日导出");
    await dialog(page).getByRole("button", { name: "新建令牌" }).click();
    const secret = await (await seen(dialog(page).getByLabel("令牌", { exact: true }))).inputValue();
    expect(secret).toMatch(/^lmt_/);
    await dialog(page).getByRole("button", { name: "完成" }).click();
    await seen(page.getByText("还没有用过"));
    expect(await page.getByText(secret).count()).toBe(0);
    await page.getByLabel("手机号").fill("13800001234");
    await page.getByRole("button", { name: "保存", exact: true }).click();
    await seen(page.getByText("已保存"));
    await expect
      .poll(() => page.getByLabel("手机号").getAttribute("placeholder"), { timeout: patience })
      .toBe("现为 138****1234");
    expect(page.problems).toEqual([]);
  });

  test("a phone number is shown for a reason, and an account is kept out by name", { timeout }, async () => {
    const person = await openAccount(graph, [{ role: "supervisor" }], { username: "zhao.lei" });
    const own = await openAs(person, "/me");
    await (await seen(own.getByLabel("手机号"))).fill("13900005678");
    await own.getByRole("button", { name: "保存", exact: true }).click();
    await seen(own.getByText("已保存"));

    const page = await openAs(administrator, "/accounts?q=zhao");
    await (await seen(page.getByRole("link", { name: "测试zhao.lei" }))).click();
    await seen(page.getByText("139****5678"));
    await page.getByRole("button", { name: "查看", exact: true }).click();
    await (await seen(dialog(page).getByLabel("为什么要看"))).fill("联席会议改期");
    await dialog(page).getByRole("button", { name: "查看", exact: true }).click();
    await seen(dialog(page).getByText("13900005678"));
    await dialog(page).getByRole("button", { name: "完成" }).click();
    await page.getByRole("button", { name: "停用账号" }).click();
    const asked = page.getByRole("dialog", { name: "停用“测试zhao.lei”（zhao.lei）？" });
    await (await seen(asked)).getByRole("button", { name: "停用账号" }).click();
    await seen(page.getByRole("button", { name: "重新启用" }));
    await own.reload();
    await seen(own.getByRole("heading", { name: "登录链盟" }));
    const reasons = await ask(graph, "MATCH (e:AuditEvent {action: 'revealPhone'}) RETURN e.after AS after");
    expect(reasons).toEqual([{ after: '{"reason":"联席会议改期"}' }]);
  });

  test("the demo mode is entered by one click, and ended for ever after a clear question", {
    timeout,
  }, async () => {
    await ask(graph, "MERGE (s:Setting {id: 'demo'}) SET s.value = 'on'");
    const visitor = await openPage(`${url}/lists`);
    await (await seen(visitor.getByRole("button", { name: "选择身份" }))).click();
    await (await seen(visitor.getByRole("menuitem", { name: "监督员" }))).click();
    await seen(visitor.getByText("示例模式，当前身份：监督员"));
    await (await seen(visitor.getByRole("link", { name: "管理", exact: true }))).click();
    await seen(visitor.getByRole("heading", { level: 1, name: "审计记录" }));

    const page = await openPage(`${url}/lists`);
    await (await seen(page.getByRole("button", { name: "选择身份" }))).click();
    await (await seen(page.getByRole("menuitem", { name: "用自己的账号登录" }))).click();
    await seen(page.getByRole("link", { name: "不登录，继续看示例" }));
    await signIn(page, administrator);
    await page.goto(`${url}/accounts`);
    await (await seen(page.getByRole("button", { name: "结束示例模式" }))).click();
    await (await seen(dialog(page))).getByRole("button", { name: "永久结束示例模式" }).click();
    await seen(page.getByText("请先勾选"));
    await screenshot(page, "identity-end-demo-desktop");
    await dialog(page).getByRole("checkbox").check();
    await dialog(page).getByRole("button", { name: "永久结束示例模式" }).click();
    await seen(page.getByText("示例模式已结束"));
    await visitor.reload();
    await seen(visitor.getByRole("heading", { name: "登录链盟" }));
  });
});

const hub = async (): Promise<string> =>
  String((await ask(graph, "MATCH (a:Alliance {kind: 'hub'}) RETURN a.id AS id LIMIT 1"))[0]?.id);

/** Each page, who looks at it, what is done first, and what shows that its content has come. */
interface Shown {
  name: string;
  path: string | (() => string);
  sign: string;
  step?: (page: Page) => Promise<void>;
  stranger?: boolean;
}

const pages: Shown[] = [
  { name: "signin", path: "/", sign: "form", stranger: true },
  { name: "invite-unknown", path: "/invite#lmi_unknown", sign: "h1:text('链接不能使用')", stranger: true },
  { name: "share-unknown", path: "/share#lml_unknown", sign: "h1:text('链接没有打开')", stranger: true },
  { name: "me", path: "/me", sign: "[aria-label='登录的地方'] li" },
  {
    name: "share-form",
    path: "/me?share=/lists",
    sign: "[role=dialog] form",
  },
  { name: "accounts", path: "/accounts", sign: "main ul[aria-label$='的角色'] li" },
  {
    name: "account",
    path: () => `/accounts?account=${administrator.id}`,
    sign: "h3#account-grants",
  },
  {
    name: "invitations",
    path: "/accounts?tab=invitations",
    sign: "[role=tabpanel] .ant-empty, [role=tabpanel] li",
  },
  {
    name: "invite-form",
    path: "/accounts",
    sign: "[role=dialog] form",
    step: (page) => page.getByRole("button", { name: "邀请人员" }).click(),
  },
  { name: "audit", path: "/audit", sign: ".ant-table-row, main li button" },
  { name: "status", path: "/status", sign: "main dl" },
];

describe.each(["desktop", "phone"] as const)("on a %s", (screen) => {
  test("an administrator signs in", { timeout }, async () => {
    const page = await openNextPage(url, screen);
    await signIn(page, administrator);
    await page.close();
  });

  test.each(pages)("$name is complete, fits, and axe finds nothing serious", { timeout }, async (shown) => {
    const { name, path, sign, step, stranger } = shown;
    const address = url + (typeof path === "string" ? path : path());
    const page = await (stranger ? openPage(address, screen) : openNextPage(address, screen));
    if (step) {
      await seen(page.locator("main h1"));
      await step(page);
    }
    await seen(page.locator(sign));
    await settled(page);
    await screenshot(page, `identity-${name}-${screen}`);
    expect(await page.getByRole("heading", { level: 1, includeHidden: true }).count()).toBe(1);
    await expectFits(page);
    expect(await seriousFindings(page)).toEqual([]);
    expect(page.problems).toEqual([]);
    await page.close();
  });
});

/** The pages about people and the system, what shows that each has read, and what it says where nothing fits. */
const rooms = [
  { path: "/accounts", sign: ".ant-table-row", none: ["/accounts?q=没有这个人", "没有符合条件的账号"] },
  { path: "/audit", sign: ".ant-table-row", none: ["/audit?target=nothing", "没有符合条件的记录"] },
  { path: "/status", sign: "main dl", none: undefined },
  { path: "/me", sign: "[aria-label='登录的地方'] li", none: ["/me", "还没有令牌"] },
] as const;

// In the profile that signed in above.
describe("without an answer", () => {
  test.each(rooms)(
    "$path says that it reads, that it could not, and goes on by 重试",
    {
      timeout,
    },
    async ({ path, sign, none }) => {
      const page = await openNextPage(`${url}/lists`, "desktop");
      let lose = (): void => {};
      const lost = new Promise<void>((resolve) => {
        lose = resolve;
      });
      await page.route("**/graphql", async (route) => {
        // Without a session there is no page to fail.
        if (route.request().postDataJSON()?.operationName === "Me") return route.continue();
        await lost;
        return route.abort("internetdisconnected");
      });
      await page.goto(url + path);
      await seen(page.getByRole("status", { name: "正在载入" }));
      lose();
      const sentence = page.getByText("没有连上服务器。请检查网络后重试。");
      await seen(page.getByRole("alert").filter({ has: sentence }));
      await screenshot(page, `identity-failed${path.replace("/", "-")}-desktop`);
      await expectFits(page);
      await page.unroute("**/graphql");
      // A page of several parts fails in each.
      for (const button of (await page.getByRole("button", { name: /^重\s?试$/ }).all()).reverse())
        await button.click();
      await seen(page.locator(sign));
      await expect.poll(() => sentence.count(), { timeout: patience }).toBe(0);
      if (none) {
        await page.goto(url + none[0]);
        await seen(page.getByText(none[1]));
      }
      await page.close();
    },
  );
});
