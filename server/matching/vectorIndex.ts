import { blockSize, type OpenBlock, vectorBytes } from "./dotProducts.ts";
import {
  type Columns,
  dayNumber,
  openColumns,
  searchIn,
  type TextAnswer,
  type TextQuery,
  vectorLength,
} from "./vectorSearch.ts";

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
    search: (query) =>
      searchIn(
        { columns, ids, before: idBefore, audiences: audiences.names, categories: categories.names },
        query,
      ),
  };
}
