import { AppError } from "../errors.ts";
import type { EntryState } from "./queries.ts";

/** What can be done to an entry. */
export type EntryStep = "keepDraft" | "save" | "approve" | "return" | "withdraw" | "republish";

export const stateNames: Record<EntryState, string> = {
  draft: "草稿",
  pendingReview: "待审核",
  published: "已发布",
  returned: "已退回",
  withdrawn: "已撤回",
  expired: "已到期",
};

const saved = ["draft", "pendingReview", "published", "returned", "expired"] as const;

/** From which states a step leads on. */
const open: Record<EntryStep, readonly EntryState[]> = {
  // What others see already is not made a draft by the way: it is withdrawn first.
  keepDraft: ["draft", "pendingReview", "returned"],
  save: saved,
  approve: ["pendingReview"],
  return: ["pendingReview"],
  withdraw: saved,
  republish: ["withdrawn"],
};

const stepNames: Record<EntryStep, string> = {
  keepDraft: "存为草稿",
  save: "修改",
  approve: "通过审核",
  return: "退回",
  withdraw: "撤回",
  republish: "重新发布",
};

export interface StepFacts {
  /** Whether what is saved waits for somebody's review. */
  reviewed?: boolean;
  /** The state a withdrawn entry was withdrawn from; its words are the same still. */
  withdrawnFrom?: EntryState | null;
}

/** Where a step leads from a state; `null` is an entry that is not there yet. Undefined where there is no such step. */
export function stateAfter(
  from: EntryState | null,
  step: EntryStep,
  { reviewed = false, withdrawnFrom = null }: StepFacts = {},
): EntryState | undefined {
  if (from === null) {
    if (step === "keepDraft") return "draft";
    return step === "save" ? (reviewed ? "pendingReview" : "published") : undefined;
  }
  if (!open[step].includes(from)) return undefined;
  switch (step) {
    case "keepDraft":
      return "draft";
    case "save":
      return reviewed ? "pendingReview" : "published";
    case "approve":
      return "published";
    case "return":
      return "returned";
    case "withdraw":
      return "withdrawn";
    case "republish":
      return withdrawnFrom && unpublished.has(withdrawnFrom) ? withdrawnFrom : "published";
  }
}

/** States in which only the owner's organisation and the reviewers see an entry. */
export const unpublished: ReadonlySet<EntryState> = new Set(["draft", "pendingReview", "returned"]);

/** The sentence for a step that the state has not. */
export function refusalOf(from: EntryState, step: EntryStep): string {
  const hint =
    step === "save" && from === "withdrawn"
      ? "请先重新发布，再修改。"
      : step === "keepDraft"
        ? "请先撤回，或直接保存修改。"
        : "请刷新后查看最新状态。";
  return `这一条现在是“${stateNames[from]}”，不能${stepNames[step]}。${hint}`;
}

/** The state a step leads to. @throws AppError CONFLICT where the table has no such step. */
export function nextState(from: EntryState | null, step: EntryStep, facts: StepFacts = {}): EntryState {
  const to = stateAfter(from, step, facts);
  if (to) return to;
  throw new AppError("CONFLICT", from === null ? "这一条还没有保存。" : refusalOf(from, step), {
    facts: { state: from },
  });
}
