import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge } from "../../server/matching/feedback.ts";

const nothing = { declineReason: null, outcome: null, rating: null };

describe("what a decision says of a pair", () => {
  it("is worth more the further the pair came", () => {
    const told = [
      { ...nothing, state: "contacted" },
      { ...nothing, state: "agreed" },
      { ...nothing, state: "projected", outcome: "evaluated", rating: 5 },
    ].map((one) => judge(one)?.importance ?? 0);
    expect(told).toEqual([...told].sort((a, b) => a - b));
    expect(new Set(told).size).toBe(3);
  });

  it("is nothing where terms or a cancelled project are to blame, or nobody decided", () => {
    expect(judge({ ...nothing, state: "declined", declineReason: "terms" })).toBeNull();
    expect(judge({ ...nothing, state: "projected", outcome: "cancelled" })).toBeNull();
    expect(judge({ ...nothing, state: "expired" })).toBeNull();
  });

  it("speaks of the kind of help only when the decline says so", () => {
    expect(judge({ ...nothing, state: "declined", declineReason: "notWhatIsNeeded" })?.aboutKind).toBe(true);
    expect(judge({ ...nothing, state: "declined", declineReason: "tooFar" })?.aboutKind).toBe(false);
  });

  it("never turns worse as the stars rise", () => {
    const stars = fc.double({ min: 1, max: 5, noNaN: true });
    const value = (rating: number): number => {
      const told = judge({ ...nothing, state: "projected", outcome: "evaluated", rating });
      return (told?.good ? 1 : -1) * (told?.importance ?? 0);
    };
    fc.assert(
      fc.property(stars, stars, (a, b) => {
        expect(value(Math.max(a, b))).toBeGreaterThanOrEqual(value(Math.min(a, b)));
      }),
    );
  });
});
