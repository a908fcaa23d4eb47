import type { Viewer } from "../graph/query.ts";
import { blockSize } from "./dotProducts.ts";
import { dayNumber, type EntryColumns } from "./entryColumns.ts";
import type { TextBlock, TextGroups } from "./textGroups.ts";
import { createTopK, type TopK } from "./topK.ts";

export interface TextQuery {
  /** Unit vector, or null without a model: then cosines count as 0. */
  vector: Float32Array | null;
  /** What is sought among the kinds; its dot product with an entry's kinds is the bridge. */
  kinds: Float32Array;
  viewer: Viewer;
  /** Today in Asia/Shanghai, ISO: what ended before it is not found. */
  today: string;
  /** How many of the nearest by cosine, and how many of the best by text, to return; and of those that ended or are spent. */
  nearest: number;
  best: number;
  over?: number;
  /** Weights of cosine, bridge and strength of the category in the order of the best; none below 0. */
  weights: { cosine: number; bridge: number; category: number };
}

export interface TextAnswer {
  /** Ids by cosine, best first; equal ones by id, so that the order never depends on loading. Empty without a vector. */
  nearest: string[];
  /** Ids by the weighted sum, best first. */
  best: string[];
  /** Ids of the best among those that ended or have nothing left: to say why they are not offered. */
  over: string[];
  /** For each category the mean of its best three cosines among the open entries the viewer may see. */
  categoryStrength: Map<string, number>;
}

const perCategory = 3;

/** All entries of an index, as a search looks at them. */
export interface Entries {
  texts: TextGroups;
  entries: EntryColumns;
  ids: readonly string[];
  /** The order of two entries by their ids. */
  before(a: number, b: number): boolean;
  /** By code. */
  audiences: readonly (string | null)[];
  categories: readonly (string | null)[];
}

/**
 * Looks at every text, roughly; works out exactly what may be among the best, and only then asks who says it: of them
 * those count that are open and that the viewer may see. The answer is that of an exact search of all entries: a rough
 * number is never too low, and what reaches a floor by it is asked exactly.
 */
export function searchIn(index: Entries, query: TextQuery): TextAnswer {
  const { texts, ids, before, categories } = index;
  const parts = texts.blocks.map((block, place): Part => {
    const count = Math.min(blockSize, texts.size() - place * blockSize);
    const cosines = query.vector ? block.vectors.ceilings(query.vector, count) : null;
    return { block, count, cosines, bridges: block.kinds.ceilings(query.kinds, count) };
  });
  const standingOf = standings(index, query);
  const strength = strengthOfCategories(parts, standingOf, categories.length);
  const tops: Tops = {
    nearest: createTopK(query.vector ? query.nearest : 0, before),
    best: createTopK(query.best, before),
    over: createTopK(query.over ?? 0, before),
  };
  for (const part of parts) rankPart(part, query.weights, standingOf, strength, tops);
  const named = (top: TopK): string[] => top.sorted().map(({ item }) => ids[item] ?? "");
  return {
    nearest: named(tops.nearest),
    best: named(tops.best),
    over: named(tops.over),
    categoryStrength: byName(categories, strength),
  };
}

/** One block of texts while a search looks at it: how many there are, and their ceilings. */
interface Part {
  block: TextBlock;
  count: number;
  cosines: Float32Array | null;
  bridges: Float32Array;
}

interface Tops {
  nearest: TopK;
  best: TopK;
  over: TopK;
}

const hidden = 0;
const open = 1;
const past = 2;
type Standing = typeof hidden | typeof open | typeof past;

/** Tells of an entry whether the viewer finds it, and whether it ended before today or has nothing left. */
function standings(
  { entries, audiences }: Entries,
  { viewer, today }: TextQuery,
): (entry: number) => Standing {
  const visible = visibilityOf(viewer, audiences);
  const day = dayNumber(today);
  return (entry) => {
    if (!entries.open[entry] || !visible[entries.audience[entry] as number]) return hidden;
    return entries.spent[entry] === 1 || (entries.until[entry] as number) < day ? past : open;
  };
}

const nothingYet = -2; // below every cosine

/** By category code: the mean of the best three cosines, or `nothingYet`. */
function strengthOfCategories(
  parts: readonly Part[],
  standingOf: (entry: number) => Standing,
  categories: number,
): Float32Array {
  const best = new Float32Array(categories * perCategory).fill(nothingYet);
  for (const { block, count, cosines } of parts) {
    for (let at = 0; cosines && at < count; at += 1) {
      if (!block.hasVector[at]) continue;
      const place = (block.category[at] as number) * perCategory;
      if ((cosines[at] as number) <= (best[place + 2] as number)) continue;
      const cosine = block.vectors.dot(at);
      if (cosine <= (best[place + 2] as number)) continue;
      let kept = 0;
      for (const entry of block.members[at] as number[]) {
        if (standingOf(entry) !== open) continue;
        keepInCategory(best, place, cosine);
        kept += 1;
        if (kept === perCategory) break;
      }
    }
  }
  return Float32Array.from({ length: categories }, (_, code) => {
    const kept = best.subarray(code * perCategory, (code + 1) * perCategory).filter((x) => x > nothingYet);
    return kept.length === 0 ? nothingYet : kept.reduce((sum, x) => sum + x, 0) / kept.length;
  });
}

function rankPart(
  { block, count, cosines, bridges }: Part,
  weights: TextQuery["weights"],
  standingOf: (entry: number) => Standing,
  strength: Float32Array,
  tops: Tops,
): void {
  // Hundreds of thousands of texts, of which some dozens are offered: the floors are asked for only after those.
  let nearestFloor = tops.nearest.floor();
  let bestFloor = tops.best.floor();
  let overFloor = tops.over.floor();
  for (let at = 0; at < count; at += 1) {
    const known = cosines !== null && block.hasVector[at] === 1;
    const highest = known ? (cosines[at] as number) : 0;
    const filed = weights.category * Math.max(0, strength[block.category[at] as number] as number);
    const ceiling = weights.cosine * highest + weights.bridge * (bridges[at] as number) + filed;
    const near = known && highest >= nearestFloor;
    if (!near && ceiling < bestFloor && ceiling < overFloor) continue;
    const members = block.members[at] as number[];
    if (members.length === 0) continue;
    const cosine = known ? block.vectors.dot(at) : 0;
    const score = weights.cosine * cosine + weights.bridge * block.kinds.dot(at) + filed;
    const may = { near: known && cosine >= nearestFloor, best: score >= bestFloor, over: score >= overFloor };
    offerMembers(members, { cosine, score, may }, standingOf, tops);
    nearestFloor = tops.nearest.floor();
    bestFloor = tops.best.floor();
    overFloor = tops.over.floor();
  }
}
/** All of them score the same and come in the order of their ids: where one is not taken, none after it is. */
function offerMembers(
  members: readonly number[],
  { cosine, score, may }: { cosine: number; score: number; may: Record<"near" | "best" | "over", boolean> },
  standingOf: (entry: number) => Standing,
  { nearest, best, over }: Tops,
): void {
  for (const entry of members) {
    if (!may.near && !may.best && !may.over) return;
    const standing = standingOf(entry);
    if (standing === open) {
      may.near &&= nearest.offer(entry, cosine);
      may.best &&= best.offer(entry, score);
    } else if (standing === past) may.over &&= over.offer(entry, score);
  }
}

/** By audience code: 1 when the viewer may see it. */
function visibilityOf(viewer: Viewer, names: readonly (string | null)[]): Uint8Array {
  const audiences = new Set<string | null>(viewer.audiences);
  return Uint8Array.from(names, (name) => (viewer.all || (name !== null && audiences.has(name)) ? 1 : 0));
}

/** Inserts into three descending numbers beginning at `at`. */
function keepInCategory(best: Float32Array, at: number, cosine: number): void {
  if (cosine <= (best[at + 2] as number)) return;
  if (cosine > (best[at] as number)) {
    best.copyWithin(at + 1, at, at + 2);
    best[at] = cosine;
  } else if (cosine > (best[at + 1] as number)) {
    best[at + 2] = best[at + 1] as number;
    best[at + 1] = cosine;
  } else best[at + 2] = cosine;
}

function byName(names: readonly (string | null)[], strength: Float32Array): Map<string, number> {
  const named = new Map<string, number>();
  for (const [code, name] of names.entries())
    if (name !== null && (strength[code] as number) > nothingYet) named.set(name, strength[code] as number);
  return named;
}
