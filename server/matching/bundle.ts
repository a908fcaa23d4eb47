import { inUnit } from "../language/units.ts";

/**
 * Several resources that together meet what one need wants (组合). A need that says how much it wants, and offers that say
 * how much is left: whoever looks through the list one by one adds up in the head what this adds up.
 */

/** An offer that no rule keeps from the need and nobody has declined. */
export interface BundleCandidate {
  offerId: string;
  /** 0..100, as the list shows it. */
  score: number;
  /** What is left of its capacity; null when none is known: it cannot be added up and takes no part. */
  remaining: number | null;
  unit: string | null;
}

export interface BundledNeed {
  quantity: number | null;
  unit: string | null;
  /** Already agreed with others, in the need's unit. */
  promised: number;
}

export interface BundlePart {
  offerId: string;
  score: number;
  /** In the need's unit. */
  amount: number;
}

export interface Bundle {
  /** What the need still wants, in its unit. */
  open: number;
  /** What the parts bring together; at most `open`. */
  met: number;
  /** What the best resource brings by itself. */
  alone: number;
  /** Best first; at least two. */
  parts: BundlePart[];
}

/** Nobody is sent for crumbs: a part brings at least this share of what is wanted. As in whole-list plans. */
const leastShare = 0.1;
/** A coordinator can keep so many talks apart. */
const mostParts = 4;
/** One more resource has to be worth its phone call: so many points of score × share. */
const worthAnother = 5;
/** Candidates tried in every combination: the best by what they could add. */
const mostTried = 24;

interface Arc {
  offerId: string;
  score: number;
  /** 0..1 of what is wanted. */
  most: number;
}

/**
 * The resources that meet a need best together, by Σ score × share as a whole-list plan counts; each further resource has to
 * add something. Exact over the best 24 candidates and up to 4 parts. Null when one resource does it as well, when the
 * need has no quantity, or when nothing is wanted any more.
 */
export function bundleOf(need: BundledNeed, candidates: readonly BundleCandidate[]): Bundle | null {
  const open = need.quantity === null ? 0 : need.quantity - need.promised;
  if (open <= 0) return null;
  const arcs = candidates
    .flatMap((candidate) => arcOf(candidate, open, need.unit))
    .sort((a, b) => b.score * b.most - a.score * a.most || order(a.offerId, b.offerId))
    .slice(0, mostTried)
    .sort((a, b) => b.score - a.score || order(a.offerId, b.offerId));
  const best = bestBySize(arcs);
  const [alone] = best;
  if (!alone) return null;
  let chosen = alone;
  for (const bigger of best.slice(1)) if (bigger.value >= chosen.value + worthAnother) chosen = bigger;
  if (chosen.shares.length < 2) return null;
  const amountOf = (share: number): number => tidy(share * open);
  return {
    open,
    met: amountOf(chosen.shares.reduce((sum, { share }) => sum + share, 0)),
    alone: amountOf(Math.max(...arcs.map(({ most }) => most))),
    parts: chosen.shares.map(({ arc, share }) => ({
      offerId: arc.offerId,
      score: arc.score,
      amount: amountOf(share),
    })),
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
/** Sums of thirds are not shown with their rounding. */
const tidy = (amount: number): number => Math.round(amount * 1000) / 1000;

function arcOf(
  { offerId, score, remaining, unit }: BundleCandidate,
  open: number,
  wanted: string | null,
): Arc[] {
  if (remaining === null) return [];
  const left = inUnit(remaining, unit, wanted);
  // Amounts that cannot be turned into each other do not add up.
  if (left === null) return [];
  const most = Math.min(1, left / open);
  return most < leastShare ? [] : [{ offerId, score, most }];
}

interface Choice {
  value: number;
  shares: { arc: Arc; share: number }[];
}

/** The best choice of one, of two, … arcs; `arcs` by score, best first: the first of a choice gives all it can. */
function bestBySize(arcs: readonly Arc[]): Choice[] {
  const best: Choice[] = [];
  const extend = (from: number, choice: Choice, left: number): void => {
    const size = choice.shares.length;
    if (size > 0 && choice.value > (best[size - 1]?.value ?? 0)) best[size - 1] = choice;
    if (size === mostParts || left < leastShare) return;
    for (let at = from; at < arcs.length; at += 1) {
      const arc = arcs[at] as Arc;
      const share = Math.min(arc.most, left);
      const next = { value: choice.value + arc.score * share, shares: [...choice.shares, { arc, share }] };
      extend(at + 1, next, left - share);
    }
  };
  extend(0, { value: 0, shares: [] }, 1);
  return best;
}
