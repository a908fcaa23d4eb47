import type { CoveragePlaceKind, CoverageState, ElectionStage, FormationForm } from "../generated/graphql.ts";

export const coverageStates: Record<CoverageState, string> = {
  covered: "已覆盖",
  due: "应建未建",
  instructor: "没有党员",
  unknown: "党员数不明",
  exempt: "暂不组建",
};

/** What is to be done about firms in a state, under the list of them. */
export const stateHints: Record<CoverageState, string> = {
  covered: "由单独组建、联合组建或挂靠的党组织覆盖。",
  due: "有正式党员，但没有党组织覆盖。组建并登记后自动从这里消失。",
  instructor: "没有正式党员，先派驻党建指导员，发展党员。",
  unknown: "还没有登记正式党员人数，先摸底。",
  exempt: "经同意暂不组建，写明了原因。",
};

export const forms: Record<FormationForm, string> = {
  instructor: "派驻指导员",
  jointBranch: "联合党支部",
  branch: "党支部",
  generalBranch: "党总支",
  committee: "党委",
};

export const placeKinds: Record<CoveragePlaceKind, string> = {
  alliance: "联盟",
  chain: "产业链",
  park: "园区",
};

export const electionStages: Record<ElectionStage, string> = {
  overdue: "已超期",
  within3: "三个月内到期",
  within6: "半年内到期",
  missing: "缺换届日期",
  later: "半年以后",
};

/** Covered firms of all, as a whole percentage; null where there is no firm. */
export const rate = ({ firms, covered }: { firms: number; covered: number }): number | null =>
  firms === 0 ? null : Math.round((covered / firms) * 100);

/** Queries that show how firms stand: read anew after a plan. */
export const coverageQueries = ["Coverage", "CoveragePlaces", "CoverageFirms"];
