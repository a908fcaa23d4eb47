import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Group, linesOf, timeWords } from "../../web/src/today/order.ts";

const day = fc
  .date({ min: new Date("2025-01-01"), max: new Date("2027-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const item = fc.record({
  ...{ id: fc.string(), title: fc.string(), about: fc.constant(null), path: fc.constant("/") },
  ...{ since: fc.option(day), dueOn: fc.option(day), example: fc.boolean(), stuck: fc.boolean() },
});
const group = fc.record({
  ...{ kind: fc.constantFrom("review" as const, "ending" as const), move: fc.constant("mine" as const) },
  ...{ totalCount: fc.nat(9), exampleCount: fc.nat(9), failed: fc.constant(false), items: fc.array(item) },
});
const today = "2026-06-15";

describe("the lines of 今日", () => {
  it("hold every item once, the real before the examples, and of either what is late before what is not", () => {
    fc.assert(
      fc.property(fc.array(group), (groups) => {
        const lines = linesOf(groups as Group[], today);
        expect(lines).toHaveLength(groups.reduce((sum, { items }) => sum + items.length, 0));
        const real = lines.filter(({ example }) => !example);
        expect(lines.slice(0, real.length)).toEqual(real);
        for (const part of [real, lines.slice(real.length)]) {
          const late = part.map(({ stuck, dueOn }) => stuck || (dueOn != null && dueOn < today));
          expect(late).toEqual([...late].sort((a, b) => Number(b) - Number(a)));
        }
      }),
    );
  });

  it("say when a thing is due, or how long it has waited", () => {
    const words = (dueOn: string | null, since: string | null) => timeWords({ dueOn, since }, since, today);
    expect(words("2026-06-12", null)).toBe("已超期 3 天");
    expect(words(today, "2026-01-01")).toBe("今天到期");
    expect(words("2026-06-20", null)).toBe("还有 5 天");
    expect(words(null, "2026-06-01")).toBe("已等 14 天");
    expect(words(null, today)).toBe("今天");
    expect(words(null, null)).toBeNull();
  });
});
