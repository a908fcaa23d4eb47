import { monotonicFactory } from "ulid";
import type { Actor } from "../access/access.ts";
import type { Transaction } from "../graph/connection.ts";
import { createAuditEvent, createAuditEvents } from "./auditQueries.ts";

// Two events of one instant keep their order.
const ulid = monotonicFactory();

export interface AuditEntry {
  /** Stable word, as the mutation is called. */
  action: string;
  actor: Actor;
  target?: { kind: string; id: string } | null | undefined;
  /** What stood before and stands now: plain values, never a secret nor a whole phone number. */
  before?: unknown;
  after?: unknown;
  from: { address: string | null; requestId: string | null };
}

/** What of a request an event tells. */
export const originOf = (context: {
  exchange: { address: string | null };
  requestId: string;
}): AuditEntry["from"] => ({ address: context.exchange.address, requestId: context.requestId });

const asText = (value: unknown): string | null =>
  value === undefined || value === null ? null : JSON.stringify(value);

const factsOf = (entry: AuditEntry) => ({
  id: ulid(),
  action: entry.action,
  actorId: entry.actor.id,
  actorName: entry.actor.name,
  targetKind: entry.target?.kind ?? null,
  targetId: entry.target?.id ?? null,
  before: asText(entry.before),
  after: asText(entry.after),
  address: entry.from.address,
  requestId: entry.from.requestId,
});

/**
 * Records one change inside the transaction that makes it: both stand or fall together. Every mutation calls this.
 * The event waits for the sealer, so writers do not queue for a place in the chain.
 */
export async function audit(tx: Transaction, entry: AuditEntry): Promise<void> {
  await tx.run(createAuditEvent, factsOf(entry));
}

/** Records many changes of one transaction at once, in their order. */
export async function auditAll(tx: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length > 0) await tx.run(createAuditEvents, { events: entries.map(factsOf) });
}
