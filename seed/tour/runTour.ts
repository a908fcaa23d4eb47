import { scopeOf, systemAccess } from "../../server/access/access.ts";
import { saveItems, savePlaces } from "../../server/consolidation/queries.ts";
import type { Graph, Transaction } from "../../server/graph/connection.ts";
import { systemViewer } from "../../server/graph/query.ts";
import type { Embedder } from "../../server/language/embedding.ts";
import { lockMatch, moveMatch } from "../../server/matching/resultQueries.ts";
import { type MatchStep, nextMatchState, stateOf } from "../../server/matching/states.ts";
import { nextStage, ratingOf, stageNames, stagesOf } from "../../server/projects/evaluation.ts";
import { readProjects } from "../../server/projects/queries.ts";
import { type ProjectState, type ProjectStep, takeEdge } from "../../server/projects/states.ts";
import * as write from "../../server/projects/writeQueries.ts";
import { todayInShanghai } from "../dates.ts";
import { embedTexts } from "../embedTexts.ts";
import { batchDeadline, loadDataset, type OnProgress } from "../load.ts";
import { mergeRoot, placeTour, raiseVersions } from "../queries.ts";
import { readTour, type Tour, type TourItem } from "./tourData.ts";
import { planOf, type TourPlan } from "./tourPlan.ts";

const viewer = systemViewer;
const by = { by: "tour", byName: "示例统筹员" };

export interface TourOptions {
  today?: string;
  embedder?: Embedder | null;
  onProgress?: OnProgress;
}

/**
 * The loop of the published programme on examples: raw needs, items, resources, and projects that take every step from a
 * match to an evaluation along the edges that people's projects take. A second run changes nothing; what a user changed
 * meanwhile stays.
 */
export async function runTour(graph: Graph, options: TourOptions = {}): Promise<{ projects: number }> {
  const onProgress = options.onProgress ?? (() => undefined);
  const today = options.today ?? todayInShanghai();
  await graph.run(mergeRoot, { today }, batchDeadline);
  const tour = readTour(today);
  await loadDataset(graph, tour.dataset, onProgress);
  await graph.run(placeTour, { allianceId: tour.allianceId }, batchDeadline);
  if (options.embedder) {
    const texts = tour.dataset.nodes.filter(({ properties }) => properties.textHash !== undefined);
    await embedTexts(
      graph,
      options.embedder,
      texts.map(({ id }) => id),
      onProgress,
    );
  }
  const planned = tour.items.filter(({ project }) => project !== null);
  const known = await graph.run(readProjects, {
    viewer,
    ids: planned.map(({ project }) => project?.id ?? ""),
  });
  const fresh = planned.filter(({ project }) => !known.some(({ id }) => id === project?.id));
  // Items are made once: with the first project. Later they are the users'.
  if (known.length === 0) await makeItems(graph, tour);
  for (const [at, item] of fresh.entries()) {
    await graph.write((tx) => makeProject(tx, tour, item, planned.indexOf(item), today));
    onProgress({ stage: "服务项目", done: at + 1, total: fresh.length });
  }
  if (fresh.length > 0) await graph.run(raiseVersions, {}, batchDeadline);
  return { projects: planned.length };
}

async function makeItems(graph: Graph, { allianceId, items }: Tour): Promise<void> {
  const rows = items.map(({ id, title, categoryId }) => ({
    id,
    title,
    to: categoryId,
    categoryPinned: false,
  }));
  const places = items.flatMap(({ id, needIds }) =>
    needIds.map((from, rank) => ({ from, to: id, pinned: true, rank })),
  );
  await graph.write(async (tx) => {
    await tx.run(saveItems, { viewer, allianceId, audience: "public", example: true, rows });
    await tx.run(savePlaces, { viewer, allianceId, rows: places });
  });
}

async function makeProject(
  tx: Transaction,
  tour: Tour,
  item: TourItem,
  at: number,
  today: string,
): Promise<void> {
  const { project, offerId, needIds } = item;
  const demandId = needIds[0];
  if (!project || !offerId || !demandId) throw new Error(`tour.json: ${item.title} has no resource`);
  const { id, teamId } = project;
  const matchId = await takeMatch(tx, { demandId, offerId });
  const plan = planOf(project, today, at);
  const [made] = await tx.run(write.createProject, {
    viewer,
    actor: scopeOf(systemAccess, "runProject"),
    today,
    id,
    matchId,
    allianceId: tour.allianceId,
    title: project.title,
    summary: `由需求事项“${item.title}”立项。演示数据。`,
    reason: null,
    ...by,
  });
  if (!made) throw new Error(`the tour's alliance ${tour.allianceId} was not found`);
  await tx.run(write.setStages, { viewer, id, stages: stagesOf(null) });
  await tx.run(write.setMonths, { viewer, id, rows: plan.months });
  await tx.run(write.setTeam, { viewer, id, teamId });
  await carryOut(tx, id, plan);
  await tx.run(write.markExample, { viewer, id });
}

/** The steps of a match up to 已立项. */
async function takeMatch(tx: Transaction, pair: { demandId: string; offerId: string }): Promise<string> {
  const [match] = await tx.run(lockMatch, { viewer, ...pair });
  if (!match) throw new Error(`the pair ${pair.demandId} and ${pair.offerId} was not found`);
  const kept = {
    reason: null,
    declineReason: null,
    waitsFor: null,
    weightsVersion: null,
    score: null,
    factors: null,
  };
  let state = stateOf(match.state);
  const steps: MatchStep[] = ["contact", "agree", "project"];
  for (const step of steps) {
    state = nextMatchState(state, step);
    await tx.run(moveMatch, { viewer, id: match.id, to: state, by: by.by, ...kept });
  }
  return match.id;
}

async function carryOut(tx: Transaction, id: string, { months, deliveries, stars }: TourPlan): Promise<void> {
  const stages = stagesOf(null);
  let state: ProjectState = "approved";
  const move = async (step: ProjectStep, rating: number | null = null) => {
    const facts = {
      months: months.length,
      deliveries: deliveries.length,
      evaluations: stars.length,
      stages: stages.length,
    };
    state = takeEdge(state, step, facts, null).to;
    await tx.run(write.moveProject, { viewer, id, to: state, reason: null, rating, ...by });
  };
  if (deliveries.length === 0) return;
  await move("start");
  for (const [at, delivery] of deliveries.entries())
    await tx.run(write.addDelivery, {
      viewer,
      id,
      deliveryId: `${id}-delivery-${at + 1}`,
      ...delivery,
      ...by,
    });
  if (stars.length === 0) return;
  await move("complete");
  const done: typeof stages = [];
  for (const given of stars) {
    const stage = nextStage(stages, done);
    if (!stage) throw new Error("tour.json: more stars than stages");
    const who = { by: `tour-${stage}`, byName: `示例${stageNames[stage]}` };
    const text = given >= 4 ? "办得实在。" : "还可以再快一些。";
    await tx.run(write.addEvaluation, {
      viewer,
      id,
      evaluationId: `${id}-${stage}`,
      stage,
      stars: given,
      text,
      enteredBecause: null,
      ...who,
    });
    done.push(stage);
  }
  if (done.length === stages.length) await move("evaluate", ratingOf(stars));
}
