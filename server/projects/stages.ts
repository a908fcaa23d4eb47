import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { loadById } from "../api/loaders.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { once } from "../lists/once.ts";
import { type EvaluationStage, stageOrder, stagesOf } from "./evaluation.ts";
import { evaluationRules } from "./queries.ts";
import { setEvaluationStages } from "./writeQueries.ts";

/** What holds for an alliance's evaluations, and whether the viewer may change it. */
export const ruleOf = loadById((context, ids) =>
  context.run(evaluationRules, {
    ...{ ids, today: context.today },
    actor: scopeOf(context.access, "configureLists"),
  }),
);

/** Stages that a project of the alliance begins with now. */
export async function stagesIn(
  tx: Transaction,
  { viewer, access, today }: ApiContext,
  allianceId: string,
): Promise<EvaluationStage[]> {
  const actor = scopeOf(access, "configureLists");
  const [rule] = await tx.run(evaluationRules, { viewer, actor, today, ids: [allianceId] });
  return stagesOf(rule?.own ?? rule?.inherited ?? null);
}

interface StagesInput {
  clientMutationId: string;
  allianceId: string;
  expectedVersion: number;
  stages?: readonly EvaluationStage[] | null | undefined;
}

/**
 * Says at which stages an alliance evaluates the projects it begins from now on; null: as the alliance above it does.
 * @throws AppError BAD_INPUT, NOT_FOUND, FORBIDDEN, CONFLICT
 */
export async function setStages(context: ApiContext, input: StagesInput): Promise<{ id: string }> {
  const id = checkId(input.allianceId, "input", "allianceId");
  const { viewer, access, today } = context;
  const stages = input.stages == null ? null : stageOrder.filter((stage) => input.stages?.includes(stage));
  if (stages?.length === 0) throw badInput("请至少保留一个评价环节。", "input", "stages");
  return once(context, "setEvaluationStages", input, async (tx) => {
    const actor = scopeOf(access, "configureLists");
    const [known] = await tx.run(evaluationRules, { viewer, actor, today, ids: [id] });
    if (!known) throw notFound("这个联盟");
    if (!known.mayConfigure) throw new AppError("FORBIDDEN", "这个联盟不在您负责的范围内，不能改它的设置。");
    const { expectedVersion } = input;
    const [changed] = await tx.run(setEvaluationStages, { viewer, actor, id, stages, expectedVersion });
    if (!changed) throw new AppError("CONFLICT", "这个联盟的评价环节刚被别人改过，请看过最新内容再改。");
    if (!access.actor.demo) await noteOwnData(tx, context);
    await audit(tx, {
      action: "setEvaluationStages",
      actor: access.actor,
      target: { kind: "Alliance", id },
      before: { stages: changed.before },
      after: { stages },
      from: originOf(context),
    });
    return { id };
  });
}
