import { blockSize, type OpenBlock, type VectorBlock, vectorBytes } from "./dotProducts.ts";

export const vectorLength = 512;

/** What an entry says: entries that say the same share one. */
export interface SaidText {
  /** Code of what its owner filed it under. */
  category: number;
  /** 512 numbers of unit length, or null when it has not been embedded. */
  vector: ArrayLike<number> | null;
  kinds: ArrayLike<number>;
}

/** A run of texts: plain numbers, because a search looks at every one. */
export interface TextBlock {
  vectors: VectorBlock;
  kinds: VectorBlock;
  category: Uint32Array;
  hasVector: Uint8Array;
  /** Who says it: numbers of entries in the order of their ids. Empty where the slot is free. */
  members: number[][];
}

/** Texts by slot, each with those that say it. Firms copy from each other: of equal texts one is looked at for all. */
export interface TextGroups {
  blocks: readonly TextBlock[];
  /** Slots given out so far, free ones among them. */
  size(): number;
  bytes(): number;
  /** Puts an entry to those that say the same, and returns the slot. */
  join(entry: number, text: SaidText): number;
  leave(entry: number, slot: number): void;
  /** Who says it: numbers of entries in the order of their ids. */
  membersAt(slot: number): readonly number[];
  /** Views of a text's numbers, for reading at once. */
  numbersAt(slot: number): { vector: Float32Array | null; kinds: Float32Array };
}

/**
 * @param kindCount length of every text's `kinds`.
 * @param before the order of two entries by their ids.
 */
export function createTextGroups(
  openBlock: OpenBlock,
  kindCount: number,
  before: (a: number, b: number) => boolean,
): TextGroups {
  const blocks: TextBlock[] = [];
  const free: number[] = [];
  let size = 0;
  // Texts by a number made of all that they are: few share one without being equal.
  const slotsByHash = new Map<number, number[]>();
  const asked = new Float32Array(vectorLength + kindCount);
  const askedBits = new Uint32Array(asked.buffer);

  const locate = (slot: number): { block: TextBlock; at: number } => {
    const index = Math.floor(slot / blockSize);
    const block = blocks[index] ?? openTextBlock(openBlock, kindCount);
    blocks[index] = block;
    return { block, at: slot % blockSize };
  };
  const numbersAt: TextGroups["numbersAt"] = (slot) => {
    const { block, at } = locate(slot);
    return { vector: block.hasVector[at] ? block.vectors.view(at) : null, kinds: block.kinds.view(at) };
  };
  /** Readies `asked` for comparing, as the numbers will be stored, and returns their hash. */
  const hashOf = ({ category, vector, kinds }: SaidText): number => {
    if (vector) asked.set(vector);
    else asked.fill(0, 0, vectorLength);
    asked.set(kinds, vectorLength);
    let hash = vector ? category : ~category;
    for (let at = 0; at < askedBits.length; at += 1)
      hash = Math.imul(hash ^ (askedBits[at] as number), 0x01000193) ^ (hash >>> 15);
    return hash;
  };
  const saysAsked = (slot: number, { category, vector }: SaidText): boolean => {
    const { block, at } = locate(slot);
    if (block.category[at] !== category || (block.hasVector[at] === 1) !== (vector !== null)) return false;
    const stored = numbersAt(slot);
    return (
      (stored.vector === null || stored.vector.every((x, place) => x === asked[place])) &&
      stored.kinds.every((x, place) => x === asked[vectorLength + place])
    );
  };
  const add = (text: SaidText): number => {
    const slot = free.pop() ?? size;
    size = Math.max(size, slot + 1);
    const { block, at } = locate(slot);
    block.category[at] = text.category;
    block.hasVector[at] = text.vector ? 1 : 0;
    if (text.vector) block.vectors.set(at, text.vector);
    block.kinds.set(at, text.kinds);
    block.members[at] = [];
    return slot;
  };

  return {
    blocks,
    size: () => size,
    bytes: () => blocks.length * blockSize * (vectorBytes(vectorLength) + vectorBytes(kindCount)),
    join: (entry, text) => {
      const hash = hashOf(text);
      const alike = slotsByHash.get(hash) ?? [];
      let slot = alike.find((one) => saysAsked(one, text));
      if (slot === undefined) {
        slot = add(text);
        slotsByHash.set(hash, [...alike, slot]);
      }
      const { block, at } = locate(slot);
      insertInOrder(block.members[at] as number[], entry, before);
      return slot;
    },
    leave: (entry, slot) => {
      const { block, at } = locate(slot);
      const members = block.members[at] as number[];
      members.splice(members.indexOf(entry), 1);
      if (members.length > 0) return;
      const hash = hashOf({ category: block.category[at] as number, ...numbersAt(slot) });
      const others = (slotsByHash.get(hash) ?? []).filter((one) => one !== slot);
      if (others.length > 0) slotsByHash.set(hash, others);
      else slotsByHash.delete(hash);
      free.push(slot);
    },
    membersAt: (slot) => {
      const { block, at } = locate(slot);
      return block.members[at] ?? [];
    },
    numbersAt,
  };
}

const openTextBlock = (openBlock: OpenBlock, kindCount: number): TextBlock => ({
  vectors: openBlock(vectorLength),
  kinds: openBlock(kindCount),
  category: new Uint32Array(blockSize),
  hasVector: new Uint8Array(blockSize),
  members: [],
});

/** Entries mostly come in order: looked for from the end by halves. */
function insertInOrder(members: number[], entry: number, before: (a: number, b: number) => boolean): void {
  const last = members.at(-1);
  if (last === undefined || before(last, entry)) {
    members.push(entry);
    return;
  }
  let [low, high] = [0, members.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(members[middle] as number, entry)) low = middle + 1;
    else high = middle;
  }
  members.splice(low, 0, entry);
}
