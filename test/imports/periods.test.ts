import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { overlap, type Period, placeOf } from "../../server/imports/periods.ts";

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-03-${String(n).padStart(2, "0")}`);
const period: fc.Arbitrary<Period> = fc
  .tuple(fc.option(day), fc.option(day))
  .filter(([since, until]) => since === null || until === null || since < until)
  .map(([since, until]) => ({ since, until }));
const days = Array.from({ length: 31 }, (_, i) => `2026-03-${String(i + 1).padStart(2, "0")}`);
const holds = ({ since, until }: Period, one: string): boolean =>
  (since === null || since <= one) && (until === null || one < until);

describe("days of a post", () => {
  it("overlap exactly where some day lies in both", () => {
    fc.assert(
      fc.property(period, period, (a, b) => {
        const shared = days.some((one) => holds(a, one) && holds(b, one));
        expect(overlap(a, b)).toBe(shared || (a.since === null && b.since === null));
      }),
    );
  });

  it("never come to overlap, in whatever order rows bring them", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(period, fc.constantFrom("甲", "乙", "丙")), { maxLength: 12 }),
        (rows) => {
          const there: (Period & { name: string })[] = [];
          for (const [next, name] of rows) {
            const where = placeOf(next, there, (one) => one.name === name);
            if ("same" in where || "conflict" in where) continue;
            if (where.ends) where.ends.until = next.since;
            there.push({ ...next, name });
          }
          for (const [i, a] of there.entries())
            for (const b of there.slice(0, i)) expect(overlap(a, b)).toBe(false);
        },
      ),
    );
  });
});
