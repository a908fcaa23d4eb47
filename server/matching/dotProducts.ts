import { readFileSync } from "node:fs";
import openWabt from "wabt";

/** Vectors in one block: 10 MB of 512 numbers each. Blocks never move or grow, so a view into one stays valid. */
export const blockSize = 4096;

const pageBytes = 65_536;
const lanes = 32; // the numbers that dotProducts.wat takes at a step: shorter vectors are filled up with zeros
// The largest whole numbers that stand for a number of the vectors and of the query. 512 products of them fit into 31 bits.
const largestCode = 127;
const largestAsked = 32_767;
/**
 * What rounding the query, and adding up single-precision numbers, may cost at most, as a share of both lengths: a query
 * of 512 numbers is rounded by at most √512 / 2 / 32767 = 0.00035 of its length.
 */
const slack = 5e-4;

const padded = (length: number): number => Math.ceil(length / lanes) * lanes;

/** Bytes that one vector of so many numbers takes: four a number as it is, one as it is first looked at, two sums. */
export const vectorBytes = (length: number): number => padded(length) * 5 + 12;

/** A run of stored vectors of one length, at most 512, and what is asked of them: first all roughly, then some exactly. */
export interface VectorBlock {
  /** Copies a vector of the block's length into a slot, 0 ≤ slot < blockSize. */
  set(slot: number, vector: ArrayLike<number>): void;
  /** A view of a stored vector: for reading, and only as long as its slot is not given to another. */
  view(slot: number): Float32Array;
  /**
   * For slots 0 … count − 1 a number that the dot product with `query` does not exceed, and is little below: by 0.02 for
   * unit vectors of meaning. Reads a quarter of what exact ones would. The next call overwrites them.
   */
  ceilings(query: Float32Array, count: number): Float32Array;
  /** The exact dot product of a slot with the query last given to `ceilings`. */
  dot(slot: number): number;
}

/** Makes a block for vectors of so many numbers. */
export type OpenBlock = (length: number) => VectorBlock;

/**
 * Compiles dotProducts.wat once and returns a maker of blocks. Many times the speed of the same loops in JavaScript,
 * which is what makes an exact search of hundreds of thousands of vectors cheaper than asking an approximate index.
 */
export async function openVectorBlocks(): Promise<OpenBlock> {
  const file = new URL("dotProducts.wat", import.meta.url);
  const wabt = await openWabt();
  const text = wabt.parseWat("dotProducts.wat", readFileSync(file, "utf8"), { simd: true });
  const assembled = await WebAssembly.compile(new Uint8Array(text.toBinary({}).buffer));
  text.destroy();
  return (length) => openBlock(assembled, length);
}

interface Products {
  ceilings(
    count: number,
    results: number,
    codes: number,
    steps: number,
    margins: number,
    query: number,
    bytes: number,
    step: number,
    norm: number,
  ): void;
  dot(vector: number, bytes: number): number;
}

function openBlock(assembled: WebAssembly.Module, length: number): VectorBlock {
  const numbers = padded(length);
  const bytes = numbers * 4;
  // One after the other: the query, the rounded query, three floats a vector, the rounded vectors, the vectors.
  const roundedAt = bytes;
  const resultsAt = roundedAt + numbers * 2;
  const stepsAt = resultsAt + blockSize * 4;
  const marginsAt = stepsAt + blockSize * 4;
  const codesAt = marginsAt + blockSize * 4;
  const vectorsAt = codesAt + blockSize * numbers;
  const memory = new WebAssembly.Memory({
    initial: Math.ceil((vectorsAt + blockSize * bytes) / pageBytes),
  });
  const { exports } = new WebAssembly.Instance(assembled, { env: { memory } });
  const products = exports as unknown as Products;
  const { buffer } = memory;
  const question = new Float32Array(buffer, 0, length);
  const rounded = new Int16Array(buffer, roundedAt, length);
  const results = new Float32Array(buffer, resultsAt, blockSize);
  const steps = new Float32Array(buffer, stepsAt, blockSize);
  const margins = new Float32Array(buffer, marginsAt, blockSize);
  const view = (slot: number): Float32Array => new Float32Array(buffer, vectorsAt + slot * bytes, length);
  return {
    set: (slot, vector) => {
      const stored = view(slot);
      stored.set(vector);
      const codes = new Int8Array(buffer, codesAt + slot * numbers, length);
      const step = round(stored, codes, largestCode);
      steps[slot] = step;
      margins[slot] =
        lengthOf(stored.map((x, at) => x - (codes[at] as number) * step)) + slack * lengthOf(stored);
    },
    view,
    ceilings: (query, count) => {
      question.set(query);
      const step = round(query, rounded, largestAsked);
      const norm = lengthOf(query);
      products.ceilings(count, resultsAt, codesAt, stepsAt, marginsAt, roundedAt, numbers * 2, step, norm);
      return results.subarray(0, count);
    },
    dot: (slot) => products.dot(vectorsAt + slot * bytes, bytes),
  };
}

/** Writes numbers as whole multiples of a step, which is returned: the largest becomes `largest`. */
function round(numbers: Float32Array, codes: Int8Array | Int16Array, largest: number): number {
  const most = numbers.reduce((found, x) => Math.max(found, Math.abs(x)), 0);
  const step = Math.fround(most / largest) || 1;
  for (let at = 0; at < numbers.length; at += 1) {
    const code = Math.round((numbers[at] as number) / step);
    codes[at] = Math.max(-largest, Math.min(largest, code));
  }
  return step;
}

const lengthOf = (numbers: Float32Array): number => Math.sqrt(numbers.reduce((sum, x) => sum + x * x, 0));
