import type { Viewer } from "../graph/query.ts";
import { blockSize, type OpenBlock, type VectorBlock } from "./dotProducts.ts";
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

export const vectorLength = 512;

/** One block of entries: plain numbers, because a search looks at every one. */
export interface Columns {
  vectors: VectorBlock;
  kinds: VectorBlock;
  audience: Uint32Array;
  category: Uint32Array;
  version: Float64Array;
  open: Uint8Array;
  /** The last day as `dayNumber`. */
  until: Uint32Array;
  spent: Uint8Array;
  hasVector: Uint8Array;
}

const noEnd = 0xffff_ffff;

/** 20260615 for 2026-06-15; later than every day for none. */
export const dayNumber = (day: string | null): number =>
  day === null ? noEnd : Number(day.replaceAll("-", ""));

export function openColumns(openBlock: OpenBlock, kindCount: number): Columns {
  return {
    vectors: openBlock(vectorLength),
    kinds: openBlock(kindCount),
    audience: new Uint32Array(blockSize),
    category: new Uint32Array(blockSize),
    version: new Float64Array(blockSize),
    open: new Uint8Array(blockSize),
    until: new Uint32Array(blockSize),
    spent: new Uint8Array(blockSize),
    hasVector: new Uint8Array(blockSize),
  };
}

/** All entries of an index, as a search looks at them. */
export interface Entries {
  columns: readonly Columns[];
  ids: readonly string[];
  /** The order of two entries by their ids. */
  before(a: number, b: number): boolean;
  /** By code. */
  audiences: readonly (string | null)[];
  categories: readonly (string | null)[];
}

/**
 * Looks at every open entry that the viewer may see, roughly; works out exactly what may be among the best. The answer is that
 * of an exact search: a rough number is never too low, and what reaches a floor by it is asked exactly.
 */
export function searchIn(
  { columns, ids, before, audiences, categories }: Entries,
  query: TextQuery,
): TextAnswer {
  const visible = visibilityOf(query.viewer, audiences);
  const parts = columns.map((column, index) => {
    const from = index * blockSize;
    const count = Math.min(blockSize, ids.length - from);
    const cosines = query.vector ? column.vectors.ceilings(query.vector, count) : null;
    return { column, from, count, cosines, bridges: column.kinds.ceilings(query.kinds, count) };
  });
  const day = dayNumber(query.today);
  const strength = strengthOfCategories(parts, visible, day, categories.length);
  const nearest = createTopK(query.vector ? query.nearest : 0, before);
  const best = createTopK(query.best, before);
  const over = createTopK(query.over ?? 0, before);
  const tops = { nearest, best, over };
  for (const part of parts) rankPart(part, { ...query, day }, visible, strength, tops);
  const named = (top: TopK): string[] => top.sorted().map(({ item }) => ids[item] ?? "");
  return {
    nearest: named(nearest),
    best: named(best),
    over: named(over),
    categoryStrength: byName(categories, strength),
  };
}

/** One block while a search looks at it: number of its first entry, how many there are, and their ceilings. */
interface Part {
  column: Columns;
  from: number;
  count: number;
  cosines: Float32Array | null;
  bridges: Float32Array;
}

const nothingYet = -2; // below every cosine

/** By category code: the mean of the best three cosines, or `nothingYet`. */
function strengthOfCategories(
  parts: readonly Part[],
  visible: Uint8Array,
  today: number,
  categories: number,
): Float32Array {
  const best = new Float32Array(categories * perCategory).fill(nothingYet);
  for (const { column, count, cosines } of parts) {
    for (let at = 0; cosines && at < count; at += 1) {
      if (!column.open[at] || !column.hasVector[at] || !visible[column.audience[at] as number]) continue;
      const place = (column.category[at] as number) * perCategory;
      if ((cosines[at] as number) <= (best[place + 2] as number) || isOver(column, at, today)) continue;
      keepInCategory(best, place, column.vectors.dot(at));
    }
  }
  return Float32Array.from({ length: categories }, (_, code) => {
    const kept = best.subarray(code * perCategory, (code + 1) * perCategory).filter((x) => x > nothingYet);
    return kept.length === 0 ? nothingYet : kept.reduce((sum, x) => sum + x, 0) / kept.length;
  });
}

/** Whether an open entry ended before today or has nothing left. */
const isOver = (column: Columns, at: number, today: number): boolean =>
  column.spent[at] === 1 || (column.until[at] as number) < today;

function rankPart(
  { column, from, count, cosines, bridges }: Part,
  { weights, day }: TextQuery & { day: number },
  visible: Uint8Array,
  strength: Float32Array,
  { nearest, best, over }: { nearest: TopK; best: TopK; over: TopK },
): void {
  // Hundreds of thousands of entries, of which some dozens are offered: the floors are asked for only after those.
  let nearestFloor = nearest.floor();
  let bestFloor = best.floor();
  let overFloor = over.floor();
  for (let at = 0; at < count; at += 1) {
    if (!column.open[at] || !visible[column.audience[at] as number]) continue;
    const known = cosines !== null && column.hasVector[at] === 1;
    const highest = known ? (cosines[at] as number) : 0;
    const filed = weights.category * Math.max(0, strength[column.category[at] as number] as number);
    const past = isOver(column, at, day);
    const ceiling = weights.cosine * highest + weights.bridge * (bridges[at] as number) + filed;
    const mayBeBest = ceiling >= (past ? overFloor : bestFloor);
    const mayBeNear = known && !past && highest >= nearestFloor;
    if (!mayBeBest && !mayBeNear) continue;
    const cosine = known ? column.vectors.dot(at) : 0;
    if (mayBeNear && cosine >= nearestFloor) {
      nearest.offer(from + at, cosine);
      nearestFloor = nearest.floor();
    }
    if (!mayBeBest) continue;
    const score = weights.cosine * cosine + weights.bridge * column.kinds.dot(at) + filed;
    (past ? over : best).offer(from + at, score);
    if (past) overFloor = over.floor();
    else bestFloor = best.floor();
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
