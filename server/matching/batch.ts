import { assess } from "./assess.ts";
import type { NeedFacts, OfferFacts } from "./facts.ts";
import { ruleAgainst } from "./hardRules.ts";
import { type MatchingServices, type MatchQuestion, offersFor } from "./matches.ts";
import { type FactorRow, factorRows, leastWorthATry, matchId, shownScore } from "./matchList.ts";

/** An offer that may answer a need, with what the need's list shows of it. */
export interface ScoredOffer {
  offer: OfferFacts;
  /** 0..100, one decimal. */
  score: number;
  /** The factors that decided, strongest first. */
  deciding: FactorRow[];
}

export interface ScoredNeed {
  need: NeedFacts | null;
  /** The best that are worth a try and that no rule keeps apart, best first; at most `first`. */
  offers: ScoredOffer[];
  /** Of those worth a try: how many each rule keeps apart, by the rule's id; a match's state where people have decided. */
  excluded: Map<string, number>;
  /** What was missing, in words for the user. */
  degraded: string | null;
}

/**
 * The same scores as `matchesOfDemand`, without paths and drawings: for work on many needs. About half of its time.
 * @throws AppError NOT_FOUND
 */
export async function scoreNeed(services: MatchingServices, question: MatchQuestion): Promise<ScoredNeed> {
  const { pairs, stored, setting, degraded } = await offersFor(services, question);
  const decided = new Map(stored.map(([id, state]) => [id, state]));
  const excluded = new Map<string, number>();
  const open: { assessment: ReturnType<typeof assess>; score: number }[] = [];
  for (const { pair, barred } of pairs) {
    const assessment = assess(pair, setting);
    const score = shownScore(assessment.score);
    if (score < leastWorthATry) continue;
    const rule = ruleAgainst({
      need: pair.need,
      offer: pair.offer,
      barred,
      acted: false,
      today: setting.today,
    });
    // Kept apart by a bar that whoever asks may not know of: not even counted.
    if (rule?.name === null) continue;
    const state = decided.get(matchId(pair.need.id, pair.offer.id)) ?? "proposed";
    const against = rule?.id ?? (state === "proposed" || state === "expired" ? null : state);
    if (against === null) open.push({ assessment, score });
    else excluded.set(against, (excluded.get(against) ?? 0) + 1);
  }
  open.sort(
    (a, b) => b.score - a.score || (a.assessment.pair.offer.id < b.assessment.pair.offer.id ? -1 : 1),
  );
  const offers = open.slice(0, question.first).map(({ assessment, score }): ScoredOffer => {
    const byId = new Map(factorRows(assessment, setting).map((row) => [row.id, row]));
    const deciding = assessment.scored.deciding.flatMap(({ id }) => byId.get(id) ?? []);
    return { offer: assessment.pair.offer, score, deciding };
  });
  return { need: pairs[0]?.pair.need ?? null, offers, excluded, degraded };
}
