import { RowReader, type WrittenRow } from "./entryDraft.ts";

/** Rows of the register (名录) as they are written: names are not looked up yet. None of these throws. */

const kinds = {
  committee: ["党委", "委员会", "中共党委"],
  generalBranch: ["党总支", "总支", "总支部", "党总支部"],
  branch: ["党支部", "支部", "单独支部", "独立支部", "独立党支部"],
  jointBranch: ["联合党支部", "联合支部"],
  functionalCommittee: ["功能型联合党委", "联合党委", "功能型党委", "链党委", "产业链党委"],
  industryCommittee: ["行业党委", "行业综合党委"],
} as const;

export interface OrganizationRow {
  name: string | null;
  kind: keyof typeof kinds;
  /** The kind where the row says it, not where its name does. */
  saidKind: keyof typeof kinds | null;
  superior: string | null;
  covers: string[];
  memberCount: number | null;
  founded: string | null;
  lastElectedOn: string | null;
  termYears: number | null;
  alliance: string | null;
  problems: string[];
}

/** What an organisation is by its name, where nothing else says so. */
function kindByName(name: string): keyof typeof kinds {
  if (/联合.*支部/u.test(name)) return "jointBranch";
  if (/总支/u.test(name)) return "generalBranch";
  if (/支部/u.test(name)) return "branch";
  if (/行业.*(?:党委|委员会)/u.test(name)) return "industryCommittee";
  if (/联合(?:党委|委员会)/u.test(name)) return "functionalCommittee";
  return /党委|委员会/u.test(name) ? "committee" : "branch";
}

const longestName = 100;
const mostCovered = 200;
const longestTitle = 50;

/** Reads a row of organisations. */
export function readOrganization(row: WrittenRow, today: string): OrganizationRow {
  const reader = new RowReader("organization", row);
  const name = reader.text("name")?.replace(/\s+/g, "") ?? null;
  if (name === null && reader.problems.length === 0) reader.problems.push("没有写党组织名称");
  if (name !== null && [...name].length > longestName)
    reader.problems.push(`党组织名称最多 ${longestName} 字`);
  const [founded, lastElectedOn] = [reader.day("founded"), reader.day("lastElectedOn")];
  if (founded && founded > today) reader.problems.push("成立日期晚于今天");
  if (lastElectedOn && lastElectedOn > today) reader.problems.push("上次换届日期晚于今天");
  if (founded && lastElectedOn && lastElectedOn < founded) reader.problems.push("上次换届日期早于成立日期");
  if (reader.list("covers").length > mostCovered) reader.problems.push(`覆盖企业最多 ${mostCovered} 个`);
  const termYears = reader.count("termYears");
  if (termYears !== null && (termYears < 1 || termYears > 5)) reader.problems.push("任期应为 1 到 5 年");
  const saidKind = reader.choice("kind", kinds);
  return {
    name,
    kind: saidKind ?? kindByName(name ?? ""),
    saidKind,
    superior: reader.text("superior"),
    covers: reader.list("covers"),
    memberCount: reader.count("memberCount"),
    founded,
    lastElectedOn,
    termYears,
    alliance: reader.text("alliance"),
    problems: reader.problems,
  };
}

const posts = {
  secretary: ["书记", "党组织书记", "支部书记", "党支部书记", "党委书记", "总支书记", "党总支书记"],
  chainLead: ["包链领导", "链长", "包链区领导", "包联领导", "总联盟召集人", "召集人"],
  stationedInstructor: ["驻链指导员", "指导员", "驻链党建指导员", "党建指导员"],
} as const;

/** Days as a row has them, checked against each other. */
function daysOf(reader: RowReader): { since: string | null; until: string | null } {
  const [since, until] = [reader.day("since"), reader.day("until")];
  if (since && until && until <= since) reader.problems.push("结束的日期应晚于开始的日期");
  if (until && !since) reader.problems.push("写了结束日期，也要写开始日期");
  return { since, until };
}

export interface PostRow {
  name: string | null;
  post: keyof typeof posts | null;
  place: string | null;
  title: string | null;
  since: string | null;
  until: string | null;
  problems: string[];
}

/** Reads a row of 书记 and 责任人. */
export function readPost(row: WrittenRow): PostRow {
  const reader = new RowReader("post", row);
  const [name, post, place] = [reader.text("name"), reader.choice("post", posts), reader.text("place")];
  if (reader.problems.length === 0) {
    if (name === null) reader.problems.push("没有写姓名");
    if (post === null) reader.problems.push("没有写担任什么：书记、包链领导或驻链指导员");
    if (place === null) reader.problems.push("没有写党组织或联盟");
  }
  if (name !== null && [...name].length > 30) reader.problems.push("姓名最多 30 字");
  const title = reader.text("title");
  if (title !== null && [...title].length > longestTitle) reader.problems.push(`职务最多 ${longestTitle} 字`);
  return { name, post, place, title, ...daysOf(reader), problems: reader.problems };
}

const standings = {
  member: ["成员", "成员单位", "正式成员", "会员"],
  observer: ["观察单位", "观察员", "观察", "观察成员", "联系单位"],
} as const;

export interface MembershipRow {
  name: string | null;
  alliance: string | null;
  observing: boolean;
  since: string | null;
  until: string | null;
  problems: string[];
}

/** Reads a row of members. */
export function readMembership(row: WrittenRow, today: string): MembershipRow {
  const reader = new RowReader("membership", row);
  const name = reader.text("name");
  if (name === null && reader.problems.length === 0) reader.problems.push("没有写成员单位");
  const days = daysOf(reader);
  if (days.since && days.since > today) reader.problems.push("入盟日期晚于今天；将来入盟的，到那天再登记");
  return {
    name,
    alliance: reader.text("alliance"),
    observing: reader.choice("standing", standings) === "observer",
    ...days,
    problems: reader.problems,
  };
}
