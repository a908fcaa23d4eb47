import type { NeedFacts, OfferFacts } from "./facts.ts";

/** One of two owners asked to be kept apart from the other; whoever asks for matches may know that, or may not. */
export type Bar = "known" | "secret";

export interface RulePair {
  need: Pick<NeedFacts, "state" | "ownerId" | "flow" | "from" | "until">;
  offer: Pick<OfferFacts, "state" | "ownerId" | "flow" | "from" | "until" | "capacity" | "used">;
  /** Whether the two owners are kept apart today, in either direction. */
  barred: Bar | null;
  /** Somebody acted on the pair: what is under way does not end with a day. */
  acted: boolean;
  /** Today in Asia/Shanghai, ISO. */
  today: string;
}

interface HardRule {
  id: string;
  /** Shown with the number of candidates it ruled out; null: not even how many, see `apart`. */
  name: string | null;
  /** Said to whoever wants to contact about such a pair all the same. */
  refusal: string;
  excludes(pair: RulePair): boolean;
}

/** In the order they are asked: a pair is counted under the first that rules it out. Who may see what is no rule here. */
const hardRules: readonly HardRule[] = [
  {
    id: "state",
    name: "不在发布状态",
    refusal: "需求或资源已经不在发布状态，不能发起对接。请刷新后查看。",
    excludes: ({ need, offer }) => need.state !== "published" || offer.state !== "published",
  },
  {
    id: "ended",
    name: "已到期",
    refusal: "需求或资源已到期，不能发起对接。请先延长期限，或另选一条。",
    excludes: ({ need, offer, acted, today }) => !acted && (hasEnded(need, today) || hasEnded(offer, today)),
  },
  {
    id: "own",
    name: "供需属于同一单位",
    refusal: "需求和资源属于同一单位，不能发起对接。请另选一条。",
    excludes: ({ need, offer }) => need.ownerId !== null && need.ownerId === offer.ownerId,
  },
  {
    id: "flow",
    name: "双方都要买进或都要卖出",
    refusal: "双方都要买进，或都要卖出，不能发起对接。请另选一条，或先改清楚哪一方买、哪一方卖。",
    // Who talks already knows better what is meant.
    excludes: ({ need, offer, acted }) =>
      !acted && need.flow !== null && offer.flow !== null && need.flow !== offer.flow,
  },
  {
    id: "capacity",
    name: "余量已用完",
    refusal: "这条资源的余量已用完，不能发起对接。请先改大可提供的数量，或另选一条资源。",
    // What people agreed on may be what used it up.
    excludes: ({ offer, acted }) => !acted && remainingOf(offer) !== null && (remainingOf(offer) ?? 0) <= 0,
  },
  {
    id: "window",
    name: "时间对不上",
    refusal: "需求的时间和资源的可用时间没有重合，不能发起对接。请先改其中一方的时间，或另选一条。",
    excludes: ({ need, offer, today }) => commonWindow(need, offer, today) === null,
  },
  // Bars come last: what another rule keeps apart is counted as it was before, so that no count tells of a bar.
  {
    id: "barred",
    name: "在不撮合名单上",
    refusal: "双方在不撮合名单上，不能发起对接。要重新互相推荐，请先把这一条移出名单。",
    // What is under way when it begins goes on, and does not vanish from the other side's list.
    excludes: ({ barred, acted }) => barred === "known" && !acted,
  },
  {
    id: "apart",
    // One side asked for it, and the other is not to find out: nothing counts it or gives it as a reason.
    name: null,
    refusal: "这一对目前不能发起对接。请另选一条。",
    excludes: ({ barred, acted }) => barred === "secret" && !acted,
  },
];

/** Whether the last day of an entry has passed. */
const hasEnded = ({ until }: { until: string | null }, today: string): boolean =>
  until !== null && until < today;

/** Capacity less what is promised; null when no capacity is known. */
export const remainingOf = (offer: Pick<OfferFacts, "capacity" | "used">): number | null =>
  offer.capacity === null ? null : offer.capacity - (offer.used ?? 0);

/** Days on both sides' calendars; an open end is null. */
export interface Window {
  from: string;
  until: string | null;
}

/**
 * Days from today on that a need is open and an offer is available, or null when there are none. A need whose day has
 * passed and about which people are in contact is still wanted as soon as possible: it counts as open from today.
 */
export function commonWindow(
  need: Pick<NeedFacts, "from" | "until">,
  offer: Pick<OfferFacts, "from" | "until">,
  today: string,
): Window | null {
  const wanted = openWindow(need, today);
  const from = latest(wanted.from, offer.from ?? today);
  const until = earliest(wanted.until, offer.until);
  return until !== null && until < from ? null : { from, until };
}

/** The days, from today on, on which a need is wanted. */
export function openWindow(need: Pick<NeedFacts, "from" | "until">, today: string): Window {
  return { from: latest(today, need.from ?? today), until: hasEnded(need, today) ? null : need.until };
}

const latest = (a: string, b: string): string => (a > b ? a : b);
const earliest = (a: string | null, b: string | null): string | null => {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
};

/** The first rule that rules the pair out, or null. */
export const ruleAgainst = (pair: RulePair): Pick<HardRule, "id" | "name" | "refusal"> | null =>
  hardRules.find((rule) => rule.excludes(pair)) ?? null;
