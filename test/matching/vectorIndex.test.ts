import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type OpenBlock, openVectorBlocks } from "../../server/matching/dotProducts.ts";
import { createTopK } from "../../server/matching/topK.ts";
import { createVectorIndex, type IndexedEntry } from "../../server/matching/vectorIndex.ts";
import type { TextQuery } from "../../server/matching/vectorSearch.ts";

let openBlock: OpenBlock;
beforeAll(async () => {
  openBlock = await openVectorBlocks();
});

const kindCount = 3;
let state = 1;
const random = (): number => {
  state = (state * 48271) % 2147483647;
  return state / 2147483647;
};
function unit(): Float32Array {
  const vector = Float32Array.from({ length: 512 }, () => random() - 0.5);
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
  return vector.map((x) => x / length);
}
const entry = (at: number, more: Partial<IndexedEntry> = {}): IndexedEntry => ({
  id: `offer-${String(at).padStart(5, "0")}`,
  audience: at % 3 === 0 ? "org:a" : "public",
  open: at % 7 !== 0,
  until: at % 13 === 0 ? "2026-06-14" : at % 5 === 0 ? "2026-06-15" : null,
  spent: at % 17 === 0,
  category: `c${at % 5}`,
  vector: at % 11 === 0 ? null : unit(),
  kinds: [random(), random(), random()],
  version: 1,
  ...more,
});
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0);
  return sum;
};
const everything: TextQuery = {
  vector: unit(),
  kinds: Float32Array.of(0.2, 0.5, 0.1),
  viewer: { all: true, audiences: [] },
  today: "2026-06-15",
  nearest: 20,
  best: 20,
  weights: { cosine: 0.5, bridge: 0.5, category: 0 },
};

describe("a block of vectors", () => {
  it("gives ceilings that no dot product exceeds, and that are close", () => {
    const numbers = fc.float({ min: -1, max: 1, noNaN: true });
    const vector = fc.array(numbers, { minLength: 40, maxLength: 40 });
    const block = openBlock(40);
    fc.assert(
      fc.property(
        vector,
        vector,
        fc.double({ min: 0.001, max: 100, noNaN: true }),
        (query, stored, scale) => {
          const asked = Float32Array.from(query, (x) => x * scale);
          block.set(0, stored);
          const [ceiling = Number.NaN] = block.ceilings(asked, 1);
          const exact = block.dot(0);
          const lengths = Math.sqrt(dot(asked, asked) * dot(stored, stored));
          expect(exact).toBeCloseTo(dot(asked, Float32Array.from(stored)), 2);
          expect(ceiling).toBeGreaterThanOrEqual(exact);
          expect(ceiling - exact).toBeLessThanOrEqual(0.06 * lengths + 1e-6);
        },
      ),
    );
  });

  it("cannot overflow: equal numbers of the longest vectors, all of them the largest", () => {
    const block = openBlock(512);
    const ones = new Float32Array(512).fill(1);
    block.set(0, ones);
    const [ceiling = Number.NaN] = block.ceilings(ones, 1);
    expect(block.dot(0)).toBe(512);
    expect(ceiling).toBeGreaterThanOrEqual(512);
    expect(ceiling).toBeLessThan(513);
  });
});

describe("the index in this process", () => {
  it("finds exactly the nearest open entries that the viewer may see, over several blocks", () => {
    const entries = Array.from({ length: 9000 }, (_, at) => entry(at));
    const index = createVectorIndex(openBlock, kindCount);
    for (const one of entries) index.put(one);
    expect(index.size()).toBe(9000);
    for (const viewer of [
      { all: true, audiences: [] },
      { all: false, audiences: ["public"] },
    ]) {
      const open = entries.filter((one) => one.open && (viewer.all || one.audience === "public"));
      const isOver = (one: IndexedEntry): boolean => one.spent || one.until === "2026-06-14";
      const seen = open.filter((one) => !isOver(one));
      const ranked = (score: (one: IndexedEntry) => number, among: IndexedEntry[]): string[] =>
        among
          .map((one) => ({ id: one.id, score: score(one) }))
          .sort((a, b) => b.score - a.score)
          .slice(0, 20)
          .map(({ id }) => id);
      const cosine = (one: IndexedEntry): number =>
        one.vector && everything.vector ? dot(one.vector, everything.vector) : 0;
      const answer = index.search({ ...everything, over: 5, viewer });
      expect(answer.nearest).toEqual(
        ranked(
          cosine,
          seen.filter(({ vector }) => vector),
        ),
      );
      const both = (one: IndexedEntry): number => 0.5 * cosine(one) + 0.5 * dot(one.kinds, everything.kinds);
      expect(answer.best).toEqual(ranked(both, seen));
      expect(answer.over).toEqual(ranked(both, open.filter(isOver)).slice(0, 5));
      const inCategory = seen
        .filter((one) => one.category === "c2" && one.vector)
        .map(cosine)
        .sort((a, b) => b - a);
      const mean = ((inCategory[0] ?? 0) + (inCategory[1] ?? 0) + (inCategory[2] ?? 0)) / 3;
      expect(answer.categoryStrength.get("c2")).toBeCloseTo(mean, 5);
    }
  });

  it("forgets what was closed, and takes over what changed", () => {
    const index = createVectorIndex(openBlock, kindCount);
    const first = entry(1);
    const second = entry(2);
    index.put(first);
    index.put(second);
    index.put({ ...first, open: false, version: 2 });
    expect(index.search(everything).nearest).toEqual([second.id]);
    expect(index.versionOf(first.id)).toBe(2);
    expect(index.size()).toBe(2);
    index.put({ ...first, vector: everything.vector });
    expect(index.search(everything).nearest).toEqual([first.id, second.id]);
  });

  it("never shows a restricted entry, nor lets it strengthen its category, for a viewer of fewer audiences", () => {
    const index = createVectorIndex(openBlock, kindCount);
    index.put(entry(1, { audience: "org:a", category: "hidden" }));
    index.put(entry(2, { audience: null, category: "hidden" }));
    const answer = index.search({ ...everything, viewer: { all: false, audiences: ["public", "org:b"] } });
    expect(answer).toEqual({ nearest: [], best: [], over: [], categoryStrength: new Map() });
  });

  it("works without a model by kinds alone", () => {
    const index = createVectorIndex(openBlock, kindCount);
    index.put(entry(1, { vector: null, kinds: [0, 0.1, 0] }));
    index.put(entry(2, { vector: null, kinds: [0, 0.9, 0] }));
    const answer = index.search({ ...everything, vector: null });
    expect(answer.nearest).toEqual([]);
    expect(answer.best).toEqual(["offer-00002", "offer-00001"]);
  });
});

describe("entries that say the same", () => {
  const texts = Array.from({ length: 6 }, (_, at) => ({
    category: `c${at % 3}`,
    vector: at === 5 ? null : unit(),
    kinds: [random(), random(), random()],
  }));
  const change = fc.record({
    number: fc.nat(25),
    text: fc.constantFrom(...texts),
    audience: fc.constantFrom("public", "org:a", null),
    open: fc.boolean(),
    until: fc.constantFrom(null, "2026-06-14", "2026-06-15"),
    spent: fc.boolean(),
  });
  const query: TextQuery = {
    ...everything,
    nearest: 7,
    best: 9,
    over: 4,
    weights: { cosine: 0.5, bridge: 0.4, category: 0.3 },
  };
  const viewers = [query.viewer, { all: false, audiences: ["public", "org:unknown"] }];

  /** The answer by looking at every entry and sorting all. */
  function bruteForce(entries: readonly IndexedEntry[], viewer: TextQuery["viewer"]) {
    const seen = entries.filter(
      ({ open, audience }) =>
        open && (viewer.all || (audience !== null && viewer.audiences.includes(audience))),
    );
    const isOver = ({ spent, until }: IndexedEntry): boolean => spent || until === "2026-06-14";
    const cosine = ({ vector }: IndexedEntry): number =>
      vector && query.vector ? dot(vector, query.vector) : 0;
    const strength = new Map<string, number>();
    for (const category of ["c0", "c1", "c2"]) {
      const three = seen
        .filter((one) => one.category === category && one.vector && !isOver(one))
        .map(cosine)
        .sort((a, b) => b - a)
        .slice(0, 3);
      if (three.length > 0) strength.set(category, three.reduce((sum, x) => sum + x, 0) / three.length);
    }
    const score = (one: IndexedEntry): number =>
      0.5 * cosine(one) +
      0.4 * dot(one.kinds, query.kinds) +
      0.3 * Math.max(0, strength.get(one.category ?? "") ?? 0);
    const ranked = (among: IndexedEntry[], by: (one: IndexedEntry) => number, most: number): string[] =>
      among
        .sort((a, b) => by(b) - by(a) || (a.id < b.id ? -1 : 1))
        .slice(0, most)
        .map(({ id }) => id);
    const current = seen.filter((one) => !isOver(one));
    return {
      nearest: ranked(
        current.filter(({ vector }) => vector),
        cosine,
        7,
      ),
      best: ranked(current, score, 9),
      over: ranked(seen.filter(isOver), score, 4),
      strength,
    };
  }

  it("are found as if each were looked at, whatever comes, changes its text, closes or ends, in any order", () => {
    fc.assert(
      fc.property(fc.array(fc.array(change, { maxLength: 25 }), { maxLength: 4 }), (rounds) => {
        const index = createVectorIndex(openBlock, kindCount);
        const kept = new Map<string, IndexedEntry>();
        for (const round of rounds) {
          for (const { number, text, ...rest } of round) {
            const one = entry(number, { ...text, ...rest });
            index.put(one);
            kept.set(one.id, one);
          }
          // Asked between changes too: what a search keeps must not outlive them.
          for (const viewer of viewers) {
            const { strength, ...wanted } = bruteForce([...kept.values()], viewer);
            const { categoryStrength, ...found } = index.search({ ...query, viewer });
            expect(found).toEqual(wanted);
            expect([...categoryStrength.keys()].sort()).toEqual([...strength.keys()].sort());
            for (const [name, value] of strength) expect(categoryStrength.get(name)).toBeCloseTo(value, 5);
          }
        }
        expect(index.size()).toBe(kept.size);
      }),
      { numRuns: 150 },
    );
  });

  it("take the memory of one text, whoever comes and goes", () => {
    const index = createVectorIndex(openBlock, kindCount);
    index.put(entry(0, texts[0]));
    const one = index.bytes();
    for (let at = 0; at < 10_000; at += 1) index.put(entry(at, texts[at % 6]));
    // A text that nobody says any more gives its place to the next.
    for (let at = 0; at < 6000; at += 1) index.put(entry(1, { ...texts[0], kinds: [at, 0, 0] }));
    expect(index.bytes()).toBe(one);
    expect(index.size()).toBe(10_000);
  });
});

describe("the k best of many", () => {
  it("are the same as sorting everything, whatever the order they come in", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 200 }), fc.nat(30), (scores, k) => {
        const top = createTopK(k, (a, b) => a < b);
        scores.forEach((score, item) => {
          if (score >= top.floor()) top.offer(item, score);
        });
        const sorted = scores
          .map((score, item) => ({ item, score }))
          .sort((a, b) => b.score - a.score || a.item - b.item);
        expect(top.sorted()).toEqual(sorted.slice(0, k));
      }),
    );
  });
});
