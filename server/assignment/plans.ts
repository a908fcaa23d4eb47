import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type {
  AcceptPlanPairsInput,
  CancelPlanInput,
  Fairness,
  StartPlanInput,
} from "../generated/resolvers.ts";
import { audit, originOf } from "../identity/audit.ts";
import { unitTable } from "../language/units.ts";
import { actorOf } from "../lists/changes.ts";
import { once } from "../lists/once.ts";
import { startContact } from "../matching/actions.ts";
import { matchId } from "../matching/matchList.ts";
import { servingWeights } from "../matching/serving.ts";
import type { MatchState } from "../matching/states.ts";
import { startJob } from "./job.ts";
import { leastShare } from "./problem.ts";
import {
  cancelPlan as cancel,
  createPlan,
  heldPairs,
  type PlanRow,
  readPlans,
  selectNeeds,
} from "./queries.ts";

/** A job whose process has not been heard of for so long has died with it. */
const staleSeconds = 60;
const mostNeeds = 1000;
const mostAccepted = 50;
const longestText = 100;
const penalties: Record<Fairness, number> = { none: 0, some: 5, strong: 20 };

/** Starts a whole-list plan in the background. @throws AppError BAD_INPUT, CONFLICT, LIMIT */
export async function startPlan(context: ApiContext, input: StartPlanInput): Promise<PlanRow> {
  const { viewer, access, graph, today } = context;
  const { providersPerNeed = 1, fairness = "some" } = input;
  const mostPerProvider = input.mostPerProvider ?? null;
  checkWhole(providersPerNeed, 5, "每条需求的提供方", "providersPerNeed");
  if (mostPerProvider !== null) checkWhole(mostPerProvider, 1000, "每家最多服务的需求数", "mostPerProvider");
  const filter = {
    text: (input.text ?? "").trim(),
    categoryId: input.categoryId ? checkId(input.categoryId, "input", "categoryId") : null,
    allianceId: input.allianceId ? checkId(input.allianceId, "input", "allianceId") : null,
  };
  if (filter.text.length > longestText) throw badInput(`查找用词最多 ${longestText} 字。`, "input", "text");
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const { categoryId, allianceId } = filter;
  const selection = {
    words,
    categoryId,
    allianceId,
    today,
    leastShare,
    units: unitTable,
    limit: mostNeeds + 1,
    viewer,
  };
  const needs = await graph.run(selectNeeds, selection);
  const { version: weightsVersion } = await servingWeights(graph);
  let fresh = false;
  const { id } = await once(context, "startPlan", input, async (tx) => {
    if (needs.length === 0)
      throw badInput("没有符合条件、还没有对接的需求。请放宽条件后再统筹。", "input", "text");
    if (needs.length > mostNeeds)
      throw badInput(
        `符合条件的需求超过 ${mostNeeds} 条，一次统筹不了。请用关键词、类别或联盟分批。`,
        "input",
        "text",
      );
    const plan = {
      id: ulid(),
      makerId: actorOf(context),
      staleSeconds,
      needCount: needs.length,
      filter: JSON.stringify(filter),
      providersPerNeed,
      fairness,
      penalty: penalties[fairness],
      mostPerProvider,
      weightsVersion,
    };
    const [created] = await tx.run(createPlan, plan);
    if (!created?.made) throw new AppError("CONFLICT", "您有一次统筹正在进行。请等它完成，或先取消它。");
    await audit(tx, {
      action: "startPlan",
      actor: access.actor,
      target: { kind: "Plan", id: plan.id },
      after: { filter, needCount: needs.length, providersPerNeed, fairness, mostPerProvider },
      from: originOf(context),
    });
    fresh = true;
    return { id: plan.id };
  });
  if (fresh)
    startJob(context, {
      id,
      needs,
      rules: { providersPerNeed, penalty: penalties[fairness], mostPerProvider },
    });
  return planOf(context, id);
}

function checkWhole(value: number, most: number, name: string, field: string): void {
  if (!Number.isInteger(value) || value < 1 || value > most)
    throw badInput(`${name}应为 1 到 ${most} 的整数。`, "input", field);
}

/** Stops a plan of one's own; its job ends within a second or two. @throws AppError NOT_FOUND */
export async function cancelPlan(context: ApiContext, input: CancelPlanInput): Promise<PlanRow> {
  const id = checkId(input.planId, "input", "planId");
  await once(context, "cancelPlan", input, async (tx) => {
    const [row] = await tx.run(cancel, { id, makerId: actorOf(context) });
    if (!row) throw notFound("这次统筹");
    await audit(tx, {
      action: "cancelPlan",
      actor: context.access.actor,
      target: { kind: "Plan", id },
      after: { state: row.state },
      from: originOf(context),
    });
    return { id };
  });
  return planOf(context, id);
}

/** One's own plans, newest first. */
export const ownPlans = (context: ApiContext): Promise<PlanRow[]> =>
  context.graph.run(readPlans, { makerId: actorOf(context), id: null, staleSeconds, limit: 20 });

/** A plan of one's own, or null. */
export async function findPlan(context: ApiContext, id: string): Promise<PlanRow | null> {
  const [row] = await context.graph.run(readPlans, { makerId: actorOf(context), id, staleSeconds, limit: 1 });
  return row ?? null;
}

async function planOf(context: ApiContext, id: string): Promise<PlanRow> {
  const row = await findPlan(context, id);
  if (!row) throw notFound("这次统筹");
  return row;
}

export interface Accepted {
  id: string;
  state: MatchState | null;
  problem: string | null;
}

/**
 * 发起对接 for pairs of a plan, one after the other, each in a transaction of its own with all the checks and the audit
 * event of a single one. @throws AppError BAD_INPUT, NOT_FOUND when a pair is not in the plan
 */
export async function acceptPairs(context: ApiContext, input: AcceptPlanPairsInput): Promise<Accepted[]> {
  const { clientMutationId, note = null } = input;
  const planId = checkId(input.planId, "input", "planId");
  const asked = new Map(
    input.pairs.map(({ demandId, offerId }) => [matchId(demandId, offerId), { demandId, offerId }]),
  );
  if (asked.size === 0 || input.pairs.length > mostAccepted)
    throw badInput(`一次可以发起 1 到 ${mostAccepted} 对。`, "input", "pairs");
  if (clientMutationId.length > 90) throw badInput("clientMutationId 过长。", "input", "clientMutationId");
  const question = { id: planId, makerId: actorOf(context), pairs: [...asked.keys()] };
  const held = await context.graph.run(heldPairs, question);
  if (held.length < asked.size) throw notFound("方案中的这些配对");
  const accepted: Accepted[] = [];
  let at = 0;
  for (const [id, pair] of asked) {
    const own = { ...pair, note, clientMutationId: `${clientMutationId}:${at}` };
    at += 1;
    try {
      accepted.push({ id, state: (await startContact(context, own)).state, problem: null });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      accepted.push({ id, state: null, problem: error.message });
    }
  }
  return accepted;
}
