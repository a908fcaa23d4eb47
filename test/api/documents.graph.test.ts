import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultAccessSettings } from "../../server/access/settings.ts";
import { readManifest } from "../../server/api/documents.ts";
import { limitsOf } from "../../server/api/limits.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { settleDemo } from "../../server/identity/demo.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { keyed, openAccount } from "../support/people.ts";

const own = "query Me { me { kind } }";
const change = "mutation Out { signOut { me { kind } } }";
const idOf = (text: string): string => `sha256:${createHash("sha256").update(text).digest("hex")}`;
const known = new Map([own, change].map((text) => [idOf(text), text]));
const free = "{ me { kind demo { on } } }";
const introspection = "{ __schema { queryType { name } } }";
const chinese = /^[^a-z]*[\u4e00-\u9fff].*。$/u;

let graph: Graph;
let administrator: { secret: string };
let token = "";
/** The demo mode is on in `demo`; in the others it is over. */
let [demo, closed, open, development]: TestApi[] = [];

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, "CREATE (:ExampleRoot:Entity {id: 'examples'})");
  await settleDemo(graph);
  const after = { ...defaultAccessSettings, demoAllowed: false };
  const parts = { embedder: null, viewerOf: undefined, rateFactor: 1 };
  demo = await startApi(graph, { ...parts, documents: { known, open: false } });
  closed = await startApi(graph, { ...parts, access: after, documents: { known, open: false } });
  open = await startApi(graph, { ...parts, access: after, documents: { known, open: true } });
  development = await startApi(graph, { ...parts, access: after, production: false });
  administrator = await openAccount(graph, [{ role: "administrator" }]);
  const made = await send(open, {
    query: keyed('mutation { createApiToken(input: {name: "看板", scopes: [read]}) { secret } }'),
    session: administrator.secret,
  });
  token = made.body.data.createApiToken.secret;
});

interface Sent {
  session?: string;
  bearer?: string;
  [param: string]: unknown;
}

/** Sends the parameters as a page, or a program with a token, would. */
async function send(api: TestApi | undefined, { session, bearer, ...params }: Sent) {
  const response = await fetch(`${api?.url}/graphql`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      accept: "application/json",
      ...(session ? { cookie: `lianmeng=${session}` } : {}),
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    },
    body: JSON.stringify(params),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers of any shape
  const body = (await response.json()) as any;
  return { status: response.status, body, error: body.errors?.[0] };
}

describe("a document of the web", () => {
  it("runs by its id for everybody, with variables and as a mutation", async () => {
    for (const api of [demo, closed, open]) {
      expect((await send(api, { documentId: idOf(own) })).body).toEqual({
        data: { me: { kind: "anonymous" } },
      });
      const out = await send(api, { documentId: idOf(change), variables: {}, session: administrator.secret });
      expect(out.body.errors).toBeUndefined();
    }
    // The last one signed the administrator out.
    administrator = await openAccount(graph, [{ role: "administrator" }]);
    const signedIn = await send(closed, { documentId: idOf(own), session: administrator.secret });
    expect(signedIn.body.data.me.kind).toBe("account");
  });

  it("runs by the extension that other clients send, and by GET", async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: idOf(own).replace("sha256:", "") } };
    expect((await send(closed, { extensions })).body.data.me.kind).toBe("anonymous");
    const search = new URLSearchParams({ extensions: JSON.stringify(extensions) });
    const got = await fetch(`${closed?.url}/graphql?${search}`, { headers: { accept: "application/json" } });
    expect(await got.json()).toEqual({ data: { me: { kind: "anonymous" } } });
  });

  it.each([
    ["of another build", idOf("{ me { kind } }")],
    ["that is no hash", "x"],
    ["of a property that every object has", "__proto__"],
    ["that is empty", ""],
  ])("with an id %s is unknown, whoever asks", async (_, documentId) => {
    for (const [api, bearer] of [
      [demo, undefined],
      [closed, undefined],
      [closed, token],
      [development, undefined],
    ] as const) {
      const { status, error } = await send(api, { documentId, ...(bearer ? { bearer } : {}) });
      expect(status).toBe(400);
      expect(error.extensions.code).toBe("UNKNOWN_OPERATION");
      expect(error.message).toContain("请刷新页面");
    }
  });

  it.each([
    ["beside a document in words", { documentId: idOf(own), query: own }],
    ["that is a number", { documentId: 7 }],
    ["that is a list", { documentId: [idOf(own)] }],
    ["in an extension of another shape", { extensions: { persistedQuery: { sha256Hash: {} } } }],
  ])("with an id %s is a mistake", async (_, params) => {
    const { error } = await send(closed, params);
    expect(error.extensions.code).toBe("BAD_INPUT");
    expect(error.message).toMatch(/documentId/);
  });
});

describe("a document in words", () => {
  it("is answered while the demo mode is on", async () => {
    expect((await send(demo, { query: free })).body.data.me).toEqual({
      kind: "anonymous",
      demo: { on: true },
    });
  });

  it("is refused afterwards to visitors and to sessions, administrators' too, mistakes in it unread", async () => {
    for (const query of [free, "{ nothing }", "{", introspection, `{ ${"a ".repeat(5000)} }`])
      for (const session of [undefined, administrator.secret]) {
        const { status, error, body } = await send(closed, { query, ...(session ? { session } : {}) });
        expect(status).toBe(403);
        expect(error.extensions).toEqual({ code: "DOCUMENT_REFUSED" });
        expect(error.message).toContain("API 令牌");
        expect(body.data).toBeUndefined();
      }
  });

  it("is refused by GET as well", async () => {
    const got = await fetch(`${closed?.url}/graphql?query=${encodeURIComponent(free)}`);
    expect(got.status).toBe(403);
  });

  it("is answered to a program with a token, and to one with a wrong token is not", async () => {
    expect((await send(closed, { query: free, bearer: token })).body.data.me.kind).toBe("token");
    expect((await send(closed, { query: free, bearer: `${token}x` })).error.extensions.code).toBe(
      "DOCUMENT_REFUSED",
    );
  });

  it("is answered to everybody where the switch says so, and in development", async () => {
    for (const api of [open, development])
      expect((await send(api, { query: free })).body.data.me.kind).toBe("anonymous");
  });

  it("has to be there", async () => {
    const { error } = await send(closed, {});
    expect(error.extensions.code).toBe("BAD_INPUT");
    expect(error.message).toMatch(chinese);
  });
});

describe("questions about the schema", () => {
  const may = async (api: TestApi | undefined, who: Sent = {}) => {
    const { error, body } = await send(api, { query: introspection, ...who });
    return error ? error.extensions.code : body.data.__schema.queryType.name;
  };
  it("are answered in the demo mode, to programs with a token and people who are known, and to nobody else", async () => {
    expect(await may(demo)).toBe("Query");
    expect(await may(closed)).toBe("DOCUMENT_REFUSED");
    expect(await may(closed, { bearer: token })).toBe("Query");
    expect(await may(open)).toBe("FORBIDDEN");
    expect(await may(open, { session: administrator.secret })).toBe("Query");
    expect(await may(development)).toBe("Query");
  });

  it("do not run deep into lists of lists", async () => {
    const deep =
      "{ __schema { types { fields { type { fields { type { fields { type { fields { name } } } } } } } } } }";
    expect((await send(demo, { query: deep })).error.extensions.code).toBe("BAD_INPUT");
  });
});

describe("limits by kind of visitor", () => {
  const aliases = (count: number): string =>
    `{ ${Array.from({ length: count }, (_, i) => `a${i}: me { kind }`).join(" ")} }`;
  it("are narrower for strangers", async () => {
    const { aliases: few } = limitsOf.anonymous;
    expect((await send(open, { query: aliases(few) })).error).toBeUndefined();
    expect((await send(open, { query: aliases(few + 1) })).error.extensions.code).toBe("LIMIT");
    const signedIn = { query: aliases(few + 1), session: administrator.secret };
    expect((await send(open, signedIn)).error).toBeUndefined();
  });

  it("hold whoever sent the same document before", async () => {
    const query = aliases(limitsOf.anonymous.aliases + 2);
    for (let time = 0; time < 3; time += 1) {
      expect((await send(open, { query, session: administrator.secret })).error).toBeUndefined();
      expect((await send(open, { query })).error.extensions.code).toBe("LIMIT");
    }
  });
});

describe("too many operations in a minute", () => {
  it("are told when to come back, in the answer's status and header too", async () => {
    const { requestsPerMinute } = limitsOf.guest;
    const link = await send(open, {
      query: keyed('mutation { createShareLink(input: {name: "调研", path: "/"}) { link } }'),
      session: administrator.secret,
    });
    const secret = link.body.data.createShareLink.link.split("#")[1];
    const headers = { "content-type": "application/json", accept: "application/json" };
    const opening = await fetch(`${open?.url}/graphql`, {
      method: "POST",
      headers,
      body: JSON.stringify({ query: `mutation { openShareLink(token: "${secret}") { me { kind } } }` }),
    });
    const cookie = opening.headers.getSetCookie().find((header) => header.startsWith("lianmeng=")) ?? "";
    const ask = () =>
      fetch(`${open?.url}/graphql`, {
        method: "POST",
        headers: { ...headers, cookie: cookie.split(";")[0] ?? "" },
        body: JSON.stringify({ documentId: idOf(own) }),
      });
    const statuses: number[] = [];
    for (let asked = 0; asked < requestsPerMinute; asked += 1) statuses.push((await ask()).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    const refused = await ask();
    expect(refused.status).toBe(429);
    const seconds = Number(refused.headers.get("retry-after"));
    expect(seconds).toBeGreaterThanOrEqual(1);
    const [error] = (await refused.json()).errors;
    expect(error.extensions).toEqual({ code: "LIMIT", facts: { retryAfterSeconds: expect.any(Number) } });
    expect(error.message).toMatch(/^请求太频繁/);
    // Others go on.
    expect((await send(open, { documentId: idOf(own) })).status).toBe(200);
  });
});

describe("the manifest of the web's documents", () => {
  const folder = mkdtempSync(join(tmpdir(), "lianmeng-manifest-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it("is read when every text fits its id", async () => {
    expect(await readManifest(file("good.json", JSON.stringify(Object.fromEntries(known))))).toEqual(known);
  });

  it.each([
    ["is missing", () => join(folder, "none.json")],
    ["is no JSON", () => file("a.json", "{")],
    ["is empty", () => file("b.json", "{}")],
    ["holds a text under another's id", () => file("c.json", JSON.stringify({ [idOf(own)]: change }))],
    ["holds something else", () => file("d.json", JSON.stringify({ [idOf(own)]: 7 }))],
  ])("stops the start when it %s", async (_, path) => {
    await expect(readManifest(path())).rejects.toMatchObject({
      code: "UNAVAILABLE",
      message: expect.stringMatching(/^网页的操作清单 .* 缺失或损坏。请删除 dist 文件夹后重新启动。$/),
    });
  });
});
