import { beforeAll, describe, expect, it } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, seededGraph } from "../support/graph.ts";
import { codeOf, openAccount, openBrowser } from "../support/people.ts";

let graph: Graph;
let api: TestApi;
let next = 0;
const key = (): string => {
  next += 1;
  return `expiry-${next}-${Date.now()}`;
};
const day = (ahead: number): string => new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);

beforeAll(async () => {
  graph = await seededGraph();
  await cypher(graph, "MATCH (x:Demand) REMOVE x.neededBy");
  await cypher(graph, "MATCH (x:Offer) REMOVE x.availableUntil");
  api = await startApi(graph, { viewerOf: undefined });
});

const ending = async (from: Pick<TestApi, "ask">, days = 30) =>
  (
    await from.ask(
      `{ endingEntries(days: ${days}) { totalCount nodes { endsOn demand { id text version } offer { id } } } }`,
    )
  ).data.endingEntries;
const prolong = (from: Pick<TestApi, "ask">, id: string, expectedVersion: number, until: string) =>
  from.ask(
    "mutation($i: ProlongEntryInput!) { prolongDemand(input: $i) { demand { id state version neededBy } } }",
    { i: { clientMutationId: key(), id, expectedVersion, until } },
  );

describe("what ends", () => {
  it("is shown to those who answer for it, the soonest first, and prolonged with one step", async () => {
    const lead = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "chainLead", placeId: "tongliang-equipment" }])).secret,
    );
    const other = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "chainLead", placeId: "tongliang-electronics" }])).secret,
    );
    for (const [text, neededBy] of [
      ["二十天后到期的需求", day(20)],
      ["已经到期的需求", day(-5)],
      ["两个月后到期的需求", day(60)],
    ]) {
      const entered = await lead.ask(
        "mutation($i: EnterDemandInput!) { enterDemand(input: $i) { demand { id } } }",
        {
          i: { clientMutationId: key(), fields: { text, neededBy, allianceId: "tongliang-equipment" } },
        },
      );
      expect(entered.errors).toEqual([]);
    }
    const found = await ending(lead);
    expect(found.nodes.map(({ demand }: { demand: { text: string } }) => demand.text)).toEqual([
      "已经到期的需求",
      "二十天后到期的需求",
    ]);
    expect((await ending(lead, 90)).totalCount).toBe(3);
    expect((await ending(other)).totalCount).toBe(0);

    const { id, version } = found.nodes[0].demand;
    expect(codeOf(await prolong(other, id, version, day(90)))).toBe("FORBIDDEN");
    expect(codeOf(await prolong(lead, id, version, day(-1)))).toBe("BAD_INPUT");
    expect(codeOf(await prolong(lead, id, version + 1, day(90)))).toBe("CONFLICT");
    const { data, errors } = await prolong(lead, id, version, day(90));
    expect(errors).toEqual([]);
    expect(data.prolongDemand.demand).toMatchObject({
      state: "published",
      version: version + 1,
      neededBy: day(90),
    });
    expect((await ending(lead)).totalCount).toBe(1);
    const [told] = await cypher(
      graph,
      "MATCH (e:AuditEvent {targetId: $id, action: 'prolongDemand'}) RETURN count(e) AS n",
      { id },
    );
    expect(told?.n).toBe(1);
  });

  it("cannot be asked for beyond a year, nor prolonged when withdrawn", async () => {
    const secretary = openBrowser(
      api.url,
      (await openAccount(graph, [{ role: "chainLead", placeId: "tongliang-equipment" }])).secret,
    );
    expect(codeOf(await secretary.ask("{ endingEntries(days: 400) { totalCount } }"))).toBe("BAD_INPUT");
    const { demand } = (await ending(secretary)).nodes[0];
    await cypher(graph, "MATCH (d:Demand {id: $id}) SET d.state = 'withdrawn'", { id: demand.id });
    expect(codeOf(await prolong(secretary, demand.id, demand.version, day(90)))).toBe("CONFLICT");
  });
});
