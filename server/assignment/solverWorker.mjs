// The body of the solver's thread: takes one programme, answers with its columns that are not 0 and what is
// proven, ends. Plain JavaScript,
// because a thread is loaded by Node.js itself, which reads no TypeScript in the oldest version that we run on.
import { parentPort, workerData } from "node:worker_threads";
import loadHighs from "highs";

const { text, timeLimitS, relativeGap, absoluteGap } = workerData;
// The bound stands nowhere but in the solver's report.
let bound = null;
const highs = await loadHighs({
  print: (line) => {
    const told = /^\s*Dual bound\s+(\S+)/.exec(line);
    if (told && Number.isFinite(Number(told[1]))) bound = Number(told[1]);
  },
});
const solution = highs.solve(text, {
  time_limit: timeLimitS,
  mip_rel_gap: relativeGap,
  mip_abs_gap: absoluteGap,
  random_seed: 0,
  threads: 1,
  output_flag: true,
});
const values = [];
for (const [name, { Primal = 0, Dual = 0 }] of Object.entries(solution.Columns))
  if (Math.abs(Primal) > 1e-9 || Math.abs(Dual) > 1e-9) values.push([name, Primal, Dual]);
parentPort.postMessage({ status: solution.Status, objective: solution.ObjectiveValue, bound, values });
