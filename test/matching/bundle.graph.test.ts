import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { warmMatching } from "../../server/matching/warm.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { seededGraph, testEmbedder } from "../support/graph.ts";
import { cacheFolder } from "../support/machine.ts";

vi.setConfig({ testTimeout: 120_000 });

let api: TestApi;
let need: string;
const offers: string[] = [];
let keys = 0;
const key = () => {
  keys += 1;
  return `bundle-${keys}`;
};

async function enter(kind: "Demand" | "Offer", fields: Record<string, unknown>): Promise<string> {
  const answer = await api.ask(
    `mutation ($input: Enter${kind}Input!) { enter${kind}(input: $input) { ${kind.toLowerCase()} { id } } }`,
    { input: { clientMutationId: key(), fields } },
  );
  expect(answer.errors ?? []).toEqual([]);
  return answer.data[`enter${kind}`][kind.toLowerCase()].id;
}

beforeAll(async () => {
  const graph = await seededGraph();
  const knowledgeFile = join(cacheFolder, "knowledge.bin");
  await warmMatching(graph, await testEmbedder(), { knowledgeFile, patienceMs: 60_000 });
  api = await startApi(graph, { requestTimeoutMs: 60_000 });
  const unit = "张床";
  need = await enter("Demand", {
    text: "新员工缺倒班宿舍，希望就近租用职工宿舍床位",
    raisedById: "example-enterprise-1",
    quantity: 100,
    unit,
  });
  for (const [at, capacity] of [60, 50, 30].entries())
    offers.push(
      await enter("Offer", {
        text: "可出租职工宿舍床位，适合倒班员工",
        offeredById: `example-enterprise-${at + 2}`,
        capacity,
        unit,
      }),
    );
}, 240_000);

interface Bundle {
  open: number;
  met: number;
  alone: number;
  unit: string;
  parts: { id: string; amount: number; state: string; mayDecide: boolean; offer: { id: string } }[];
}
const bundle = async (): Promise<Bundle | null> => {
  const { data, errors } = await api.ask(
    `query ($id: ID!) { matchesOfDemand(demandId: $id, first: 1) {
       bundle { open met alone unit parts { id amount state mayDecide offer { id } } } } }`,
    { id: need },
  );
  expect(errors ?? []).toEqual([]);
  return data.matchesOfDemand.bundle;
};
const step = async (name: "startContact" | "agreeMatch" | "reopenMatch", offerId: string | undefined) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const { errors } = await api.ask(`mutation ($input: ${type}!) { ${name}(input: $input) { state } }`, {
    input: { clientMutationId: key(), demandId: need, offerId },
  });
  expect(errors ?? []).toEqual([]);
};

describe("a need that no one resource meets", () => {
  it("is told which resources meet it together, whatever part of the list is asked for", async () => {
    const found = await bundle();
    expect(found).toMatchObject({ open: 100, met: 100, alone: 60, unit: "张床" });
    expect(found?.parts.map(({ offer }) => offer.id).toSorted()).toEqual(offers.slice(0, 2).toSorted());
    expect(found?.parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(100);
    for (const { state, mayDecide } of found?.parts ?? [])
      expect({ state, mayDecide }).toEqual({ state: "proposed", mayDecide: true });
  });

  it("counts what is agreed, and needs no bundle once one resource is enough", async () => {
    await step("startContact", offers[0]);
    expect((await bundle())?.parts.find(({ offer }) => offer.id === offers[0])?.state).toBe("contacted");
    await step("agreeMatch", offers[0]);
    expect(await bundle()).toBeNull();
    await step("reopenMatch", offers[0]);
    expect(await bundle()).toMatchObject({ open: 100, met: 100 });
  });
});
