import { z } from "zod";
import { pageParams, pageRow } from "../api/rows.ts";
import { defineQuery } from "../graph/query.ts";

const text = z.string().nullable();

/** What an event says; the hash covers exactly these and the event's place in the chain. */
export const auditFacts = {
  id: z.string(),
  at: z.string(),
  action: z.string(),
  actorId: text,
  actorName: z.string(),
  targetKind: text,
  targetId: text,
  before: text,
  after: text,
  address: text,
  requestId: text,
};
const none = z.object({});

export const createAuditEvent = defineQuery({
  name: "identity/create-audit-event",
  mode: "write",
  params: z.object(auditFacts).omit({ at: true }),
  row: z.object({ id: z.string() }),
});

export const createAuditEvents = defineQuery({
  name: "identity/create-audit-events",
  mode: "write",
  params: z.object({ events: z.array(z.object(auditFacts).omit({ at: true })) }),
  row: z.object({ id: z.string() }),
});

export const listAuditEvents = defineQuery({
  name: "identity/list-audit-events",
  mode: "read",
  params: z.object({
    action: text,
    actorId: text,
    targetId: text,
    demo: z.boolean(),
    /** Instants, half-open. */
    from: text,
    to: text,
    ...pageParams,
  }),
  row: pageRow(z.object({ ...auditFacts, cursorKey: z.number(), seq: z.number().nullable(), hash: text })),
});

/** Who has done something, by part of their name. */
export const listActors = defineQuery({
  name: "identity/list-actors",
  mode: "read",
  params: z.object({ text: z.string(), demo: z.boolean(), limit: z.number().int() }),
  row: z.object({ id: z.string(), name: z.string() }),
});

/** What the things are called that people made beside the records. */
export const nameTargets = defineQuery({
  name: "identity/name-targets",
  mode: "read",
  params: z.object({ ids: z.array(z.string()) }),
  row: z.object({ id: z.string(), name: z.string() }),
});

export const readAuditHead = defineQuery({
  name: "identity/read-audit-head",
  mode: "read",
  params: none,
  row: z.object({ seq: z.number(), hash: z.string(), sealedAt: text, waiting: z.number() }),
});

/** Locks the chain's end for the rest of the transaction. */
export const lockAuditChain = defineQuery({
  name: "identity/lock-audit-chain",
  mode: "write",
  params: none,
  row: z.object({ seq: z.number(), hash: z.string() }),
});

export const readUnsealed = defineQuery({
  name: "identity/read-unsealed",
  mode: "read",
  params: none,
  row: z.object(auditFacts),
});

export const sealEvents = defineQuery({
  name: "identity/seal-events",
  mode: "write",
  params: z.object({
    seq: z.number().int(),
    hash: z.string(),
    seals: z.array(
      z.object({ id: z.string(), seq: z.number().int(), prevHash: z.string(), hash: z.string() }),
    ),
  }),
  row: z.object({ sealed: z.number() }),
});

export const readAuditChain = defineQuery({
  name: "identity/read-audit-chain",
  mode: "read",
  params: z.object({ after: z.number().int() }),
  row: z.object({
    ...auditFacts,
    seq: z.number(),
    prevHash: text,
    hash: text,
    unsealed: z.boolean(),
  }),
});

export const countAuditEvents = defineQuery({
  name: "identity/count-audit-events",
  mode: "read",
  params: none,
  row: z.object({ events: z.number(), unsealed: z.number(), loose: z.number() }),
});
