import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Graph } from "../../server/graph/connection.ts";
import { systemViewer, type Viewer } from "../../server/graph/query.ts";
import type { Embedder } from "../../server/language/embedding.ts";
import { matchesOfDemand, matchesOfOffer } from "../../server/matching/matches.ts";
import type { MatchListRow, MatchRow } from "../../server/matching/matchList.ts";
import { telling } from "../../server/matching/rank.ts";
import { warmMatching } from "../../server/matching/warm.ts";
import { ask, seeded, seededGraph, testEmbedder, testGraph } from "../support/graph.ts";
import { cacheFolder } from "../support/machine.ts";

const { today } = seeded;
const settings = { knowledgeFile: join(cacheFolder, "knowledge.bin"), patienceMs: 60_000 };
/** The runner is busy with other files: what is tested here is not the deadline. */
const patient = (one: Graph): Graph => ({
  ...one,
  run: (query, params, options) => one.run(query, params, { ...options, deadlineMs: 60_000 }),
});
let graph: Graph;
let embedder: Embedder;

beforeAll(async () => {
  graph = patient(await seededGraph());
  embedder = await testEmbedder();
  await warmMatching(graph, embedder, settings);
}, 240_000);

const matches = (id: string, first = 20, viewer: Viewer = systemViewer): Promise<MatchListRow> =>
  matchesOfDemand({ graph, embedder }, { id, first, viewer, today });
const run = (text: string, params: Record<string, unknown> = {}) => ask(graph, text, params);
/** As a writer does: the change and the counter in one statement. */
const change = (text: string, params: Record<string, unknown>) =>
  run(
    `${text} SET x.version = x.version + 1, x.updatedAt = datetime() WITH x MATCH (v:DataVersion {id: 'offers'}) SET v.value = v.value + 1`,
    params,
  );

async function openDemands(): Promise<string[]> {
  const rows = await run(
    "MATCH (d:Demand {state: 'published'})-[:RAISED_BY]->() WHERE d:Example RETURN d.id AS id ORDER BY id",
  );
  return rows.map(({ id }) => String(id));
}
const lead = "LE001";
const found = (list: MatchListRow, offerId: string): MatchRow | undefined =>
  list.results.find((result) => result.offerId === offerId);

describe("offers for a need", () => {
  it("have paths of relationships that say no more than is drawn of them", async () => {
    const said = await run(
      `MATCH (:Entity)-[r]->(:Entity)
       WHERE r.since IS NOT NULL OR r.until IS NOT NULL OR r.role IS NOT NULL OR r.mode IS NOT NULL
       RETURN DISTINCT type(r) AS type`,
    );
    const types = said.map(({ type }) => String(type));
    expect(types).toEqual(expect.arrayContaining(["MEMBER_OF", "OCCUPIES", "COVERS"]));
    const saying = types.filter((type) => !telling.has(type));
    const lists = [
      await matches(lead),
      ...(await Promise.all((await openDemands()).slice(0, 20).map((id) => matches(id)))),
    ];
    const drawn = lists
      .flatMap(({ results }) => results)
      .flatMap(({ path }) => path.edges.map(({ type }) => type));
    expect(drawn.filter((type) => saying.includes(type))).toEqual([]);
    expect(drawn).toContain("MEMBER_OF");
  });

  it("come best first, each with factors, reasons and a path from the need to the offer", async () => {
    for (const id of ["LE001", "LE011", ...(await openDemands()).slice(0, 5)]) {
      const list = await matches(id);
      expect(list.results.length).toBeGreaterThan(5);
      expect(list.degraded).toBeNull();
      expect(list.considered).toBeGreaterThanOrEqual(list.results.length);
      const scores = list.results.map(({ score }) => score);
      expect(scores).toEqual(scores.toSorted((a, b) => b - a));
      for (const result of list.results) {
        const { nodes, edges } = result.path;
        expect(nodes[0]?.id).toBe(id);
        expect(nodes.at(-1)?.id).toBe(result.offerId);
        expect(edges).toHaveLength(nodes.length - 1);
        const ids = new Set(nodes.map((node) => node.id));
        for (const edge of edges) expect(ids.has(edge.source) && ids.has(edge.target)).toBe(true);
        expect(result.factors.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(1, 5);
        expect(result.deciding.length).toBeGreaterThan(0);
      }
    }
  });

  it("are the same list every time", async () => {
    const shape = (list: MatchListRow) => ({ ...list, tookMs: 0 });
    expect(shape(await matches("LE016"))).toEqual(shape(await matches("LE016")));
  });

  it("do not depend on what the annotators called the need", async () => {
    const before = (await matches("LE016")).results.map(({ id, score }) => [id, score]);
    await run("MATCH (d:Demand {id: 'LE016'}) SET d.labelledCategory = '环境整治'");
    expect((await matches("LE016")).results.map(({ id, score }) => [id, score])).toEqual(before);
  });

  it("are told apart from a need that does not exist by a clear error", async () => {
    await expect(matches("no-such-need")).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(
      matchesOfOffer({ graph, embedder }, { id: "no", first: 5, viewer: systemViewer, today }),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("find each other from both ends with the same score but for what only a list of offers can know", async () => {
    const [best] = (await matches("LE011")).results;
    const list = await matchesOfOffer(
      { graph, embedder },
      { id: best?.offerId ?? "", first: 50, viewer: systemViewer, today },
    );
    const back = list.results.find(({ demandId }) => demandId === "LE011");
    expect(back?.path.nodes[0]?.id).toBe("LE011");
    expect(Math.abs((back?.score ?? 0) - (best?.score ?? 0))).toBeLessThan(15);
  });
});

describe("a change in the graph", () => {
  it("takes a closed resource off the list and brings it back when it opens again", async () => {
    const [best] = (await matches(lead)).results;
    const id = best?.offerId;
    await change("MATCH (x:Offer {id: $id}) SET x.state = 'withdrawn'", { id });
    expect(found(await matches(lead, 100), id ?? "")).toBeUndefined();
    await change("MATCH (x:Offer {id: $id}) SET x.state = 'published'", { id });
    expect((await matches(lead)).results[0]?.offerId).toBe(id);
  });

  it("finds a new resource at once", async () => {
    await run(
      `CREATE (x:Offer:Resource:Entity {id: 'new-offer', text: '上门为食堂职工办理、更新健康证和体检', words: '上门 食堂 职工 健康证 体检',
         textHash: 'n', state: 'published', audience: 'public', version: 1, createdAt: datetime(), updatedAt: datetime()})
       WITH x MATCH (v:DataVersion {id: 'offers'}) SET v.value = v.value + 1`,
    );
    expect((await matches(lead)).results[0]?.offerId).toBe("new-offer");
    await run(
      "MATCH (x:Offer {id: 'new-offer'}) DETACH DELETE x WITH 1 AS one MATCH (v:DataVersion {id: 'offers'}) SET v.value = v.value + 1",
    );
    expect(found(await matches(lead, 100), "new-offer")).toBeUndefined();
  });

  it("rules a full resource and one at another time out, and says so", async () => {
    const [demand = ""] = await openDemands();
    const counts = async () =>
      new Map((await matches(demand)).excluded.map(({ rule, count }) => [rule, count]));
    const before = await counts();
    const [first, second] = (await matches(demand)).results;
    await change("MATCH (x:Offer {id: $id}) SET x.capacity = 5, x.used = 5", { id: first?.offerId });
    await change("MATCH (x:Offer {id: $id}) SET x.availableUntil = date('2020-01-01')", {
      id: second?.offerId,
    });
    const list = await matches(demand, 100);
    expect(found(list, first?.offerId ?? "")).toBeUndefined();
    expect(found(list, second?.offerId ?? "")).toBeUndefined();
    const after = await counts();
    expect((after.get("余量已用完") ?? 0) - (before.get("余量已用完") ?? 0)).toBe(1);
    expect((after.get("已到期") ?? 0) - (before.get("已到期") ?? 0)).toBe(1);
  });

  it("lowers a resource that cannot give enough", async () => {
    let demand = "";
    let result: MatchRow | undefined;
    for (const id of await openDemands()) {
      const full = (row: MatchRow): boolean =>
        row.factors.some((one) => one.id === "capacityFit" && one.value === 1);
      result = (await matches(id)).results.find(full);
      demand = id;
      if (result) break;
    }
    await change("MATCH (x:Offer {id: $id}) SET x.used = x.capacity - 1", { id: result?.offerId });
    const lowered = found(await matches(demand, 100), result?.offerId ?? "");
    expect(lowered?.score ?? 0).toBeLessThan(result?.score ?? 0);
    expect(lowered?.against.join()).toMatch(/余量只有 1/);
  });

  it("keeps two owners on a do-not-match list apart, in either direction, as long as it lasts", async () => {
    const [demand = ""] = await openDemands();
    const before = await matches(demand, 100);
    const result = before.results.find(({ missing }) => !missing.includes("资源由哪家单位提供"));
    const bar = (since: string, until: string | null) =>
      run(
        `MATCH (:Demand {id: $demand})-[:RAISED_BY]->(a), (:Offer {id: $offer})-[:OFFERED_BY]->(b)
         CREATE (bar:DoNotMatch {id: 'bar', since: date($since), until: date($until)})-[:BARS]->(b) CREATE (bar)-[:BARS]->(a)`,
        { demand, offer: result?.offerId, since, until },
      );
    const lift = () => run("MATCH (bar:DoNotMatch {id: 'bar'}) DETACH DELETE bar");
    await bar("2026-01-01", null);
    const list = await matches(demand, 100);
    expect(found(list, result?.offerId ?? "")).toBeUndefined();
    expect(list.considered).toBeLessThan(before.considered);
    expect(list.excluded).toEqual(before.excluded);
    await lift();
    await bar("2026-01-01", today);
    expect(found(await matches(demand, 100), result?.offerId ?? "")).toBeDefined();
    await lift();
  });
});

describe("the path of a result", () => {
  // Which problem is solved by which help is kept between questions, until a writer counts up the knowledge.
  it("rests on what the score used: without its decisive relationship the score falls", async () => {
    const cut: { id: string; type: string; fell: boolean; from: number; to: number | undefined }[] = [];
    for (const demand of (await openDemands()).slice(0, 14)) {
      const { results } = await matches(demand, 12);
      for (const result of results.filter((_, at) => at % 4 === 0)) {
        const edge = result.path.edges.find(({ id }) => id === result.decisive);
        if (!edge) continue;
        const [removed] = await run(
          "MATCH (a:Entity {id: $source})-[r]->(b:Entity {id: $target}) WHERE type(r) = $type WITH a, b, r, properties(r) AS kept DELETE r WITH kept MATCH (v:DataVersion {id: 'knowledge'}) SET v.value = v.value + 1 RETURN kept",
          { ...edge },
        );
        const after = found(await matches(demand, 100), result.offerId);
        await run(
          "MATCH (a:Entity {id: $source}), (b:Entity {id: $target}) CREATE (a)-[r:$($type)]->(b) SET r = $kept",
          {
            ...edge,
            kept: removed?.kept,
          },
        );
        const fell = after !== undefined && after.score < result.score;
        cut.push({ id: result.id, type: edge.type, fell, from: result.score, to: after?.score });
      }
    }
    expect(cut.filter(({ fell }) => !fell)).toEqual([]);
    expect(cut.length).toBeGreaterThan(25);
    expect(new Set(cut.map(({ type }) => type)).size).toBeGreaterThan(2);
  }, 240_000);
});

describe("what a viewer may not see", () => {
  it("is neither in the results nor in any count", async () => {
    const viewer: Viewer = { all: false, audiences: ["public"] };
    const everything = await matches(lead, 100);
    const hidden = everything.results[0]?.offerId ?? "";
    const before = await matches(lead, 100, viewer);
    expect(found(before, hidden)).toBeDefined();
    await change("MATCH (x:Offer {id: $id}) SET x.audience = 'org:somebody'", { id: hidden });
    const after = await matches(lead, 100, viewer);
    expect(found(after, hidden)).toBeUndefined();
    expect(JSON.stringify(after)).not.toContain(hidden);
    expect(
      found(await matches(lead, 100, { all: false, audiences: ["public", "org:somebody"] }), hidden),
    ).toBeDefined();
    await change("MATCH (x:Offer {id: $id}) SET x.state = 'withdrawn'", { id: hidden });
    // Hidden or not there at all: nothing in the answer tells the two apart.
    expect({ ...(await matches(lead, 100, viewer)), tookMs: 0 }).toEqual({ ...after, tookMs: 0 });
    await change("MATCH (x:Offer {id: $id}) SET x.audience = 'public', x.state = 'published'", {
      id: hidden,
    });
  });

  it("does not lie on a path", async () => {
    const [demand = ""] = await openDemands();
    const viewer: Viewer = { all: false, audiences: ["public"] };
    await run("MATCH (g:PartyOrganization) SET g.kept = g.audience, g.audience = 'org:x'");
    const list = await matches(demand, 50, viewer);
    expect(
      list.results.flatMap(({ path }) => path.nodes).filter(({ kind }) => kind === "PartyOrganization"),
    ).toEqual([]);
    await run("MATCH (g:PartyOrganization) SET g.audience = g.kept REMOVE g.kept");
  });
});

describe("a graph with more entries than this process holds", () => {
  it("is searched by the database's index, with the same best offers, for a restricted viewer too", async () => {
    const other = patient(testGraph());
    await warmMatching(other, embedder, { ...settings, cap: 10 });
    for (const viewer of [systemViewer, { all: false, audiences: ["public"] }]) {
      const question = { id: "LE011", first: 20, viewer, today };
      const list = await matchesOfDemand({ graph: other, embedder }, question);
      const exact = (await matches("LE011", 20, viewer)).results.map(({ offerId }) => offerId);
      expect(list.degraded).toBeNull();
      expect(
        list.results.slice(0, 5).filter(({ offerId }) => exact.includes(offerId)).length,
      ).toBeGreaterThan(3);
    }
  });
});

describe("a graph whose entries have no features yet, with more of them than this process holds", () => {
  const forget = "MATCH (x:Demand|Offer) REMOVE x.kindScores, x.featuresKey";
  const helpFits = (rows: MatchRow[]) =>
    rows.map(({ factors }) => factors.find(({ id }) => id === "helpFit")?.value ?? 0);

  it("is judged by what help fits all the same", async () => {
    const other = patient(testGraph());
    await warmMatching(other, embedder, { ...settings, cap: 10 });
    const question = { id: "LE011", first: 10, viewer: systemViewer, today };
    const before = await matchesOfDemand({ graph: other, embedder }, question);
    await run(forget);
    const bare = await matchesOfDemand({ graph: other, embedder }, question);
    expect(bare.degraded).toBeNull();
    expect(bare.results.map(({ offerId }) => offerId)).toEqual(before.results.map(({ offerId }) => offerId));
    expect(Math.min(...helpFits(bare.results))).toBeGreaterThan(0.1);
  });

  it("says so where even the vectors are missing, and is better the next time", async () => {
    const other = patient(testGraph());
    await warmMatching(other, embedder, { ...settings, cap: 10 });
    await run(`${forget}, x.embedding, x.embeddingModel`);
    const question = { id: "LE011", first: 10, viewer: systemViewer, today };
    const withoutIn = ({ degraded }: { degraded: string | null }): number =>
      Number(/有 (\d+) 条候选的文字还没有分析完/.exec(degraded ?? "")?.[1] ?? 0);
    const first = await matchesOfDemand({ graph: other, embedder }, question);
    expect(first.results.length).toBeGreaterThan(0);
    await vi.waitFor(
      async () => {
        const list = await matchesOfDemand({ graph: other, embedder }, question);
        expect(withoutIn(list)).toBeLessThanOrEqual(withoutIn(first));
        expect(helpFits(list.results)[0]).toBeGreaterThan(0.1);
      },
      { timeout: 30_000 },
    );
  });
});

describe("without the embedding model", () => {
  it("still ranks by words, kinds and the graph, and says what is missing", async () => {
    const list = await matchesOfDemand(
      { graph, embedder: null },
      { id: "LE011", first: 20, viewer: systemViewer, today },
    );
    expect(list.degraded).toMatch(/语义模型不可用/);
    expect(
      list.results
        .slice(0, 5)
        .some(({ offerId }) =>
          ["LE108", "LE119", "LE128", "LE132", "LE175", "LE194", "LE215"].includes(offerId),
        ),
    ).toBe(true);
    const factor = list.results[0]?.factors.find(({ id }) => id === "textSimilarity");
    expect(factor?.value ?? null).toBeNull();
    expect((await matches("LE011")).degraded).toBeNull();
  });
});
