import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { todayInShanghai } from "../../server/api/days.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, seededGraph, testEmbedder } from "../support/graph.ts";
import { cacheFolder } from "../support/machine.ts";
import { openAccount, openBrowser } from "../support/people.ts";

let graph: Graph;
let api: TestApi;
let keys = 0;
vi.setConfig({ testTimeout: 240_000 });

beforeAll(async () => {
  graph = await seededGraph();
  await warmMatching(graph, await testEmbedder(), {
    knowledgeFile: join(cacheFolder, "knowledge.bin"),
    patienceMs: 60_000,
  });
  api = await startApi(graph);
}, 240_000);
beforeEach(() =>
  ask(graph, "MATCH (p:Plan) OPTIONAL MATCH (p)-[:HOLDS_PAIR|HOLDS_GAP]->(x) DETACH DELETE p, x"),
);

const facts = `id state failure needCount done filledCount pairCount gaps { reason count } objective greedyObjective
  proven tookMs solveMs fairShare providersPerNeed fairness text`;
const read = `query ($id: ID!) { plan(id: $id) { ${facts}
  pairs(first: 200) { next nodes { id score share amount state mayDecide deciding { name evidence }
    demand { id quantity unit neededFrom neededBy raisedBy { ... on Enterprise { id } ... on PartyOrganization { id } } }
    offer { id state remaining unit availableFrom availableUntil offeredBy { ... on Enterprise { id } ... on PartyOrganization { id } ... on Department { id } } } } }
  unfilled(first: 200) { next nodes { reason share candidates capacity window rule demand { id } } } } }`;
const start = `mutation ($input: StartPlanInput!) { startPlan(input: $input) { plan { ${facts} } } }`;
const cancel = `mutation ($input: CancelPlanInput!) { cancelPlan(input: $input) { plan { id state } } }`;
const accept = `mutation ($input: AcceptPlanPairsInput!) { acceptPlanPairs(input: $input) { pairs { id state problem } } }`;
const key = (): string => {
  keys += 1;
  return `plan-${keys}`;
};

async function finished(id: string) {
  for (let tries = 0; tries < 600; tries += 1) {
    const { data, errors } = await api.ask(read, { id });
    expect(errors).toEqual([]);
    if (data.plan.state !== "running") return data.plan;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error("the plan did not end");
}

async function planned(input: Record<string, unknown> = {}) {
  const { data, errors } = await api.ask(start, { input: { clientMutationId: key(), ...input } });
  expect(errors).toEqual([]);
  expect(data.startPlan.plan).toMatchObject({ state: "running" });
  return finished(data.startPlan.plan.id);
}

describe("a plan over the seeded lists", () => {
  it("accounts for every open need, keeps the rules, and is the same the second time", async () => {
    const plan = await planned({ fairness: "strong", providersPerNeed: 2 });
    expect(plan).toMatchObject({ state: "ready", failure: null, proven: true, done: plan.needCount });
    const [open] = await ask(
      graph,
      "MATCH (d:Demand {state: 'published'}) WHERE coalesce(date($today) <= d.neededBy, true) RETURN count(d) AS needs",
      { today: todayInShanghai(new Date()) },
    );
    expect(plan.needCount).toBe(open?.needs);
    const served = new Set(plan.pairs.nodes.map((pair: { demand: { id: string } }) => pair.demand.id));
    const left = plan.gaps.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect(plan.filledCount).toBe(plan.needCount - left);
    for (const { demand, share } of plan.unfilled.nodes) expect(served.has(demand.id)).toBe(share > 0);
    const taken = new Map<string, number>();
    for (const { offer, demand, amount, score, deciding, mayDecide } of plan.pairs.nodes) {
      expect(offer.state).toBe("published");
      expect(score).toBeGreaterThanOrEqual(40);
      expect(deciding.length).toBeGreaterThan(0);
      expect(mayDecide).toBe(true);
      if (demand.raisedBy && offer.offeredBy) expect(demand.raisedBy.id).not.toBe(offer.offeredBy.id);
      taken.set(offer.id, (taken.get(offer.id) ?? 0) + (amount ?? 0));
      if (offer.remaining !== null) expect(taken.get(offer.id)).toBeLessThanOrEqual(offer.remaining + 1e-6);
    }
    expect(plan.objective).toBeGreaterThanOrEqual(plan.greedyObjective);
    const again = await planned({ fairness: "strong", providersPerNeed: 2 });
    expect(again.pairs.nodes).toEqual(plan.pairs.nodes);
    expect(again.unfilled.nodes).toEqual(plan.unfilled.nodes);
  });

  it("never holds a pair whose owners are barred from each other, and does not say why", async () => {
    const before = await planned();
    const pair = before.pairs.nodes.find(
      (one: { demand: { raisedBy: unknown }; offer: { offeredBy: unknown } }) =>
        one.demand.raisedBy && one.offer.offeredBy,
    );
    if (!pair) throw new Error("no pair with two owners to bar");
    const owners = { a: pair.demand.raisedBy.id, b: pair.offer.offeredBy.id };
    await ask(
      graph,
      "MATCH (a:Entity {id: $a}), (b:Entity {id: $b}) CREATE (x:DoNotMatch:Entity {id: 'bar-test', reason: '竞争'}) CREATE (x)-[:BARS]->(a) CREATE (x)-[:BARS]->(b)",
      owners,
    );
    const after = await planned();
    await ask(graph, "MATCH (x:DoNotMatch {id: 'bar-test'}) DETACH DELETE x");
    expect(after.pairs.nodes.map(({ id }: { id: string }) => id)).not.toContain(pair.id);
  });

  it("turns pairs into contacts in one go, says which could not, and plans no more for those needs", async () => {
    const plan = await planned();
    const pairs = plan.pairs.nodes.slice(0, 2).map(({ demand, offer }: never) => ({
      demandId: (demand as { id: string }).id,
      offerId: (offer as { id: string }).id,
    }));
    const input = { clientMutationId: key(), planId: plan.id, pairs };
    const first = await api.ask(accept, { input });
    expect(first.errors).toEqual([]);
    expect(first.data.acceptPlanPairs.pairs.map((one: { state: string }) => one.state)).toEqual([
      "contacted",
      "contacted",
    ]);
    // The same press again answers the same; another one is told that it is done.
    expect((await api.ask(accept, { input })).data).toEqual(first.data);
    const other = await api.ask(accept, { input: { ...input, clientMutationId: key() } });
    for (const one of other.data.acceptPlanPairs.pairs) expect(one.problem).toContain("对接中");
    const [events] = await ask(
      graph,
      "MATCH (m:Match) WHERE m.id IN $ids RETURN count(m) AS matches, sum(COUNT { (:Event)-[:HAPPENED_TO]->(m) }) AS events",
      { ids: first.data.acceptPlanPairs.pairs.map(({ id }: { id: string }) => id) },
    );
    expect(events).toEqual({ matches: 2, events: 2 });
    const next = await planned();
    expect(next.needCount).toBe(
      plan.needCount - new Set(pairs.map(({ demandId }: { demandId: string }) => demandId)).size,
    );
    const foreign = {
      clientMutationId: key(),
      planId: plan.id,
      pairs: [{ demandId: "LE011", offerId: "nobody" }],
    };
    expect((await api.ask(accept, { input: foreign })).errors[0]?.extensions.code).toBe("NOT_FOUND");
    await ask(graph, "MATCH (m:Match) DETACH DELETE m");
  });

  it("plans what is still open of a need, and promises nothing twice", async () => {
    await ask(
      graph,
      `MATCH (e:Enterprise) WITH e ORDER BY e.id LIMIT 4 WITH collect(e) AS firms
       UNWIND range(0, 1) AS i WITH firms, i, firms[i] AS firm
       CREATE (:Demand:Entity {id: 'part-need-' + i, title: '高压气瓶检测', text: '高压气瓶检测，需要送检 10 只', words: '高压 气瓶 检测', textHash: 'p' + i, state: 'published',
         quantity: 10.0, unit: '只', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:RAISED_BY]->(firm)
       WITH firms, i, firms[i + 2] AS firm
       CREATE (:Offer:Resource:Entity {id: 'part-offer-' + i, title: '高压气瓶检测', text: '高压气瓶检测服务', words: '高压 气瓶 检测 服务', textHash: 'q' + i, state: 'published',
         capacity: CASE i WHEN 0 THEN 4.0 ELSE 8.0 END, unit: '只', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})-[:OFFERED_BY]->(firm)`,
    );
    await ask(graph, "MATCH (v:DataVersion) WHERE v.id IN ['offers', 'demands'] SET v.value = v.value + 1");
    const [first, second] = ["part-need-0", "part-need-1"];
    const small = await api.ask(
      "mutation ($input: StartContactInput!) { startContact(input: $input) { state } }",
      { input: { clientMutationId: key(), demandId: first, offerId: "part-offer-0" } },
    );
    expect(small.errors).toEqual([]);
    const plan = await planned({ text: "高压气瓶", providersPerNeed: 2 });
    const sharesOf = (id: string) =>
      plan.pairs.nodes.flatMap(
        ({ demand, offer, share }: { demand: { id: string }; offer: { id: string }; share: number }) =>
          demand.id === id ? [[offer.id, Math.round(share * 100) / 100]] : [],
      );
    // Four of the ten are talked about: nobody else gets that resource, and only six are planned.
    const given = [...sharesOf(first), ...sharesOf(second)];
    expect(given.filter(([id]) => id === "part-offer-0")).toEqual([]);
    const eight = given
      .filter(([id]) => id === "part-offer-1")
      .reduce((sum, [, share]) => sum + Number(share), 0);
    expect(eight).toBeGreaterThan(0);
    expect(eight).toBeLessThanOrEqual(0.8 + 1e-6);
    expect(sharesOf(first).reduce((sum: number, [, share]: [string, number]) => sum + share, 0)).toBeCloseTo(
      0.6,
      2,
    );
    await ask(graph, "MATCH (n) WHERE n.id STARTS WITH 'part-' DETACH DELETE n");
  });

  it("is started once for one press, one at a time, and ends when it is cancelled", async () => {
    const input = { clientMutationId: key() };
    const [first, second] = await Promise.all([api.ask(start, { input }), api.ask(start, { input })]);
    expect(second.data.startPlan.plan.id).toBe(first.data.startPlan.plan.id);
    const other = await api.ask(start, { input: { clientMutationId: key() } });
    expect(other.errors[0]?.message).toContain("正在进行");
    const { id } = first.data.startPlan.plan;
    const stopped = await api.ask(cancel, { input: { clientMutationId: key(), planId: id } });
    expect(stopped.data.cancelPlan.plan.state).toBe("cancelled");
    await new Promise((resolve) => setTimeout(resolve, 2500));
    expect(await finished(id)).toMatchObject({ state: "cancelled", pairCount: 0 });
  });

  it("refuses what cannot be planned with a sentence and leaves nothing behind", async () => {
    const none = await api.ask(start, { input: { clientMutationId: key(), text: "没有任何需求会这样写" } });
    expect(none.errors[0]?.message).toContain("没有符合条件");
    const many = await api.ask(start, { input: { clientMutationId: key(), providersPerNeed: 9 } });
    expect(many.errors[0]?.message).toContain("1 到 5");
    expect(await ask(graph, "MATCH (p:Plan) RETURN p.id AS id")).toEqual([]);
  });

  it("is seen by nobody but whoever made it", async () => {
    const people = await startApi(graph, { viewerOf: undefined });
    const secretOf = async () =>
      openBrowser(people.url, (await openAccount(graph, [{ role: "administrator" }])).secret);
    const [maker, other] = [await secretOf(), await secretOf()];
    const made = await maker.ask(start, { input: { clientMutationId: key() } });
    expect(made.errors).toEqual([]);
    const { id } = made.data.startPlan.plan;
    expect((await maker.ask(`query ($id: ID!) { plan(id: $id) { id } }`, { id })).data.plan).toEqual({ id });
    expect((await other.ask(`query ($id: ID!) { plan(id: $id) { id } }`, { id })).data.plan).toBeNull();
    expect((await other.ask("{ plans { id } }")).data.plans).toEqual([]);
    const stop = await other.ask(cancel, { input: { clientMutationId: key(), planId: id } });
    expect(stop.errors[0]?.extensions.code).toBe("NOT_FOUND");
    await maker.ask(cancel, { input: { clientMutationId: key(), planId: id } });
  });
});
