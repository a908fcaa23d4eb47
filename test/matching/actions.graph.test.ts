import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask, seededGraph, testEmbedder } from "../support/graph.ts";
import { cacheFolder } from "../support/machine.ts";

let graph: Graph;
let api: TestApi;
let keys = 0;
vi.setConfig({ testTimeout: 120_000 });

/** The runner is busy with other files: what is tested here is not the deadline. */
const patient = (one: Graph): Graph => ({
  ...one,
  run: (query, params, options) => one.run(query, params, { ...options, deadlineMs: 60_000 }),
  write: (work, options) => one.write(work, { ...options, deadlineMs: 60_000 }),
});

beforeAll(async () => {
  graph = patient(await seededGraph());
  const knowledgeFile = join(cacheFolder, "knowledge.bin");
  await warmMatching(graph, await testEmbedder(), { knowledgeFile, patienceMs: 60_000 });
  api = await startApi(graph, { requestTimeoutMs: 60_000 });
}, 240_000);

const list = `query ($id: ID!) { matchesOfDemand(demandId: $id, first: 10) {
  considered degraded tookMs excluded { rule count }
  results { id score verdict state reason declineReason decisive demand { id text } offer { id text state }
    factors { id name value contribution evidence } deciding { id } against missing
    path { nodes { id kind name shortName } edges { id type source target label } omitted } } } }`;
const mutation = (name: string, type: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { clientMutationId demandId offerId state reason } }`;
const startContact = mutation("startContact", "StartContactInput");
const declineMatch = mutation("declineMatch", "DeclineMatchInput");
const reopenMatch = mutation("reopenMatch", "ReopenMatchInput");
const input = (more: Record<string, unknown>) => {
  keys += 1;
  return { clientMutationId: `match-${keys}`, demandId: "LE011", ...more };
};
const results = async (): Promise<
  {
    id: string;
    score: number;
    state: string;
    reason: string | null;
    offer: { id: string };
    factors: Record<string, unknown>[];
  }[]
> => (await api.ask(list, { id: "LE011" })).data.matchesOfDemand.results;

describe("what people do about a match", () => {
  it("shows on the list, and can be taken back", async () => {
    const [first] = await results();
    const offerId = first?.offer.id;
    const started = await api.ask(startContact, { input: input({ offerId, note: "已电话联系" }) });
    expect(started.errors ?? []).toEqual([]);
    expect(started.data.startContact).toMatchObject({ state: "contacted", reason: "已电话联系" });
    const [kept] = await ask(
      graph,
      "MATCH (m:Match {id: $id}) RETURN m.score AS score, m.factors AS factors",
      {
        id: first?.id,
      },
    );
    expect(kept?.score).toBe(first?.score);
    expect(JSON.parse(String(kept?.factors))).toEqual(first?.factors);
    expect((await results())[0]).toMatchObject({ state: "contacted", offer: { id: offerId } });
    const reopened = await api.ask(reopenMatch, { input: input({ offerId }) });
    expect(reopened.data.reopenMatch.state).toBe("proposed");
    expect((await results())[0]).toMatchObject({ state: "proposed" });
  });

  it("sinks a declined pair to the end, with its reason", async () => {
    const [first] = await results();
    const offerId = first?.offer.id;
    await api.ask(declineMatch, { input: input({ offerId, reason: "tooFar", note: "跨区" }) });
    const after = await results();
    expect(after[0]?.offer.id).not.toBe(offerId);
    expect(after.at(-1)).toMatchObject({
      state: "declined",
      reason: "跨区",
      declineReason: "tooFar",
      offer: { id: offerId },
    });
    const again = await api.ask(startContact, { input: input({ offerId }) });
    expect(again.errors[0]?.extensions.code).toBe("CONFLICT");
    await api.ask(reopenMatch, { input: input({ offerId }) });
    expect((await results())[0]?.offer.id).toBe(offerId);
  });

  it("happens once for one key, also when the same press arrives many times at once", async () => {
    const offerId = (await results())[1]?.offer.id;
    const once = input({ offerId });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => api.ask(startContact, { input: once })),
    );
    for (const { data, errors } of answers) {
      expect(errors ?? []).toEqual([]);
      expect(data.startContact.state).toBe("contacted");
    }
    const id = `LE011~${offerId}`;
    const [row] = await ask(
      graph,
      "MATCH (m:Match {id: $id}) RETURN count(m) AS matches, COUNT { (:Event)-[:HAPPENED_TO]->(m) } AS events, COUNT { (m)-[:ANSWERS_DEMAND]->() } AS demands",
      { id },
    );
    expect(row).toMatchObject({ matches: 1, events: 1, demands: 1 });
    const other = await api.ask(startContact, { input: input({ offerId }) });
    expect(other.errors[0]?.extensions.code).toBe("CONFLICT");
  });

  it("lets one of two who press different buttons at once win", async () => {
    const offerId = (await results())[2]?.offer.id;
    const answers = await Promise.all([
      api.ask(startContact, { input: input({ offerId }) }),
      api.ask(startContact, { input: input({ offerId }) }),
    ]);
    expect(answers.filter(({ errors }) => !errors?.length)).toHaveLength(1);
    const [row] = await ask(
      graph,
      "MATCH (m:Match {id: $id})<-[:HAPPENED_TO]-(e) RETURN count(e) AS events",
      {
        id: `LE011~${offerId}`,
      },
    );
    expect(row?.events).toBe(1);
  });

  it.each([
    ["供需属于同一单位", /属于同一单位/, "CREATE (d)-[:RAISED_BY]->(e), (o)-[:OFFERED_BY]->(e)"],
    ["余量已用完", /余量已用完/, "SET o.capacity = 5, o.used = 5"],
    ["已到期", /已到期/, "SET o.availableUntil = date('2020-01-01')"],
    ["时间对不上", /没有重合/, "SET d.neededBy = date('2999-01-01'), o.availableFrom = date('2999-01-02')"],
  ])(
    "is refused where the rule 「%s」 keeps the two apart, and may go on where it began before",
    async (name, sentence, change) => {
      const ends = { demandId: `apart-need-${name}`, offerId: `apart-offer-${name}` };
      await ask(
        graph,
        `CREATE (:Enterprise:Entity {id: $demandId + '-firm', name: '示例企业', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})
       CREATE (:Demand:Entity {id: $demandId, text: '需要检测服务', title: '检测', state: 'published', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})
       CREATE (:Offer:Resource:Entity {id: $offerId, text: '开放实验室', title: '实验室', state: 'published', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})`,
        ends,
      );
      const press = (mutation: string) => api.ask(mutation, { input: input(ends) });
      const stateOf = async () =>
        (
          await ask(graph, "MATCH (m:Match {id: $demandId + '~' + $offerId}) RETURN m.state AS state", ends)
        )[0]?.state;
      expect((await press(startContact)).errors ?? []).toEqual([]);
      await press(reopenMatch);
      const apart = `MATCH (d:Demand {id: $demandId}), (o:Offer {id: $offerId}), (e:Enterprise {id: $demandId + '-firm'}) ${change}`;
      await ask(graph, apart, ends);
      const refused = await press(startContact);
      expect(refused.errors[0]?.extensions.code).toBe("CONFLICT");
      expect(refused.errors[0]?.message).toMatch(sentence);
      expect(await stateOf()).toBe("proposed");
      await ask(graph, "MATCH (m:Match {id: $demandId + '~' + $offerId}) SET m.state = 'contacted'", ends);
      expect((await press(reopenMatch)).data.reopenMatch.state).toBe("proposed");
    },
  );

  it("is refused for what does not exist, is closed, or is barred, and writes nothing", async () => {
    const missing = await api.ask(startContact, { input: input({ offerId: "no-such-offer" }) });
    expect(missing.errors[0]?.extensions.code).toBe("NOT_FOUND");
    const offerId = (await results())[5]?.offer.id;
    await ask(graph, "MATCH (o:Offer {id: $offerId}) SET o.state = 'withdrawn'", { offerId });
    const closed = await api.ask(startContact, { input: input({ offerId }) });
    expect(closed.errors[0]?.extensions.code).toBe("CONFLICT");
    expect(closed.errors[0]?.message).toMatch(/发布状态/);
    const [row] = await ask(
      graph,
      "MATCH (m:Match) WHERE m.id IN ['LE011~no-such-offer', 'LE011~' + $offerId] RETURN count(m) AS n",
      { offerId },
    );
    expect(row?.n).toBe(0);
    await ask(graph, "MATCH (o:Offer {id: $offerId}) SET o.state = 'published'", { offerId });
    const long = await api.ask(startContact, { input: input({ offerId, note: "长".repeat(501) }) });
    expect(long.errors[0]?.extensions.code).toBe("BAD_INPUT");
  });
});
