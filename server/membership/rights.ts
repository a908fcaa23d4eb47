import { scopeOf } from "../access/access.ts";
import type { CaseEdge } from "../alliance/cases.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError } from "../errors.ts";

/** What a case's rights depend on; null where the viewer may not see it. */
interface CasePlace {
  alliance: { id: string } | null;
  member: { id: string } | null;
}

/** Whether the viewer answers for the alliance: puts cases before its meeting and records what it decided. */
export function answersFor({ access }: ApiContext, allianceId: string | undefined): boolean {
  const { all, allianceIds } = scopeOf(access, "decideMembership");
  return all || (allianceId !== undefined && allianceIds.includes(allianceId));
}

/** Whether the viewer acts for a unit: its own secretary, or one of an organisation above it. */
export function actsFor({ access }: ApiContext, memberId: string | undefined): boolean {
  const { all, ownerIds } = scopeOf(access, "applyMembership");
  return all || (memberId !== undefined && ownerIds.includes(memberId));
}

/** Whether the viewer stands on the side that a move belongs to; who answers for the alliance stands on both. */
export const standsOn = (
  context: ApiContext,
  { alliance, member }: CasePlace,
  side: CaseEdge["side"],
): boolean => answersFor(context, alliance?.id) || (side === "unit" && actsFor(context, member?.id));

/** @throws AppError FORBIDDEN */
export function demandSide(context: ApiContext, place: CasePlace, side: CaseEdge["side"]): void {
  if (standsOn(context, place, side)) return;
  const whose = side === "unit" ? "申请单位或联盟" : "联盟（联盟统筹、包链领导、驻链指导员）";
  throw new AppError("FORBIDDEN", `这一步由${whose}来做，不在您负责的范围内。`);
}
