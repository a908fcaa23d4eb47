import { beforeAll, describe, expect, it } from "vitest";
import { addDays } from "../../seed/dates.ts";
import { todayInShanghai } from "../../server/api/days.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { startApi, type TestApi } from "../support/api.ts";
import { ask as cypher, seededGraph } from "../support/graph.ts";

let graph: Graph;
let api: TestApi;
let next = 0;
const today = todayInShanghai(new Date());
const yesterday = addDays(today, -1);

beforeAll(async () => {
  graph = await seededGraph();
  api = await startApi(graph, { embedder: null });
});

const key = (): string => {
  next += 1;
  return `ending-${next}`;
};
const enterNeed = async (neededBy: string): Promise<{ id: string; state: string; version: number }> =>
  (
    await api.ask(
      "mutation($i: EnterDemandInput!) { enterDemand(input: $i) { demand { id state version } } }",
      {
        i: { clientMutationId: key(), fields: { text: "招聘数控机床操作工二十名到期测试", neededBy } },
      },
    )
  ).data.enterDemand.demand;
const enterOffer = async (availableUntil: string): Promise<{ id: string; state: string }> =>
  (
    await api.ask("mutation($i: EnterOfferInput!) { enterOffer(input: $i) { offer { id state } } }", {
      i: {
        clientMutationId: key(),
        fields: {
          text: "数控机床操作工招聘专场到期测试",
          categoryId: "category-A1",
          availableUntil,
        },
      },
    })
  ).data.enterOffer.offer;
const matched = async (demandId: string) =>
  (
    await api.ask(
      "query($id: ID!) { matchesOfDemand(demandId: $id, first: 100) { results { offer { id } } excluded { rule count } } }",
      { id: demandId },
    )
  ).data.matchesOfDemand as {
    results: { offer: { id: string } }[];
    excluded: { rule: string; count: number }[];
  };

describe("an entry whose last day has passed", () => {
  it("is open on its last day and has ended on the next, by itself", async () => {
    const [last, over] = [await enterNeed(today), await enterNeed(yesterday)];
    expect([last.state, over.state]).toEqual(["published", "expired"]);
    const stored = await cypher(
      graph,
      "MATCH (d:Demand) WHERE d.id IN $ids RETURN collect(DISTINCT d.state) AS states",
      {
        ids: [last.id, over.id],
      },
    );
    expect(stored[0]?.states).toEqual(["published"]);
    expect([(await enterOffer(today)).state, (await enterOffer(yesterday)).state]).toEqual([
      "published",
      "expired",
    ]);
  });

  it("stands in the list of those that ended, and no longer in the open one", async () => {
    const { id } = await enterNeed(yesterday);
    const found = async (state: string) =>
      (
        await api.ask(
          `{ demands(filter: {states: [${state}], text: "到期测试"}, first: 200) { totalCount nodes { id state } } }`,
        )
      ).data.demands as { totalCount: number; nodes: { id: string; state: string }[] };
    const [open, ended] = [await found("published"), await found("expired")];
    expect(open.nodes.map((node) => node.id)).not.toContain(id);
    expect(ended.nodes).toContainEqual({ id, state: "expired" });
    expect(ended.nodes.every((node) => node.state === "expired")).toBe(true);
    expect([open.totalCount, ended.totalCount]).toEqual([open.nodes.length, ended.nodes.length]);
  });

  it("is matched with nothing, and comes back with a new day", async () => {
    const offer = await enterOffer(today);
    const over = await enterNeed(yesterday);
    const list = await matched(over.id);
    expect(list.results).toEqual([]);
    expect(list.excluded.find(({ rule }) => rule === "已到期")?.count).toBeGreaterThan(0);
    const edited = await api.ask(
      "mutation($i: EditDemandInput!) { editDemand(input: $i) { demand { state } } }",
      {
        i: {
          clientMutationId: key(),
          id: over.id,
          expectedVersion: over.version,
          fields: { text: "招聘数控机床操作工二十名到期测试", neededBy: today },
        },
      },
    );
    expect(edited.data.editDemand.demand.state).toBe("published");
    expect((await matched(over.id)).results.map((result) => result.offer.id)).toContain(offer.id);
  });

  it("cannot be contacted about any more, but a contact under way stays in the list", async () => {
    const offer = await enterOffer(today);
    const need = await enterNeed(today);
    const contact = (demandId: string) =>
      api.ask("mutation($i: StartContactInput!) { startContact(input: $i) { state } }", {
        i: { clientMutationId: key(), demandId, offerId: offer.id },
      });
    expect((await contact(need.id)).data?.startContact.state).toBe("contacted");
    await cypher(graph, "MATCH (d:Demand {id: $id}) SET d.neededBy = date($day)", {
      id: need.id,
      day: yesterday,
    });
    expect((await matched(need.id)).results.map((result) => result.offer.id)).toEqual([offer.id]);
    const over = await enterNeed(yesterday);
    const refused = (await contact(over.id)).errors[0];
    expect(refused?.extensions.code).toBe("CONFLICT");
    expect(refused?.message).toMatch(/已到期/);
  });

  it("counts no longer among a category's offers", async () => {
    const count = async (): Promise<number> =>
      (await api.ask("{ categories { id offerCount } }")).data.categories.find(
        (each: { id: string }) => each.id === "category-A1",
      ).offerCount;
    const before = await count();
    await enterOffer(yesterday);
    expect(await count()).toBe(before);
    await enterOffer(today);
    expect(await count()).toBe(before + 1);
  });
});
