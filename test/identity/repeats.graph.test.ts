import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaultAccessSettings } from "../../server/access/settings.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, codeOf, goodPassword, keyed, openAccount, openBrowser } from "../support/people.ts";

const password = "青石板-violin-路口-38";
const accept =
  "mutation ($token: String!, $username: String, $password: String!) { acceptInvitation(input: {token: $token, username: $username, password: $password}) { me { kind account { username } } } }";
const signIn =
  "mutation ($username: String!, $password: String!) { signIn(input: {username: $username, password: $password}) { me { kind } } }";
const invite =
  'mutation { invite(input: {name: "王小明", grants: [{role: supervisor}]}) { link invitation { id } } }';
const reset = "mutation ($id: ID!) { resetPassword(input: {accountId: $id}) { link } }";
const tokenIn = (link: string): string => link.split("#")[1] ?? "";

let graph: Graph;
let api: TestApi;
let administrator: Browser;
beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  const access = { ...defaultAccessSettings, fieldKey: Buffer.alloc(32, 7) };
  api = await startApi(graph, { embedder: null, viewerOf: undefined, access });
  administrator = openBrowser(api.url, (await openAccount(graph, [{ role: "administrator" }])).secret);
});
beforeEach(() => forgetAddresses("127.0.0.1"));

const count = async (pattern: string): Promise<unknown> =>
  (await ask(graph, `MATCH ${pattern} RETURN count(*) AS count`))[0]?.count;

describe("the same click twice", () => {
  it.each([
    ["invite", invite, "(:Invitation {kind: 'invite'})"],
    [
      "createApiToken",
      'mutation { createApiToken(input: {name: "看板", scopes: [read]}) { secret } }',
      "(:ApiToken)",
    ],
    [
      "createShareLink",
      'mutation { createShareLink(input: {name: "调研", path: "/a"}) { link } }',
      "(:ShareLink)",
    ],
  ])("makes one with %s, and answers the same secret", async (field, mutation, pattern) => {
    const before = Number(await count(pattern));
    const once = keyed(mutation);
    const answers = await Promise.all([administrator.ask(once), administrator.ask(once)]);
    answers.push(await administrator.ask(once));
    expect(answers.map(({ errors }) => errors)).toEqual([[], [], []]);
    const told = answers.map(({ data }) => data[field].link ?? data[field].secret);
    expect(new Set(told).size).toBe(1);
    expect(await count(pattern)).toBe(before + 1);
    // Another form makes another.
    const other = (await administrator.ask(keyed(mutation))).data[field];
    expect(told).not.toContain(other.link ?? other.secret);
  });

  it("is another person's own, and never tells them the first one's secret", async () => {
    const document = keyed(invite);
    expect((await administrator.ask(document)).errors).toEqual([]);
    const second = openBrowser(api.url, (await openAccount(graph, [{ role: "administrator" }])).secret);
    expect(codeOf(await second.ask(document))).toBe("CONFLICT");
  });

  it("grants once, and takes back once, with what stood before and after in the trail", async () => {
    const { id } = await openAccount(graph, []);
    const grant = keyed(
      "mutation ($id: ID!, $until: Day) { grantRole(input: {accountId: $id, grant: {role: supervisor, until: $until}}) { account { grants { grantId } } } }",
    );
    const [first, second] = await Promise.all([
      administrator.ask(grant, { id }),
      administrator.ask(grant, { id }),
    ]);
    expect([first.errors, second.errors]).toEqual([[], []]);
    const grantId = first.data.grantRole.account.grants[0].grantId;
    await administrator.ask(keyed(grant.replace(/clientMutationId: "\w+", /, "")), {
      id,
      until: "2099-01-01",
    });
    const revoke =
      'mutation ($id: ID!) { revokeGrant(grantId: $id, clientMutationId: "one-click") { account { id } } }';
    for (let time = 0; time < 2; time += 1)
      expect((await administrator.ask(revoke, { id: grantId })).errors).toEqual([]);
    const events = await ask(
      graph,
      "MATCH (e:AuditEvent {targetId: $id}) RETURN e.action AS action, e.before AS before, e.after AS after ORDER BY e.at, e.id",
      { id },
    );
    expect(events.map(({ action }) => action)).toEqual(["grantRole", "grantRole", "revokeGrant"]);
    const [made, moved, gone] = events.map(({ before, after }) => ({
      before: JSON.parse(String(before)),
      after: JSON.parse(String(after)),
    }));
    const held = { grantId, role: "supervisor", placeId: null, since: expect.any(String) };
    expect(made).toEqual({ before: null, after: { ...held, until: null } });
    expect(moved).toEqual({ before: { ...held, until: null }, after: { ...held, until: "2099-01-01" } });
    expect(gone).toEqual({ before: { ...held, until: "2099-01-01" }, after: { grantId: null } });
  });

  it("accepts an invitation once, and lets the same person in again after a lost answer", async () => {
    const token = tokenIn((await administrator.ask(keyed(invite))).data.invite.link);
    const mine = { token, username: "lost.answer", password };
    for (let time = 0; time < 2; time += 1) {
      const answer = await openBrowser(api.url).ask(accept, mine);
      expect(answer.data?.acceptInvitation.me.account.username).toBe("lost.answer");
    }
    const wrong = await openBrowser(api.url).ask(accept, { ...mine, password: "猜一个-password-不对-77" });
    expect(codeOf(wrong)).toBe("CONFLICT");
    expect(wrong.errors[0]?.message).toContain("直接登录");
    expect(codeOf(await openBrowser(api.url).ask(accept, { ...mine, username: "somebody.else" }))).toBe(
      "CONFLICT",
    );
  });
});

describe("a way in", () => {
  it("is not found by many guesses sent at once: five are judged, whatever they are", async () => {
    const { username } = await openAccount(graph, [{ role: "supervisor" }]);
    const guesses = Array.from({ length: 12 }, (_, i) => ({ username, password: `guess number ${i}` }));
    const codes = (await Promise.all(guesses.map((guess) => openBrowser(api.url).ask(signIn, guess)))).map(
      codeOf,
    );
    expect(codes.filter((code) => code === "UNAUTHENTICATED")).toHaveLength(5);
    expect(codes.filter((code) => code === "LIMIT")).toHaveLength(7);
  });

  it("is forgiven its failures after a success", async () => {
    const { username } = await openAccount(graph, [{ role: "supervisor" }]);
    for (let round = 0; round < 2; round += 1) {
      for (let i = 0; i < 4; i += 1)
        await openBrowser(api.url).ask(signIn, { username, password: `wrong ${i}` });
      expect((await openBrowser(api.url).ask(signIn, { username, password: goodPassword })).errors).toEqual(
        [],
      );
    }
  });

  it("by a reset link ends with the next one", async () => {
    const { id } = await openAccount(graph, [{ role: "supervisor" }]);
    const first = tokenIn((await administrator.ask(keyed(reset), { id })).data.resetPassword.link);
    const second = tokenIn((await administrator.ask(keyed(reset), { id })).data.resetPassword.link);
    expect(codeOf(await openBrowser(api.url).ask(accept, { token: first, password }))).toBe("CONFLICT");
    expect((await openBrowser(api.url).ask(accept, { token: second, password })).errors).toEqual([]);
  });

  it.each(["revokeGrant", "setAccountState"])(
    "that an administrator opened closes when they are dismissed by %s",
    async (how) => {
      const other = await openAccount(graph, [{ role: "administrator" }]);
      const link = (await openBrowser(api.url, other.secret).ask(keyed(invite))).data.invite.link;
      const [held] = await ask(graph, "MATCH (:Account {id: $id})-[:HOLDS]->(g) RETURN g.id AS id", {
        id: other.id,
      });
      const dismissed =
        how === "revokeGrant"
          ? await administrator.ask("mutation ($id: ID!) { revokeGrant(grantId: $id) { account { id } } }", {
              ...held,
            })
          : await administrator.ask(
              keyed(
                "mutation ($id: ID!) { setAccountState(input: {accountId: $id, expectedVersion: 1, state: disabled}) { account { id } } }",
              ),
              { id: other.id },
            );
      expect(dismissed.errors).toEqual([]);
      const entered = await openBrowser(api.url).ask(accept, {
        token: tokenIn(link),
        username: `late.${how}`,
        password,
      });
      expect(codeOf(entered)).toBe("CONFLICT");
    },
  );

  it("by a token ends with a new password; the same change again finds it done", async () => {
    const account = await openAccount(graph, [{ role: "supervisor" }]);
    const own = openBrowser(api.url, account.secret);
    const made = await own.ask(
      keyed('mutation { createApiToken(input: {name: "看板", scopes: [read]}) { secret } }'),
    );
    const change =
      "mutation ($o: String!, $n: String!) { changePassword(input: {currentPassword: $o, newPassword: $n}) { me { kind } } }";
    for (let time = 0; time < 2; time += 1)
      expect((await own.ask(change, { o: goodPassword, n: password })).errors).toEqual([]);
    const machine = { authorization: `Bearer ${made.data.createApiToken.secret}` };
    expect((await openBrowser(api.url).ask("{ me { kind } }", {}, machine)).data.me.kind).toBe("anonymous");
  });
});

describe("a phone number", () => {
  it("is shown to a coordinator only of people who hold a role in the hub", async () => {
    const coordinator = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "hubCoordinator", placeId: "hub" }])).secret,
    );
    const reveal =
      'mutation ($id: ID!) { revealPhone(input: {accountId: $id, reason: "通知开会"}) { phone } }';
    const withPhone = async (grants: Parameters<typeof openAccount>[1]): Promise<string> => {
      const { id, secret } = await openAccount(graph, grants);
      const saved = await openBrowser(api.url, secret).ask(
        keyed(
          'mutation { editOwnAccount(input: {expectedVersion: 1, name: "李四", phone: "13800138000"}) { account { id } } }',
        ),
      );
      expect(saved.errors).toEqual([]);
      return id;
    };
    const inside = await withPhone([{ role: "chainLead", placeId: "a" }]);
    const member = await withPhone([{ role: "organizationSecretary", placeId: "o" }]);
    const everywhere = await withPhone([{ role: "supervisor" }]);
    const nobody = await withPhone([]);
    for (const id of [inside, member])
      expect((await coordinator.ask(reveal, { id })).data?.revealPhone.phone).toBe("13800138000");
    for (const id of [everywhere, nobody, "no-such-account"])
      expect(codeOf(await coordinator.ask(reveal, { id }))).toBe("NOT_FOUND");
    for (const id of [inside, everywhere, nobody])
      expect((await administrator.ask(reveal, { id })).data?.revealPhone.phone).toBe("13800138000");
    expect(await count("(:AuditEvent {action: 'revealPhone'})")).toBe(5);
  });
});
