import { scopeOf } from "../access/access.ts";
import { openStates } from "../alliance/cases.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { actorOf } from "../lists/changes.ts";
import { heldIn } from "../lists/held.ts";
import { readCases } from "../membership/queries.ts";
import { standsOn } from "../membership/rights.ts";
import { mayReadEvaluation } from "../projects/givenEvaluations.ts";
import { readProjects } from "../projects/queries.ts";
import { runsIn } from "../projects/rights.ts";
import type { ProjectSide } from "../projects/states.ts";
import { standing } from "../register/queries.ts";
import { readTargets, type TargetKind, type TargetRow, targetKinds } from "./queries.ts";

/** What reads with statements: the graph, or a transaction that changes it. */
type Runner = Pick<Transaction, "run">;
type Rule = (runner: Runner, context: ApiContext, target: TargetRow) => Promise<boolean>;

/** A firm or an organisation in a place whose register the viewer keeps. */
const keepsRegister: Rule = async (runner, { viewer, access, today }, { id }) => {
  const actor = scopeOf(access, "writeRegister");
  const [row] = await runner.run(standing, { viewer, actor, today, ids: [id] });
  return row?.held === true;
};

const runs =
  (side: ProjectSide): Rule =>
  async (runner, context, { projectId }) => {
    const ids = projectId ? [projectId] : [];
    const [project] = await runner.run(readProjects, { viewer: context.viewer, ids });
    return project !== undefined && runsIn(runner, context, project, side);
  };

/** Who may write the thing may attach to it, and change what hangs there. */
const rules: Readonly<Record<TargetKind, Rule>> = {
  Enterprise: keepsRegister,
  PartyOrganization: keepsRegister,
  Demand: async (runner, context, { id }) => (await heldIn(runner, context, "writeDemand", [id])).has(id),
  Offer: async (runner, context, { id }) => (await heldIn(runner, context, "writeOffer", [id])).has(id),
  ServiceProject: runs("either"),
  Delivery: runs("offer"),
  // Materials are added until the meeting has decided.
  MembershipCase: async (runner, context, { id }) => {
    const [found] = await runner.run(readCases, { viewer: context.viewer, ids: [id] });
    return (
      found !== undefined && openStates.includes(found.row.state) && standsOn(context, found.row, "unit")
    );
  },
  // What somebody judged is theirs alone, also when they answer for the alliance.
  Evaluation: async (_, context, { author }) => author === actorOf(context),
};

/** Whether the viewer may attach to a thing that is seen. Asked in the transaction that does it, and for buttons. */
export const mayAttachTo = async (runner: Runner, context: ApiContext, target: TargetRow): Promise<boolean> =>
  context.access.permissions.has("attachFile") && rules[target.kind](runner, context, target);

/**
 * A thing that files hang on, as far as the viewer sees it now: null for what is hidden, absent or of another kind. Files of an evaluation
 * are seen by those who read its words.
 */
export async function targetIn(runner: Runner, context: ApiContext, id: string): Promise<TargetRow | null> {
  const [target] = await runner.run(readTargets, { viewer: context.viewer, ids: [id], kinds: targetKinds });
  if (target?.kind !== "Evaluation") return target ?? null;
  return (await mayReadEvaluation(context, target.projectId ?? "", target.id)) ? target : null;
}

/** A thing that the viewer may attach to. @throws NOT_FOUND, FORBIDDEN */
export async function writableTarget(runner: Runner, context: ApiContext, id: string): Promise<TargetRow> {
  const target = await targetIn(runner, context, id);
  if (!target) throw notFound("要附文件的内容");
  if (!(await mayAttachTo(runner, context, target)))
    throw new AppError("FORBIDDEN", "您可以查看这一条，但它不在您负责的范围内，不能增减附件。");
  return target;
}
