// The body of the solver's thread: takes one programme, answers with its columns that are not 0, ends. Plain JavaScript,
// because a thread is loaded by Node.js itself, which reads no TypeScript in the oldest version that we run on.
import { parentPort, workerData } from "node:worker_threads";
import loadHighs from "highs";

const { text, timeLimitS, gap } = workerData;
const highs = await loadHighs();
const solution = highs.solve(text, {
  time_limit: timeLimitS,
  mip_rel_gap: gap,
  random_seed: 0,
  threads: 1,
  output_flag: false,
});
const values = [];
for (const [name, column] of Object.entries(solution.Columns)) {
  const value = column.Primal ?? 0;
  if (Math.abs(value) > 1e-9) values.push([name, value]);
}
parentPort.postMessage({ status: solution.Status, values });
