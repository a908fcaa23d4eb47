import type { DemandFields, EntryVisibility, OfferFields } from "../generated/graphql.ts";
import type { DemandInFull, OfferInFull } from "./entry.ts";

/** A choice with its word, so that a draft can show it before the list of choices has loaded. */
export interface Choice {
  value: string;
  label: string;
}

export type Trade = "buys" | "sells";

/** What both forms ask; empty means not given. */
interface CommonValues {
  text?: string;
  title?: string;
  category?: Choice;
  unit?: string;
  owner?: Choice;
  alliance?: Choice;
  products?: Choice[];
  /** What the owner wants to do with the products. */
  trade?: Trade;
  /** Its value is "longitude,latitude". */
  place?: Choice;
  /** Empty: the usual one. */
  visibility?: EntryVisibility;
}

export interface DemandValues extends CommonValues {
  quantity?: number | null;
  neededFrom?: string;
  neededBy?: string;
  urgency?: "normal" | "urgent";
  beneficiary?: "enterprise" | "talent" | "partyMember" | "worker";
}

export interface OfferValues extends CommonValues {
  kind?: "resource" | "project";
  capacity?: number | null;
  availableFrom?: string;
  availableUntil?: string;
  serviceRadiusKm?: number | null;
}

const choice = (
  thing: { id: string; name: string; shortName?: string | null } | null | undefined,
): Choice | undefined => (thing ? { value: thing.id, label: thing.shortName ?? thing.name } : undefined);

interface Location {
  longitude: number;
  latitude: number;
}

/** A place as the form keeps it; without a name where only the point was stored. */
export const placeChoice = ({ longitude, latitude }: Location, label = "已登记的地点"): Choice => ({
  value: `${longitude},${latitude}`,
  label,
});

function locationOf(place: Choice | undefined): Location | undefined {
  const [longitude, latitude] = (place?.value ?? "").split(",").map(Number);
  return longitude === undefined || latitude === undefined ? undefined : { longitude, latitude };
}

const text = (value: string | undefined): string | undefined => value?.trim() || undefined;

interface Named {
  id: string;
  name: string;
}

/** Stored products of an entry as the form shows them; `usual` where there are none. */
function traded(
  bought: readonly Named[],
  sold: readonly Named[],
  usual: Trade,
): Pick<CommonValues, "products" | "trade"> {
  const products = [...bought, ...sold].map(({ id, name }) => ({ value: id, label: name }));
  if (products.length === 0) return { products, trade: usual };
  return { products, trade: sold.length > 0 ? "sells" : "buys" };
}

/** The chosen products where they are for this trade. */
const idsFor = ({ products, trade }: CommonValues, wanted: Trade, usual: Trade): string[] | undefined =>
  (trade ?? usual) === wanted ? products?.map(({ value }) => value) : undefined;

/** A stored need as the form shows it. */
export const demandValues = (demand: DemandInFull): DemandValues => ({
  text: demand.text,
  title: demand.title ?? undefined,
  category: choice(demand.category),
  unit: demand.unit ?? undefined,
  owner: choice(demand.raisedBy),
  alliance: choice(demand.alliance),
  ...traded(demand.wants, demand.sells, "buys"),
  place: demand.location ? placeChoice(demand.location) : undefined,
  visibility: demand.visibility,
  quantity: demand.quantity,
  neededFrom: demand.neededFrom ?? undefined,
  neededBy: demand.neededBy ?? undefined,
  urgency: demand.urgency,
  beneficiary: demand.beneficiary ?? undefined,
});

/** A stored resource or project as the form shows it. */
export const offerValues = (offer: OfferInFull): OfferValues => ({
  text: offer.text,
  title: offer.title ?? undefined,
  category: choice(offer.category),
  unit: offer.unit ?? undefined,
  owner: choice(offer.offeredBy),
  alliance: choice(offer.alliance),
  ...traded(offer.buys, offer.provides, "sells"),
  place: offer.location ? placeChoice(offer.location) : undefined,
  visibility: offer.visibility,
  kind: offer.kind,
  capacity: offer.capacity,
  availableFrom: offer.availableFrom ?? undefined,
  availableUntil: offer.availableUntil ?? undefined,
  serviceRadiusKm: offer.serviceRadiusKm,
});

/** The contract's fields for what was filled in. */
export const demandFields = (values: DemandValues): DemandFields => ({
  text: text(values.text) ?? "",
  title: text(values.title),
  categoryId: values.category?.value,
  quantity: values.quantity ?? undefined,
  unit: text(values.unit),
  neededFrom: values.neededFrom || undefined,
  neededBy: values.neededBy || undefined,
  urgency: values.urgency,
  beneficiary: values.beneficiary,
  raisedById: values.owner?.value,
  allianceId: values.alliance?.value,
  wantsProductIds: idsFor(values, "buys", "buys"),
  sellsProductIds: idsFor(values, "sells", "buys"),
  location: locationOf(values.place),
  visibility: values.visibility,
});

/** The contract's fields for what was filled in. */
export const offerFields = (values: OfferValues): OfferFields => ({
  kind: values.kind,
  text: text(values.text) ?? "",
  title: text(values.title),
  categoryId: values.category?.value,
  capacity: values.capacity ?? undefined,
  unit: text(values.unit),
  availableFrom: values.availableFrom || undefined,
  availableUntil: values.availableUntil || undefined,
  serviceRadiusKm: values.serviceRadiusKm ?? undefined,
  offeredById: values.owner?.value,
  allianceId: values.alliance?.value,
  providesProductIds: idsFor(values, "sells", "sells"),
  buysProductIds: idsFor(values, "buys", "sells"),
  location: locationOf(values.place),
  visibility: values.visibility,
});

/** Which field of the form an error's path means: the contract's name, and the form's where it differs. */
const formNames: Record<string, string> = {
  categoryId: "category",
  raisedById: "owner",
  offeredById: "owner",
  allianceId: "alliance",
  wantsProductIds: "products",
  sellsProductIds: "products",
  providesProductIds: "products",
  buysProductIds: "products",
  location: "place",
};

/** The form's field for a path of the error contract, e.g. `["input", "fields", "neededBy"]`; undefined for none. */
export function fieldOfPath(path: readonly string[]): string | undefined {
  const name = path.at(-1);
  if (name === undefined || name === "input" || name === "fields") return undefined;
  return formNames[name] ?? name;
}
