import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { defaultAccessSettings } from "../../server/access/settings.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, codeOf, keyed, openAccount, openBrowser } from "../support/people.ts";

const password = "青石板-violin-路口-38";
const acceptance =
  "mutation ($token: String!, $username: String, $password: String!) { acceptInvitation(input: {token: $token, username: $username, password: $password}) { me { account { id username } roles { role place { id } } } } }";
const invitation =
  'mutation ($role: Role!, $placeId: ID, $until: Day) { invite(input: {name: "王小明", email: "wang@example.org", grants: [{role: $role, placeId: $placeId, until: $until}]}) { link invitation { id } } }';
const tokenIn = (link: string): string => link.split("#")[1] ?? "";

let graph: Graph;
let api: TestApi;
let administrator: Browser;

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  const access = {
    ...defaultAccessSettings,
    fieldKey: Buffer.alloc(32, 7),
    publicUrl: "https://tongmeng.example",
  };
  api = await startApi(graph, { embedder: null, viewerOf: undefined, access });
  administrator = openBrowser(api.url, (await openAccount(graph, [{ role: "administrator" }])).secret);
});
beforeEach(() => forgetAddresses("127.0.0.1"));

const invite = async (variables: Record<string, unknown>) =>
  (await administrator.ask(keyed(invitation), variables)).data.invite;

describe("an invitation", () => {
  it("makes an account with its roles, once", async () => {
    const { link } = await invite({ role: "organizationSecretary", placeId: "o" });
    expect(link).toMatch(/^https:\/\/tongmeng\.example\/invite#lmi_[\w-]{43}$/);
    const browser = openBrowser(api.url);
    const view = await browser.ask(
      "query ($token: String!) { invitationByToken(token: $token) { kind name roles { roleName place { name } } } }",
      { token: tokenIn(link) },
    );
    expect(view.data.invitationByToken).toEqual({
      kind: "invite",
      name: "王小明",
      roles: [{ roleName: "党组织书记", place: { name: "总支" } }],
    });
    const twice = [openBrowser(api.url), openBrowser(api.url)];
    const answers = await Promise.all(
      twice.map((one, i) => one.ask(acceptance, { token: tokenIn(link), username: `wang${i}`, password })),
    );
    expect(answers.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const [accepted] = answers.filter(({ errors }) => errors.length === 0);
    expect(accepted?.data.acceptInvitation.me.roles).toEqual([
      { role: "organizationSecretary", place: { id: "o" } },
    ]);
    expect(codeOf(await browser.ask(acceptance, { token: tokenIn(link), username: "wang9", password }))).toBe(
      "CONFLICT",
    );
    const [kept] = await ask(
      graph,
      "MATCH (i:Invitation) WHERE i.hash CONTAINS $token RETURN count(i) AS count",
      { token: tokenIn(link) },
    );
    expect(kept?.count).toBe(0);
  });

  it("too old, withdrawn or made up opens nothing", async () => {
    const old = await invite({ role: "supervisor" });
    await ask(graph, "MATCH (i:Invitation {id: $id}) SET i.expiresAt = datetime() - duration({seconds: 1})", {
      id: old.invitation.id,
    });
    const withdrawn = await invite({ role: "supervisor" });
    await administrator.ask("mutation ($id: ID!) { withdrawInvitation(id: $id) { ended } }", {
      id: withdrawn.invitation.id,
    });
    for (const token of [tokenIn(old.link), tokenIn(withdrawn.link), "lmi_madeup"])
      expect(
        codeOf(await openBrowser(api.url).ask(acceptance, { token, username: "nobody", password })),
      ).toBe("CONFLICT");
  });

  it.each([
    ["a place of the wrong kind", { role: "organizationSecretary", placeId: "a" }, "BAD_INPUT"],
    ["no place where one is needed", { role: "chainLead" }, "BAD_INPUT"],
    ["a chain alliance as a hub", { role: "hubCoordinator", placeId: "a" }, "BAD_INPUT"],
    ["an office that follows the duty term", { role: "dutySecretary", placeId: "a" }, "BAD_INPUT"],
    ["a guest", { role: "guest" }, "BAD_INPUT"],
    ["an end that has passed", { role: "supervisor", until: "2020-01-01" }, "BAD_INPUT"],
    ["a place that is not there", { role: "chainLead", placeId: "nowhere" }, "NOT_FOUND"],
  ])("cannot promise %s", async (_, variables, code) => {
    expect(codeOf(await administrator.ask(keyed(invitation), variables))).toBe(code);
  });

  it("to a new password ends the sessions opened with the old one", async () => {
    const account = await openAccount(graph, [{ role: "supervisor" }]);
    const { data } = await administrator.ask(
      keyed("mutation ($id: ID!) { resetPassword(input: {accountId: $id}) { link } }"),
      { id: account.id },
    );
    const fresh = openBrowser(api.url);
    const answer = await fresh.ask(acceptance, { token: tokenIn(data.resetPassword.link), password });
    expect(answer.data.acceptInvitation.me.account.username).toBe(account.username);
    expect((await openBrowser(api.url, account.secret).ask("{ me { kind } }")).data.me.kind).toBe(
      "anonymous",
    );
  });
});

describe("grants", () => {
  it("take hold at the next request and are gone at the next one", async () => {
    const account = await openAccount(graph, []);
    const browser = openBrowser(api.url, account.secret);
    expect(codeOf(await browser.ask("{ chains { id } }"))).toBe("FORBIDDEN");
    const { data } = await administrator.ask(
      keyed(
        'mutation ($id: ID!) { grantRole(input: {accountId: $id, grant: {role: chainLead, placeId: "a"}}) { account { grants { grantId role } } } }',
      ),
      { id: account.id },
    );
    expect((await browser.ask("{ chains { id } }")).errors).toEqual([]);
    const [{ grantId }] = data.grantRole.account.grants;
    await administrator.ask("mutation ($id: ID!) { revokeGrant(grantId: $id) { account { id } } }", {
      id: grantId,
    });
    expect(codeOf(await browser.ask("{ chains { id } }"))).toBe("FORBIDDEN");
  });

  it("follow the duty term: the day it ends, the role ends", async () => {
    const account = await openAccount(graph, [{ role: "organizationSecretary", placeId: "q" }]);
    const roles = async () =>
      (await openBrowser(api.url, account.secret).ask("{ me { roles { grantId role place { id } until } } }"))
        .data.me.roles;
    expect(await roles()).toContainEqual({
      grantId: null,
      role: "dutySecretary",
      place: { id: "b" },
      until: expect.any(String),
    });
    await ask(graph, "MATCH (t:DutyTerm {id: 't'}) SET t.until = date() - duration({days: 1})");
    expect((await roles()).map(({ role }: { role: string }) => role)).toEqual(["organizationSecretary"]);
  });

  it("over a park reach the firms in it and the organisations that cover nobody else, and no others", async () => {
    await ask(
      graph,
      `MATCH (park:Park {id: 'park'})
       CREATE (park)<-[:LOCATED_IN {since: date('2020-01-01')}]-(inside:Enterprise:Entity {id: 'inside', name: '园内企业', audience: 'org:inside'})
       CREATE (park)<-[:LOCATED_IN {until: date('2021-01-01')}]-(:Enterprise:Entity {id: 'moved', name: '迁出企业', audience: 'org:moved'})
       CREATE (inside)<-[:COVERS {mode: 'independent'}]-(:PartyOrganization:Entity {id: 'within', kind: 'branch', name: '园内支部', audience: 'org:within'})
       CREATE (inside)<-[:COVERS {mode: 'joint'}]-(wide:PartyOrganization:Entity {id: 'wide', kind: 'branch', name: '片区支部', audience: 'org:wide'})
       CREATE (wide)-[:COVERS {mode: 'joint'}]->(:Enterprise:Entity {id: 'outside', name: '园外企业', audience: 'org:outside'})`,
    );
    const { secret } = await openAccount(graph, [{ role: "investmentOfficer", placeId: "park" }]);
    const officer = openBrowser(api.url, secret);
    const seen = await Promise.all(
      ["inside", "within", "moved", "wide", "outside"].map(
        async (id) => (await officer.ask("query ($id: ID!) { node(id: $id) { id } }", { id })).data?.node?.id,
      ),
    );
    expect(seen).toEqual(["inside", "within", undefined, undefined, undefined]);
  });

  it("leave at least one administrator", async () => {
    const [only] = (
      await administrator.ask(
        "{ accounts(filter: {role: administrator}) { nodes { id version grants { grantId } } } }",
      )
    ).data.accounts.nodes;
    const revoked = await administrator.ask(
      "mutation ($id: ID!) { revokeGrant(grantId: $id) { account { id } } }",
      { id: only.grants[0].grantId },
    );
    expect(codeOf(revoked)).toBe("CONFLICT");
    const disabled = await administrator.ask(
      keyed(
        "mutation ($id: ID!, $v: Int!) { setAccountState(input: {accountId: $id, expectedVersion: $v, state: disabled}) { account { id } } }",
      ),
      { id: only.id, v: only.version },
    );
    expect(codeOf(disabled)).toBe("CONFLICT");
    const limited = await administrator.ask(
      keyed(
        'mutation ($id: ID!) { grantRole(input: {accountId: $id, grant: {role: administrator, until: "2099-01-01"}}) { account { id } } }',
      ),
      { id: only.id },
    );
    expect(codeOf(limited)).toBe("CONFLICT");
    expect((await administrator.ask("{ accounts { totalCount } }")).errors).toEqual([]);
  });

  it("leave one of two administrators who dismiss each other at once", async () => {
    const other = await openAccount(graph, [{ role: "administrator" }]);
    const grants = (
      await administrator.ask("{ accounts(filter: {role: administrator}) { nodes { grants { grantId } } } }")
    ).data.accounts.nodes.map((node: { grants: { grantId: string }[] }) => node.grants[0]?.grantId);
    expect(grants).toHaveLength(2);
    const both = await Promise.all(
      grants.map((id: string, at: number) =>
        (at === 0 ? administrator : openBrowser(api.url, other.secret)).ask(
          "mutation ($id: ID!) { revokeGrant(grantId: $id) { account { id } } }",
          { id },
        ),
      ),
    );
    expect(both.filter((answer) => answer.errors.length === 0)).toHaveLength(1);
    const left = await ask(
      graph,
      "MATCH (g:Grant {role: 'administrator'})<-[:HOLDS]-(a:Account) RETURN a.id AS id",
    );
    expect(left).toHaveLength(1);
    if (left[0]?.id !== other.id) return;
    // The tests after this one go on with the administrator that they know.
    const again = openBrowser(api.url, other.secret);
    const { me } = (await administrator.ask("{ me { account { id } } }")).data;
    const restored = await again.ask(
      keyed(
        "mutation ($id: ID!) { grantRole(input: {accountId: $id, grant: {role: administrator}}) { account { id } } }",
      ),
      { id: me.account.id },
    );
    expect(restored.errors).toEqual([]);
  });

  it("end with the account, its sessions and tokens too", async () => {
    const account = await openAccount(graph, [{ role: "supervisor" }]);
    const browser = openBrowser(api.url, account.secret);
    const made = await browser.ask(
      keyed('mutation { createApiToken(input: {name: "报表", scopes: [read]}) { secret } }'),
    );
    const machine = { authorization: `Bearer ${made.data.createApiToken.secret}` };
    expect((await openBrowser(api.url).ask("{ me { kind } }", {}, machine)).data.me.kind).toBe("token");
    await administrator.ask(
      keyed(
        "mutation ($id: ID!) { setAccountState(input: {accountId: $id, expectedVersion: 1, state: disabled}) { account { state } } }",
      ),
      { id: account.id },
    );
    expect((await browser.ask("{ me { kind } }")).data.me.kind).toBe("anonymous");
    expect((await openBrowser(api.url).ask("{ me { kind } }", {}, machine)).data.me.kind).toBe("anonymous");
  });
});

describe("a token for machines", () => {
  it("does what its scopes say and nothing else, and never manages itself", async () => {
    const account = await openAccount(graph, [{ role: "hubCoordinator", placeId: "hub" }]);
    const browser = openBrowser(api.url, account.secret);
    const made = await browser.ask(
      keyed(
        'mutation { createApiToken(input: {name: "看板", scopes: [read]}) { secret apiToken { id hint } } }',
      ),
    );
    const { secret, apiToken } = made.data.createApiToken;
    expect(secret).toMatch(/^lmt_[\w-]{43}$/);
    expect(secret.startsWith(apiToken.hint)).toBe(true);
    const machine = openBrowser(api.url);
    const headers = { authorization: `Bearer ${secret}` };
    expect((await machine.ask("{ chains { id } }", {}, headers)).errors).toEqual([]);
    for (const refused of [
      "{ sessions { id } }",
      "{ shareLinks { id } }",
      '{ matchesOfDemand(demandId: "x") { considered } }',
      "mutation { signOutEverywhere { ended } }",
    ])
      expect([refused, codeOf(await machine.ask(refused, {}, headers))]).toEqual([refused, "FORBIDDEN"]);
    await browser.ask("mutation ($id: ID!) { revokeApiToken(id: $id) { ended } }", { id: apiToken.id });
    expect(codeOf(await machine.ask("{ chains { id } }", {}, headers))).toBe("UNAUTHENTICATED");
  });

  it("cannot be given what its owner may not do, nor anything that makes accounts", async () => {
    const secretary = openBrowser(api.url, (await openAccount(graph, [{ role: "supervisor" }])).secret);
    for (const [browser, scope] of [
      [secretary, "writeDemand"],
      [administrator, "manageAccounts"],
      [administrator, "ownAccount"],
    ] as const)
      expect(
        codeOf(
          await browser.ask(
            keyed(`mutation { createApiToken(input: {name: "多要", scopes: [${scope}]}) { secret } }`),
          ),
        ),
      ).toBe("BAD_INPUT");
  });
});

describe("a share link", () => {
  const create =
    'mutation ($placeIds: [ID!]) { createShareLink(input: {name: "调研组", path: "/alliances/a", placeIds: $placeIds}) { link shareLink { id } } }';
  const open =
    "mutation ($token: String!) { openShareLink(token: $token) { me { kind startPath permissions } } }";

  it("shows a guest what its maker granted, for as long as the maker sees it", async () => {
    await ask(
      graph,
      "CREATE (:Demand:Entity {id: 'inner', text: '内部需求', state: 'published', audience: 'alliance:a', version: 1})",
    );
    const lead = await openAccount(graph, [{ role: "chainLead", placeId: "a" }]);
    const made = await openBrowser(api.url, lead.secret).ask(keyed(create), { placeIds: ["a"] });
    const guest = openBrowser(api.url);
    const opened = await guest.ask(open, { token: tokenIn(made.data.createShareLink.link) });
    expect(opened.data.openShareLink.me).toEqual({
      kind: "guest",
      startPath: "/alliances/a",
      permissions: ["enter", "read"],
    });
    const sees = async () => (await guest.ask('{ demand(id: "inner") { text } }')).data?.demand;
    expect(await sees()).toEqual({ text: "内部需求" });
    const grants = (
      await administrator.ask(
        `{ accounts(filter: {text: "${lead.username}"}) { nodes { grants { grantId } } } }`,
      )
    ).data.accounts.nodes[0].grants;
    await administrator.ask("mutation ($id: ID!) { revokeGrant(grantId: $id) { account { id } } }", {
      id: grants[0].grantId,
    });
    // With the last right the link itself ends: not even what is public is shown to its guests.
    expect(await sees()).toBeNull();
    expect(codeOf(await guest.ask('{ demand(id: "inner") { text } }'))).toBe("UNAUTHENTICATED");
  });

  it("cannot give away what its maker does not see, and ends when revoked", async () => {
    const lead = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "chainLead", placeId: "a" }])).secret,
    );
    expect(codeOf(await lead.ask(keyed(create), { placeIds: ["b"] }))).toBe("NOT_FOUND");
    const made = await lead.ask(keyed(create), {});
    const guest = openBrowser(api.url);
    await guest.ask(open, { token: tokenIn(made.data.createShareLink.link) });
    expect((await guest.ask("{ chains { id } }")).errors).toEqual([]);
    await lead.ask("mutation ($id: ID!) { revokeShareLink(id: $id) { ended } }", {
      id: made.data.createShareLink.shareLink.id,
    });
    expect(codeOf(await guest.ask("{ chains { id } }"))).toBe("UNAUTHENTICATED");
    expect(codeOf(await guest.ask(open, { token: tokenIn(made.data.createShareLink.link) }))).toBe(
      "NOT_FOUND",
    );
  });
});

describe("a phone number", () => {
  it("is kept encrypted, shown masked, and shown in full only with a reason that is recorded", async () => {
    const account = await openAccount(graph, [{ role: "supervisor" }]);
    const own = await openBrowser(api.url, account.secret).ask(
      keyed(
        'mutation { editOwnAccount(input: {expectedVersion: 1, name: "李四", phone: "138 0013 8000"}) { account { phone } } }',
      ),
    );
    expect(own.data.editOwnAccount.account.phone).toBe("138****8000");
    const [row] = await ask(graph, "MATCH (a:Account {id: $id}) RETURN a.phone AS phone", { id: account.id });
    expect(row?.phone).toMatch(/^v1\.[\w-]+\.[\w-]+\.[\w-]+$/);
    const reveal =
      "mutation ($id: ID!, $reason: String!) { revealPhone(input: {accountId: $id, reason: $reason}) { phone } }";
    expect(codeOf(await administrator.ask(reveal, { id: account.id, reason: "" }))).toBe("BAD_INPUT");
    const shown = await administrator.ask(reveal, { id: account.id, reason: "通知参加联席会议" });
    expect(shown.data.revealPhone.phone).toBe("13800138000");
    const events = await ask(
      graph,
      "MATCH (e:AuditEvent {targetId: $id}) RETURN e.action AS action, e.before AS before, e.after AS after",
      { id: account.id },
    );
    expect(events.map(({ action }) => action).sort()).toEqual(["editOwnAccount", "revealPhone"]);
    expect(JSON.stringify(events)).not.toContain("13800138000");
    // Copied to another account it does not open.
    const other = await openAccount(graph, []);
    await ask(graph, "MATCH (a:Account {id: $id}), (b:Account {id: $other}) SET b.phone = a.phone", {
      id: account.id,
      other: other.id,
    });
    expect(codeOf(await administrator.ask(reveal, { id: other.id, reason: "通知参加联席会议" }))).toBe(
      "UNAVAILABLE",
    );
  });
});
