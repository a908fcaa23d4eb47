import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { defaultWeights, weightsVersion } from "../../server/matching/factors.ts";
import { frozenOrigin, frozenWeightsId } from "../../server/matching/frozenOrigin.ts";
import { isHeldBack } from "../../server/matching/heldBack.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { decideByLikeness } from "../support/decisions.ts";
import { ask, seededGraph, testEmbedder } from "../support/graph.ts";
import { cacheFolder } from "../support/machine.ts";

let graph: Graph;
let api: TestApi;
let keys = 0;
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  graph = await seededGraph();
  const knowledgeFile = join(cacheFolder, "knowledge.bin");
  await warmMatching(graph, await testEmbedder(), { knowledgeFile, patienceMs: 60_000 });
  api = await startApi(graph, { requestTimeoutMs: 60_000 });
}, 240_000);

const shown = `id version serving mayServe servedAt example comparedWith finding verdict
  learntGood learntBad heldGood heldBad lossBefore lossAfter weights { id weight frozen } shifts { id }`;
const key = () => {
  keys += 1;
  return `weights-${keys}`;
};
const train = async (clientMutationId = key()) => {
  const { data, errors } = await api.ask(
    `mutation ($input: TrainWeightsInput!) { trainWeights(input: $input) { version { ${shown} } } }`,
    { input: { clientMutationId } },
  );
  expect(errors).toEqual([]);
  return data.trainWeights.version;
};
const serve = (versionId: string | null) =>
  api.ask("mutation ($input: ServeWeightsInput!) { serveWeights(input: $input) { serving servingId } }", {
    input: { clientMutationId: key(), versionId },
  });
const versions = async () =>
  (await api.ask(`{ weightVersions { totalCount serving servingId nodes { ${shown} } } }`)).data
    .weightVersions;
const list = async () =>
  (
    await api.ask(
      `query { matchesOfDemand(demandId: "LE011", first: 5) { weightsVersion results { id score } } }`,
    )
  ).data.matchesOfDemand;
const scores = ({ results }: { results: { id: string; score: number }[] }) =>
  results.map(({ id, score }) => `${id} ${score}`);

/** What a version was learnt from, as `from` is told, page by page. */
async function feedbackOf(id: string, filter = "", from: TestApi = api) {
  const nodes = [];
  for (let after: string | null = null; ; ) {
    const { data, errors } = await from.ask(
      `query ($id: ID!, $after: String) { learntFeedback(versionId: $id, first: 60, after: $after ${filter}) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes { id heldBack good because importance demand { id example } offer { id example } project { id } } } }`,
      { id, after },
    );
    expect(errors).toEqual([]);
    const page = data.learntFeedback;
    nodes.push(...page.nodes);
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) return { totalCount: page.totalCount as number, nodes };
  }
}

const decide = (about: { example: boolean }) => decideByLikeness(graph, about, "visitor");
/** From now on those decisions are of somebody real, or of a demo visitor. */
const setDemo = (demo: boolean) =>
  ask(graph, "MERGE (a:Account {id: 'visitor'}) SET a.demo = $demo, a.username = 'visitor'", { demo });

describe("the frozen weights", () => {
  it("are version 0 with the data, the days and the figures they come from, beside the registry of factors", async () => {
    const { data, errors } = await api.ask(`{
      weightVersions { totalCount serving servingId nodes { ${shown}
        origin { data chosenOn measuredOn needs unseen { ndcg10 low high } given { ndcg10 } baseline { low } } } }
      matchFactors { id weight unit scale least most source meaning } }`);
    expect(errors).toEqual([]);
    const { nodes, totalCount, serving, servingId } = data.weightVersions;
    expect([totalCount, serving, servingId]).toEqual([1, weightsVersion, null]);
    expect(nodes[0]).toMatchObject({
      id: frozenWeightsId,
      version: weightsVersion,
      serving: true,
      mayServe: false,
      finding: "frozen",
    });
    const { unseen, given, needs } = nodes[0].origin;
    expect(needs).toBe(36);
    expect(unseen.low).toBeLessThan(unseen.ndcg10);
    expect(unseen.ndcg10).toBeLessThan(given.ndcg10);
    const weightOf = new Map(
      data.matchFactors.map((one: { id: string; weight: number }) => [one.id, one.weight]),
    );
    expect(Object.fromEntries(weightOf)).toEqual(defaultWeights);
    for (const { unit, scale, least, most } of data.matchFactors) {
      expect([least, most]).toEqual([0, 1]);
      expect(unit + scale).toMatch(/\p{Script=Han}/u);
    }
    expect(frozenOrigin.version).toBe(weightsVersion);
  });
});

describe("weights that feedback moves", () => {
  it("are kept but cannot serve when there is too little feedback", async () => {
    const before = await list();
    expect(before.weightsVersion).toBe(weightsVersion);
    const once = key();
    const [first, again, anew] = [await train(once), await train(once), await train()];
    expect([again.id, anew.id]).toEqual([first.id, first.id]);
    expect((await versions()).totalCount).toBe(2);
    expect(first).toMatchObject({ finding: "tooFew", serving: false, mayServe: false, lossBefore: null });
    for (const { id, weight } of first.weights)
      expect(weight).toBe(defaultWeights[id as keyof typeof defaultWeights]);
    const refused = await serve(first.id);
    expect(refused.errors[0]?.extensions.code).toBe("CONFLICT");
    expect(refused.errors[0]?.message).toContain("太少");
    expect(await list()).toEqual(before);
  });

  it("never serve when examples taught them, nor when demo visitors decided about what is real", async () => {
    const frozen = await list();
    await setDemo(true);
    await decide({ example: true });
    const fromExamples = await train();
    await decide({ example: false });
    const fromVisitors = await train();
    for (const version of [fromExamples, fromVisitors]) {
      expect(version).toMatchObject({ example: true, finding: "examplesOnly", mayServe: false });
      expect(version.lossAfter).toBeLessThan(version.lossBefore);
      const refused = await serve(version.id);
      expect(refused.errors[0]?.extensions.code).toBe("CONFLICT");
      expect(refused.errors[0]?.message).toContain("示例");
    }
    expect(fromVisitors.learntGood).toBeGreaterThan(fromExamples.learntGood);
    // Behind the five that were asked for stand those that somebody has declined by now.
    expect(scores(await list()).slice(0, 5)).toEqual(scores(frozen));
    const [gone] = await ask(
      graph,
      "MATCH (v:WeightVersion&Example)-[:EXAMPLE_OF]->(:ExampleRoot) RETURN collect(v.id) AS ids",
    );
    expect(new Set(gone?.ids as string[])).toEqual(new Set([fromExamples.id, fromVisitors.id]));
  });

  it("are learnt from what is real alone, and every figure leads to its records", async () => {
    await setDemo(false);
    const version = await train();
    expect(version).toMatchObject({
      example: false,
      finding: "better",
      mayServe: true,
      comparedWith: weightsVersion,
    });
    const { totalCount, nodes } = await feedbackOf(version.id);
    expect(nodes).toHaveLength(totalCount);
    expect(nodes.some(({ demand, offer }) => demand.example || offer.example)).toBe(false);
    for (const one of nodes) expect(one.heldBack).toBe(isHeldBack(one.demand.id));
    const figures = {
      learntGood: "heldBack: false, good: true",
      learntBad: "heldBack: false, good: false",
      heldGood: "heldBack: true, good: true",
      heldBad: "heldBack: true, good: false",
    };
    let sum = 0;
    for (const [name, filter] of Object.entries(figures)) {
      const part = await feedbackOf(version.id, `, ${filter}`);
      expect([name, part.totalCount]).toEqual([name, version[name]]);
      for (const { good, because } of part.nodes) expect(because).toBe(good ? "agreed" : "notWhatIsNeeded");
      sum += part.totalCount;
    }
    expect(sum).toBe(totalCount);
    expect(version.heldGood + version.heldBad).toBeGreaterThanOrEqual(20);
  });

  it("show whoever tunes only the records that they may see", async () => {
    const [version] = (await versions()).nodes;
    const all = await feedbackOf(version.id);
    const [first] = all.nodes;
    await ask(graph, "MATCH (m:Match {id: $id}) SET m.audience = 'org:elsewhere'", { id: first.id });
    const outside = await startApi(graph, {
      viewerOf: () => ({ all: false, audiences: ["public"] }),
      requestTimeoutMs: 60_000,
    });
    const seen = await feedbackOf(version.id, "", outside);
    await ask(graph, "MATCH (m:Match {id: $id}) SET m.audience = 'public'", { id: first.id });
    expect(seen.nodes.map(({ id }) => id)).toEqual(all.nodes.slice(1).map(({ id }) => id));
    expect(seen.totalCount).toBe(all.totalCount - 1);
  });

  it("score once they serve, are named by every answer, and give way when one goes back", async () => {
    const frozen = await list();
    expect(frozen.weightsVersion).toBe(weightsVersion);
    const [version] = (await versions()).nodes;
    const [one, two] = await Promise.all([serve(version.id), serve(version.id)]);
    expect([...(one?.errors ?? []), ...(two?.errors ?? [])]).toEqual([]);
    const learnt = await list();
    expect(learnt.weightsVersion).toBe(version.version);
    expect(scores(learnt)).not.toEqual(scores(frozen));
    const back = await serve(null);
    expect(back.data.serveWeights).toEqual({ serving: weightsVersion, servingId: null });
    expect(await list()).toMatchObject({ weightsVersion, results: frozen.results });
    expect((await serve("no-such-version")).errors[0]?.extensions.code).toBe("NOT_FOUND");
    const again = await serve(version.id);
    expect(again.data.serveWeights).toEqual({ serving: version.version, servingId: version.id });
    const [trail] = await ask(
      graph,
      `MATCH (a:AuditEvent {action: 'serveWeights'}) WITH a ORDER BY a.at
       RETURN collect(a.targetId) AS targets, COUNT { (:Event)-[:HAPPENED_TO]->(:WeightVersion {id: $id}) } AS events`,
      { id: version.id },
    );
    expect(trail?.targets).toEqual([version.id, "frozen", version.id]);
    expect(trail?.events).toBe(3);
  });

  it("are compared with those that serve, and with no others", async () => {
    const [serving] = (await versions()).nodes;
    const again = await train();
    expect(again).toMatchObject({ comparedWith: serving.version, finding: "notBetter", mayServe: false });
    expect((await serve(frozenWeightsId)).data.serveWeights.servingId).toBeNull();
    await ask(graph, "MATCH (v:WeightVersion {id: $id}) SET v.finding = 'better'", { id: again.id });
    const refused = await serve(again.id);
    expect(refused.errors[0]?.message).toContain(`和权重 ${serving.version} 比较`);
    expect((await serve(serving.id)).errors).toEqual([]);
  });

  it("are kept with a decision as long as nobody is shown the pair anew", async () => {
    const pair = { demandId: "LE011", offerId: (await list()).results[0].id.split("~")[1] };
    const step = (name: string, type: string) =>
      api.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { state } }`, {
        input: { clientMutationId: key(), ...pair },
      });
    await ask(graph, "MATCH (m:Match {id: $id}) DETACH DELETE m", { id: `LE011~${pair.offerId}` });
    expect((await step("startContact", "StartContactInput")).errors).toEqual([]);
    const stored = () =>
      ask(graph, "MATCH (m:Match {id: $id}) RETURN m.weightsVersion AS version, m.factors AS factors", {
        id: `LE011~${pair.offerId}`,
      });
    const [contacted] = await stored();
    expect(contacted?.version).toBe((await versions()).serving);
    await serve(null);
    expect((await step("reopenMatch", "ReopenMatchInput")).errors).toEqual([]);
    expect(await stored()).toEqual([contacted]);
  });
});
