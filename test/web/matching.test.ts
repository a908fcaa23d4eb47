import { describe, expect, test } from "vitest";
import { pathSteps } from "../../web/src/matching/pathSteps.ts";

const node = (id: string) => ({
  id,
  kind: "Enterprise" as const,
  name: id,
  shortName: id,
  variant: null,
  example: false,
});
const edge = (source: string, target: string) => ({
  id: `${source}-${target}`,
  type: "SUPPLIES",
  source,
  target,
  label: null,
  since: null,
  until: null,
});

describe("the path of a match", () => {
  test("is walked from the need to the offer, whatever the direction and order of its lines", () => {
    const steps = pathSteps({
      omitted: 0,
      nodes: [node("need"), node("seller"), node("buyer"), node("offer")],
      edges: [edge("offer", "seller"), edge("need", "buyer"), edge("seller", "buyer")],
    });
    expect(steps.map((s) => s.node.id)).toEqual(["need", "buyer", "seller", "offer"]);
    expect(steps.map((s) => s.line?.forward)).toEqual([true, false, false, undefined]);
  });

  test("keeps the given order where no line leads on", () => {
    const steps = pathSteps({ omitted: 0, nodes: [node("need"), node("offer")], edges: [] });
    expect(steps.map((s) => s.node.id)).toEqual(["need", "offer"]);
    expect(steps[0]?.line).toBeUndefined();
  });

  test("says where nodes are missing that the viewer may not see", () => {
    const steps = pathSteps({
      omitted: 2,
      nodes: [node("need"), node("buyer"), node("offer")],
      edges: [edge("need", "buyer")],
    });
    expect(steps.map((s) => s.hidden)).toEqual([undefined, "中间有 2 个您无权查看的节点", undefined]);
  });

  test("with nodes missing in several places says how many in all", () => {
    const steps = pathSteps({
      omitted: 3,
      nodes: [node("need"), node("buyer"), node("offer")],
      edges: [],
    });
    const words = "中间有您无权查看的节点（全程共 3 个）";
    expect(steps.map((s) => s.hidden)).toEqual([words, words, undefined]);
  });

  test("a path that is broken for another reason claims nothing hidden", () => {
    const steps = pathSteps({ omitted: 0, nodes: [node("need"), node("offer")], edges: [] });
    expect(steps[0]?.hidden).toBeUndefined();
  });

  test("is nothing where there is none", () => {
    expect(pathSteps({ omitted: 0, nodes: [], edges: [] })).toEqual([]);
  });
});
