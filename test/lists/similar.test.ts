import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { likeness } from "../../server/lists/similar.ts";

const wordList = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 });

describe("how much two texts have in common", () => {
  it("is between 0 and 1, the same from either side, and 1 for a part of a text", () => {
    fc.assert(
      fc.property(wordList, wordList, (a, b) => {
        const alike = likeness(a, b);
        expect(alike >= 0 && alike <= 1).toBe(true);
        expect(likeness(b, a)).toBe(alike);
        const part = a.slice(0, 2);
        expect(likeness(part, a)).toBe(part.length === 2 ? 1 : 0);
      }),
    );
  });

  it("is nothing for one common word", () => {
    expect(likeness(["培训", "教室"], ["培训", "讲座"])).toBe(0);
    expect(likeness(["焊工", "招聘", "二十"], ["焊工", "招聘", "十", "旺季"])).toBeCloseTo(2 / 3);
  });
});
