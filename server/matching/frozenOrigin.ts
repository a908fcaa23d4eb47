import { defaultWeights, weightsVersion } from "./factors.ts";

/** A ranking's nDCG@10, 0..1, with its 95 % bootstrap interval. */
export interface MeasuredRanking {
  ndcg10: number;
  low: number;
  high: number;
}

/** Where the frozen weights come from: data, days and figures, as `npm run match:eval` gave them. */
export interface FrozenOrigin {
  /** The weights they belong to; a test fails when the weights move on without their figures. */
  version: string;
  /** What they were chosen by, in words. */
  data: string;
  /** ISO days. */
  chosenOn: string;
  measuredOn: string;
  /** How many needs were judged. */
  needs: number;
  /** Cross-validated, with the relations built inside the fold: what to expect of needs that nobody has seen. */
  unseen: MeasuredRanking;
  /** As the product ranks them; its knowledge was written knowing these lists. */
  given: MeasuredRanking;
  baseline: MeasuredRanking;
}

export const frozenOrigin: FrozenOrigin = {
  version: "2",
  data: "公开发布的三清单：36 条需求、125 条资源与服务项目及其人工标注。文字因素的权重在这些标注上少量试选；图上和条件因素的权重是按经验定的，没有标注可以检验。",
  chosenOn: "2026-11-22",
  measuredOn: "2026-11-23",
  needs: 36,
  unseen: { ndcg10: 0.7706, low: 0.6969, high: 0.8417 },
  given: { ndcg10: 0.8344, low: 0.7823, high: 0.8842 },
  baseline: { ndcg10: 0.7383, low: 0.6625, high: 0.8101 },
};

/** Node of the frozen weights: version 0 of what may be learnt from them. */
export const frozenWeightsId = `weights-${weightsVersion}-frozen`;

/** What its node carries. */
export const frozenProperties = {
  id: frozenWeightsId,
  base: weightsVersion,
  chosenOn: frozenOrigin.chosenOn,
  weights: JSON.stringify(defaultWeights),
  origin: JSON.stringify(frozenOrigin),
};
