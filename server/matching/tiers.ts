/**
 * Chain needs (谁能供、谁要买): where the entry that was asked about names a product, the product tree and the flow of
 * products come first and texts second, because what a product is made from rarely shares a word with it.
 */

/** How the graph leads from what is given to what is wanted, nearest first. */
export const tiers = ["same", "narrower", "broader", "input", "maker", "text"] as const;
/**
 * `same`: the very product. `narrower`, `broader`: a kind of it, or what it is a kind of. `input`: what it is made from.
 * `maker`: the offer names no such product, but its firm makes one. `text`: no way over products, so the texts alone.
 */
export type Tier = (typeof tiers)[number];

/** Part of 0..1 that each tier fills: higher tiers lie above lower ones whatever the other factors say. */
const bands: Record<Tier, { floor: number; span: number }> = {
  same: { floor: 0.93, span: 0.07 },
  narrower: { floor: 0.86, span: 0.065 },
  broader: { floor: 0.8, span: 0.055 },
  input: { floor: 0.74, span: 0.055 },
  maker: { floor: 0.68, span: 0.055 },
  text: { floor: 0, span: 0.675 },
};
const plain = { floor: 0, span: 1 };

/** Where a pair's other factors move its score: all of 0..1 where no product is asked about (null). */
export const bandOf = (tier: Tier | null): { floor: number; span: number } =>
  tier === null ? plain : bands[tier];

/** The score, 0..1, of a pair of a tier whose factors by themselves make `score`. Rises with `score` within the tier. */
export const tieredScore = (score: number, tier: Tier | null): number => {
  const { floor, span } = bandOf(tier);
  return floor + span * score;
};

/** The nearest of the tiers that routes reach; `text` where none does. */
export const nearestTier = (reached: Iterable<Tier | undefined>): Tier => {
  let best = tiers.length - 1;
  for (const tier of reached) if (tier !== undefined) best = Math.min(best, tiers.indexOf(tier));
  return tiers[best] ?? "text";
};

/** What is said of a pair that only its texts hold together. */
export const textOnly = "仅文字相近：图中没有从所给产品到所要产品的联系";
