import { ulid } from "ulid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, emptyGraph } from "../support/graph.ts";
import { type Browser, codeOf, openAccount, openBrowser } from "../support/people.ts";

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

const setReview = (by: Browser, allianceId: string, reviews: boolean) =>
  by.ask(
    "mutation($i: SetAllianceReviewInput!) { setAllianceReview(input: $i) { alliance { reviewsEntries } } }",
    { i: { clientMutationId: ulid(), allianceId, reviews } },
  );
const fieldsOf = "id version state returnReason visibility mayReview mayEdit";
const enter = (by: Browser, fields: object, asDraft = false) =>
  by.ask(`mutation($i: EnterDemandInput!) { enterDemand(input: $i) { demand { ${fieldsOf} } } }`, {
    i: { clientMutationId: ulid(), asDraft, fields: { text: "需要叉车工培训", raisedById: "o", ...fields } },
  });
const entered = async (by: Browser, fields: object = {}, asDraft = false) => {
  const answer = await enter(by, fields, asDraft);
  expect(answer.errors).toEqual([]);
  return answer.data.enterDemand.demand as { id: string; version: number; state: string };
};
const edit = (by: Browser, id: string, expectedVersion: number, fields: object, asDraft = false) =>
  by.ask(`mutation($i: EditDemandInput!) { editDemand(input: $i) { demand { ${fieldsOf} } } }`, {
    i: {
      ...{ clientMutationId: ulid(), asDraft, id, expectedVersion },
      fields: { text: "需要叉车工培训", raisedById: "o", ...fields },
    },
  });
const read = async (by: Browser, id: string) =>
  (await by.ask(`query($id: ID!) { demand(id: $id) { ${fieldsOf} } }`, { id })).data.demand;
const listed = async (by: Browser) => {
  const { data } = await by.ask(
    `{ demands(first: 200) { totalCount nodes { id } } similarDemands(text: "需要叉车工培训", first: 10) { id } }`,
  );
  return data as {
    demands: { totalCount: number; nodes: { id: string }[] };
    similarDemands: { id: string }[];
  };
};
const step = (by: Browser, name: string, entries: { id: string; version: number }[], reason?: string) =>
  by.ask(`mutation($i: StepEntriesInput!) { ${name}(input: $i) { doneIds refused { id title reason } } }`, {
    i: {
      clientMutationId: ulid(),
      entries: entries.map(({ id, version }) => ({ id, expectedVersion: version })),
      reason,
    },
  });

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
