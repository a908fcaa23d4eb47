import { describe, expect, it } from "vitest";
import { startDigest } from "../../server/backup/digest.ts";

type Edge = [from: number, to: number, type?: string];

/** Digest of a graph whose nodes have these names, numbered from `first`. */
function digest(names: string[], edges: Edge[], first = 0): string {
  const builder = startDigest();
  names.forEach((name, at) => void builder.addNode(first + at, ["B", "A"], { name }));
  for (const [from, to, type = "KNOWS"] of edges) builder.addRelationship(type, first + from, first + to, {});
  return builder.finish().hash;
}

describe("the digest of a graph", () => {
  const path: Edge[] = [
    [0, 1],
    [1, 2],
  ];

  it("does not depend on internal ids or on the order of reading", () => {
    const backwards = digest(
      ["c", "b", "a"],
      [
        [1, 0],
        [2, 1],
      ],
    );
    expect(digest(["a", "b", "c"], path, 700)).toBe(digest(["a", "b", "c"], path));
    expect(backwards).toBe(digest(["a", "b", "c"], path));
  });

  it.each<[string, string[], Edge[]]>([
    ["a property", ["a", "b", "d"], path],
    ["a relationship that is missing", ["a", "b", "c"], [[0, 1]]],
    ["a relationship that is doubled", ["a", "b", "c"], [...path, [1, 2]]],
    [
      "a direction",
      ["a", "b", "c"],
      [
        [1, 0],
        [1, 2],
      ],
    ],
    [
      "a type",
      ["a", "b", "c"],
      [
        [0, 1],
        [1, 2, "LIKES"],
      ],
    ],
    ["a node without relationships", ["a", "b", "c", "c"], path],
  ])("sees %s", (_, names, edges) => {
    expect(digest(names, edges)).not.toBe(digest(["a", "b", "c"], path));
  });

  it("sees which of two equal nodes has both relationships", () => {
    const names = ["twin", "twin", "a", "b"];
    expect(
      digest(names, [
        [0, 2],
        [0, 3],
      ]),
    ).not.toBe(
      digest(names, [
        [0, 2],
        [1, 3],
      ]),
    );
  });

  it("does not confuse labels or keys with values", () => {
    const one = startDigest();
    one.addNode(1, ["A"], { b: "c" });
    const other = startDigest();
    other.addNode(1, ["A", "b"], { c: "" });
    expect(one.finish().hash).not.toBe(other.finish().hash);
  });

  it("refuses a relationship to a node that is not there", () => {
    expect(() => digest(["a"], [[0, 1]])).toThrow("not there");
  });
});
