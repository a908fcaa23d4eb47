import { addDays, startOfDay } from "../dates.ts";
import {
  type Dataset,
  emptyDataset,
  matchedTextProperties,
  type NodeRecord,
  type PropertyValue,
} from "../records.ts";
import type { Examples } from "./generate.ts";
import type { ExampleDemand, ExampleOffer } from "./lists.ts";

/** Demands, offers and do-not-match marks. */
export function listParts(examples: Examples, categories: Map<string, string>, today: string): Dataset {
  const dataset = emptyDataset();
  const textProperties = remember(matchedTextProperties);
  for (const demand of examples.demands) {
    const { quantity, neededFrom, neededBy, urgency, beneficiary } = demand;
    const properties = { quantity, neededFrom, neededBy, urgency, beneficiary };
    add(dataset, demand, ["Demand"], properties, textProperties, neededFrom < today ? neededFrom : today);
    link(dataset, demand, categories, "RAISED_BY", demand.trade === "sells" ? "SELLS" : "WANTS");
  }
  for (const offer of examples.offers) {
    const { capacity, used, availableFrom, availableUntil, serviceRadiusKm } = offer;
    const properties = { capacity, used, availableFrom, availableUntil, serviceRadiusKm };
    const createdOn = availableFrom < today ? availableFrom : addDays(today, -1);
    add(dataset, offer, [offer.kind, "Offer"], properties, textProperties, createdOn);
    link(dataset, offer, categories, "OFFERED_BY", offer.trade === "buys" ? "BUYS" : "PROVIDES");
  }
  for (const { id, owners, kind, reason, since, until } of examples.bars) {
    dataset.nodes.push({ id, labels: ["DoNotMatch"], properties: { kind, reason, since, until } });
    for (const owner of owners) dataset.links.push({ type: "BARS", from: id, to: owner.id });
    if (owners[0]) dataset.links.push({ type: "ASKED_BY", from: id, to: owners[0].id });
  }
  return dataset;
}

type TextProperties = (text: string) => Record<string, PropertyValue>;

/** Thousands of entries share a few texts: each is cut into words once. */
function remember(compute: TextProperties): TextProperties {
  const known = new Map<string, Record<string, PropertyValue>>();
  return (text) => {
    const found = known.get(text) ?? compute(text);
    known.set(text, found);
    return found;
  };
}

function add(
  dataset: Dataset,
  entry: ExampleDemand | ExampleOffer,
  labels: string[],
  properties: NodeRecord["properties"],
  textProperties: TextProperties,
  createdOn: string,
): void {
  const { id, text, state, audience, unit, location } = entry;
  const at = startOfDay(createdOn);
  dataset.nodes.push({
    id,
    labels,
    properties: {
      ...textProperties(text),
      ...properties,
      state,
      audience,
      unit,
      version: 1,
      createdAt: at,
      updatedAt: at,
    },
    location,
  });
}

function link(
  dataset: Dataset,
  { id, owner, category, product, alliance }: ExampleDemand | ExampleOffer,
  categories: Map<string, string>,
  ownedBy: string,
  about: string,
): void {
  const categoryId = categories.get(category);
  if (!categoryId) throw new Error(`phrases.json: the category ${category} is not in the tree`);
  dataset.links.push(
    { type: ownedBy, from: id, to: owner },
    { type: "IN_CATEGORY", from: id, to: categoryId },
  );
  if (product) dataset.links.push({ type: about, from: id, to: product.id });
  if (alliance) dataset.links.push({ type: "FOR_ALLIANCE", from: id, to: alliance });
}
