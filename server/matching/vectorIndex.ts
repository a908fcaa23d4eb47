import type { Viewer } from "../graph/query.ts";
import type { OpenBlock } from "./dotProducts.ts";
import { dayNumber, openEntryColumns } from "./entryColumns.ts";
import { createOverEntries } from "./overEntries.ts";
import { createTextGroups } from "./textGroups.ts";
import { searchIn, type TextAnswer, type TextQuery } from "./vectorSearch.ts";

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
    /** Undefined for a name that never came. */
    known: (name: string | null): number | undefined => codes.get(name),
    codeOf: (name: string | null): number => {
      const known = codes.get(name);
      if (known !== undefined) return known;
      codes.set(name, names.length);
      names.push(name);
      return names.length - 1;
    },
  };
}

/** By audience code: 1 when the viewer may see it. There may be as many audiences as firms. */
function visibilityOf(viewer: Viewer, { names, known }: ReturnType<typeof createCodes>): Uint8Array {
  const visible = new Uint8Array(names.length);
  if (viewer.all) return visible.fill(1);
  for (const audience of viewer.audiences) {
    const code = known(audience);
    if (code !== undefined) visible[code] = 1;
  }
  return visible;
}

/**
 * @param openBlock from `openVectorBlocks`.
 * @param kindCount length of every entry's `kinds`.
 */
export function createVectorIndex(openBlock: OpenBlock, kindCount: number): VectorIndex {
  const ids: string[] = [];
  const slotOf = new Map<string, number>();
  const audiences = createCodes();
  const categories = createCodes();
  const idBefore = (a: number, b: number): boolean => (ids[a] ?? "") < (ids[b] ?? "");
  const texts = createTextGroups(openBlock, kindCount, idBefore);
  const over = createOverEntries(texts.membersAt);
  let room = 1024;
  let entries = openEntryColumns(room);

  const addEntry = (id: string): number => {
    const slot = ids.length;
    slotOf.set(id, slot);
    ids.push(id);
    if (slot >= room) {
      room *= 2;
      entries = openEntryColumns(room, entries);
    }
    return slot;
  };

  return {
    put: (entry) => {
      const known = slotOf.get(entry.id);
      const at = known ?? addEntry(entry.id);
      entries.audience[at] = audiences.codeOf(entry.audience);
      entries.version[at] = entry.version;
      entries.open[at] = entry.open ? 1 : 0;
      entries.until[at] = dayNumber(entry.until);
      entries.spent[at] = entry.spent ? 1 : 0;
      // Left after it was joined: a text that only this entry says stays where it is.
      const { vector, kinds } = entry;
      const text = texts.join(at, { category: categories.codeOf(entry.category), vector, kinds });
      if (known !== undefined) texts.leave(at, entries.text[at] as number);
      entries.text[at] = text;
      over.forget();
    },
    size: () => ids.length,
    bytes: texts.bytes,
    numbersOf: (id) => {
      const at = slotOf.get(id);
      return at === undefined ? null : texts.numbersAt(entries.text[at] as number);
    },
    versionOf: (id) => {
      const at = slotOf.get(id);
      return at === undefined ? null : (entries.version[at] as number);
    },
    search: (query) =>
      searchIn(
        {
          texts,
          entries,
          overOn: (day) => over.on(day, entries, ids.length),
          ids,
          before: idBefore,
          visibleTo: (viewer) => visibilityOf(viewer, audiences),
          categories: categories.names,
        },
        query,
      ),
  };
}
