import { AppError } from "../errors.ts";

export const matchStates = ["proposed", "contacted", "agreed", "projected", "declined", "expired"] as const;
export type MatchState = (typeof matchStates)[number];

/** Why a pair was declined: what is stored and what the API says; the words are the page's. */
export const declineReasons = [
  "notWhatIsNeeded",
  "tooFar",
  "wrongTime",
  "tooSmall",
  "terms",
  "competitor",
  "other",
] as const;
export type DeclineReason = (typeof declineReasons)[number];

/** What can be done to a match here. */
export type MatchStep = "contact" | "agree" | "decline" | "reopen" | "project";

const names: Record<MatchState, string> = {
  proposed: "推荐",
  contacted: "对接中",
  agreed: "已达成",
  projected: "已立项",
  declined: "不合适",
  expired: "已过期",
};

const stepNames: Record<MatchStep, string> = {
  contact: "发起对接",
  agree: "记为已达成",
  decline: "标为不合适",
  reopen: "恢复为推荐",
  project: "立项",
};

const transitions: Record<MatchStep, Partial<Record<MatchState, MatchState>>> = {
  contact: { proposed: "contacted", expired: "contacted" },
  agree: { contacted: "agreed" },
  decline: { proposed: "declined", contacted: "declined", agreed: "declined", expired: "declined" },
  reopen: { contacted: "proposed", agreed: "contacted", declined: "proposed" },
  project: { agreed: "projected" },
};

/** A stored state. @throws Error for one that nobody knows */
export function stateOf(state: string): MatchState {
  const known = matchStates.find((one) => one === state);
  if (!known) throw new Error(`a match is in the unknown state ${state}`);
  return known;
}

/** The state a step leads to. @throws AppError CONFLICT where the table has no such step. */
export function nextMatchState(from: MatchState, step: MatchStep): MatchState {
  const to = transitions[step][from];
  if (to) return to;
  const hint =
    from === "declined" && step === "contact" ? "请先撤销“不合适”，再发起对接。" : "请刷新后查看最新状态。";
  throw new AppError("CONFLICT", `这一对现在是“${names[from]}”，不能${stepNames[step]}。${hint}`, {
    facts: { state: from },
  });
}
