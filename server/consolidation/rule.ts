import type { ConsolidationRule } from "./likeness.ts";

/**
 * The rule in use. Its numbers are within 0.003 of the best pairwise F1 over the phrases of the need kinds, one half of
 * which the kinds had been learnt from and the other not (`test/bench/fitConsolidation.ts`). How it does on other needs:
 * test/consolidation/README.md.
 */
export const consolidationRule: ConsolidationRule = {
  meaning: 0.2,
  kinds: 0.6,
  words: 0.2,
  sharpness: 1.5,
  threshold: 0.48,
};
