import { AppError, badInput } from "../errors.ts";

/** 吸纳 and 退出 as cases: their states and every move between them. */
export const caseKinds = ["admit", "observe", "withdraw"] as const;
export type CaseKind = (typeof caseKinds)[number];

/** 待受理, 退回补充, 表决中, 已通过, 未通过, 已撤回. */
export const caseStates = ["submitted", "returned", "voting", "approved", "rejected", "cancelled"] as const;
export type CaseState = (typeof caseStates)[number];

/** Steps that people take; what the meeting decided is `pass` and `fail`. */
export const caseSteps = ["table", "sendBack", "resubmit", "cancel", "reopen"] as const;
export type CaseStep = (typeof caseSteps)[number];
type Move = CaseStep | "pass" | "fail";

/** Whose step it is: whoever answers for the alliance stands on the unit's side too. */
export type CaseSide = "unit" | "alliance";

export interface CaseEdge {
  step: Move;
  from: CaseState;
  to: CaseState;
  side: CaseSide;
  /** Whether whoever takes it must say why. */
  reason: boolean;
}

/** Every move there is. What was approved stays: a membership ends by a case of its own. */
export const caseEdges: readonly CaseEdge[] = [
  { step: "table", from: "submitted", to: "voting", side: "alliance", reason: false },
  { step: "sendBack", from: "submitted", to: "returned", side: "alliance", reason: true },
  { step: "sendBack", from: "voting", to: "returned", side: "alliance", reason: true },
  { step: "resubmit", from: "returned", to: "submitted", side: "unit", reason: false },
  { step: "cancel", from: "submitted", to: "cancelled", side: "unit", reason: true },
  { step: "cancel", from: "returned", to: "cancelled", side: "unit", reason: true },
  { step: "cancel", from: "voting", to: "cancelled", side: "unit", reason: true },
  { step: "reopen", from: "cancelled", to: "submitted", side: "unit", reason: true },
  { step: "reopen", from: "rejected", to: "submitted", side: "unit", reason: true },
  { step: "pass", from: "voting", to: "approved", side: "alliance", reason: false },
  { step: "fail", from: "voting", to: "rejected", side: "alliance", reason: false },
];

/** Still to be decided: a unit has one such case in an alliance at most. */
export const openStates: readonly CaseState[] = ["submitted", "returned", "voting"];

export const caseStateNames: Record<CaseState, string> = {
  submitted: "待受理",
  returned: "退回补充",
  voting: "表决中",
  approved: "已通过",
  rejected: "未通过",
  cancelled: "已撤回",
};
const moveNames: Record<Move, string> = {
  table: "提交联席会议",
  sendBack: "退回补充",
  resubmit: "重新提交",
  cancel: "撤回",
  reopen: "重新办理",
  pass: "登记结果",
  fail: "登记结果",
};

/** The edge of a step out of a state; undefined where the table has none. */
export const caseEdgeOf = (from: CaseState, step: Move): CaseEdge | undefined =>
  caseEdges.find((edge) => edge.from === from && edge.step === step);

/**
 * The edge that a step takes.
 * @param reason what was written, trimmed; null for nothing
 * @throws AppError CONFLICT where there is none, BAD_INPUT without a reason that is asked for
 */
export function takeCaseEdge(from: CaseState, step: Move, reason: string | null): CaseEdge {
  const edge = caseEdgeOf(from, step);
  if (!edge)
    throw new AppError(
      "CONFLICT",
      `这件事项现在是“${caseStateNames[from]}”，不能${moveNames[step]}。请刷新后查看最新状态。`,
      { facts: { state: from } },
    );
  if (edge.reason && reason === null) throw badInput(`请写明${moveNames[step]}的原因。`, "input", "reason");
  return edge;
}
