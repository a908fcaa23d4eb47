import { describe, expect, test } from "vitest";
import { choicesOf, placed } from "../../web/src/lists/useChoices.ts";

const answer = {
  categoryCount: 2,
  categories: [
    { id: "jobs", name: "用工", retired: false, offerCount: 3, parent: null },
    { id: "hire", name: "招聘", retired: false, offerCount: 2, parent: { id: "jobs", name: "用工" } },
  ],
  allianceCount: 312,
  alliances: [{ id: "copper", name: "铜梁区党建联盟", shortName: "铜盟" }],
};

describe("what can be chosen", () => {
  test("is all there is, or says at its end how much is left out, which nobody can choose", () => {
    const { categories, alliances } = choicesOf(answer);
    expect(categories.map(placed)).toEqual(["用工", "用工 / 招聘"]);
    expect(alliances).toEqual([
      { value: "copper", label: "铜盟" },
      { value: "cut", label: "共 312 个联盟，这里列出前 1 个", disabled: true },
    ]);
  });
});
