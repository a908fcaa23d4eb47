import { ulid } from "ulid";
import { beforeAll, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { ask } from "../support/graph.ts";
import { codeOf } from "../support/people.ts";
import { as, mutate, openLoop, project } from "./loop.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await openLoop();
}, 120_000);

const enter = (name: string, fields: Record<string, unknown>) =>
  as(
    name,
    `mutation ($input: EnterDemandInput!) { enterDemand(input: $input) {
      demand { id state mayEdit raisedBy { ... on Department { id name } } } } }`,
    { input: { clientMutationId: ulid(), fields } },
  );
const pair = (name: string, field: string, demandId: string, offerId: string) =>
  as(
    name,
    `mutation ($input: ${field[0]?.toUpperCase()}${field.slice(1)}Input!) { ${field}(input: $input) { state } }`,
    { input: { clientMutationId: ulid(), demandId, offerId } },
  );

it("a department raises a need, is served, and evaluates what was done", async () => {
  const fields = {
    text: "需要第三方检测服务，为园区企业办一次集中送检",
    raisedById: "d",
    allianceId: "a",
    visibility: "public",
  };
  expect(codeOf(await enter("bank", fields))).toBe("FORBIDDEN");
  expect(codeOf(await enter("stranger", fields))).toBe("FORBIDDEN");
  const { data, errors } = await enter("provider", fields);
  expect(errors).toEqual([]);
  const need = data.enterDemand.demand;
  expect(need).toMatchObject({ state: "published", mayEdit: true, raisedBy: { id: "d", name: "部门" } });
  // Nobody answers their own need.
  expect(codeOf(await pair("provider", "startContact", need.id, "offer1"))).toBe("CONFLICT");
  await ask(
    graph,
    "MATCH (o:Offer {id: 'offer2'})-[r:OFFERED_BY]->(), (k {id: 'k'}) DELETE r CREATE (o)-[:OFFERED_BY]->(k)",
  );
  expect((await pair("provider", "startContact", need.id, "offer2")).errors).toEqual([]);
  expect((await pair("bank", "agreeMatch", need.id, "offer2")).errors).toEqual([]);
  const made = await mutate("hub", "startProject", {
    ...{ demandId: need.id, offerId: "offer2", allianceId: "a", title: "集中送检" },
    months: [{ month: "2026-12", text: "送检" }],
  });
  expect(made.errors).toEqual([]);
  const { id } = made.data.startProject.project;
  const step = async (name: string, field: string, more: Record<string, unknown>) => {
    const { version } = await project(name, id);
    return mutate(name, field, { id, expectedVersion: version, ...more });
  };
  await step("bank", "moveProject", { step: "start" });
  await step("bank", "recordDelivery", { on: "2026-01-05", text: "送检一次" });
  await step("bank", "moveProject", { step: "complete" });
  expect(codeOf(await step("bank", "evaluateProject", { stage: "beneficiary", stars: 5 }))).toBe("FORBIDDEN");
  expect((await project("provider", id)).turn).toEqual({ stage: "beneficiary", mine: true });
  expect((await step("provider", "evaluateProject", { stage: "beneficiary", stars: 5 })).errors).toEqual([]);
});

it("what a department received is counted, and its needs are found by it", async () => {
  const received = await as(
    "provider",
    `{ exchangeOf(ownerId: "d") { received { totalCount } } demands(filter: {ownerId: "d"}) { totalCount } }`,
  );
  expect(received.errors).toEqual([]);
  expect(received.data.exchangeOf.received.totalCount).toBe(1);
  expect(received.data.demands.totalCount).toBe(1);
});
