import { randomStream } from "../../seed/generator/random.ts";
import groups from "./needGroups.json" with { type: "json" };

export interface GeneratedNeed {
  id: string;
  text: string;
  /** The item it truly belongs to. */
  item: string;
}

/** As many raw needs as the published programme had; its 29 items in 6 classes are those of `needGroups.json`. */
export const generatedCount = 543;

/** At least this many needs an item, so that no group is left without a pair to find. */
const fewest = 6;

/**
 * 543 needs with known groups, the same for the same seed: groups of unequal size, ways of saying that share few words,
 * and the noise of real lists around them (who said it, names, contacts, numbers, how long it has lasted).
 */
export function generateNeeds(seed = 1): GeneratedNeed[] {
  const random = randomStream(seed, "consolidation");
  const { items, firms, surnames, fronts, backs } = groups;
  const fill = (template: string): string =>
    template
      .replaceAll("{firm}", random.pick(firms))
      .replaceAll("{surname}", random.pick(surnames))
      .replaceAll("{n}", String(random.between(2, 12)))
      .replaceAll("{m}", String(random.between(2, 9)));
  const weights = items.map(() => random.between(1, 10));
  const chosen = items.flatMap(({ id }) => Array.from({ length: fewest }, () => id));
  const drawn = items.flatMap(({ id }, at) => Array.from({ length: weights[at] ?? 1 }, () => id));
  while (chosen.length < generatedCount) chosen.push(random.pick(drawn));
  // Some ways of saying are commoner than others: the k-th of an item comes up 1/k as often as the first (Zipf).
  const urns = new Map(
    items.map(({ id, says }) => [
      id,
      random.shuffle(says).flatMap((say, k) => Array.from({ length: Math.round(60 / (k + 1)) }, () => say)),
    ]),
  );
  const needs = chosen.map((item, at) => {
    const say = random.pick(urns.get(item) ?? []);
    const text = `${fill(random.pick(fronts))}${say}${fill(random.pick(backs))}`;
    return { id: `generated-need-${String(at + 1).padStart(3, "0")}`, text, item };
  });
  return random.shuffle(needs);
}
