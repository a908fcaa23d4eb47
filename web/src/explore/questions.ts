import type { MeFieldsFragment } from "../generated/graphql.ts";

/** The questions that 联盟图谱 answers, each with its own layout. */
export const questions = ["alliance", "chain", "organizations", "match", "explore"] as const;
export type Question = (typeof questions)[number];

export const questionWords: Record<Question, { tab: string; asks: string; subject: string }> = {
  alliance: { tab: "联盟", asks: "谁在联盟里，由谁负责，覆盖哪些企业", subject: "总联盟" },
  chain: { tab: "产业链", asks: "从上游到下游有哪些链位，哪些企业在上面", subject: "产业链" },
  organizations: { tab: "组织隶属", asks: "党组织上下级怎样隶属，各自覆盖哪些企业", subject: "总联盟" },
  match: { tab: "供需匹配", asks: "这条需求能找到哪些资源，凭什么连得上", subject: "需求" },
  explore: { tab: "自由探索", asks: "它周围有什么，彼此怎样相连", subject: "中心" },
};

type Me = Pick<MeFieldsFragment, "roles" | "permissions">;
type Role = Me["roles"][number]["role"];

/** What a role looks after comes first; every other role opens with the alliance. */
const firstOfRole: Partial<Record<Role, Question>> = {
  chainLead: "chain",
  stationedInstructor: "chain",
  investmentOfficer: "chain",
  organizationSecretary: "organizations",
  department: "match",
  bank: "match",
};

/** The questions whose answers this person may read. */
export const questionsFor = (me: Me): Question[] =>
  questions.filter((question) => question !== "match" || me.permissions.includes("readMatches"));

/** The question to open with: what the address asks, else what the person's first role is about. */
export function questionOf(asked: string | null, me: Me): Question {
  const open = questionsFor(me);
  const wanted =
    asked ?? me.roles.map(({ role }) => firstOfRole[role]).find((question) => question) ?? "alliance";
  return open.find((question) => question === wanted) ?? "alliance";
}
