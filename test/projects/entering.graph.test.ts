import { ulid } from "ulid";
import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { ask } from "../support/graph.ts";
import { codeOf, openAccount } from "../support/people.ts";
import { as, completed, mutate, openLoop, project } from "./loop.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openLoop();
  // Firm x has no organisation, nobody has an account for it.
  await ask(
    graph,
    `MATCH (x:Enterprise {id: 'x'}), (n:Demand {id: 'need1'})-[r:RAISED_BY]->(), (other:Demand {id: 'need2'})-[s:RAISED_BY]->(),
       (a:Alliance {id: 'a'})
     DELETE r, s CREATE (n)-[:RAISED_BY]->(x) CREATE (other)-[:RAISED_BY]->(x)
     CREATE (n)-[:FOR_ALLIANCE]->(a) CREATE (other)-[:FOR_ALLIANCE]->(a)`,
  );
}, 120_000);

const turn = async (name: string, id: string) =>
  (
    await as(
      name,
      "query ($id: ID!) { serviceProject(id: $id) { turn { stage mine reachable entering { from open } } } }",
      { id },
    )
  ).data.serviceProject.turn;
const evaluate = async (name: string, id: string, more: Record<string, unknown>) => {
  const { version } = await project(name, id);
  return mutate(name, "evaluateProject", { id, expectedVersion: version, stars: 4, ...more });
};
const because = "企业没有账号、由其负责人在回访单上签字";

describe("the evaluation of a beneficiary without an account", () => {
  it("is entered for it by whoever answers for the alliance, with the reason, and marked so", async () => {
    const { id } = await completed(1);
    expect(await turn("lead", id)).toEqual({
      stage: "beneficiary",
      mine: false,
      reachable: false,
      entering: { from: null, open: true },
    });
    expect(await turn("provider", id)).toMatchObject({ reachable: false, entering: null });
    // Who has an account is no matter of theirs.
    expect(await turn("bank", id)).toMatchObject({ reachable: null, entering: null });
    const asked = { stage: "beneficiary", text: "好用", enteredBecause: because };
    expect(codeOf(await evaluate("lead", id, { ...asked, enteredBecause: undefined }))).toBe("FORBIDDEN");
    expect(codeOf(await evaluate("lead", id, { ...asked, enteredBecause: " " }))).toBe("BAD_INPUT");
    for (const name of ["provider", "supervisor", "stranger"])
      expect(codeOf(await evaluate(name, id, asked)), name).toBe("FORBIDDEN");
    expect((await evaluate("lead", id, asked)).errors).toEqual([]);
    const [trail] = await ask(
      graph,
      "MATCH (e:AuditEvent {action: 'enterEvaluation', targetId: $id}) RETURN e.after AS after",
      { id },
    );
    expect(JSON.parse(String(trail?.after))).toMatchObject({ stage: "beneficiary", enteredBecause: because });
    const told = async (name: string) =>
      (
        await as(
          name,
          "query ($id: ID!) { serviceProject(id: $id) { evaluations { stage stars text entered enteredBecause } } }",
          { id },
        )
      ).data.serviceProject.evaluations;
    const entered = { stage: "beneficiary", entered: true };
    expect(await told("hub")).toEqual([{ ...entered, stars: 4, text: "好用", enteredBecause: because }]);
    expect(await told("bank")).toEqual([{ ...entered, stars: null, text: null, enteredBecause: null }]);
    // What was entered for somebody is not the judgement of whoever entered it: they still give their own.
    expect(codeOf(await evaluate("lead", id, { stage: "committee", enteredBecause: because }))).toBe(
      "CONFLICT",
    );
    expect((await evaluate("lead", id, { stage: "committee" })).errors).toEqual([]);
    expect(codeOf(await evaluate("lead", id, { stage: "park" }))).toBe("FORBIDDEN");
    expect((await evaluate("hub", id, { stage: "park" })).errors).toEqual([]);
    expect((await evaluate("supervisor", id, { stage: "supervision" })).errors).toEqual([]);
    expect((await project("hub", id)).state).toBe("evaluated");
  });

  it("is taken once when two enter it at once", async () => {
    const { id, version } = await completed(2);
    const enter = (name: string) =>
      mutate(name, "evaluateProject", {
        ...{ id, expectedVersion: version, stage: "beneficiary", stars: 4, enteredBecause: because },
      });
    const both = await Promise.all([enter("lead"), enter("hub")]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    expect((await project("hub", id)).evaluations).toHaveLength(1);
  });
});

describe("the evaluation of a beneficiary with an account", () => {
  it("is its own until its days have passed", async () => {
    const { id } = await completed(3);
    const { entering, reachable } = await turn("lead", id);
    expect([reachable, entering.open]).toEqual([true, false]);
    const asked = { stage: "beneficiary", enteredBecause: "一直没有回音" };
    expect(codeOf(await evaluate("lead", id, asked))).toBe("CONFLICT");
    await ask(
      graph,
      `MATCH (:ServiceProject {id: $id})<-[:HAPPENED_TO]-(e:Event {to: 'completed'})
       SET e.at = e.at - duration({days: 15})`,
      { id },
    );
    expect((await turn("lead", id)).entering.open).toBe(true);
    expect((await turn("beneficiary", id)).entering).toBeNull();
    expect(codeOf(await evaluate("beneficiary", id, asked))).toBe("CONFLICT");
    expect((await evaluate("lead", id, asked)).errors).toEqual([]);
  });
});

it("tells of every stage whether anybody has an account to take it with, as the rules of who may say", async () => {
  const { id } = await completed(4);
  const stage = async () => (await turn("lead", id)) as { stage: string; reachable: boolean };
  const disable = (role: string, state: string) =>
    ask(graph, "MATCH (a:Account)-[:HOLDS]->(:Grant {role: $role}) SET a.state = $state", { role, state });
  for (const [name, of, roles] of [
    ["beneficiary", "beneficiary", ["organizationSecretary"]],
    ["lead", "committee", ["hubCoordinator"]],
    ["hub", "park", ["investmentOfficer"]],
    ["supervisor", "supervision", ["supervisor"]],
  ] as const) {
    expect(await stage()).toMatchObject({ stage: of, reachable: true });
    if (of === "park") {
      // The hub's coordinator has gone: nobody is left but an officer of another park.
      await disable("hubCoordinator", "disabled");
      await openAccount(graph, [{ role: "investmentOfficer", placeId: "park" }]);
      expect((await stage()).reachable).toBe(false);
      await openAccount(graph, [{ role: "investmentOfficer", placeId: "chain-a" }]);
      expect((await stage()).reachable).toBe(true);
      await disable("hubCoordinator", "active");
    } else if (of !== "committee") {
      for (const role of roles) await disable(role, "disabled");
      expect((await stage()).reachable, of).toBe(false);
      for (const role of roles) await disable(role, "active");
    }
    expect((await evaluate(name, id, { stage: of, text: ulid() })).errors).toEqual([]);
  }
});
