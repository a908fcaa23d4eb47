import { createHash } from "node:crypto";
import type { PlainValue } from "../graph/values.ts";

export type Properties = Record<string, PlainValue>;
/** A node's number within one archive or one reading of a graph. */
export type NodeKey = number | string;

export interface Digest {
  nodes: number;
  relationships: number;
  /** 64 hexadecimal digits; equal for equal graphs, whatever their internal ids and the order of reading. */
  hash: string;
}

export interface DigestBuilder {
  addNode(key: NodeKey, labels: string[], properties: Properties): void;
  /** Both ends must have been added. */
  addRelationship(type: string, start: NodeKey, end: NodeKey, properties: Properties): void;
  finish(): Digest;
}

const width = 32;

/**
 * A hash over a whole graph that does not depend on internal ids or order: sums of SHA-256 values, lane by lane modulo
 * 2^32. Each node counts with its labels, properties and the sum over its relationships (each with the contents of both
 * ends), which is one round of Weisfeiler and Lehman's colour refinement: moving a relationship from one of two equal
 * nodes to the other is seen. Memory: 64 bytes and an entry in a table per node.
 */
export function startDigest(): DigestBuilder {
  const slots = new Map<NodeKey, number>();
  let contents = Buffer.alloc(width * 1024);
  let around = new Uint32Array((width / 4) * 1024);
  const total = new Uint32Array(width / 4);
  let relationships = 0;

  const slotOf = (key: NodeKey): number => {
    const slot = slots.get(key);
    if (slot === undefined) throw new Error(`a relationship ends at node ${key}, which is not there`);
    return slot;
  };
  const content = (slot: number): Buffer => contents.subarray(slot * width, (slot + 1) * width);

  return {
    addNode: (key, labels, properties) => {
      if (slots.has(key)) throw new Error(`node ${key} appears twice`);
      const slot = slots.size;
      slots.set(key, slot);
      if ((slot + 1) * width > contents.length) {
        contents = Buffer.concat([contents, Buffer.alloc(contents.length)]);
        const wider = new Uint32Array(around.length * 2);
        wider.set(around);
        around = wider;
      }
      sha(JSON.stringify([[...labels].sort(), sorted(properties)])).copy(contents, slot * width);
    },
    addRelationship: (type, start, end, properties) => {
      const [a, b] = [slotOf(start), slotOf(end)];
      const hash = sha(JSON.stringify([type, sorted(properties)]), content(a), content(b));
      add(around, (a * width) / 4, hash, 0);
      add(around, (b * width) / 4, hash, 1);
      relationships += 1;
    },
    finish: () => {
      for (let slot = 0; slot < slots.size; slot += 1) {
        const lanes = around.subarray((slot * width) / 4, ((slot + 1) * width) / 4);
        add(total, 0, sha("", content(slot), Buffer.from(lanes.buffer, lanes.byteOffset, width)), 0);
      }
      const hash = Buffer.from(total.buffer).toString("hex");
      return { nodes: slots.size, relationships, hash };
    },
  };
}

function sha(text: string, ...buffers: Buffer[]): Buffer {
  const hash = createHash("sha256").update(text);
  for (const buffer of buffers) hash.update(buffer);
  return hash.digest();
}

/** Adds a hash lane by lane, turned by `turn` lanes so that the two ends of a relationship differ. */
function add(sums: Uint32Array, at: number, hash: Buffer, turn: number): void {
  const lanes = width / 4;
  for (let lane = 0; lane < lanes; lane += 1) {
    const index = at + lane;
    sums[index] = (sums[index] ?? 0) + hash.readUInt32LE(((lane + turn) % lanes) * 4);
  }
}

const sorted = (properties: Properties): [string, PlainValue][] =>
  Object.entries(properties).sort(([a], [b]) => (a < b ? -1 : 1));
