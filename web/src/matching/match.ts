import type {
  MatchesOfDemandQuery,
  MatchesOfOfferQuery,
  MatchFieldsFragment,
  MatchListFactsFragment,
} from "../generated/graphql.ts";
import { demandView, type EntryView, offerView } from "../lists/entry.ts";

/** One result as its card shows it: the other side, and why. */
export interface MatchCardView extends MatchFieldsFragment {
  demandId: string;
  offerId: string;
  other: EntryView;
}

export interface MatchListView extends MatchListFactsFragment {
  results: MatchCardView[];
}

/** Resources and projects for a need. */
export function fromDemand({ matchesOfDemand: list }: MatchesOfDemandQuery): MatchListView {
  return {
    ...list,
    results: list.results.map(({ demand, offer, ...match }) => ({
      ...match,
      demandId: demand.id,
      offerId: offer.id,
      other: offerView(offer),
    })),
  };
}

/** Needs that an offer could answer. */
export function fromOffer({ matchesOfOffer: list }: MatchesOfOfferQuery): MatchListView {
  return {
    ...list,
    results: list.results.map(({ demand, offer, ...match }) => ({
      ...match,
      demandId: demand.id,
      offerId: offer.id,
      other: demandView(demand),
    })),
  };
}
