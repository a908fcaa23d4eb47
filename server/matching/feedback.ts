import type { FactorValues } from "./factors.ts";
import type { DeclineReason } from "./states.ts";

/** What is known of a pair that people decided about. */
export interface Decided {
  state: string;
  declineReason: string | null;
  /** How far its project came: completed, sentBack, evaluated or cancelled. */
  outcome: string | null;
  /** Mean of the project's stars, 1..5. */
  rating: number | null;
}

/** Terms, competitors and the rest say nothing of how well a pair fits. */
const aboutFit = ["notWhatIsNeeded", "tooFar", "wrongTime", "tooSmall"] as const satisfies DeclineReason[];

/** What of a decision tells how well a pair fits. */
export const feedbackReasons = [
  "contacted",
  "agreed",
  "completed",
  "sentBack",
  "ratedWell",
  "ratedMiddling",
  "ratedPoorly",
  ...aboutFit,
] as const;
export type FeedbackReason = (typeof feedbackReasons)[number];

export interface Judgement {
  good: boolean;
  /** How much it tells, 0..1. */
  importance: number;
  /** Whether it speaks about the kind of help, and not of distance, size, time or how the work was done. */
  aboutKind: boolean;
  because: FeedbackReason;
}

/** A pair that people decided about, as the scorer saw it. */
export interface FeedbackExample extends Pick<Judgement, "good" | "importance" | "aboutKind"> {
  demandId: string;
  values: FactorValues;
  /** The `SOLVED_BY` at work: key and product of the two kinds' scores. */
  links: readonly { key: string; product: number }[];
}

const tells = {
  contact: 0.3,
  sentBack: 0.5,
  agreement: 0.8,
  completion: 0.9,
  middling: 0.5,
  poor: 0.5,
  full: 1,
};
const wellDone = 4;
const poorlyDone = 2.5;

/** What is said of an agreement that nobody has given stars yet, by how far its project came. */
function unrated(outcome: string | null): Pick<Judgement, "importance" | "because"> {
  if (outcome === "completed") return { importance: tells.completion, because: "completed" };
  if (outcome === "sentBack") return { importance: tells.sentBack, because: "sentBack" };
  return { importance: tells.agreement, because: "agreed" };
}

/**
 * What a decision says of the fit: the further a pair came, the more. A cancelled project says nothing, because its
 * reason is free text. That work was finished says a little more than that it was agreed on, that it was sent back a little
 * less: both only until people have given stars. A poorly rated one speaks against the pair, but less than 不合适, for the work may be to blame.
 * Null: nothing to learn.
 */
export function judge({ state, declineReason, outcome, rating }: Decided): Judgement | null {
  if (state === "declined") {
    const because = aboutFit.find((one) => one === declineReason);
    if (!because) return null;
    return { good: false, importance: tells.full, aboutKind: because === "notWhatIsNeeded", because };
  }
  const forIt = { good: true, aboutKind: true };
  if (state === "contacted") return { ...forIt, importance: tells.contact, because: "contacted" };
  if (state !== "agreed" && state !== "projected") return null;
  if (outcome === "cancelled") return null;
  if (rating === null) return { ...forIt, ...unrated(outcome) };
  if (rating >= wellDone) return { ...forIt, importance: tells.full, because: "ratedWell" };
  if (rating > poorlyDone) return { ...forIt, importance: tells.middling, because: "ratedMiddling" };
  return { good: false, importance: tells.poor, aboutKind: false, because: "ratedPoorly" };
}
