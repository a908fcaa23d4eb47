import type {
  DemandEntryFragment,
  DemandRowFragment,
  OfferEntryFragment,
  OfferRowFragment,
} from "../generated/graphql.ts";
import { dayWindow, firstWords, quantity, remainder } from "../ui/format.ts";

export type Demand = DemandRowFragment;
export type Offer = OfferRowFragment;
/** With all that a form asks. */
export type DemandInFull = DemandEntryFragment;
export type OfferInFull = OfferEntryFragment;

const unpublished: readonly Demand["state"][] = ["draft", "pendingReview", "returned"];

/** Whether only its own organisation and the reviewers see an entry in this state. */
export const isUnpublished = (state: Demand["state"]): boolean => unpublished.includes(state);

/** What both sides show alike in lists and cards. */
export interface EntryView {
  id: string;
  version: number;
  path: string;
  title: string;
  /** The full text where the title is only its beginning or something else. */
  text: string | undefined;
  owner: { id: string; name: string } | undefined;
  amount: string;
  window: string;
  category: string | undefined;
  alliance: { id: string; name: string } | undefined;
  state: Demand["state"];
  visibility: Demand["visibility"];
  updatedAt: string | undefined;
  urgent: boolean;
  example: boolean;
  source: Demand["source"];
}

/** A need as lists show it. */
export function demandView(demand: Demand): EntryView {
  return {
    ...common(demand),
    path: `/demands/${encodeURIComponent(demand.id)}`,
    owner: demand.raisedBy ?? undefined,
    amount: quantity(demand.quantity, demand.unit),
    window: dayWindow(demand.neededFrom, demand.neededBy),
    urgent: demand.urgency === "urgent",
  };
}

/** A resource or project as lists show it. */
export function offerView(offer: Offer): EntryView {
  return {
    ...common(offer),
    path: `/offers/${encodeURIComponent(offer.id)}`,
    owner: offer.offeredBy ?? undefined,
    amount: remainder(offer.remaining, offer.capacity, offer.unit),
    window: dayWindow(offer.availableFrom, offer.availableUntil),
    urgent: false,
  };
}

function common(entry: Demand | Offer) {
  const title = entry.title || firstWords(entry.text);
  const { alliance } = entry;
  return {
    id: entry.id,
    version: entry.version,
    title,
    text: title === entry.text ? undefined : entry.text,
    category: entry.category?.name,
    alliance: alliance ? { id: alliance.id, name: alliance.shortName ?? alliance.name } : undefined,
    state: entry.state,
    visibility: entry.visibility,
    updatedAt: entry.updatedAt ?? undefined,
    example: entry.example,
    source: entry.source,
  };
}
