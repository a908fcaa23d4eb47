import { beforeAll, describe, expect, it } from "vitest";
import { bookmarkSeal } from "../../server/access/seen.ts";
import { defaultAccessSettings } from "../../server/access/settings.ts";
import { cookieOf } from "../../server/graph/bookmarks.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { goodPassword, keyed, openAccount, openBrowser } from "../support/people.ts";

const fieldKey = Buffer.alloc(32, 5);
const question = "{ me { kind account { username } } }";

let graph: Graph;
let api: TestApi;
let account: Awaited<ReturnType<typeof openAccount>>;
beforeAll(async () => {
  graph = await emptyGraph();
  api = await startApi(graph, {
    embedder: null,
    viewerOf: undefined,
    access: { ...defaultAccessSettings, fieldKey },
  });
  account = await openAccount(graph, [{ role: "administrator" }]);
});

/** The cookie's value that comes with the answer of a write. */
async function cookieOfWrite(): Promise<string> {
  const browser = openBrowser(api.url, account.secret);
  const write = keyed(
    'mutation { createApiToken(input: {name: "机器", scopes: [read], days: 3}) { apiToken { id } } }',
  );
  expect((await browser.ask(write)).errors).toEqual([]);
  const header = browser.setCookies.find((cookie) => cookie.startsWith("lianmeng_seen="));
  return decodeURIComponent(/^[^=]+=([^;]+)/.exec(header ?? "")?.[1] ?? "");
}

/** The bookmark of a transaction that has not been: its number's lowest byte stands before the last one. */
function ahead(bookmark: string, by: number): string {
  const bytes = Buffer.from(bookmark.slice(3), "base64");
  bytes[bytes.length - 2] = ((bytes.at(-2) ?? 0) + by) % 256;
  return `FB:${bytes.toString("base64")}`;
}

async function read(cookie: string) {
  const began = Date.now();
  const response = await fetch(`${api.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      cookie: `lianmeng=${account.secret}; lianmeng_seen=${encodeURIComponent(cookie)}`,
    },
    body: JSON.stringify({ query: question }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  return { status: response.status, data, errors, ms: Date.now() - began };
}

describe("a bookmark sent over HTTP", () => {
  it("is waited for when it carries our seal: what follows would else prove nothing", async () => {
    const [, bookmark = ""] = (await cookieOfWrite()).split(" ");
    const sealed = cookieOf({ bookmarks: [ahead(bookmark, 3)] }, bookmarkSeal({ fieldKey }), false);
    let answered = false;
    const reading = read(decodeURIComponent(/=([^;]+)/.exec(sealed)?.[1] ?? "")).then((answer) => {
      answered = true;
      return answer;
    });
    await new Promise((wake) => setTimeout(wake, 500));
    expect(answered).toBe(false);
    while (!answered) {
      await ask(graph, "CREATE (:Made)");
      await new Promise((wake) => setTimeout(wake, 20));
    }
    expect(await reading).toMatchObject({ status: 200 });
  });

  it("is left out when it is forged or altered: nobody waits, and nothing of it is told", async () => {
    const genuine = await cookieOfWrite();
    const [seal = "", bookmark = ""] = genuine.split(" ");
    const future = ahead(bookmark, 100);
    const otherSeal = bookmarkSeal({ fieldKey: Buffer.alloc(32, 6) }).make(future);
    const forged: Record<string, string> = {
      "our seal on another bookmark": `${seal} ${future}`,
      "no seal": future,
      "an empty seal": ` ${future}`,
      "another installation's seal": `${otherSeal} ${future}`,
      "one more behind a genuine one": `${genuine} ${future}`,
      "a seal cut short": `${seal.slice(1)} ${bookmark}`,
      "no base64 at all": `${seal} FB:%%%'";RETURN 1`,
      "control characters": `${seal} \u0000\r\n${future}`,
      "very long": `${seal} ${"FB:x ".repeat(600)}`,
    };
    expect((await read(genuine)).data).toEqual({
      me: { kind: "account", account: { username: account.username } },
    });
    for (const [what, cookie] of Object.entries(forged)) {
      const answer = await read(cookie);
      expect(answer, what).toMatchObject({
        status: 200,
        data: { me: { account: { username: account.username } } },
      });
      expect(answer.errors, what).toBeUndefined();
      // One that was believed is waited for until the look at the session is overdue, after 4 s.
      expect(answer.ms, what).toBeLessThan(3500);
    }
  });

  it("lets nobody in, and holds up no sign-in", async () => {
    const [seal, bookmark = ""] = (await cookieOfWrite()).split(" ");
    const stranger = openBrowser(api.url);
    const signIn = `mutation { signIn(input: {username: "${account.username}", password: "${goodPassword}"}) { me { kind } } }`;
    const forged = { cookie: `lianmeng_seen=${encodeURIComponent(`${seal} ${ahead(bookmark, 100)}`)}` };
    expect((await stranger.ask(question, {}, forged)).data.me).toEqual({ kind: "anonymous", account: null });
    expect((await stranger.ask(signIn, {}, forged)).data?.signIn.me.kind).toBe("account");
  });
});
