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

  it("rises a little when its project is finished and falls when that is sent back, until there are stars", () => {
    const told = (outcome: string | null, rating: number | null = null) =>
      judge({ ...nothing, state: "projected", outcome, rating });
    const [sentBack, agreed, completed] = [told("sentBack"), told(null), told("completed")];
    expect([sentBack?.because, agreed?.because, completed?.because]).toEqual([
      "sentBack",
      "agreed",
      "completed",
    ]);
    expect(sentBack?.importance).toBeLessThan(agreed?.importance ?? 0);
    expect(agreed?.importance).toBeLessThan(completed?.importance ?? 0);
    expect(completed?.importance).toBeLessThan(told("evaluated", 5)?.importance ?? 0);
    expect([sentBack?.good, completed?.good]).toEqual([true, true]);
    expect(told("completed", 1)).toEqual(told("evaluated", 1));
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
