import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { leastConfidence, type PositionFacts, readChain } from "../../server/investment/gaps.ts";

const nothing: Omit<PositionFacts, "id" | "order" | "feeds"> = {
  chainId: "chain",
  standing: 0,
  making: 0,
  strong: 0,
  buyers: 0,
  supplied: 0,
  hanging: 0,
  needs: 0,
  suppliers: 0,
  supplies: 0,
  fromOutside: 0,
  squares: 0,
  most: 0,
};
const position = (
  id: string,
  order: number,
  feeds: string[],
  known: Partial<PositionFacts> = {},
): PositionFacts => ({
  ...nothing,
  id,
  order,
  feeds,
  ...known,
});
const held = {
  standing: 4,
  strong: 2,
  buyers: 5,
  supplied: 5,
  suppliers: 4,
  supplies: 12,
  squares: 36,
  most: 3,
};

describe("what a chain lacks as seen from a district", () => {
  test("nobody between two that are held: 补链; next to the last one held: 延链; the one behind that: nothing", () => {
    const { gaps, standing } = readChain([
      position("a", 0, ["b"], held),
      position("b", 1, ["c"], { buyers: 6 }),
      position("c", 2, ["d"], { ...held, standing: 8 }),
      position("d", 3, ["e"]),
      position("e", 4, []),
    ]);
    expect(gaps.map(({ positionId, kind }) => [positionId, kind])).toEqual([
      ["b", "fill"],
      ["d", "extend"],
    ]);
    expect(Object.fromEntries(standing)).toEqual({
      a: "sound",
      b: "missing",
      c: "sound",
      d: "beyond",
      e: "apart",
    });
  });

  test("a position that nobody is recorded at but firms make for is no gap", () => {
    const { gaps } = readChain([
      position("a", 0, ["b"], held),
      position("b", 1, ["c"], { ...held, standing: 0, making: 4 }),
      position("c", 2, [], held),
    ]);
    expect(gaps).toEqual([]);
  });

  test("one firm on whom all buyers depend is a weak place, one of several that sell there is none", () => {
    const sole = {
      standing: 1,
      strong: 1,
      buyers: 6,
      supplied: 6,
      suppliers: 1,
      supplies: 6,
      squares: 36,
      most: 6,
    };
    const weak = readChain([position("a", 0, ["b"], { ...sole, hanging: 6 }), position("b", 1, [], held)]);
    expect(weak.gaps.map(({ kind, evidence }) => [kind, evidence[0]?.reason])).toEqual([
      ["strengthen", "soleSupplier"],
    ]);
    const sound = { ...sole, hanging: 1, suppliers: 4, supplies: 11, squares: 41, fromOutside: 5 };
    expect(readChain([position("a", 0, ["b"], sound), position("b", 1, [], held)]).gaps).toEqual([]);
  });

  test("one of many firms that has nearly all is a weak place, however few the supplies known", () => {
    const one = {
      standing: 6,
      strong: 3,
      buyers: 8,
      supplied: 8,
      suppliers: 1,
      supplies: 8,
      squares: 64,
      most: 8,
    };
    const [gap] = readChain([position("a", 0, ["b"], one), position("b", 1, [], held)]).gaps;
    expect(gap?.evidence[0]).toMatchObject({ reason: "concentrated", figure: 8, of: 8 });
    // Four supplies of six firms fall on two of them often enough by chance.
    const chance = { ...one, suppliers: 2, supplies: 4, squares: 8, most: 2 };
    expect(readChain([position("a", 0, ["b"], chance), position("b", 1, [], held)]).gaps).toEqual([]);
  });
});

const chain = fc
  .array(
    fc.record({
      order: fc.nat(5),
      standing: fc.nat(6),
      making: fc.nat(3),
      buyers: fc.nat(10),
      needs: fc.nat(4),
      trade: fc.array(fc.record({ outside: fc.boolean(), supplies: fc.integer({ min: 1, max: 9 }) }), {
        maxLength: 6,
      }),
      feeds: fc.array(fc.nat(11), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((drawn) =>
    drawn.map(({ order, standing, making, buyers, needs, trade, feeds }, at): PositionFacts => {
      const counts = trade.map(({ supplies }) => supplies);
      return position(
        `p${at}`,
        order,
        feeds.filter((to) => to < drawn.length && to !== at).map((to) => `p${to}`),
        {
          standing,
          making,
          strong: Math.floor((standing + making) / 2),
          buyers,
          supplied: Math.min(buyers, counts.length),
          hanging: Math.min(buyers, counts.length, 1),
          needs,
          suppliers: counts.length,
          supplies: counts.reduce((sum, n) => sum + n, 0),
          fromOutside: trade
            .filter(({ outside }) => outside)
            .reduce((sum, { supplies }) => sum + supplies, 0),
          squares: counts.reduce((sum, n) => sum + n * n, 0),
          most: Math.max(0, ...counts),
        },
      );
    }),
  );

describe("laws of the reading", () => {
  test("every position stands somehow, a gap's confidence and evidence lie where they should, and kinds follow who is there", () => {
    fc.assert(
      fc.property(chain, (positions) => {
        const { gaps, standing } = readChain(positions);
        expect(standing.size).toBe(positions.length);
        for (const gap of gaps) {
          expect(gap.confidence).toBeGreaterThanOrEqual(leastConfidence);
          expect(gap.confidence).toBeLessThan(1);
          for (const { strength } of gap.evidence) expect(strength > 0 && strength < 1).toBe(true);
          const at = positions.find(({ id }) => id === gap.positionId);
          expect(gap.kind === "strengthen").toBe((at?.standing ?? 0) + (at?.making ?? 0) > 0);
        }
      }),
    );
  });

  test("the order in which positions come changes nothing", () => {
    fc.assert(
      fc.property(chain, (positions) => {
        const one = readChain(positions);
        const other = readChain([...positions].reverse());
        expect(other.gaps).toEqual(one.gaps);
        expect(new Map(other.standing)).toEqual(new Map(one.standing));
      }),
    );
  });

  test("one more need never takes a gap away nor makes it less sure", () => {
    fc.assert(
      fc.property(chain, fc.nat(11), (positions, at) => {
        const before = readChain(positions).gaps.find(({ positionId }) => positionId === `p${at}`);
        const more = positions.map((one, place) => (place === at ? { ...one, needs: one.needs + 1 } : one));
        const after = readChain(more).gaps.find(({ positionId }) => positionId === `p${at}`);
        if (before) expect(after?.confidence ?? 0).toBeGreaterThanOrEqual(before.confidence);
      }),
    );
  });

  test("a firm that settles at a missing position ends its being missing", () => {
    fc.assert(
      fc.property(chain, (positions) => {
        for (const { positionId, kind } of readChain(positions).gaps) {
          if (kind === "strengthen") continue;
          const settled = positions.map((one) =>
            one.id === positionId ? { ...one, standing: 3, strong: 1 } : one,
          );
          const after = readChain(settled).gaps.find((gap) => gap.positionId === positionId);
          expect(after === undefined || after.kind === "strengthen").toBe(true);
        }
      }),
    );
  });
});
