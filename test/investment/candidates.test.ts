import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { candidateScorer } from "../../server/investment/candidates.ts";
import { backOf, type EdgeRecord, linkGraph, type NodeRecord } from "../../server/investment/linkGraph.ts";
import { gramsOfName } from "../../server/investment/nameIndex.ts";
import { pageRankTimesPopularity } from "../bench/chainBaselines.ts";
import { readChainGraph, readChainQueries } from "../bench/chainFiles.ts";
import { chainQuality, placeOf, wayOf } from "../bench/chainQuality.ts";
import { graphOf, ownSplits } from "../bench/chainSplits.ts";

const node = (id: string, type = "product", name = id): NodeRecord => ({ id, name, type });
const edge = (source: string, relation: string, target: string): EdgeRecord => ({ source, relation, target });

/** Sorts of a product need what their kind needs; firms make what is sold to those they supply. */
function planted(): { nodes: NodeRecord[]; edges: EdgeRecord[] } {
  const nodes: NodeRecord[] = [];
  const edges: EdgeRecord[] = [];
  for (let kind = 0; kind < 12; kind++) {
    nodes.push(node(`k${kind}`, "product", `总成${kind}`), node(`m${kind}`, "product", `原料${kind}`));
    for (let sort = 0; sort < 6; sort++) {
      nodes.push(node(`s${kind}.${sort}`, "product", `部件${(kind * 7 + sort * 5) % 97}`));
      edges.push(edge(`s${kind}.${sort}`, "isA", `k${kind}`));
      // The one that is asked for.
      if (!(kind === 3 && sort === 2)) edges.push(edge(`m${kind}`, "feeds", `s${kind}.${sort}`));
    }
  }
  return { nodes, edges };
}

describe("candidates for a link", () => {
  it("follow a way over relations that the graph teaches", () => {
    const { nodes, edges } = planted();
    const graph = linkGraph(nodes, edges);
    const feeds = 2 * graph.relations.indexOf("feeds");
    const [best] = candidateScorer(graph).rank(graph.indexOf.get("s3.2") ?? -1, backOf(feeds));
    expect(graph.ids[best?.node ?? -1]).toBe("m3");
  });

  it("are never what is linked already, nor the asked one itself, and come in order", () => {
    const { nodes, edges } = planted();
    const graph = linkGraph(nodes, edges);
    const scorer = candidateScorer(graph);
    for (const id of ["s0.0", "k4", "m7"])
      for (let way = 0; way < graph.ways.length; way++) {
        const from = graph.indexOf.get(id) ?? -1;
        const ranked = scorer.rank(from, way);
        const linked = edges.flatMap(({ source, relation, target }) => {
          if (relation !== graph.relations[way >> 1]) return [];
          if (way % 2 === 0) return source === id ? [target] : [];
          return target === id ? [source] : [];
        });
        const ids = ranked.map(({ node: at }) => graph.ids[at]);
        expect(ids.filter((one) => one === id || linked.includes(one ?? ""))).toEqual([]);
        expect(new Set(ids).size).toBe(ids.length);
        expect(ranked.every(({ score }, at) => at === 0 || score <= (ranked[at - 1]?.score ?? 0))).toBe(true);
      }
  });

  it("are the same whatever the order of the input", () => {
    const { nodes, edges } = planted();
    const answer = (graph: ReturnType<typeof linkGraph>): (string | undefined)[] =>
      candidateScorer(graph)
        .rank(graph.indexOf.get("m3") ?? -1, 2 * graph.relations.indexOf("feeds"))
        .map(({ node: at }) => graph.ids[at]);
    const before = answer(linkGraph(nodes, edges));
    const shuffled = fc.tuple(
      fc.shuffledSubarray(nodes, { minLength: nodes.length }),
      fc.shuffledSubarray(edges, { minLength: edges.length }),
    );
    fc.assert(
      fc.property(shuffled, ([others, links]) => {
        expect(answer(linkGraph(others, links))).toEqual(before);
      }),
      { numRuns: 4 },
    );
  });

  it("come of a graph without names, types or a second relation too", () => {
    const edges = Array.from({ length: 30 }, (_, at) => edge(String(at), "r", String((at * 7 + 3) % 31)));
    const graph = linkGraph([], edges);
    const ranked = candidateScorer(graph).rank(0, 0);
    expect(ranked.length).toBeGreaterThan(0);
    expect(ranked.every(({ score }) => Number.isFinite(score))).toBe(true);
  });

  it("beat nearness times popularity by far on links taken from the published facts", () => {
    const [split] = ownSplits(5, 100);
    if (!split) throw new Error("no split");
    const graph = graphOf(split);
    const scorer = candidateScorer(graph);
    const ours = chainQuality(graph, split.queries, (from, way) => scorer.rank(from, way));
    const classic = chainQuality(graph, split.queries, pageRankTimesPopularity(graph));
    expect(classic.mrr).toBeGreaterThan(0.1);
    expect(ours.mrr / classic.mrr).toBeGreaterThan(1.3);
  }, 300_000);
});

describe("the place of an answer", () => {
  it("is the middle one of equal scores, and behind all that is ranked where it is not", () => {
    const ranked = [3, 2, 2, 2, 1].map((score, at) => ({ node: at, score }));
    expect(placeOf(ranked, new Set([0]), 100)).toBe(1);
    expect(placeOf(ranked, new Set([2]), 100)).toBe(3);
    expect(placeOf(ranked, new Set([4, 1]), 100)).toBe(3);
    expect(placeOf(ranked, new Set([77]), 100)).toBe(53);
    expect(placeOf(ranked, new Set(), 100)).toBe(101);
  });
});

describe("names", () => {
  it("are compared by their signs, pairs of signs and ends; words of letters and numbers stay whole", () => {
    expect(gramsOfName("PVC膜")).toEqual(["pvc", "膜", "pvc膜", "^pvc", "膜$", "pvc膜$"]);
    expect(gramsOfName("")).toEqual([]);
  });
});

describe("the files of an evaluation", () => {
  const folder = mkdtempSync(join(tmpdir(), "lianmeng-test-"));
  const file = (name: string, lines: readonly unknown[]): string => {
    const path = join(folder, name);
    writeFileSync(
      path,
      lines.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
    );
    return path;
  };
  const nodes = [
    { kind: "node", id: 1, name: "铜杆", type: "product" },
    { kind: "node", id: "2", name: null },
  ];
  const link = { kind: "edge", source: 1, target: "2", relation: "上游材料" };

  it("may hold numbers as ids and nodes in any order, and ends of edges that no line describes", () => {
    const graph = readChainGraph(file("good.jsonl", [link, ...nodes, "", { ...link, target: "x" }]));
    expect([graph.size, graph.relations]).toEqual([3, ["上游材料"]]);
    expect(graph.names[graph.indexOf.get("1") ?? -1]).toBe("铜杆");
    const queries = readChainQueries(
      file("asked.jsonl", [{ demandId: 1, relation: "上游材料", direction: "tail", goldIds: [2] }]),
    );
    expect(queries.map((query) => wayOf(graph, query))).toEqual([0]);
    expect(wayOf(graph, { relation: "上游材料", direction: "head" })).toBe(1);
    expect(wayOf(graph, { relation: "没有的", direction: "head" })).toBeNull();
  });

  it("are refused with the file, the line and what is wrong there", () => {
    const broken = file("broken.jsonl", [...nodes, "{"]);
    expect(() => readChainGraph(broken)).toThrow(`${broken} 第 3 行不是合法的 JSON。`);
    const missing = file("missing.jsonl", [link, { kind: "edge", source: "1", relation: "r" }]);
    expect(() => readChainGraph(missing)).toThrow(`${missing} 第 2 行的 target 缺失或不合格式。`);
    expect(() => readChainGraph(file("none.jsonl", nodes))).toThrow(/没有一条关系/);
    expect(() => readChainGraph(join(folder, "absent"))).toThrow(/找不到文件/);
    const odd = file("odd.jsonl", [{ demandId: 1, relation: "r", direction: "up", goldIds: [2] }]);
    expect(() => readChainQueries(odd)).toThrow(`${odd} 第 1 行的 direction 缺失或不合格式。`);
  });

  it("answers a question about what the graph does not know as wrong, not as an error", () => {
    const graph = readChainGraph(file("small.jsonl", [link, ...nodes]));
    const query = { demandId: "nobody", relation: "上游材料", direction: "tail" as const, goldIds: ["2"] };
    const quality = chainQuality(graph, [query, { ...query, demandId: "1", relation: "没有的" }], () => []);
    expect([quality.queries, quality.hits1, quality.mrr < 0.5]).toEqual([2, 0, true]);
  });
});
