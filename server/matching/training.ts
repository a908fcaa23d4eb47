import { createHash } from "node:crypto";
import { ulid } from "ulid";
import { z } from "zod";
import type { ApiContext } from "../api/context.ts";
import { audit, originOf } from "../identity/audit.ts";
import { actorOf } from "../lists/changes.ts";
import { demandWhole } from "../lists/districtWide.ts";
import { once } from "../lists/once.ts";
import { matchingTools } from "./engine.ts";
import { type FactorValues, weightsVersion } from "./factors.ts";
import { type FeedbackExample, type Judgement, judge } from "./feedback.ts";
import { findingOf, isHeldBack } from "./heldBack.ts";
import { readSolvedBy } from "./knowledgeQueries.ts";
import { positionsOf } from "./knowledgeStore.ts";
import { type Learnt, learnWeights, type Shifts, withShifts } from "./learner.ts";
import { linkKey, servingWeights, storedShifts, versionName } from "./serving.ts";
import * as queries from "./weightQueries.ts";
import { verdictOf } from "./weightVersions.ts";

const mostLinks = 3;
const leastProduct = 0.02;
const shownFactors = z.array(z.object({ id: z.string(), value: z.number().nullable() }));

const valuesOf = (text: string): FactorValues =>
  Object.fromEntries(shownFactors.parse(JSON.parse(text)).map(({ id, value }) => [id, value]));

/** A decision that tells something, with its match. */
interface Told {
  matchId: string;
  rating: number | null;
  because: Judgement["because"];
  example: FeedbackExample;
}

/** What people decided. Where there are decisions about real entries, those about examples (示例) are left out. */
async function gatherFeedback({ graph, embedder }: ApiContext) {
  const [{ model }, rows, solvedBy, served] = await Promise.all([
    matchingTools(graph, embedder),
    graph.run(queries.readFeedback, {}),
    graph.run(readSolvedBy, {}),
    graph.run(queries.readServedShifts, { base: weightsVersion }),
  ]);
  const moved = new Map<string | null, Shifts>(
    served.map((row) => [versionName(row), storedShifts(row.shifts)]),
  );
  const { needAt, helpAt } = positionsOf(model);
  const real = rows.filter(({ example }) => !example);
  const told = (real.length > 0 ? real : rows).flatMap((row): Told[] => {
    const values = valuesOf(row.factors);
    const judged = judge(row);
    // Scored by words alone: another scale.
    if (values.textSimilarity == null || !judged) return [];
    const { because, ...judgement } = judged;
    const links = solvedBy
      .map(({ needKind, helpKind }) => ({
        key: linkKey(needKind, helpKind),
        product:
          Math.max(0, row.needKinds?.[needAt.get(needKind) ?? -1] ?? 0) *
          Math.max(0, row.helpKinds?.[helpAt.get(helpKind) ?? -1] ?? 0),
      }))
      .filter(({ product }) => product > leastProduct)
      .sort((a, b) => b.product - a.product || (a.key < b.key ? -1 : 1))
      .slice(0, mostLinks);
    const shown = { demandId: row.demandId, values, ...judgement, links };
    // What was shown under learnt weights has their shifts in it.
    const example = withShifts(shown, moved.get(row.weightsVersion) ?? {}, -1);
    return [{ matchId: row.matchId, rating: row.rating, because, example }];
  });
  told.sort((a, b) => (a.matchId < b.matchId ? -1 : 1));
  const weights = solvedBy.map(({ needKind, helpKind, weight }): [string, number] => [
    linkKey(needKind, helpKind),
    weight,
  ]);
  const links = new Map(weights.sort(([a], [b]) => (a < b ? -1 : 1)));
  return { told, links, fromExamples: real.length === 0 && rows.length > 0 };
}

/**
 * Learns from all feedback and keeps the result, with what it was learnt from, as a version that does not serve yet. From the
 * same feedback, with the same weights in service, comes the same version.
 * @returns its id
 * @throws AppError FORBIDDEN where other hubs share the installation
 */
export async function trainWeights(
  context: ApiContext,
  input: { clientMutationId: string },
): Promise<string> {
  const serving = await servingWeights(context.graph);
  const { told, links, fromExamples } = await gatherFeedback(context);
  const examples = told.map(({ example }) => example);
  const learnt = learnWeights(examples, links, serving);
  const evidence = fingerprint([weightsVersion, serving.version, fromExamples, [...links], told]);
  return once(context, "trainWeights", input, async (tx) => {
    await demandWhole(tx, context, "tuneMatching");
    const [locked] = await tx.run(queries.lockWeights, { evidence });
    if (locked?.sameId) return locked.sameId;
    const id = ulid();
    const finding = findingOf(learnt.measured, fromExamples);
    const version = { id, evidence, comparedWith: serving.version, finding, ...kept(learnt) };
    const [created] = await tx.run(queries.createWeights, { ...version, by: actorOf(context) });
    await tx.run(queries.linkLearnt, { id, rows: told.map(recordOf) });
    if (fromExamples) await tx.run(queries.markExampleWeights, { id });
    await audit(tx, {
      action: "trainWeights",
      actor: context.access.actor,
      target: { kind: "WeightVersion", id },
      after: {
        weights: versionName({ base: weightsVersion, number: created?.number ?? 0 }),
        verdict: verdictOf(version),
      },
      from: originOf(context),
    });
    return id;
  });
}

const recordOf = ({ matchId, rating, because, example: { demandId, good, importance } }: Told) => ({
  id: matchId,
  heldBack: isHeldBack(demandId),
  good,
  importance,
  because,
  rating,
});

const fingerprint = (parts: readonly unknown[]): string =>
  createHash("sha256").update(JSON.stringify(parts)).digest("base64url");

const kept = ({ weights, shifts, trained, heldBack, measured }: Learnt) => ({
  base: weightsVersion,
  weights: JSON.stringify(weights),
  shifts: JSON.stringify(shifts),
  learntGood: trained.good,
  learntBad: trained.bad,
  learntNeeds: trained.needs,
  heldGood: heldBack.good,
  heldBad: heldBack.bad,
  heldNeeds: heldBack.needs,
  lossBefore: measured?.before.loss ?? null,
  lossAfter: measured?.after.loss ?? null,
  orderBefore: measured?.before.order ?? null,
  orderAfter: measured?.after.order ?? null,
});
