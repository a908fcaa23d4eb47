import { readFileSync } from "node:fs";
import openWabt from "wabt";

/** Vectors in one block: 8 MB of 512 numbers each. Blocks never move or grow, so a view into one stays valid. */
export const blockSize = 4096;

const pageBytes = 65_536;
const lanes = 16; // the numbers that dotProducts.wat takes at a step: shorter vectors are filled up with zeros

/** Bytes that one vector of so many numbers takes. */
export const vectorBytes = (length: number): number => Math.ceil(length / lanes) * lanes * 4;

/** A run of stored vectors of one length and the one thing asked of them. */
export interface VectorBlock {
  /** Copies a vector of the block's length into a slot, 0 ≤ slot < blockSize. */
  set(slot: number, vector: ArrayLike<number>): void;
  /** A view of a stored vector: for reading, and only as long as its slot is not given to another. */
  view(slot: number): Float32Array;
  /** Dot products of `query` with slots 0 … count − 1; the next call overwrites them. */
  scan(query: Float32Array, count: number): Float32Array;
}

/** Makes a block for vectors of so many numbers. */
export type OpenBlock = (length: number) => VectorBlock;

/**
 * Compiles dotProducts.wat once and returns a maker of blocks. Ten times the speed of the same loop in JavaScript,
 * which is what makes an exact search of a hundred thousand vectors cheaper than asking an approximate index.
 */
export async function openVectorBlocks(): Promise<OpenBlock> {
  const file = new URL("dotProducts.wat", import.meta.url);
  const wabt = await openWabt();
  const text = wabt.parseWat("dotProducts.wat", readFileSync(file, "utf8"), { simd: true });
  const assembled = await WebAssembly.compile(new Uint8Array(text.toBinary({}).buffer));
  text.destroy();
  return (length) => openBlock(assembled, length);
}

function openBlock(assembled: WebAssembly.Module, length: number): VectorBlock {
  // The layout that dotProducts.wat expects: query, results, vectors.
  const bytes = vectorBytes(length);
  const vectorsAt = bytes + blockSize * 4;
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((vectorsAt + blockSize * bytes) / pageBytes),
  });
  const { exports } = new WebAssembly.Instance(assembled, { env: { memory } });
  const scan = exports.scan as (count: number, results: number, vectors: number, bytes: number) => void;
  const question = new Float32Array(memory.buffer, 0, length);
  const results = new Float32Array(memory.buffer, bytes, blockSize);
  const slotAt = (slot: number): Float32Array =>
    new Float32Array(memory.buffer, vectorsAt + slot * bytes, length);
  return {
    set: (slot, vector) => slotAt(slot).set(vector),
    view: slotAt,
    scan: (query, count) => {
      question.set(query);
      scan(count, bytes, vectorsAt, bytes);
      return results.subarray(0, count);
    },
  };
}
