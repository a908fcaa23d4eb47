import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { defineLoader } from "../api/loaders.ts";
import { AppError } from "../errors.ts";
import { type ChangeInput, changeProject, whoOf } from "./change.ts";
import {
  checkStars,
  checkTurn,
  type EvaluationStage,
  nextStage,
  type Reading,
  ratingOf,
  readingOf,
  stageOrder,
} from "./evaluation.ts";
import { optionalText } from "./fields.ts";
import { evaluationsOfProjects, type ProjectRow, readProjects } from "./queries.ts";
import { mayRun, rightsOver } from "./rights.ts";
import { takeEdge } from "./states.ts";
import { addEvaluation, moveProject } from "./writeQueries.ts";

/**
 * One stage's evaluation, in the chain's order; the last one ends the project and tells its matches the outcome.
 * @throws as `changeProject`, BAD_INPUT, FORBIDDEN
 */
export function evaluateProject(
  context: ApiContext,
  input: ChangeInput & { stage: EvaluationStage; stars: number; text?: string | null | undefined },
): Promise<ProjectRow> {
  const { stage } = input;
  const { viewer, access } = context;
  const stars = checkStars(input.stars);
  const text = optionalText(input.text, "评语", "text");
  return changeProject(context, "evaluateProject", input, async (tx, project) => {
    const { id, stages } = project;
    if (!(await rightsOver(context, project)).has(stage))
      throw new AppError("FORBIDDEN", "这一环节的评价不由您来做。");
    if (project.state !== "completed")
      throw new AppError("CONFLICT", "项目办结以后才能评价。请刷新后查看最新状态。");
    const who = whoOf(context);
    const every = { of: id, id, stars: [...stageOrder], words: [] };
    const rows = await tx.run(evaluationsOfProjects, { viewer, reader: who.by, readings: [every] });
    const done = rows.map((row) => row.stage);
    checkTurn(stages, done, stage);
    // Who judges one stage does not judge another of the same project.
    if (access.kind !== "system" && rows.some(({ own }) => own))
      throw new AppError("FORBIDDEN", "您已经评价过这个项目的另一环节，这一环节要由别人来评。");
    await tx.run(addEvaluation, { viewer, id, evaluationId: ulid(), stage, stars, text, ...who });
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
    return { stage, stars, text };
  });
}

const given = defineLoader(
  async (context, keys: readonly (Reading & { id: string })[]) => {
    const readings = keys.map((key, index) => ({ ...key, of: String(index) }));
    const rows = await context.run(evaluationsOfProjects, { reader: context.access.actor.id, readings });
    return readings.map(({ of }) => rows.filter((row) => row.of === of));
  },
  (key) => JSON.stringify(key),
);

/** The evaluations of a project as they came, which is the chain's order: stars and words as far as the viewer may read them. */
export async function evaluationsOf(context: ApiContext, project: ProjectRow) {
  const rights = await rightsOver(context, project);
  const runs = await mayRun(context, project);
  const through = project.state === "evaluated";
  return given.load(context, { id: project.id, ...readingOf(rights, { through, runs }) });
}

/** Whether the viewer reads the words of an evaluation of a project, and so what hangs on it. */
export async function mayReadEvaluation(
  context: ApiContext,
  projectId: string,
  evaluationId: string,
): Promise<boolean> {
  const [project] = await context.run(readProjects, { ids: [projectId] });
  const rows = project ? await evaluationsOf(context, project) : [];
  return rows.some(({ id, readable }) => id === evaluationId && readable);
}

/** The stage whose turn it is, and whether the viewer is the one to take it. */
export async function turnOf(context: ApiContext, project: ProjectRow) {
  if (project.state !== "completed") return null;
  const rows = await evaluationsOf(context, project);
  const stage = nextStage(
    project.stages,
    rows.map((row) => row.stage),
  );
  if (stage === null) return null;
  const rights = await rightsOver(context, project);
  const elsewhere = context.access.kind !== "system" && rows.some(({ own }) => own);
  return { stage, mine: rights.has(stage) && !elsewhere };
}
