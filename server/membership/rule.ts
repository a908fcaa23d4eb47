import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { AppError, notFound } from "../errors.ts";
import type { SetDecisionRuleInput } from "../generated/resolvers.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { once } from "../lists/once.ts";
import { decisionRules, setRule } from "./queries.ts";
import { ruleFrom } from "./read.ts";

/** Says how an alliance decides from now on; what is put to the vote already goes by what held then. @throws NOT_FOUND, FORBIDDEN, CONFLICT */
export function setDecisionRule(context: ApiContext, input: SetDecisionRuleInput): Promise<{ id: string }> {
  const id = checkId(input.allianceId, "input", "allianceId");
  const { viewer, access } = context;
  const { threshold, quorum, expectedVersion } = input;
  return once(context, "setDecisionRule", input, async (tx) => {
    const actor = scopeOf(access, "configureLists");
    const [known] = await tx.run(decisionRules, { viewer, actor, ids: [id] });
    if (!known) throw notFound("这个联盟");
    if (!known.mayConfigure)
      throw new AppError("FORBIDDEN", "这个联盟不在您负责的范围内，不能改它的议事规则。");
    const [before] = await tx.run(setRule, { viewer, actor, id, threshold, quorum, expectedVersion });
    if (!before) throw new AppError("CONFLICT", "这个联盟的议事规则刚被别人改过，请看过最新内容再改。");
    if (!access.actor.demo) await noteOwnData(tx, context);
    await audit(tx, {
      action: "setDecisionRule",
      actor: access.actor,
      target: { kind: "Alliance", id },
      before: ruleFrom(before),
      after: { threshold, quorum },
      from: originOf(context),
    });
    return { id };
  });
}
