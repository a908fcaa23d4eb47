import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkStars,
  checkTurn,
  type EvaluationStage,
  nextStage,
  ratingOf,
  readingOf,
  stageOrder,
  stagesOf,
} from "../../server/projects/evaluation.ts";

const rules = fc.option(fc.array(fc.constantFrom<string>(...stageOrder, "别的")), { nil: null });
const stages = fc.constantFrom<EvaluationStage>(...stageOrder);
const rightsOf = fc.uniqueArray(stages).map((list) => new Set(list));

describe("the evaluation chain", () => {
  it("goes through its stages in order, none skipped, none twice, whatever is tried", () => {
    fc.assert(
      fc.property(rules, fc.array(stages, { maxLength: 20 }), (rule, tried) => {
        const chain = stagesOf(rule);
        const done: EvaluationStage[] = [];
        for (const stage of tried) {
          const turn = nextStage(chain, done);
          if (stage !== turn) expect(() => checkTurn(chain, done, stage)).toThrow();
          else {
            checkTurn(chain, done, stage);
            done.push(stage);
          }
        }
        expect(done).toEqual(chain.slice(0, done.length));
      }),
    );
  });

  it("leaves out a stage only where the programme's rule does", () => {
    expect(stagesOf(null)).toEqual(stageOrder);
    expect(stagesOf(["supervision", "beneficiary"])).toEqual(["beneficiary", "supervision"]);
    expect(stagesOf(["别的"])).toEqual(stageOrder);
  });

  it("takes whole stars from 1 to 5, and their mean lies between them", () => {
    for (const bad of [0, 6, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => checkStars(bad)).toThrow();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }), (stars) => {
        const rating = ratingOf(stars.map(checkStars));
        expect(rating).toBeGreaterThanOrEqual(Math.min(...stars));
        expect(rating).toBeLessThanOrEqual(Math.max(...stars));
      }),
    );
    expect(ratingOf([5, 4, 4, 5])).toBe(4.5);
  });

  it("shows a later stage's evaluation to no earlier one before the end, and words only to those inside", () => {
    fc.assert(
      fc.property(stages, rightsOf, fc.boolean(), fc.boolean(), (stage, rights, through, runs) => {
        const reading = readingOf(rights, { through, runs });
        const stars = reading.stars.includes(stage);
        const words = reading.words.includes(stage);
        const last = Math.max(-1, ...[...rights].map((one) => stageOrder.indexOf(one)));
        const inside = last >= stageOrder.indexOf(stage);
        expect(stars).toBe(inside || through);
        expect(words).toBe(inside || (through && runs));
      }),
    );
  });
});
