import { beforeAll, describe, expect, it, vi } from "vitest";
import { todayInShanghai } from "../../server/api/days.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, codeOf, type Grant, openAccount, openBrowser } from "../support/people.ts";

vi.setConfig({ testTimeout: 60_000 });

const more = `
  MATCH (c:IndustryChain {id: 'chain-a'})
  CREATE (:ChainPosition:Entity {id: 'p1', name: '电芯', stage: 'midstream', order: 1})-[:PART_OF_CHAIN]->(c)
  CREATE (:ChainPosition:Entity {id: 'p2', name: '电池包', stage: 'downstream', order: 2})-[:PART_OF_CHAIN]->(c)`;

let graph: Graph;
let api: TestApi;
/** Keeps the register of all alliances of the hub. */
let keeper: Browser;
let colleague: Browser;
/** Keeps that of alliance b alone. */
let elsewhere: Browser;
let keys = 0;

const somebody = async (...grants: Grant[]): Promise<Browser> =>
  openBrowser(api.url, (await openAccount(graph, grants)).secret);

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(graph, more);
  await ask(graph, "CALL db.awaitIndexes(60)");
  api = await startApi(graph, { embedder: null, viewerOf: undefined, requestTimeoutMs: 60_000 });
  keeper = await somebody({ role: "hubCoordinator", placeId: "hub" });
  colleague = await somebody({ role: "hubCoordinator", placeId: "hub" });
  elsewhere = await somebody({ role: "hubCoordinator", placeId: "b" });
}, 240_000);

const step = (by: Browser, name: string, input: object, selection: string, key = `register-${++keys}`) =>
  by.ask(
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} } }`,
    { input: { clientMutationId: key, ...input } },
  );
const firmFields =
  "enterprise { id name shortName creditCode employees tags aliases version park { id } positions { positionId role } }";
const saveFirm = (by: Browser, input: object, key?: string) =>
  step(by, "saveEnterprise", input, firmFields, key);
const organizationFields =
  "organization { id name kind version superior { id } covers { enterpriseId mode } secretaries { name since until current } }";
const saveOrganization = (by: Browser, input: object) =>
  step(by, "saveOrganization", input, organizationFields);
const place = "placeId";

async function newFirm(name: string, fields: object = {}): Promise<{ id: string; version: number }> {
  const answer = await saveFirm(keeper, { allianceId: "a", fields: { name, ...fields } });
  expect(answer.errors).toEqual([]);
  return answer.data.saveEnterprise.enterprise;
}
async function newOrganization(name: string, fields: object = {}) {
  const answer = await saveOrganization(keeper, {
    allianceId: "a",
    fields: { name, kind: "branch", ...fields },
  });
  expect(answer.errors).toEqual([]);
  return answer.data.saveOrganization.organization;
}

describe("a firm in the register", () => {
  it("is entered once, found by its initials, and observed by the alliance that lists it", async () => {
    const input = { allianceId: "a", fields: { name: "渝州（铜梁）精工有限公司", employees: 80 } };
    const [first, again] = [await saveFirm(keeper, input, "one"), await saveFirm(keeper, input, "one")];
    expect(first.errors).toEqual([]);
    expect(again.data).toEqual(first.data);
    const { id } = first.data.saveEnterprise.enterprise;
    const found = await keeper.ask('{ search(text: "yztl") { node { id } } }');
    expect(found.data.search.map(({ node }: { node: { id: string } }) => node.id)).toContain(id);
    const observers = await keeper.ask('{ alliance(id: "a") { observers { nodes { id } } } }');
    expect(observers.data.alliance.observers.nodes).toContainEqual({ id });
  });

  it("says where it already stands: by its code, its name, and names like its own", async () => {
    const { id } = await newFirm("巴岳机械制造有限公司");
    const same = await saveFirm(keeper, { allianceId: "a", fields: { name: "巴岳机械 制造有限公司" } });
    expect(codeOf(same)).toBe("CONFLICT");
    expect(same.errors[0]?.message).toMatch(/名录里已有“巴岳机械制造有限公司”/);
    const like = await saveFirm(keeper, { allianceId: "a", fields: { name: "巴岳机械有限公司" } });
    expect(codeOf(like)).toBe("CONFLICT");
    expect(like.errors[0]?.extensions.facts).toEqual({ likelySame: [{ id, name: "巴岳机械制造有限公司" }] });
    const other = await saveFirm(keeper, {
      allianceId: "a",
      distinct: true,
      fields: { name: "巴岳机械有限公司" },
    });
    expect(other.errors).toEqual([]);
  });

  it("keeps one code for one firm", async () => {
    const code = "91110108562144110X";
    const refused = await saveFirm(keeper, {
      allianceId: "a",
      fields: { name: "错码公司", creditCode: "91110108562144110A" },
    });
    expect(codeOf(refused)).toBe("BAD_INPUT");
    expect(refused.errors[0]?.message).toMatch(/校验位/);
    await newFirm("有码公司", { creditCode: ` ${code.toLowerCase()} ` });
    const taken = await saveFirm(keeper, {
      allianceId: "a",
      fields: { name: "全新名称厂", creditCode: code },
    });
    expect(codeOf(taken)).toBe("CONFLICT");
    expect(taken.errors[0]?.message).toMatch(/已经登记在“有码公司”名下/);
  });

  it("ends positions that it leaves and begins the new ones today, whatever stood before", async () => {
    const { id, version } = await newFirm("换位机电公司", {
      positions: [{ positionId: "p1", role: "core" }],
      parkId: "park",
    });
    await ask(
      graph,
      "MATCH (:Enterprise {id: $id})-[r:OCCUPIES|LOCATED_IN]->() SET r.since = date('2025-01-01')",
      { id },
    );
    const fields = { name: "换位机电公司", positions: [{ positionId: "p2", role: "lead" }] };
    const changed = await saveFirm(keeper, { id, expectedVersion: version, fields });
    expect(changed.data.saveEnterprise.enterprise).toMatchObject({
      positions: [{ positionId: "p2", role: "lead" }],
      park: null,
      version: version + 1,
    });
    const history = await ask(
      graph,
      "MATCH (:Enterprise {id: $id})-[r:OCCUPIES]->(p) RETURN p.id AS id, toString(r.since) AS since, r.until = date($today) AS endedToday ORDER BY since",
      { id, today: todayInShanghai(new Date()) },
    );
    expect(history).toMatchObject([
      { id: "p1", since: "2025-01-01", endedToday: true },
      { id: "p2", endedToday: null },
    ]);
  });

  it("is changed by one of two at once; the other is told", async () => {
    const { id, version } = await newFirm("两人同改公司");
    const save = (by: Browser, employees: number) =>
      saveFirm(by, { id, expectedVersion: version, fields: { name: "两人同改公司", employees } });
    const answers = await Promise.all([save(keeper, 10), save(colleague, 20)]);
    expect(answers.map(codeOf).toSorted()).toEqual(["CONFLICT", undefined]);
  });

  it("is entered and changed by its own place's keepers alone", async () => {
    const { id, version } = await newFirm("甲链独有公司");
    const outside = await saveFirm(elsewhere, { id, expectedVersion: version, fields: { name: "改名公司" } });
    expect(codeOf(outside)).toBe("FORBIDDEN");
    expect(codeOf(await saveFirm(elsewhere, { allianceId: "a", fields: { name: "越界公司" } }))).toMatch(
      /FORBIDDEN|NOT_FOUND/,
    );
    const record = await elsewhere.ask(
      "query ($id: ID!) { registeredEnterprise(id: $id) { id } enterprise(id: $id) { mayRegister } }",
      { id },
    );
    expect(record.data).toEqual({ registeredEnterprise: null, enterprise: { mayRegister: false } });
    const own = await keeper.ask(
      "query ($id: ID!) { registeredEnterprise(id: $id) { name } enterprise(id: $id) { mayRegister } }",
      { id },
    );
    expect(own.data).toEqual({
      registeredEnterprise: { name: "甲链独有公司" },
      enterprise: { mayRegister: true },
    });
  });

  it.each([
    [{ name: "  " }, /请填写企业名称/],
    [{ name: "长".repeat(101) }, /最多 100 字/],
    [{ name: "负数公司", employees: -1 }, /职工人数应为/],
    [{ name: "短码公司", creditCode: "9150" }, /应为 18 位，现有 4 位/],
    [
      {
        name: "重复链位",
        positions: [
          { positionId: "p1", role: "core" },
          { positionId: "p1", role: "lead" },
        ],
      },
      /选了两次/,
    ],
    [{ name: "没有链位", positions: [{ positionId: "nowhere", role: "core" }] }, /链位中有的已不存在/],
    [{ name: "没有园区", parkId: "p1" }, /没有找到所选的园区/],
  ])("is refused as %j with a sentence, and leaves nothing", async (fields, sentence) => {
    const refused = await saveFirm(keeper, { allianceId: "a", fields });
    expect(codeOf(refused)).toBe("BAD_INPUT");
    expect(refused.errors[0]?.message).toMatch(sentence);
    const rows = await ask(graph, "MATCH (e:Enterprise {name: $name}) RETURN e", { name: fields.name });
    expect(rows).toEqual([]);
  });
});

describe("a party organisation in the register", () => {
  it("covers firms, stands under a superior, and joins the alliance that lists it", async () => {
    const { id: firm } = await newFirm("被覆盖公司");
    const made = await newOrganization("被覆盖公司党支部", {
      superiorId: "o",
      covers: [{ enterpriseId: firm, mode: "independent" }],
    });
    expect(made).toMatchObject({
      superior: { id: "o" },
      covers: [{ enterpriseId: firm, mode: "independent" }],
    });
    const members = await keeper.ask('{ alliance(id: "a") { members { nodes { organization { id } } } } }');
    expect(members.data.alliance.members.nodes).toContainEqual({ organization: { id: made.id } });
    const covered = await keeper.ask("query ($id: ID!) { enterprise(id: $id) { coveredBy { id } } }", {
      id: firm,
    });
    expect(covered.data.enterprise.coveredBy).toEqual({ id: made.id });
    // Another organisation cannot cover the same firm.
    const second = await saveOrganization(keeper, {
      allianceId: "a",
      fields: {
        name: "另一个联合支部",
        kind: "jointBranch",
        covers: [{ enterpriseId: firm, mode: "joint" }],
      },
    });
    expect(codeOf(second)).toBe("BAD_INPUT");
    expect(second.errors[0]?.message).toMatch(/“被覆盖公司”已由另一个党组织覆盖/);
  });

  it("never stands under itself or one below it", async () => {
    const upper = await newOrganization("上级总支", { kind: "generalBranch" });
    const lower = await newOrganization("下级支部甲", { superiorId: upper.id });
    const circle = (superiorId: string) =>
      saveOrganization(keeper, {
        id: upper.id,
        expectedVersion: upper.version,
        fields: { name: "上级总支", kind: "generalBranch", superiorId },
      });
    for (const superiorId of [upper.id, lower.id]) {
      const refused = await circle(superiorId);
      expect(codeOf(refused)).toBe("BAD_INPUT");
      expect(refused.errors[0]?.message).toMatch(/不能是它自己或它的下级/);
    }
  });

  it("has one secretary a day; the one before is kept with the days served", async () => {
    const { id } = await newOrganization("换届支部");
    const take = (name: string, since?: string) =>
      step(keeper, "takePost", { placeId: id, post: "secretary", name, since }, place);
    expect((await take("示例甲", "2025-01-01")).errors).toEqual([]);
    expect((await take("示例乙", "2026-03-01")).errors).toEqual([]);
    expect(codeOf(await take("示例乙"))).toBe("CONFLICT");
    const record = await keeper.ask(
      "query ($id: ID!) { registeredOrganization(id: $id) { secretaries { name since until current } } organization(id: $id) { secretary { name } } }",
      { id },
    );
    expect(record.data.registeredOrganization.secretaries).toEqual([
      { name: "示例乙", since: "2026-03-01", until: null, current: true },
      { name: "示例甲", since: "2025-01-01", until: "2026-03-01", current: false },
    ]);
    expect(record.data.organization.secretary).toEqual({ name: "示例乙" });
    const guest = await somebody({ role: "department", placeId: "d" });
    const seen = await guest.ask("query ($id: ID!) { organization(id: $id) { secretary { name } } }", { id });
    expect(seen.data.organization.secretary).toBeNull();
  });
});

describe("who answers for an alliance and who is in it", () => {
  it("hands a post over and ends it, and says what cannot be", async () => {
    const take = (name: string, input: object = {}) =>
      step(keeper, "takePost", { placeId: "a", post: "chainLead", name, ...input }, place);
    expect((await take("示例丙", { since: "2026-01-01" })).errors).toEqual([]);
    expect((await take("示例丁", { since: "2026-06-01", title: "副区长" })).errors).toEqual([]);
    const roles = await keeper.ask('{ alliance(id: "a") { roles { chainLead { name title since } } } }');
    expect(roles.data.alliance.roles.chainLead).toEqual({
      name: "示例丁",
      title: "副区长",
      since: "2026-06-01",
    });
    const end = () => step(keeper, "endPost", { placeId: "a", post: "chainLead" }, place);
    expect((await end()).errors).toEqual([]);
    expect(codeOf(await end())).toBe("CONFLICT");
    expect(
      codeOf(await step(elsewhere, "takePost", { placeId: "a", post: "chainLead", name: "别处" }, place)),
    ).toMatch(/FORBIDDEN|NOT_FOUND/);
    expect(
      codeOf(await step(keeper, "takePost", { placeId: "e", post: "secretary", name: "企业" }, place)),
    ).toBe("BAD_INPUT");
    expect(codeOf(await take("示例戊", { since: "2062-01-01" }))).toBe("BAD_INPUT");
  });

  it("keeps membership as history: joining, leaving, joining again, never overlapping", async () => {
    const { id } = await newOrganization("进出支部");
    const join = (since?: string) =>
      step(keeper, "joinAlliance", { allianceId: "b", memberId: id, since }, place);
    const leave = (until?: string) =>
      step(keeper, "leaveAlliance", { allianceId: "b", memberId: id, until }, place);
    expect((await join("2025-01-01")).errors).toEqual([]);
    expect(codeOf(await join())).toBe("CONFLICT");
    expect((await leave("2026-01-01")).errors).toEqual([]);
    expect(codeOf(await leave())).toBe("CONFLICT");
    expect(codeOf(await join("2025-12-31"))).toBe("CONFLICT");
    expect((await join("2026-01-01")).errors).toEqual([]);
    const history = await keeper.ask(
      '{ registeredAlliance(id: "b") { memberships { nodes { member { ... on PartyOrganization { id } } since until current } } } }',
    );
    const own = history.data.registeredAlliance.memberships.nodes.filter(
      ({ member }: { member: { id?: string } }) => member.id === id,
    );
    expect(own).toEqual([
      { member: { id }, since: "2026-01-01", until: null, current: true },
      { member: { id }, since: "2025-01-01", until: "2026-01-01", current: false },
    ]);
  });

  it("lets firms observe and organisations join, and writes each step into the trail", async () => {
    const { id } = await newFirm("只能观察公司");
    const refused = await step(keeper, "joinAlliance", { allianceId: "b", memberId: id }, place);
    expect(codeOf(refused)).toBe("BAD_INPUT");
    expect(refused.errors[0]?.message).toMatch(/观察单位/);
    const joined = await step(
      keeper,
      "joinAlliance",
      { allianceId: "b", memberId: id, observing: true },
      place,
    );
    expect(joined.errors).toEqual([]);
    const trail = await ask(
      graph,
      "MATCH (a:AuditEvent {targetId: 'b', action: 'joinAlliance'}) WHERE a.after CONTAINS $id RETURN a.action AS action",
      { id },
    );
    expect(trail).toEqual([{ action: "joinAlliance" }]);
  });

  it("takes one of two who let the same organisation join at once", async () => {
    const { id } = await newOrganization("同时入盟支部");
    const join = (by: Browser) => step(by, "joinAlliance", { allianceId: "b", memberId: id }, place);
    const answers = await Promise.all([join(keeper), join(colleague)]);
    expect(answers.map(codeOf).toSorted()).toEqual(["CONFLICT", undefined]);
  });
});
