import { ulid } from "ulid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { importEnded } from "../../server/imports/run.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, emptyGraph } from "../support/graph.ts";
import { type Browser, codeOf, openAccount, openBrowser } from "../support/people.ts";
import { edit, enter, entered, listed, read, reviewVersion, setReview, step } from "./entrySteps.ts";

let graph: Graph;
let api: TestApi;
/** Of the alliance, whose organisation is a member, and of another alliance. */
let lead: Browser;
let member: Browser;
let stranger: Browser;
let coordinator: Browser;

beforeAll(async () => {
  graph = await emptyGraph();
  await cypher(graph, district);
  // Somebody else of the same alliance, who is no reviewer.
  await cypher(
    graph,
    "MATCH (q:PartyOrganization {id: 'q'}), (a:Alliance {id: 'a'}) CREATE (q)-[:MEMBER_OF]->(a)",
  );
  api = await startApi(graph, { embedder: null, viewerOf: undefined });
  const open = async (role: Parameters<typeof openAccount>[1][number]["role"], placeId: string) =>
    openBrowser(api.url, (await openAccount(graph, [{ role, placeId }])).secret);
  lead = await open("chainLead", "a");
  member = await open("organizationSecretary", "o");
  stranger = await open("organizationSecretary", "q");
  coordinator = await open("hubCoordinator", "hub");
  const on = await setReview(coordinator, "a", true);
  expect(on.data.setAllianceReview.alliance.reviewsEntries).toBe(true);
});
beforeEach(() => forgetAddresses("127.0.0.1"));

describe("where an alliance reviews", () => {
  it("what a member submits is seen by its organisation and the reviewers alone, until it is approved", async () => {
    const { id, version, state } = await entered(member);
    expect(state).toBe("pendingReview");
    expect(await read(stranger, id)).toBeNull();
    const seen = await listed(stranger);
    expect(seen.demands.nodes.map((node) => node.id)).not.toContain(id);
    expect(seen.demands.totalCount).toBe(seen.demands.nodes.length);
    expect((await listed(member)).demands.nodes.map((node) => node.id)).toContain(id);
    expect(await read(member, id)).toMatchObject({ mayReview: false, mayEdit: true });
    expect(await read(lead, id)).toMatchObject({ mayReview: true, mayEdit: true, visibility: "public" });
    const node = "query($id: ID!) { node(id: $id) { id } }";
    expect((await stranger.ask(node, { id })).data.node).toBeNull();
    const { data } = await step(lead, "approveEntries", [{ id, version }]);
    expect(data.approveEntries).toEqual({ doneIds: [id], refused: [] });
    expect(await read(stranger, id)).toMatchObject({ state: "published", mayReview: false });
    const [stored] = await cypher(
      graph,
      `MATCH (d:Demand {id: $id}) MATCH (d)<-[:HAPPENED_TO]-(e:Event)
       WITH d, e ORDER BY e.at RETURN d.audience AS audience, d.publishTo AS publishTo, d.reviewedIn AS reviewedIn,
         collect(e.to) AS events`,
      { id },
    );
    expect(stored).toEqual({
      audience: "public",
      publishTo: null,
      reviewedIn: null,
      events: ["pendingReview", "published"],
    });
  });

  it("is told why something was returned, and submits it anew", async () => {
    const first = await entered(member);
    expect(codeOf(await step(lead, "returnEntries", [first]))).toBe("BAD_INPUT");
    await step(lead, "returnEntries", [first], "请写明人数和时间");
    const returned = await read(member, first.id);
    expect(returned).toMatchObject({ state: "returned", returnReason: "请写明人数和时间" });
    expect(await read(stranger, first.id)).toBeNull();
    const kept = await edit(member, first.id, returned.version, { text: "先改一半" }, true);
    expect(kept.data.editDemand.demand).toMatchObject({ state: "draft", returnReason: "请写明人数和时间" });
    const again = await edit(member, first.id, kept.data.editDemand.demand.version, { quantity: 20 });
    expect(again.data.editDemand.demand).toMatchObject({ state: "pendingReview", returnReason: null });
  });

  it("approves many at once, and says of each that could not be approved why", async () => {
    const [one, two, three] = [await entered(member), await entered(member), await entered(member)];
    const moved = await edit(member, two.id, two.version, { title: "换了题目" });
    expect(moved.errors).toEqual([]);
    await step(lead, "approveEntries", [three]);
    const { data } = await step(lead, "approveEntries", [one, two, three, { id: "no-such-id", version: 1 }]);
    expect(data.approveEntries.doneIds).toEqual([one.id]);
    const reasons = Object.fromEntries(
      data.approveEntries.refused.map(({ id, reason }: { id: string; reason: string }) => [id, reason]),
    );
    expect(reasons[two.id]).toContain("刚被别人改过");
    expect(reasons[three.id]).toContain("已发布");
    expect(reasons["no-such-id"]).toContain("没有找到");
    expect(await read(stranger, two.id)).toBeNull();
  });

  it("lets nobody else approve, withdraw or set the alliance", async () => {
    const waiting = await entered(member);
    expect(codeOf(await step(member, "approveEntries", [waiting]))).toBe("FORBIDDEN");
    const dutyOfAnother = await step(stranger, "approveEntries", [waiting]);
    expect(dutyOfAnother.data.approveEntries.refused[0].reason).toContain("没有找到");
    const taken = await step(stranger, "withdrawDemands", [waiting]);
    expect(taken.data.withdrawDemands.doneIds).toEqual([]);
    expect(codeOf(await setReview(lead, "a", false))).toBe("FORBIDDEN");
    expect((await read(member, waiting.id)).state).toBe("pendingReview");
  });

  it("publishes at once what a reviewer saves, and what only its own organisation sees", async () => {
    expect((await entered(lead)).state).toBe("published");
    const own = await entered(member, { visibility: "organization" });
    expect(own.state).toBe("published");
    expect(await read(lead, own.id)).toBeNull();
    expect(await read(member, own.id)).toMatchObject({ visibility: "organization" });
  });

  it("is not dodged by naming an alliance that does not review", async () => {
    expect((await entered(member, { allianceId: "b" })).state).toBe("pendingReview");
  });

  it("gives back what was withdrawn before its review to the review", async () => {
    const waiting = await entered(member);
    await step(member, "withdrawDemands", [waiting]);
    const { version, state } = await read(member, waiting.id);
    expect(state).toBe("withdrawn");
    expect(await read(stranger, waiting.id)).toBeNull();
    const { data } = await member.ask(
      `mutation($i: WithdrawEntryInput!) { republishDemand(input: $i) { demand { state } } }`,
      { i: { clientMutationId: ulid(), id: waiting.id, expectedVersion: version } },
    );
    expect(data.republishDemand.demand.state).toBe("pendingReview");
    expect(await read(stranger, waiting.id)).toBeNull();
  });

  it("asks for a review again when a published entry is changed, and keeps whom it was for", async () => {
    const waiting = await entered(member, { visibility: "alliance" });
    await step(lead, "approveEntries", [waiting]);
    expect(await read(stranger, waiting.id)).toMatchObject({ visibility: "alliance" });
    const { version } = await read(member, waiting.id);
    const changed = await edit(member, waiting.id, version, { text: "改成电焊工培训" });
    expect(changed.data.editDemand.demand).toMatchObject({ state: "pendingReview", visibility: "alliance" });
    expect(await read(stranger, waiting.id)).toBeNull();
  });
});

describe("a spreadsheet of a member", () => {
  it("obeys the setting of the alliance, says so before, and merges with what waits already", async () => {
    const cookie = `lianmeng=${member.session()}`;
    const headers = { "content-type": "application/octet-stream", "x-file-name": "needs.csv", cookie };
    const body = "需求内容,人数\n需要电工证复审培训,20\n";
    const importOnce = async () => {
      const sent = await fetch(`${api.url}/imports?kind=demand`, { method: "POST", headers, body });
      const { id } = (await sent.json()) as { id: string };
      const look = async () =>
        (
          await member.ask(
            "query($id: ID!) { import(id: $id) { state accepted merged preview { accepted waiting } } }",
            { id },
          )
        ).data.import;
      const { preview } = await look();
      await member.ask("mutation($id: ID!) { startImport(id: $id) { id } }", { id });
      await importEnded(id);
      return { preview, row: await look() };
    };
    const first = await importOnce();
    expect(first.preview).toEqual({ accepted: 1, waiting: 1 });
    expect(first.row).toMatchObject({ state: "done", accepted: 1 });
    const [kept] = await cypher(
      graph,
      "MATCH (d:Demand {text: '需要电工证复审培训'}) RETURN d.id AS id, d.state AS state, d.audience AS audience",
    );
    expect(kept).toMatchObject({ state: "pendingReview", audience: "org:o" });
    expect(await read(stranger, String(kept?.id))).toBeNull();
    expect(await read(lead, String(kept?.id))).toMatchObject({ mayReview: true });
    expect((await importOnce()).row).toMatchObject({ accepted: 0, merged: 1 });
  });
});

describe("categories and lists", () => {
  const save = (by: Browser, input: object) =>
    by.ask("mutation($i: SaveCategoryInput!) { saveCategory(input: $i) { category { id version } } }", {
      i: { clientMutationId: ulid(), ...input },
    });
  const made = async (name: string, parentId: string | null = null) =>
    (await save(coordinator, { name, parentId })).data.saveCategory.category as {
      id: string;
      version: number;
    };

  it("lose no entry: a retired category keeps what it has, takes nothing new, and is emptied into another", async () => {
    const [old, fresh] = [await made("用工"), await made("招工")];
    const { id, version } = await entered(lead, { categoryId: old.id });
    const retired = await coordinator.ask(
      "mutation($i: SetCategoryRetiredInput!) { setCategoryRetired(input: $i) { category { retired entryCount } } }",
      { i: { clientMutationId: ulid(), id: old.id, expectedVersion: old.version, retired: true } },
    );
    expect(retired.data.setCategoryRetired.category).toEqual({ retired: true, entryCount: 1 });
    expect(codeOf(await enter(lead, { categoryId: old.id }))).toBe("BAD_INPUT");
    expect((await edit(lead, id, version, { categoryId: old.id })).errors).toEqual([]);
    const waiting = await entered(member, { visibility: "alliance" });
    await cypher(
      graph,
      "MATCH (d:Demand {id: $id}), (c:Category {id: $old}) CREATE (d)-[:IN_CATEGORY]->(c)",
      { id: waiting.id, old: old.id },
    );
    const moved = await coordinator.ask(
      "mutation($i: MoveCategoryEntriesInput!) { moveCategoryEntries(input: $i) { moved category { name } } }",
      { i: { clientMutationId: ulid(), fromId: old.id, toId: fresh.id } },
    );
    expect(moved.data.moveCategoryEntries).toEqual({ moved: 2, category: { name: "招工" } });
    const told = await cypher(
      graph,
      `MATCH (e:AuditEvent {action: 'moveCategoryEntries', targetKind: 'Demand'}) WHERE e.targetId IN $ids
       RETURN e.before AS before, e.after AS after, COUNT { (:Event {reason: '类别“用工”并入“招工”'})-[:HAPPENED_TO]->({id: e.targetId}) } AS events`,
      { ids: [id, waiting.id] },
    );
    const line = { before: '{"category":"用工"}', after: '{"category":"招工"}', events: 1 };
    expect(told).toEqual([line, line]);
    const [left] = await cypher(
      graph,
      "MATCH (c:Category {id: $id}) RETURN COUNT { (c)<-[:IN_CATEGORY]-() } AS n",
      { id: old.id },
    );
    expect(left?.n).toBe(0);
  });

  it("are changed by the administrator alone where several hubs share them; what is out of sight is not counted", async () => {
    const [from, to] = [await made("并出"), await made("并入")];
    const { id } = await entered(lead, { categoryId: from.id });
    await cypher(graph, "MATCH (d:Demand {id: $id}) SET d.audience = 'org:x'", { id });
    const move = (by: Browser) =>
      by.ask("mutation($i: MoveCategoryEntriesInput!) { moveCategoryEntries(input: $i) { moved } }", {
        i: { clientMutationId: ulid(), fromId: from.id, toId: to.id },
      });
    await cypher(
      graph,
      "CREATE (:Alliance:Entity {id: 'hub2', name: '另一总盟', kind: 'hub', audience: 'public'})",
    );
    const other = await openAccount(graph, [{ role: "hubCoordinator", placeId: "hub2" }]);
    for (const refused of [await move(coordinator), await save(coordinator, { name: "新的一类" })])
      expect(refused.errors[0]).toMatchObject({
        message: expect.stringContaining("由几个总联盟共用"),
        extensions: { code: "FORBIDDEN" },
      });
    await cypher(graph, "MATCH (a:Account {username: $name})-[:HOLDS]->(g) DETACH DELETE g", {
      name: other.username,
    });
    expect((await move(coordinator)).data.moveCategoryEntries.moved).toBe(0);
    expect(
      await cypher(graph, "MATCH (:Demand {id: $id})-[:IN_CATEGORY]->(c) RETURN c.name AS name", { id }),
    ).toEqual([{ name: "并入" }]);
  });

  it("make no circle, and say when somebody else was first", async () => {
    const top = await made("上级");
    const below = await made("下级", top.id);
    const again = { id: top.id, expectedVersion: top.version, name: "上级" };
    const circle = await save(coordinator, { ...again, parentId: below.id });
    expect(codeOf(await save(lead, again))).toBe("FORBIDDEN");
    expect(circle.errors[0]).toMatchObject({ message: expect.stringContaining("它下面") });
    const stale = await save(coordinator, { id: top.id, expectedVersion: top.version - 1, name: "改名" });
    expect(codeOf(stale)).toBe("CONFLICT");
  });

  it("a list has the name and the owners it is given", async () => {
    const set = (expectedVersion: number, owners: string[]) =>
      coordinator.ask("mutation($i: SetListKindInput!) { setListKind(input: $i) { listKind { version } } }", {
        i: { clientMutationId: ulid(), list: "demands", expectedVersion, name: "诉求清单", owners },
      });
    expect((await set(0, ["Enterprise"])).data.setListKind.listKind.version).toBe(1);
    const refused = await enter(member, {});
    expect(refused.errors[0]).toMatchObject({ message: "诉求清单由企业填报，不能选党组织。" });
    expect(codeOf(await set(0, ["PartyOrganization"]))).toBe("CONFLICT");
    expect((await set(1, ["Enterprise", "PartyOrganization"])).errors).toEqual([]);
    expect((await enter(member, {})).errors).toEqual([]);
  });
});

describe("the kinds of list", () => {
  const kinds = `listKinds { list name enabled columns version }`;
  const read = async (by: Browser) => (await by.ask(`{ ${kinds} }`)).data.listKinds;
  const set = (by: Browser, list: string, more: object) =>
    by.ask(`mutation($i: SetListKindInput!) { setListKind(input: $i) { listKind { list version } } }`, {
      i: {
        clientMutationId: ulid(),
        ...{
          list,
          expectedVersion: 0,
          owners: ["Enterprise"],
          name: list === "projects" ? "项目清单" : "资源表",
        },
        ...more,
      },
    });

  it("stand in the order, with the columns, and are used as their hub says, which the trail tells", async () => {
    const before = await read(coordinator);
    expect(before.map(({ list }: { list: string }) => list)).toEqual(["demands", "resources", "projects"]);
    const refused = [{ position: 4 }, { owners: [] }, { name: " " }, { name: before[0].name }];
    for (const bad of refused) expect(codeOf(await set(coordinator, "projects", bad))).toBe("BAD_INPUT");
    expect(
      codeOf(
        await set(coordinator, "demands", { enabled: false, expectedVersion: before[0].version, name: "x" }),
      ),
    ).toBe("BAD_INPUT");
    expect(codeOf(await set(lead, "projects", {}))).toBe("FORBIDDEN");
    const both = await Promise.all(
      [["window"], ["owner"]].map((columns) => set(coordinator, "projects", { position: 1, columns })),
    );
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect(both.map(codeOf)).toContain("CONFLICT");
    expect((await set(coordinator, "resources", { enabled: false })).errors).toEqual([]);
    const after = await read(member);
    expect(after.map(({ list }: { list: string }) => list)).toEqual(["projects", "demands", "resources"]);
    expect(after[0]).toMatchObject({ name: "项目清单", enabled: true, version: 1 });
    expect(after[0].columns).toHaveLength(1);
    expect(after[2]).toMatchObject({ name: "资源表", enabled: false });
    const offer = await member.ask(
      "mutation($i: EnterOfferInput!) { enterOffer(input: $i) { offer { id } } }",
      { i: { clientMutationId: ulid(), fields: { text: "开放实验室", offeredById: "e" } } },
    );
    expect(offer.errors[0]).toMatchObject({ message: "这里没有启用资源表，不能新增条目。" });
    const trail = await cypher(
      graph,
      "MATCH (e:AuditEvent {action: 'setListKind', targetId: 'hub:resources'}) RETURN e.before AS before, e.after AS after",
    );
    expect(JSON.parse(String(trail[0]?.before))).toMatchObject({ name: "资源清单", enabled: true });
    expect(JSON.parse(String(trail[0]?.after))).toMatchObject({ name: "资源表", enabled: false });
  });

  it("of another hub are its own", async () => {
    await cypher(
      graph,
      "CREATE (:Alliance:Entity {id: 'hub-elsewhere', name: '外区总联盟', kind: 'hub', audience: 'public'})",
    );
    const account = await openAccount(graph, [{ role: "hubCoordinator", placeId: "hub-elsewhere" }]);
    const other = openBrowser(api.url, account.secret);
    expect((await read(other)).map(({ name }: { name: string }) => name)).toEqual([
      "需求清单",
      "资源清单",
      "服务项目清单",
    ]);
    expect((await set(other, "projects", { position: 2 })).errors).toEqual([]);
    expect((await read(coordinator))[0].list).toBe("projects");
    expect((await read(other))[1].list).toBe("projects");
    await cypher(graph, "MATCH (k:ListKind) DELETE k");
    await cypher(graph, "MATCH (a:Alliance {id: 'hub-elsewhere'}) DELETE a");
  });
});

describe("whom an entry is shown to", () => {
  it("is chosen among the circles of its owner and alliance", async () => {
    const choices = (by: Browser, ownerId: string | null, allianceId: string | null) =>
      by.ask(
        `query($o: ID, $a: ID) { publishingChoices(ownerId: $o, allianceId: $a) {
           circles { visibility name } usual reviewed reviewingAlliance } }`,
        { o: ownerId, a: allianceId },
      );
    expect((await choices(member, "o", null)).data.publishingChoices).toEqual({
      circles: [
        { visibility: "organization", name: "总支" },
        { visibility: "alliance", name: "甲链联盟" },
        { visibility: "hub", name: "总联盟" },
        { visibility: "public", name: null },
      ],
      usual: "public",
      reviewed: true,
      reviewingAlliance: "甲链联盟",
    });
    const forLead = (await choices(lead, "o", "a")).data.publishingChoices;
    expect(forLead.reviewed).toBe(false);
    expect(forLead.circles.map(({ visibility }: { visibility: string }) => visibility)).not.toContain(
      "organization",
    );
  });

  it("tells nothing of an owner that the visitor could not enter it for", async () => {
    const ask = (by: Browser, o: string | null, a: string | null = null) =>
      by.ask(
        `query($o: ID, $a: ID) { publishingChoices(ownerId: $o, allianceId: $a) {
           circles { visibility name } usual reviewed reviewingAlliance } }`,
        { o, a },
      );
    await cypher(
      graph,
      `MATCH (a:Alliance {id: 'a'}) CREATE (g:PartyOrganization:Entity {id: 'secret', name: '隐去的支部', kind: 'branch', audience: 'org:secret'})-[:MEMBER_OF]->(a)
       CREATE (g)-[:COVERS]->(:Enterprise:Entity {id: 'covered', name: '隐去的企业', audience: 'org:secret'})`,
    );
    const unknown = (await ask(stranger, "no-such")).data;
    expect(unknown.publishingChoices).toMatchObject({
      usual: "public",
      reviewed: false,
      reviewingAlliance: null,
    });
    for (const owner of ["secret", "covered", "o"])
      expect((await ask(stranger, owner)).data).toEqual(unknown);
  });

  it("is reviewed by the alliance that is to see it, also when who saves it reviews for another", async () => {
    // On duty in b, and a member of both.
    await cypher(
      graph,
      "MATCH (q:PartyOrganization {id: 'q'}), (b:Alliance {id: 'b'}) MERGE (q)-[:MEMBER_OF]->(b)",
    );
    for (const visibility of ["alliance", "hub", "public"]) {
      const { state } = await entered(stranger, { raisedById: "q", allianceId: "a", visibility });
      expect(state, visibility).toBe("pendingReview");
    }
    const { state } = await entered(stranger, { raisedById: "q", allianceId: "b", visibility: "alliance" });
    expect(state).toBe("published");
    await cypher(graph, "MATCH (:PartyOrganization {id: 'q'})-[m:MEMBER_OF]->(:Alliance {id: 'b'}) DELETE m");
  });

  it("may not leave out whoever enters it", async () => {
    const { errors } = await enter(lead, { visibility: "organization" });
    expect(errors[0]).toMatchObject({ message: expect.stringContaining("自己也看不到") });
  });

  it("can be changed later, and holds for everything that is read", async () => {
    const { id, version } = await entered(lead, { visibility: "alliance" });
    expect(await read(stranger, id)).toMatchObject({ visibility: "alliance" });
    await edit(lead, id, version, { visibility: "hub" });
    const [stored] = await cypher(graph, "MATCH (d:Demand {id: $id}) RETURN d.audience AS audience", { id });
    expect(stored?.audience).toBe("hub:hub");
  });
});

describe("whether an alliance reviews", () => {
  it("is set by one of two at once, and the other is told to look again", async () => {
    const version = await reviewVersion(coordinator, "b");
    const both = await Promise.all([true, false].map((on) => setReview(coordinator, "b", on, version)));
    expect(both.map(codeOf).sort()).toEqual(["CONFLICT", undefined]);
    const refused = both.find((answer) => codeOf(answer) === "CONFLICT");
    expect(refused?.errors[0]?.message).toMatch(/刚被别人改过/);
    const done = both.find((answer) => codeOf(answer) === undefined)?.data.setAllianceReview.alliance;
    expect(done.reviewVersion).toBe(version + 1);
    expect(codeOf(await setReview(coordinator, "b", !done.reviewsEntries, version))).toBe("CONFLICT");
    const [kept] = await cypher(
      graph,
      `MATCH (a:Alliance {id: 'b'}) RETURN a.reviewsEntries AS reviews,
         COUNT { (:AuditEvent {action: 'setAllianceReview', targetId: 'b'}) } AS told`,
    );
    expect(kept).toEqual({ reviews: done.reviewsEntries, told: 1 });
    expect(codeOf(await setReview(coordinator, "b", false))).toBeUndefined();
  });
});

describe("where an alliance does not review", () => {
  it("keeps a draft from others and publishes when it is saved", async () => {
    const draft = await entered(lead, { raisedById: null, allianceId: "a" }, true);
    expect(draft.state).toBe("draft");
    expect(await read(stranger, draft.id)).toBeNull();
    await setReview(coordinator, "a", false);
    try {
      expect((await entered(member)).state).toBe("published");
    } finally {
      await setReview(coordinator, "a", true);
    }
  });
});

describe("an edit by somebody who does not see every end of the entry", () => {
  const ends = (id: string) =>
    cypher(
      graph,
      `MATCH (d:Demand {id: $id})-[r:RAISED_BY|FOR_ALLIANCE]->(end)
       RETURN type(r) AS link, end.id AS end ORDER BY link, end`,
      { id },
    );

  it("keeps the owner who is out of sight, until another is named", async () => {
    const { id } = await entered(lead, { raisedById: null, allianceId: "a" });
    await cypher(
      graph,
      `MATCH (d:Demand {id: $id})
       CREATE (d)-[:RAISED_BY]->(:PartyOrganization:Entity {id: 'unseen-owner', name: '别处党支部', audience: 'org:unseen-owner'})`,
      { id },
    );
    const { version } = await read(lead, id);
    const kept = await edit(lead, id, version, { raisedById: null, allianceId: "a", quantity: 5 });
    expect(kept.errors).toEqual([]);
    expect(await ends(id)).toEqual([
      { link: "FOR_ALLIANCE", end: "a" },
      { link: "RAISED_BY", end: "unseen-owner" },
    ]);
    const named = await edit(lead, id, version + 1, { raisedById: "o", allianceId: "a" });
    expect(named.errors).toEqual([]);
    expect(await ends(id)).toEqual([
      { link: "FOR_ALLIANCE", end: "a" },
      { link: "RAISED_BY", end: "o" },
    ]);
    const freed = await edit(lead, id, version + 2, { raisedById: null, allianceId: "a" });
    expect(freed.errors).toEqual([]);
    expect(await ends(id)).toEqual([{ link: "FOR_ALLIANCE", end: "a" }]);
  });

  it("keeps the alliance that is out of sight, of needs and of offers alike", async () => {
    await cypher(
      graph,
      "CREATE (:Alliance:Entity {id: 'unseen-alliance', name: '别处联盟', audience: 'alliance:unseen-alliance'})",
    );
    const { id, version } = await entered(member);
    const entering = await member.ask(
      "mutation($i: EnterOfferInput!) { enterOffer(input: $i) { offer { id version } } }",
      { i: { clientMutationId: ulid(), fields: { text: "可提供叉车工培训", offeredById: "o" } } },
    );
    const { offer } = entering.data.enterOffer;
    await cypher(
      graph,
      `MATCH (e:Demand|Offer) WHERE e.id IN $ids MATCH (a:Alliance {id: 'unseen-alliance'})
       OPTIONAL MATCH (e)-[old:FOR_ALLIANCE]->() DELETE old CREATE (e)-[:FOR_ALLIANCE]->(a)`,
      { ids: [id, offer.id] },
    );
    expect((await edit(member, id, version, { quantity: 5 })).errors).toEqual([]);
    const input = { clientMutationId: ulid(), id: offer.id, expectedVersion: offer.version };
    const fields = { text: "可提供叉车工培训", offeredById: "o", capacity: 3 };
    const edited = await member.ask(
      "mutation($i: EditOfferInput!) { editOffer(input: $i) { offer { version } } }",
      { i: { ...input, fields } },
    );
    expect(edited.errors).toEqual([]);
    expect(await ends(id)).toContainEqual({ link: "FOR_ALLIANCE", end: "unseen-alliance" });
    const [kept] = await cypher(
      graph,
      "MATCH (:Offer {id: $id})-[:FOR_ALLIANCE]->(a) RETURN collect(a.id) AS alliances",
      { id: offer.id },
    );
    expect(kept).toEqual({ alliances: ["unseen-alliance"] });
  });
});
