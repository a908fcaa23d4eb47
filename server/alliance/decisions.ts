/** How a joint meeting decides: plain values. No threshold is published anywhere, so each alliance sets its own. */

/** Of those present, how many must say yes: more than half, two thirds or more, all. */
export const thresholds = ["majority", "twoThirds", "unanimity"] as const;
/** Of those who may vote, how many must be present: nobody counts, more than half, two thirds or more. */
export const quorums = ["none", "half", "twoThirds"] as const;
export const voteChoices = ["yes", "no", "abstain"] as const;

export interface DecisionRule {
  threshold: (typeof thresholds)[number];
  quorum: (typeof quorums)[number];
}
export type VoteChoice = (typeof voteChoices)[number];

/** What holds where an alliance has said nothing: a simple majority of the members present. */
export const usualRule: DecisionRule = { threshold: "majority", quorum: "none" };

/** A member that may vote, and what it said; null: it was not there. */
export interface Ballot {
  memberId: string;
  choice: VoteChoice | null;
}

export interface Tally {
  /** Members that may vote. */
  eligible: number;
  /** Those of them that did, abstaining ones too. */
  present: number;
  yes: number;
  no: number;
  abstain: number;
  /** Fewest present with which anything is decided; at least 1. */
  presentNeeded: number;
  /** Fewest yeses with which it passes, of those present now; at least 1. */
  yesNeeded: number;
  outcome: "passed" | "notPassed" | "noQuorum";
}

const moreThanHalf = (of: number): number => Math.floor(of / 2) + 1;
const twoThirds = (of: number): number => Math.ceil((of * 2) / 3);

const presentNeeded: Record<DecisionRule["quorum"], (eligible: number) => number> = {
  none: () => 1,
  half: moreThanHalf,
  twoThirds,
};
const yesNeeded: Record<DecisionRule["threshold"], (present: number) => number> = {
  majority: moreThanHalf,
  twoThirds,
  unanimity: (present) => present,
};

/**
 * What the votes come to. Whoever abstains is present and says no yes.
 * @param ballots one a member
 * @param recused the member it is about: it neither votes nor counts
 */
export function tallyOf(rule: DecisionRule, ballots: readonly Ballot[], recused: string): Tally {
  const others = ballots.filter(({ memberId }) => memberId !== recused);
  const said = (choice: VoteChoice): number => others.filter((ballot) => ballot.choice === choice).length;
  const [yes, no, abstain] = [said("yes"), said("no"), said("abstain")];
  const present = yes + no + abstain;
  const needed = {
    presentNeeded: Math.max(1, presentNeeded[rule.quorum](others.length)),
    yesNeeded: Math.max(1, yesNeeded[rule.threshold](present)),
  };
  const outcome =
    present < needed.presentNeeded ? "noQuorum" : yes >= needed.yesNeeded ? "passed" : "notPassed";
  return { eligible: others.length, present, yes, no, abstain, ...needed, outcome };
}
