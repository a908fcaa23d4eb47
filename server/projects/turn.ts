import type { ApiContext } from "../api/context.ts";
import { dayAfter, todayInShanghai } from "../api/days.ts";
import { defineLoader } from "../api/loaders.ts";
import { AppError } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { type EvaluationStage, nextStage } from "./evaluation.ts";
import { evaluationsOf } from "./givenEvaluations.ts";
import { beneficiaries, eventsOfProjects, type ProjectRow, whoMayEvaluate } from "./queries.ts";
import { mayEnterFor, mayRun, raisersOf, rightsOver } from "./rights.ts";

/** Days that a beneficiary with an account has for its evaluation before somebody else may enter it. */
export const daysToAnswer = 15;

/** What reads with statements: the graph, or a transaction that changes it. */
type Runner = Pick<Transaction, "run">;

/** The stage whose turn it is, and for what is asked of it beside. */
export interface Turn {
  stage: EvaluationStage;
  mine: boolean;
  project: ProjectRow;
}

/** The stage whose turn it is, and whether the viewer is the one to take it; null where none is due. */
export async function turnOf(context: ApiContext, project: ProjectRow): Promise<Turn | null> {
  if (project.state !== "completed") return null;
  const rows = await evaluationsOf(context, project);
  const stage = nextStage(
    project.stages,
    rows.map((row) => row.stage),
  );
  if (stage === null) return null;
  const rights = await rightsOver(context, project);
  const elsewhere = context.access.kind !== "system" && rows.some(({ judged }) => judged);
  return { stage, mine: rights.has(stage) && !elsewhere, project };
}

const accountsOf = defineLoader(
  async (context, keys: readonly Pick<Turn, "stage" | "project">[]) => {
    const stages = [...new Set(keys.map(({ stage }) => stage))];
    const ids = [...new Set(keys.map(({ project }) => project.id))];
    const { today, access } = context;
    const rows = await context.run(whoMayEvaluate, { ids, stages, today, demo: access.demoOn });
    return keys.map(
      ({ stage, project }) => rows.find((row) => row.of === project.id && row.stage === stage)?.accounts ?? 0,
    );
  },
  ({ stage, project }) => `${project.id} ${stage}`,
);

/**
 * Whether anybody has an account to take the stage with. Null for those who neither run nor evaluate the project: who has
 * an account is no matter of theirs.
 */
export async function isReachable(context: ApiContext, { stage, project }: Turn): Promise<boolean | null> {
  const involved = (await rightsOver(context, project)).size > 0 || (await mayRun(context, project));
  return involved ? (await accountsOf.load(context, { stage, project })) > 0 : null;
}

/** First day, ISO, on which the beneficiary's evaluation may be entered for it; null: on any day, for nobody could give it. */
async function enterableFrom(
  runner: Runner,
  context: ApiContext,
  project: ProjectRow,
): Promise<string | null> {
  const { viewer, today, access } = context;
  const asked = { viewer, ids: [project.id], stages: ["beneficiary" as const], today, demo: access.demoOn };
  const [row] = await runner.run(whoMayEvaluate, asked);
  if ((row?.accounts ?? 0) === 0) return null;
  const events = await runner.run(eventsOfProjects, { viewer, ids: [project.id] });
  const completed = events.find(({ to }) => to === "completed");
  return dayAfter(todayInShanghai(new Date(completed?.at ?? project.updatedAt)), daysToAnswer);
}

/** How the viewer may enter the evaluation of whose turn it is for them; null where not at all. */
export async function enteringOf(context: ApiContext, { stage, project, mine }: Turn) {
  if (stage !== "beneficiary" || mine) return null;
  const raisedBy = await raisersOf(context, project.id);
  if (!mayEnterFor(context.access, { allianceId: project.alliance?.id ?? null, raisedBy })) return null;
  const from = await enterableFrom(context.graph, context, project);
  return { from, open: from === null || from <= context.today };
}

/**
 * Makes sure that somebody may enter the beneficiary's evaluation for it: who answers for the alliance, where the beneficiary
 * has no account or has let its days pass. @throws AppError FORBIDDEN, CONFLICT
 */
export async function checkEntering(
  tx: Transaction,
  context: ApiContext,
  project: ProjectRow,
  stage: EvaluationStage,
): Promise<void> {
  if (stage !== "beneficiary")
    throw new AppError("CONFLICT", "只有受益方的评价可以代录，其他环节由本人评价。");
  const rows = await tx.run(beneficiaries, { viewer: context.viewer, ids: [project.id] });
  const place = { allianceId: project.alliance?.id ?? null, raisedBy: rows.map(({ id }) => id) };
  if (!mayEnterFor(context.access, place))
    throw new AppError("FORBIDDEN", "受益方的评价由项目所在联盟的联盟统筹、包链领导或驻链指导员代录。");
  const from = await enterableFrom(tx, context, project);
  if (from !== null && context.today < from)
    throw new AppError(
      "CONFLICT",
      `受益方有可以评价的账号，请先请其自己评价；${from} 起仍未评价的，可以代录。`,
      { facts: { from } },
    );
}
