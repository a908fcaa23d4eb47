import { Writable } from "node:stream";
import { pino } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { defaultAccessSettings } from "../../server/access/settings.ts";
import { connectGraph, type Graph } from "../../server/graph/connection.ts";
import { ensureAdministrator } from "../../server/identity/firstAdministrator.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph, testDatabase } from "../support/graph.ts";
import { keyed, openBrowser } from "../support/people.ts";

describe("the secrets of a day's work", () => {
  let graph: Graph;
  let api: TestApi;
  const lines: string[] = [];
  const secrets = new Set<string>();
  // What is kept, as such or elsewhere, and is no business of a log either.
  const hashes = new Set<string>();
  const keep = (...values: (string | undefined)[]): void => {
    for (const value of values) if (value) secrets.add(value);
  };

  beforeAll(async () => {
    await forgetAddresses("127.0.0.1");
    graph = await emptyGraph();
    await ask(graph, district);
    const sink = new Writable({
      write: (chunk, _, done) => {
        lines.push(String(chunk));
        done();
      },
    });
    const logger = pino({ level: "trace" }, sink);
    const access = { ...defaultAccessSettings, fieldKey: Buffer.alloc(32, 9) };
    api = await startApi(graph, { embedder: null, viewerOf: undefined, access, logger });

    const first = await ensureAdministrator(graph);
    const [oneTime, chosen, guests] = [
      first?.password ?? "",
      "青石板-violin-路口-38",
      "高山榕-tangram-渡口-52",
    ];
    const phone = "13800138000";
    keep(oneTime, chosen, guests, phone);
    const administrator = openBrowser(api.url);
    const signIn =
      'mutation ($p: String!) { signIn(input: {username: "admin", password: $p}) { me { kind } } }';
    await administrator.ask(signIn, { p: `${oneTime}x` });
    keep(`${oneTime}x`);
    await administrator.ask(signIn, { p: oneTime });
    keep(administrator.session());
    await administrator.ask(
      "mutation ($o: String!, $n: String!) { changePassword(input: {currentPassword: $o, newPassword: $n}) { me { kind } } }",
      { o: oneTime, n: chosen },
    );
    const made = await administrator.ask(
      keyed(
        'mutation { invite(input: {name: "新人", grants: [{role: hubCoordinator, placeId: "hub"}]}) { link } }',
      ),
    );
    const token = made.data.invite.link.split("#")[1];
    keep(token);
    const guest = openBrowser(api.url);
    await guest.ask(
      'mutation ($t: String!, $p: String!) { acceptInvitation(input: {token: $t, username: "xinren", password: $p}) { me { kind } } }',
      { t: token, p: guests },
    );
    keep(guest.session());
    await guest.ask(
      keyed(
        'mutation ($p: String!) { editOwnAccount(input: {expectedVersion: 1, name: "新人", phone: $p}) { account { phone } } }',
      ),
      { p: phone },
    );
    const machine = await guest.ask(
      keyed('mutation { createApiToken(input: {name: "看板", scopes: [read]}) { secret } }'),
    );
    keep(machine.data.createApiToken.secret);
    await openBrowser(api.url).ask(
      "{ chains { id } }",
      {},
      { authorization: `Bearer ${machine.data.createApiToken.secret}` },
    );
    const share = await guest.ask(
      keyed('mutation { createShareLink(input: {name: "调研", path: "/a"}) { link } }'),
    );
    const shareToken = share.data.createShareLink.link.split("#")[1];
    keep(shareToken);
    const visitor = openBrowser(api.url);
    await visitor.ask("mutation ($t: String!) { openShareLink(token: $t) { me { kind } } }", {
      t: shareToken,
    });
    keep(visitor.session());
    // Secrets where they do not belong: in addresses, in headers that are cut or doubled, in documents of any form.
    const misplaced = Object.fromEntries(
      ["query", "cookie", "bearer", "basic", "path", "body"].map((name) => [name, `misplaced-${name}-5f0c`]),
    );
    keep(...Object.values(misplaced));
    const raw = (path: string, init: RequestInit = {}) =>
      fetch(`${api.url}${path}`, init).then((response) => response.text());
    await raw(`/graphql?query={me{kind}}&token=${misplaced.query}`);
    await raw(`/auth/oidc/callback?code=${misplaced.query}&state=${misplaced.query}`, { redirect: "manual" });
    await raw("/graphql?query={me{kind}}", { headers: { cookie: `lianmeng=${misplaced.cookie}` } });
    await raw("/graphql?query={me{kind}}", { headers: { authorization: `Bearer ${misplaced.bearer}` } });
    await raw("/metrics", { headers: { authorization: `Basic ${misplaced.basic}` } });
    await raw("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{"variables": {"p": "${misplaced.body}"`,
    });
    for (const p of [misplaced.body, { p: misplaced.body }, [misplaced.body]])
      await administrator.ask(signIn, { p } as never);
    // And what goes wrong on the way: a mistake in the document, and one in the server.
    await administrator.ask(
      'mutation { signIn(input: {username: "admin", password: "青石板-violin-路口-38", x: 1}) { me { kind } } }',
    );
    await ask(graph, "DROP CONSTRAINT session_hash IF EXISTS");
    await ask(graph, "MATCH (c:AuditChain) SET c.seq = 'broken'");
    await administrator.ask("{ auditHead { seq } }");
    await ask(graph, "MATCH (c:AuditChain) SET c.seq = 0");
    // A row that is not what it should be is complained of: not with what stands in it.
    const [kept] = await ask(
      graph,
      "MATCH (a:Account {username: 'admin'}) RETURN a.passwordHash AS hash, a.name AS name",
    );
    hashes.add(String(kept?.hash));
    await ask(graph, "MATCH (a:Account {username: 'admin'}) SET a.name = 7");
    await openBrowser(api.url).ask(signIn, { p: chosen });
    await ask(graph, "MATCH (a:Account {username: 'admin'}) SET a.name = $name", { name: kept?.name });
    // A database that does not know the password any more, or is not there.
    const database = testDatabase();
    hashes.add(database.password);
    for (const settings of [
      { ...database, password: `${database.password}x` },
      { ...database, uri: "bolt://127.0.0.1:1" },
    ]) {
      const away = connectGraph({ ...settings, deadlineMs: 1500 });
      const cut = await startApi(away, { embedder: null, viewerOf: undefined, access, logger });
      await openBrowser(cut.url).ask(signIn, { p: chosen });
      await raw("/health/ready");
      await away.close();
    }
    await ask(graph, "CREATE CONSTRAINT session_hash IF NOT EXISTS FOR (n:Session) REQUIRE n.hash IS UNIQUE");
  });

  it("are written to no log, not even the most talkative", () => {
    expect(lines.length).toBeGreaterThan(12);
    expect(lines.some((line) => line.includes('"level":50'))).toBe(true);
    expect(secrets.size).toBeGreaterThanOrEqual(10);
    for (const secret of [...secrets, ...hashes])
      expect(lines.filter((line) => line.includes(secret))).toEqual([]);
  });

  it("are kept in the graph by their hashes only", async () => {
    const rows = await ask(graph, "MATCH (n) RETURN [key IN keys(n) | toStringOrNull(n[key])] AS values");
    const kept = JSON.stringify(rows);
    expect(kept.length).toBeGreaterThan(1000);
    for (const secret of secrets) expect(kept.includes(secret)).toBe(false);
  });
});
