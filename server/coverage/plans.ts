import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { FormationPlanInput, PlanFormationInput } from "../generated/resolvers.ts";
import { audit, originOf } from "../identity/audit.ts";
import { once } from "../lists/once.ts";
import { lockRegister, settleOrigin } from "../register/standing.ts";
import * as queries from "./queries.ts";

const mostMembers = 100_000;
const longestReason = 500;
const at = (...path: string[]) => ["input", ...path];

/** A plan that says all it must. @throws BAD_INPUT */
function checked(plan: FormationPlanInput, today: string): queries.PlanRow {
  const reason = plan.reason?.trim() || null;
  if (reason && reason.length > longestReason)
    throw badInput(`说明最多 ${longestReason} 字。`, ...at("plan", "reason"));
  if (plan.kind === "exempt") {
    if (!reason) throw badInput("请写明暂不组建的原因。", ...at("plan", "reason"));
    return { kind: "exempt", form: null, dueOn: null, reason };
  }
  if (!plan.form) throw badInput("请选择组建形式。", ...at("plan", "form"));
  if (!plan.dueOn) throw badInput("请选择计划完成的日期。", ...at("plan", "dueOn"));
  if (plan.dueOn < today) throw badInput("计划完成的日期不能早于今天。", ...at("plan", "dueOn"));
  return { kind: "found", form: plan.form, dueOn: plan.dueOn, reason };
}

function checkedMembers(members: number | null): number | null {
  if (members !== null && (members < 0 || members > mostMembers))
    throw badInput(`正式党员人数应在 0 到 ${mostMembers} 之间。`, ...at("partyMembers"));
  return members;
}

/**
 * Sets what is planned for a firm that no organisation covers, and how many members it has: one step, because the one
 * follows from the other. @throws BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT
 */
export function planFormation(
  context: ApiContext,
  input: PlanFormationInput,
): Promise<{ enterpriseId: string }> {
  const { viewer, access, today } = context;
  const id = checkId(input.enterpriseId, "input", "enterpriseId");
  const partyMembers = checkedMembers(input.partyMembers ?? null);
  const plan = input.plan ? checked(input.plan, today) : null;
  return once(context, "planFormation", input, async (tx) => {
    await lockRegister(tx);
    const actor = scopeOf(access, "planCoverage");
    const [firm] = await tx.run(queries.heldFirms, { viewer, actor, today, ids: [id] });
    if (!firm) throw notFound("这家企业");
    if (!firm.held) throw new AppError("FORBIDDEN", "您可以查看这家企业，但它不在您负责的联盟和产业链里。");
    if (firm.version !== input.expectedVersion)
      throw new AppError("CONFLICT", "这家企业刚被别人改过。请刷新后查看最新内容，再继续。", {
        path: at("expectedVersion"),
        facts: { expectedVersion: input.expectedVersion, currentVersion: firm.version },
      });
    const { id: by, name: byName } = access.actor;
    await tx.run(queries.savePlan, { viewer, id, partyMembers, plan, by, byName });
    await settleOrigin(tx, context, id, false);
    await audit(tx, {
      ...{ action: "planFormation", actor: access.actor, target: { kind: "Enterprise", id } },
      before: { partyMembers: firm.partyMembers, plan: firm.plans[0] ?? null },
      after: { partyMembers, plan },
      from: originOf(context),
    });
    return { enterpriseId: id };
  });
}
