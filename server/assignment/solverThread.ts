import { Worker } from "node:worker_threads";
import { z } from "zod";

export interface RunLimits {
  /** Seconds of the solver's own clock. */
  timeLimitS: number;
  /** Distances to the bound at which it stops: as a share of the objective, and in points of it. */
  relativeGap: number;
  absoluteGap: number;
}

const answer = z.object({
  status: z.string(),
  /** Null where it found nothing. */
  objective: z.number().finite().nullable().catch(null),
  /** What no solution exceeds; null where the solver told none. */
  bound: z.number().nullable(),
  values: z.array(z.tuple([z.string(), z.number(), z.number()])),
});

/** What the solver found of one programme. */
export interface Run {
  /** Stopped by its gap, not by its time. */
  done: boolean;
  /** −∞ where it found nothing. */
  objective: number;
  bound: number | null;
  /** A column's value by its name; 0 for what is not there. */
  valueOf(column: string): number;
  /** Of a programme without whole numbers: what one more of a column would cost the objective, not below 0. */
  costOf(column: string): number;
}

/**
 * Solves one programme in a thread of its own, so that the server goes on answering. `signal` ends the thread at once.
 * @throws AbortError when it is aborted; Error when the solver breaks
 */
export async function runSolver(text: string, limits: RunLimits, signal?: AbortSignal): Promise<Run> {
  const { status, objective, bound, values } = await inThread(text, limits, signal);
  const columns = new Map(values.map(([name, value, cost]) => [name, { value, cost: Math.abs(cost) }]));
  return {
    done: status === "Optimal",
    objective: objective ?? Number.NEGATIVE_INFINITY,
    bound,
    valueOf: (column) => columns.get(column)?.value ?? 0,
    costOf: (column) => columns.get(column)?.cost ?? 0,
  };
}

function inThread(text: string, limits: RunLimits, signal?: AbortSignal): Promise<z.infer<typeof answer>> {
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
