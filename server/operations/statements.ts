/** What one statement has cost since the process started. Times in ms. */
export interface StatementCost {
  name: string;
  count: number;
  failed: number;
  totalMs: number;
  p50Ms: number;
  p95Ms: number;
  maxMs: number;
}

export interface StatementMeter {
  /** To be given to the graph as `onStatement`. */
  record(name: string, ms: number, failed: boolean): void;
  /** The statements that took most time in all first. */
  report(): StatementCost[];
}

interface Tally {
  count: number;
  failed: number;
  totalMs: number;
  maxMs: number;
  /** Number of runs by the logarithm of their time. */
  steps: Uint32Array;
}

// A step is 10% wide: quantiles are at most that far off, whatever the number of runs, in 600 bytes a statement.
const ratio = 1.1;
const least = 0.05;
const stepCount = 150;
const stepOf = (ms: number): number =>
  Math.min(stepCount - 1, Math.max(0, Math.floor(Math.log(Math.max(ms, least) / least) / Math.log(ratio))));

/** Counts the statements of this process by name. */
export function startMeter(): StatementMeter {
  const tallies = new Map<string, Tally>();
  return {
    record: (name, ms, failed) => {
      let tally = tallies.get(name);
      if (!tally) {
        tally = { count: 0, failed: 0, totalMs: 0, maxMs: 0, steps: new Uint32Array(stepCount) };
        tallies.set(name, tally);
      }
      tally.count += 1;
      if (failed) tally.failed += 1;
      tally.totalMs += ms;
      tally.maxMs = Math.max(tally.maxMs, ms);
      const step = stepOf(ms);
      tally.steps[step] = (tally.steps[step] ?? 0) + 1;
    },
    report: () =>
      [...tallies]
        .map(([name, tally]) => ({
          name,
          count: tally.count,
          failed: tally.failed,
          totalMs: round(tally.totalMs),
          p50Ms: quantile(tally, 0.5),
          p95Ms: quantile(tally, 0.95),
          maxMs: round(tally.maxMs),
        }))
        .sort((a, b) => b.totalMs - a.totalMs),
  };
}

/** The upper end of the step in which the share `q` of the runs is reached, and never more than the longest run. */
function quantile({ count, steps, maxMs }: Tally, q: number): number {
  let left = Math.ceil(count * q);
  for (let step = 0; step < stepCount; step += 1) {
    left -= steps[step] ?? 0;
    if (left <= 0) return round(Math.min(maxMs, least * ratio ** (step + 1)));
  }
  return round(maxMs);
}

const round = (ms: number): number => Math.round(ms * 100) / 100;
