import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { type PageArgs, readPage, toCountedConnection } from "../api/page.ts";
import { AppError, badInput } from "../errors.ts";
import type { JoinAllianceInput, LeaveAllianceInput } from "../generated/resolvers.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { once } from "../lists/once.ts";
import { listMemberships, readAlliancesOf } from "./queries.ts";
import { allianceToChange, entryOf, keepsAlliance, lockRegister } from "./standing.ts";
import * as write from "./writeQueries.ts";

/** Who is in which alliance since when: members are organisations; firms without one observe. History is never rewritten. */

/** An alliance before its posts and members are asked for. */
export interface AllianceRecord {
  id: string;
  name: string;
}

/** An alliance as its keeper sees it; null for others. */
export async function registeredAlliance(context: ApiContext, id: string): Promise<AllianceRecord | null> {
  if (!keepsAlliance(context, id)) return null;
  const [alliance] = await context.run(readAlliancesOf, { ids: [id] });
  return alliance ?? null;
}

/** Members and observers of an alliance, of today and before. One statement. */
export async function membershipsIn(
  context: ApiContext,
  allianceId: string,
  { current, ...args }: PageArgs & { current?: boolean | null },
) {
  const page = readPage(args, 50);
  const asked = { allianceId, today: context.today, current: current ?? null, ...page };
  const [row] = await context.run(listMemberships, asked);
  return toCountedConnection(row, page);
}

/** 入盟: from that day on, once for the client's key. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT */
export function joinAlliance(context: ApiContext, input: JoinAllianceInput): Promise<{ placeId: string }> {
  const { viewer, access, today } = context;
  const allianceId = checkId(input.allianceId, "input", "allianceId");
  const memberId = checkId(input.memberId, "input", "memberId");
  const observing = input.observing ?? false;
  const since = input.since ?? today;
  if (since > today) throw badInput("入盟日期不能晚于今天；将来入盟的，到那天再登记。", "input", "since");
  return once(context, "joinAlliance", input, async (tx) => {
    await lockRegister(tx);
    const alliance = await allianceToChange(tx, context, allianceId);
    const member = await entryOf(tx, context, memberId);
    if (member.kind === "Enterprise" && !observing)
      throw badInput("企业由它的党组织入盟；没有党组织的企业可以登记为观察单位。", "input", "memberId");
    const asked = { viewer, memberId, allianceId, observing };
    const [joined] = await tx.run(write.joinAllianceStatement, { ...asked, since });
    if (!joined)
      throw new AppError(
        "CONFLICT",
        `${member.name}在这段时间里已经是${alliance.name}的${observing ? "观察单位" : "成员"}，日期不能重叠。`,
        { path: ["input", "memberId"] },
      );
    await noteOwnData(tx, context);
    await audit(tx, {
      action: "joinAlliance",
      actor: access.actor,
      target: { kind: "Alliance", id: allianceId },
      after: { memberId, observing, since },
      from: originOf(context),
    });
    return { placeId: allianceId };
  });
}

/** 退盟: from that day on, once for the client's key. @throws NOT_FOUND, FORBIDDEN, CONFLICT */
export function leaveAlliance(context: ApiContext, input: LeaveAllianceInput): Promise<{ placeId: string }> {
  const { viewer, access, today } = context;
  const allianceId = checkId(input.allianceId, "input", "allianceId");
  const memberId = checkId(input.memberId, "input", "memberId");
  const observing = input.observing ?? false;
  const until = input.until ?? today;
  return once(context, "leaveAlliance", input, async (tx) => {
    await lockRegister(tx);
    const alliance = await allianceToChange(tx, context, allianceId);
    const member = await entryOf(tx, context, memberId);
    const asked = { viewer, memberId, allianceId, observing };
    const [left] = await tx.run(write.leaveAllianceStatement, { ...asked, until });
    if (!left)
      throw new AppError(
        "CONFLICT",
        `${member.name}现在不是${alliance.name}的${observing ? "观察单位" : "成员"}，可能刚被别人登记退出。请刷新后查看。`,
      );
    await noteOwnData(tx, context);
    await audit(tx, {
      action: "leaveAlliance",
      actor: access.actor,
      target: { kind: "Alliance", id: allianceId },
      before: { memberId, observing, since: left.since },
      after: { memberId, observing, until },
      from: originOf(context),
    });
    return { placeId: allianceId };
  });
}
