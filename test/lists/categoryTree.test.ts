import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostLevels, placeProblem, retireProblem, type TreeNode } from "../../server/lists/categoryTree.ts";

/** Longest way up from any category; endless in a circle. */
function deepest(tree: readonly TreeNode[]): number {
  const parentOf = new Map(tree.map(({ id, parentId }) => [id, parentId]));
  return Math.max(
    0,
    ...tree.map(({ id }) => {
      let steps = 0;
      for (let at: string | null = id; at !== null; at = parentOf.get(at) ?? null)
        if (++steps > tree.length) return Number.POSITIVE_INFINITY;
      return steps;
    }),
  );
}

const aChange = fc.record({
  id: fc.option(fc.nat(12)),
  name: fc.constantFrom(..."甲乙丙丁戊己庚辛壬癸"),
  parent: fc.option(fc.nat(12)),
  retire: fc.option(fc.boolean()),
});

describe("the tree of categories", () => {
  it("stays a tree of at most five levels with names of its own, whatever is tried", () => {
    fc.assert(
      fc.property(fc.array(aChange, { maxLength: 60 }), (changes) => {
        let tree: TreeNode[] = [];
        const at = (index: number | null) => (index === null ? null : (tree[index]?.id ?? null));
        for (const { id: index, name, parent, retire } of changes) {
          const id = at(index);
          const size = tree.length;
          if (retire !== null && id !== null) {
            if (retireProblem(tree, id, retire) === null)
              tree = tree.map((node) => (node.id === id ? { ...node, retired: retire } : node));
          } else {
            const place = { id, name, parentId: at(parent) };
            if (placeProblem(tree, place) !== null) continue;
            tree = id
              ? tree.map((node) => (node.id === id ? { ...node, name, parentId: place.parentId } : node))
              : [...tree, { ...place, id: `c${size}`, retired: false }];
          }
          expect(deepest(tree)).toBeLessThanOrEqual(mostLevels);
          expect(new Set(tree.map((node) => node.name)).size).toBe(tree.length);
          // What is in use hangs on nothing that is not.
          const retired = new Set(tree.filter((node) => node.retired).map((node) => node.id));
          expect(tree.filter((node) => !node.retired && retired.has(node.parentId ?? ""))).toEqual([]);
        }
      }),
    );
  });

  it("says what is in the way", () => {
    const tree: TreeNode[] = [
      { id: "a", name: "政务", parentId: null, retired: false },
      { id: "b", name: "审批", parentId: "a", retired: false },
    ];
    expect(placeProblem(tree, { id: "a", name: "政务", parentId: "b" })).toContain("它下面");
    expect(placeProblem(tree, { id: null, name: "审批", parentId: null })).toContain("已经有");
    expect(retireProblem(tree, "a", true)).toContain("还有 1 个");
    expect(placeProblem(tree, { id: null, name: "新的", parentId: "b" })).toBeNull();
  });
});
