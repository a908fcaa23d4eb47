import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fewerLines } from "../../web/src/canvas/fewerLines.ts";
import { fittingLabels, type LabelCandidate, labelBox } from "../../web/src/canvas/labels.ts";
import { newcomerSpacing, placeAround } from "../../web/src/canvas/layouts/around.ts";
import { hopLayout } from "../../web/src/canvas/layouts/hop.ts";
import { nextInDirection } from "../../web/src/canvas/steering.ts";
import { distance, type Point } from "../../web/src/canvas/types.ts";

const point = fc.record({ x: fc.integer({ min: -600, max: 600 }), y: fc.integer({ min: -600, max: 600 }) });

describe("newcomers", () => {
  test("take free places and never one another's", () => {
    fc.assert(
      fc.property(
        fc.array(point, { maxLength: 120 }),
        point,
        fc.integer({ min: 1, max: 25 }),
        (taken, center, count) => {
          const placed = placeAround(center, count, [...taken, center], { x: 0, y: 0 });
          expect(placed).toHaveLength(count);
          placed.forEach((p, i) => {
            for (const other of [...taken, center, ...placed.slice(0, i)]) {
              expect(distance(p, other)).toBeGreaterThan(newcomerSpacing * 0.9);
            }
          });
        },
      ),
    );
  });

  test("stand first on the side that faces away from the middle", () => {
    const [first] = placeAround({ x: 300, y: 0 }, 1, [], { x: 0, y: 0 });
    expect(first?.x).toBeGreaterThan(300);
    expect(first?.y).toBeCloseTo(0);
  });
});

describe("one hop", () => {
  test.each([1, 8, 12, 13, 20, 40])("keeps %i neighbours apart, around the middle", (count) => {
    const ids = Array.from({ length: count }, (_, i) => `n${i}`);
    const places = hopLayout("middle", ids);
    expect(places.get("middle")).toEqual({ x: 0, y: 0 });
    const points = [...places.values()];
    points.forEach((p, i) => {
      for (const other of points.slice(i + 1)) expect(distance(p, other)).toBeGreaterThan(50);
    });
  });
});

const candidate = (id: string, p: Point, priority: number): LabelCandidate => ({
  id,
  text: "重庆铜梁某某新能源\n科技有限公司",
  side: "bottom",
  size: 20,
  priority,
  ...p,
});

describe("labels", () => {
  test("that are shown never overlap, at any zoom", () => {
    fc.assert(
      fc.property(
        fc.array(point, { maxLength: 60 }),
        fc.double({ min: 0.2, max: 3, noNaN: true }),
        (points, zoom) => {
          const candidates = points.map((p, i) => candidate(`n${i}`, p, i));
          const boxes = [...fittingLabels(candidates, zoom)].map(([id, side]) => {
            const own = candidates.find((c) => c.id === id);
            if (!own) throw new Error("a label of nothing");
            return labelBox(own, zoom, side);
          });
          boxes.forEach((a, i) => {
            for (const b of boxes.slice(i + 1)) {
              expect(a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom).toBe(
                false,
              );
            }
          });
        },
      ),
    );
  });

  test("of the more important node win, and the other comes back with more zoom", () => {
    const crowd = Array.from({ length: 9 }, (_, i) =>
      candidate(`n${i}`, { x: (i % 3) * 40, y: Math.floor(i / 3) * 40 }, i),
    );
    const near = fittingLabels(crowd, 0.5);
    expect(near.has("n8")).toBe(true);
    expect(near.size).toBeLessThan(9);
    expect(fittingLabels(crowd, 8).size).toBe(9);
  });

  test("move to another side before they are hidden", () => {
    const shown = fittingLabels([candidate("a", { x: 0, y: 0 }, 2), candidate("b", { x: 0, y: 40 }, 1)], 1);
    expect(shown.get("a")).not.toBe("bottom");
    expect(shown.get("b")).toBe("bottom");
  });
});

describe("arrow keys", () => {
  const nodes = [
    { id: "middle", x: 0, y: 0 },
    { id: "right", x: 100, y: 10 },
    { id: "farRight", x: 300, y: 0 },
    { id: "below", x: 5, y: 90 },
  ];
  const [middle] = nodes;
  test("go to the nearest node that way", () => {
    if (!middle) throw new Error("no middle");
    expect(nextInDirection(nodes, middle, "right")?.id).toBe("right");
    expect(nextInDirection(nodes, middle, "down")?.id).toBe("below");
    expect(nextInDirection(nodes, middle, "left")).toBeUndefined();
  });
});

describe("too many lines", () => {
  const line = (source: number, target: number, i: number) => ({
    id: `e${i}`,
    source: `${source}`,
    target: `${target}`,
    type: "T",
  });

  test("are cut so that what hung together still does, and few stay whole", () => {
    // A hundred lines between ten nodes first, then a chain through all hundred.
    const dense = Array.from({ length: 100 }, (_, i) => line(i % 10, (i * 7) % 10, i));
    const chain = Array.from({ length: 99 }, (_, i) => line(i, i + 1, 100 + i));
    const kept = fewerLines([...dense, ...chain], 120);
    expect(kept).toHaveLength(120);
    const reached = new Set(["0"]);
    for (let grown = true; grown; ) {
      const before = reached.size;
      for (const { source, target } of kept) {
        if (reached.has(source) || reached.has(target)) reached.add(source).add(target);
      }
      grown = reached.size > before;
    }
    expect(reached.size).toBe(100);
    expect(fewerLines(dense, 120)).toEqual(dense);
  });
});
