import { readFileSync } from "node:fs";
import openWabt from "wabt";

/** Length of every stored vector. */
export const vectorLength = 512;
/** Vectors in one block of 8 MB. Blocks never move or grow, so a view into one stays valid. */
export const blockSize = 4096;
export const vectorBytes = vectorLength * 4;

// The layout that dotProducts.wat expects: query, results, vectors.
const resultsAt = vectorBytes;
const vectorsAt = resultsAt + blockSize * 4;
const pageBytes = 65_536;

/** A run of stored unit vectors and the one thing asked of them. */
export interface VectorBlock {
  /** Copies a vector of 512 numbers into a slot, 0 ≤ slot < blockSize. */
  set(slot: number, vector: ArrayLike<number>): void;
  /** A view of a stored vector: for reading, and only as long as its slot is not given to another. */
  view(slot: number): Float32Array;
  /** Dot products of `query` with slots 0 … count − 1; the next call overwrites them. */
  scan(query: Float32Array, count: number): Float32Array;
}

/**
 * Compiles dotProducts.wat once and returns a maker of blocks. Ten times the speed of the same loop in JavaScript,
 * which is what makes an exact search of a hundred thousand vectors cheaper than asking an approximate index.
 */
export async function openVectorBlocks(): Promise<() => VectorBlock> {
  const file = new URL("dotProducts.wat", import.meta.url);
  const wabt = await openWabt();
  const text = wabt.parseWat("dotProducts.wat", readFileSync(file, "utf8"), { simd: true });
  const assembled = await WebAssembly.compile(new Uint8Array(text.toBinary({}).buffer));
  text.destroy();
  return () => openBlock(assembled);
}

function openBlock(assembled: WebAssembly.Module): VectorBlock {
  const bytes = vectorsAt + blockSize * vectorBytes;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / pageBytes) });
  const { exports } = new WebAssembly.Instance(assembled, { env: { memory } });
  const scan = exports.scan as (count: number, results: number, vectors: number) => void;
  const question = new Float32Array(memory.buffer, 0, vectorLength);
  const results = new Float32Array(memory.buffer, resultsAt, blockSize);
  const vectors = new Float32Array(memory.buffer, vectorsAt, blockSize * vectorLength);
  return {
    set: (slot, vector) => vectors.set(vector, slot * vectorLength),
    view: (slot) => vectors.subarray(slot * vectorLength, (slot + 1) * vectorLength),
    scan: (query, count) => {
      question.set(query);
      scan(count, resultsAt, vectorsAt);
      return results.subarray(0, count);
    },
  };
}
