import { describe, expect, test } from "vitest";
import { allianceKnowledge, openingView, ringInput } from "../../web/src/explore/allianceKnowledge.ts";
import {
  expand,
  fewOfEach,
  type GraphEdge,
  type GraphNode,
  learn,
  reveal,
  shownPart,
  toDrawing,
  toggleKind,
} from "../../web/src/explore/knowledge.ts";
import type { AllianceGraphQuery, NodeKind } from "../../web/src/generated/graphql.ts";

const node = (id: string, kind: NodeKind, variant: string | null = null): GraphNode => ({
  id,
  kind,
  name: id,
  shortName: id,
  variant,
  example: true,
});
const edge = (source: string, type: string, target: string): GraphEdge => ({
  id: `${source}-${type}-${target}`,
  type,
  source,
  target,
  label: null,
  since: null,
  until: null,
});

const firms = Array.from({ length: 25 }, (_, i) => node(`firm${i}`, "Enterprise"));
const answer: AllianceGraphQuery = {
  allianceGraph: {
    omitted: 0,
    nodes: [
      node("hub", "Alliance", "hub"),
      node("alliance", "Alliance", "chain"),
      node("branch", "PartyOrganization", "branch"),
      node("other", "PartyOrganization", "branch"),
      node("chain", "IndustryChain"),
      node("lead", "Person"),
      ...firms,
    ],
    edges: [
      edge("alliance", "PART_OF_ALLIANCE", "hub"),
      edge("alliance", "FOR_CHAIN", "chain"),
      edge("branch", "MEMBER_OF", "alliance"),
      edge("other", "MEMBER_OF", "hub"),
      edge("lead", "LEADS_ALLIANCE", "alliance"),
      ...firms.map((firm) => edge("branch", "COVERS", firm.id)),
    ],
  },
  chains: [
    {
      id: "chain",
      name: "chain",
      alliances: [{ id: "alliance" }],
      positions: [
        { id: "cell", name: "电芯", stage: "midstream", order: 1, feeds: [] },
        { id: "ore", name: "锂矿", stage: "upstream", order: 0, feeds: [{ id: "cell" }] },
      ],
    },
  ],
};

const opened = () => ({ known: allianceKnowledge(answer, "hub").known, shown: openingView });

describe("what the alliance screen shows", () => {
  test("at first: alliances, their chains and members, the firms counted at their member", () => {
    const { known, shown } = opened();
    const drawing = toDrawing(known, shown, "hub");
    expect(drawing.nodes.map((n) => n.id).sort()).toEqual(["alliance", "branch", "chain", "hub", "other"]);
    expect(drawing.nodes.find((n) => n.id === "branch")?.badge).toBe("+25");
    expect(drawing.nodes.find((n) => n.id === "other")?.badge).toBeUndefined();
  });

  test("who belongs where is read from the relationships", () => {
    const input = ringInput("hub", answer.allianceGraph.nodes, answer.allianceGraph.edges);
    expect(input.allianceIds).toEqual(["alliance"]);
    expect(input.members).toContainEqual({ id: "branch", allianceId: "alliance" });
    expect(input.members).toContainEqual({ id: "other", allianceId: undefined });
    expect(input.people).toEqual([{ id: "lead", allianceId: "alliance" }]);
    expect(input.enterprises.every((e) => e.memberId === "branch")).toBe(true);
    expect(input.chains).toEqual([{ id: "chain", allianceId: "alliance" }]);
    expect(input.context).toEqual([]);
  });

  test("chain positions are known with their order and shown by their switch", () => {
    const { known, shown } = opened();
    const { nodes, edges } = shownPart(known, toggleKind(known, shown, "ChainPosition"));
    expect(nodes.filter((n) => n.kind === "ChainPosition").map((n) => n.id)).toEqual(["ore", "cell"]);
    expect(edges).toContainEqual(expect.objectContaining({ source: "ore", target: "cell", type: "FEEDS" }));
  });
});

describe("expanding", () => {
  test("adds ten, says how many remain, and moves nothing", () => {
    const before = opened();
    const places = new Map(before.known.places);
    const after = expand(before.known, before.shown, "branch");
    const drawing = toDrawing(after.known, after.shown, "hub");
    expect(drawing.nodes.filter((n) => n.kind === "Enterprise")).toHaveLength(10);
    expect(drawing.nodes.find((n) => n.id === "branch")?.badge).toBe("+15");
    for (const [id, place] of places) expect(after.known.places.get(id)).toEqual(place);
  });

  test("gives neighbours from elsewhere a free place", () => {
    const { known, shown } = opened();
    const learnt = learn(known, {
      nodes: [node("need", "Demand")],
      edges: [edge("need", "RAISED_BY", "other")],
    });
    const after = expand(learnt, shown, "other");
    const place = after.known.places.get("need");
    expect(place).toBeDefined();
    for (const other of known.places.values()) {
      expect(Math.hypot(other.x - (place?.x ?? 0), other.y - (place?.y ?? 0))).toBeGreaterThan(40);
    }
  });

  test("a node found by search appears without the rest of its kind", () => {
    const { known, shown } = opened();
    const after = reveal(known, shown, ["firm3"], undefined);
    const drawn = toDrawing(after.known, after.shown, "hub").nodes.filter((n) => n.kind === "Enterprise");
    expect(drawn.map((n) => n.id)).toEqual(["firm3"]);
  });

  test("the same line told twice is drawn once", () => {
    const { known } = opened();
    const learnt = learn(known, {
      nodes: [],
      edges: [{ ...edge("branch", "MEMBER_OF", "alliance"), id: "another-name" }],
    });
    expect(learnt.edges.size).toBe(known.edges.size);
  });
});

describe("the legend's switch", () => {
  test("hides a kind together with its single nodes, and brings all of it back", () => {
    const { known, shown } = opened();
    const some = expand(known, shown, "branch");
    const all = toggleKind(some.known, some.shown, "Enterprise");
    const firmsIn = (view: typeof all) =>
      shownPart(some.known, view).nodes.filter((n) => n.kind === "Enterprise").length;
    expect(firmsIn(all)).toBe(25);
    expect(firmsIn(toggleKind(some.known, all, "Enterprise"))).toBe(0);
  });
});

test("a few neighbours are some of every kind", () => {
  const kind = (id: string) => id[0];
  expect(fewOfEach(["a1", "a2", "a3", "a4", "b1", "c1", "c2"], kind, 5)).toEqual([
    "a1",
    "a2",
    "b1",
    "c1",
    "c2",
  ]);
  expect(fewOfEach(["a1", "a2"], kind, 5)).toEqual(["a1", "a2"]);
});
