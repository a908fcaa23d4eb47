import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { defaultWeights, weightsVersion } from "../../server/matching/factors.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { startApi, type TestApi } from "../support/api.ts";
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

const shown =
  "weights { serving versions { id version serving better verdict trained heldBack lossBefore lossAfter weights { id weight frozen } } }";
const key = () => {
  keys += 1;
  return `weights-${keys}`;
};
const train = async (clientMutationId = key()) => {
  const { data, errors } = await api.ask(
    `mutation ($input: TrainWeightsInput!) { trainWeights(input: $input) { ${shown} } }`,
    { input: { clientMutationId } },
  );
  expect(errors ?? []).toEqual([]);
  return data.trainWeights.weights;
};
const serve = (versionId: string | null) =>
  api.ask(`mutation ($input: ServeWeightsInput!) { serveWeights(input: $input) { ${shown} } }`, {
    input: { clientMutationId: key(), versionId },
  });
const list = async () =>
  (
    await api.ask(
      `query { matchesOfDemand(demandId: "LE011", first: 5) { weightsVersion results { id score } } }`,
    )
  ).data.matchesOfDemand;

/** Decisions about published pairs, by people to whom likeness of the texts is all that counts. */
const decide = (flipHeldBack: boolean) =>
  ask(
    graph,
    `MATCH (d:Demand) WHERE NOT d:Example WITH d ORDER BY d.id LIMIT 36
     MATCH (o:Offer) WHERE NOT o:Example WITH d, o ORDER BY d.id, o.id
     WITH d, collect(o)[..12] AS offers
     UNWIND range(0, size(offers) - 1) AS at
     WITH d, offers[at] AS o, (at % 6) / 5.0 AS likeness, (at * 5 % 7) / 6.0 AS other
     MERGE (m:Entity:Match {id: d.id + '~' + o.id})
     MERGE (m)-[:ANSWERS_DEMAND]->(d)
     MERGE (m)-[:WITH_OFFER]->(o)
     SET m.audience = 'public', m.version = 1, m.updatedAt = datetime(),
       m.state = CASE WHEN (likeness > 0.5) <> $flip THEN 'agreed' ELSE 'declined' END, m.declineReason = 'notWhatIsNeeded',
       m.factors = '[{"id":"textSimilarity","value":' + toString(likeness) + '},{"id":"helpFit","value":' + toString(other) + '},{"id":"categoryFit","value":' + toString(1 - other) + '}]'`,
    { flip: flipHeldBack },
  );

describe("weights that feedback moves", () => {
  it("are kept but cannot serve when there is too little feedback", async () => {
    const before = await list();
    expect(before.weightsVersion).toBe(weightsVersion);
    const once = key();
    const [first, again] = [await train(once), await train(once)];
    expect(again.versions).toHaveLength(1);
    const [version] = first.versions;
    expect(version).toMatchObject({ better: false, serving: false, lossBefore: null });
    for (const { id, weight } of version.weights)
      expect(weight).toBe(defaultWeights[id as keyof typeof defaultWeights]);
    const refused = await serve(version.id);
    expect(refused.errors[0]?.extensions.code).toBe("CONFLICT");
    expect(refused.errors[0]?.message).toContain("太少");
    expect(await list()).toEqual(before);
  });

  it("score once they serve, are named by every answer, and give way when one goes back", async () => {
    const frozen = await list();
    await decide(false);
    const { versions } = await train();
    const [version] = versions;
    expect(version.verdict).toContain("可以启用");
    expect(version.lossAfter).toBeLessThan(version.lossBefore);
    expect((await list()).weightsVersion).toBe(weightsVersion);
    const [one, two] = await Promise.all([serve(version.id), serve(version.id)]);
    expect([...(one?.errors ?? []), ...(two?.errors ?? [])]).toEqual([]);
    const learnt = await list();
    expect(learnt.weightsVersion).toBe(version.version);
    const scores = ({ results }: { results: { id: string; score: number }[] }) =>
      results.map(({ id, score }) => `${id} ${score}`);
    expect(scores(learnt)).not.toEqual(scores(frozen));
    const [events] = await ask(
      graph,
      "MATCH (e:Event)-[:HAPPENED_TO]->(:WeightVersion {id: $id}) RETURN count(e) AS n",
      { id: version.id },
    );
    expect(events?.n).toBe(1);
    const back = await serve(null);
    expect(back.data.serveWeights.weights.serving).toBe(weightsVersion);
    const after = await list();
    expect(after.weightsVersion).toBe(weightsVersion);
    expect((await serve("no-such-version")).errors[0]?.extensions.code).toBe("NOT_FOUND");
  });
});
