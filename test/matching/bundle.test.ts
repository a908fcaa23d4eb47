import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BundleCandidate, bundleOf } from "../../server/matching/bundle.ts";

const offer = (offerId: string, score: number, remaining: number | null, unit = "人"): BundleCandidate => ({
  offerId,
  score,
  remaining,
  unit,
});
const need = { quantity: 50, unit: "人", promised: 0 };

const candidates = fc
  .array(
    fc.record({
      score: fc.integer({ min: 40, max: 100 }),
      remaining: fc.option(fc.integer({ min: 0, max: 80 })),
      unit: fc.constantFrom("人", "次", null),
    }),
    { maxLength: 9 },
  )
  .map((all) => all.map((one, at): BundleCandidate => ({ ...one, offerId: `offer-${at}` })));
const needs = fc.record({
  quantity: fc.option(fc.integer({ min: 1, max: 120 })),
  unit: fc.constantFrom("人", null),
  promised: fc.integer({ min: 0, max: 60 }),
});

/** Σ score × share, for comparison with what a single resource reaches. */
const worthOf = (parts: readonly { score: number; amount: number }[], open: number): number =>
  parts.reduce((sum, { score, amount }) => sum + (score * amount) / open, 0);

describe("a bundle for one need", () => {
  it("adds up what no resource has by itself, the best giving all they can", () => {
    const bundle = bundleOf(need, [offer("a", 80, 30), offer("b", 70, 12), offer("c", 42, 40)]);
    expect(bundle).toEqual({
      open: 50,
      met: 50,
      alone: 40,
      parts: [
        { offerId: "a", score: 80, amount: 30 },
        { offerId: "b", score: 70, amount: 12 },
        { offerId: "c", score: 42, amount: 8 },
      ],
    });
  });

  it("is not offered where one resource does it as well", () => {
    expect(bundleOf(need, [offer("a", 80, 60), offer("b", 79, 60)])).toBeNull();
  });

  it("counts what is agreed already, and stops when nothing is wanted any more", () => {
    const offers = [offer("a", 80, 30), offer("b", 70, 30)];
    expect(bundleOf({ ...need, promised: 10 }, offers)?.open).toBe(40);
    expect(bundleOf({ ...need, promised: 30 }, offers)).toBeNull();
    expect(bundleOf({ ...need, promised: 50 }, offers)).toBeNull();
    expect(bundleOf({ ...need, quantity: null }, offers)).toBeNull();
  });

  it("leaves out other units, crumbs, and what does not say how much it has", () => {
    expect(bundleOf(need, [offer("a", 80, 30), offer("b", 90, null)])).toBeNull();
    expect(bundleOf(need, [offer("a", 80, 30), offer("b", 90, 30, "次"), offer("c", 90, 4)])).toBeNull();
  });

  it("never takes more than is there or wanted, never sends for crumbs, and beats every single resource", () => {
    fc.assert(
      fc.property(needs, candidates, (wanted, all) => {
        const bundle = bundleOf(wanted, all);
        if (!bundle) return;
        const open = (wanted.quantity ?? 0) - wanted.promised;
        const left = new Map(all.map(({ offerId, remaining }) => [offerId, remaining]));
        expect(bundle.open).toBe(open);
        expect(bundle.parts.length).toBeGreaterThan(1);
        expect(bundle.met).toBeLessThanOrEqual(open + 0.001);
        expect(new Set(bundle.parts.map(({ offerId }) => offerId)).size).toBe(bundle.parts.length);
        for (const { offerId, amount } of bundle.parts) {
          expect(amount).toBeLessThanOrEqual((left.get(offerId) ?? open) + 0.001);
          expect(amount).toBeGreaterThan(0);
        }
        const singles = all
          .filter(({ remaining, unit }) => remaining !== null && unit === wanted.unit)
          .map(({ score, remaining }) => score * Math.min(1, (remaining ?? open) / open));
        expect(worthOf(bundle.parts, open)).toBeGreaterThan(Math.max(0, ...singles));
      }),
    );
  });

  it("is the same for the same resources in any order", () => {
    fc.assert(
      fc.property(
        needs,
        candidates.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        (wanted, [all, shuffled]) => {
          expect(bundleOf(wanted, shuffled)).toEqual(bundleOf(wanted, all));
        },
      ),
    );
  });
});
