import type { Viewer } from "../graph/query.ts";
import { blockSize } from "./dotProducts.ts";
import { dayNumber, type EntryColumns } from "./entryColumns.ts";
import { isOver, type OverText } from "./overEntries.ts";
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
const askedFirst = 16; // texts of a block

/** All entries of an index, as a search looks at them. */
export interface Entries {
  texts: TextGroups;
  entries: EntryColumns;
  /** Those that are over on a day. */
  overOn(day: number): readonly OverText[];
  ids: readonly string[];
  /** The order of two entries by their ids. */
  before(a: number, b: number): boolean;
  /** By audience code: 1 when the viewer may see it. */
  visibleTo(viewer: Viewer): Uint8Array;
  /** By code. */
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
  const day = dayNumber(query.today);
  const sees = seenBy(index, query.viewer);
  const isFound = (entry: number): boolean => sees(entry) && !isOver(index.entries, entry, day);
  const strength = strengthOfCategories(parts, isFound, categories.length);
  const tops: Tops = {
    nearest: createTopK(query.vector ? query.nearest : 0, before),
    best: createTopK(query.best, before),
    over: createTopK(query.over ?? 0, before),
  };
  const scoring: Scoring = { weights: query.weights, strength };
  for (const part of parts) rankPart(part, scoring, isFound, tops);
  if (query.over) rankOver(parts, scoring, index.overOn(day), sees, tops.over);
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

/** What makes up a score beside the text's own numbers. */
interface Scoring {
  weights: TextQuery["weights"];
  /** By category code. */
  strength: Float32Array;
}

type Chooses = (entry: number) => boolean;

/** Tells of an entry whether it is published and the viewer may see it. */
function seenBy({ entries, visibleTo }: Entries, viewer: Viewer): Chooses {
  const visible = visibleTo(viewer);
  return (entry) => entries.open[entry] === 1 && visible[entries.audience[entry] as number] === 1;
}

const nothingYet = -2; // below every cosine

/** By category code: the mean of the best three cosines, or `nothingYet`. */
function strengthOfCategories(parts: readonly Part[], isFound: Chooses, categories: number): Float32Array {
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
        if (!isFound(entry)) continue;
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

/** What a text's score does not exceed. */
const ceilingOf = ({ cosines, bridges, block }: Part, at: number, { weights, strength }: Scoring): number =>
  weights.cosine * (cosines && block.hasVector[at] ? (cosines[at] as number) : 0) +
  weights.bridge * (bridges[at] as number) +
  filedUnder(block.category[at] as number, weights, strength);

/** A text's cosine, 0 where it has no vector, and its score. */
function exactly({ cosines, block }: Part, at: number, { weights, strength }: Scoring) {
  const cosine = cosines && block.hasVector[at] ? block.vectors.dot(at) : 0;
  const filed = filedUnder(block.category[at] as number, weights, strength);
  return { cosine, score: weights.cosine * cosine + weights.bridge * block.kinds.dot(at) + filed };
}

/** What its category adds to a text's score. */
const filedUnder = (category: number, weights: TextQuery["weights"], strength: Float32Array): number =>
  weights.category * Math.max(0, strength[category] as number);

/**
 * Ranks the texts of a block. Those that promise most come first of all: once they are kept hardly another is asked for
 * its exact numbers.
 */
function rankPart(part: Part, scoring: Scoring, isFound: Chooses, { nearest, best }: Tops): void {
  const { block, count, cosines } = part;
  // Hundreds of thousands of texts, of which some dozens are offered: the floors are asked for only after those.
  let nearestFloor = nearest.floor();
  let bestFloor = best.floor();
  const offer = (at: number, near: boolean): void => {
    const members = block.members[at] as number[];
    if (members.length === 0) return;
    const { cosine, score } = exactly(part, at, scoring);
    if (near && cosine >= nearestFloor) offerMembers(members, cosine, isFound, nearest);
    if (score >= bestFloor) offerMembers(members, score, isFound, best);
    nearestFloor = nearest.floor();
    bestFloor = best.floor();
  };
  const isKnown = (at: number): boolean => cosines !== null && block.hasVector[at] === 1;
  const first = mostPromising(part, scoring);
  for (const at of first) offer(at, isKnown(at));
  for (let at = 0; at < count; at += 1) {
    const near = cosines !== null && block.hasVector[at] === 1 && (cosines[at] as number) >= nearestFloor;
    if (!near && ceilingOf(part, at, scoring) < bestFloor) continue;
    if (!first.includes(at)) offer(at, near);
  }
}

/** The texts of a block that could score highest, the highest first. */
function mostPromising(part: Part, scoring: Scoring): number[] {
  const top = createTopK(askedFirst, (a, b) => a < b);
  let floor = top.floor();
  for (let at = 0; at < part.count; at += 1) {
    const ceiling = ceilingOf(part, at, scoring);
    if (ceiling <= floor || part.block.members[at]?.length === 0) continue;
    top.offer(at, ceiling);
    floor = top.floor();
  }
  return top.sorted().map(({ item }) => item);
}

function rankOver(
  parts: readonly Part[],
  scoring: Scoring,
  texts: readonly OverText[],
  sees: Chooses,
  over: TopK,
): void {
  for (const { slot, members } of texts) {
    const part = parts[Math.floor(slot / blockSize)] as Part;
    const at = slot % blockSize;
    if (ceilingOf(part, at, scoring) >= over.floor())
      offerMembers(members, exactly(part, at, scoring).score, sees, over);
  }
}

/** All of them score the same and come in the order of their ids: where one is not taken, none after it is. */
function offerMembers(members: readonly number[], score: number, chooses: Chooses, top: TopK): void {
  for (const entry of members) if (chooses(entry) && !top.offer(entry, score)) return;
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
