import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import sharp from "sharp";
import { ulid } from "ulid";
import { beforeAll, describe, expect, it } from "vitest";
import { sweepFiles } from "../../server/files/sweep.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { district } from "../access/matrixGraph.ts";
import { csvFile } from "../imports/workbooks.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { codeOf, openAccount, openBrowser } from "../support/people.ts";
import { temporaryFolder } from "../support/processes.ts";
import { noise, office, pdf, photo } from "./contents.ts";
import { contentsOf, type SendOptions, sendTo } from "./sending.ts";

/** Needs of firm e (organisation o2 under o, alliance a), an offer of a department, a project that came of them. */
const things = `
  MATCH (e:Enterprise {id: 'e'}), (d:Department {id: 'd'}), (a:Alliance {id: 'a'}), (x:Enterprise {id: 'x'}), (o2:PartyOrganization {id: 'o2'})
  CREATE (o2)-[:MEMBER_OF]->(a)
  WITH e, d, a, x UNWIND [['need', 'public'], ['inside', 'alliance:a'], ['other', 'public'], ['waiting', 'org:e']] AS row
  CREATE (n:Demand:Entity {id: row[0], text: '需要检测', state: 'published', version: 1, audience: row[1], createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(e)
  WITH DISTINCT e, d, a, x
  MATCH (n:Demand {id: 'need'}), (w:Demand {id: 'waiting'}) SET w.state = 'pendingReview', w.reviewedIn = 'review:a'
  CREATE (:Demand:Entity {id: 'foreign', text: '需要焊工', state: 'published', version: 1, audience: 'public', createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(x)
  CREATE (o:Offer:Resource:Entity {id: 'offer', text: '开放实验室', state: 'published', version: 1, audience: 'public', createdAt: datetime(), updatedAt: datetime()})-[:OFFERED_BY]->(d)
  CREATE (m:Match:Entity {id: 'need~offer', state: 'projected', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})
  CREATE (m)-[:ANSWERS_DEMAND]->(n) CREATE (m)-[:WITH_OFFER]->(o)
  CREATE (p:ServiceProject:Entity {id: 'project', title: '检测', state: 'completed', stages: ['beneficiary', 'committee'], audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})
  CREATE (m)-[:LED_TO]->(p) CREATE (p)-[:FOR_ALLIANCE]->(a)
  CREATE (:Delivery:Entity {id: 'delivery', on: date(), text: '上门', at: datetime()})-[:DELIVERED_FOR]->(p)
  CREATE (:Evaluation:Entity {id: 'evaluation', stage: 'beneficiary', stars: 5, text: '好', at: datetime(), by: $secretary, byName: '书记'})-[:EVALUATES]->(p)`;

const roles = {
  secretary: { role: "organizationSecretary", placeId: "o" },
  hub: { role: "hubCoordinator", placeId: "hub" },
  lead: { role: "chainLead", placeId: "a" },
  department: { role: "department", placeId: "d" },
  stranger: { role: "organizationSecretary", placeId: "q" },
  administrator: { role: "administrator" },
} as const;
type Person = keyof typeof roles;

let graph: Graph;
let api: TestApi;
const folder = temporaryFolder();
const secrets = new Map<string, string>();
beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  for (const [name, grant] of Object.entries(roles)) {
    const { id, secret } = await openAccount(graph, [grant]);
    secrets.set(name, secret);
    if (name === "secretary") await ask(graph, things, { secretary: id });
  }
  const files = { bytes: 10_000_000, ownerBytes: 60_000_000 };
  api = await startApi(graph, { embedder: null, viewerOf: undefined, fileStore: { folder }, files });
});

const send = (person: Person, to: string, body: Parameters<typeof sendTo>[3], options?: SendOptions) =>
  sendTo(api.url, secrets.get(person), to, body, options);
const as = (person: Person, text: string, variables: Record<string, unknown> = {}) =>
  openBrowser(api.url, secrets.get(person)).ask(text, variables);
const get = (person: Person, path: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}${path}`, { headers: { cookie: `lianmeng=${secrets.get(person)}`, ...headers } });

const fields = `totalCount mayAttach nodes { id name caption kind mediaType size byName version path }
  pageInfo { hasNextPage endCursor }`;
const listed = async (person: Person, id: string, args = "") => {
  const answer = await as(person, `query ($id: ID!) { attachmentsOf(id: $id${args}) { ${fields} } }`, { id });
  expect(answer.errors).toEqual([]);
  return answer.data.attachmentsOf;
};
const change = (person: Person, field: "editAttachment" | "removeAttachment", input: object) =>
  as(
    person,
    `mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { clientMutationId } }`,
    { input: { clientMutationId: ulid(), ...input } },
  );
const hashOf = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("hex");
/** Every node of a content has its bytes, whole; nothing else is kept. */
async function expectWhole(): Promise<void> {
  const rows = await ask(graph, "MATCH (f:File) RETURN f.hash AS hash, f.size AS size");
  const { kept, incoming } = await contentsOf(folder);
  expect(kept).toEqual(rows.map(({ hash }) => hash).sort());
  expect(incoming).toBe(0);
  for (const { hash, size } of rows) {
    const bytes = await readFile(join(folder, String(hash).slice(0, 2), String(hash)));
    expect([hashOf(bytes), bytes.length]).toEqual([hash, size]);
  }
}

describe("who may attach", () => {
  it.each<[string, Person, Person[], Person[]]>([
    ["e", "hub", ["secretary", "stranger"], []],
    ["o2", "hub", ["secretary", "stranger"], []],
    ["need", "secretary", ["department", "stranger"], []],
    ["offer", "department", ["stranger"], []],
    ["project", "secretary", ["stranger"], []],
    ["delivery", "department", ["stranger"], []],
    ["evaluation", "secretary", [], ["department", "stranger"]],
    ["inside", "secretary", [], ["department", "stranger"]],
  ])("%s: who may write it, and others are refused or find nothing", async (id, writer, refused, blind) => {
    const made = await send(writer, id, pdf(`/To(${id})`), { name: "材料.pdf", caption: ` 第\u202e一份 ` });
    expect(made).toMatchObject({ status: 200, id: expect.any(String) });
    const list = await listed(writer, id);
    expect(list).toMatchObject({ totalCount: 1, mayAttach: true });
    expect(list.nodes[0]).toMatchObject({
      ...{ id: made.id, name: "材料.pdf", caption: "第 一份", kind: "material", version: 1 },
      mediaType: "application/pdf",
    });
    for (const person of refused) {
      expect(await send(person, id, pdf())).toMatchObject({ status: 403, code: "FORBIDDEN" });
      expect(await listed(person, id)).toMatchObject({ totalCount: 1, mayAttach: false });
    }
    for (const person of blind) {
      expect(await send(person, id, pdf())).toMatchObject({ status: 404, code: "NOT_FOUND" });
      expect(await listed(person, id)).toMatchObject({ totalCount: 0, mayAttach: false });
    }
    await expectWhole();
  });

  it("nothing else: neither a kind that has no files nor a role that writes nothing", async () => {
    for (const id of ["a", "chain-a", "need~offer", "nothing"])
      expect(await send("hub", id, pdf())).toMatchObject({ status: 404, code: "NOT_FOUND" });
    expect(await send("administrator", "need", pdf())).toMatchObject({ status: 403 });
    expect(await sendTo(api.url, undefined, "need", pdf())).toMatchObject({ status: 401 });
    await expectWhole();
  });

  it("leaves an event with what was attached", async () => {
    const rows = await ask(
      graph,
      "MATCH (e:AuditEvent {action: 'attachFile'}) RETURN e.targetKind AS kind, e.targetId AS id, e.after AS after ORDER BY kind, id, e.at",
    );
    expect(rows.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      "Demand inside",
      "Demand need",
      "Enterprise e",
      "Offer offer",
      "PartyOrganization o2",
      "ServiceProject project",
      "ServiceProject project",
      "ServiceProject project",
    ]);
    expect(JSON.parse(String(rows[0]?.after))).toMatchObject({ name: "材料.pdf", hash: expect.any(String) });
  });
});

describe("who may see", () => {
  it("is who sees the thing now: hidden and absent answer with the same bytes", async () => {
    const { id } = await send("secretary", "other", pdf("/Narrowed(1)"));
    const path = `/files/${id}`;
    expect((await get("stranger", path)).status).toBe(200);
    await ask(graph, "MATCH (d:Demand {id: 'other'}) SET d.audience = 'org:e'");
    const answers = await Promise.all([
      get("stranger", path),
      get("stranger", "/files/nothing"),
      get("stranger", `${path}/small`),
      get("stranger", path, { "if-none-match": `"${hashOf(pdf("/Narrowed(1)"))}"` }),
    ]);
    const bodies = await Promise.all(answers.map(async (answer) => [answer.status, await answer.json()]));
    for (const [status, body] of bodies) {
      expect(status).toBe(404);
      const [error] = (body as { errors: { message: string; extensions: { requestId: string } }[] }).errors;
      expect({ ...error, extensions: { ...error?.extensions, requestId: "" } }).toEqual({
        message: "没有找到这个附件，可能已被撤回，或您无权查看。请返回列表刷新后再试。",
        extensions: { code: "NOT_FOUND", requestId: "" },
      });
    }
    expect((await get("secretary", path)).status).toBe(200);
    expect(codeOf(await change("stranger", "removeAttachment", { id, expectedVersion: 1 }))).toBe(
      "NOT_FOUND",
    );
    await ask(graph, "MATCH (d:Demand {id: 'other'}) SET d.audience = 'public'");
    expect((await get("stranger", path)).status).toBe(200);
  });

  it("a content that one sees shows nothing of another thing that holds the same", async () => {
    const shared = pdf("/Shared(1)");
    const open = await send("department", "offer", shared, { name: "公开.pdf" });
    const hidden = await send("secretary", "inside", shared, { name: "内部.pdf" });
    expect((await get("stranger", `/files/${open.id}`)).status).toBe(200);
    expect((await get("stranger", `/files/${hidden.id}`)).status).toBe(404);
    const [row] = await ask(
      graph,
      "MATCH (f:File {hash: $hash})<-[:OF_FILE]-(a) RETURN count(a) AS holders",
      {
        hash: hashOf(shared),
      },
    );
    expect(row).toEqual({ holders: 2 });
    await expectWhole();
  });

  it("a reviewer sees what hangs on a need that waits for the review", async () => {
    await send("secretary", "waiting", pdf("/Waiting(1)"));
    expect(await listed("lead", "waiting")).toMatchObject({ totalCount: 1 });
    expect(await listed("stranger", "waiting")).toMatchObject({ totalCount: 0 });
  });

  it("hands out pictures to be shown, other files to be kept, and asks again each time", async () => {
    const picture = await send("secretary", "need", await photo(), { name: "现场 (1)'.jpg" });
    const shown = await get("stranger", `/files/${picture.id}`);
    const bytes = Buffer.from(await shown.arrayBuffer());
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      "content-type": "image/jpeg",
      "content-disposition": "inline; filename*=UTF-8''%E7%8E%B0%E5%9C%BA%20%281%29%27.jpg",
      "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
      "x-content-type-options": "nosniff",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "private, no-cache",
      etag: `"${hashOf(bytes)}"`,
    });
    const again = await get("stranger", `/files/${picture.id}`, { "if-none-match": `"${hashOf(bytes)}"` });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    const small = await get("stranger", `/files/${picture.id}/small`);
    expect(small.headers.get("content-type")).toBe("image/webp");
    expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).format).toBe("webp");
    const table = await send("secretary", "need", csvFile([["甲"]]), { name: "表.csv" });
    const kept = await get("stranger", `/files/${table.id}`);
    expect(kept.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(kept.headers.get("content-type")).toBe("text/csv");
    expect((await get("stranger", `/files/${table.id}/small`)).status).toBe(404);
  });

  it("comes page by page, the latest first", async () => {
    const whole = await listed("secretary", "need");
    const first = await listed("secretary", "need", ", first: 2");
    const rest = await listed("secretary", "need", `, first: 2, after: "${first.pageInfo.endCursor}"`);
    const ids = (list: { nodes: { id: string }[] }) => list.nodes.map(({ id }) => id);
    expect([...ids(first), ...ids(rest)]).toEqual(ids(whole).slice(0, 4));
    expect(whole.nodes[0].name).toBe("表.csv");
  });
});

describe("hostile and broken uploads leave nothing", () => {
  const state = async () => [
    await contentsOf(folder),
    await ask(
      graph,
      "MATCH (n:File|Attachment|Mutation) RETURN labels(n)[0] AS label, count(n) AS n ORDER BY label",
    ),
  ];

  it.each<[string, () => Buffer | Promise<Buffer>, number, string]>([
    [
      "a program named as a photo",
      () => Buffer.concat([Buffer.from("MZ"), Buffer.alloc(600)]),
      400,
      "照片.jpg",
    ],
    ["a page", () => Buffer.from("<html><script>1</script>"), 400, "通知.txt"],
    ["macros", () => office("docx", { "word/vbaProject.bin": "x" }), 400, "通知.docx"],
    ["a bomb", () => office("docx", { "word/document2.xml": Buffer.alloc(90_000_000) }), 400, "通知.docx"],
    ["a photo cut short", async () => (await photo()).subarray(0, 400), 400, "a.jpg"],
    ["11 MB", () => noise(11_000_000), 413, "a.png"],
  ])("%s", async (_, make, status, name) => {
    const bytes = await make();
    const before = await state();
    expect(await send("secretary", "need", bytes, { name })).toMatchObject({ status });
    expect(await state()).toEqual(before);
  });

  it("11 MB that do not say so before", async () => {
    const before = await state();
    const chunk = new Uint8Array(1_000_000).fill(65);
    let sent = 0;
    const stream = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        if (sent > 11) controller.close();
        else controller.enqueue(chunk);
      },
    });
    expect(await send("secretary", "need", stream)).toMatchObject({ status: 413, code: "LIMIT" });
    expect(await state()).toEqual(before);
  });

  it("a line that breaks midway", async () => {
    const before = await state();
    await new Promise<void>((resolve) => {
      const socket = connect(Number(new URL(api.url).port), "127.0.0.1", () => {
        socket.write(
          `POST /files?to=need HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: lianmeng=${secrets.get("secretary")}\r\ncontent-type: application/octet-stream\r\nx-client-mutation-id: broken\r\ncontent-length: 5000000\r\n\r\n`,
        );
        socket.write(Buffer.alloc(2_000_000, "%PDF-"));
      });
      socket.on("error", () => undefined);
      socket.once("close", () => resolve());
      const look = setInterval(async () => {
        if ((await contentsOf(folder)).incoming === 0) return;
        clearInterval(look);
        socket.destroy();
      }, 20);
    });
    await expect.poll(async () => (await contentsOf(folder)).incoming, { timeout: 30_000 }).toBe(0);
    expect(await state()).toEqual(before);
  });

  it("another site, and a form", async () => {
    for (const headers of [
      { "sec-fetch-site": "cross-site" },
      { origin: "https://evil.example" },
      { "content-type": "multipart/form-data; boundary=x" },
    ] as Record<string, string>[]) {
      const { status } = await send("secretary", "need", pdf(), { headers });
      expect([400, 403]).toContain(status);
    }
  });

  it("names are kept harmless, whatever they were", async () => {
    const names = [
      "../../../etc/passwd",
      "a\u202egpj.exe",
      "长".repeat(300),
      "C:\\x\\合同.docx",
      "\r\nset-cookie: x=1",
    ];
    for (const [i, name] of names.entries()) {
      const { id } = await send("secretary", "need", pdf(`/Name(${i})`), { name });
      const { headers } = await get("secretary", `/files/${id}`);
      expect(headers.get("set-cookie")).toBeNull();
    }
    const { nodes } = await listed("secretary", "need", ", first: 5");
    expect(nodes.map(({ name }: { name: string }) => name).reverse()).toEqual([
      "passwd.pdf",
      "agpj.exe.pdf",
      `${"长".repeat(116)}.pdf`,
      "合同.pdf",
      "set-cookie_ x=1.pdf",
    ]);
    await expectWhole();
  });
});

describe("once", () => {
  const attachments = async (hash: string) =>
    ask(
      graph,
      `MATCH (f:File {hash: $hash}) RETURN COUNT { (f)<-[:OF_FILE]-() } AS holders,
       COUNT { (:AuditEvent {action: 'attachFile'}) } AS events`,
      { hash },
    );

  it("the same click twice, the same file twice on one thing, and two at once are one", async () => {
    const bytes = pdf("/Once(1)");
    const first = await send("secretary", "need", bytes, { key: "click", name: "一.pdf" });
    const [before] = await attachments(hashOf(bytes));
    const again = await send("secretary", "need", bytes, { key: "click", name: "一.pdf" });
    const twice = await send("secretary", "need", bytes, { name: "另一个名字.pdf" });
    expect([again.id, twice.id]).toEqual([first.id, first.id]);
    expect(await attachments(hashOf(bytes))).toEqual([before]);
    expect(await send("secretary", "need", pdf("/Other(1)"), { key: "click" })).toMatchObject({
      status: 409,
    });
    const pair = pdf("/AtOnce(1)");
    const both = await Promise.all([1, 2].map(() => send("lead", "need", pair)));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(both[0]?.id).toBe(both[1]?.id);
    await expectWhole();
  });

  it("two who bring the same content to two things at once keep it once", async () => {
    const bytes = await noise(300_000);
    const [one, two] = await Promise.all([
      send("secretary", "need", bytes),
      send("department", "offer", bytes),
    ]);
    expect([one?.status, two?.status]).toEqual([200, 200]);
    expect(one?.id).not.toBe(two?.id);
    const [row] = await ask(
      graph,
      "MATCH (:Attachment {id: $one})-[:OF_FILE]->(f)<-[:OF_FILE]-(:Attachment {id: $two}) RETURN count(f) AS files",
      { one: one?.id, two: two?.id },
    );
    expect(row).toEqual({ files: 1 });
    await expectWhole();
  });

  it("brings back bytes that were lost, when the same file comes again", async () => {
    const bytes = pdf("/Lost(1)");
    const { id } = await send("secretary", "need", bytes);
    const path = join(folder, hashOf(bytes).slice(0, 2), hashOf(bytes));
    await rm(path);
    const lost = await get("secretary", `/files/${id}`);
    expect([lost.status, await lost.text()]).toEqual([503, expect.stringContaining("暂时取不到")]);
    await send("secretary", "need", bytes);
    expect((await get("secretary", `/files/${id}`)).status).toBe(200);
  });
});

describe("changing and removing", () => {
  it("asks for the version seen, keeps the ending, and tells the trail what stood before", async () => {
    const { id } = await send("secretary", "need", pdf("/Edit(1)"), { name: "旧.pdf", kind: "notice" });
    const edit = { id, name: "../签字件.exe", caption: "盖章版", kind: "notice" };
    expect(codeOf(await change("department", "editAttachment", { ...edit, expectedVersion: 1 }))).toBe(
      "FORBIDDEN",
    );
    expect(codeOf(await change("secretary", "editAttachment", { ...edit, expectedVersion: 2 }))).toBe(
      "CONFLICT",
    );
    expect(
      codeOf(await change("secretary", "editAttachment", { ...edit, kind: "photo", expectedVersion: 1 })),
    ).toBe("BAD_INPUT");
    expect(
      codeOf(
        await change("secretary", "editAttachment", {
          ...edit,
          caption: "长".repeat(201),
          expectedVersion: 1,
        }),
      ),
    ).toBe("BAD_INPUT");
    expect((await change("secretary", "editAttachment", { ...edit, expectedVersion: 1 })).errors).toEqual([]);
    const { nodes } = await listed("secretary", "need", ", first: 1");
    expect(nodes[0]).toMatchObject({ name: "签字件.exe.pdf", caption: "盖章版", kind: "notice", version: 2 });
    const gone = { id, expectedVersion: 2, clientMutationId: "gone" };
    expect((await change("secretary", "removeAttachment", gone)).errors).toEqual([]);
    // A lost answer: the same click says the same.
    expect((await change("secretary", "removeAttachment", gone)).errors).toEqual([]);
    expect((await get("secretary", `/files/${id}`)).status).toBe(404);
    const events = await ask(
      graph,
      "MATCH (e:AuditEvent) WHERE e.action IN ['editAttachment', 'removeAttachment'] RETURN e.action AS action, e.before AS before, e.after AS after ORDER BY e.at",
    );
    expect(events.map(({ action }) => action)).toEqual(["editAttachment", "removeAttachment"]);
    expect(JSON.parse(String(events[0]?.before))).toMatchObject({ name: "旧.pdf", caption: null });
    expect(JSON.parse(String(events[1]?.before))).toMatchObject({
      name: "签字件.exe.pdf",
      hash: expect.any(String),
    });
  });

  it("a content goes a grace after its last holder, and not before", async () => {
    const bytes = pdf("/Sweep(1)");
    const path = join(folder, hashOf(bytes).slice(0, 2), hashOf(bytes));
    const one = await send("secretary", "need", bytes);
    const two = await send("department", "offer", bytes);
    await change("secretary", "removeAttachment", { id: one.id, expectedVersion: 1 });
    await sweepFiles(graph, { folder }, -1);
    expect(hashOf(await readFile(path))).toBe(hashOf(bytes));
    await change("department", "removeAttachment", { id: two.id, expectedVersion: 1 });
    expect((await sweepFiles(graph, { folder }, 3600)).contents).toBe(0);
    expect(hashOf(await readFile(path))).toBe(hashOf(bytes));
    await sweepFiles(graph, { folder }, -1);
    await expect(readFile(path)).rejects.toMatchObject({ code: "ENOENT" });
    expect(await ask(graph, "MATCH (f:File {hash: $hash}) RETURN f", { hash: hashOf(bytes) })).toEqual([]);
    await expectWhole();
    // It may come again.
    expect((await send("secretary", "need", bytes)).status).toBe(200);
    await expectWhole();
  });

  it("what hung on a thing that is gone goes too", async () => {
    const { id } = await send("secretary", "inside", pdf("/Stray(1)"));
    await ask(graph, "MATCH (:Attachment {id: $id})-[r:ATTACHED_TO]->() DELETE r", { id });
    await sweepFiles(graph, { folder }, -1);
    expect(await ask(graph, "MATCH (a:Attachment {id: $id}) RETURN a", { id })).toEqual([]);
    await expectWhole();
  });

  it("sweeping while others attach and remove takes nothing that is held", async () => {
    const contents = [1, 2, 3].map((i) => pdf(`/Race(${i})`));
    let racing = true;
    const sweeper = (async () => {
      while (racing) await sweepFiles(graph, { folder }, -1);
    })();
    const rounds = contents.map(async (bytes) => {
      for (let round = 0; round < 6; round += 1) {
        const { id, status } = await send("secretary", "need", bytes);
        expect(status).toBe(200);
        const got = await get("secretary", `/files/${id}`);
        expect([got.status, hashOf(Buffer.from(await got.arrayBuffer()))]).toEqual([200, hashOf(bytes)]);
        await change("secretary", "removeAttachment", { id, expectedVersion: 1 });
      }
    });
    await Promise.all(rounds).finally(() => {
      racing = false;
    });
    await sweeper;
    await sweepFiles(graph, { folder }, -1);
    await expectWhole();
  });
});

describe("room", () => {
  it("is counted by owner, the same content once, and told when it is full", async () => {
    const [{ bytes: used }] = (await ask(
      graph,
      "MATCH (:Attachment {ownerId: 'd'})-[:OF_FILE]->(f) WITH DISTINCT f RETURN coalesce(sum(f.size), 0) AS bytes",
    )) as [{ bytes: number }];
    const small = await startApi(graph, {
      ...{ embedder: null, viewerOf: undefined, fileStore: { folder } },
      files: { bytes: 1_000_000, ownerBytes: Number(used) + 500_000 },
    });
    const bring = (to: string, person: Person, bytes: Buffer) =>
      sendTo(small.url, secrets.get(person), to, bytes);
    const [first, second] = await Promise.all([noise(310_000), noise(330_000)]);
    // Two at once of which only one has room.
    const both = await Promise.all([
      bring("offer", "department", first),
      bring("offer", "department", second),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 413]);
    const refused = both.find(({ status }) => status === 413);
    expect(refused).toMatchObject({ code: "LIMIT", message: expect.stringContaining("这个单位的文件已有") });
    const held = both[0]?.status === 200 ? first : second;
    expect((await bring("offer", "department", held)).status).toBe(200);
    expect(await bring("need", "secretary", await noise(1_200_000))).toMatchObject({
      status: 413,
      message: expect.stringContaining("文件最大 1 MB"),
    });
    await expectWhole();
  });

  it("of one thing ends at a hundred files", async () => {
    await ask(
      graph,
      "MATCH (d:Demand {id: 'waiting'}), (f:File) WITH d, f LIMIT 1 UNWIND range(1, 100) AS i CREATE (d)<-[:ATTACHED_TO]-(a:Attachment:Entity {id: 'many' + i, name: 'x', kind: 'material', at: datetime(), version: 1})-[:OF_FILE]->(f)",
    );
    expect(await send("secretary", "waiting", pdf("/Many(1)"))).toMatchObject({ status: 413, code: "LIMIT" });
    await sweepFiles(graph, { folder }, -1);
    await expectWhole();
  });
});
