import { AppError } from "../errors.ts";
import type { EntryState } from "./queries.ts";

/** What can be done to an entry. Until review exists, entering and editing publish. */
export type EntryStep = "edit" | "withdraw" | "republish";

const stateNames: Record<EntryState, string> = {
  draft: "草稿",
  pendingReview: "待审核",
  published: "已发布",
  returned: "退回",
  withdrawn: "已撤回",
  expired: "已到期",
};

const transitions: Record<EntryStep, Partial<Record<EntryState, EntryState>>> = {
  edit: {
    draft: "published",
    pendingReview: "published",
    published: "published",
    returned: "published",
    expired: "published",
  },
  withdraw: {
    draft: "withdrawn",
    pendingReview: "withdrawn",
    published: "withdrawn",
    returned: "withdrawn",
    expired: "withdrawn",
  },
  republish: { withdrawn: "published" },
};

const stepNames: Record<EntryStep, string> = { edit: "修改", withdraw: "撤回", republish: "重新发布" };

/** The state a step leads to. @throws AppError CONFLICT where the table has no such step. */
export function nextState(from: EntryState, step: EntryStep): EntryState {
  const to = transitions[step][from];
  if (to) return to;
  const hint = step === "edit" && from === "withdrawn" ? "请先重新发布，再修改。" : "请刷新后查看最新状态。";
  throw new AppError("CONFLICT", `这一条现在是“${stateNames[from]}”，不能${stepNames[step]}。${hint}`, {
    facts: { state: from },
  });
}
