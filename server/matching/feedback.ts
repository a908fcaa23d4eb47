/** What is known of a pair that people decided about. */
export interface Decided {
  state: string;
  declineReason: string | null;
  /** How its project ended. */
  outcome: string | null;
  /** Mean of the project's stars, 1..5. */
  rating: number | null;
}

export interface Judgement {
  good: boolean;
  /** How much it tells, 0..1. */
  importance: number;
  /** Whether it speaks about the kind of help, and not of distance, size, time or how the work was done. */
  aboutKind: boolean;
}

/** Terms, competitors and the rest say nothing of how well a pair fits. */
const aboutFit = ["notWhatIsNeeded", "tooFar", "wrongTime", "tooSmall"];
const tells = { contact: 0.3, agreement: 0.8, middling: 0.5, poor: 0.5, full: 1 };
const wellDone = 4;
const poorlyDone = 2.5;

/**
 * What a decision says of the fit: the further a pair came, the more. A cancelled project says nothing, because its
 * reason is free text; a poorly rated one speaks against the pair, but less than 不合适, for the work may be to blame.
 * Null: nothing to learn.
 */
export function judge({ state, declineReason, outcome, rating }: Decided): Judgement | null {
  if (state === "declined") {
    if (!aboutFit.includes(declineReason ?? "")) return null;
    return { good: false, importance: tells.full, aboutKind: declineReason === "notWhatIsNeeded" };
  }
  if (state === "contacted") return { good: true, importance: tells.contact, aboutKind: true };
  if (state !== "agreed" && state !== "projected") return null;
  if (outcome === "cancelled") return null;
  if (rating === null) return { good: true, importance: tells.agreement, aboutKind: true };
  if (rating >= wellDone) return { good: true, importance: tells.full, aboutKind: true };
  if (rating > poorlyDone) return { good: true, importance: tells.middling, aboutKind: true };
  return { good: false, importance: tells.poor, aboutKind: false };
}
