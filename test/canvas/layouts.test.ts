import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { computeLayout, type LayoutRequest } from "../../web/src/canvas/layouts/compute.ts";
import { forceSpacing } from "../../web/src/canvas/layouts/force.ts";
import { layerSpacing } from "../../web/src/canvas/layouts/layers.ts";
import { routeSpacing } from "../../web/src/canvas/layouts/routes.ts";
import { treeSpacing } from "../../web/src/canvas/layouts/tree.ts";
import { distance, type Point } from "../../web/src/canvas/types.ts";

/** Expects a place for each id and none for anything else, and nobody nearer to another than `room`. */
function expectApart(places: ReadonlyMap<string, Point>, ids: readonly string[], room: number): void {
  expect([...places.keys()].sort()).toEqual([...ids].sort());
  const all = [...places.values()];
  all.forEach((place, i) => {
    for (const other of all.slice(0, i)) expect(distance(place, other)).toBeGreaterThan(room);
  });
}

const names = (prefix: string, count: number) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
const someOf = (ids: readonly string[]) => fc.option(fc.constantFrom(...ids), { nil: undefined });

describe("the chain", () => {
  test("stands in columns from upstream to downstream, firms apart and below their position", () => {
    const input = fc.integer({ min: 1, max: 12 }).chain((count) =>
      fc.record({
        orders: fc.array(fc.integer({ min: 0, max: 5 }), { minLength: count, maxLength: count }),
        homes: fc.array(someOf(names("p", count)), { maxLength: 60 }),
      }),
    );
    fc.assert(
      fc.property(input, ({ orders, homes }) => {
        const positions = orders.map((order, i) => ({ id: `p${i}`, order }));
        const occupants = homes.map((positionId, i) => ({ id: `f${i}`, positionId }));
        const places = computeLayout({ name: "layers", input: { positions, occupants, heads: ["chain"] } });
        expectApart(places, ["chain", ...names("p", orders.length), ...names("f", homes.length)], 30);
        for (const a of positions) {
          for (const b of positions) {
            if (a.order < b.order) expect(places.get(a.id)?.x).toBeLessThan(places.get(b.id)?.x ?? 0);
          }
        }
        for (const { id, positionId } of occupants) {
          const home = places.get(positionId ?? "");
          const own = places.get(id) as Point;
          if (home) expect(own.y).toBeGreaterThan(home.y);
          if (home) expect(Math.abs(own.x - home.x)).toBeLessThan(layerSpacing.layer);
        }
      }),
    );
  });
});

describe("the tree of organisations", () => {
  test("puts the subordinate right of its superior, whatever the parents are, loops among them", () => {
    const input = fc.integer({ min: 1, max: 25 }).chain((count) =>
      fc.record({
        parents: fc.array(someOf(names("o", count)), { minLength: count, maxLength: count }),
        homes: fc.array(someOf(names("o", count)), { maxLength: 60 }),
      }),
    );
    fc.assert(
      fc.property(input, ({ parents, homes }) => {
        const branches = parents.map((parentId, i) => ({ id: `o${i}`, parentId }));
        const leaves = homes.map((parentId, i) => ({ id: `f${i}`, parentId }));
        const places = computeLayout({ name: "tree", input: { branches, leaves } });
        expectApart(places, [...names("o", parents.length), ...names("f", homes.length)], 20);
        for (const { id, parentId } of leaves) {
          if (parentId) expect(places.get(id)?.x).toBeGreaterThan(places.get(parentId)?.x ?? 0);
        }
      }),
    );
  });

  test("keeps a level a column and the superior at the middle of its own", () => {
    const branches = [
      { id: "root" },
      { id: "a", parentId: "root" },
      { id: "b", parentId: "root" },
      { id: "aa", parentId: "a" },
    ];
    const places = computeLayout({ name: "tree", input: { branches, leaves: [] } });
    expect(places.get("a")?.x).toBe(treeSpacing.level);
    expect(places.get("aa")?.x).toBe(2 * treeSpacing.level);
    expect(places.get("root")?.y).toBe(((places.get("a")?.y ?? 0) + (places.get("b")?.y ?? 0)) / 2);
  });

  test("brings many small trees into the shape of a screen", () => {
    const places = computeLayout({
      name: "tree",
      input: { branches: names("o", 60).map((id) => ({ id })), leaves: [] },
    });
    const xs = [...places.values()].map(({ x }) => x);
    const ys = [...places.values()].map(({ y }) => y);
    const across = Math.max(...xs) - Math.min(...xs);
    const down = Math.max(...ys) - Math.min(...ys);
    expect(across / down).toBeGreaterThan(0.7);
    expect(across / down).toBeLessThan(4);
  });
});

describe("the match", () => {
  const request: LayoutRequest = {
    name: "routes",
    input: {
      fromId: "need",
      toIds: ["best", "second", "third"],
      ways: [
        ["need", "firm", "product", "best"],
        ["need", "firm", "second"],
        ["need", "kind", "third"],
      ],
    },
  };
  test("has the need at the left, resources at the right in their order, and steps between", () => {
    const places = computeLayout(request);
    expectApart(
      places,
      ["need", "best", "second", "third", "firm", "product", "kind"],
      routeSpacing.row * 0.99,
    );
    const [best, second, third] = ["best", "second", "third"].map((id) => places.get(id) as Point);
    expect(best?.x).toBe(3 * routeSpacing.column);
    expect([second?.x, third?.x]).toEqual([best?.x, best?.x]);
    expect(best?.y).toBeLessThan(second?.y ?? 0);
    expect(second?.y).toBeLessThan(third?.y ?? 0);
    expect(places.get("firm")?.x).toBe(routeSpacing.column);
  });

  test("a need without any resource stands alone", () => {
    const places = computeLayout({ name: "routes", input: { fromId: "need", toIds: [], ways: [] } });
    expect([...places]).toEqual([["need", { x: 0, y: 0 }]]);
  });
});

describe("free exploration", () => {
  const ids = names("n", 400);
  const lines = ids.slice(1).map((id, i) => ({ source: id, target: `n${Math.floor(i / 3)}` }));
  const places = computeLayout({ name: "force", input: { ids, lines, centreId: "n0" } });

  test("keeps everything apart, its centre in the middle, and what is linked nearer than what is not", () => {
    expectApart(places, ids, forceSpacing * 0.6);
    expect(places.get("n0")).toEqual({ x: 0, y: 0 });
    const far = (a: string, b: string) => distance(places.get(a) as Point, places.get(b) as Point);
    const linked = lines.reduce((sum, { source, target }) => sum + far(source, target), 0) / lines.length;
    const any = ids.reduce((sum, id, i) => sum + far(id, `n${(i * 7 + 200) % 400}`), 0) / ids.length;
    expect(linked).toBeLessThan(any / 2);
  });

  test("gives the same places for the same input", () => {
    expect(computeLayout({ name: "force", input: { ids, lines, centreId: "n0" } })).toEqual(places);
  });

  test("copes with nodes that hang on nothing, and with nothing at all", () => {
    const alone = computeLayout({ name: "force", input: { ids: ["a", "b", "c"], lines: [], centreId: "x" } });
    expectApart(alone, ["a", "b", "c"], forceSpacing * 0.6);
    expect(computeLayout({ name: "force", input: { ids: [], lines: [], centreId: "x" } }).size).toBe(0);
  });
});
