import { AppError, badInput } from "../errors.ts";

/** The evaluation chain in its order: 受益方 → 联盟党委 → 园区 → 监督. */
export const stageOrder = ["beneficiary", "committee", "park", "supervision"] as const;
export type EvaluationStage = (typeof stageOrder)[number];

export const stageNames: Record<EvaluationStage, string> = {
  beneficiary: "受益方",
  committee: "联盟党委",
  park: "园区",
  supervision: "监督",
};

/** Stars: 1 very dissatisfied … 5 very satisfied. */
export const fewestStars = 1;
export const mostStars = 5;

/**
 * The stages a project goes through: those its alliance's rule names, in the order of the chain, or all four without a
 * rule. A rule that names none of them counts as none.
 */
export function stagesOf(rule: readonly string[] | null): EvaluationStage[] {
  const named = stageOrder.filter((stage) => rule?.includes(stage));
  return named.length > 0 ? named : [...stageOrder];
}

/** The stage whose turn it is; null when all have been. */
export const nextStage = (
  stages: readonly EvaluationStage[],
  done: readonly EvaluationStage[],
): EvaluationStage | null => stages.find((stage) => !done.includes(stage)) ?? null;

/** Makes sure that it is this stage's turn. @throws AppError CONFLICT */
export function checkTurn(
  stages: readonly EvaluationStage[],
  done: readonly EvaluationStage[],
  stage: EvaluationStage,
): void {
  if (!stages.includes(stage))
    throw new AppError("CONFLICT", `这个项目不经过“${stageNames[stage]}”评价。`, { facts: { stages } });
  if (done.includes(stage))
    throw new AppError("CONFLICT", `“${stageNames[stage]}”已经评价过了。请刷新后查看。`);
  const next = nextStage(stages, done);
  if (next !== stage)
    throw new AppError("CONFLICT", `现在应由“${next ? stageNames[next] : "无"}”评价，不能越过。`, {
      facts: { next },
    });
}

/** Stars as they are kept. @throws AppError BAD_INPUT */
export function checkStars(stars: number): number {
  if (!Number.isInteger(stars) || stars < fewestStars || stars > mostStars)
    throw badInput(`评分应是 ${fewestStars} 到 ${mostStars} 的整数。`, "input", "stars");
  return stars;
}

/** The mean of all stages' stars, 1..5, to two decimals. */
export const ratingOf = (stars: readonly number[]): number =>
  Math.round((stars.reduce((sum, one) => sum + one, 0) / stars.length) * 100) / 100;

/** Stages whose stars, and whose words with the name beneath them, somebody reads beside their own. */
export interface Reading {
  stars: EvaluationStage[];
  words: EvaluationStage[];
}

/**
 * What somebody with these rights reads of a project's evaluations: whoever evaluates at a stage or a later one, its stars
 * and words. Once the chain is `through`, the stars are everybody's who sees the project, and whoever `runs` it reads the words too.
 */
export function readingOf(
  rights: ReadonlySet<EvaluationStage>,
  { through, runs }: { through: boolean; runs: boolean },
): Reading {
  const inside = stageOrder.filter((_, index) => stageOrder.slice(index).some((later) => rights.has(later)));
  return {
    stars: through ? [...stageOrder] : inside,
    words: through && runs ? [...stageOrder] : inside,
  };
}
