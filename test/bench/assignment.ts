import { type SolvedPlan, solvePlan } from "../../server/assignment/solver.ts";
import { wholeList } from "../assignment/instances.ts";
import type { BenchTools } from "./registry.ts";

let solved: Promise<SolvedPlan> | undefined;

/**
 * 1,000 needs × 1,000 resources with 20 candidates each, solved once for both entries: the plan by the integer programme and
 * greedy's on the very same instance, under the same rules and the same objective.
 */
export function solvedList(say: BenchTools["say"]): Promise<SolvedPlan> {
  solved ??= (async () => {
    const problem = wholeList({ needs: 1000, offers: 1000, each: 20, seed: 11 });
    const plan = await solvePlan(problem, { timeLimitS: 120, gap: 0.001 });
    if (!plan.proven) throw new Error("not solved to a gap of 0.1 % within two minutes");
    const { assigned, objective, greedyObjective, solveMs } = plan;
    say(
      `${problem.candidates.length} 个候选，选出 ${assigned.length} 对；目标值 ${objective.toFixed(1)}，贪心 ${greedyObjective.toFixed(1)}；${(solveMs / 1000).toFixed(1)} s`,
    );
    return plan;
  })();
  return solved;
}
