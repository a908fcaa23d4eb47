import type { EvaluationStage, ProjectState, ProjectStep } from "../generated/graphql.ts";

export const projectStates: Record<ProjectState, string> = {
  approved: "已立项",
  running: "实施中",
  completed: "已办结",
  evaluated: "已评价",
  cancelled: "已取消",
};

/** The columns of the board in their order. */
export const stateOrder = Object.keys(projectStates) as ProjectState[];

export const projectSteps: Record<ProjectStep, string> = {
  start: "开始实施",
  complete: "办结",
  sendBack: "退回实施",
  cancel: "取消项目",
  resume: "恢复项目",
};

/** Where each step leads. */
export const stepTargets: Record<ProjectStep, ProjectState> = {
  start: "running",
  complete: "completed",
  sendBack: "running",
  cancel: "cancelled",
  resume: "approved",
};

/** What is lacking where a step is not open yet. */
export const stepLacks: Partial<Record<ProjectStep, string>> = {
  start: "先填写月度计划",
  complete: "先登记交付",
  sendBack: "已经有评价",
};

export const evaluationStages: Record<EvaluationStage, string> = {
  beneficiary: "受益方",
  committee: "联盟党委",
  park: "园区",
  supervision: "监督",
};

/** Stars and what they mean, the best first. */
export const starWords: readonly (readonly [stars: number, word: string])[] = [
  [5, "很满意"],
  [4, "满意"],
  [3, "一般"],
  [2, "不满意"],
  [1, "很不满意"],
];

/** 4 → `4 分（满意）`; a mean without a word: 4.25 → `4.25 分`. */
export function starsText(stars: number): string {
  const word = starWords.find(([known]) => known === stars)?.[1];
  return word ? `${stars} 分（${word}）` : `${stars} 分`;
}

/** `2026-11` → `2026 年 11 月`. */
export const monthText = (month: string): string => `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`;
