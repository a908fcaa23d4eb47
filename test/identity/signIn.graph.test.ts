import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { ensureAdministrator } from "../../server/identity/firstAdministrator.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { codeOf, goodPassword, openAccount, openBrowser } from "../support/people.ts";

const me = "{ me { kind account { username } permissions mustChangePassword } }";
const signIn =
  "mutation ($username: String!, $password: String!) { signIn(input: {username: $username, password: $password}) { me { kind account { username } mustChangePassword } } }";
const change =
  "mutation ($old: String!, $new: String!) { changePassword(input: {currentPassword: $old, newPassword: $new}) { me { mustChangePassword permissions } } }";

describe("signing in", () => {
  let graph: Graph;
  let api: TestApi;
  beforeAll(async () => {
    graph = await emptyGraph();
    api = await startApi(graph, { embedder: null, viewerOf: undefined });
  });
  beforeEach(() => forgetAddresses("127.0.0.1"));

  const memberships = () => openAccount(graph, [{ role: "supervisor" }]);

  it("is all that a stranger can do", async () => {
    const stranger = openBrowser(api.url);
    expect((await stranger.ask(me)).data.me).toMatchObject({
      kind: "anonymous",
      account: null,
      permissions: ["enter"],
    });
    const refused = await stranger.ask("{ chains { id } }");
    expect(codeOf(refused)).toBe("UNAUTHENTICATED");
    expect(refused.errors[0]?.message).toContain("登录");
    expect(refused.data).toBeNull();
  });

  it("opens a session whose cookie no script and no other site gets", async () => {
    const account = await memberships();
    const browser = openBrowser(api.url);
    const answer = await browser.ask(signIn, {
      username: account.username.toUpperCase(),
      password: goodPassword,
    });
    expect(answer.data.signIn.me).toMatchObject({ kind: "account", account: { username: account.username } });
    expect(browser.setCookies.at(-1)).toMatch(
      /^lianmeng=lms_[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect((await browser.ask("{ chains { id } }")).errors).toEqual([]);
    const [kept] = await ask(graph, "MATCH (s:Session) WHERE s.hash = $secret RETURN count(s) AS count", {
      secret: browser.session(),
    });
    expect(kept?.count).toBe(0);
  });

  it("changes the session's secret, and the old one is worth nothing", async () => {
    const account = await memberships();
    const browser = openBrowser(api.url, account.secret);
    const old = openBrowser(api.url, account.secret);
    await browser.ask(signIn, { username: account.username, password: goodPassword });
    expect(browser.session()).not.toBe(account.secret);
    expect((await old.ask(me)).data.me.kind).toBe("anonymous");
  });

  it("says the same of a wrong password and of nobody, after the same work", async () => {
    const account = await memberships();
    const work = async (username: string): Promise<number> => {
      const begin = process.cpuUsage();
      const answer = await openBrowser(api.url).ask(signIn, { username, password: "not the password" });
      expect(answer.errors[0]?.message).toBe("用户名或密码不对。请检查后再试；忘记密码请联系管理员。");
      expect(codeOf(answer)).toBe("UNAUTHENTICATED");
      return process.cpuUsage(begin).user;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 4; i += 1) {
      known.push(await work(account.username));
      unknown.push(await work("nobody.at.all"));
    }
    // The work is argon2's, counted in processor time; without it an unknown name would cost many times less.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.3);
  });

  it("locks a name after five failures, known or not, even for the right password", async () => {
    const account = await memberships();
    for (const username of [account.username, "never.heard.of"]) {
      for (let i = 0; i < 5; i += 1)
        await openBrowser(api.url).ask(signIn, { username, password: `wrong number ${i}` });
      const locked = await openBrowser(api.url).ask(signIn, { username, password: goodPassword });
      expect(codeOf(locked)).toBe("LIMIT");
      expect(locked.errors[0]?.extensions.facts).toMatchObject({ retryAfterSeconds: expect.any(Number) });
    }
    await ask(graph, "MATCH (g:SignInGuard) SET g.until = datetime() - duration({seconds: 1})");
    const answer = await openBrowser(api.url).ask(signIn, {
      username: account.username,
      password: goodPassword,
    });
    expect(answer.errors).toEqual([]);
    const events = await ask(
      graph,
      "MATCH (e:AuditEvent {action: 'lockSignIn'}) RETURN e.targetId AS id ORDER BY id",
    );
    expect(events).toEqual([{ id: account.id }, { id: null }]);
  });

  it("slows an address down whatever names it tries", async () => {
    const codes = [];
    for (let i = 0; i < 31; i += 1)
      codes.push(
        codeOf(await openBrowser(api.url).ask(signIn, { username: `guess${i}`, password: "guess" })),
      );
    expect(codes.slice(0, 30)).toEqual(codes.slice(0, 30).map(() => "UNAUTHENTICATED"));
    expect(codes[30]).toBe("LIMIT");
  });

  it("ends everywhere, one session at a time, or all of them with a new password", async () => {
    const account = await memberships();
    const [first, second] = [openBrowser(api.url), openBrowser(api.url, account.secret)];
    await first.ask(signIn, { username: account.username, password: goodPassword });
    const { sessions } = (await first.ask("{ sessions { id current endsAt } }")).data;
    expect(sessions).toHaveLength(2);
    const other = sessions.find((session: { current: boolean }) => !session.current);
    expect(
      (await first.ask("mutation ($id: ID!) { endSession(id: $id) { ended } }", { id: other.id })).data,
    ).toEqual({
      endSession: { ended: 1 },
    });
    expect((await second.ask(me)).data.me.kind).toBe("anonymous");

    await second.ask(signIn, { username: account.username, password: goodPassword });
    const changed = await first.ask(change, { old: goodPassword, new: "青石板-violin-路口-38" });
    expect(changed.errors).toEqual([]);
    expect((await first.ask(me)).data.me.kind).toBe("account");
    expect((await second.ask(me)).data.me.kind).toBe("anonymous");
    expect((await first.ask("mutation { signOutEverywhere { ended } }")).data.signOutEverywhere.ended).toBe(
      1,
    );
    expect((await first.ask(me)).data.me.kind).toBe("anonymous");
  });

  it("ends by itself when idle and when its day is over", async () => {
    const [idle, old] = [await memberships(), await memberships()];
    const set = "MATCH (s:Session)-[:OF_ACCOUNT]->(a:Account {id: $id}) SET ";
    await ask(graph, `${set} s.lastSeenAt = datetime() - duration({minutes: 31})`, { id: idle.id });
    await ask(graph, `${set} s.endsAt = datetime() - duration({seconds: 1})`, { id: old.id });
    for (const { secret } of [idle, old])
      expect((await openBrowser(api.url, secret).ask(me)).data.me.kind).toBe("anonymous");
  });

  it("refuses short, leaked and guessable passwords with a sentence each", async () => {
    const account = await memberships();
    const browser = openBrowser(api.url, account.secret);
    for (const weak of [
      "a1!b2@c3#",
      "1234567890",
      "qwertyuiop",
      "Password1234",
      "lianmeng2026",
      `${account.username}1`,
    ]) {
      const answer = await browser.ask(change, { old: goodPassword, new: weak });
      expect([weak, codeOf(answer)]).toEqual([weak, "BAD_INPUT"]);
      expect(answer.errors[0]?.extensions.path).toEqual(["input", "newPassword"]);
    }
    expect(codeOf(await browser.ask(change, { old: "not mine at all", new: "青石板-violin-路口-38" }))).toBe(
      "BAD_INPUT",
    );
  });

  it("gives the first administrator a password for one use, and makes only one", async () => {
    await ask(graph, "MATCH (a:Account) DETACH DELETE a");
    const made = await Promise.all([
      ensureAdministrator(graph),
      ensureAdministrator(graph),
      ensureAdministrator(graph),
    ]);
    const [first, ...others] = made.filter((administrator) => administrator !== null);
    expect(others).toEqual([]);
    expect(await ensureAdministrator(graph)).toBeNull();
    const browser = openBrowser(api.url);
    const entered = await browser.ask(signIn, { username: "admin", password: first?.password ?? "" });
    expect(entered.data.signIn.me.mustChangePassword).toBe(true);
    expect(codeOf(await browser.ask("{ accounts { totalCount } }"))).toBe("FORBIDDEN");
    expect(codeOf(await browser.ask("{ chains { id } }"))).toBe("FORBIDDEN");
    const changed = await browser.ask(change, { old: first?.password, new: "青石板-violin-路口-38" });
    expect(changed.data.changePassword.me).toMatchObject({ mustChangePassword: false });
    expect(changed.data.changePassword.me.permissions).toContain("manageAccounts");
    expect((await browser.ask("{ accounts { totalCount } }")).data.accounts.totalCount).toBe(1);
  });
});

describe("a request from another site", () => {
  let api: TestApi;
  let secret: string;
  beforeAll(async () => {
    const graph = await emptyGraph();
    api = await startApi(graph, { embedder: null, viewerOf: undefined });
    secret = (await openAccount(graph, [{ role: "supervisor" }])).secret;
  });

  it.each([
    ["that the browser calls cross-site", { "sec-fetch-site": "cross-site" }, 403],
    ["that comes from a sibling domain", { "sec-fetch-site": "same-site" }, 403],
    ["with a foreign origin and an older browser", { origin: "https://evil.example" }, 403],
    ["from a sandboxed frame", { origin: "null" }, 403],
    ["by a form", { "content-type": "text/plain" }, 415],
    ["by an url-encoded form", { "content-type": "application/x-www-form-urlencoded" }, 415],
  ])("%s is refused before anything runs", async (_, headers, status) => {
    const browser = openBrowser(api.url, secret);
    expect((await browser.ask("mutation { signOut { me { kind } } }", {}, headers)).status).toBe(status);
    expect((await browser.ask("{ me { kind } }")).data.me.kind).toBe("account");
  });

  it("from our own pages passes", async () => {
    const headers = { "sec-fetch-site": "same-origin", origin: api.url };
    expect((await openBrowser(api.url, secret).ask("{ me { kind } }", {}, headers)).data.me.kind).toBe(
      "account",
    );
  });
});
