import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { type PageArgs, readPage, toConnection } from "../api/page.ts";
import { AppError, notFound } from "../errors.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { actorOf } from "../lists/changes.ts";
import { demandWhole } from "../lists/districtWide.ts";
import { once } from "../lists/once.ts";
import { defaultWeights, type Factor, factors, weightsVersion } from "./factors.ts";
import { type FrozenOrigin, frozenWeightsId } from "./frozenOrigin.ts";
import { missingFor } from "./heldBack.ts";
import { servingWeights, storedShifts, storedWeights, versionName } from "./serving.ts";
import type { WeightVersionRow } from "./weightQueries.ts";
import * as queries from "./weightQueries.ts";

const words: Record<Exclude<WeightVersionRow["finding"], "tooFew">, string> = {
  frozen: "出厂权重：没有从反馈学习过，随时可以恢复。",
  better: "留出的反馈上，误差更小，次序也不差，可以启用。",
  notBetter: "留出的反馈上没有更好，不能启用。",
  byChance: "留出的反馈上略好，但差别可能只是偶然，不能启用。反馈多了再学习。",
  examplesOnly: "只从示例数据学来，不能启用。有了真实的对接结果再学习。",
};

type Judged = Pick<
  WeightVersionRow,
  "finding" | "learntGood" | "learntBad" | "learntNeeds" | "heldGood" | "heldBad" | "heldNeeds"
>;

/** What came of learning, as a sentence. */
export function verdictOf({ finding, ...counts }: Judged): string {
  if (finding !== "tooFew") return words[finding];
  const trained = { good: counts.learntGood, bad: counts.learntBad, needs: counts.learntNeeds };
  const held = { good: counts.heldGood, bad: counts.heldBad, needs: counts.heldNeeds };
  return `反馈还太少，不足以判断，继续使用原来的权重：${missingFor(trained, held).join("，")}。`;
}

type Candidate = Judged & Pick<WeightVersionRow, "base" | "comparedWith" | "servedAt">;

/** Why a version may not come into service while `serving` does; null when it may. What has served may always come back. */
export function obstacleTo(version: Candidate, serving: string): string | null {
  if (version.base !== weightsVersion) return "这个版本是从旧的默认权重学来的，请重新学习后再启用。";
  if (version.finding === "frozen") return null;
  if (version.finding !== "better") return verdictOf(version);
  if (version.servedAt === null && version.comparedWith !== serving)
    return `这个版本是和权重 ${version.comparedWith} 比较的，现在使用的是 ${serving}，请重新学习后再启用。`;
  return null;
}

/**
 * Puts a version into service, or goes back to the frozen weights without one.
 * @throws AppError NOT_FOUND, FORBIDDEN where other hubs share the installation, CONFLICT where the version may not serve
 */
export async function serveWeights(
  context: ApiContext,
  input: { clientMutationId: string; versionId?: string | null },
): Promise<void> {
  const given = input.versionId == null ? null : checkId(input.versionId, "input", "versionId");
  const id = given === frozenWeightsId ? null : given;
  await once(context, "serveWeights", input, async (tx) => {
    await demandWhole(tx, context, "tuneMatching");
    const [locked] = await tx.run(queries.lockWeights, { evidence: null });
    const before = await servingWeights(tx);
    if (id !== null) {
      const [found] = await tx.run(queries.listWeights, { id, base: weightsVersion, after: null, limit: 1 });
      const [version] = found?.items ?? [];
      if (!version) throw notFound("这个权重版本");
      const obstacle = obstacleTo(version, before.version);
      if (obstacle) throw new AppError("CONFLICT", obstacle);
    }
    if ((locked?.servingId ?? null) === id) return id;
    await tx.run(queries.setServing, { id, by: actorOf(context) });
    await noteOwnData(tx, context);
    await audit(tx, {
      action: "serveWeights",
      actor: context.access.actor,
      target: { kind: "WeightVersion", id: id ?? "frozen" },
      before: { weights: before.version },
      after: { weights: (await servingWeights(tx)).version },
      from: originOf(context),
    });
    return id;
  });
}

/** A version as the API shows it, by what serves now. */
const shown = (row: WeightVersionRow, serving: string) => ({
  ...row,
  version: versionName(row),
  serving: versionName(row) === serving,
  mayServe: versionName(row) !== serving && obstacleTo(row, serving) === null,
  verdict: verdictOf(row),
});
export type ShownVersion = ReturnType<typeof shown>;

/** Versions, newest first, with the name of the one that serves. */
export async function weightVersions({ graph }: ApiContext, args: PageArgs) {
  const page = readPage(args, 20, "number");
  const [serving, [found]] = await Promise.all([
    servingWeights(graph),
    graph.run(queries.listWeights, { id: null, base: weightsVersion, ...page }),
  ]);
  const connection = toConnection(found, page, (row) => shown(row, serving.version));
  return { ...connection, serving: serving.version, servingId: serving.id };
}

/** One version; null where there is none. */
export async function weightVersion({ graph }: ApiContext, id: string): Promise<ShownVersion | null> {
  const [serving, [found]] = await Promise.all([
    servingWeights(graph),
    graph.run(queries.listWeights, { id, base: weightsVersion, after: null, limit: 1 }),
  ]);
  const [row] = found?.items ?? [];
  return row ? shown(row, serving.version) : null;
}

/** What a version was learnt from, as far as the viewer sees the pairs. */
export async function learntFrom(
  context: ApiContext,
  id: string,
  { heldBack, good, ...args }: PageArgs & { heldBack?: boolean | null; good?: boolean | null },
) {
  const page = readPage(args, 50);
  const asked = { id, heldBack: heldBack ?? null, good: good ?? null, ...page };
  const [found] = await context.run(queries.listLearnt, asked);
  return toConnection(found, page);
}

/** Where the frozen weights come from; null for what was learnt. */
export const shownOrigin = (text: string | null): FrozenOrigin | null => (text ? JSON.parse(text) : null);

export const shownWeights = (text: string) => {
  const weights = storedWeights(text);
  return factors
    .filter(({ weight }) => weight > 0)
    .map((factor) => ({
      ...shownFactor(factor),
      weight: weights[factor.id],
      frozen: defaultWeights[factor.id],
    }));
};

const shownFactor = ({ id, name, meaning, source, unit, scale }: Factor) => ({
  id,
  name,
  meaning,
  source,
  unit,
  scale,
  // Every factor has the same range: what it is measured in stands in `unit`, how that becomes 0..1 in `scale`.
  least: 0,
  most: 1,
});

/** The registry of factors, in its order. */
export const matchFactors = () =>
  factors.map((factor) => ({
    ...shownFactor(factor),
    weight: factor.weight,
    weightWithoutModel: factor.weightWithoutModel,
    against: factor.lowAt < 0 ? null : factor.against,
    lowAt: factor.lowAt < 0 ? null : factor.lowAt,
  }));

/** The links that move, farthest first, by the names of their kinds. */
export async function shownShifts({ graph }: ApiContext, text: string) {
  const names = new Map((await graph.run(queries.readKindNames, {})).map(({ id, name }) => [id, name]));
  return Object.entries(storedShifts(text))
    .map(([key, shift]) => {
      const [needKind = "", helpKind = ""] = key.split(">");
      const name = (id: string) => names.get(id) ?? id;
      return { id: key, needKind: name(needKind), helpKind: name(helpKind), shift };
    })
    .sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift) || (a.id < b.id ? -1 : 1));
}
