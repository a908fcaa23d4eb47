import { beforeAll, describe, expect, it } from "vitest";
import { forgetOldMutations } from "../../server/api/forget.ts";
import type { Graph } from "../../server/graph/connection.ts";
import { ask, emptyGraph } from "../support/graph.ts";

let graph: Graph;
beforeAll(async () => {
  graph = await emptyGraph();
});

describe("what was answered to a client's key", () => {
  it("is kept for two weeks and then forgotten, however much there is", async () => {
    await ask(
      graph,
      `UNWIND range(1, 12000) AS i CREATE (:Mutation {key: 'old' + i, input: 'x', result: '{}', at: datetime() - duration({days: 15})})`,
    );
    await ask(graph, "CREATE (:Mutation {key: 'fresh', input: 'x', at: datetime() - duration({days: 13})})");
    expect(await forgetOldMutations(graph)).toBe(12_000);
    expect(await ask(graph, "MATCH (m:Mutation) RETURN m.key AS key")).toEqual([{ key: "fresh" }]);
    expect(await forgetOldMutations(graph)).toBe(0);
  });
});
