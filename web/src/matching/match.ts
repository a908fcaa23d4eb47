import type {
  EntryOwnerFragment,
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
  /** Who owns the thing asked about, where the viewer acts for them. */
  own: { id: string; name: string } | undefined;
}

type Bundle = NonNullable<MatchesOfDemandQuery["matchesOfDemand"]["bundle"]>;

/** One resource of several that meet a need together. */
export interface BundlePartView extends Omit<Bundle["parts"][number], "offer"> {
  offerId: string;
  other: EntryView;
}

/** Several resources that meet a need together. */
export interface BundleView extends Omit<Bundle, "parts"> {
  demandId: string;
  parts: BundlePartView[];
}

export interface MatchListView extends MatchListFactsFragment {
  results: MatchCardView[];
  bundle?: BundleView;
}

/** Resources and projects for a need. */
export function fromDemand({ matchesOfDemand: list }: MatchesOfDemandQuery): MatchListView {
  const results = list.results.map(({ demand, offer, ...match }) => ({
    ...match,
    demandId: demand.id,
    offerId: offer.id,
    other: offerView(offer),
    own: ownerOf(demand.mayEdit, demand.raisedBy),
  }));
  const demandId = results[0]?.demandId;
  return {
    ...list,
    results,
    bundle: list.bundle && demandId ? bundleView(list.bundle, demandId) : undefined,
  };
}

const ownerOf = (mayEdit: boolean, owner: EntryOwnerFragment | null | undefined) =>
  mayEdit && owner ? { id: owner.id, name: owner.name } : undefined;

const bundleView = ({ parts, ...bundle }: Bundle, demandId: string): BundleView => ({
  ...bundle,
  demandId,
  parts: parts.map(({ offer, ...part }) => ({ ...part, offerId: offer.id, other: offerView(offer) })),
});

/** Needs that an offer could answer. */
export function fromOffer({ matchesOfOffer: list }: MatchesOfOfferQuery): MatchListView {
  return {
    ...list,
    results: list.results.map(({ demand, offer, ...match }) => ({
      ...match,
      demandId: demand.id,
      offerId: offer.id,
      other: demandView(demand),
      own: ownerOf(offer.mayEdit, offer.offeredBy),
    })),
  };
}
