import { badInput } from "../errors.ts";
import type { DemandFields, EntryVisibility, OfferFields, PlaceInput } from "../generated/resolvers.ts";
import { unitName } from "../language/units.ts";

const longestText = 5000;
const longestTitle = 100;
const longestUnit = 20;
const mostProducts = 50;
const largestNumber = 1_000_000_000_000;
const longestRadiusKm = 20_000;

const at = (field: string): string[] => ["input", "fields", field];

/**
 * What somebody wrote, fit to be kept: one kind of line end, no control or invisible characters, trimmed; null when
 * nothing is left. Lengths are in characters as a reader counts them (code points).
 */
function cleanText(value: string | null | undefined, oneLine: boolean): string | null {
  if (value == null) return null;
  const lines = value.replace(/\r\n?|\u2028|\u2029/g, "\n").replace(/\t/g, " ");
  const kept = lines.replace(/(?!\n)\p{Control}|\p{Format}|\p{Surrogate}|\p{Noncharacter_Code_Point}/gu, "");
  const text = (oneLine ? kept.replace(/\s+/g, " ") : kept).trim();
  return text === "" ? null : text;
}

function boundedText(
  value: string | null | undefined,
  field: string,
  name: string,
  most: number,
): string | null {
  // Cleaning a pasted book costs more than counting it.
  const text = value != null && value.length > most * 4 ? value : cleanText(value, field !== "text");
  const length = text === null ? 0 : [...text].length;
  if (length > most)
    throw badInput(`${name}最多 ${most} 字，现有 ${length} 字，请缩短后再保存。`, ...at(field));
  return text;
}

function amount(
  value: number | null | undefined,
  field: string,
  name: string,
  most = largestNumber,
): number | null {
  if (value == null) return null;
  if (!Number.isFinite(value) || value <= 0 || value > most)
    throw badInput(`${name}应大于 0、不超过 ${most.toLocaleString("zh-CN")}，不清楚可以留空。`, ...at(field));
  return value;
}

function period(
  from: string | null | undefined,
  until: string | null | undefined,
  untilField: string,
  names: [string, string],
): void {
  if (from && until && until < from) throw badInput(`${names[1]}不能早于${names[0]}。`, ...at(untilField));
}

function place(value: PlaceInput | null | undefined): PlaceInput | null {
  if (!value) return null;
  const { longitude, latitude } = value;
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
    throw badInput("位置的经度应在 -180 到 180 之间，纬度应在 -90 到 90 之间。", ...at("location"));
  return { longitude, latitude };
}

type Ids = readonly string[] | null | undefined;

function products(ids: Ids, field: string): string[] {
  if ((ids?.length ?? 0) > mostProducts) throw badInput(`最多选 ${mostProducts} 种产品。`, ...at(field));
  return [...new Set(ids ?? [])];
}

/** An entry buys or sells, not both: what it names under `bought` or under `sold`. @throws AppError BAD_INPUT */
function trade(bought: [Ids, string], sold: [Ids, string]): Pick<CleanFields, "trade" | "productIds"> {
  const [buys, sells] = [products(...bought), products(...sold)];
  if (buys.length > 0 && sells.length > 0)
    throw badInput("一条只写买进或只写卖出的产品，请分成两条填写。", ...at(sold[1]));
  if (buys.length > 0) return { trade: "buys", productIds: buys };
  return sells.length > 0 ? { trade: "sells", productIds: sells } : { trade: null, productIds: [] };
}

/** What needs and offers have in common, checked. */
export interface CleanFields {
  title: string | null;
  text: string;
  unit: string | null;
  location: PlaceInput | null;
  categoryId: string | null;
  ownerId: string | null;
  allianceId: string | null;
  /** What becomes of the products for its owner; null when none is named. */
  trade: "buys" | "sells" | null;
  productIds: string[];
  /** null: the usual one. */
  visibility: EntryVisibility | null;
}

function common(fields: DemandFields | OfferFields): Omit<CleanFields, "ownerId" | "trade" | "productIds"> {
  const text = boundedText(fields.text, "text", "内容", longestText);
  if (text === null) throw badInput("请写明内容：需要什么，或能提供什么。", ...at("text"));
  return {
    title: boundedText(fields.title, "title", "标题", longestTitle),
    text,
    unit: unitName(boundedText(fields.unit, "unit", "单位", longestUnit)),
    location: place(fields.location),
    categoryId: fields.categoryId ?? null,
    allianceId: fields.allianceId ?? null,
    visibility: fields.visibility ?? null,
  };
}

/** A need as it will be kept. @throws AppError BAD_INPUT with the field's path. */
export function cleanDemand(fields: DemandFields) {
  period(fields.neededFrom, fields.neededBy, "neededBy", ["开始日期", "截止日期"]);
  return {
    ...common(fields),
    ownerId: fields.raisedById ?? null,
    ...trade([fields.wantsProductIds, "wantsProductIds"], [fields.sellsProductIds, "sellsProductIds"]),
    quantity: amount(fields.quantity, "quantity", "数量"),
    neededFrom: fields.neededFrom ?? null,
    neededBy: fields.neededBy ?? null,
    urgency: fields.urgency ?? ("normal" as const),
    beneficiary: fields.beneficiary ?? null,
  };
}

/** A resource or project as it will be kept; `kind` null keeps the one it has. @throws AppError BAD_INPUT */
export function cleanOffer(fields: OfferFields) {
  period(fields.availableFrom, fields.availableUntil, "availableUntil", ["开始日期", "结束日期"]);
  return {
    ...common(fields),
    ownerId: fields.offeredById ?? null,
    ...trade([fields.buysProductIds, "buysProductIds"], [fields.providesProductIds, "providesProductIds"]),
    kind: fields.kind ?? null,
    capacity: amount(fields.capacity, "capacity", "可提供的数量"),
    availableFrom: fields.availableFrom ?? null,
    availableUntil: fields.availableUntil ?? null,
    serviceRadiusKm: amount(fields.serviceRadiusKm, "serviceRadiusKm", "服务半径（公里）", longestRadiusKm),
  };
}
