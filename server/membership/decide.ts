import { takeCaseEdge } from "../alliance/cases.ts";
import { tallyOf } from "../alliance/decisions.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { AppError, badInput } from "../errors.ts";
import type { DecideMembershipInput, VoteOnMembershipInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { joinAllianceStatement, leaveAllianceStatement } from "../register/writeQueries.ts";
import { changeCase, takeMove, whoOf, wordsOf } from "./change.ts";
import * as queries from "./queries.ts";
import { ruleFrom } from "./read.ts";
import { actsFor, answersFor } from "./rights.ts";

/** 表决 and 登记结果: what members say, and what it comes to in the graph. */

const mostVotes = 200;

/** Votes of members: one's own, or all as the meeting recorded them. @throws NOT_FOUND, FORBIDDEN, BAD_INPUT, CONFLICT */
export function voteOnCase(context: ApiContext, input: VoteOnMembershipInput): Promise<queries.CaseRow> {
  const votes = input.votes.map(({ memberId, choice }) => ({
    id: checkId(memberId, "input", "votes"),
    choice,
  }));
  if (votes.length === 0 || votes.length > mostVotes)
    throw badInput(`一次登记 1 到 ${mostVotes} 票，请分批登记。`, "input", "votes");
  if (new Set(votes.map(({ id }) => id)).size < votes.length)
    throw badInput("同一个成员只能有一票，请核对后再登记。", "input", "votes");
  const { viewer, today } = context;
  return changeCase(context, "voteOnMembership", input, async (tx, row) => {
    if (row.state !== "voting")
      throw new AppError("CONFLICT", "这件事项现在不在表决中，不能投票。请刷新后查看最新状态。");
    if (!answersFor(context, row.alliance?.id) && !votes.every(({ id }) => actsFor(context, id)))
      throw new AppError("FORBIDDEN", "只能为本单位投票；会上的表决由联盟登记。");
    const [roll] = await tx.run(queries.readBallots, { ids: [row.id], on: today });
    const may = new Set(roll?.ballots.map(({ memberId }) => memberId));
    if (votes.some(({ id }) => id === roll?.recused))
      throw badInput("申请单位回避，不参加自己事项的表决。", "input", "votes");
    if (votes.some(({ id }) => !may.has(id)))
      throw badInput("只有这个联盟现在的成员可以表决，请核对后再登记。", "input", "votes");
    const cast = await tx.run(queries.castVotes, { viewer, id: row.id, votes, ...whoOf(context) });
    if (cast.length < votes.length) throw badInput("有的成员没有找到，请刷新后再登记。", "input", "votes");
    return { before: { votes: cast }, after: { votes } };
  });
}

/** Carries out what was decided, from the day of the meeting on. @throws AppError CONFLICT */
async function carryOut(
  tx: Transaction,
  context: ApiContext,
  row: queries.CaseRow,
  on: string,
): Promise<void> {
  const { viewer, today } = context;
  const ids = { viewer, memberId: row.member?.id ?? "", allianceId: row.alliance?.id ?? "" };
  const [unit] = await tx.run(queries.memberStanding, { ...ids, today });
  if (!unit) throw new AppError("CONFLICT", "没有找到申请的单位，不能登记结果。");
  if (row.kind === "withdraw") {
    const open = await tx.run(queries.openMatters, { ...ids, on });
    if (open.length > 0)
      throw new AppError(
        "CONFLICT",
        `${unit.name}还有 ${open.length} 项未了结，请先办结或移交（见“退出前要了结的”），再登记退出。`,
        { facts: { openMatters: open } },
      );
    for (const observing of [false, true])
      if (observing ? unit.observing : unit.member)
        await tx.run(leaveAllianceStatement, { ...ids, observing, until: on });
    if (!unit.member && !unit.observing)
      throw new AppError("CONFLICT", `${unit.name}已经不在${unit.allianceName}里，不用再登记退出。`);
    return;
  }
  const observing = row.kind === "observe";
  // Who becomes a member observes no longer.
  if (!observing && unit.observing)
    await tx.run(leaveAllianceStatement, { ...ids, observing: true, until: on });
  const [joined] = await tx.run(joinAllianceStatement, { ...ids, observing, since: on, until: null });
  if (!joined)
    throw new AppError(
      "CONFLICT",
      `${unit.name}在这段时间里已经是${unit.allianceName}的${observing ? "观察单位" : "成员"}，不能再登记。`,
    );
}

/**
 * What the votes come to by the rule of the alliance takes effect on the day of the meeting. Too few present, or something
 * open on leaving: nothing is decided. Once for the client's key.
 * @throws NOT_FOUND, FORBIDDEN, BAD_INPUT, CONFLICT
 */
export function decideCase(context: ApiContext, input: DecideMembershipInput): Promise<queries.CaseRow> {
  const { viewer, today } = context;
  const on = input.on ?? today;
  const meeting = wordsOf(input.meeting, "会议", "meeting");
  if (on > today) throw badInput("会议日期不能晚于今天；开会以后再登记结果。", "input", "on");
  return changeCase(context, "decideMembership", input, async (tx, row) => {
    if (!answersFor(context, row.alliance?.id))
      throw new AppError("FORBIDDEN", "表决结果由这个联盟的统筹、包链领导或驻链指导员登记。");
    if (on < row.openedOn) throw badInput(`会议日期不能早于提出的日期（${row.openedOn}）。`, "input", "on");
    const [roll] = await tx.run(queries.readBallots, { ids: [row.id], on });
    const tally = tallyOf(ruleFrom(row), roll?.ballots ?? [], roll?.recused ?? "");
    const edge = takeCaseEdge(row.state, tally.outcome === "passed" ? "pass" : "fail", null);
    if (tally.outcome === "noQuorum")
      throw new AppError(
        "CONFLICT",
        `到会 ${tally.present} 家，至少要 ${tally.presentNeeded} 家才能表决。请登记更多成员的表决，或下次会议再议。`,
        { facts: { ...tally } },
      );
    if (tally.outcome === "passed") await carryOut(tx, context, row, on);
    const { eligible, yes, no, abstain } = tally;
    await tx.run(queries.decideCase, { viewer, id: row.id, on, meeting, eligible, yes, no, abstain });
    await takeMove(tx, context, row.id, edge, meeting);
    return { before: { state: row.state }, after: { state: edge.to, on, meeting, ...tally } };
  });
}
