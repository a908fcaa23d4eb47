import { crc32 } from "node:zlib";
import type { EnterpriseFields, OrganizationFields } from "../generated/resolvers.ts";
import { plainName, shortNameOf } from "../language/names.ts";
import type { EnterpriseRecord, OrganizationRecord } from "../register/queries.ts";
import type { Change } from "./judge.ts";
import type { Period } from "./periods.ts";

/** What rows of the register say otherwise than what is there. An empty cell says nothing; what was unknown is filled in and no difference. */

const scales = { large: "大型", medium: "中型", small: "小型", micro: "微型" } as const;
const kinds = {
  committee: "党委",
  generalBranch: "党总支",
  branch: "党支部",
  jointBranch: "联合党支部",
  functionalCommittee: "功能型联合党委",
  industryCommittee: "行业党委",
} as const;

type Value = string | number | null;

/** Nothing where the row says nothing or the same; `filled` where what is unknown is filled in by itself. */
const other = (field: string, before: Value, after: Value, filled = false): Change[] =>
  after === null || after === before || (filled && before === null)
    ? []
    : [{ field, before: before === null ? null : String(before), after: String(after) }];

const listed = (names: readonly string[]): string | null => (names.length === 0 ? null : names.join("、"));
const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one));

/** What a row says of a firm; null and empty lists: nothing. */
export interface SaidEnterprise {
  name: string | null;
  shortName: string | null;
  aliases: readonly string[];
  creditCode: string | null;
  scale: EnterpriseRecord["scale"];
  employees: number | null;
  partyMembers: number | null;
  tags: readonly string[];
  park: { id: string; name: string } | null;
}

/** @param said its `name` only where it is another than the firm's own names, and a full one */
export function enterpriseChanges(known: EnterpriseRecord, said: SaidEnterprise): Change[] {
  const word = (scale: EnterpriseRecord["scale"]): string | null => scale && scales[scale];
  return [
    ...other("企业名称", known.name, said.name),
    ...other("统一社会信用代码", known.creditCode, said.creditCode, true),
    ...other("简称", known.shortName, said.shortName),
    ...other("规模", word(known.scale), word(said.scale), true),
    ...other("职工人数", known.employees, said.employees, true),
    ...other("党员人数", known.partyMembers, said.partyMembers, true),
    ...(sameList(known.tags, said.tags) ? [] : other("标签", listed(known.tags), listed(said.tags), true)),
    ...(known.park?.id === said.park?.id
      ? []
      : other("园区", known.park?.name ?? null, said.park?.name ?? null)),
  ];
}

/** The whole firm once it says what the row says; a name that it gives up stays as an alias. */
export function enterpriseSaid(known: EnterpriseRecord, said: SaidEnterprise): EnterpriseFields {
  const renamed = said.name !== null && said.name !== known.name;
  const aliases = [...new Set([...known.aliases, ...(renamed ? [known.name] : []), ...said.aliases])];
  const usual = renamed && known.shortName === shortNameOf(known.name) ? null : known.shortName;
  return {
    name: said.name ?? known.name,
    shortName: said.shortName ?? usual,
    aliases: aliases.filter((alias) => plainName(alias) !== plainName(said.name ?? known.name)),
    creditCode: said.creditCode ?? known.creditCode,
    scale: said.scale ?? known.scale,
    employees: said.employees ?? known.employees,
    partyMembers: said.partyMembers ?? known.partyMembers,
    tags: said.tags.length > 0 ? [...said.tags] : known.tags,
    parkId: said.park?.id ?? known.park?.id ?? null,
    positions: known.positions.map(({ positionId, role }) => ({ positionId, role })),
  };
}

/** What a row says of an organisation; null and an empty list: nothing. */
export interface SaidOrganization {
  kind: OrganizationRecord["kind"] | null;
  founded: string | null;
  termYears: number | null;
  lastElectedOn: string | null;
  memberCount: number | null;
  superior: { id: string; name: string } | null;
  covers: readonly { id: string; name: string }[];
}

/** Firms that a row names are added to those that are covered: lists with a line for each firm take none away. */
export function organizationChanges(known: OrganizationRecord, said: SaidOrganization): Change[] {
  const before = known.covers.map(({ name }) => name);
  const more = newlyCovered(known, said).map(({ name }) => name);
  return [
    ...other("类型", kinds[known.kind], said.kind && kinds[said.kind]),
    ...(known.superior?.id === said.superior?.id
      ? []
      : other("上级党组织", known.superior?.name ?? null, said.superior?.name ?? null)),
    ...(more.length === 0 ? [] : other("覆盖企业", listed(before), listed([...before, ...more]))),
    ...other("党员人数", known.memberCount, said.memberCount, true),
    ...other("成立日期", known.founded, said.founded, true),
    ...other("上次换届日期", known.lastElectedOn, said.lastElectedOn, true),
    ...other("任期（年）", known.termYears, said.termYears, true),
  ];
}

const newlyCovered = (known: OrganizationRecord, said: SaidOrganization) =>
  said.covers.filter(({ id }) => !known.covers.some(({ enterpriseId }) => enterpriseId === id));

/** The whole organisation once it says what the row says. */
export function organizationSaid(known: OrganizationRecord, said: SaidOrganization): OrganizationFields {
  const kind = said.kind ?? known.kind;
  const mode = kind === "jointBranch" ? "joint" : "independent";
  return {
    name: known.name,
    shortName: known.shortName,
    kind,
    founded: said.founded ?? known.founded,
    termYears: said.termYears ?? known.termYears,
    lastElectedOn: said.lastElectedOn ?? known.lastElectedOn,
    memberCount: said.memberCount ?? known.memberCount,
    superiorId: said.superior?.id ?? known.superior?.id ?? null,
    covers: [
      ...known.covers.map(({ enterpriseId, mode: own }) => ({ enterpriseId, mode: own })),
      ...newlyCovered(known, said).map(({ id }) => ({ enterpriseId: id, mode }) as const),
    ],
  };
}

/** Days that a row says otherwise; `names` of the first and the last, as the columns are called. */
export const periodChanges = (known: Period, said: Period, names: readonly [string, string]): Change[] => [
  ...other(names[0], known.since, said.since),
  ...other(names[1], known.until, said.until),
];

/** What stands for the version of something that keeps none: equal for equal states, from 0 to 2^31 - 1. */
export const stateVersion = (state: readonly (string | null)[]): number =>
  crc32(JSON.stringify(state)) & 0x7fffffff;
