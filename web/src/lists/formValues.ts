import type { DemandFields, OfferFields } from "../generated/graphql.ts";
import type { Demand, Offer } from "./entry.ts";

/** A choice with its word, so that a draft can show it before the list of choices has loaded. */
export interface Choice {
  value: string;
  label: string;
}

/** What both forms ask; empty means not given. */
interface CommonValues {
  text?: string;
  title?: string;
  category?: Choice;
  unit?: string;
  owner?: Choice;
  alliance?: Choice;
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

const text = (value: string | undefined): string | undefined => value?.trim() || undefined;

/** A stored need as the form shows it. */
export const demandValues = (demand: Demand): DemandValues => ({
  text: demand.text,
  title: demand.title ?? undefined,
  category: choice(demand.category),
  unit: demand.unit ?? undefined,
  owner: choice(demand.raisedBy),
  alliance: choice(demand.alliance),
  quantity: demand.quantity,
  neededFrom: demand.neededFrom ?? undefined,
  neededBy: demand.neededBy ?? undefined,
  urgency: demand.urgency,
  beneficiary: demand.beneficiary ?? undefined,
});

/** A stored resource or project as the form shows it. */
export const offerValues = (offer: Offer): OfferValues => ({
  text: offer.text,
  title: offer.title ?? undefined,
  category: choice(offer.category),
  unit: offer.unit ?? undefined,
  owner: choice(offer.offeredBy),
  alliance: choice(offer.alliance),
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
});

/** Which field of the form an error's path means: the contract's name, and the form's where it differs. */
const formNames: Record<string, string> = {
  categoryId: "category",
  raisedById: "owner",
  offeredById: "owner",
  allianceId: "alliance",
};

/** The form's field for a path of the error contract, e.g. `["input", "fields", "neededBy"]`; undefined for none. */
export function fieldOfPath(path: readonly string[]): string | undefined {
  const name = path.at(-1);
  if (name === undefined || name === "input" || name === "fields") return undefined;
  return formNames[name] ?? name;
}
