import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  edgeOf,
  isOpen,
  type ProjectFacts,
  type ProjectState,
  type ProjectStep,
  projectEdges,
  projectStates,
  projectSteps,
  takeEdge,
} from "../../server/projects/states.ts";
import { type ProjectMove, replay } from "./replay.ts";

const steps = fc.constantFrom<ProjectStep>(...projectSteps);
const states = fc.constantFrom<ProjectState>(...projectStates);
const facts = fc.record({
  months: fc.integer({ min: 0, max: 2 }),
  deliveries: fc.integer({ min: 0, max: 2 }),
  evaluations: fc.integer({ min: 0, max: 4 }),
  stages: fc.integer({ min: 1, max: 4 }),
});
const reasons = fc.option(fc.constant("说明"), { nil: null });

/** Takes the steps one after the other; those that are refused change nothing. */
function walk(tried: readonly [ProjectStep, ProjectFacts, string | null][]) {
  const moves: (ProjectMove & {
    step: ProjectStep | null;
    facts: ProjectFacts | null;
    reason: string | null;
  })[] = [{ from: null, to: "approved", step: null, facts: null, reason: null }];
  let state: ProjectState = "approved";
  for (const [step, known, reason] of tried) {
    try {
      const { to } = takeEdge(state, step, known, reason);
      moves.push({ from: state, to, step, facts: known, reason });
      state = to;
    } catch {
      // Refused: nothing happened.
    }
  }
  return { state, moves };
}

describe("the moves of a project", () => {
  it("follow the table's edges alone, with what each asks for", () => {
    fc.assert(
      fc.property(states, steps, facts, reasons, (from, step, known, reason) => {
        const edge = projectEdges.find((one) => one.from === from && one.step === step);
        const may = isOpen(from, step, known) && !(edge?.reason && reason === null);
        if (!may) expect(() => takeEdge(from, step, known, reason)).toThrow();
        else expect(takeEdge(from, step, known, reason)).toBe(edge);
      }),
      { numRuns: 1000 },
    );
  });

  it("replayed give the state, and no state is reached without what it asks for", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(steps, facts, reasons), { maxLength: 30 }), (tried) => {
        const { state, moves } = walk(tried);
        expect(replay(moves)).toBe(state);
        for (const { to, from, facts: known, reason } of moves) {
          if (to === "running" && from === "approved") expect(known?.months).toBeGreaterThan(0);
          if (to === "completed") expect(known?.deliveries).toBeGreaterThan(0);
          if (to === "evaluated") expect(known?.evaluations).toBe(known?.stages);
          if (to === "cancelled" || from === "cancelled" || (from === "completed" && to === "running"))
            expect(reason).not.toBeNull();
        }
        const path = moves.map(({ to }) => to);
        if (path.includes("evaluated")) {
          expect(path.indexOf("running")).toBeLessThan(path.indexOf("completed"));
          expect(path.indexOf("completed")).toBeLessThan(path.indexOf("evaluated"));
          expect(path.at(-1)).toBe("evaluated");
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("end for good once it is evaluated", () => {
    for (const step of projectSteps) expect(edgeOf("evaluated", step)).toBeUndefined();
  });
});
