import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createApp } from "../../server/app.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { takePort } from "../../server/setup/listen.ts";
import { readTlsPair } from "../../server/setup/tls.ts";
import { emptyGraph } from "../support/graph.ts";
import { openAccount } from "../support/people.ts";
import { askTls, makePair } from "../support/tls.ts";

const folder = mkdtempSync(join(tmpdir(), "lianmeng-secure-"));
let person: { username: string; password: string };
let [tls, plain]: { url: string; close(ms: number): Promise<void> }[] = [];

beforeAll(async () => {
  await forgetAddresses("127.0.0.1");
  const graph = await emptyGraph();
  person = await openAccount(graph, [{ role: "supervisor" }]);
  const parts = { graph, embedder: null, logger: pino({ level: "silent" }), production: true };
  const app = createApp({ ...parts, webDirectory: folder, requestTimeoutMs: 60_000 });
  const [secure, open] = [
    await takePort(0, "127.0.0.1", await readTlsPair(makePair(folder, "localhost"))),
    await takePort(0, "127.0.0.1"),
  ];
  secure.serve(app);
  open.serve(app);
  [tls, plain] = [secure, open];
});
afterAll(async () => {
  await Promise.all([tls?.close(0), plain?.close(0)]);
  rmSync(folder, { recursive: true, force: true });
});

const portOf = (front: { url: string } | undefined): number => Number(new URL(front?.url ?? "").port);
const signIn = () =>
  JSON.stringify({
    query:
      "mutation ($u: String!, $p: String!) { signIn(input: {username: $u, password: $p}) { me { kind } } }",
    variables: { u: person.username, p: person.password },
  });
const me = JSON.stringify({ query: "{ me { kind } }" });

describe("signing in where the server itself speaks TLS", () => {
  it("gives cookies that no plain connection, script or other host gets to see", async () => {
    const { headers, text } = await askTls(portOf(tls), "/graphql", { body: signIn() });
    expect(JSON.parse(text).data.signIn.me.kind).toBe("account");
    const cookies = headers["set-cookie"] as string[];
    const session = cookies.find((cookie) => cookie.startsWith("__Host-lianmeng="));
    expect(session).toMatch(/; Path=\/;.*HttpOnly.*; Secure.*SameSite=Lax/);
    expect(session).not.toMatch(/Domain/i);
    for (const cookie of cookies) expect(cookie).toMatch(/; Secure/);
    const cookie = session?.split(";")[0] ?? "";
    expect((await askTls(portOf(tls), "/graphql", { body: me, headers: { cookie } })).text).toContain(
      "account",
    );
    // The same secret under the name of the plain connection is nobody's.
    const renamed = { cookie: cookie.replace("__Host-", "") };
    expect((await askTls(portOf(tls), "/graphql", { body: me, headers: renamed })).text).toContain(
      "anonymous",
    );
  });

  it("has browsers come back by TLS alone, on every kind of answer", async () => {
    for (const path of ["/", "/health/live", "/graphql", "/auth/oidc/start", "/assets/none.js"])
      expect((await askTls(portOf(tls), path)).headers["strict-transport-security"]).toBe("max-age=15552000");
  });
});

describe("signing in without TLS", () => {
  it("gives a cookie that works there, and promises nothing", async () => {
    const response = await fetch(`${plain?.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: signIn(),
    });
    const cookies = response.headers.getSetCookie();
    expect(cookies.join()).toMatch(/lianmeng=lms_/);
    expect(cookies.join()).not.toMatch(/Secure|__Host-/);
    expect(response.headers.get("strict-transport-security")).toBeNull();
    const page = await fetch(`${plain?.url}/`);
    expect(page.headers.get("strict-transport-security")).toBeNull();
  });
});

describe("the headers of a page", () => {
  it("let no script stand inline, no other site frame it, and nothing be loaded from elsewhere", async () => {
    const { headers } = await askTls(portOf(tls), "/");
    const policy = String(headers["content-security-policy"]);
    const rules = new Map(
      policy.split(";").map((rule) => {
        const [name = "", ...values] = rule.trim().split(" ");
        return [name, values.join(" ")];
      }),
    );
    expect(rules.get("default-src")).toBe("'self'");
    expect(rules.get("script-src")).toBe("'self'");
    expect(rules.get("script-src-attr")).toBe("'none'");
    expect(rules.get("object-src")).toBe("'none'");
    expect(rules.get("frame-ancestors")).toBe("'none'");
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
    expect(policy.match(/'unsafe-inline'/g)).toHaveLength(1);
    expect(headers["x-content-type-options"]).toBe("nosniff");
    expect(headers["x-powered-by"]).toBeUndefined();
    expect(headers["access-control-allow-origin"]).toBeUndefined();
  });
});
