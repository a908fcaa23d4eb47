import { instant } from "../../ui/format.ts";
import {
  beneficiaries,
  entryStates,
  matchStates,
  offerKinds,
  urgencies,
  visibilities,
} from "../../ui/words.ts";
import { accountStates, permissions, roles } from "../words.ts";
import { fieldWords, silentFields } from "./auditWords.ts";

/** One field that an event changed, as it is read. */
export interface FieldChange {
  label: string;
  before: string;
  after: string;
}

type Facts = Record<string, unknown>;
type Names = ReadonlyMap<string, string>;

/** What stands where nothing did. */
const nothing = "—";

/** The facts of an event's text; undefined where there are none or they are not to be read. */
export function factsOf(json: string | null | undefined): Facts | undefined {
  if (!json) return undefined;
  try {
    const facts: unknown = JSON.parse(json);
    return typeof facts === "object" && facts !== null ? (facts as Facts) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The fields that differ, known ones first and in a steady order. What was made from nothing shows what it has.
 * @param names what ids among the values are called
 */
export function changesOf(before: Facts | undefined, after: Facts | undefined, names: Names): FieldChange[] {
  const order = Object.keys(fieldWords);
  const keys = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .filter((key) => !silentFields.has(key))
    .sort((a, b) => (order.indexOf(a) + 1 || 99) - (order.indexOf(b) + 1 || 99));
  return keys
    .map((key) => ({
      label: fieldWords[key] ?? key,
      before: valueWords(key, before?.[key], names),
      after: valueWords(key, after?.[key], names),
    }))
    .filter((change) => change.before !== change.after);
}

/** Ids of places and records that the facts of an event name by nothing else. */
export function idsIn(...facts: (Facts | undefined)[]): string[] {
  const ids = facts.flatMap((one) => [
    one?.placeId,
    ...list(one?.grants).map((grant) => (grant as Facts).placeId),
    one?.parentId,
    ...[one?.shownTo, one?.publishTo].map((audience) => String(audience ?? "").split(":")[1]),
    ...list(one?.audiences).map((audience) => String(audience).split(":")[1]),
  ]);
  return [...new Set(ids.filter((id): id is string => typeof id === "string"))];
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** Words for the values of a field that has few. */
const choices: Record<string, Record<string, string>> = {
  state: { ...entryStates, ...matchStates, ...accountStates },
  role: roles,
  scopes: permissions,
  kind: { ...offerKinds, invite: "邀请", reset: "重置密码" },
  visibility: visibilities,
  urgency: urgencies,
  beneficiary: beneficiaries,
  by: { singleSignOn: "单点登录" },
  because: { ownData: "录入了真实数据" },
};

const units: Record<string, string> = {
  days: "天",
  ended: "处",
  lockedSeconds: "秒",
  serviceRadiusKm: "公里",
};

function valueWords(key: string, value: unknown, names: Names): string {
  if (value === null || value === undefined || value === "") return nothing;
  if (Array.isArray(value)) {
    const words = value.map((one) => valueWords(key, one, names));
    return words.length === 0 ? nothing : words.join(key === "grants" ? "；" : "、");
  }
  if (typeof value === "boolean") return key === "hasPhone" ? (value ? "有" : "没有") : value ? "是" : "否";
  if (typeof value === "number") return units[key] ? `${value} ${units[key]}` : String(value);
  if (typeof value === "object") return objectWords(key, value as Facts, names);
  const text = String(value);
  if (key === "placeId" || key === "parentId") return names.get(text) ?? text;
  if (key === "audiences" || key === "shownTo" || key === "publishTo") return audienceWords(text, names);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)) return instant(text);
  return choices[key]?.[text] ?? text;
}

function objectWords(key: string, value: Facts, names: Names): string {
  if (key === "grants")
    return ["role", "placeId", "until"]
      .filter((part) => value[part])
      .map((part) => valueWords(part, value[part], names))
      .join(" · ");
  const name = value.name ?? value.title;
  if (typeof name === "string") return name;
  if (typeof value.longitude === "number") return `东经 ${value.longitude}，北纬 ${value.latitude}`;
  return JSON.stringify(value);
}

function audienceWords(audience: string, names: Names): string {
  if (audience === "public") return "公开内容";
  const id = audience.split(":")[1] ?? "";
  return `${names.get(id) ?? id}的内部内容`;
}
