import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { AppError, badInput } from "../errors.ts";
import { type ChangeInput, changeProject, whoOf } from "./change.ts";
import {
  checkStars,
  checkTurn,
  type EvaluationStage,
  nextStage,
  ratingOf,
  stageOrder,
} from "./evaluation.ts";
import { optionalText } from "./fields.ts";
import { evaluationsOfProjects, type ProjectRow } from "./queries.ts";
import { rightsOver } from "./rights.ts";
import { takeEdge } from "./states.ts";
import { checkEntering } from "./turn.ts";
import { addEvaluation, moveProject } from "./writeQueries.ts";

interface EvaluationInput extends ChangeInput {
  stage: EvaluationStage;
  stars: number;
  text?: string | null | undefined;
  enteredBecause?: string | null | undefined;
}

/**
 * One stage's evaluation, in the chain's order; the last one ends the project and tells its matches the outcome. With
 * `enteredBecause` it is the beneficiary's, entered for it by whoever answers for the alliance.
 * @throws as `changeProject`, BAD_INPUT, FORBIDDEN
 */
export function evaluateProject(context: ApiContext, input: EvaluationInput): Promise<ProjectRow> {
  const { stage } = input;
  const { viewer, access } = context;
  const stars = checkStars(input.stars);
  const text = optionalText(input.text, "评语", "text");
  const entering = input.enteredBecause != null;
  const enteredBecause = optionalText(input.enteredBecause, "代录的原因", "enteredBecause");
  if (entering && enteredBecause === null)
    throw badInput("请写明代录的原因，如受益方没有账号、评价从哪里来。", "input", "enteredBecause");
  const action = entering ? "enterEvaluation" : "evaluateProject";
  return changeProject(context, action, input, async (tx, project) => {
    const { id, stages } = project;
    const own = (await rightsOver(context, project)).has(stage);
    if (entering && own && access.kind !== "system")
      throw new AppError("CONFLICT", "这一环节由您自己评价，不用代录。");
    if (!entering && !own) throw new AppError("FORBIDDEN", "这一环节的评价不由您来做。");
    if (project.state !== "completed")
      throw new AppError("CONFLICT", "项目办结以后才能评价。请刷新后查看最新状态。");
    const who = whoOf(context);
    const every = { of: id, id, stars: [...stageOrder], words: [] };
    const rows = await tx.run(evaluationsOfProjects, { viewer, reader: who.by, readings: [every] });
    const done = rows.map((row) => row.stage);
    checkTurn(stages, done, stage);
    if (entering) await checkEntering(tx, context, project, stage);
    // Who judges one stage does not judge another of the same project.
    if (!entering && access.kind !== "system" && rows.some(({ judged }) => judged))
      throw new AppError("FORBIDDEN", "您已经评价过这个项目的另一环节，这一环节要由别人来评。");
    const said = { stage, stars, text, enteredBecause };
    await tx.run(addEvaluation, { viewer, id, evaluationId: ulid(), ...said, ...who });
    const all = [...rows.flatMap((row) => row.stars ?? []), stars];
    if (nextStage(stages, [...done, stage]) === null) {
      const facts = { months: project.monthCount, deliveries: project.deliveryCount };
      const { to } = takeEdge(
        project.state,
        "evaluate",
        { ...facts, evaluations: all.length, stages: stages.length },
        null,
      );
      // Who evaluates is told to those who may read the evaluation, not to all who see the project.
      await tx.run(moveProject, {
        viewer,
        id,
        to,
        reason: null,
        rating: ratingOf(all),
        ...who,
        byName: null,
      });
    }
    return said;
  });
}
