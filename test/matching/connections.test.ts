import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  connect,
  connectionsWithout,
  type Side,
  type Surroundings,
} from "../../server/matching/connections.ts";
import { explain } from "../../server/matching/explain.ts";
import { type Edge, edgeKey, type Route } from "../../server/matching/facts.ts";

const around: Surroundings = {
  asked: "need",
  alliances: new Map([
    ["hub", { name: "铜盟", kind: "hub" }],
    ["electronics", { name: "电子信息产业链联盟", kind: "chain" }],
  ]),
  positions: new Map([
    ["pcb", { name: "PCB", chainId: "chain", chainName: "电子信息" }],
    ["phone", { name: "手机", chainId: "chain", chainName: "电子信息" }],
  ]),
  products: new Map([
    ["board", "电路板"],
    ["set", "整机"],
  ]),
  feeds: [["pcb", "phone"]],
  flows: [
    { relation: "same", steps: ["set"] },
    { relation: "input", steps: ["board", "set"] },
  ],
};
const nothing: Side = {
  entryId: "x",
  alliances: [],
  positions: [],
  products: [],
  productCount: 0,
  flow: "toNeed",
};
const raised: Edge = { type: "RAISED_BY", source: "need", target: "a" };
const offered: Edge = { type: "OFFERED_BY", source: "offer", target: "b" };
const need: Side = {
  entryId: "need",
  alliances: [
    { id: "electronics", edges: [raised, { type: "MEMBER_OF", source: "a", target: "electronics" }] },
  ],
  positions: [{ id: "phone", edges: [raised, { type: "OCCUPIES", source: "a", target: "phone" }] }],
  products: [{ id: "set", how: "wants", edges: [{ type: "WANTS", source: "need", target: "set" }] }],
  productCount: 1,
  flow: "toNeed",
};
const offer: Side = {
  entryId: "offer",
  alliances: [
    { id: "electronics", edges: [offered, { type: "MEMBER_OF", source: "b", target: "electronics" }] },
  ],
  positions: [{ id: "pcb", edges: [offered, { type: "OCCUPIES", source: "b", target: "pcb" }] }],
  products: [
    { id: "board", how: "produces", edges: [offered, { type: "PRODUCES", source: "b", target: "board" }] },
  ],
  productCount: 1,
  flow: "toNeed",
};
const evidence = (routes: Route[]): string[] => routes.map((route) => route.evidence);

describe("ways from a need to an offer", () => {
  it("are found by alliance, chain, position and product, each in words", () => {
    const { routes, known } = connect(need, offer, around);
    expect(evidence(routes)).toEqual([
      "同在电子信息产业链联盟",
      "同在电子信息产业链：需求方在手机，资源方在PCB",
      "资源方所在的PCB是需求方手机的上游环节",
      "资源方生产的电路板是整机的上游投入",
    ]);
    expect([...known].sort()).toEqual(["productFlow", "sameAlliance", "sameChain", "upstreamLink"]);
    for (const { edges } of routes) {
      let at = "need";
      for (const edge of edges) {
        expect([edge.source, edge.target]).toContain(at);
        at = edge.source === at ? edge.target : edge.source;
      }
      expect(at).toBe("offer");
    }
  });

  it("say nothing, rather than no, where a side is not known", () => {
    // But of products: whoever asks about one is told where there is no way to it.
    expect(connect(need, nothing, around)).toEqual({
      routes: [],
      known: new Set(["productFlow"]),
      tier: "text",
    });
    const about = { ...need, products: [], productCount: 0 };
    expect(connect(about, nothing, around)).toEqual({ routes: [], known: new Set(), tier: null });
    const elsewhere = { ...offer, alliances: [{ id: "other", edges: [offered] }] };
    const { routes, known } = connect(need, elsewhere, around);
    expect(known.has("sameAlliance")).toBe(true);
    expect(routes.some(({ factor }) => factor === "sameAlliance")).toBe(false);
  });

  it("lead from what is sold to what is bought, never between two that buy or two that sell", () => {
    const side = (how: "wants" | "sells" | "provides" | "buys", entryId: string, id: string): Side => ({
      ...nothing,
      entryId,
      products: [{ id, how, edges: [{ type: how.toUpperCase(), source: entryId, target: id }] }],
      productCount: 1,
      flow: how === "sells" || how === "buys" ? "toOffer" : "toNeed",
    });
    const kinds: Surroundings = {
      ...around,
      flows: [
        { relation: "same", steps: ["set"] },
        { relation: "narrower", steps: ["board", "set"] },
      ],
    };
    const between = (mine: "wants" | "sells", theirs: "provides" | "buys") =>
      connect(side(mine, "need", "set"), side(theirs, "offer", "set"), kinds);
    expect(evidence(between("sells", "buys").routes)).toEqual(["需求方出售资源方要买的整机"]);
    expect(evidence(between("wants", "provides").routes)).toEqual(["资源提供需求所要的整机"]);
    const narrower = connect(side("sells", "need", "board"), side("buys", "offer", "set"), kinds).routes;
    expect(evidence(narrower)).toEqual(["需求方出售的电路板属于资源方要买的整机"]);
    expect(narrower[0]?.edges.map(({ type }) => type)).toEqual(["SELLS", "KIND_OF", "BUYS"]);
    for (const { routes, tier } of [between("wants", "buys"), between("sells", "provides")])
      expect({ routes, tier }).toEqual({ routes: [], tier: "text" });
  });

  it("never lead over a relationship that was left out", () => {
    const edges = connect(need, offer, around).routes.flatMap((route) => route.edges);
    fc.assert(
      fc.property(fc.constantFrom(...edges), (gone) => {
        const left = connectionsWithout(connect(need, offer, around), need, offer, around, gone).routes;
        expect(left.flatMap((route) => route.edges.map(edgeKey))).not.toContain(edgeKey(gone));
      }),
    );
  });
});

describe("the relationship that decides", () => {
  it("is the one whose absence costs most, never only whose the entry is", () => {
    const { routes } = connect(need, offer, around);
    const worth: Record<string, number> = { MEMBER_OF: 0.03, FEEDS: 0.05, RAISED_BY: 0.4 };
    const found = explain(routes, 0.7, (edge) => 0.7 - (worth[edge.type] ?? 0));
    expect(found?.decisive?.type).toBe("FEEDS");
    expect(found?.route.factor).toBe("upstreamLink");
    expect(found?.drop).toBeCloseTo(0.05);
    expect(explain([], 0.7, () => 0)).toBeNull();
  });
});
