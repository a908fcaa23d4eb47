import type { ApiContext } from "../api/context.ts";
import { AppError } from "../errors.ts";
import { type ScoredNeed, scoreNeed } from "../matching/batch.ts";
import {
  candidatesPerNeed,
  excludedOf,
  type NeedToPlan,
  needingMore,
  problemOf,
  promisesOf,
} from "./assemble.ts";
import type { PlanRules, Problem } from "./problem.ts";
import { addGaps, addPairs, type GapCells, noteProgress, type PairCells, settlePlan } from "./queries.ts";
import { defaultSolverLimits, type SolvedPlan, solvePlan } from "./solver.ts";
import { type Gap, gapsOf } from "./unfilled.ts";

/** Needs scored at once: people's own questions come in between. */
const lanes = 2;
const heartbeatMs = 1000;
/** Plans that one process computes at once; more wait for nobody, they are refused. */
const mostJobs = 2;
let running = 0;

export interface Job {
  id: string;
  needs: readonly NeedToPlan[];
  rules: Omit<PlanRules, "fairShare" | "loads">;
}

type JobContext = Pick<ApiContext, "graph" | "embedder" | "viewer" | "today" | "logger">;

/** Runs a plan in the background, with the eyes of whoever started it. What goes wrong ends up in the plan. */
export function startJob(context: JobContext, job: Job): void {
  void run(context, job).catch((error) => {
    context.logger.error({ err: error, plan: job.id }, "a plan's end could not be stored");
  });
}

async function run(context: JobContext, job: Job): Promise<void> {
  const { graph, logger } = context;
  const { id } = job;
  const stop = new AbortController();
  let done = 0;
  const beat = setInterval(() => {
    graph
      .run(noteProgress, { id, done })
      .then(([alive]) => alive ?? stop.abort(new Cancelled()))
      .catch((error) => logger.warn({ err: error, plan: id }, "a plan's progress could not be stored"));
  }, heartbeatMs);
  beat.unref();
  running += 1;
  try {
    if (running > mostJobs) throw new AppError("LIMIT", "服务器正忙着别的统筹，请过一会儿再试。");
    await compute(context, job, stop.signal, (count) => {
      done = count;
    });
  } catch (error) {
    if (error instanceof Cancelled) return;
    if (!(error instanceof AppError)) logger.error({ err: error, plan: id }, "a plan failed");
    const failure =
      error instanceof AppError ? error.message : "统筹时系统出错，请重新统筹；再次出错请联系管理员。";
    await graph.run(settlePlan, { id, state: "failed", failure, figures: { done } });
  } finally {
    running -= 1;
    clearInterval(beat);
  }
}

class Cancelled extends Error {}

async function compute(
  context: JobContext,
  job: Job,
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<void> {
  const started = performance.now();
  const ids = job.needs.map(({ id }) => id);
  const scored = await scoreAll(context, ids, signal, onProgress);
  const planned = await planWith(context, job, scored, signal);
  const tookMs = performance.now() - started;
  await store(context, job, { scored, ...planned, tookMs });
}

/** Plans, and where candidates had no room left, once more with all that those needs have. */
async function planWith(
  { graph }: JobContext,
  { needs, rules }: Job,
  scored: ReadonlyMap<string, ScoredNeed>,
  signal: AbortSignal,
): Promise<{ problem: Problem; solved: SolvedPlan; gaps: Gap[] }> {
  const promises = await promisesOf(graph, scored);
  const plan = async (deep?: ReadonlySet<string>) => {
    const problem = problemOf(needs, rules, scored, promises, deep);
    const solved = await solvePlan(problem, defaultSolverLimits, signal);
    return { problem, solved, gaps: gapsOf(problem, solved.assigned, excludedOf(scored, problem)) };
  };
  const first = await plan();
  const more = needingMore(first.gaps, scored);
  return more.size === 0 ? first : plan(more);
}

async function scoreAll(
  context: JobContext,
  needs: readonly string[],
  signal: AbortSignal,
  onProgress: (done: number) => void,
): Promise<Map<string, ScoredNeed>> {
  const { viewer, today } = context;
  const scored = new Map<string, ScoredNeed>();
  let next = 0;
  let done = 0;
  const lane = async (): Promise<void> => {
    for (let at = next++; at < needs.length; at = next++) {
      signal.throwIfAborted();
      const id = needs[at] ?? "";
      const found = await scoreNeed(context, { id, first: candidatesPerNeed.deep, viewer, today }).catch(
        goneIsNone,
      );
      if (found) scored.set(id, found);
      done += 1;
      onProgress(done);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return scored;
}

/** A need that was withdrawn meanwhile is planned for no more. */
function goneIsNone(error: unknown): null {
  if (error instanceof AppError && error.code === "NOT_FOUND") return null;
  throw error;
}

interface Outcome {
  scored: ReadonlyMap<string, ScoredNeed>;
  problem: Problem;
  solved: SolvedPlan;
  gaps: Gap[];
  tookMs: number;
}

/** Pairs, gaps and figures in one transaction: a plan is whole or not there. Best scores first. */
async function store({ graph }: JobContext, { id, needs }: Job, outcome: Outcome): Promise<void> {
  const { scored, problem, solved, gaps, tookMs } = outcome;
  const { objective, greedyObjective, bound, proven, solveMs } = solved;
  // The plan knows what is open of a need; people read shares of the whole.
  const openOf = new Map(
    needs.flatMap(({ id: needId, rest }) => {
      const quantity = scored.get(needId)?.need?.quantity;
      return rest !== null && quantity ? [[needId, rest / quantity] as const] : [];
    }),
  );
  const ofWhole = (needId: string, share: number): number => share * (openOf.get(needId) ?? 1);
  const pairs = [...solved.assigned].sort((a, b) => b.score - a.score || (a.needId < b.needId ? -1 : 1));
  const degraded = [...scored.values()].find((one) => one.degraded !== null)?.degraded ?? null;
  await graph.write(async (tx) => {
    const { fairShare } = problem.rules;
    const figures = {
      done: scored.size,
      fairShare,
      objective,
      greedyObjective,
      bound,
      proven,
      tookMs,
      solveMs,
      degraded,
    };
    const [alive] = await tx.run(settlePlan, { id, state: "ready", failure: null, figures });
    if (!alive) return;
    await tx.run(addPairs, {
      id,
      rows: pairs.map(({ needId, offerId, score, share, amount }, at): PairCells => {
        const found = scored.get(needId)?.offers.find(({ offer }) => offer.id === offerId);
        const deciding = found?.deciding.map(({ name, evidence }) => ({ name, evidence })) ?? [];
        const unit = found?.offer.unit ?? null;
        return [
          at + 1,
          needId,
          offerId,
          score,
          ofWhole(needId, share),
          amount,
          unit,
          JSON.stringify(deciding),
        ];
      }),
    });
    await tx.run(addGaps, {
      id,
      rows: gaps.map(
        ({ needId, reason, share, facts }, at): GapCells => [
          at + 1,
          needId,
          reason,
          1 - ofWhole(needId, 1 - share),
          JSON.stringify(facts),
        ],
      ),
    });
  });
}
