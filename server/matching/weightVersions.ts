import { ulid } from "ulid";
import { z } from "zod";
import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { AppError, notFound } from "../errors.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { once } from "../lists/once.ts";
import { actorOf } from "../lists/save.ts";
import { matchingTools } from "./engine.ts";
import { defaultWeights, type FactorValues, factors, weightsVersion } from "./factors.ts";
import { judge } from "./feedback.ts";
import { readSolvedBy } from "./knowledgeQueries.ts";
import { positionsOf } from "./knowledgeStore.ts";
import { type FeedbackExample, type Learnt, learnWeights } from "./learner.ts";
import { linkKey, storedShifts, storedWeights, versionName } from "./serving.ts";
import * as queries from "./weightQueries.ts";

const mostLinks = 3;
const shownFactors = z.array(z.object({ id: z.string(), value: z.number().nullable() }));

const valuesOf = (text: string): FactorValues =>
  Object.fromEntries(shownFactors.parse(JSON.parse(text)).map(({ id, value }) => [id, value]));

/** What people decided, as examples. Where there are decisions about real entries, those about examples are left out. */
async function gatherFeedback(context: ApiContext) {
  const { graph } = context;
  const [{ model }, rows, solvedBy] = await Promise.all([
    matchingTools(graph, context.embedder),
    graph.run(queries.readFeedback, {}),
    graph.run(readSolvedBy, {}),
  ]);
  const real = rows.filter(({ example }) => !example);
  const { needAt, helpAt } = positionsOf(model);
  const examples = (real.length > 0 ? real : rows).flatMap((row): FeedbackExample[] => {
    const values = valuesOf(row.factors);
    const told = judge(row);
    // Scored by words alone: another scale.
    if (values.textSimilarity == null || !told) return [];
    const links = solvedBy
      .map(({ needKind, helpKind }) => ({
        key: linkKey(needKind, helpKind),
        product:
          Math.max(0, row.needKinds?.[needAt.get(needKind) ?? -1] ?? 0) *
          Math.max(0, row.helpKinds?.[helpAt.get(helpKind) ?? -1] ?? 0),
      }))
      .filter(({ product }) => product > 0.02)
      .sort((a, b) => b.product - a.product || (a.key < b.key ? -1 : 1))
      .slice(0, mostLinks);
    return [{ demandId: row.demandId, values, ...told, links }];
  });
  const links = new Map(
    solvedBy.map(({ needKind, helpKind, weight }) => [linkKey(needKind, helpKind), weight]),
  );
  return { examples, links, exampleData: real.length === 0 && rows.length > 0 };
}

/** Learns from all feedback and keeps the result as a version that does not serve yet. @throws AppError CONFLICT */
export async function trainWeights(context: ApiContext, input: { clientMutationId: string }): Promise<void> {
  const { examples, links, exampleData } = await gatherFeedback(context);
  const learnt = forRealData(learnWeights(examples, links), exampleData);
  await once(context, "trainWeights", input, async (tx) => {
    const [locked] = await tx.run(queries.lockWeights, {});
    const number = (locked?.versions ?? 0) + 1;
    const id = ulid();
    await tx.run(queries.createWeights, { id, number, exampleData, by: actorOf(context), ...kept(learnt) });
    await noteOwnData(tx, context);
    await audit(tx, {
      action: "trainWeights",
      actor: context.access.actor,
      target: { kind: "WeightVersion", id },
      after: { version: versionName({ base: weightsVersion, number }), verdict: learnt.verdict },
      from: originOf(context),
    });
    return id;
  });
}

/** What examples (示例) taught is shown, but never scores anybody's real needs. */
const forRealData = (learnt: Learnt, exampleData: boolean): Learnt =>
  exampleData && learnt.better
    ? {
        ...learnt,
        better: false,
        verdict: `${learnt.verdict.split("，可以启用")[0]}，但只从示例数据学来，不能启用。`,
      }
    : learnt;

const kept = ({ weights, shifts, before, after, trained, heldBack, better, verdict }: Learnt) => ({
  base: weightsVersion,
  weights: JSON.stringify(weights),
  shifts: JSON.stringify(shifts),
  trained,
  heldBack,
  lossBefore: before?.loss ?? null,
  lossAfter: after?.loss ?? null,
  orderBefore: before?.order ?? null,
  orderAfter: after?.order ?? null,
  better,
  verdict,
});

/**
 * Puts a version into service, or goes back to the frozen weights without one.
 * @throws AppError NOT_FOUND, CONFLICT where the version was not better or was learnt from other frozen weights
 */
export async function serveWeights(
  context: ApiContext,
  input: { clientMutationId: string; versionId?: string | null },
): Promise<void> {
  const id = input.versionId == null ? null : checkId(input.versionId, "input", "versionId");
  await once(context, "serveWeights", input, async (tx) => {
    const [locked] = await tx.run(queries.lockWeights, {});
    if (id !== null) {
      const [found] = await tx.run(queries.findWeights, { id });
      if (!found) throw notFound("这个权重版本");
      if (!found.better) throw new AppError("CONFLICT", `这个版本不能启用：${found.verdict}`);
      if (found.base !== weightsVersion)
        throw new AppError("CONFLICT", "这个版本是从旧的默认权重学来的，请重新学习后再启用。");
    }
    const before = locked?.serving ?? null;
    if (before === id) return id;
    await tx.run(queries.setServing, { id, by: actorOf(context) });
    await noteOwnData(tx, context);
    await audit(tx, {
      action: "serveWeights",
      actor: context.access.actor,
      target: { kind: "WeightVersion", id: id ?? "frozen" },
      before: { serving: before },
      after: { serving: id },
      from: originOf(context),
    });
    return id;
  });
}

/** All versions, newest first, and which one serves. */
export async function weightVersions({ graph }: ApiContext) {
  const rows = await graph.run(queries.readWeightVersions, {});
  const serving = rows.find((row) => row.serving && row.base === weightsVersion);
  return {
    serving: serving ? versionName(serving) : weightsVersion,
    versions: rows.map((row) => ({
      ...row,
      version: versionName(row),
      serving: row === serving,
      weights: shownWeights(row.weights),
      shifts: shownShifts(row.shifts),
    })),
  };
}

const shownWeights = (text: string) => {
  const weights = storedWeights(text);
  return factors
    .filter(({ weight }) => weight > 0)
    .map(({ id, name }) => ({ id, name, weight: weights[id], frozen: defaultWeights[id] }));
};

const shownShifts = (text: string) =>
  Object.entries(storedShifts(text)).map(([key, shift]) => {
    const [needKind = "", helpKind = ""] = key.split(">");
    return { needKind, helpKind, shift };
  });
