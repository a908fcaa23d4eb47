import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type AccessSettings, defaultAccessSettings } from "../../server/access/settings.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { checkout } from "../support/machine.ts";
import { keyed, openAccount, openBrowser } from "../support/people.ts";

const invitation =
  'mutation ($email: String!) { invite(input: {name: "赵六", email: $email, grants: [{role: supervisor}]}) { link } }';

describe("single sign-on", () => {
  let graph: Graph;
  let api: TestApi;
  let provider: ChildProcess;
  let issuer = "";
  const settings: AccessSettings = { ...defaultAccessSettings };

  beforeAll(async () => {
    graph = await emptyGraph();
    api = await startApi(graph, { embedder: null, viewerOf: undefined, access: settings });
    settings.publicUrl = api.url;
    const redirectUri = `${api.url}/auth/oidc/callback`;
    provider = spawn(process.execPath, ["--import", "tsx", "test/identity/provider.ts", redirectUri], {
      cwd: checkout,
    });
    const [line] = (await once(provider.stdout as NodeJS.ReadableStream, "data")) as [Buffer];
    issuer = line.toString().trim();
    settings.singleSignOn = {
      name: "政务身份",
      issuer,
      clientId: "lianmeng",
      clientSecret: "a secret of the test",
    };
  });
  afterAll(async () => {
    provider.stdin?.end();
    await once(provider, "exit");
  });
  beforeEach(() => forgetAddresses("127.0.0.1"));

  const nextPerson = (sub: string, email = "", verified = true) =>
    fetch(`${issuer}/next?${new URLSearchParams({ sub, email, verified: String(verified) })}`);

  const invited = async (email: string): Promise<void> => {
    const administrator = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "administrator" }])).secret,
    );
    expect((await administrator.ask(keyed(invitation), { email })).errors).toEqual([]);
  };

  /** Follows the redirects as a browser would, a jar for each site; `spoil` may change an address on the way. */
  async function walk(start: string, spoil: (url: string) => string = (url) => url) {
    const jars = new Map<string, Map<string, string>>();
    let url = api.url + start;
    for (let steps = 0; steps < 12; steps += 1) {
      const { origin } = new URL(url);
      const jar = jars.get(origin) ?? new Map<string, string>();
      jars.set(origin, jar);
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await fetch(url, { redirect: "manual", headers: { cookie } });
      for (const header of response.headers.getSetCookie()) {
        const [pair = ""] = header.split(";");
        const at = pair.indexOf("=");
        jar.set(pair.slice(0, at), pair.slice(at + 1));
      }
      const location = response.headers.get("location");
      if (!location) return { url, jars };
      url = spoil(new URL(location, url).href);
      if (url.startsWith(api.url) && !url.includes("/auth/oidc/")) return { url, jars };
    }
    throw new Error("redirected for ever");
  }
  const session = ({ jars }: Awaited<ReturnType<typeof walk>>) =>
    jars.get(api.url)?.get("lianmeng") || undefined;

  it("makes the account of whoever was invited under the address, and knows them again", async () => {
    await invited("zhao@example.org");
    await nextPerson("zhao-1", "Zhao@Example.org");
    const first = await walk("/auth/oidc/start?returnTo=/alliances/a");
    expect(first.url).toBe(`${api.url}/alliances/a`);
    const { me } = (
      await openBrowser(api.url, session(first)).ask(
        "{ me { kind account { name singleSignOn hasPassword } roles { role } } }",
      )
    ).data;
    expect(me).toEqual({
      kind: "account",
      account: { name: "赵六", singleSignOn: true, hasPassword: false },
      roles: [{ role: "supervisor" }],
    });
    // Later by subject, whatever the address has become.
    await nextPerson("zhao-1", "other@example.org");
    expect(session(await walk("/auth/oidc/start"))).toMatch(/^lms_/);
    expect(
      await ask(graph, "MATCH (a:Account) WHERE a.subject IS NOT NULL RETURN count(a) AS count"),
    ).toEqual([{ count: 1 }]);
  });

  it.each([
    ["nobody invited", async () => void (await nextPerson("stranger", "stranger@example.org")), "unknown"],
    [
      "an address the provider does not vouch for",
      async () => {
        await invited("liu@example.org");
        await nextPerson("liu", "liu@example.org", false);
      },
      "unknown",
    ],
    ["who declines at the provider", async () => void (await nextPerson("nobody")), "denied"],
  ])("lets %s stay outside", async (_, prepare, problem) => {
    await prepare();
    const end = await walk("/auth/oidc/start");
    expect(end.url).toBe(`${api.url}/signin?problem=${problem}`);
    expect(session(end)).toBeUndefined();
  });

  it("keeps a disabled account out", async () => {
    await invited("sun@example.org");
    await nextPerson("sun", "sun@example.org");
    expect(session(await walk("/auth/oidc/start"))).toMatch(/^lms_/);
    await ask(graph, "MATCH (a:Account {email: 'sun@example.org'}) SET a.state = 'disabled'");
    expect((await walk("/auth/oidc/start")).url).toContain("problem=unknown");
  });

  it("takes no answer that this browser did not ask for, and none twice", async () => {
    await invited("qian@example.org");
    await nextPerson("qian", "qian@example.org");
    let callback = "";
    const caught = await walk("/auth/oidc/start", (url) => {
      if (!url.includes("/callback")) return url;
      callback = url;
      return `${api.url}/caught`;
    });
    // Another browser is made to follow the link: signing somebody in as the attacker.
    const foreign = await fetch(callback, { redirect: "manual" });
    expect(foreign.headers.get("location")).toContain("problem=expired");
    expect(foreign.headers.getSetCookie().some((header) => header.startsWith("lianmeng=lms_"))).toBe(false);
    const cookie = `lianmeng_sso=${caught.jars.get(api.url)?.get("lianmeng_sso")}`;
    const own = await fetch(callback, { redirect: "manual", headers: { cookie } });
    expect(own.headers.get("location")).toBe(`${api.url}/`);
    const again = await fetch(callback, { redirect: "manual", headers: { cookie } });
    expect(again.headers.get("location")).toContain("problem=expired");
  });

  it("refuses an answer whose code was exchanged for another", async () => {
    await nextPerson("zhao-1");
    const end = await walk("/auth/oidc/start", (url) => url.replace(/code=[^&]+/, "code=made-up"));
    expect(end.url).toContain("problem=denied");
  });

  it("sends nobody to another site afterwards", async () => {
    for (const away of ["https://evil.example/", "//evil.example/", "/\\evil.example"]) {
      await nextPerson("zhao-1");
      expect((await walk(`/auth/oidc/start?returnTo=${encodeURIComponent(away)}`)).url).toBe(`${api.url}/`);
    }
  });

  it("says so when the provider is not there", async () => {
    const provider = settings.singleSignOn;
    const lone = await startApi(graph, {
      embedder: null,
      viewerOf: undefined,
      access: { ...settings, singleSignOn: provider ? { ...provider, issuer: "http://127.0.0.1:9" } : null },
    });
    const response = await fetch(`${lone.url}/auth/oidc/start`, { redirect: "manual" });
    expect(response.headers.get("location")).toContain("/signin?problem=unavailable");
  });
});
