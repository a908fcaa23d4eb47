import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inUnit, unitName, unitRatio, unitTable } from "../../server/language/units.ts";

const spelling = fc.constantFrom(...Object.keys(unitTable));

describe("a unit", () => {
  it.each([
    ["㎡", "平方米"],
    [" 平米 ", "平方米"],
    ["（万元）", "万元"],
    ["KW", "千瓦"],
    ["名", "人"],
    ["只", "只"],
    ["", null],
    [null, null],
  ])("%s is kept as %s", (written, name) => expect(unitName(written)).toBe(name));

  it.each([
    [1, "万元", "元", 10_000],
    [2, "亿元", "万元", 20_000],
    [15, "亩", "公顷", 1],
    [3, "亩", "平方米", 2000],
    [3, "位", "人", 3],
    [2, "吨", "公斤", 2000],
  ])("%d %s in %s is %d", (amount, from, to, result) => expect(inUnit(amount, from, to)).toBe(result));

  it("is no amount of another dimension, and none is no amount of any", () => {
    expect(unitRatio("人", "人次")).toBeNull();
    expect(unitRatio("台", "套")).toBeNull();
    expect(unitRatio(null, "人")).toBeNull();
    expect(unitRatio("人", null)).toBeNull();
    expect(unitRatio(null, null)).toBe(1);
    expect(unitRatio("只", "只")).toBe(1);
  });

  it("goes to another and back to the same amount", () => {
    fc.assert(
      fc.property(spelling, spelling, fc.double({ min: 0.001, max: 1e9, noNaN: true }), (a, b, amount) => {
        const there = inUnit(amount, a, b);
        expect(there === null).toBe(unitRatio(b, a) === null);
        if (there !== null) expect((inUnit(there, b, a) ?? 0) / amount).toBeCloseTo(1, 6);
      }),
    );
  });
});
