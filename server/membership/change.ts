import { ulid } from "ulid";
import { type CaseEdge, takeCaseEdge } from "../alliance/cases.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { MoveMembershipCaseInput, OpenMembershipCaseInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { normalizeText } from "../language/words.ts";
import { actorOf } from "../lists/changes.ts";
import { once } from "../lists/once.ts";
import { lockRegister } from "../register/standing.ts";
import * as queries from "./queries.ts";
import { ruleFrom } from "./read.ts";
import { actsFor, answersFor, demandSide } from "./rights.ts";

/** 吸纳与退出: a unit applies or is proposed, the alliance's meeting decides. Every move is an event; nothing is rewritten. */

const longestText = 500;

export const whoOf = (context: ApiContext) => ({ by: actorOf(context), byName: context.access.actor.name });

/** Words as they are kept; null for none. @throws AppError BAD_INPUT */
export function wordsOf(value: string | null | undefined, name: string, field: string): string | null {
  const kept = normalizeText((value ?? "").slice(0, longestText * 4));
  if ([...kept].length > longestText)
    throw badInput(`${name}最多 ${longestText} 字，请缩短后再提交。`, "input", field);
  return kept || null;
}

/** The case as the transaction leaves it. @throws AppError NOT_FOUND */
export async function caseIn(tx: Transaction, { viewer }: ApiContext, id: string): Promise<queries.CaseRow> {
  const [found] = await tx.run(queries.readCases, { viewer, ids: [id] });
  if (!found) throw notFound("这件成员事项");
  return found.row;
}

type Kind = OpenMembershipCaseInput["kind"];
type Standing = typeof queries.memberStanding.row._output;

/** Why a unit cannot ask for this; null: it can. */
function hindrance(kind: Kind, unit: Standing): string | null {
  const { name, allianceName, member, observing } = unit;
  if (unit.underWay) return `${name}在${allianceName}已有一件事项正在办理，请先办完那一件。`;
  if (kind === "withdraw")
    return member || observing ? null : `${name}现在不是${allianceName}的成员或观察单位，不用退出。`;
  if (member) return `${name}已经是${allianceName}的成员。`;
  if (kind === "observe" && observing) return `${name}已经是${allianceName}的观察单位。`;
  return null;
}

/** 申请 by a unit, or 提议 by who answers for the alliance. Once for the client's key. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT */
export function openCase(context: ApiContext, input: OpenMembershipCaseInput): Promise<queries.CaseRow> {
  const { viewer, access, today } = context;
  const allianceId = checkId(input.allianceId, "input", "allianceId");
  const memberId = checkId(input.memberId, "input", "memberId");
  const { kind } = input;
  const statement = wordsOf(input.statement, "说明", "statement");
  if (statement === null) throw badInput("请写明申请或提议的理由。", "input", "statement");
  return once(context, "openMembershipCase", input, async (tx) => {
    // Two who ask for the same unit at once, or an import of members, wait for each other.
    await lockRegister(tx);
    const [unit] = await tx.run(queries.memberStanding, { viewer, memberId, allianceId, today });
    if (!unit) throw notFound("所选的单位或联盟");
    const own = actsFor(context, memberId);
    if (!own && !answersFor(context, allianceId))
      throw new AppError("FORBIDDEN", "只能为本单位申请；联盟统筹、包链领导和驻链指导员可以提议。");
    if (unit.kind === "Enterprise" && kind === "admit")
      throw badInput("企业由它的党组织入盟；没有党组织的企业可以申请成为观察单位。", "input", "memberId");
    if (unit.kind === "Enterprise" && kind === "observe" && unit.covered)
      throw badInput("这家企业已有党组织，请由它的党组织申请。", "input", "memberId");
    const hindered = hindrance(kind, unit);
    if (hindered !== null) throw new AppError("CONFLICT", hindered, { path: ["input", "memberId"] });
    const id = ulid();
    const made = { viewer, today, id, allianceId, memberId, kind, statement, proposed: !own };
    const [created] = await tx.run(queries.createCase, { ...made, ...whoOf(context) });
    if (!created) throw notFound("所选的单位或联盟");
    if (access.actor.demo) await tx.run(queries.markExample, { viewer, id });
    else await noteOwnData(tx, context);
    await audit(tx, {
      action: "openMembershipCase",
      actor: access.actor,
      target: { kind: "MembershipCase", id },
      after: { allianceId, memberId, kind, statement, proposed: !own },
      from: originOf(context),
    });
    return caseIn(tx, context, id);
  });
}

interface ChangeInput {
  clientMutationId: string;
  id: string;
  expectedVersion?: number;
}

/**
 * Changes a case once for the client's key: the register locked, then the case, its version checked where one is given, with
 * the audit event in the same transaction. `work` says what it did, for the trail.
 * @throws AppError NOT_FOUND, CONFLICT, and what `work` throws
 */
export function changeCase(
  context: ApiContext,
  action: string,
  input: ChangeInput,
  work: (tx: Transaction, row: queries.CaseRow) => Promise<{ before: object; after: object }>,
): Promise<queries.CaseRow> {
  const { viewer, access } = context;
  const id = checkId(input.id, "input", "id");
  return once(context, action, { ...input }, async (tx) => {
    await lockRegister(tx);
    const [locked] = await tx.run(queries.lockCase, { viewer, id });
    if (!locked) throw notFound("这件成员事项");
    if (input.expectedVersion !== undefined && locked.version !== input.expectedVersion)
      throw new AppError("CONFLICT", "这件事项刚有新的变动或表决。请刷新后查看最新内容，再继续。", {
        path: ["input", "expectedVersion"],
        facts: { expectedVersion: input.expectedVersion, currentVersion: locked.version },
      });
    const { before, after } = await work(tx, await caseIn(tx, context, id));
    if (!access.actor.demo) {
      await noteOwnData(tx, context);
      await tx.run(queries.markOwn, { viewer, id });
    }
    await audit(tx, {
      action,
      actor: access.actor,
      target: { kind: "MembershipCase", id },
      before,
      after,
      from: originOf(context),
    });
    return caseIn(tx, context, id);
  });
}

/** Takes an edge, with its event. */
export const takeMove = async (
  tx: Transaction,
  context: ApiContext,
  id: string,
  { to }: CaseEdge,
  reason: string | null,
  rule: ReturnType<typeof ruleFrom> | null = null,
): Promise<void> => {
  const fixed = { threshold: rule?.threshold ?? null, quorum: rule?.quorum ?? null };
  await tx.run(queries.moveCase, { viewer: context.viewer, id, to, reason, ...fixed, ...whoOf(context) });
};

const actionOf: Record<MoveMembershipCaseInput["step"], string> = {
  table: "tableMembershipCase",
  sendBack: "sendBackMembershipCase",
  resubmit: "resubmitMembershipCase",
  cancel: "cancelMembershipCase",
  reopen: "reopenMembershipCase",
};

/** A step that people take. @throws as `changeCase`, FORBIDDEN, BAD_INPUT */
export function moveCase(context: ApiContext, input: MoveMembershipCaseInput): Promise<queries.CaseRow> {
  const reason = wordsOf(input.reason, "原因", "reason");
  const { viewer, access, today } = context;
  return changeCase(context, actionOf[input.step], input, async (tx, row) => {
    const edge = takeCaseEdge(row.state, input.step, reason);
    demandSide(context, row, edge.side);
    const allianceId = row.alliance?.id ?? "";
    if (input.step === "reopen") {
      const asked = { viewer, memberId: row.member?.id ?? "", allianceId, today };
      const [unit] = await tx.run(queries.memberStanding, asked);
      const hindered = unit ? hindrance(row.kind, unit) : "没有找到申请的单位，不能重新办理。";
      if (hindered !== null) throw new AppError("CONFLICT", hindered);
    }
    const actor = { all: access.kind === "system", ownerIds: [], allianceIds: [], unowned: false };
    const [rule] =
      input.step === "table" ? await tx.run(queries.decisionRules, { viewer, actor, ids: [allianceId] }) : [];
    await takeMove(tx, context, row.id, edge, reason, input.step === "table" ? ruleFrom(rule ?? null) : null);
    return { before: { state: row.state }, after: { state: edge.to, reason } };
  });
}
