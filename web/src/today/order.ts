import type { TodayQuery } from "../generated/graphql.ts";

export type Group = TodayQuery["today"][number];
export type Line = Group["items"][number] & { kind: Group["kind"] };

const dayMs = 86_400_000;
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);

/** All that waits in one line: what is real before the examples; what is late first, then by the day it is due, then by how long it has waited. */
export function linesOf(groups: readonly Group[], today: string): Line[] {
  const late = ({ stuck, dueOn }: Line): boolean =>
    stuck || (dueOn !== null && dueOn !== undefined && dueOn < today);
  return groups
    .flatMap(({ kind, items }) => items.map((item): Line => ({ ...item, kind })))
    .sort(
      (a, b) =>
        Number(a.example) - Number(b.example) ||
        Number(late(b)) - Number(late(a)) ||
        (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") ||
        (a.since ?? "9999").localeCompare(b.since ?? "9999"),
    );
}

/** When a thing is due, or how long it has waited, in words; days are those of China. */
export function timeWords(
  { dueOn, since }: Pick<Line, "dueOn" | "since">,
  sinceDay: string | null,
  today: string,
): string | null {
  if (dueOn) {
    const left = daysBetween(today, dueOn);
    if (left < 0) return `已超期 ${-left} 天`;
    return left === 0 ? "今天到期" : `还有 ${left} 天`;
  }
  if (!since || !sinceDay) return null;
  const waited = daysBetween(sinceDay, today);
  return waited <= 0 ? "今天" : `已等 ${waited} 天`;
}
