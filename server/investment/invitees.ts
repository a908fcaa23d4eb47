/**
 * Which of the firms from elsewhere is the likeliest to come to a position, from what is known of it: pure.
 */

export interface InviteeFacts {
  id: string;
  name: string;
  scale: "large" | "medium" | "small" | "micro" | null;
  tags: readonly string[];
  /** It is recorded at the position; who neither is nor makes what belongs there stands right before or behind it. */
  stands: boolean;
  /** What it makes that belongs there. */
  makes: readonly string[];
  /** Of that, how many things firms of the district use. */
  wantedHere: number;
  /** Firms of the district that it trades with, with the alliance their organisation is in. */
  ties: readonly { alliance: string | null }[];
}

const rising = (n: number, half: number): number => 1 - 2 ** (-n / half);

/** 0..1: the chance that at least one of the reasons holds, each taken as independent (noisy or). */
export function scoreOf({ scale, tags, stands, makes, wantedHere, ties }: InviteeFacts): number {
  const members = ties.filter(({ alliance }) => alliance !== null).length;
  const reasons = [
    stands ? 0.25 : 0,
    0.2 * rising(makes.length, 1),
    0.35 * rising(wantedHere, 1),
    // Whoever sells here already knows the way; a member of an alliance can bring them.
    0.3 * rising(ties.length, 2),
    0.15 * rising(members, 1),
    scale === "large" ? 0.15 : scale === "medium" ? 0.1 : 0,
    0.1 * rising(tags.length, 1),
  ];
  return 1 - reasons.reduce((left, reason) => left * (1 - reason), 1);
}

/** The likeliest first; equal ones by name, then id. */
export const byScore = <F extends InviteeFacts>(all: readonly F[]): (F & { score: number })[] =>
  all
    .map((facts) => ({ ...facts, score: scoreOf(facts) }))
    .sort((a, b) => b.score - a.score || a.name.localeCompare(b.name, "zh") || (a.id < b.id ? -1 : 1));
