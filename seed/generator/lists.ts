import { z } from "zod";
import { addDays } from "../dates.ts";
import type { Place } from "../records.ts";
import type { ExampleAlliance } from "./alliances.ts";
import type { ExampleEnterprise } from "./enterprises.ts";
import phrasesJson from "./phrases.json" with { type: "json" };
import { cumulate, weightedIndex } from "./powerLaw.ts";
import type { ExampleProduct } from "./products.ts";
import type { Random } from "./random.ts";

const range = z.tuple([z.number(), z.number()]);
const phrase = z.object({
  category: z.string(),
  uses: z.enum(["product", "skill", "topic", "none"]),
  /** What its owner does with the product, where that is not what the list is for: a need that sells, an offer that buys. */
  trade: z.enum(["buys", "sells"]).optional(),
  weight: z.number(),
  unit: z.string(),
  texts: z.array(z.string()),
});
const demandPhrase = phrase.extend({ quantity: range, beneficiary: z.string() });
const offerPhrase = phrase.extend({
  owner: z.enum(["enterprise", "organization", "department", "bank"]),
  kind: z.enum(["Resource", "PublishedProject"]),
  capacity: range,
  radius: range,
});
const phrases = z
  .object({
    skills: z.array(z.string()),
    topics: z.array(z.string()),
    demands: z.array(demandPhrase),
    offers: z.array(offerPhrase),
  })
  .parse(phrasesJson);

interface Entry {
  id: string;
  text: string;
  category: string;
  state: "published" | "draft" | "withdrawn" | "expired";
  audience: string;
  unit: string;
  location: Place;
  owner: string;
  product: ExampleProduct | undefined;
  trade: "buys" | "sells" | undefined;
  alliance: string | undefined;
}

export interface ExampleDemand extends Entry {
  quantity: number;
  neededFrom: string;
  neededBy: string;
  urgency: "normal" | "urgent";
  beneficiary: string;
}

export interface ExampleOffer extends Entry {
  kind: "Resource" | "PublishedProject";
  capacity: number;
  used: number;
  availableFrom: string;
  availableUntil: string | undefined;
  serviceRadiusKm: number;
}

export interface ListSetting {
  enterprises: ExampleEnterprise[];
  /** Alliance each enterprise belongs to through its organisation, today. */
  allianceOf: Map<ExampleEnterprise, ExampleAlliance>;
  organisationOf: Map<ExampleEnterprise, string>;
  departments: string[];
  banks: string[];
  today: string;
}

/** Needs of the enterprises, six for ten of them: they name what its products are made from or, to sell it, a product. */
export function generateDemands(setting: ListSetting, random: Random): ExampleDemand[] {
  const cumulative = cumulate(phrases.demands.map(({ weight }) => weight));
  return Array.from({ length: Math.ceil(setting.enterprises.length * 0.6) }, (_, i) => {
    const enterprise = random.pick(setting.enterprises);
    const chosen = phrases.demands[weightedIndex(cumulative, random.next())] as z.infer<typeof demandPhrase>;
    const named = chosen.trade === "sells" ? enterprise.produces : [...enterprise.consumes];
    const product = productFor(chosen.uses, named, random);
    const neededFrom = addDays(setting.today, random.between(-40, 20));
    const neededBy = addDays(neededFrom, random.between(15, 150));
    const passed = neededBy < setting.today;
    return {
      ...entryOf(`example-demand-${i + 1}`, chosen, enterprise, enterprise.id, product, setting, random),
      ...(passed ? { state: "expired" as const } : {}),
      quantity: random.between(...chosen.quantity),
      neededFrom,
      neededBy,
      urgency: random.chance(0.2) ? "urgent" : "normal",
      beneficiary: chosen.beneficiary,
    };
  });
}

/** Resources and published projects: they name what the firm makes or, to order it, what its products are made from. */
export function generateOffers(setting: ListSetting, count: number, random: Random): ExampleOffer[] {
  const cumulative = cumulate(phrases.offers.map(({ weight }) => weight));
  return Array.from({ length: count }, (_, i) => {
    const enterprise = random.pick(setting.enterprises);
    const chosen = phrases.offers[weightedIndex(cumulative, random.next())] as z.infer<typeof offerPhrase>;
    const named = chosen.trade === "buys" ? [...enterprise.consumes] : enterprise.produces;
    const product = productFor(chosen.uses, named, random);
    const capacity = random.between(...chosen.capacity);
    const used = random.chance(0.45) ? random.between(0, capacity) : 0;
    const availableFrom = addDays(setting.today, random.between(-300, 10));
    const availableUntil = random.chance(0.3) ? undefined : addDays(setting.today, random.between(-20, 330));
    const until =
      availableUntil && availableUntil <= availableFrom ? addDays(availableFrom, 30) : availableUntil;
    const owner = ownerOf(chosen.owner, enterprise, setting, random);
    return {
      ...entryOf(`example-offer-${i + 1}`, chosen, enterprise, owner, product, setting, random),
      ...(until && until <= setting.today ? { state: "expired" as const } : {}),
      kind: chosen.kind,
      capacity,
      used,
      availableFrom,
      availableUntil: until,
      serviceRadiusKm: random.between(...chosen.radius),
    };
  });
}

type Phrase = z.infer<typeof phrase>;

function productFor(
  uses: Phrase["uses"],
  products: ExampleProduct[],
  random: Random,
): ExampleProduct | undefined {
  return uses === "product" && products.length > 0 ? random.pick(products) : undefined;
}

function ownerOf(
  kind: z.infer<typeof offerPhrase>["owner"],
  enterprise: ExampleEnterprise,
  setting: ListSetting,
  random: Random,
): string {
  if (kind === "department") return random.pick(setting.departments);
  if (kind === "bank") return random.pick(setting.banks);
  if (kind === "organization") return setting.organisationOf.get(enterprise) ?? enterprise.id;
  return enterprise.id;
}

function entryOf(
  id: string,
  chosen: Phrase,
  enterprise: ExampleEnterprise,
  owner: string,
  product: ExampleProduct | undefined,
  setting: ListSetting,
  random: Random,
): Entry {
  const alliance = setting.allianceOf.get(enterprise)?.id;
  // A firm of no chain has no product: what it needs or gives is said in general words.
  const text = random
    .pick(chosen.texts)
    .replace("{product}", product?.kindName ?? "通用零部件")
    .replace("{skill}", () => random.pick(phrases.skills))
    .replace("{topic}", () => random.pick(phrases.topics));
  const state = random.chance(0.06) ? (random.chance(0.5) ? "draft" : "withdrawn") : "published";
  return {
    id,
    text,
    category: chosen.category,
    state,
    audience: audienceOf(owner, alliance, random),
    unit: chosen.unit,
    location: enterprise.location,
    owner,
    product,
    trade: chosen.trade,
    alliance: alliance && random.chance(0.7) ? alliance : undefined,
  };
}

/** Most is public; some is for one's alliance, the hub, or one's own house. */
function audienceOf(owner: string, alliance: string | undefined, random: Random): string {
  const draw = random.next();
  if (alliance && draw < 0.1) return `alliance:${alliance}`;
  if (alliance && draw < 0.14) return "hub:tongliang-hub";
  return draw > 0.97 ? `org:${owner}` : "public";
}
