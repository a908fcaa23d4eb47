import { beforeAll, describe, expect, it, vi } from "vitest";
import { addDays } from "../../seed/dates.ts";
import { todayInShanghai } from "../../server/api/days.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { settleDemo } from "../../server/identity/demo.ts";
import { forgetAddresses } from "../../server/identity/throttle.ts";
import { settleAllMatches } from "../../server/lists/settle.ts";
import { waitsForOf } from "../../server/matching/reminders.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, seededGraph } from "../support/graph.ts";
import { openBrowser } from "../support/people.ts";

vi.setConfig({ testTimeout: 120_000 });

const today = todayInShanghai(new Date());
const yesterday = addDays(today, -1);
let graph: Graph;
let api: TestApi;
let keys = 0;
const key = (): string => {
  keys += 1;
  return `open-${keys}`;
};

beforeAll(async () => {
  graph = await seededGraph();
  await ask(graph, "MATCH (n:Account|Grant|Session|Setting|AuditEvent) DETACH DELETE n");
  await ask(graph, "MATCH (m:Match) WHERE m.state = 'contacted' DETACH DELETE m");
  await settleDemo(graph);
  api = await startApi(graph, { embedder: null, requestTimeoutMs: 60_000 });
}, 240_000);

const mutate = async (name: string, type: string, input: Record<string, unknown>, part: string) => {
  const { data, errors } = await api.ask(
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${part} } }`,
    {
      input: { clientMutationId: key(), ...input },
    },
  );
  expect(errors).toEqual([]);
  return data[name];
};
const enter = (kind: "Demand" | "Offer", fields: Record<string, unknown>) =>
  mutate(`enter${kind}`, `Enter${kind}Input`, { fields }, `${kind.toLowerCase()} { id version }`).then(
    (entered) => entered[kind.toLowerCase()] as { id: string; version: number },
  );

interface Pair {
  demandId: string;
  offerId: string;
}
async function contacted(): Promise<Pair> {
  const need = await enter("Demand", { text: "招聘焊工十名结束测试", neededBy: addDays(today, 30) });
  const offer = await enter("Offer", {
    text: "焊工招聘专场结束测试",
    categoryId: "category-A1",
    availableUntil: addDays(today, 30),
  });
  const pair = { demandId: need.id, offerId: offer.id };
  expect((await mutate("startContact", "StartContactInput", pair, "state")).state).toBe("contacted");
  return pair;
}
const stored = async ({ demandId, offerId }: Pair) => {
  const [row] = await ask(
    graph,
    `MATCH (m:Match {id: $id}) RETURN m.state AS state, m.reason AS reason,
       COLLECT { MATCH (e:Event)-[:HAPPENED_TO]->(m) RETURN [e.from, e.to, e.reason] ORDER BY e.at } AS events,
       COLLECT { MATCH (a:AuditEvent {targetId: m.id}) RETURN a.action ORDER BY a.at } AS trail`,
    { id: `${demandId}~${offerId}` },
  );
  return row as { state: string; reason: string | null; events: string[][]; trail: string[] };
};
const versionOf = async (id: string): Promise<number> =>
  Number((await ask(graph, "MATCH (x:Entity {id: $id}) RETURN x.version AS version", { id }))[0]?.version);
const step = async (name: string, type: string, id: string, more: Record<string, unknown> = {}) =>
  mutate(name, type, { id, expectedVersion: await versionOf(id), ...more }, "clientMutationId");

describe("a match under way", () => {
  it("ends with its withdrawn side, is told why, and is a proposal again when that is back", async () => {
    const sides = [
      ["Offer", "offerId", "资源已撤回"],
      ["Demand", "demandId", "需求已撤回"],
    ] as const;
    for (const [kind, side, reason] of sides) {
      const pair = await contacted();
      await step(`withdraw${kind}`, "WithdrawEntryInput", pair[side]);
      expect(await stored(pair)).toMatchObject({ state: "expired", reason });
      await step(`republish${kind}`, "WithdrawEntryInput", pair[side]);
      const back = await stored(pair);
      expect(back).toMatchObject({ state: "proposed", reason: null });
      expect(back.events).toEqual([
        ["proposed", "contacted", null],
        ["contacted", "expired", reason],
        ["expired", "proposed", "需求和资源都重新开放"],
      ]);
      expect(back.trail).toEqual(["contactMatch", "expireMatch", "reviveMatch"]);
      const again = await mutate("startContact", "StartContactInput", { ...pair }, "state");
      expect(again.state).toBe("contacted");
    }
  });

  it("ends with the last day of a side, once however many servers look, and stands in the list with the reason", async () => {
    const pair = await contacted();
    await ask(graph, "MATCH (d:Demand {id: $id}) SET d.neededBy = date($yesterday)", {
      id: pair.demandId,
      yesterday,
    });
    await Promise.all([settleAllMatches(graph, today), settleAllMatches(graph, today)]);
    expect(await settleAllMatches(graph, today)).toBe(0);
    const ended = await stored(pair);
    expect(ended.events.filter(([, to]) => to === "expired")).toEqual([
      ["contacted", "expired", "需求已到期"],
    ]);
    const { data } = await api.ask(
      "query ($id: ID!) { matchesOfDemand(demandId: $id, first: 100) { results { offer { id } state reason } } }",
      { id: pair.demandId },
    );
    expect(data.matchesOfDemand.results).toContainEqual({
      offer: { id: pair.offerId },
      state: "expired",
      reason: "需求已到期",
    });
    await step("prolongDemand", "ProlongEntryInput", pair.demandId, { until: addDays(today, 9) });
    expect((await stored(pair)).state).toBe("proposed");
  });

  it("ends too when many are withdrawn at once; what is agreed or declined stays as it is", async () => {
    const [open, agreed, declined] = [await contacted(), await contacted(), await contacted()];
    await mutate("agreeMatch", "AgreeMatchInput", { ...agreed }, "state");
    await mutate("declineMatch", "DeclineMatchInput", { ...declined, reason: "tooFar" }, "state");
    const entries = await Promise.all(
      [open, agreed, declined].map(async ({ offerId }) => ({
        id: offerId,
        expectedVersion: await versionOf(offerId),
      })),
    );
    const { refused } = await mutate("withdrawOffers", "StepEntriesInput", { entries }, "refused { reason }");
    expect(refused).toEqual([]);
    const states = await Promise.all(
      [open, agreed, declined].map(async (pair) => (await stored(pair)).state),
    );
    expect(states).toEqual(["expired", "agreed", "declined"]);
  });

  it("that a day has brought back without anybody saving is a proposal again", async () => {
    const pair = await contacted();
    const set = (day: string) =>
      ask(graph, "MATCH (o:Offer {id: $id}) SET o.availableUntil = date($day)", { id: pair.offerId, day });
    await set(yesterday);
    await settleAllMatches(graph, today);
    expect(await stored(pair)).toMatchObject({ state: "expired", reason: "资源已到期" });
    await set(today);
    await settleAllMatches(graph, today);
    expect((await stored(pair)).state).toBe("proposed");
  });
});

const reminders = `query ($days: Int) { contactReminders(days: $days, first: 200) { days totalCount
  nodes { id state waitsFor reason demand { id } offer { id } } } }`;
interface Reminders {
  days: number;
  totalCount: number;
  nodes: { id: string; state: string; waitsFor: string; reason: string | null }[];
}
const remindersFor = async (from: Pick<TestApi, "ask">, days?: number): Promise<Reminders> => {
  const { data, errors } = await from.ask(reminders, { days });
  expect(errors).toEqual([]);
  return data.contactReminders;
};
const idOf = ({ demandId, offerId }: Pair): string => `${demandId}~${offerId}`;
/** As if the last step had been taken so many days ago, at noon in Beijing. */
const backdate = (pair: Pair, days: number) =>
  ask(
    graph,
    "MATCH (e:Event)-[:HAPPENED_TO]->(:Match {id: $id}) SET e.at = datetime($day + 'T12:00:00+08:00')",
    { id: idOf(pair), day: addDays(today, -days) },
  );

describe("a contact without an answer", () => {
  it("is reminded of after seven days, or as many as are asked for, until somebody answers", async () => {
    const pair = await contacted();
    const reminded = async (days?: number) =>
      (await remindersFor(api, days)).nodes.some(({ id }) => id === idOf(pair));
    await backdate(pair, 6);
    expect([(await remindersFor(api)).days, await reminded(), await reminded(6)]).toEqual([7, false, true]);
    await backdate(pair, 7);
    expect(await reminded()).toBe(true);
    await mutate("agreeMatch", "AgreeMatchInput", { ...pair }, "state");
    expect(await reminded(0)).toBe(false);
  });

  it("that ended by itself is told with the reason", async () => {
    const pair = await contacted();
    await step("withdrawOffer", "WithdrawEntryInput", pair.offerId);
    const { nodes, totalCount } = await remindersFor(api);
    expect(totalCount).toBe(nodes.length);
    expect(nodes).toContainEqual(
      expect.objectContaining({ id: idOf(pair), state: "expired", reason: "资源已撤回" }),
    );
  });

  it("reminds only those whose move it is, and nobody who may not decide", async () => {
    const roles = await startApi(graph, { embedder: null, viewerOf: undefined, requestTimeoutMs: 60_000 });
    const visitor = async (role: string) => {
      forgetAddresses("127.0.0.1");
      const browser = openBrowser(roles.url);
      await browser.ask("mutation ($role: Role!) { enterDemo(role: $role) { me { kind } } }", { role });
      return browser;
    };
    // A need that belongs to nobody, and an offer of the secretary's organisation or one that it covers.
    const secretary = await visitor("organizationSecretary");
    const own = await secretary.ask(
      "{ offers(filter: {states: [published]}, first: 200) { nodes { id mayEdit offeredBy { __typename } } } }",
    );
    const mine = own.data.offers.nodes.find((one: { mayEdit: boolean }) => one.mayEdit);
    expect(mine).toBeDefined();
    const pair = { demandId: "LE001", offerId: mine.id as string };
    await ask(graph, "MATCH (m:Match {id: $id}) DETACH DELETE m", { id: idOf(pair) });
    const coordinator = await visitor("hubCoordinator");
    const { data, errors } = await coordinator.ask(
      "mutation ($input: StartContactInput!) { startContact(input: $input) { state } }",
      { input: { clientMutationId: key(), ...pair } },
    );
    expect([errors, data?.startContact.state]).toEqual([[], "contacted"]);
    await backdate(pair, 8);
    const told = async (browser: Pick<TestApi, "ask">) =>
      (await remindersFor(browser)).nodes.some(({ id }) => id === idOf(pair));
    const setMove = (side: string) =>
      ask(graph, "MATCH (m:Match {id: $id}) SET m.waitsFor = $side", { id: idOf(pair), side });
    await setMove("offer");
    expect(await told(secretary)).toBe(true);
    await setMove("demand");
    expect(await told(secretary)).toBe(false);
    expect(await told(coordinator)).toBe(true);
  });

  it("waits for the side that did not make the last move", () => {
    const pair = { demandId: "d", offerId: "o" };
    expect(waitsForOf(new Set(["d"]), pair)).toBe("offer");
    expect(waitsForOf(new Set(["o"]), pair)).toBe("demand");
    expect(waitsForOf(new Set(["d", "o"]), pair)).toBe("both");
  });
});
