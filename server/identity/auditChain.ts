import { createHash } from "node:crypto";
import type { z } from "zod";
import type { auditFacts } from "./auditQueries.ts";

/** What the hash of an event covers, beside its place and the hash before it. */
export type AuditFacts = { [K in keyof typeof auditFacts]: z.output<(typeof auditFacts)[K]> };

export interface SealedEvent extends AuditFacts {
  seq: number;
  prevHash: string | null;
  hash: string | null;
  unsealed: boolean;
}

export interface ChainEnd {
  seq: number;
  hash: string;
}

/** Before the first event. */
export const chainStart: ChainEnd = { seq: 0, hash: "" };

const covered = [
  "id",
  "at",
  "action",
  "actorId",
  "actorName",
  "targetKind",
  "targetId",
  "before",
  "after",
  "address",
  "requestId",
] as const satisfies (keyof AuditFacts)[];

/** SHA-256, hex, over the canonical JSON (fixed order, no spaces) of place, previous hash and all facts. */
export function hashEvent(event: AuditFacts, seq: number, prevHash: string): string {
  const canonical = JSON.stringify([seq, prevHash, ...covered.map((key) => event[key])]);
  return createHash("sha256").update(canonical).digest("hex");
}

/** Puts events behind the end of the chain, in the order given. */
export function sealAfter(
  end: ChainEnd,
  events: readonly AuditFacts[],
): { seals: { id: string; seq: number; prevHash: string; hash: string }[]; end: ChainEnd } {
  let { seq, hash } = end;
  const seals = events.map((event) => {
    const prevHash = hash;
    seq += 1;
    hash = hashEvent(event, seq, prevHash);
    return { id: event.id, seq, prevHash, hash };
  });
  return { seals, end: { seq, hash } };
}

/**
 * Follows a stretch of the chain on from `end`. Returns the new end, or the first thing that is wrong with it, as a
 * Chinese sentence.
 */
export function followChain(
  end: ChainEnd,
  events: readonly SealedEvent[],
): { end: ChainEnd; problem: string | null } {
  let { seq, hash } = end;
  for (const event of events) {
    const problem = problemOf(event, seq, hash);
    if (problem) return { end: { seq, hash }, problem };
    seq = event.seq;
    hash = event.hash ?? "";
  }
  return { end: { seq, hash }, problem: null };
}

function problemOf(event: SealedEvent, lastSeq: number, lastHash: string): string | null {
  if (event.seq !== lastSeq + 1)
    return `第 ${lastSeq + 1} 条审计记录缺失或被换了位置（接下来的是第 ${event.seq} 条，${event.id}）。`;
  if (event.prevHash !== lastHash) return `第 ${event.seq} 条审计记录（${event.id}）与前一条接不上。`;
  if (event.hash !== hashEvent(event, event.seq, lastHash))
    return `第 ${event.seq} 条审计记录（${event.id}）的内容被改动过。`;
  if (event.unsealed) return `第 ${event.seq} 条审计记录（${event.id}）的封存标记被改动过。`;
  return null;
}
