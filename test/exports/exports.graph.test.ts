import { read, utils } from "@e965/xlsx";
import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, seededGraph } from "../support/graph.ts";
import { openAccount } from "../support/people.ts";

let graph: Graph;
let api: TestApi;
beforeAll(async () => {
  graph = await seededGraph();
  api = await startApi(graph, { viewerOf: undefined, embedder: null });
  await cypher(
    graph,
    `UNWIND [['export-open', 'public', '=HYPERLINK("http://example.com")导出的需求'], ['export-hidden', 'org:hidden', '导出的需求，看不见']] AS row
     CREATE (:Demand:Entity {id: row[0], audience: row[1], text: row[2], state: 'published', version: 1, updatedAt: datetime()})`,
  );
});

const fetchList = async (query: string, secret?: string) =>
  fetch(`${api.url}/exports/lists?${query}`, { headers: secret ? { cookie: `lianmeng=${secret}` } : {} });

it("a list is taken away as it is filtered, of what one may see, harmless, and every time is told", async () => {
  const { secret } = await openAccount(graph, [{ role: "hubCoordinator", placeId: "tongliang-hub" }]);
  const response = await fetchList("list=demands&format=xlsx&text=导出的需求", secret);
  expect(response.status).toBe(200);
  expect(decodeURIComponent(response.headers.get("content-disposition") ?? "")).toMatch(
    /需求清单-\d{4}-\d\d-\d\d\.xlsx/,
  );
  const book = read(Buffer.from(await response.arrayBuffer()), { cellFormula: true });
  const sheet = book.Sheets.需求清单 ?? {};
  const rows: unknown[][] = utils.sheet_to_json(sheet, { header: 1 });
  expect(rows).toHaveLength(2);
  expect(rows[1]?.[2]).toBe(`'=HYPERLINK("http://example.com")导出的需求`);
  expect(sheet.C2?.f).toBeUndefined();
  const [told] = await cypher(
    graph,
    "MATCH (e:AuditEvent {action: 'exportList'}) RETURN e.after AS after ORDER BY e.at DESC LIMIT 1",
  );
  expect(JSON.parse(String(told?.after))).toMatchObject({ list: "demands", format: "xlsx", rows: 1 });
});

it("a link on another site takes no list away in the name of whoever follows it", async () => {
  const { secret, id } = await openAccount(graph, [{ role: "supervisor" }]);
  const from = (site: string) =>
    fetch(`${api.url}/exports/lists?list=demands&format=xlsx&text=导出的需求`, {
      headers: { cookie: `lianmeng=${secret}`, "sec-fetch-site": site },
    });
  const refused = await from("cross-site");
  expect(refused.status).toBe(403);
  expect(await refused.text()).toContain("别的网站");
  const told = () =>
    cypher(graph, "MATCH (e:AuditEvent {action: 'exportList', actorId: $id}) RETURN e.id AS id", { id });
  expect(await told()).toEqual([]);
  expect((await from("same-origin")).status).toBe(200);
  expect((await from("none")).status).toBe(200);
  expect(await told()).toHaveLength(2);
});

it("all of a list comes, whatever the page size, and the totals agree", async () => {
  const { secret } = await openAccount(graph, [{ role: "supervisor" }]);
  const [all] = await cypher(graph, "MATCH (d:Demand {state: 'published'}) RETURN count(d) AS n");
  const response = await fetchList("list=demands&format=xlsx&state=published", secret);
  const book = read(Buffer.from(await response.arrayBuffer()));
  expect(utils.sheet_to_json(book.Sheets.需求清单 ?? {}, { header: 1 })).toHaveLength(Number(all?.n) + 1);
  const totals: unknown[][] = utils.sheet_to_json(book.Sheets.合计 ?? {}, { header: 1 });
  expect(totals[0]?.[0]).toContain(`需求清单共 ${all?.n} 条`);
});

it.each(["demands", "resources", "projects"])(
  "the document of %s is one that word processors open",
  async (list) => {
    const { secret } = await openAccount(graph, [{ role: "supervisor" }]);
    const response = await fetchList(`list=${list}&format=docx`, secret);
    expect(response.status).toBe(200);
    const bytes = Buffer.from(await response.arrayBuffer());
    const { checkArchive } = await import("../../server/imports/zip.ts");
    // Parts of a document, not of a workbook: the archive is whole, and refused for that reason alone.
    await expect(checkArchive(bytes)).rejects.toThrow("这不是表格文件");
  },
);

it("who is not signed in gets nothing, and a wrong filter a sentence", async () => {
  expect(
    (await fetchList("list=demands&format=pdf", (await openAccount(graph, [{ role: "supervisor" }])).secret))
      .status,
  ).toBe(400);
  await cypher(graph, "MATCH (s:Setting {id: 'demo'}) SET s.value = 'ended'");
  expect((await fetchList("list=demands&format=xlsx")).status).toBe(401);
});

it("files are made one at a time: a flood is told to come back, and nobody is forgotten", async () => {
  const { secret } = await openAccount(graph, [{ role: "hubCoordinator", placeId: "tongliang-hub" }]);
  const flood = await Promise.all(
    Array.from({ length: 24 }, () => fetchList("list=resources&format=docx", secret)),
  );
  const statuses = flood.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(9);
  const refused = flood.filter(({ status }) => status !== 200);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, headers } of refused) {
    expect(status).toBe(503);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  }
  // Each body is taken, as a browser would.
  for (const response of flood) await response.arrayBuffer();
});

it("what is taken away counts among what somebody may ask in a minute", async () => {
  const strict = await startApi(graph, { viewerOf: undefined, embedder: null, rateFactor: 0.002 });
  const { secret } = await openAccount(graph, [{ role: "hubCoordinator", placeId: "tongliang-hub" }]);
  const statuses: number[] = [];
  for (let i = 0; i < 4; i += 1) {
    const response = await fetch(`${strict.url}/exports/lists?list=demands&format=xlsx&text=导出的需求`, {
      headers: { cookie: `lianmeng=${secret}` },
    });
    statuses.push(response.status);
    if (response.status === 429) expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
    await response.arrayBuffer();
  }
  expect(statuses).toEqual([200, 429, 429, 429]);
});
