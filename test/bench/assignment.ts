import { defaultSolverLimits, type SolvedPlan, solvePlan } from "../../server/assignment/solver.ts";
import { wholeList } from "../assignment/instances.ts";
import type { BenchTools } from "./registry.ts";

const solved = new Map<number, Promise<SolvedPlan>>();

/**
 * 1,000 needs × 1,000 resources with 20 candidates each, solved once for all entries that ask: the plan by the integer programme
 * and greedy's on the very same instance, under the same rules and the same objective.
 * @param counted share of the needs that say how much they want, 0..1: the more do, the harder
 * @param timeLimitS the solver's net
 */
export function solvedList(
  say: BenchTools["say"],
  counted: number,
  timeLimitS: number = defaultSolverLimits.timeLimitS,
): Promise<SolvedPlan> {
  const known = solved.get(counted);
  if (known) return known;
  const solving = solve(say, counted, timeLimitS);
  solved.set(counted, solving);
  return solving;
}

async function solve(say: BenchTools["say"], counted: number, timeLimitS: number): Promise<SolvedPlan> {
  const problem = wholeList({ needs: 1000, offers: 1000, each: 20, seed: 11, counted });
  const plan = await solvePlan(problem, { ...defaultSolverLimits, timeLimitS });
  const { assigned, objective, greedyObjective, bound, solveMs } = plan;
  const gap = bound === null ? "未知" : `${((bound / objective - 1) * 100).toFixed(3)}%`;
  say(
    `${counted * 100}% 的需求有数量，${problem.candidates.length} 个候选，选出 ${assigned.length} 对；目标值 ${objective.toFixed(1)}，贪心 ${greedyObjective.toFixed(1)}，与上界差 ${gap}；${(solveMs / 1000).toFixed(1)} s`,
  );
  return plan;
}
