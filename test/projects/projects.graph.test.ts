import { ulid } from "ulid";
import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import type { EvaluationStage } from "../../server/projects/evaluation.ts";
import { evaluationsOfProjects } from "../../server/projects/queries.ts";
import { ask } from "../support/graph.ts";
import { codeOf } from "../support/people.ts";
import {
  agree,
  as,
  completed,
  contact,
  isOpen,
  months,
  mutate,
  openLoop,
  project,
  started,
  startInput,
} from "./loop.ts";
import { replay } from "./replay.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openLoop();
}, 120_000);

describe("a service project", () => {
  it("comes out of a match that was agreed, and only out of one", async () => {
    expect(codeOf(await mutate("provider", "startProject", startInput(1)))).toBe("CONFLICT");
    await contact(1);
    expect(codeOf(await mutate("provider", "startProject", startInput(1)))).toBe("CONFLICT");
    expect(await ask(graph, "MATCH (p:ServiceProject) RETURN p.id AS id")).toEqual([]);
    const made = await started(1);
    const [row] = await ask(
      graph,
      `MATCH (m:Match)-[:LED_TO]->(p:ServiceProject {id: $id}) RETURN m.state AS state, p.audience AS audience,
       COUNT { (:AuditEvent {action: 'startProject', targetId: p.id}) } AS audits`,
      { id: made.id },
    );
    expect(row).toEqual({ state: "projected", audience: "public", audits: 1 });
    const { version } = await project("provider", made.id);
    const edited = {
      id: made.id,
      expectedVersion: version,
      title: "改过的题目",
      months: [{ month: "2026-12", text: "改过" }],
    };
    expect((await mutate("provider", "editProject", edited)).errors).toEqual([]);
    const [trail] = await ask(
      graph,
      "MATCH (e:AuditEvent {action: 'editProject', targetId: $id}) RETURN e.before AS before, e.after AS after",
      { id: made.id },
    );
    expect(JSON.parse(String(trail?.before))).toMatchObject({ title: "检测服务1", months });
    expect(JSON.parse(String(trail?.after))).toMatchObject({
      title: "改过的题目",
      months: [{ text: "改过" }],
    });
    expect(codeOf(await mutate("provider", "startProject", startInput(1)))).toBe("CONFLICT");
  });

  it("refuses strangers and bad input, and leaves nothing behind", async () => {
    await agree(2);
    expect(codeOf(await mutate("stranger", "startProject", startInput(2)))).toBe("FORBIDDEN");
    for (const bad of [
      { title: " " },
      { title: "长".repeat(61) },
      { months: [{ month: "2026-13", text: "x" }] },
      { months: [...months, ...months] },
      { allianceId: "no-such" },
      // An alliance that neither side is in: who evaluates is not chosen freely.
      { allianceId: "b" },
      { teamId: "no-such" },
    ])
      expect(codeOf(await mutate("provider", "startProject", { ...startInput(2), ...bad }))).toBe(
        "BAD_INPUT",
      );
    const [row] = await ask(
      graph,
      "MATCH (m:Match {id: 'need2~offer2'}) RETURN m.state AS state, COUNT { (m)-[:LED_TO]->() } AS projects",
    );
    expect(row).toEqual({ state: "agreed", projects: 0 });
  });

  it("does not come out of what was taken back", async () => {
    await agree(11);
    await ask(graph, "MATCH (o:Offer {id: 'offer11'}) SET o.state = 'withdrawn'");
    const refused = await mutate("provider", "startProject", startInput(11));
    expect(codeOf(refused)).toBe("CONFLICT");
    await ask(graph, "MATCH (o:Offer {id: 'offer11'}) SET o.state = 'published'");
    // The alliance of a need, where its owner has none.
    await ask(graph, "MATCH (:Demand {id: 'need11'})-[r:RAISED_BY]->() DELETE r");
    expect(codeOf(await mutate("provider", "startProject", startInput(11)))).toBe("BAD_INPUT");
  });

  it("moves along its edges, each with who, when and why", async () => {
    const { id, version } = await started(3);
    const move = (name: string, step: string, more: Record<string, unknown> = {}) =>
      project("provider", id).then((now) =>
        mutate(name, "moveProject", { id, expectedVersion: now.version, step, ...more }),
      );
    expect(codeOf(await move("provider", "complete"))).toBe("CONFLICT");
    expect(codeOf(await move("stranger", "start"))).toBe("FORBIDDEN");
    expect(codeOf(await move("provider", "cancel"))).toBe("BAD_INPUT");
    expect((await move("provider", "start")).errors).toEqual([]);
    expect(codeOf(await move("provider", "complete"))).toBe("CONFLICT");
    const stale = await mutate("provider", "moveProject", {
      id,
      expectedVersion: version,
      step: "cancel",
      reason: "过期的页面",
    });
    expect(codeOf(stale)).toBe("CONFLICT");
    expect(await isOpen(3)).toBe(false);
    expect((await move("lead", "cancel", { reason: "企业停产" })).errors).toEqual([]);
    // A need whose project came to nothing is to be planned for again.
    expect(await isOpen(3)).toBe(true);
    const [told] = await ask(graph, "MATCH (m:Match {id: 'need3~offer3'}) RETURN m.outcome AS outcome");
    expect(told?.outcome).toBe("cancelled");
    expect((await move("provider", "resume", { reason: "恢复生产" })).errors).toEqual([]);
    const now = await project("provider", id);
    expect(now.state).toBe("approved");
    expect(now.events.map(({ from, to, reason }: Record<string, unknown>) => [from, to, reason])).toEqual([
      ["cancelled", "approved", "恢复生产"],
      ["running", "cancelled", "企业停产"],
      ["approved", "running", null],
      [null, "approved", null],
    ]);
    expect(now.events.every(({ byName }: { byName: string }) => byName.startsWith("测试"))).toBe(true);
  });

  it("takes one of two steps that people press at once, and one press once", async () => {
    const { id, version } = await started(4);
    const both = await Promise.all([
      mutate("provider", "moveProject", { id, expectedVersion: version, step: "start" }),
      mutate("lead", "moveProject", { id, expectedVersion: version, step: "cancel", reason: "撤" }),
    ]);
    expect(both.filter(({ errors }) => errors.length === 0)).toHaveLength(1);
    const fresh = await started(5);
    const input = { clientMutationId: ulid(), id: fresh.id, expectedVersion: fresh.version, step: "start" };
    const presses = await Promise.all([1, 2, 3].map(() => mutate("provider", "moveProject", input)));
    for (const { errors } of presses) expect(errors).toEqual([]);
    expect((await project("provider", fresh.id)).events).toHaveLength(2);
  });

  it("keeps withheld stars and words in the database", async () => {
    const [row] = await ask(
      graph,
      `CREATE (p:ServiceProject:Entity {id: 'told', title: '评过的', state: 'evaluated', audience: 'public', version: 1})
       CREATE (:Evaluation:Entity {id: 'v1', stage: 'beneficiary', stars: 2, text: '不满意', by: 'ann', byName: '安', at: datetime()})-[:EVALUATES]->(p)
       CREATE (:Evaluation:Entity {id: 'v2', stage: 'committee', stars: 3, text: null, by: 'bob', byName: '波', at: datetime() + duration('PT1S')})-[:EVALUATES]->(p)
       RETURN p.id AS id`,
    );
    expect(row).toEqual({ id: "told" });
    const read = (reader: string | null, stars: EvaluationStage[], words: EvaluationStage[]) =>
      graph.run(evaluationsOfProjects, {
        ...{ viewer: systemViewer, reader },
        readings: [{ of: "x", id: "told", stars, words }],
      });
    const nothing = { of: "x", own: false, stars: null, text: null, byName: null };
    expect(await read(null, [], [])).toMatchObject([
      { ...nothing, stage: "beneficiary", wordsHidden: true },
      { ...nothing, stage: "committee", wordsHidden: false },
    ]);
    expect(JSON.stringify(await read("bob", ["beneficiary"], []))).not.toMatch(/不满意|安|ann|bob/);
    expect(await read("ann", [], ["committee"])).toMatchObject([
      { own: true, stars: 2, text: "不满意", byName: "安", wordsHidden: false },
      { own: false, stars: null, text: null, byName: "波", wordsHidden: false },
    ]);
    await ask(graph, "MATCH (p {id: 'told'})<-[:EVALUATES]-(v) DETACH DELETE p, v");
  });

  it("is evaluated by beneficiary, committee, park and supervision, in that order, each by its own", async () => {
    const { id } = await completed(6);
    const evaluate = async (name: string, stage: string, stars: number, text?: string) => {
      const { version } = await project(name, id);
      return mutate(name, "evaluateProject", { id, expectedVersion: version, stage, stars, text });
    };
    expect(codeOf(await evaluate("lead", "committee", 5))).toBe("CONFLICT");
    expect(codeOf(await evaluate("provider", "beneficiary", 5))).toBe("FORBIDDEN");
    expect(codeOf(await evaluate("lead", "beneficiary", 5))).toBe("FORBIDDEN");
    expect(codeOf(await evaluate("beneficiary", "beneficiary", 6))).toBe("BAD_INPUT");
    expect((await project("beneficiary", id)).turn).toEqual({ stage: "beneficiary", mine: true });
    expect((await evaluate("beneficiary", "beneficiary", 5, "解决了难题")).errors).toEqual([]);
    const back = await project("beneficiary", id);
    const late = await mutate("beneficiary", "moveProject", {
      id,
      expectedVersion: back.version,
      step: "sendBack",
      reason: "反悔",
    });
    expect(codeOf(late)).toBe("CONFLICT");
    // Those before and outside of a stage do not see it while the chain runs; those after it do.
    const hidden = { stage: "beneficiary", stars: null, text: null, wordsHidden: true };
    const shown = { stage: "beneficiary", stars: 5, text: "解决了难题", wordsHidden: false };
    expect((await project("bank", id)).evaluations).toEqual([hidden]);
    expect((await project("provider", id)).evaluations).toEqual([hidden]);
    expect((await project("lead", id)).evaluations).toEqual([shown]);
    expect((await evaluate("lead", "committee", 4)).errors).toEqual([]);
    expect((await project("beneficiary", id)).evaluations[1]).toMatchObject({
      stage: "committee",
      stars: null,
    });
    expect((await evaluate("hub", "park", 4)).errors).toEqual([]);
    expect((await evaluate("supervisor", "supervision", 5, "属实")).errors).toEqual([]);
    const end = await project("provider", id);
    expect(end).toMatchObject({ state: "evaluated", rating: 4.5, turn: null, steps: [] });
    expect(end.evaluations.map(({ stars }: { stars: number }) => stars)).toEqual([5, 4, 4, 5]);
    expect((await project("bank", id)).evaluations[0]).toMatchObject({
      stars: 5,
      text: null,
      wordsHidden: true,
    });
    const [match] = await ask(
      graph,
      "MATCH (m:Match)-[:LED_TO]->(:ServiceProject {id: $id}) RETURN m.outcome AS outcome, m.rating AS rating",
      { id },
    );
    expect(match).toEqual({ outcome: "evaluated", rating: 4.5 });
  });

  it("tells its match that it is finished, and that it was sent back, so that matching learns and forgets it", async () => {
    const { id } = await completed(10);
    const outcome = async () =>
      (
        await ask(graph, "MATCH (m:Match)-[:LED_TO]->(:ServiceProject {id: $id}) RETURN m.outcome AS is", {
          id,
        })
      )[0]?.is;
    expect(await outcome()).toBe("completed");
    const step = async (name: string, taken: string, more: Record<string, unknown> = {}) => {
      const { version } = await project(name, id);
      const { errors } = await mutate(name, "moveProject", {
        id,
        expectedVersion: version,
        step: taken,
        ...more,
      });
      expect(errors).toEqual([]);
    };
    await step("beneficiary", "sendBack", { reason: "还差两场" });
    expect(await outcome()).toBe("sentBack");
    await step("provider", "complete");
    expect(await outcome()).toBe("completed");
  });

  it("lets nobody judge two stages of one project", async () => {
    const { id } = await completed(7);
    const evaluate = async (name: string, stage: string) => {
      const { version } = await project(name, id);
      return mutate(name, "evaluateProject", { id, expectedVersion: version, stage, stars: 3 });
    };
    await evaluate("beneficiary", "beneficiary");
    expect((await evaluate("hub", "committee")).errors).toEqual([]);
    expect((await project("hub", id)).turn).toEqual({ stage: "park", mine: false });
    expect(codeOf(await evaluate("hub", "park"))).toBe("FORBIDDEN");
  });

  it("counts what the viewer sees, and every figure is its list", async () => {
    await agree(12, "lead");
    const inside = await mutate("lead", "startProject", startInput(12));
    expect(inside.errors).toEqual([]);
    const asked = `{ projectFigures { satisfied states { state totalCount } }
      all: serviceProjects { totalCount } good: serviceProjects(filter: {satisfied: true}) { totalCount nodes { id } }
      ${["approved", "running", "completed", "evaluated", "cancelled"].map((state) => `${state}: serviceProjects(filter: {states: [${state}]}) { totalCount }`).join(" ")} }`;
    const { data: seen } = await as("lead", asked);
    const { data: outside } = await as("bank", asked);
    for (const data of [seen, outside]) {
      for (const { state, totalCount } of data.projectFigures.states)
        expect(data[state].totalCount, state).toBe(totalCount);
      expect(data.projectFigures.satisfied).toBe(data.good.totalCount);
    }
    expect(outside.all.totalCount).toBe(seen.all.totalCount - 1);
    expect((await project("bank", inside.data.startProject.project.id)) ?? null).toBeNull();
    const year = "{ projectYear(year: 2026) { totalCount steps { month project { id } } } }";
    const [plan, less] = [
      (await as("lead", year)).data.projectYear,
      (await as("bank", year)).data.projectYear,
    ];
    expect(plan.totalCount).toBe(plan.steps.length);
    expect(less.totalCount).toBe(plan.totalCount - 1);
  });

  it("is carried out by a team whose members only its alliance reads by name", async () => {
    const team = {
      allianceId: "a",
      name: "活力蓝",
      colour: "蓝",
      members: [{ name: "甲", unit: "人社" }, { name: "乙" }],
    };
    const save = (name: string, more: Record<string, unknown>) =>
      as(
        name,
        "mutation ($input: SaveServiceTeamInput!) { saveServiceTeam(input: $input) { team { id version number } } }",
        { input: { clientMutationId: ulid(), ...team, ...more } },
      );
    expect(codeOf(await save("provider", {}))).toBe("FORBIDDEN");
    expect(codeOf(await save("lead", { colour: "紫" }))).toBe("BAD_INPUT");
    expect(codeOf(await save("lead", { members: Array.from({ length: 101 }, () => ({ name: "甲" })) }))).toBe(
      "BAD_INPUT",
    );
    const key = ulid();
    const [made, again] = [
      await save("lead", { clientMutationId: key }),
      await save("lead", { clientMutationId: key }),
    ];
    const { id, version, number } = made.data.saveServiceTeam.team;
    expect([again.data.saveServiceTeam.team.id, number]).toEqual([id, 2]);
    const names = async (name: string) =>
      (
        await as(name, "{ serviceTeams { nodes { id mayEdit members { name } } } }")
      ).data.serviceTeams.nodes.find((one: { id: string }) => one.id === id);
    expect(await names("lead")).toMatchObject({ mayEdit: true, members: [{ name: "甲" }, { name: "乙" }] });
    expect(await names("bank")).toMatchObject({ mayEdit: false, members: [] });
    const change = { id, expectedVersion: version, members: [{ name: "丙" }] };
    expect((await save("lead", change)).data.saveServiceTeam.team.number).toBe(1);
    expect(codeOf(await save("lead", { ...change, members: [] }))).toBe("CONFLICT");
    expect((await names("lead")).members).toEqual([{ name: "丙" }]);
    await agree(9);
    const { data } = await mutate("provider", "startProject", { ...startInput(9), teamId: id });
    const listed = await as(
      "lead",
      "query ($id: ID!) { serviceProjects(filter: {teamId: $id}) { nodes { id team { colour } } } }",
      { id },
    );
    expect(listed.data.serviceProjects.nodes).toEqual([
      { id: data.startProject.project.id, team: { colour: "蓝" } },
    ]);
  });

  it("keeps what its moves say: replaying the events of each gives its state", async () => {
    const rows = await ask(
      graph,
      `MATCH (p:ServiceProject) RETURN p.state AS state,
       COLLECT { MATCH (p)<-[:HAPPENED_TO]-(e:Event) RETURN {from: e.from, to: e.to} ORDER BY e.at } AS moves`,
    );
    expect(rows.length).toBeGreaterThan(7);
    for (const { state, moves } of rows) expect(replay(moves as Parameters<typeof replay>[0])).toBe(state);
  });
});
