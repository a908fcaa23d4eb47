import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { greedyPlan } from "../../server/assignment/greedy.ts";
import { type Assigned, leastShare, objectiveOf, type Problem } from "../../server/assignment/problem.ts";
import { buildProgramme } from "../../server/assignment/programme.ts";
import { defaultSolverLimits, solvePlan } from "../../server/assignment/solver.ts";
import { gapsOf } from "../../server/assignment/unfilled.ts";
import { wholeList } from "./instances.ts";

/** As large lists are solved. */
const inStages = { ...defaultSolverLimits, wholePairs: 3 };

// Each run starts a thread of the solver.
const few = { numRuns: 12 };

const problems: fc.Arbitrary<Problem> = fc
  .record({
    needs: fc.array(
      fc.record({ quantity: fc.option(fc.integer({ min: 1, max: 12 })), unit: fc.constantFrom("人", null) }),
      {
        minLength: 1,
        maxLength: 9,
      },
    ),
    offers: fc.array(
      fc.record({
        owner: fc.integer({ min: 0, max: 3 }),
        remaining: fc.option(fc.integer({ min: 0, max: 15 })),
        unit: fc.constantFrom("人", "场", null),
      }),
      { minLength: 1, maxLength: 7 },
    ),
    edges: fc.array(
      fc.tuple(
        fc.nat({ max: 8 }),
        fc.nat({ max: 6 }),
        fc.integer({ min: 400, max: 1000 }).map((score) => score / 10),
      ),
      { maxLength: 40 },
    ),
    rules: fc.record({
      providersPerNeed: fc.integer({ min: 1, max: 3 }),
      fairShare: fc.integer({ min: 1, max: 3 }),
      penalty: fc.constantFrom(0, 5, 20),
      mostPerProvider: fc.option(fc.integer({ min: 1, max: 3 })),
      loads: fc
        .array(fc.tuple(fc.constantFrom("p0", "p1", "p2", "p3"), fc.nat({ max: 3 })))
        .map((rows) => new Map(rows)),
    }),
  })
  .map(({ needs, offers, edges, rules }) => ({
    needs: needs.map((need, at) => ({ ...need, id: `n${at}` })),
    offers: offers.map(({ owner, ...offer }, at) => ({ ...offer, id: `o${at}`, providerId: `p${owner}` })),
    candidates: [
      ...new Map(
        edges
          .filter(([need, offer]) => need < needs.length && offer < offers.length)
          .map(([need, offer, score]) => [
            `${need}~${offer}`,
            { needId: `n${need}`, offerId: `o${offer}`, score },
          ]),
      ).values(),
    ],
    rules,
  }));

/** What a plan breaks; empty when it keeps everything. Reads the problem anew instead of the solver's own bookkeeping. */
function broken({ needs, offers, candidates, rules }: Problem, plan: readonly Assigned[]): string[] {
  const found: string[] = [];
  const allowed = new Set(candidates.map(({ needId, offerId }) => `${needId}~${offerId}`));
  for (const { needId, offerId, share } of plan) {
    if (!allowed.has(`${needId}~${offerId}`)) found.push(`${needId}~${offerId} was no candidate`);
    if (share < leastShare - 1e-6 || share > 1 + 1e-6) found.push(`${needId} gets a share of ${share}`);
  }
  for (const { id, quantity } of needs) {
    const own = plan.filter(({ needId }) => needId === id);
    if (own.length > rules.providersPerNeed) found.push(`${id} has ${own.length} providers`);
    const met = own.reduce((sum, { share }) => sum + share, 0);
    if (quantity !== null && met > 1 + 1e-6) found.push(`${id} gets ${met} of what it wants`);
  }
  for (const { id, remaining, unit } of offers) {
    const taken = plan
      .filter(({ offerId }) => offerId === id)
      .reduce((sum, { needId, share }) => {
        const need = needs.find((one) => one.id === needId);
        const counted = need?.quantity && need.unit === unit;
        return sum + (counted ? (need.quantity ?? 0) * share : Math.min(1, remaining ?? 1));
      }, 0);
    if (remaining === 0 && plan.some(({ offerId }) => offerId === id))
      found.push(`${id} has nothing to give`);
    if (remaining !== null && taken > remaining + 1e-5) found.push(`${id} gives ${taken} of ${remaining}`);
  }
  const { mostPerProvider } = rules;
  for (const provider of new Set(offers.map(({ providerId }) => providerId))) {
    const own = new Set(offers.filter(({ providerId }) => providerId === provider).map(({ id }) => id));
    const served = plan.filter(({ offerId }) => own.has(offerId)).length;
    const before = rules.loads?.get(provider) ?? 0;
    if (mostPerProvider !== null && served > Math.max(0, mostPerProvider - before))
      found.push(`${provider} serves ${served} beside ${before}`);
  }
  return found;
}

describe("a whole-list plan", () => {
  it("keeps capacity, providers a need, the providers' bound and the candidates, and is never worse than greedy", async () => {
    await fc.assert(
      fc.asyncProperty(problems, async (problem) => {
        const { assigned, objective, greedyObjective, proven } = await solvePlan(problem);
        expect(broken(problem, assigned)).toEqual([]);
        expect(broken(problem, greedyPlan(problem))).toEqual([]);
        expect(proven).toBe(true);
        expect(objective).toBeCloseTo(objectiveOf(problem, assigned), 6);
        expect(objective).toBeGreaterThanOrEqual(greedyObjective);
      }),
      few,
    );
  });

  it("found in stages is as good as the one found in one go, and keeps the same rules", async () => {
    await fc.assert(
      fc.asyncProperty(problems, async (problem) => {
        const whole = await solvePlan(problem);
        const { assigned, objective, bound, proven } = await solvePlan(problem, inStages);
        expect(broken(problem, assigned)).toEqual([]);
        expect(proven).toBe(true);
        expect(objective).toBeCloseTo(objectiveOf(problem, assigned), 6);
        expect(objective).toBeGreaterThanOrEqual(whole.objective * 0.998 - 1e-6);
        expect(bound).toBeGreaterThanOrEqual(whole.objective - 1e-3);
      }),
      { numRuns: 6 },
    );
  }, 120_000);

  it("says how far it may be from the best when its time is up, and is still no worse than greedy", async () => {
    const problem = wholeList({ needs: 300, offers: 250, each: 20, seed: 5, counted: 1 });
    const { objective, greedyObjective, bound, proven } = await solvePlan(problem, {
      ...inStages,
      gap: 0,
      timeLimitS: 8,
    });
    expect(proven).toBe(false);
    expect(objective).toBeGreaterThanOrEqual(greedyObjective);
    expect(bound).toBeGreaterThanOrEqual(objective);
  });

  it("is the best of all plans where these can be counted", async () => {
    const wholes = problems.map((problem) => ({
      ...problem,
      needs: problem.needs.slice(0, 4).map((need) => ({ ...need, quantity: null })),
      candidates: problem.candidates.filter(({ needId }) => needId < "n4").slice(0, 10),
    }));
    await fc.assert(
      fc.asyncProperty(wholes, async (problem) => {
        const { objective } = await solvePlan(problem);
        expect(objective).toBeGreaterThanOrEqual(bestOfAll(problem) * 0.999 - 1e-6);
      }),
      few,
    );
  });

  it("is the same for the same input, in whatever order it comes", async () => {
    const problem = wholeList({ needs: 60, offers: 40, each: 8, seed: 3 });
    const turned = {
      ...problem,
      needs: [...problem.needs].reverse(),
      offers: [...problem.offers].reverse(),
      candidates: [...problem.candidates].reverse(),
    };
    expect(buildProgramme(turned)).toEqual(buildProgramme(problem));
    const [first, second] = [await solvePlan(problem), await solvePlan(turned)];
    expect(second.assigned).toEqual(first.assigned);
    expect(first.objective).toBeGreaterThan(first.greedyObjective);
  });

  it("spreads the work when fairness counts", async () => {
    const loads = async (penalty: number): Promise<number> => {
      const { rules, ...problem } = wholeList({ needs: 60, offers: 30, each: 8, seed: 9 });
      const { assigned } = await solvePlan({ ...problem, rules: { ...rules, fairShare: 3, penalty } });
      const provider = new Map(problem.offers.map(({ id, providerId }) => [id, providerId]));
      const load = new Map<string, number>();
      for (const { offerId } of assigned)
        load.set(provider.get(offerId) ?? "", (load.get(provider.get(offerId) ?? "") ?? 0) + 1);
      return [...load.values()].reduce((sum, served) => sum + Math.max(0, served - 3), 0);
    };
    expect(await loads(100)).toBeLessThan(await loads(0));
  });

  it("ends at once when it is cancelled", async () => {
    const stop = new AbortController();
    const solving = solvePlan(
      wholeList({ needs: 400, offers: 300, each: 20, seed: 4 }),
      undefined,
      stop.signal,
    );
    setTimeout(() => stop.abort(new Error("cancelled")), 30);
    await expect(solving).rejects.toThrow("cancelled");
  });
});

/** The best objective by trying every subset of the candidates. */
function bestOfAll(problem: Problem): number {
  const { candidates } = problem;
  let best = 0;
  for (let mask = 0; mask < 1 << candidates.length; mask += 1) {
    const plan = candidates
      .filter((_, at) => mask & (1 << at))
      .map((pair): Assigned => ({ ...pair, share: 1, amount: null }));
    if (broken(problem, plan).length === 0) best = Math.max(best, objectiveOf(problem, plan));
  }
  return best;
}

describe("why a need stays open", () => {
  const rules = { providersPerNeed: 1, fairShare: 1, penalty: 0, mostPerProvider: null };
  const need = (id: string, quantity: number | null = null) => ({ id, quantity, unit: null });
  const offer = (id: string, remaining: number | null) => ({
    id,
    providerId: `p-${id}`,
    remaining,
    unit: null,
  });
  const reasonOf = async (problem: Problem, excluded: [string, number][] = []) => {
    const { assigned } = await solvePlan(problem);
    const left = gapsOf(problem, assigned, () => new Map(excluded));
    return left.map(({ needId, reason, share }) => [needId, reason, share]);
  };

  it.each([
    ["noCandidate", []],
    [
      "window",
      [
        ["window", 2],
        ["own", 1],
      ],
    ],
    [
      "capacity",
      [
        ["capacity", 3],
        ["window", 1],
      ],
    ],
    [
      "rule",
      [
        ["own", 1],
        ["declined", 1],
      ],
    ],
  ] as [string, [string, number][]][])("is %s when nobody is left to ask", async (reason, excluded) => {
    expect(await reasonOf({ needs: [need("a")], offers: [], candidates: [], rules }, excluded)).toEqual([
      ["a", reason, 0],
    ]);
  });

  it("is capacity when others took what there was", async () => {
    const candidates = [
      { needId: "a", offerId: "x", score: 90 },
      { needId: "b", offerId: "x", score: 60 },
    ];
    const problem = { needs: [need("a"), need("b")], offers: [offer("x", 1)], candidates, rules };
    expect(await reasonOf(problem)).toEqual([["b", "capacity", 0]]);
  });

  it("is fairness when the provider has room but served its bound", async () => {
    const candidates = [
      { needId: "a", offerId: "x", score: 90 },
      { needId: "b", offerId: "x", score: 60 },
    ];
    const bounded = { ...rules, mostPerProvider: 1 };
    const problem = { needs: [need("a"), need("b")], offers: [offer("x", null)], candidates, rules: bounded };
    expect(await reasonOf(problem)).toEqual([["b", "fairness", 0]]);
  });

  it("tells what part is met by several together", async () => {
    const candidates = [
      { needId: "a", offerId: "x", score: 90 },
      { needId: "a", offerId: "y", score: 80 },
    ];
    const offers = [offer("x", 4), offer("y", 3)];
    const two = { ...rules, providersPerNeed: 2 };
    const [gap] = await reasonOf({ needs: [need("a", 10)], offers, candidates, rules: two });
    expect(gap?.slice(0, 2)).toEqual(["a", "capacity"]);
    expect(gap?.[2]).toBeCloseTo(0.7, 6);
  });
});
