import { badInput } from "../errors.ts";
import type { AllianceFields, EnterpriseFields, OrganizationFields } from "../generated/resolvers.ts";
import { isCreditCode } from "../language/creditCode.ts";
import { shortNameOf } from "../language/names.ts";
import { pinyinInitialsOf, pinyinOf } from "../language/pinyin.ts";
import { normalizeText } from "../language/words.ts";

/*
 * What somebody enters into the register (名录), checked: plain values, nothing of the graph. Every refusal is one sentence at
 * its field.
 */

const longestName = 100;
const longestTag = 20;
const mostListed = 20;
const mostLinks = 200;

const at = (field: string): string[] => ["input", "fields", field];

/** One line, trimmed, half-width; null when nothing is left. @throws BAD_INPUT above `most` characters */
function line(value: string | null | undefined, field: string, name: string, most: number): string | null {
  if (value == null) return null;
  const text = normalizeText(value.slice(0, most * 4))
    .replace(/\s+/g, " ")
    .trim();
  const length = [...text].length;
  if (length > most) throw badInput(`${name}最多 ${most} 字，现有 ${length} 字，请缩短。`, ...at(field));
  return text || null;
}

/** The name of a firm or organisation: spaces within are slips of the typist. */
function nameOf(value: string, what: string): string {
  const name = line(value, "name", `${what}名称`, longestName)?.replace(/\s+/g, "");
  if (!name) throw badInput(`请填写${what}名称。`, ...at("name"));
  return name;
}

function list(values: readonly string[], field: string, name: string, most: number): string[] {
  const texts = values.flatMap((value) => line(value, field, name, most) ?? []);
  const different = [...new Set(texts)];
  if (different.length > mostListed) throw badInput(`${name}最多 ${mostListed} 个。`, ...at(field));
  return different;
}

function count(value: number | null | undefined, field: string, name: string): number | null {
  if (value == null) return null;
  if (!Number.isSafeInteger(value) || value < 0 || value > 10_000_000)
    throw badInput(`${name}应为 0 到 1000 万的整数，不清楚可以留空。`, ...at(field));
  return value;
}

/** A unified social credit code, 18 characters; null when none is given. @throws BAD_INPUT */
function creditCode(value: string | null | undefined): string | null {
  const code = (value ?? "").normalize("NFKC").replace(/[\s-]/g, "").toUpperCase();
  if (code === "") return null;
  if (code.length !== 18)
    throw badInput(`统一社会信用代码应为 18 位，现有 ${code.length} 位，请核对。`, ...at("creditCode"));
  if (!isCreditCode(code))
    throw badInput("统一社会信用代码的校验位不对，可能有一位抄错了，请核对。", ...at("creditCode"));
  return code;
}

function unrepeated<T>(links: readonly T[], idOf: (link: T) => string, field: string, name: string): T[] {
  if (links.length > mostLinks) throw badInput(`${name}最多 ${mostLinks} 个。`, ...at(field));
  if (new Set(links.map(idOf)).size < links.length)
    throw badInput(`${name}里有一个选了两次，请去掉一个。`, ...at(field));
  return [...links];
}

const searchable = (name: string) => ({ pinyin: pinyinOf(name), pinyinInitials: pinyinInitialsOf(name) });

/** A firm as it will be kept. @throws AppError BAD_INPUT with the field's path */
export function enterpriseDraft(fields: EnterpriseFields) {
  const name = nameOf(fields.name, "企业");
  return {
    name,
    shortName: line(fields.shortName, "shortName", "简称", 30) ?? shortNameOf(name),
    aliases: list(fields.aliases ?? [], "aliases", "别名", longestName).filter((alias) => alias !== name),
    ...searchable(name),
    creditCode: creditCode(fields.creditCode),
    scale: fields.scale ?? null,
    employees: count(fields.employees, "employees", "职工人数"),
    partyMembers: count(fields.partyMembers, "partyMembers", "正式党员人数"),
    tags: list(fields.tags ?? [], "tags", "标签", longestTag),
    parkId: fields.parkId ?? null,
    positions: unrepeated(fields.positions ?? [], ({ positionId }) => positionId, "positions", "链位"),
  };
}
export type EnterpriseDraft = ReturnType<typeof enterpriseDraft>;

/** A party organisation as it will be kept. @throws AppError BAD_INPUT with the field's path */
export function organizationDraft(fields: OrganizationFields, today: string) {
  const name = nameOf(fields.name, "党组织");
  const [founded, lastElectedOn] = [fields.founded ?? null, fields.lastElectedOn ?? null];
  if (founded && founded > today) throw badInput("成立日期不能晚于今天。", ...at("founded"));
  if (lastElectedOn && lastElectedOn > today)
    throw badInput("上次换届日期不能晚于今天。", ...at("lastElectedOn"));
  if (founded && lastElectedOn && lastElectedOn < founded)
    throw badInput("上次换届日期不能早于成立日期。", ...at("lastElectedOn"));
  const termYears = fields.termYears ?? null;
  if (termYears !== null && (!Number.isInteger(termYears) || termYears < 1 || termYears > 5))
    throw badInput("任期应为 1 到 5 年。", ...at("termYears"));
  return {
    name,
    shortName: line(fields.shortName, "shortName", "简称", 30) ?? name,
    ...searchable(name),
    kind: fields.kind,
    founded,
    termYears,
    lastElectedOn,
    memberCount: count(fields.memberCount, "memberCount", "党员人数"),
    superiorId: fields.superiorId ?? null,
    covers: unrepeated(fields.covers ?? [], ({ enterpriseId }) => enterpriseId, "covers", "覆盖的企业"),
  };
}
export type OrganizationDraft = ReturnType<typeof organizationDraft>;

/** Who takes up a post from which day on. @throws AppError BAD_INPUT with the field's path */
export function postDraft(
  fields: { name: string; title?: string | null | undefined; since?: string | null | undefined },
  usualTitle: string,
  today: string,
) {
  const name = line(fields.name, "name", "姓名", 30);
  if (!name) throw badInput("请填写姓名。", "input", "name");
  const since = fields.since ?? today;
  // Nobody plans a handover further ahead, and a slip of the year is likelier.
  if (since > `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`)
    throw badInput("任职日期最多可以写到一年以后，请核对年份。", "input", "since");
  return { name, title: line(fields.title, "title", "职务", 50) ?? usualTitle, since };
}

export type AllianceDraft = ReturnType<typeof allianceDraft>;

/** An alliance and its 备案 as they are kept. @throws BAD_INPUT */
export function allianceDraft(fields: AllianceFields, today: string) {
  const name = nameOf(fields.name, "联盟");
  const registeredOn = fields.registeredOn ?? null;
  if (registeredOn !== null && registeredOn > today)
    throw badInput("备案日期不能晚于今天，请核对。", ...at("registeredOn"));
  if (fields.kind !== "chain" && fields.chainId != null)
    throw badInput("只有产业链联盟才有产业链，请去掉或改类型。", ...at("chainId"));
  return {
    name,
    shortName: line(fields.shortName, "shortName", "简称", 30) ?? name,
    pinyin: pinyinOf(name),
    pinyinInitials: pinyinInitialsOf(name),
    kind: fields.kind,
    chainId: fields.chainId ?? null,
    parentId: fields.parentId ?? null,
    registeredOn,
    registrationNumber: line(fields.registrationNumber, "registrationNumber", "备案编号", 60),
    registeredWith: line(fields.registeredWith, "registeredWith", "备案机关", 60),
  };
}
