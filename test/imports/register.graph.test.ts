import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { openAccount, openBrowser } from "../support/people.ts";
import { workbook } from "./workbooks.ts";

vi.setConfig({ testTimeout: 90_000 });

let graph: Graph;
let api: TestApi;

const firms = `
  UNWIND range(1, 3) AS i
  MATCH (a:Alliance {id: 'a'})
  CREATE (:Enterprise:Entity:Searchable {id: 'firm-' + i, name: ['巴岳铸造有限公司', '安居电缆有限公司', '龙都包装有限公司'][i - 1],
    shortName: ['巴岳铸造', '安居电缆', '龙都包装'][i - 1], pinyin: 'x', pinyinInitials: 'x', audience: 'public'})-[:OBSERVES]->(a)`;

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(graph, firms);
  await ask(graph, "MATCH (n:PartyOrganization|Alliance) SET n:Searchable, n.shortName = n.name");
  await ask(graph, "CALL db.awaitIndexes(60)");
  api = await startApi(graph, { embedder: null, requestTimeoutMs: 60_000 });
}, 240_000);

const upload = async (rows: unknown[][], kind: string, url = api.url, cookie = ""): Promise<string> => {
  const response = await fetch(`${url}/imports?kind=${kind}`, {
    method: "POST",
    headers: {
      "content-type": "application/octet-stream",
      "x-file-name": encodeURIComponent("名录.xlsx"),
      cookie,
    },
    body: new Uint8Array(workbook(rows)),
  });
  const body = (await response.json()) as { id?: string };
  expect(response.status, JSON.stringify(body)).toBe(200);
  return String(body.id);
};
const fields = `id state accepted merged rejected rowCount
  preview { accepted merged rejected missing doubtful { name candidates { id } } problems { number reason } }`;
type Asker = TestApi["ask"];
const look = async (id: string, by: Asker = api.ask) =>
  (await by(`query($id: ID!) { import(id: $id) { ${fields} } }`, { id })).data.import;
async function importAll(rows: unknown[][], kind: string) {
  const id = await upload(rows, kind);
  const { preview } = await look(id);
  await api.ask("mutation($id: ID!) { startImport(id: $id) { id } }", { id });
  for (;;) {
    const row = await look(id);
    if (row.state === "done") return { id, preview, row };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
const reasons = ({ preview }: { preview: { problems: { number: number; reason: string }[] } }) =>
  new Map(preview.problems.map(({ number, reason }) => [number, reason]));

const organizations = [
  ["党组织名称", "组织形式", "隶属党组织", "覆盖单位", "党员数", "成立时间", "任期", "联盟"],
  ["中共巴岳铸造有限公司支部委员会", "党支部", "总支", "巴岳铸造", "１２", "2019年6月1日", 3, "甲链联盟"],
  [
    "安居龙都联合支部",
    "",
    "中共巴岳铸造有限公司支部委员会",
    "安居电缆有限公司、龙都包装",
    5,
    "",
    "",
    "甲链联盟",
  ],
  ["又一个支部", "", "", "巴岳铸造有限公司", "", "", "", "甲链联盟"],
  ["明天成立的支部", "", "", "", "", "2999-01-01", 9, "甲链联盟"],
  ["没有上级的支部", "", "查无此委", "", "", "", "", "甲链联盟"],
  ["中共巴岳铸造有限公司支部委员会", "", "", "", "", "", "", "甲链联盟"],
];

describe("a spreadsheet of party organisations", () => {
  it("takes each row once: made, merged or rejected with the reason; the same file twice changes nothing", async () => {
    const first = await importAll(organizations, "organization");
    expect(first.row).toMatchObject({ accepted: 2, merged: 1, rejected: 3, rowCount: 6 });
    const why = reasons(first);
    expect(why.get(4)).toMatch(/“巴岳铸造有限公司”已由另一个党组织覆盖/);
    expect(why.get(5)).toMatch(/成立日期晚于今天.*任期应为 1 到 5 年/);
    expect(why.get(6)).toMatch(/没有叫“查无此委”的上级党组织/);
    const made = await ask(
      graph,
      `MATCH (o:PartyOrganization:Searchable)-[:COVERS]->(e:Enterprise) WHERE e.id STARTS WITH 'firm-'
       RETURN o.name AS name, o.kind AS kind, o.memberCount AS members, toString(o.founded) AS founded, o.termYears AS years,
         [(o)-[:SUBORDINATE_TO]->(s) | s.name] AS superiors, [(o)-[:MEMBER_OF]->(a) | a.id] AS alliances, collect(e.id) AS firms ORDER BY name`,
    );
    expect(made).toEqual([
      {
        ...{
          name: "中共巴岳铸造有限公司支部委员会",
          kind: "branch",
          members: 12,
          founded: "2019-06-01",
          years: 3,
        },
        ...{ superiors: ["总支"], alliances: ["a"], firms: ["firm-1"] },
      },
      {
        ...{ name: "安居龙都联合支部", kind: "jointBranch", members: 5, founded: null, years: null },
        ...{ superiors: ["中共巴岳铸造有限公司支部委员会"], alliances: ["a"] },
        firms: expect.arrayContaining(["firm-2", "firm-3"]),
      },
    ]);
    const before = await ask(graph, "MATCH (n)-[r]->() WHERE n:PartyOrganization RETURN count(r) AS n");
    const again = await importAll(organizations, "organization");
    expect(again.row).toMatchObject({ accepted: 0, merged: 3, rejected: 3 });
    expect(await ask(graph, "MATCH (n)-[r]->() WHERE n:PartyOrganization RETURN count(r) AS n")).toEqual(
      before,
    );
  });
});

describe("a spreadsheet of secretaries and responsibilities", () => {
  it("hands posts over by their days and refuses what overlaps", async () => {
    const rows = [
      ["姓名", "责任角色", "所在单位", "任职时间", "离任时间", "职务"],
      ["示例甲", "包链领导", "甲链联盟", "2024-01-01", "2025-01-01", "副区长"],
      ["示例乙", "包链领导", "甲链联盟", "2025年1月1日", "", ""],
      ["示例丙", "包链领导", "甲链联盟", "2026-01-01", "", ""],
      ["示例丁", "包链领导", "甲链联盟", "2024-06-01", "2024-07-01", ""],
      ["示例戊", "支部书记", "支部", "2026-02-01", "", ""],
      ["示例己", "主任", "支部", "", "", ""],
      ["示例庚", "书记", "查无此支部", "", "", ""],
      ["示例辛", "驻链指导员", "甲链联盟", "", "2025-01-01", ""],
    ];
    const first = await importAll(rows, "post");
    expect(first.row).toMatchObject({ accepted: 4, merged: 0, rejected: 4 });
    const why = reasons(first);
    expect(why.get(5)).toMatch(/这段时间里包链领导是示例甲.*不能重叠/);
    expect(why.get(7)).toMatch(/“主任”不在可选的范围里/);
    expect(why.get(8)).toMatch(/没有叫“查无此支部”的党组织/);
    expect(why.get(9)).toMatch(/也要写开始日期/);
    const leads = await ask(
      graph,
      `MATCH (x:Person)-[r:LEADS_ALLIANCE]->(:Alliance {id: 'a'})
       RETURN x.name AS name, x.title AS title, toString(r.since) AS since, toString(r.until) AS until ORDER BY since`,
    );
    expect(leads).toEqual([
      { name: "示例甲", title: "副区长", since: "2024-01-01", until: "2025-01-01" },
      { name: "示例乙", title: "包链领导", since: "2025-01-01", until: "2026-01-01" },
      { name: "示例丙", title: "包链领导", since: "2026-01-01", until: null },
    ]);
    const again = await importAll(rows, "post");
    expect(again.row.accepted).toBe(0);
    const [people] = await ask(graph, "MATCH (x:Person) RETURN count(x) AS n");
    expect(people?.n).toBe(4);
  });
});

describe("a spreadsheet of members", () => {
  it("joins organisations, lets firms observe, keeps days apart, and changes nothing the second time", async () => {
    const rows = [
      ["成员单位名称", "联盟名称", "身份", "加入时间", "退出时间"],
      ["支部", "乙链联盟", "成员单位", "2025-03-01", "2026-03-01"],
      ["支部", "乙链联盟", "", "2026-03-01", ""],
      ["支部", "乙链联盟", "", "2026-01-01", ""],
      ["龙都包装", "乙链联盟", "观察单位", "2026-05-01", ""],
      ["安居电缆", "乙链联盟", "", "", ""],
      ["查无此厂", "乙链联盟", "", "", ""],
      ["总支", "没有的联盟", "", "", ""],
      ["轮值支部", "乙链联盟", "", "2999-01-01", ""],
    ];
    const first = await importAll(rows, "membership");
    expect(first.row).toMatchObject({ accepted: 3, merged: 0, rejected: 5 });
    const why = reasons(first);
    expect(why.get(4)).toMatch(/已经是成员.*不能重叠/);
    expect(why.get(6)).toMatch(/是企业，由它的党组织入盟/);
    expect(why.get(7)).toMatch(/没有叫“查无此厂”/);
    expect(why.get(8)).toMatch(/没有叫“没有的联盟”的联盟/);
    expect(why.get(9)).toMatch(/晚于今天/);
    const again = await importAll(rows, "membership");
    expect(again.row).toMatchObject({ accepted: 0, merged: 3, rejected: 5 });
    const kept = await ask(
      graph,
      `MATCH (o)-[r:MEMBER_OF|OBSERVES]->(:Alliance {id: 'b'}) RETURN o.id AS id, type(r) AS type, toString(r.since) AS since ORDER BY since`,
    );
    expect(kept).toEqual([
      { id: "o2", type: "MEMBER_OF", since: "2025-03-01" },
      { id: "o2", type: "MEMBER_OF", since: "2026-03-01" },
      { id: "firm-3", type: "OBSERVES", since: "2026-05-01" },
    ]);
  });

  it("is nobody's who does not keep that alliance", async () => {
    const closed = await startApi(graph, { viewerOf: undefined, embedder: null, requestTimeoutMs: 60_000 });
    const { secret } = await openAccount(graph, [{ role: "hubCoordinator", placeId: "b" }]);
    const browser = openBrowser(closed.url, secret);
    const table = [
      ["成员单位", "联盟"],
      ["轮值支部", "甲链联盟"],
      ["轮值支部", "乙链联盟"],
    ];
    const id = await upload(table, "membership", closed.url, `lianmeng=${secret}`);
    const { preview } = await look(id, browser.ask as Asker);
    expect(preview).toMatchObject({ accepted: 1, rejected: 1 });
    expect(preview.problems[0].reason).toMatch(/不在您负责的范围内|没有叫“甲链联盟”/);
  });
});
