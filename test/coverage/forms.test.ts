import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  figuresOf,
  forms,
  membersFrom,
  states,
  suggestedForm,
  trendDays,
} from "../../server/coverage/forms.ts";

describe("the form a firm calls for", () => {
  it("follows the number of its members at the borders of the regulations", () => {
    const borders = [0, 1, 2, 3, 49, 50, 99, 100, 5000].map((members) => [members, suggestedForm(members)]);
    expect(borders).toEqual([
      [0, "instructor"],
      [1, "jointBranch"],
      [2, "jointBranch"],
      [3, "branch"],
      [49, "branch"],
      [50, "generalBranch"],
      [99, "generalBranch"],
      [100, "committee"],
      [5000, "committee"],
    ]);
    expect(suggestedForm(null)).toBeNull();
  });

  it("never falls when members come", () => {
    const rank = (members: number) => forms.indexOf(suggestedForm(members) ?? "instructor");
    fc.assert(
      fc.property(fc.nat(2000), fc.nat(2000), (members, more) => {
        expect(rank(members + more)).toBeGreaterThanOrEqual(rank(members));
        expect(members).toBeGreaterThanOrEqual(membersFrom[suggestedForm(members) ?? "instructor"]);
      }),
    );
  });
});

describe("figures", () => {
  it("add up to all firms, whatever the counts", () => {
    const row = fc.record({ state: fc.constantFrom(...states), firms: fc.nat(500), examples: fc.nat(9) });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const figures = figuresOf(rows);
        expect(states.reduce((sum, state) => sum + figures[state], 0)).toBe(figures.firms);
        expect(figures.firms).toBe(rows.reduce((sum, { firms }) => sum + firms, 0));
      }),
    );
  });
});

describe("the days of a trend", () => {
  it("are first days of the months before and today, over a year's end too", () => {
    expect(trendDays("2026-02-17", 4)).toEqual([
      "2025-11-01",
      "2025-12-01",
      "2026-01-01",
      "2026-02-01",
      "2026-02-17",
    ]);
    expect(trendDays("2026-03-01", 2)).toEqual(["2026-02-01", "2026-03-01"]);
  });
});
