import { AppError, badInput } from "../errors.ts";

/** 已立项 → 实施中 → 已办结 → 已评价, or 已取消. */
export const projectStates = ["approved", "running", "completed", "evaluated", "cancelled"] as const;
export type ProjectState = (typeof projectStates)[number];

export const projectSteps = ["start", "complete", "sendBack", "cancel", "resume", "evaluate"] as const;
export type ProjectStep = (typeof projectSteps)[number];

/** What a step asks of a project beside its state. */
export interface ProjectFacts {
  /** Months of the plan. */
  months: number;
  deliveries: number;
  evaluations: number;
  /** Stages of its evaluation chain. */
  stages: number;
}

/** Which side of the match a step belongs to; whoever answers for the project's alliance stands on both. */
export type ProjectSide = "either" | "demand" | "offer";

export interface ProjectEdge {
  step: ProjectStep;
  from: ProjectState;
  to: ProjectState;
  side: ProjectSide;
  /** Whether whoever takes it must say why. */
  reason: boolean;
  /** What must be there first; null: nothing. */
  needs: "plan" | "delivery" | "noEvaluation" | "allStages" | null;
}

/** Every move there is. `evaluate` is never taken by hand: the last stage's evaluation takes it. */
export const projectEdges: readonly ProjectEdge[] = [
  { step: "start", from: "approved", to: "running", side: "either", reason: false, needs: "plan" },
  { step: "complete", from: "running", to: "completed", side: "offer", reason: false, needs: "delivery" },
  { step: "sendBack", from: "completed", to: "running", side: "demand", reason: true, needs: "noEvaluation" },
  { step: "cancel", from: "approved", to: "cancelled", side: "either", reason: true, needs: null },
  { step: "cancel", from: "running", to: "cancelled", side: "either", reason: true, needs: null },
  { step: "resume", from: "cancelled", to: "approved", side: "either", reason: true, needs: null },
  { step: "evaluate", from: "completed", to: "evaluated", side: "either", reason: false, needs: "allStages" },
];

export const stateNames: Record<ProjectState, string> = {
  approved: "已立项",
  running: "实施中",
  completed: "已办结",
  evaluated: "已评价",
  cancelled: "已取消",
};

const stepNames: Record<ProjectStep, string> = {
  start: "开始实施",
  complete: "办结",
  sendBack: "退回实施",
  cancel: "取消",
  resume: "恢复",
  evaluate: "完成评价",
};

type Needs = NonNullable<ProjectEdge["needs"]>;

const satisfied: Record<Needs, (facts: ProjectFacts) => boolean> = {
  plan: ({ months }) => months > 0,
  delivery: ({ deliveries }) => deliveries > 0,
  noEvaluation: ({ evaluations }) => evaluations === 0,
  allStages: ({ evaluations, stages }) => evaluations === stages,
};

const lacking: Record<Needs, string> = {
  plan: "请先填写月度计划，再开始实施。",
  delivery: "请先登记至少一次交付，再办结。",
  noEvaluation: "已经有评价，不能再退回实施。",
  allStages: "还有环节没有评价。",
};

/** The edge of a step out of a state; undefined where the table has none. */
export const edgeOf = (from: ProjectState, step: ProjectStep): ProjectEdge | undefined =>
  projectEdges.find((edge) => edge.from === from && edge.step === step);

/** Whether a step could be taken now: for buttons. */
export function isOpen(from: ProjectState, step: ProjectStep, facts: ProjectFacts): boolean {
  const edge = edgeOf(from, step);
  return edge !== undefined && (edge.needs === null || satisfied[edge.needs](facts));
}

/**
 * The edge that a step takes.
 * @param reason what was written, trimmed; null for nothing
 * @throws AppError CONFLICT where there is none or something is lacking, BAD_INPUT without a reason that is asked for
 */
export function takeEdge(
  from: ProjectState,
  step: ProjectStep,
  facts: ProjectFacts,
  reason: string | null,
): ProjectEdge {
  const edge = edgeOf(from, step);
  if (!edge)
    throw new AppError(
      "CONFLICT",
      `这个项目现在是“${stateNames[from]}”，不能${stepNames[step]}。请刷新后查看最新状态。`,
      { facts: { state: from } },
    );
  if (edge.needs !== null && !satisfied[edge.needs](facts))
    throw new AppError("CONFLICT", lacking[edge.needs], { facts: { needs: edge.needs } });
  if (edge.reason && reason === null) throw badInput(`请写明${stepNames[step]}的原因。`, "input", "reason");
  return edge;
}
