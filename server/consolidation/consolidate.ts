import { clusterNeeds } from "./cluster.ts";
import { type ConsolidationRule, likenessOf, type NeedTraits } from "./likeness.ts";

/** One demand item as a run finds it. */
export interface FoundItem {
  /** The pin its needs carry; null where nobody has decided about any of them. */
  pin: string | null;
  /** Ids of its needs, the one most like all others first: its words are the item's title. */
  needIds: string[];
}

/**
 * Consolidates raw needs into demand items (归并). Every need comes out in exactly one item; `pins` says into which
 * item somebody put a need, and such needs stay together and apart from those of other items. Pure and deterministic:
 * equal needs in any order give equal items, in the order of their least need ids.
 */
export function consolidate(
  given: readonly NeedTraits[],
  rule: ConsolidationRule,
  pins: ReadonlyMap<string, string> = new Map(),
): FoundItem[] {
  const needs = given.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const likeness = likenessOf(needs, rule);
  const groupOf = clusterNeeds(
    likeness,
    rule.threshold,
    needs.map(({ id }) => pins.get(id) ?? null),
  );
  const groups = new Map<number, number[]>();
  groupOf.forEach((root, at) => {
    groups.set(root, [...(groups.get(root) ?? []), at]);
  });
  return [...groups.values()].map((members) => {
    const idOf = (at: number): string => needs[at]?.id ?? "";
    const middle = (at: number): number =>
      members.reduce(
        (sum, other) => sum + (other === at ? 0 : (likeness.of[at * likeness.size + other] as number)),
        0,
      );
    const central = new Map(members.map((at) => [at, middle(at)]));
    const ordered = members.toSorted((a, b) => (central.get(b) ?? 0) - (central.get(a) ?? 0) || a - b);
    const pinned = members.find((at) => pins.has(idOf(at)));
    return {
      pin: pinned === undefined ? null : (pins.get(idOf(pinned)) ?? null),
      needIds: ordered.map(idOf),
    };
  });
}

/** Share of the pairs put together that belong together, and of those that belong together that were put together. */
export function pairwiseQuality(
  found: ReadonlyMap<string, string>,
  truth: ReadonlyMap<string, string>,
): { precision: number; recall: number } {
  const ids = [...truth.keys()];
  let [both, put, belonging] = [0, 0, 0];
  ids.forEach((a, at) => {
    for (const b of ids.slice(0, at)) {
      const together = found.get(a) !== undefined && found.get(a) === found.get(b);
      const truly = truth.get(a) === truth.get(b);
      if (together) put += 1;
      if (truly) belonging += 1;
      if (together && truly) both += 1;
    }
  });
  return { precision: put === 0 ? 1 : both / put, recall: belonging === 0 ? 1 : both / belonging };
}
