import { scopeOf } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { type Loader, loadById } from "../api/loaders.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { SetAllianceReviewInput, StepEntriesInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, auditAll, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { actorOf } from "./changes.ts";
import { heldIn } from "./held.ts";
import { reasonOf } from "./move.ts";
import { once } from "./once.ts";
import { visibilityOf } from "./publication.ts";
import {
  type LockedRow,
  lockEntries,
  raiseCounter,
  reviewableEntries,
  reviewSettings,
  setReview,
  stepEntries,
} from "./reviewQueries.ts";
import { settleMatchesOf } from "./settle.ts";
import { refusalOf, stateAfter } from "./states.ts";
import { markOwn, narrowMatches } from "./writeQueries.ts";

const mostAtOnce = 200;

export type BulkStep = "approve" | "return" | "withdraw";

interface Refused {
  id: string;
  title: string | null;
  reason: string;
}

export interface StepOutcome {
  doneIds: string[];
  refused: Refused[];
}

/** Why a step cannot be taken for one of many; null when it can. Out of sight and gone answer alike. */
function problemOf(
  row: LockedRow | undefined,
  expectedVersion: number,
  step: BulkStep,
  held: ReadonlySet<string>,
): string | null {
  if (!row) return "没有找到这一条，或您无权查看。";
  if (step === "withdraw" ? !held.has(row.id) : row.state === "pendingReview" && !row.mayReview)
    return "这一条不在您负责的范围内。";
  if (stateAfter(row.state, step) === undefined) return refusalOf(row.state, step);
  if (row.version !== expectedVersion) return "这一条刚被别人改过，请看过最新内容再决定。";
  return null;
}

async function heldAmong(
  tx: Transaction,
  context: ApiContext,
  rows: readonly LockedRow[],
): Promise<Set<string>> {
  const idsOf = (demand: boolean): string[] =>
    rows.filter((row) => row.demand === demand).map(({ id }) => id);
  const demands = await heldIn(tx, context, "writeDemand", idsOf(true));
  const offers = await heldIn(tx, context, "writeOffer", idsOf(false));
  return new Set([...demands, ...offers]);
}

/**
 * One step for up to 200 entries in one transaction: those that can take it do, of each other one it is said why not.
 * @throws AppError BAD_INPUT
 */
export async function stepMany(
  context: ApiContext,
  step: BulkStep,
  input: StepEntriesInput,
): Promise<StepOutcome> {
  const { viewer, access } = context;
  const wanted = new Map(
    input.entries.map(({ id, expectedVersion }) => [checkId(id, "input", "entries"), expectedVersion]),
  );
  if (wanted.size === 0) throw badInput("还没有选中任何一条。", "input", "entries");
  if (wanted.size > mostAtOnce)
    throw badInput(`一次最多处理 ${mostAtOnce} 条，请分几次。`, "input", "entries");
  const reason = reasonOf(input.reason);
  if (step === "return" && reason === null)
    throw badInput("请写明退回的原因，提出单位会看到。", "input", "reason");
  return once(context, `${step}Entries`, input, async (tx) => {
    const rows = await tx.run(lockEntries, {
      viewer,
      reviewer: scopeOf(access, "reviewEntry"),
      ids: [...wanted.keys()].sort(),
    });
    const held = step === "withdraw" ? await heldAmong(tx, context, rows) : new Set<string>();
    const byId = new Map(rows.map((row) => [row.id, row]));
    const refused: Refused[] = [];
    const taken: LockedRow[] = [];
    for (const [id, expectedVersion] of wanted) {
      const row = byId.get(id);
      const problem = problemOf(row, expectedVersion, step, held);
      if (problem !== null) refused.push({ id, title: row?.title ?? null, reason: problem });
      else if (row) taken.push(row);
    }
    if (taken.length > 0) await write(tx, context, step, taken, reason);
    return { doneIds: taken.map(({ id }) => id), refused };
  });
}

const results = { approve: "published", return: "returned", withdraw: "withdrawn" } as const;

async function write(
  tx: Transaction,
  context: ApiContext,
  step: BulkStep,
  taken: readonly LockedRow[],
  reason: string | null,
): Promise<void> {
  const to = results[step];
  const rows = taken.map(({ id, state }) => ({ id, from: state }));
  await tx.run(stepEntries, { viewer: context.viewer, by: actorOf(context), to, reason, rows });
  await tx.run(narrowMatches, { entryIds: taken.map(({ id }) => id) });
  await settleMatchesOf(
    tx,
    context,
    taken.map(({ id }) => id),
  );
  const demands = taken.filter(({ demand }) => demand).length;
  if (demands > 0) await tx.run(raiseCounter, { counter: "demands", by: demands });
  if (demands < taken.length) await tx.run(raiseCounter, { counter: "offers", by: taken.length - demands });
  if (!context.access.actor.demo) {
    await noteOwnData(tx, context);
    for (const { id } of taken) await tx.run(markOwn, { viewer: context.viewer, id });
  }
  await auditAll(
    tx,
    taken.map(({ id, demand, state, shownTo }) => ({
      action: `${step}${demand ? "Demand" : "Offer"}`,
      actor: context.access.actor,
      target: { kind: demand ? "Demand" : "Offer", id },
      before: { state },
      after: { state: to, ...(step === "approve" ? { visibility: visibilityOf(shownTo) } : { reason }) },
      from: originOf(context),
    })),
  );
}

const reviewable: Loader<string, { id: string } | null> = loadById((context, ids) =>
  context.run(reviewableEntries, { ids, actor: scopeOf(context.access, "reviewEntry") }),
);

/** Whether the entry waits for a review that the viewer may give: for buttons. */
export async function mayReview(context: ApiContext, id: string): Promise<boolean> {
  return context.access.permissions.has("reviewEntry") && (await reviewable.load(context, id)) !== null;
}

/** Whether an alliance reviews, and whether the viewer may change that. */
export const reviewSettingOf = loadById((context, ids: string[]) =>
  context.run(reviewSettings, { ids, actor: scopeOf(context.access, "configureLists") }),
);

/**
 * Has an alliance review what its members put on the lists, or no longer. What waits at that moment goes on waiting.
 * @throws AppError NOT_FOUND, FORBIDDEN, CONFLICT
 */
export async function setAllianceReview(
  context: ApiContext,
  input: SetAllianceReviewInput,
): Promise<{ id: string }> {
  const id = checkId(input.allianceId, "input", "allianceId");
  const { viewer, access } = context;
  return once(context, "setAllianceReview", input, async (tx) => {
    const actor = scopeOf(access, "configureLists");
    const [known] = await tx.run(reviewSettings, { viewer, actor, ids: [id] });
    if (!known) throw notFound("这个联盟");
    if (!known.mayConfigure) throw new AppError("FORBIDDEN", "这个联盟不在您负责的范围内，不能改它的设置。");
    const { reviews, expectedVersion } = input;
    const [changed] = await tx.run(setReview, { viewer, actor, id, reviews, expectedVersion });
    if (!changed) throw new AppError("CONFLICT", "这个联盟的审核设置刚被别人改过，请看过最新内容再改。");
    if (!access.actor.demo) await noteOwnData(tx, context);
    await audit(tx, {
      action: "setAllianceReview",
      actor: access.actor,
      target: { kind: "Alliance", id },
      before: { reviews: changed.before },
      after: { reviews },
      from: originOf(context),
    });
    return { id };
  });
}
