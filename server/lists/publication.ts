import { badInput } from "../errors.ts";
import type { EntryVisibility } from "../generated/resolvers.ts";
import type { EntryState } from "./queries.ts";
import { nextState, unpublished } from "./states.ts";

/** What owner and alliance of an entry say about its publishing. */
export interface PublishingRule {
  ownerId: string | null;
  allianceId: string | null;
  hubId: string | null;
  /** Alliances of the entry, the chosen one first, and whether each has its members' entries reviewed. */
  reviewers: readonly Reviewer[];
  /** Where nobody chooses: the alliance's or the owner's own audience. */
  usualAudience: string;
}

export interface Reviewer {
  id: string;
  reviews: boolean;
}

export interface PublishingWish {
  /** null: the usual one, or `kept`. */
  visibility: EntryVisibility | null;
  /** The audience of an entry whose owner and alliance stay as they are. */
  kept: string | null;
  draft: boolean;
  /** null for a new entry. */
  from: EntryState | null;
  /** Whether whoever saves reviews for an alliance: then saving is the review. */
  mayReview(allianceId: string): boolean;
}

export interface Publication {
  state: EntryState;
  /** Who sees it now. */
  audience: string;
  /** Who will see it when it is published; null once it is. */
  publishTo: string | null;
  /** The reviewers who see it beside the owner's organisation; null once it is published. */
  reviewedIn: string | null;
}

const at = ["input", "fields", "visibility"];

/** The audience that a choice means. @throws AppError BAD_INPUT where owner and alliance give no such circle. */
export function audienceOf(rule: PublishingRule, visibility: EntryVisibility): string {
  if (visibility === "public") return "public";
  if (visibility === "organization") {
    if (rule.ownerId) return `org:${rule.ownerId}`;
    throw badInput("还没有选单位，不能“仅本单位可见”。请选择单位，或换一个可见范围。", ...at);
  }
  const id = visibility === "hub" ? rule.hubId : rule.allianceId;
  if (id) return `${visibility}:${id}`;
  const circle = visibility === "hub" ? "总联盟" : "联盟";
  throw badInput(`这个单位不在任何${circle}里，不能只给${circle}看。请选择联盟，或换一个可见范围。`, ...at);
}

const circles: Readonly<Record<string, EntryVisibility>> = {
  org: "organization",
  alliance: "alliance",
  hub: "hub",
};

/** The choice that an audience stands for. */
export const visibilityOf = (audience: string): EntryVisibility =>
  circles[audience.split(":", 1)[0] ?? ""] ?? "public";

/**
 * The alliance that must review what is to be shown to `target`, null for none: what only its own organisation sees needs
 * nobody's review, what an alliance sees that alliance's, what more see that of every alliance of the entry.
 */
export function waitsFor(
  { reviewers }: Pick<PublishingRule, "reviewers">,
  target: string,
  mayReview: PublishingWish["mayReview"],
): string | null {
  if (visibilityOf(target) === "organization") return null;
  const addressed = reviewers.filter(({ id }) => target === `alliance:${id}`);
  const asked = addressed.length > 0 ? addressed : reviewers;
  return asked.find(({ id, reviews }) => reviews && !mayReview(id))?.id ?? null;
}

/**
 * What becomes of an entry that is saved. Until a review is passed the audience itself is narrow, so that no statement has
 * to know of states to keep an entry unseen.
 * @throws AppError BAD_INPUT, CONFLICT
 */
export function publication(rule: PublishingRule, wish: PublishingWish): Publication {
  const target =
    wish.visibility === null ? (wish.kept ?? rule.usualAudience) : audienceOf(rule, wish.visibility);
  const waiting = waitsFor(rule, target, wish.mayReview);
  const state = nextState(wish.from, wish.draft ? "keepDraft" : "save", { reviewed: waiting !== null });
  if (!unpublished.has(state)) return { state, audience: target, publishTo: null, reviewedIn: null };
  const reviewingId = waiting ?? rule.reviewers[0]?.id;
  const reviewedIn = reviewingId ? `review:${reviewingId}` : null;
  const audience = rule.ownerId ? `org:${rule.ownerId}` : (reviewedIn ?? "org:");
  return { state, audience, publishTo: target, reviewedIn };
}
