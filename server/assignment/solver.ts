import { greedyPlan } from "./greedy.ts";
import { type Arc, type Assigned, arcsOf, leastShare, objectiveOf, type Problem } from "./problem.ts";
import { buildProgramme, type Programme, readSolution } from "./programme.ts";
import { type Run, runSolver } from "./solverThread.ts";

export interface SolverLimits {
  /** Seconds of the solver's own clock, all stages together: a net, not what usually ends it. */
  timeLimitS: number;
  /** Relative distance to the proven bound at which it stops, e.g. 0.001. */
  gap: number;
  /** Up to so many pairs to choose from are solved in one go. */
  wholePairs: number;
}

export const defaultSolverLimits: SolverLimits = { timeLimitS: 30, gap: 0.001, wholePairs: 4000 };

export interface SolvedPlan {
  /** By need, then offer. */
  assigned: Assigned[];
  /** Points of score, see `objectiveOf`. */
  objective: number;
  greedyObjective: number;
  /** No plan has more points than this; null when the time was up before anything was known. */
  bound: number | null;
  /** Whether the plan is proven to lie within the gap of the best; false: the time was up. */
  proven: boolean;
  solveMs: number;
}

/** A plan with what is known of the best. */
interface Found {
  assigned: Assigned[];
  bound: number | null;
}

/**
 * Solves an assignment to a proven gap. Never worse than greedy; equal input gives an equal plan unless the time is up.
 * `signal` ends it at once. @throws AbortError when it is aborted; Error when the solver breaks
 */
export async function solvePlan(
  problem: Problem,
  limits: SolverLimits = defaultSolverLimits,
  signal?: AbortSignal,
): Promise<SolvedPlan> {
  const started = performance.now();
  const greedy = greedyPlan(problem);
  const greedyObjective = objectiveOf(problem, greedy);
  const work = { limits, signal, endsAt: started + limits.timeLimitS * 1000 };
  const arcs = arcsOf(problem);
  const found =
    arcs.length === 0
      ? { assigned: [], bound: 0 }
      : arcs.length <= limits.wholePairs
        ? await solveWhole(problem, work)
        : await solveInStages(problem, arcs, work);
  const exact = objectiveOf(problem, found.assigned);
  // Stopped early, or equal but for rounding: greedy is a plan too.
  const objective = Math.max(exact, greedyObjective);
  const { bound } = found;
  return {
    assigned: exact >= greedyObjective ? found.assigned : greedy,
    objective,
    greedyObjective,
    bound,
    proven: bound !== null && bound - objective <= limits.gap * objective + 1e-6,
    solveMs: performance.now() - started,
  };
}

interface Work {
  limits: SolverLimits;
  signal: AbortSignal | undefined;
  /** On `performance.now()`'s clock. */
  endsAt: number;
}

/** The search for a good plan leaves as much time to prove that it is one. */
const innerPart = 0.5;

/** Seconds that are left, as a part of all. */
const secondsLeft = ({ endsAt }: Work): number => Math.max(0.1, (endsAt - performance.now()) / 1000);

/** Runs one programme; `relativeGap` as a share of the objective. */
const run = (
  programme: Programme,
  work: Work,
  relativeGap: number,
  { absoluteGap = 1e-6, part = 1 } = {},
): Promise<Run> =>
  runSolver(programme.text, { timeLimitS: part * secondsLeft(work), relativeGap, absoluteGap }, work.signal);

const programmeOf = (...args: Parameters<typeof buildProgramme>): Programme => {
  const programme = buildProgramme(...args);
  if (!programme) throw new Error("a programme without a pair to choose");
  return programme;
};

async function solveWhole(problem: Problem, work: Work): Promise<Found> {
  const programme = programmeOf(problem);
  const whole = await run(programme, work, work.limits.gap);
  return { assigned: readSolution(programme, whole.valueOf), bound: boundOf(whole, work.limits.gap) };
}

/** What no solution exceeds: as the solver told, else what its having stopped says. */
const boundOf = ({ done, bound, objective }: Run, gap: number): number | null =>
  bound ?? (done ? objective * (1 + gap) : null);

/**
 * A large list in three stages: what the programme without whole numbers would take is where the best plan is looked for; from
 * that plan on the solver shows how much better any other could be. The whole programme alone finds no good plan for half a
 * minute where most needs say how much they want (docs/decisions/2026-11-22-whole-list-plans.md).
 */
async function solveInStages(problem: Problem, arcs: readonly Arc[], work: Work): Promise<Found> {
  const { gap } = work.limits;
  const relaxed = await run(programmeOf(problem, { relaxed: true, crumbs: true }), work, gap);
  const promising = narrowed(problem, mostPromising(arcs, relaxed, work.limits.wholePairs));
  const inner = programmeOf(promising);
  const first = await run(inner, work, gap / 2, { part: innerPart });
  const assigned = readSolution(inner, first.valueOf);
  const objective = objectiveOf(problem, assigned);
  const upper = relaxed.done ? relaxed.objective : null;
  if (objective <= 0 || (upper !== null && upper <= objective * (1 + gap))) return { assigned, bound: upper };
  const outer = programmeOf(problem, { crumbs: true, known: objective });
  const last = await run(outer, work, 0, { absoluteGap: objective * gap });
  const bounds = [upper, last.bound === null ? null : objective + last.bound].filter((one) => one !== null);
  const found = { assigned, bound: bounds.length === 0 ? null : Math.min(...bounds) };
  // A plan that the clock cut short would be another one the next time.
  return last.done && last.objective > 1e-6
    ? bettered(problem, found, readSolution(outer, last.valueOf), work)
    : found;
}

/** The pairs that the relaxed programme takes, and those that would cost it least. */
function mostPromising(arcs: readonly Arc[], relaxed: Run, most: number): ReadonlySet<Arc> {
  const costs = arcs.map((arc, at) => {
    const taken = relaxed.valueOf(`x${at}`) > 1e-6 || relaxed.valueOf(`f${at}`) > 1e-6;
    return { arc, cost: taken ? -1 : relaxed.costOf(`x${at}`) + relaxed.costOf(`f${at}`) };
  });
  const taken = costs.filter(({ cost }) => cost < 0).length;
  costs.sort((a, b) => a.cost - b.cost); // stable: arcs come in a fixed order
  return new Set(costs.slice(0, Math.max(taken, most)).map(({ arc }) => arc));
}

function narrowed(problem: Problem, kept: Iterable<{ needId: string; offerId: string }>): Problem {
  const pairs = new Set([...kept].map(({ needId, offerId }) => `${needId}~${offerId}`));
  return {
    ...problem,
    candidates: problem.candidates.filter(({ needId, offerId }) => pairs.has(`${needId}~${offerId}`)),
  };
}

/** A better plan than the known one; where it has crumbs, the best without them among the pairs of both. */
async function bettered(problem: Problem, known: Found, other: Assigned[], work: Work): Promise<Found> {
  const better = (assigned: Assigned[]): Found =>
    objectiveOf(problem, assigned) > objectiveOf(problem, known.assigned) ? { ...known, assigned } : known;
  if (other.every(({ share }) => share >= leastShare - 1e-9)) return better(other);
  const both = programmeOf(narrowed(problem, [...known.assigned, ...other]));
  return better(readSolution(both, (await run(both, work, work.limits.gap / 2)).valueOf));
}
