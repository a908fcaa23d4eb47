import { Worker } from "node:worker_threads";
import { z } from "zod";
import { greedyPlan } from "./greedy.ts";
import { type Assigned, objectiveOf, type Problem } from "./problem.ts";
import { buildProgramme, readSolution } from "./programme.ts";

export interface SolverLimits {
  /** Seconds of the solver's own clock. */
  timeLimitS: number;
  /** Relative distance to the proven bound at which it stops, e.g. 0.001. */
  gap: number;
}

export const defaultSolverLimits: SolverLimits = { timeLimitS: 30, gap: 0.001 };

export interface SolvedPlan {
  /** By need, then offer. */
  assigned: Assigned[];
  /** Points of score, see `objectiveOf`. */
  objective: number;
  greedyObjective: number;
  /** Whether the plan is proven to lie within the gap of the best; false: the time was up. */
  proven: boolean;
  solveMs: number;
}

const answer = z.object({ status: z.string(), values: z.array(z.tuple([z.string(), z.number()])) });

/**
 * Solves an assignment exactly, in a thread of its own so that the server goes on answering. Never worse than greedy.
 * `signal` ends the thread at once. @throws AbortError when it is aborted; Error when the solver breaks
 */
export async function solvePlan(
  problem: Problem,
  limits: SolverLimits = defaultSolverLimits,
  signal?: AbortSignal,
): Promise<SolvedPlan> {
  const started = performance.now();
  const greedy = greedyPlan(problem);
  const greedyObjective = objectiveOf(problem, greedy);
  const programme = buildProgramme(problem);
  const solved = programme ? await runSolver(programme.text, limits, signal) : null;
  const values = new Map(solved?.values ?? []);
  const exact = programme ? readSolution(programme, (column) => values.get(column) ?? 0) : [];
  const proven = solved === null || solved.status === "Optimal";
  const objective = objectiveOf(problem, exact);
  // Stopped early, or equal but for rounding: greedy is a plan too.
  const better = objective >= greedyObjective;
  return {
    assigned: better ? exact : greedy,
    objective: Math.max(objective, greedyObjective),
    greedyObjective,
    proven,
    solveMs: performance.now() - started,
  };
}

function runSolver(
  text: string,
  limits: SolverLimits,
  signal?: AbortSignal,
): Promise<z.infer<typeof answer>> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const worker = new Worker(new URL("./solverWorker.mjs", import.meta.url), {
      workerData: { text, ...limits },
      execArgv: [],
      // The solver keeps its numbers outside of the heap; what it must never do is to take the server down.
      resourceLimits: { maxOldGenerationSizeMb: 1024 },
    });
    const stop = (): void => {
      void worker.terminate();
      reject(signal?.reason);
    };
    signal?.addEventListener("abort", stop, { once: true });
    worker.once("message", (message) => resolve(answer.parse(message)));
    worker.once("error", reject);
    worker.once("exit", (code) => {
      signal?.removeEventListener("abort", stop);
      reject(new Error(`the solver's thread ended with ${code} and no answer`));
    });
  });
}
