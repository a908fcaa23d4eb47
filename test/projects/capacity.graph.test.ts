import { ulid } from "ulid";
import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { narrowMatches } from "../../server/lists/writeQueries.ts";
import { ask } from "../support/graph.ts";
import { codeOf } from "../support/people.ts";
import { as, months, mutate, openLoop, project } from "./loop.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openLoop();
  await ask(
    graph,
    `MATCH (n:Demand) WHERE n.id IN ['need1', 'need2', 'need3', 'need4', 'need5'] SET n.quantity = 40, n.unit = '人'
     WITH count(*) AS _ MATCH (o:Offer) WHERE o.id IN ['offer1', 'offer2'] SET o.capacity = 100, o.unit = '人', o.used = 10`,
  );
}, 120_000);

const step = (field: string, demandId: string, offerId: string, more: Record<string, unknown> = {}) =>
  as(
    "provider",
    `mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { state } }`,
    { input: { clientMutationId: ulid(), demandId, offerId, ...more } },
  );
async function agree(demandId: string, offerId = "offer1") {
  expect((await step("startContact", demandId, offerId)).errors).toEqual([]);
  return step("agreeMatch", demandId, offerId);
}
const remaining = async (id = "offer1"): Promise<number> =>
  (await as("provider", "query ($id: ID!) { offer(id: $id) { remaining } }", { id })).data.offer.remaining;

describe("the remaining capacity of a resource", () => {
  it("falls with what is agreed, never below nothing, and comes back with what is given up", async () => {
    expect(await remaining()).toBe(90);
    await agree("need1");
    expect(await remaining()).toBe(50);
    await agree("need2");
    expect(await remaining()).toBe(10);
    expect((await step("startContact", "need4", "offer1")).errors).toEqual([]);
    // Only as much as is left.
    await agree("need3");
    expect(await remaining()).toBe(0);
    const unasked = await step("startContact", "need5", "offer1");
    expect(unasked.errors[0]?.message).toMatch(/余量已用完/);
    const late = await step("agreeMatch", "need4", "offer1");
    expect(codeOf(late)).toBe("CONFLICT");
    expect(late.errors[0]?.message).toMatch(/100人 已经都答应/);
    expect((await step("reopenMatch", "need3", "offer1")).errors).toEqual([]);
    expect(await remaining()).toBe(10);
    expect((await step("declineMatch", "need2", "offer1", { reason: "terms" })).errors).toEqual([]);
    expect(await remaining()).toBe(50);
    // Agreed after all: what was refused for want of capacity can be had now.
    expect((await step("agreeMatch", "need4", "offer1")).errors).toEqual([]);
    expect(await remaining()).toBe(10);
  });

  it("is taken once by two who agree at once", async () => {
    await ask(graph, "MATCH (o:Offer {id: 'offer2'}) SET o.used = 60");
    for (const id of ["need3", "need5"]) await step("startContact", id, "offer2");
    const both = await Promise.all(["need3", "need5"].map((id) => step("agreeMatch", id, "offer2")));
    expect(both.map((answer) => answer.errors.length).sort()).toEqual([0, 1]);
    expect(await remaining("offer2")).toBe(0);
  });

  it("comes back when a project is cancelled, and is taken anew when it goes on", async () => {
    const started = await mutate("provider", "startProject", {
      demandId: "need1",
      offerId: "offer1",
      allianceId: "a",
      title: "焊工培训",
      months,
    });
    const { id } = started.data.startProject.project;
    const before = await remaining();
    const move = async (name: string) =>
      mutate("provider", "moveProject", {
        id,
        expectedVersion: (await project("provider", id)).version,
        step: name,
        reason: "停产",
      });
    expect((await move("cancel")).errors).toEqual([]);
    expect(await remaining()).toBe(before + 40);
    expect((await move("resume")).errors).toEqual([]);
    expect(await remaining()).toBe(before);
  });
});

describe("who sees a match and its project", () => {
  const widths = ["org:o", "alliance:a", "hub:hub", "public"];
  const pairs = widths.flatMap((need, i) =>
    widths.map((offer, j) => ({ need, offer, seen: i <= j ? need : offer })),
  );

  it.each(pairs)("is who sees a need of $need and an offer of $offer", async ({ need, offer, seen }) => {
    await ask(
      graph,
      "MATCH (n:Demand {id: 'need1'}), (o:Offer {id: 'offer1'}) SET n.audience = $need, o.audience = $offer",
      { need, offer },
    );
    await graph.run(narrowMatches, { entryIds: ["offer1"] });
    const [row] = await ask(
      graph,
      "MATCH (m:Match {id: 'need1~offer1'})-[:LED_TO]->(p) RETURN [m.audience, p.audience] AS seenBy",
    );
    expect(row?.seenBy).toEqual([seen, seen]);
    await ask(
      graph,
      "MATCH (n:Demand {id: 'need1'}), (o:Offer {id: 'offer1'}) SET n.audience = 'public', o.audience = 'public'",
    );
  });

  it("follows an entry that its owner narrows", async () => {
    await graph.run(narrowMatches, { entryIds: ["offer1"] });
    const { id } = (await as("stranger", "{ serviceProjects(first: 1) { nodes { id } } }")).data
      .serviceProjects.nodes[0];
    const { errors } = await as(
      "beneficiary",
      "mutation ($input: EditDemandInput!) { editDemand(input: $input) { demand { id } } }",
      {
        input: {
          clientMutationId: ulid(),
          id: "need1",
          expectedVersion: 1,
          fields: { text: "需要检测服务，仅本单位知道", raisedById: "e", visibility: "organization" },
        },
      },
    );
    expect(errors).toEqual([]);
    expect((await project("beneficiary", id)).id).toBe(id);
    expect(await project("stranger", id)).toBeNull();
  });
});
