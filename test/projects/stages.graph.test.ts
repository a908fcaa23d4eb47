import { ulid } from "ulid";
import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { ask } from "../support/graph.ts";
import { codeOf } from "../support/people.ts";
import { as, openLoop, project, started } from "./loop.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openLoop();
}, 120_000);

const set = (name: string, more: Record<string, unknown>) =>
  as(
    name,
    `mutation ($input: SetEvaluationStagesInput!) { setEvaluationStages(input: $input) {
      alliance { evaluationStages inheritsEvaluationStages evaluationVersion } } }`,
    { input: { clientMutationId: ulid(), allianceId: "a", expectedVersion: 0, ...more } },
  );
const ruleOf = async (id: string) =>
  (
    await as(
      "hub",
      "query ($id: ID!) { alliance(id: $id) { evaluationStages inheritsEvaluationStages evaluationVersion } }",
      { id },
    )
  ).data.alliance;
const all = ["beneficiary", "committee", "park", "supervision"];

it("says at which stages an alliance evaluates, for the projects it begins from then on", async () => {
  const before = await started(1);
  expect(await ruleOf("a")).toEqual({
    evaluationStages: all,
    inheritsEvaluationStages: true,
    evaluationVersion: 0,
  });
  expect(
    (await set("hub", { stages: ["committee", "beneficiary"] })).data.setEvaluationStages.alliance,
  ).toEqual({
    evaluationStages: ["beneficiary", "committee"],
    inheritsEvaluationStages: false,
    evaluationVersion: 1,
  });
  expect((await project("provider", (await started(2)).id)).stages).toEqual(["beneficiary", "committee"]);
  // What was agreed stays as it was agreed.
  expect((await project("provider", before.id)).stages).toEqual(all);
  const [trail] = await ask(
    graph,
    "MATCH (e:AuditEvent {action: 'setEvaluationStages'}) RETURN e.before AS before, e.after AS after",
  );
  expect(JSON.parse(String(trail?.before))).toEqual({ stages: null });
  expect(JSON.parse(String(trail?.after))).toEqual({ stages: ["beneficiary", "committee"] });
});

it("refuses who does not keep the alliance's settings, a stale form and a chain of no stage", async () => {
  const { evaluationVersion: expectedVersion } = await ruleOf("a");
  for (const name of ["provider", "lead", "supervisor"])
    expect(codeOf(await set(name, { expectedVersion, stages: ["park"] })), name).toBe("FORBIDDEN");
  expect(codeOf(await set("hub", { expectedVersion, stages: [] }))).toBe("BAD_INPUT");
  expect(codeOf(await set("hub", { expectedVersion: 99, stages: ["park"] }))).toBe("CONFLICT");
  expect(codeOf(await set("hub", { allianceId: "no-such", stages: ["park"] }))).toBe("NOT_FOUND");
  expect((await ruleOf("a")).evaluationVersion).toBe(expectedVersion);
});

it("goes by the alliance above where an alliance says nothing itself", async () => {
  const hub = await ruleOf("hub");
  await set("hub", {
    allianceId: "hub",
    expectedVersion: hub.evaluationVersion,
    stages: ["beneficiary", "park"],
  });
  expect((await ruleOf("b")).evaluationStages).toEqual(["beneficiary", "park"]);
  const own = await ruleOf("a");
  expect(own.evaluationStages).toEqual(["beneficiary", "committee"]);
  const key = { clientMutationId: ulid(), expectedVersion: own.evaluationVersion, stages: null };
  // The same click twice is one change.
  for (const answer of [await set("hub", key), await set("hub", key)])
    expect(answer.data.setEvaluationStages.alliance).toMatchObject({
      evaluationStages: ["beneficiary", "park"],
      inheritsEvaluationStages: true,
      evaluationVersion: own.evaluationVersion + 1,
    });
  expect((await project("provider", (await started(3)).id)).stages).toEqual(["beneficiary", "park"]);
});
