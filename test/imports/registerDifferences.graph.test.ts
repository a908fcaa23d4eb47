import { read, utils } from "@e965/xlsx";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { connectGraph, type Graph } from "../../server/graph/connection.ts";
import { importEnded } from "../../server/imports/run.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph, testDatabase } from "../support/graph.ts";
import { importing } from "./importing.ts";
import { workbook } from "./workbooks.ts";

vi.setConfig({ testTimeout: 240_000 });

let graph: Graph;
let api: TestApi;
let my: ReturnType<typeof importing>;

const known = `
  MATCH (a:Alliance {id: 'a'}), (b:PartyOrganization {id: 'o2'})
  CREATE (p:Park:Entity {id: 'park-1', name: '高新区产业园'}), (:Park:Entity {id: 'park-2', name: '旧县产业园'})
  CREATE (e:Enterprise:Entity:Searchable {id: 'firm-1', name: '巴岳铸造有限公司', shortName: '巴岳铸造', audience: 'public',
    creditCode: '9144030071526726XG', scale: 'small', employees: 80, tags: ['专精特新'], aliases: [], pinyin: 'x', pinyinInitials: 'x'})-[:OBSERVES]->(a)
  CREATE (e)-[:LOCATED_IN]->(p)
  CREATE (f:Enterprise:Entity:Searchable {id: 'firm-2', name: '安居电缆有限公司', shortName: '安居电缆', audience: 'public', aliases: [], pinyin: 'x', pinyinInitials: 'x'})-[:OBSERVES]->(a)
  CREATE (o:PartyOrganization:Entity:Searchable {id: 'org-1', name: '中共巴岳铸造有限公司支部委员会', shortName: '巴岳铸造支部', kind: 'branch',
    memberCount: 9, termYears: 3, audience: 'public', pinyin: 'x', pinyinInitials: 'x'})-[:MEMBER_OF {since: date('2024-01-01')}]->(a)
  CREATE (o)-[:COVERS {mode: 'independent'}]->(e)
  CREATE (o)-[:SUBORDINATE_TO]->(b)
  CREATE (:Person:Entity {id: 'person-1', name: '示例甲', title: '书记', audience: 'alliance:a'})-[:SECRETARY_OF {since: date('2024-01-01')}]->(o)`;

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(graph, known);
  await ask(graph, "MATCH (n:PartyOrganization|Alliance) SET n:Searchable, n.shortName = n.name");
  await ask(graph, "CALL db.awaitIndexes(60)");
  api = await startApi(graph, { embedder: null, requestTimeoutMs: 60_000 });
  my = importing(api);
}, 240_000);

/** All that the register is: what an import that changes nothing leaves alone. */
const register = () =>
  ask(
    graph,
    `MATCH (n) WHERE n:Enterprise OR n:PartyOrganization OR n:Person OR n:Alliance
     OPTIONAL MATCH (n)-[r:OBSERVES|MEMBER_OF|COVERS|SUBORDINATE_TO|LOCATED_IN|SECRETARY_OF|LEADS_ALLIANCE|STATIONED_AT]->(m)
     RETURN n.id AS id, properties(n) AS is, type(r) AS type, m.id AS to, toString(r.since) AS since, toString(r.until) AS until
     ORDER BY id, type, to, since`,
  );
const trail = (action: string, targetId: string) =>
  ask(
    graph,
    "MATCH (e:AuditEvent {action: $action, targetId: $targetId}) RETURN e.before AS before, e.after AS after ORDER BY e.at DESC, e.id DESC",
    { action, targetId },
  );

const tables = {
  enterprise: [
    ["企业名称", "信用代码", "规模", "职工人数", "党员人数", "标签", "园区", "联盟"],
    ["巴岳铸造", "", "中型", "120", "6", "专精特新、链主", "旧县产业园", "甲链联盟"],
    ["安居电缆有限公司", "", "大型", "", "", "", "", "甲链联盟"],
  ],
  organization: [
    ["党组织名称", "类型", "上级党组织", "覆盖企业", "党员人数", "成立日期", "任期", "联盟"],
    ["中共巴岳铸造有限公司支部委员会", "联合党支部", "总支", "安居电缆", "12", "2019-06-01", "3", "甲链联盟"],
  ],
  post: [
    ["姓名", "责任", "所在单位", "任职日期", "离任日期", "职务"],
    ["示例甲", "书记", "中共巴岳铸造有限公司支部委员会", "2024-01-01", "2026-01-01", "支部书记"],
  ],
  membership: [
    ["成员单位", "联盟", "身份", "入盟日期", "退盟日期"],
    ["中共巴岳铸造有限公司支部委员会", "甲链联盟", "成员", "2024-03-01", "2026-01-01"],
  ],
} as const;
const expected = {
  enterprise: {
    id: "firm-1",
    trail: ["editEnterprise", "firm-1"],
    changes: [
      { field: "规模", before: "小型", after: "中型" },
      { field: "职工人数", before: "80", after: "120" },
      { field: "标签", before: "专精特新", after: "专精特新、链主" },
      { field: "园区", before: "高新区产业园", after: "旧县产业园" },
    ],
  },
  organization: {
    id: "org-1",
    trail: ["editOrganization", "org-1"],
    changes: [
      { field: "类型", before: "党支部", after: "联合党支部" },
      { field: "上级党组织", before: "支部", after: "总支" },
      { field: "覆盖企业", before: "巴岳铸造有限公司", after: "巴岳铸造有限公司、安居电缆有限公司" },
      { field: "党员人数", before: "9", after: "12" },
    ],
  },
  post: {
    id: "person-1",
    trail: ["correctPost", "org-1"],
    changes: [
      { field: "离任日期", before: null, after: "2026-01-01" },
      { field: "职务", before: "书记", after: "支部书记" },
    ],
  },
  membership: {
    id: "org-1/a/false/2024-01-01",
    trail: ["correctMembership", "a"],
    changes: [
      { field: "入盟日期", before: "2024-01-01", after: "2024-03-01" },
      { field: "退盟日期", before: null, after: "2026-01-01" },
    ],
  },
} as const;

describe.each(["enterprise", "organization", "post", "membership"] as const)(
  "rows of the kind %s that say otherwise than what is there",
  (kind) => {
    const { id, changes } = expected[kind];
    const [action, target] = expected[kind].trail;

    it("are told old and new, and left alone without a wish", async () => {
      const row = await my.upload(tables[kind], kind);
      expect(row.preview).toMatchObject({ accepted: 0, rejected: 0, differing: 1, updating: 0 });
      expect(row.preview.differences).toMatchObject([{ number: 2, entryId: id, updating: false, changes }]);
      expect(row.preview.differences[0].reason).toContain(`${changes.length} 处不同`);
      expect(await my.run(row.id)).toMatchObject({ accepted: 0, updated: 0, rejected: 0 });
      const before = await register();
      const again = await my.all(tables[kind], kind);
      expect(again.preview).toMatchObject({ differing: 1 });
      expect(await register()).toEqual(before);
    });

    it("are updated one by one or all, with the trail, and differ no more", async () => {
      const row = await my.upload(tables[kind], kind);
      expect((await my.set(row, { updateAll: true })).preview).toMatchObject({ updating: 1 });
      expect((await my.set(row, { updateAll: false })).preview).toMatchObject({ updating: 0 });
      const [{ version }] = row.preview.differences;
      const wished = await my.set(row, { updates: [{ id, version, update: true }] });
      expect(wished.preview).toMatchObject({ differing: 1, updating: 1 });
      expect(await my.run(row.id)).toMatchObject({ accepted: 0, rejected: 0, updated: 1 });
      const [event, ...more] = await trail(action, target);
      expect(more).toEqual([]);
      expect(event).toEqual({ before: expect.any(String), after: expect.any(String) });
      const before = await register();
      const again = await my.upload(tables[kind], kind);
      expect(again.preview).toMatchObject({ accepted: 0, rejected: 0, differing: 0, differences: [] });
      await my.run(again.id);
      expect(await register()).toEqual(before);
    });
  },
);

describe("what updating leaves", () => {
  it("is what the rows say, and what they do not mention as it was", async () => {
    const [firm] = await ask(
      graph,
      `MATCH (e:Enterprise {id: 'firm-1'}) RETURN e.name AS name, e.scale AS scale, e.employees AS employees, e.partyMembers AS members,
         e.creditCode AS code, COLLECT { MATCH (e)-[l:LOCATED_IN]->(p) WHERE l.until IS NULL RETURN p.id } AS parks`,
    );
    expect(firm).toEqual({
      ...{ name: "巴岳铸造有限公司", scale: "medium", employees: 120, members: 6 },
      ...{ code: "9144030071526726XG", parks: ["park-2"] },
    });
    const [post] = await ask(
      graph,
      "MATCH (x:Person {id: 'person-1'})-[r:SECRETARY_OF]->() RETURN x.title AS title, toString(r.since) AS since, toString(r.until) AS until",
    );
    expect(post).toEqual({ title: "支部书记", since: "2024-01-01", until: "2026-01-01" });
    const [member] = await ask(
      graph,
      "MATCH (:PartyOrganization {id: 'org-1'})-[r:MEMBER_OF]->(:Alliance {id: 'a'}) RETURN toString(r.since) AS since, toString(r.until) AS until",
    );
    expect(member).toEqual({ since: "2024-03-01", until: "2026-01-01" });
  });

  it("stays as somebody left it who changed it after the look", async () => {
    const row = await my.upload(
      [tables.enterprise[0], ["巴岳铸造", "", "", "300", "", "", "", "甲链联盟"]],
      "enterprise",
    );
    await my.set(row, { updateAll: true });
    await ask(graph, "MATCH (e:Enterprise {id: 'firm-1'}) SET e.employees = 130, e.version = e.version + 1");
    expect(await my.run(row.id)).toMatchObject({ merged: 1, updated: 0 });
    expect(await ask(graph, "MATCH (e:Enterprise {id: 'firm-1'}) RETURN e.employees AS n")).toEqual([
      { n: 130 },
    ]);
  });

  it("is a new name where the code is the firm's, with the old one as an alias", async () => {
    const table = [
      ["企业名称", "统一社会信用代码"],
      ["巴岳智能装备有限公司", "9144030071526726XG"],
    ];
    const row = await my.upload(table, "enterprise");
    expect(row.preview.differences).toMatchObject([
      { changes: [{ field: "企业名称", before: "巴岳铸造有限公司", after: "巴岳智能装备有限公司" }] },
    ]);
    await my.set(row, { updateAll: true });
    await my.run(row.id);
    const [firm] = await ask(
      graph,
      "MATCH (e:Enterprise {id: 'firm-1'}) RETURN e.name AS name, e.aliases AS aliases",
    );
    expect(firm).toEqual({ name: "巴岳智能装备有限公司", aliases: ["巴岳铸造有限公司"] });
  });

  it("refuses days in the way of another's, and says whose", async () => {
    await ask(
      graph,
      `MATCH (o:PartyOrganization {id: 'org-1'})
       CREATE (:Person:Entity {id: 'person-2', name: '示例乙', title: '书记', audience: 'alliance:a'})-[:SECRETARY_OF {since: date('2026-01-01')}]->(o)`,
    );
    const row = await my.upload(
      [tables.post[0], ["示例甲", "书记", "中共巴岳铸造有限公司支部委员会", "2024-01-01", "2026-06-01", ""]],
      "post",
    );
    expect(row.preview).toMatchObject({ merged: 1, differing: 0 });
    expect(row.preview.differences).toMatchObject([
      { version: null, reason: expect.stringContaining("与示例乙的任职日期重叠，不能更新") },
    ]);
  });
});

describe("every row is accounted for, and the same file twice changes nothing", () => {
  const pick = (...all: string[]) => fc.constantFrom(...all);
  const day = pick("", "2024-01-01", "2025-01-01", "2025年6月", "2026-01-01", "2026-02-30");
  const organization = pick("支部", "总支", "轮值支部", "中共巴岳铸造有限公司支部委员会", "查无此支部", "");
  const firm = pick("安居电缆", "安居電纜有限公司", "新厂甲有限公司", "新厂乙有限公司", "新厂乙", "");
  const kinds = {
    enterprise: {
      head: ["企业名称", "统一社会信用代码", "规模", "职工人数", "标签", "园区", "联盟"],
      row: fc.tuple(
        ...[firm, pick("", "914403001922038216", "91330100799655058B", "9151"), pick("", "大型", "巨型")],
        ...[
          pick("", "12", "１２", "很多", "=1+1", "#N/A"),
          pick("", "专精特新"),
          pick("", "旧县产业园", "没有的园"),
        ],
        pick("甲链联盟", "甲链联盟", ""),
      ),
    },
    organization: {
      head: ["党组织名称", "类型", "上级党组织", "覆盖企业", "党员人数", "成立日期", "联盟"],
      row: fc.tuple(
        ...[
          pick("新支部甲", "新支部乙", "支部", "中共安居电缆有限公司支部委员会", ""),
          pick("", "党支部", "车间"),
        ],
        ...[organization, firm, pick("", "5", "6人", "多"), day, pick("甲链联盟", "没有的联盟")],
      ),
    },
    post: {
      head: ["姓名", "责任", "所在单位", "任职日期", "离任日期", "职务"],
      row: fc.tuple(
        ...[pick("示例甲", "示例乙", "示例丙", ""), pick("书记", "包链领导", "驻链指导员", "主任")],
        ...[pick("支部", "总支", "甲链联盟", "乙链联盟"), day, day, pick("", "支部书记")],
      ),
    },
    membership: {
      head: ["成员单位", "联盟", "身份", "入盟日期", "退盟日期"],
      row: fc.tuple(
        ...[
          fc.oneof(organization, firm),
          pick("甲链联盟", "乙链联盟", ""),
          pick("", "成员", "观察单位", "客人"),
        ],
        ...[day, day],
      ),
    },
  } as const;

  it.each(["enterprise", "organization", "post", "membership"] as const)("%s", async (kind) => {
    const { head, row } = kinds[kind] as { head: readonly string[]; row: fc.Arbitrary<string[]> };
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        fc.pre(rows.some((cells) => cells.some((cell) => cell !== "" && cell !== "#N/A")));
        const table = workbook([head, ...rows]);
        const first = await my.all(table, kind);
        const { accepted, merged, rejected, rowCount } = first.row;
        expect(accepted + merged + rejected).toBe(rowCount);
        expect(first.preview).toMatchObject({ accepted, merged, rejected });
        const before = await register();
        const second = await my.all(table, kind);
        expect(second.row.accepted).toBe(0);
        expect(second.row.merged + second.row.rejected).toBe(rowCount);
        expect(await register()).toEqual(before);
      }),
      { numRuns: 8 },
    );
  });
});

/** Four signs that no other firm has: names that are alike would be put to the user. */
const nameOf = (i: number): string =>
  `${String.fromCodePoint(...[0, 1, 2, 3].map((at) => 0x4e00 + i * 4 + at))}有限公司`;
const many = (wrong: number) => [
  ["企业名称", "职工人数", "联盟"],
  ...Array.from({ length: 5000 }, (_, i) => [nameOf(i), i === wrong ? "不清楚几个" : i, "甲链联盟"]),
];

describe("a register of 5,000 rows", () => {
  it("loses only the row with the wrong cell, which comes back, is corrected and goes in", async () => {
    const started = Date.now();
    // Far down the file a name is like that of a firm that is there: the preview asks, as the batch would.
    const asked = many(3333).map((cells, i) => (i === 4900 ? ["安居电缆线有限公司", 1, "甲链联盟"] : cells));
    const look = await my.upload(asked, "enterprise");
    expect(look.preview).toMatchObject({ accepted: 4998, merged: 0, rejected: 2 });
    expect(look.preview.doubtful).toMatchObject([
      { name: "安居电缆线有限公司", candidates: [{ id: "firm-2" }] },
    ]);
    const { id, row, preview } = await my.all(many(3333), "enterprise");
    expect(preview).toMatchObject({ accepted: 4999, merged: 0, rejected: 1 });
    expect(row).toMatchObject({ rowCount: 5000, accepted: 4999, merged: 0, rejected: 1 });
    expect(Date.now() - started).toBeLessThan(150_000);
    const book = read(await my.rejected(id));
    const table: unknown[][] = utils.sheet_to_json(book.Sheets[book.SheetNames[0] ?? ""] ?? {}, {
      header: 1,
    });
    expect(table).toEqual([
      ["原行号", "未导入的原因", "企业名称", "职工人数", "联盟"],
      [
        3335,
        expect.stringContaining("职工人数“不清楚几个”不是一个数"),
        nameOf(3333),
        "不清楚几个",
        "甲链联盟",
      ],
    ]);
    const corrected = table.map((cells, i) => (i === 0 ? cells : cells.with(3, 3333)));
    expect((await my.all(corrected, "enterprise")).row).toMatchObject({
      accepted: 1,
      merged: 0,
      rejected: 0,
    });
    const [made] = await ask(
      graph,
      "MATCH (e:Enterprise) WHERE size(e.name) = 8 AND NOT e.id STARTS WITH 'firm-' RETURN count(e) AS firms, sum(e.employees) AS employees",
    );
    expect(made).toEqual({ firms: 5000, employees: (4999 * 5000) / 2 });
  });

  it("that was broken off half-way goes on where it stopped, without doubling", async () => {
    const rows = [
      ["党组织名称", "联盟"],
      ...Array.from({ length: 1300 }, (_, i) => [`断电前后第${i}号党支部`, "甲链联盟"]),
    ];
    const { id } = await my.upload(rows, "organization");
    // Another process, whose database connection is torn off in the middle.
    const torn = connectGraph({ ...testDatabase(), deadlineMs: 60_000 });
    const other = await startApi(torn, { embedder: null });
    await importing(other).start(id);
    while (Number((await my.look(id)).accepted) === 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    await torn.close();
    await importEnded(id);
    expect(await my.run(id)).toMatchObject({ accepted: 1300, merged: 0, rejected: 0 });
    const [made] = await ask(
      graph,
      "MATCH (o:PartyOrganization)-[m:MEMBER_OF]->(:Alliance {id: 'a'}) WHERE o.name STARTS WITH '断电前后' RETURN count(DISTINCT o) AS n, count(m) AS joined",
    );
    expect(made).toEqual({ n: 1300, joined: 1300 });
  });
});
