import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  caseEdgeOf,
  caseEdges,
  caseStates,
  caseSteps,
  openStates,
  takeCaseEdge,
} from "../../server/alliance/cases.ts";
import {
  type Ballot,
  quorums,
  tallyOf,
  thresholds,
  usualRule,
  type VoteChoice,
  voteChoices,
} from "../../server/alliance/decisions.ts";

const rule = fc.record({ threshold: fc.constantFrom(...thresholds), quorum: fc.constantFrom(...quorums) });
const choices = fc.array(fc.constantFrom<VoteChoice | null>(...voteChoices, null), { maxLength: 30 });
const ballotsOf = (said: readonly (VoteChoice | null)[]): Ballot[] =>
  said.map((choice, i) => ({ memberId: `m${i}`, choice }));
const outcome = (
  given: Parameters<typeof tallyOf>[0],
  said: readonly (VoteChoice | null)[],
  recused = "nobody",
) => tallyOf(given, ballotsOf(said), recused).outcome;

describe("a joint meeting's decision", () => {
  it("never stops passing when a no, an abstention or an absence becomes a yes", () => {
    fc.assert(
      fc.property(rule, choices, fc.nat(), (given, said, at) => {
        if (said.length === 0 || outcome(given, said) !== "passed") return;
        const more = said.with(at % said.length, "yes");
        expect(outcome(given, more)).toBe("passed");
      }),
    );
  });

  it("passes by what its rule says, counted another way", () => {
    fc.assert(
      fc.property(rule, choices, (given, said) => {
        const tally = tallyOf(given, ballotsOf(said), "nobody");
        const there = said.filter((choice) => choice !== null);
        const yes = there.filter((choice) => choice === "yes").length;
        const quorate = {
          none: there.length > 0,
          half: there.length * 2 > said.length,
          twoThirds: there.length > 0 && there.length * 3 >= said.length * 2,
        }[given.quorum];
        const enough = {
          majority: yes * 2 > there.length,
          twoThirds: yes > 0 && yes * 3 >= there.length * 2,
          unanimity: yes > 0 && yes === there.length,
        }[given.threshold];
        expect(tally.outcome).toBe(!quorate ? "noQuorum" : enough ? "passed" : "notPassed");
        expect(tally.yes + tally.no + tally.abstain).toBe(tally.present);
        // What it says is needed is what decides.
        expect(tally.present >= tally.presentNeeded).toBe(quorate);
        if (quorate) expect(tally.yes >= tally.yesNeeded).toBe(enough);
      }),
    );
  });

  it("does not hear the member that it is about, whatever that says", () => {
    fc.assert(
      fc.property(
        rule,
        choices,
        fc.constantFrom<VoteChoice | null>(...voteChoices, null),
        (given, said, own) => {
          const without = tallyOf(given, ballotsOf(said), "self");
          const withOwn = tallyOf(given, [...ballotsOf(said), { memberId: "self", choice: own }], "self");
          expect(withOwn).toEqual(without);
        },
      ),
    );
  });

  it("asks for no less the stricter the rule: all imply two thirds, two thirds a majority", () => {
    fc.assert(
      fc.property(choices, fc.constantFrom(...quorums), (said, quorum) => {
        const passes = (threshold: (typeof thresholds)[number]): boolean =>
          outcome({ threshold, quorum }, said) === "passed";
        if (passes("unanimity")) expect(passes("twoThirds")).toBe(true);
        if (passes("twoThirds")) expect(passes("majority")).toBe(true);
      }),
    );
  });

  it("decides nothing with nobody there, and a tie is no majority", () => {
    expect(outcome(usualRule, [])).toBe("noQuorum");
    expect(outcome(usualRule, [null, null])).toBe("noQuorum");
    expect(outcome(usualRule, ["yes", "no"])).toBe("notPassed");
    expect(outcome(usualRule, ["yes", "yes", "no", "abstain"])).toBe("notPassed");
    expect(outcome({ threshold: "twoThirds", quorum: "half" }, ["yes", "yes", "no", null, null])).toBe(
      "passed",
    );
  });
});

describe("the moves of a membership case", () => {
  it("leave approved nowhere, and every other state somewhere", () => {
    for (const state of caseStates)
      expect(caseEdges.some(({ from }) => from === state)).toBe(state !== "approved");
  });

  it("refuse what is not in the table, with a sentence, and what lacks its reason", () => {
    for (const from of caseStates)
      for (const step of caseSteps) {
        const edge = caseEdgeOf(from, step);
        if (!edge) expect(() => takeCaseEdge(from, step, "因为")).toThrow(/不能/);
        else {
          expect(takeCaseEdge(from, step, "因为")).toBe(edge);
          if (edge.reason) expect(() => takeCaseEdge(from, step, null)).toThrow(/请写明/);
        }
      }
  });

  it("are decided out of the vote alone", () => {
    expect(
      caseEdges.filter(({ to }) => to === "approved" || to === "rejected").map(({ from }) => from),
    ).toEqual(["voting", "voting"]);
    expect(openStates).not.toContain("approved");
  });
});
