import type { Viewer } from "../graph/query.ts";
import { blockSize, type OpenBlock, type VectorBlock, vectorBytes } from "./dotProducts.ts";
import { createTopK, type TopK } from "./topK.ts";

/** What the index keeps of one offer or demand. */
export interface IndexedEntry {
  id: string;
  /** Who may see it, as in the graph; null is seen only by those who see everything. */
  audience: string | null;
  /** Published: only open entries are found. */
  open: boolean;
  /** Its last day, ISO; null without an end. From the day after it, it answers nobody. */
  until: string | null;
  /** Nothing of its capacity is left. */
  spent: boolean;
  /** What its owner filed it under; null for demands, whose category is no input. */
  category: string | null;
  /** 512 numbers of unit length, or null when it has not been embedded. */
  vector: ArrayLike<number> | null;
  /** Score of each help kind (offers) or need kind (demands). */
  kinds: ArrayLike<number>;
  /** The record's version: tells which change of the data an update explains. */
  version: number;
}

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
  /** Weights of cosine, bridge and strength of the category in the order of the best. */
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

/** An exact nearest-neighbour index held in this process. */
export interface VectorIndex {
  put(entry: IndexedEntry): void;
  /** Entries kept, open or not, with a vector or not. */
  size(): number;
  /** Bytes of vector memory taken. */
  bytes(): number;
  /** Views of an entry's numbers, for reading at once; null for an unknown id, `vector` null when it has none. */
  numbersOf(id: string): { vector: Float32Array | null; kinds: Float32Array } | null;
  /** Version of the record as kept; null for an unknown id. */
  versionOf(id: string): number | null;
  /** Exact search among the open entries that the viewer may see. */
  search(query: TextQuery): TextAnswer;
}

const perCategory = 3;

/** Numbers strings from 0 in the order of their first appearance; null is a string of its own. */
function createCodes() {
  const names: (string | null)[] = [];
  const codes = new Map<string | null, number>();
  return {
    names,
    codeOf: (name: string | null): number => {
      const known = codes.get(name);
      if (known !== undefined) return known;
      codes.set(name, names.length);
      names.push(name);
      return names.length - 1;
    },
  };
}

const vectorLength = 512;

/** One block of entries: plain numbers, because a search looks at every one. */
interface Columns {
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
const dayNumber = (day: string | null): number => (day === null ? noEnd : Number(day.replaceAll("-", "")));

/**
 * @param openBlock from `openVectorBlocks`.
 * @param kindCount length of every entry's `kinds`.
 */
export function createVectorIndex(openBlock: OpenBlock, kindCount: number): VectorIndex {
  const columns: Columns[] = [];
  const ids: string[] = [];
  const slotOf = new Map<string, number>();
  const audiences = createCodes();
  const categories = createCodes();

  const columnsAt = (index: number): Columns => {
    const known = columns[index];
    if (known) return known;
    const added = openColumns(openBlock, kindCount);
    columns[index] = added;
    return added;
  };
  const idBefore = (a: number, b: number): boolean => (ids[a] ?? "") < (ids[b] ?? "");
  const locate = (id: string): { column: Columns; at: number } | null => {
    const slot = slotOf.get(id);
    const column = slot === undefined ? undefined : columns[Math.floor(slot / blockSize)];
    return slot === undefined || !column ? null : { column, at: slot % blockSize };
  };

  return {
    put: (entry) => {
      const slot = slotOf.get(entry.id) ?? ids.length;
      slotOf.set(entry.id, slot);
      ids[slot] = entry.id;
      const column = columnsAt(Math.floor(slot / blockSize));
      const at = slot % blockSize;
      column.audience[at] = audiences.codeOf(entry.audience);
      column.category[at] = categories.codeOf(entry.category);
      column.version[at] = entry.version;
      column.open[at] = entry.open ? 1 : 0;
      column.until[at] = dayNumber(entry.until);
      column.spent[at] = entry.spent ? 1 : 0;
      column.hasVector[at] = entry.vector ? 1 : 0;
      column.kinds.set(at, entry.kinds);
      if (entry.vector) column.vectors.set(at, entry.vector);
    },
    size: () => ids.length,
    bytes: () => columns.length * blockSize * (vectorBytes(vectorLength) + vectorBytes(kindCount)),
    numbersOf: (id) => {
      const place = locate(id);
      if (!place) return null;
      const { column, at } = place;
      return {
        vector: column.hasVector[at] ? column.vectors.view(at) : null,
        kinds: column.kinds.view(at),
      };
    },
    versionOf: (id) => {
      const place = locate(id);
      return place ? (place.column.version[place.at] as number) : null;
    },
    search: (query) => {
      const visible = visibilityOf(query.viewer, audiences.names);
      const parts = columns.map((column, index) => {
        const from = index * blockSize;
        const count = Math.min(blockSize, ids.length - from);
        const cosines = query.vector ? column.vectors.scan(query.vector, count) : null;
        return { column, from, count, cosines, bridges: column.kinds.scan(query.kinds, count) };
      });
      const today = dayNumber(query.today);
      const strength = strengthOfCategories(parts, visible, today, categories.names.length);
      const nearest = createTopK(query.vector ? query.nearest : 0, idBefore);
      const best = createTopK(query.best, idBefore);
      const over = createTopK(query.over ?? 0, idBefore);
      const tops = { nearest, best, over };
      for (const part of parts) rankPart(part, { ...query, day: today }, visible, strength, tops);
      const named = (top: TopK): string[] => top.sorted().map(({ item }) => ids[item] ?? "");
      return {
        nearest: named(nearest),
        best: named(best),
        over: named(over),
        categoryStrength: byName(categories.names, strength),
      };
    },
  };
}

function openColumns(openBlock: OpenBlock, kindCount: number): Columns {
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

/** One block while a search looks at it: number of its first entry, how many there are, what their numbers give. */
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
      if (isOver(column, at, today)) continue;
      keepInCategory(best, (column.category[at] as number) * perCategory, cosines[at] as number);
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
  for (let at = 0; at < count; at += 1) {
    if (!column.open[at] || !visible[column.audience[at] as number]) continue;
    const known = cosines !== null && column.hasVector[at] === 1;
    const cosine = known ? (cosines[at] as number) : 0;
    const near = Math.max(0, strength[column.category[at] as number] as number);
    const score =
      weights.cosine * cosine + weights.bridge * (bridges[at] as number) + weights.category * near;
    if (isOver(column, at, day)) {
      if (score >= over.floor()) over.offer(from + at, score);
      continue;
    }
    if (known && cosine >= nearestFloor) {
      nearest.offer(from + at, cosine);
      nearestFloor = nearest.floor();
    }
    if (score >= bestFloor) {
      best.offer(from + at, score);
      bestFloor = best.floor();
    }
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
