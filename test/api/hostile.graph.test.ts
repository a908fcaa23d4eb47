import { connect } from "node:net";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { seededGraph } from "../support/graph.ts";

let graph: Graph;
let api: TestApi;

beforeAll(async () => {
  graph = await seededGraph();
  api = await startApi(graph);
});

/** What nobody outside should read: traces, paths, statements, names of what is underneath. */
const inside =
  /node_modules|\bat \S+ \(|\.(ts|js):\d|file:\/\/|\/work\/|MATCH \(|\$viewer|neo4j|bolt:|Lucene|org\.apache|ECONN/i;
const chinese = /[\u4e00-\u9fff].*。$/su;

describe("one request, one operation", () => {
  const post = (body: string) =>
    fetch(`${api.url}/graphql`, { method: "POST", headers: { "content-type": "application/json" }, body });
  const one = { query: "{ chains { id } }" };

  it.each([
    ["none", []],
    ["one", [one]],
    ["two", [one, one]],
    ["ten thousand", Array.from({ length: 10_000 }, () => one)],
    ["lists in lists", [[one]]],
  ])("a list of %s is refused with a sentence", async (_, list) => {
    const response = await post(JSON.stringify(list));
    expect(response.status).toBe(400);
    const { errors, data } = await response.json();
    expect(data).toBeUndefined();
    expect(errors).toEqual([
      { message: "一次请求只能带一个查询，请分开提交。", extensions: { code: "BAD_INPUT" } },
    ]);
  });
});

describe("a document made to be costly", () => {
  it.each([
    ["the same field a thousand times", `{ chains { ${"id ".repeat(950)} } }`],
    ["the same selection again and again", `{ ${"chains { id name } ".repeat(240)} }`],
    [
      "arguments that differ everywhere",
      `{ ${Array.from({ length: 150 }, (_, i) => `a${i}: demand(id: "${i}") { id }`).join(" ")} }`,
    ],
    [
      "fragments that multiply",
      `{ alliances { ...F0 } } ${Array.from({ length: 40 }, (_, i) => `fragment F${i} on Alliance { parent { ...F${i + 1} } children { ...F${i + 1} } }`).join(" ")} fragment F40 on Alliance { id }`,
    ],
    [
      "fragments that call one another in a circle",
      "{ alliances { ...A } } fragment A on Alliance { ...B } fragment B on Alliance { ...C } fragment C on Alliance { ...A }",
    ],
    ["brackets alone", "{".repeat(1900)],
    [
      "lists in lists in a variable's default",
      `query($a: [ID!]! = ${"[".repeat(900)}${"]".repeat(900)}) { nodes(ids: $a) { id } }`,
    ],
    ["a long string", `{ search(text: "${"长".repeat(200_000)}") { matchedOn } }`],
    ["a block of comments", `${"# x\n".repeat(100_000)}{ chains { id } }`],
    [
      "a hundred operations",
      Array.from({ length: 100 }, (_, i) => `query Q${i} { chains { id } }`).join(" "),
    ],
  ])("%s is answered or refused within two seconds", async (_, query) => {
    const began = performance.now();
    const { status, errors } = await api.ask(query);
    expect(performance.now() - began).toBeLessThan(2000);
    expect(status).toBeLessThan(500);
    for (const { message, extensions } of errors) {
      expect(["BAD_INPUT", "LIMIT"]).toContain(extensions.code);
      expect(message).toMatch(chinese);
    }
  });

  it.each([
    ["nested a hundred thousand deep", "[".repeat(100_000) + "]".repeat(100_000)],
    ["that is no object", "[1, 2]"],
    [
      "with the names of every object's inside",
      '{"__proto__": {"x": 1}, "constructor": 1, "toString": null}',
    ],
  ])("variables %s do no harm", async (_, variables) => {
    const query = "query ($t: String!) { search(text: $t) { matchedOn } }";
    const response = await fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: `{"query": ${JSON.stringify(query)}, "variables": ${variables}}`,
    });
    expect(response.status).toBeLessThan(500);
    const text = await response.text();
    expect(JSON.parse(text).errors[0].extensions.code).toBe("BAD_INPUT");
    expect(text).not.toMatch(inside);
  });
});

describe("a request that is no request of ours", () => {
  it.each([
    [
      "an upload",
      "multipart/form-data; boundary=x",
      '--x\r\ncontent-disposition: form-data; name="operations"\r\n\r\n{}\r\n--x--',
    ],
    ["a form", "application/x-www-form-urlencoded", "query=%7Bchains%7Bid%7D%7D"],
    ["a document as it is", "application/graphql", "{ chains { id } }"],
    ["plain text", "text/plain", '{"query": "{ chains { id } }"}'],
  ])("%s is refused by its type", async (_, type, body) => {
    const response = await fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { "content-type": type },
      body,
    });
    expect(response.status).toBe(415);
    expect((await response.json()).errors[0].message).toMatch(chinese);
  });

  it.each(["PUT", "DELETE", "PATCH", "OPTIONS"])("%s changes nothing and opens nothing", async (method) => {
    const response = await fetch(`${api.url}/graphql`, {
      method,
      headers: { "content-type": "application/json", origin: api.url },
      ...(method === "OPTIONS" ? {} : { body: JSON.stringify({ query: "mutation { ping }" }) }),
    });
    expect(response.status).toBeLessThan(500);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
    expect(await response.text()).not.toContain('"ping":true');
  });

  it("a body of more than 1 MB is refused, also when it says nothing of its length", async () => {
    const chunk = new TextEncoder().encode(`"${"x".repeat(100_000)}",`);
    let sent = 0;
    const body = new ReadableStream({
      pull: (stream) => (sent++ < 50 ? stream.enqueue(chunk) : stream.close()),
    });
    const response = await fetch(`${api.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
      duplex: "half",
    } as RequestInit).catch(() => undefined);
    // A connection that is cut while it still sends is as good an answer.
    if (response) expect((await response.json()).errors[0].extensions.code).toBe("LIMIT");
  });

  /** Sends bytes as they are and reads what comes until the connection ends or rests. */
  const raw = (text: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(new URL(api.url).port), "127.0.0.1", () => socket.write(text, "latin1"));
      let answer = "";
      socket.setTimeout(1500, () => socket.destroy());
      socket.on("data", (part) => (answer += part));
      socket.on("close", () => resolve(answer));
      socket.on("error", reject);
    });
  const body = JSON.stringify({ query: "{ chains { id } }" });
  const head = (host: string, path = "/graphql") =>
    `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\nconnection: close\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

  it.each([
    ["a host that is none", head("a b")],
    ["an empty host", head("")],
    ["a host with a path", head("x/../y?z")],
    ["a host of signs", head("[::1")],
    [
      "a forwarded host",
      head("localhost").replace(
        "connection:",
        "x-forwarded-host: <x>\r\nx-forwarded-proto: gopher\r\nconnection:",
      ),
    ],
    ["two slashes", head("localhost", "//graphql")],
    ["a broken escape", head("localhost", "/graphql/%E0%A4%A")],
    ["a nul", head("localhost", "/graphql%00")],
    ["a way up", head("localhost", "/assets/..%2f..%2f..%2fpackage.json")],
    ["a whole address", head("localhost", "http://elsewhere/graphql")],
    [
      "a broken query string",
      "GET /graphql?query=%E0%A4%A&variables={ HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    ],
    [
      "the same parameter twice",
      "GET /graphql?query=%7Bx&query=y HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n",
    ],
    ["an unknown answer type", head("localhost").replace("connection:", "accept: image/png\r\nconnection:")],
    [
      "a broken cookie",
      head("localhost").replace("connection:", "cookie: lianmeng=%E0%A4; =;;;\r\nconnection:"),
    ],
    [
      "a token that is none",
      head("localhost").replace("connection:", "authorization: Bearer \xff\xfe\r\nconnection:"),
    ],
    ["an unknown encoding", head("localhost").replace("connection:", "content-encoding: zzz\r\nconnection:")],
    ["another charset", head("localhost").replace("application/json", "application/json; charset=utf-7")],
    ["no HTTP at all", "\x16\x03\x01\x02\x00\x01\r\n\r\n"],
    [
      "a header of 100 KB",
      head("localhost").replace("connection:", `x-long: ${"x".repeat(100_000)}\r\nconnection:`),
    ],
  ])("%s is answered without a word of the inside, and not as our failure", async (_, text) => {
    const answer = await raw(text);
    expect(answer).toMatch(/^HTTP\/1\.1 [234]\d\d /);
    expect(answer).not.toMatch(inside);
  });
});

describe("text that looks like the syntax of a search", () => {
  const search = "query ($t: String!) { search(text: $t, first: 50) { node { id name } matchedOn } }";
  const filters =
    "query ($t: String!) { demands(filter: {text: $t}, first: 1) { totalCount } offers(filter: {text: $t}, first: 1) { totalCount } enterprises(filter: {text: $t}, first: 1) { totalCount } organizations(filter: {text: $t}, first: 1) { totalCount } accounts(filter: {text: $t}, first: 1) { totalCount } }";
  const hits = async (t: string): Promise<string[]> => {
    const { data, errors } = await api.ask(search, { t });
    expect({ t, errors }).toEqual({ t, errors: [] });
    return data.search.map(({ node }: { node: { id: string } }) => node.id);
  };

  // Words that are in the graph, between everything that Lucene, Cypher and regular expressions read as their own.
  const word = fc.constantFrom(
    "铜梁",
    "检测",
    "设备",
    "贷款",
    "tlzb",
    "有限公司",
    "AND",
    "OR",
    "NOT",
    "TO",
    "name",
    "id",
  );
  const sign = fc.constantFrom(
    ..."+-&|!(){}[]^\"~*?:\\/'`$.,;=<>#%@ \t\n\u0000，。（）“”",
    "&&",
    "||",
    ":*",
    "~2",
    "^9",
    "\\\\",
    "*:*",
    "[* TO *]",
    "/.*/",
    "(?i)",
    ".*",
    "' OR 1=1 //",
    "\\u0027",
    "$" + "{x}",
    "`]}",
  );
  const anything = fc.oneof(
    fc.array(fc.oneof(word, sign), { maxLength: 12 }).map((parts) => parts.join("").slice(0, 100)),
    fc.string({ unit: "binary", maxLength: 100 }).map((text) => text.slice(0, 100)),
    fc.array(fc.nat(0xffff), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
    fc.string({ unit: "grapheme", maxLength: 40 }).map((text) => text.slice(0, 100)),
  );

  it("is searched for as it stands: no text is a mistake, and every list answers", async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (t) => {
        await hits(t);
        const { errors } = await api.ask(filters, { t });
        expect({ t, errors }).toEqual({ t, errors: [] });
      }),
      { numRuns: 200 },
    );
  });

  it("never finds more than its words do", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(word, sign), { minLength: 1, maxLength: 8 }), async (parts) => {
        const t = parts.join("").slice(0, 100);
        const words = t.match(/[\p{Letter}\p{Number}]+/gu)?.join(" ") ?? "";
        const [found, plain] = [await hits(t), words === "" ? [] : await hits(words)];
        // Cut off at 50, what is found need not be the same fifty.
        if (plain.length < 50)
          expect({ t, found: found.filter((id) => !plain.includes(id)) }).toEqual({ t, found: [] });
        if (words === "") expect({ t, found }).toEqual({ t, found: [] });
      }),
      { numRuns: 120 },
    );
  });

  it.each([
    "*",
    "*:*",
    "/.*/",
    ".*",
    "[* TO *]",
    "{* TO *}",
    "?",
    "~",
    "a:*",
    "name:*",
    "_exists_:name",
    "铜梁~9 -x",
    "\\",
  ])("%s is no wildcard, range or field", async (t) => {
    const most = (await api.ask(search, { t: "公司" })).data.search.length;
    expect((await hits(t)).length).toBeLessThan(most);
  });

  it.each(["AND", "OR", "NOT", "铜梁 AND", "NOT 铜梁", "(铜梁", '铜梁"', "铜梁\\", "+", "-铜梁", "&& ||"])(
    "%s is no operator that lacks its other side",
    async (t) => void (await hits(t)),
  );

  it.each([["types that are none", ["]->() DETACH DELETE n //", "", "`", "MEMBER_OF|X"]]])(
    "%s are compared, not run",
    async (_, types) => {
      const { data, errors } = await api.ask(
        'query ($t: [String!]) { neighbourhood(id: "tongliang-hub", types: $t) { edges { id } } path(fromId: "tongliang-hub", toId: "chain-equipment", types: $t) { edges { id } } }',
        { t: types },
      );
      expect(errors.map(({ extensions }) => extensions.code).filter((code) => code !== "BAD_INPUT")).toEqual(
        [],
      );
      if (data?.neighbourhood) expect(data.neighbourhood.edges).toEqual([]);
    },
  );
});

describe("a failure that nobody foresaw", () => {
  it("shows no stack, wherever it happens, and is found in the log by its number", async () => {
    const logged: string[] = [];
    const { pino } = await import("pino");
    const logger = pino({ level: "error" }, { write: (line: string) => void logged.push(line) });
    const failure = new Error("secret detail of the inside");
    const unknowing = (): never => {
      throw failure;
    };
    for (const viewerOf of [unknowing, undefined]) {
      const away = { ...graph, run: () => Promise.reject(failure) } as Graph;
      const faulty = await startApi(away, { embedder: null, logger, viewerOf, rateFactor: 1 });
      for (const path of ["/graphql", "/auth/oidc/start", "/health/ready"]) {
        const response = await fetch(`${faulty.url}${path}`, {
          ...(path === "/graphql"
            ? {
                method: "POST",
                headers: { "content-type": "application/json", "x-request-id": "trace-9" },
                body: JSON.stringify({ query: "{ chains { id } }" }),
              }
            : { headers: { "x-request-id": "trace-9" } }),
          redirect: "manual",
        });
        expect(await response.text()).not.toMatch(/secret|stack|Error:| at /);
      }
    }
    expect(logged.join("")).toContain("secret detail of the inside");
    expect(logged.join("")).toContain("trace-9");
  });
});
