import fc from "fast-check";
import { expect, it } from "vitest";
import { type MatchState, type MatchStep, nextMatchState } from "../../server/matching/states.ts";

const steps = fc.constantFrom<MatchStep>("contact", "agree", "decline", "reopen", "project");

it("a match becomes a project only by way of 对接中 and 已达成, and is one for good", () => {
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 30 }), (tried) => {
      let state: MatchState = "proposed";
      const path: MatchState[] = [state];
      for (const step of tried) {
        try {
          state = nextMatchState(state, step);
          path.push(state);
        } catch {
          expect(step === "contact" && state === "proposed").toBe(false);
        }
      }
      for (const [at, now] of path.entries()) {
        if (now === "agreed") expect(path[at - 1]).toBe("contacted");
        if (now === "projected") expect(path.slice(at - 2)).toEqual(["contacted", "agreed", "projected"]);
      }
    }),
    { numRuns: 1000 },
  );
});
