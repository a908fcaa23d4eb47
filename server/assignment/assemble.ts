import type { Graph } from "../graph/connection.ts";
import { unitTable } from "../language/units.ts";
import type { ScoredNeed } from "../matching/batch.ts";
import { remainingOf } from "../matching/hardRules.ts";
import {
  arcsOf,
  fairShareOf,
  type PlanNeed,
  type PlanOffer,
  type PlanRules,
  type Problem,
} from "./problem.ts";
import { readPromises } from "./queries.ts";

/** A need that a plan is to serve. */
export interface NeedToPlan {
  id: string;
  /** What is still open of its quantity, where others have agreed to a part; null: all of it. */
  rest: number | null;
}

/** What is promised beside the plan, by offer and by provider. */
export interface Promises {
  reserved: ReadonlyMap<string, number>;
  loads: ReadonlyMap<string, number>;
}

/** Candidates a need brings into the programme at first, and where those have no room left. */
export const candidatesPerNeed = { first: 20, deep: 60 } as const;

/** What people promise or talk about already for all resources that scoring found. */
export async function promisesOf(graph: Graph, scored: ReadonlyMap<string, ScoredNeed>): Promise<Promises> {
  const offers = [...scored.values()].flatMap((need) => need.offers.map(({ offer }) => offer));
  const offerIds = [...new Set(offers.map(({ id }) => id))];
  const ownerIds = [...new Set(offers.flatMap(({ ownerId }) => ownerId ?? []))];
  const [row] = await graph.run(readPromises, { offerIds, ownerIds, units: unitTable });
  return { reserved: new Map(row?.reserved), loads: new Map(row?.loads) };
}

/**
 * The programme's input, in the order of the needs: equal scores give an equal plan.
 * @param deep ids of needs that bring more candidates
 */
export function problemOf(
  needs: readonly NeedToPlan[],
  rules: Omit<PlanRules, "fairShare" | "loads">,
  scored: ReadonlyMap<string, ScoredNeed>,
  { reserved, loads }: Promises,
  deep: ReadonlySet<string> = new Set(),
): Problem {
  const planNeeds: PlanNeed[] = [];
  const offers = new Map<string, PlanOffer>();
  const candidates: Problem["candidates"][number][] = [];
  for (const { id, rest } of needs) {
    const found = scored.get(id);
    if (!found) continue;
    planNeeds.push({ id, quantity: rest ?? found.need?.quantity ?? null, unit: found.need?.unit ?? null });
    const most = deep.has(id) ? candidatesPerNeed.deep : candidatesPerNeed.first;
    for (const { offer, score } of found.offers.slice(0, most)) {
      candidates.push({ needId: id, offerId: offer.id, score });
      const { ownerId, unit } = offer;
      const left = remainingOf(offer);
      const remaining = left === null ? null : Math.max(0, left - (reserved.get(offer.id) ?? 0));
      offers.set(offer.id, { id: offer.id, providerId: ownerId ?? offer.id, remaining, unit });
    }
  }
  const base = { needs: planNeeds, offers: [...offers.values()], candidates };
  const fairShare = fairShareOf(arcsOf(base), { ...rules, loads });
  return { ...base, rules: { ...rules, fairShare, loads } };
}

/**
 * Why candidates of a need did not become ones of the plan, by rule: what matching says, and those whose room is taken up by
 * contacts under way.
 */
export function excludedOf(
  scored: ReadonlyMap<string, ScoredNeed>,
  { offers, candidates }: Problem,
): (needId: string) => ReadonlyMap<string, number> {
  const spent = new Set(
    offers.flatMap(({ id, remaining }) => (remaining !== null && remaining <= 0 ? [id] : [])),
  );
  const reserved = new Map<string, number>();
  for (const { needId, offerId } of candidates)
    if (spent.has(offerId)) reserved.set(needId, (reserved.get(needId) ?? 0) + 1);
  return (needId) => {
    const excluded = new Map(scored.get(needId)?.excluded);
    const taken = reserved.get(needId);
    if (taken) excluded.set("capacity", (excluded.get("capacity") ?? 0) + taken);
    return excluded;
  };
}

/** Needs left open for want of room that have more candidates than they brought. */
export const needingMore = (
  gaps: readonly { needId: string; reason: string }[],
  scored: ReadonlyMap<string, ScoredNeed>,
): ReadonlySet<string> =>
  new Set(
    gaps.flatMap(({ needId, reason }) =>
      reason === "capacity" && (scored.get(needId)?.offers.length ?? 0) > candidatesPerNeed.first
        ? [needId]
        : [],
    ),
  );
