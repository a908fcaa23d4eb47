import { type Arc, type Assigned, arcsOf, leastShare, loadOf, order, type Problem } from "./problem.ts";

/**
 * What a patient person would do: takes the best pair that still fits, again and again. Keeps all the rules of the exact
 * programme; what the exact plan is measured against, and what stands when the solver finds nothing in its time.
 */
export function greedyPlan(problem: Problem): Assigned[] {
  const ledger = openLedger(problem);
  const best = [...arcsOf(problem)].sort(
    (a, b) => b.score - a.score || order(a.needId, b.needId) || order(a.offerId, b.offerId),
  );
  return best.flatMap((arc) => ledger.take(arc) ?? []);
}

function openLedger({ offers, rules }: Problem) {
  const left = new Map(offers.map(({ id, remaining }) => [id, remaining ?? Number.POSITIVE_INFINITY]));
  const count = new Map<string, number>();
  const met = new Map<string, number>();
  const load = new Map<string, number>();
  const shareLeft = (arc: Arc): number => {
    const open = arc.counted ? 1 - (met.get(arc.needId) ?? 0) : 1;
    const room = left.get(arc.offerId) ?? 0;
    if (!arc.divisible) return open >= 1 - 1e-9 && room >= arc.amount ? 1 : 0;
    return Math.min(open, room / arc.amount);
  };
  return {
    take(arc: Arc): Assigned | null {
      const served = load.get(arc.providerId) ?? loadOf(rules, arc.providerId);
      if ((count.get(arc.needId) ?? 0) >= rules.providersPerNeed) return null;
      if (rules.mostPerProvider !== null && served >= rules.mostPerProvider) return null;
      const share = shareLeft(arc);
      const cost = served >= rules.fairShare ? rules.penalty : 0;
      if (share < leastShare || arc.score * share <= cost) return null;
      count.set(arc.needId, (count.get(arc.needId) ?? 0) + 1);
      if (arc.counted) met.set(arc.needId, (met.get(arc.needId) ?? 0) + share);
      load.set(arc.providerId, served + 1);
      left.set(arc.offerId, (left.get(arc.offerId) ?? 0) - share * arc.amount);
      return assignedOf(arc, share);
    },
  };
}

/** A chosen arc as the plan keeps it. */
export const assignedOf = (arc: Arc, share: number): Assigned => ({
  needId: arc.needId,
  offerId: arc.offerId,
  score: arc.score,
  share,
  amount: arc.amount === 0 ? null : arc.amount * share,
});
