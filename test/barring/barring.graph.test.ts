import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { district } from "../access/matrixGraph.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { openEvents } from "../support/events.ts";
import { ask, emptyGraph } from "../support/graph.ts";
import { type Browser, codeOf, type Grant, openAccount, openBrowser } from "../support/people.ts";

vi.setConfig({ testTimeout: 60_000 });

/** Firm e needs a welder; firm x and department d can help. Organisation o acts for e; x's own secretary sits in q. */
const lists = `
  MATCH (e:Enterprise {id: 'e'}), (x:Enterprise {id: 'x'}), (d:Department {id: 'd'}), (q:PartyOrganization {id: 'q'}), (b:Alliance {id: 'b'}),
    (o2:PartyOrganization {id: 'o2'}), (a:Alliance {id: 'a'})
  CREATE (o2)-[:MEMBER_OF]->(a)
  CREATE (q)-[:COVERS {mode: 'independent'}]->(x) CREATE (q)-[:MEMBER_OF]->(b)
  CREATE (n:Demand:Entity {id: 'n', title: '焊工', text: '需要焊工', words: '需要 焊工', textHash: 'n', state: 'published',
    audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(e)
  CREATE (f:Offer:Resource:Entity {id: 'f', title: '焊工', text: '可派焊工', words: '可派 焊工', textHash: 'f', state: 'published',
    audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:OFFERED_BY]->(x)
  CREATE (g:Offer:Resource:Entity {id: 'g', title: '焊工培训', text: '焊工培训班', words: '焊工 培训班', textHash: 'g', state: 'published',
    audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:OFFERED_BY]->(d)
  CREATE (:DataVersion {id: 'offers', value: 1}) CREATE (:DataVersion {id: 'demands', value: 1})`;

let graph: Graph;
let api: TestApi;
/** Acts for organisations o and o2 and firm e. */
let asker: Browser;
/** Acts for q and firm x: the other side. */
let other: Browser;
/** Answers for alliance a, which o is a member of. */
let lead: Browser;
let keys = 0;

const somebody = async (...grants: Grant[]): Promise<Browser> =>
  openBrowser(api.url, (await openAccount(graph, grants)).secret);

beforeAll(async () => {
  graph = await emptyGraph();
  await ask(graph, district);
  await ask(graph, lists);
  await ask(graph, "CALL db.awaitIndexes(60)");
  api = await startApi(graph, { embedder: null, viewerOf: undefined, requestTimeoutMs: 60_000 });
  asker = await somebody({ role: "organizationSecretary", placeId: "o" });
  other = await somebody({ role: "organizationSecretary", placeId: "q" });
  lead = await somebody({ role: "chainLead", placeId: "a" });
}, 240_000);
beforeEach(() => ask(graph, "MATCH (n:DoNotMatch|Match) DETACH DELETE n"));

const shown =
  "doNotMatch { id kind reason askedBy { ... on Enterprise { id } } standing until version lifted { byName reason } }";
const bar = (by: Browser, fields: object = {}, key = `bar-${++keys}`) =>
  by.ask(`mutation ($input: BarOwnersInput!) { barOwners(input: $input) { ${shown} } }`, {
    input: { clientMutationId: key, ownerId: "e", otherId: "x", kind: "competitor", ...fields },
  });
const lift = (
  by: Browser,
  id: string,
  expectedVersion: number,
  key = `lift-${++keys}`,
  reason = "合同纠纷已经了结",
) =>
  by.ask(`mutation ($input: LiftBarInput!) { liftBar(input: $input) { ${shown} } }`, {
    input: { clientMutationId: key, id, expectedVersion, reason },
  });
const bars = async (by: Browser, args = "") => {
  const answer = await by.ask(
    `{ doNotMatches${args} { totalCount nodes { id standing other { ... on Enterprise { id } } } } }`,
  );
  expect(answer.errors).toEqual([]);
  return answer.data.doNotMatches;
};
const matches = async (by: Browser) => {
  const answer = await by.ask(
    '{ matchesOfDemand(demandId: "n") { considered excluded { rule count } results { id offer { id } state } } }',
  );
  expect(answer.errors).toEqual([]);
  return answer.data.matchesOfDemand;
};
const offered = async (by: Browser) =>
  (await matches(by)).results.map(({ offer }: { offer: { id: string } }) => offer.id).toSorted();
const contact = (by: Browser, offerId = "f") =>
  by.ask("mutation ($input: StartContactInput!) { startContact(input: $input) { state } }", {
    input: { clientMutationId: `contact-${++keys}`, demandId: "n", offerId },
  });

describe("an owner that wants to be kept apart from another", () => {
  it("is not matched with it any more, in either direction, from the same moment", async () => {
    expect(await offered(asker)).toEqual(["f", "g"]);
    const made = await bar(asker, { reason: "同一产品的竞争对手" });
    expect(made.errors).toEqual([]);
    expect(made.data.barOwners.doNotMatch).toMatchObject({ standing: true, reason: "同一产品的竞争对手" });
    expect(await offered(asker)).toEqual(["g"]);
    const back = await other.ask('{ matchesOfOffer(offerId: "f") { results { demand { id } } } }');
    expect(back.data.matchesOfOffer.results).toEqual([]);
    const { id, version } = made.data.barOwners.doNotMatch;
    expect(codeOf(await lift(asker, id, version, "lift-mute", " "))).toBe("BAD_INPUT");
    expect((await lift(asker, id, version)).data.liftBar.doNotMatch).toMatchObject({
      standing: false,
      lifted: { byName: expect.stringMatching(/^测试/), reason: "合同纠纷已经了结" },
    });
    expect(await offered(asker)).toEqual(["f", "g"]);
  });

  it("is known to those who act for it and to nobody else", async () => {
    const made = await bar(asker);
    const { id } = made.data.barOwners.doNotMatch;
    expect((await bars(asker)).nodes).toEqual([{ id, standing: true, other: { id: "x" } }]);
    expect((await bars(lead)).totalCount).toBe(1);
    expect(await bars(other)).toEqual({ totalCount: 0, nodes: [] });
    expect(await bars(other, '(ownerId: "e")')).toEqual({ totalCount: 0, nodes: [] });
    expect(codeOf(await lift(other, id, 1))).toBe("NOT_FOUND");
    const node = await other.ask("query ($id: ID!) { node(id: $id) { id } }", { id });
    expect(node.data.node).toBeNull();
  });

  it("tells the other side nothing: neither counts nor reasons speak of it", async () => {
    const before = await matches(other);
    await bar(asker);
    const after = await matches(other);
    expect(after.excluded).toEqual(before.excluded);
    expect(after.considered).toBe(before.considered - 1);
    const refused = await contact(other);
    expect(codeOf(refused)).toBe("CONFLICT");
    expect(refused.errors[0]?.message).not.toMatch(/名单|撮合|竞争/u);
    expect(refused.errors[0]?.extensions.facts).toBeUndefined();
    expect(refused.errors[0]?.message).toContain("目前不能发起对接");
    const offers = async (by: Browser) =>
      (await by.ask('{ matchesOfOffer(offerId: "f") { considered excluded { rule count } } }')).data;
    expect(await offers(other)).toEqual({ matchesOfOffer: { considered: 0, excluded: [] } });
    expect((await offers(asker)).matchesOfOffer.excluded).toEqual([{ rule: "在不撮合名单上", count: 1 }]);
    // The other side may ask for the same by itself, without learning that it stands already.
    const own = await bar(other, { ownerId: "x", otherId: "e" });
    expect(own.errors).toEqual([]);
    const { id, version } = own.data.barOwners.doNotMatch;
    await lift(other, id, version);
    expect(await offered(asker)).toEqual(["g"]);
  });

  it("is told why to those who act for it", async () => {
    await bar(asker);
    for (const by of [asker, lead]) {
      expect((await matches(by)).excluded).toEqual([{ rule: "在不撮合名单上", count: 1 }]);
      const refused = await contact(by);
      expect(codeOf(refused)).toBe("CONFLICT");
      expect(refused.errors[0]?.message).toContain("先把这一条移出名单");
    }
  });

  it("changes no count of another rule for the other side", async () => {
    const usedUp = "MATCH (f:Offer {id: 'f'}) SET f.capacity = $capacity, f.used = $capacity";
    await ask(graph, usedUp, { capacity: 5 });
    const before = await matches(other);
    expect(before.excluded).toEqual([{ rule: "余量已用完", count: 1 }]);
    await bar(asker);
    const after = await matches(other);
    await ask(graph, usedUp, { capacity: null });
    expect(after).toEqual(before);
  });

  it("sees its list change while it looks at it", async () => {
    const { secret } = await openAccount(graph, [{ role: "organizationSecretary", placeId: "o" }]);
    const known = (await matches(asker)).results.map(({ id }: { id: string }) => id);
    const stream = await openEvents(
      api.url,
      'subscription ($known: [ID!]!) { matchesChanged(demandId: "n", known: $known, first: 20) { added removed } }',
      { known },
      { cookie: `lianmeng=${secret}` },
    );
    // The first look at the counters is where the stream begins.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    const { id, version } = (await bar(asker)).data.barOwners.doNotMatch;
    expect((await stream.next()).data.matchesChanged).toEqual({ added: 0, removed: 1 });
    await lift(asker, id, version);
    expect((await stream.next()).data.matchesChanged).toEqual({ added: 1, removed: 0 });
    stream.close();
  });

  it("keeps what is under way", async () => {
    expect((await contact(asker)).errors).toEqual([]);
    await bar(asker);
    const { results } = await matches(other);
    expect(results.find(({ offer }: { offer: { id: string } }) => offer.id === "f")?.state).toBe("contacted");
  });

  it("stands until the day that was named", async () => {
    const made = await bar(asker, { until: "2999-01-01" });
    expect(made.data.barOwners.doNotMatch.until).toBe("2999-01-01");
    const { id } = made.data.barOwners.doNotMatch;
    await ask(graph, "MATCH (b:DoNotMatch {id: $id}) SET b.until = date() - duration('P2D')", { id });
    expect((await bars(asker, "(standing: true)")).totalCount).toBe(0);
    expect((await bars(asker, "(standing: false)")).nodes).toMatchObject([{ id, standing: false }]);
    expect(await offered(asker)).toEqual(["f", "g"]);
  });
});

describe("what cannot be", () => {
  it.each([
    ["for somebody else's firm", { ownerId: "x", otherId: "e" }, "FORBIDDEN", /自己负责的单位/],
    ["with itself", { otherId: "e" }, "BAD_INPUT", /另一家/],
    ["with nobody that is there", { otherId: "nobody" }, "BAD_INPUT", /没有找到不再对接的单位/],
    ["until a day that has passed", { until: "2020-01-01" }, "BAD_INPUT", /今天或以后/],
    ["for a reason of a whole page", { reason: "长".repeat(201) }, "BAD_INPUT", /最多 200 字/],
  ])("is refused %s, and leaves nothing", async (_, fields, code, sentence) => {
    const refused = await bar(asker, fields);
    expect(codeOf(refused)).toBe(code);
    expect(refused.errors[0]?.message).toMatch(sentence);
    expect(await ask(graph, "MATCH (b:DoNotMatch) RETURN b")).toEqual([]);
  });
});

describe("twice and at once", () => {
  it("makes one of the same click, and says so of another", async () => {
    const [first, second] = [await bar(asker, {}, "same"), await bar(asker, {}, "same")];
    expect(second.data).toEqual(first.data);
    const again = await bar(asker);
    expect(codeOf(again)).toBe("CONFLICT");
    expect(again.errors[0]?.message).toMatch(/已经在不撮合名单上/);
  });

  it("makes one of two that two people ask for at once", async () => {
    const answers = await Promise.all([bar(asker), bar(lead)]);
    expect(answers.map(codeOf).toSorted()).toEqual(["CONFLICT", undefined]);
    expect((await bars(asker)).totalCount).toBe(1);
  });

  it("lifts once: the later of two is told", async () => {
    const { id, version } = (await bar(asker)).data.barOwners.doNotMatch;
    const answers = await Promise.all([lift(asker, id, version), lift(lead, id, version)]);
    expect(answers.map(codeOf).toSorted()).toEqual(["CONFLICT", undefined]);
    const [events] = await ask(
      graph,
      "MATCH (e:Event)-[:HAPPENED_TO]->(:DoNotMatch {id: $id}) RETURN count(e) AS n",
      { id },
    );
    expect(events?.n).toBe(1);
  });

  it("leaves both steps in the trail", async () => {
    const { id, version } = (await bar(asker)).data.barOwners.doNotMatch;
    await lift(asker, id, version);
    const trail = await ask(
      graph,
      "MATCH (a:AuditEvent {targetId: $id}) RETURN a.action AS action ORDER BY a.at, a.id",
      { id },
    );
    expect(trail.map(({ action }) => action)).toEqual(["barOwners", "liftBar"]);
  });
});
