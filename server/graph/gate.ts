import { z } from "zod";
import { AppError } from "../errors.ts";
import { defineQuery, type Query } from "./query.ts";

const gate = <P extends z.ZodType, R extends z.ZodType>(name: string, params: P, row: R) =>
  defineQuery({ name: `graph/${name}`, mode: "write", params, row });
const none = z.object({});
const lease = z.object({ by: z.string(), seconds: z.int().positive() });

/** First statement of every write: a shared lock on the gate, and whether it is open. */
export const passGate = gate("pass-gate", none, z.object({ closed: z.boolean(), expired: z.boolean() }));
export const openExpiredGate = gate("open-expired-gate", none, z.object({ closed: z.boolean() }));
/** Closes the gate for `seconds` in the name of `by`; `mine` is false while somebody else keeps it closed. */
export const closeGate = gate("close-gate", lease, z.object({ mine: z.boolean() }));
/** Waits until every write that passed the gate has ended. */
export const holdGate = gate("hold-gate", none, z.object({ id: z.string() }));
/** Keeps the gate closed for `seconds` from now; no row when it has opened meanwhile. */
export const prolongGate = gate("prolong-gate", lease, z.object({ closed: z.boolean() }));
/** Opens the gate; `held` says whether it was closed until now. */
export const openGate = gate("open-gate", z.object({ by: z.string() }), z.object({ held: z.boolean() }));

/** The gate is closed: thrown inside a write, which is taken back and tried again. */
export class GateClosed extends Error {
  readonly expired: boolean;
  constructor(expired: boolean) {
    super("the write gate is closed");
    this.name = "GateClosed";
    this.expired = expired;
  }
}

/** What a user reads whose write waited at the gate in vain. */
export const pausedForBackup = (): AppError =>
  new AppError("OVERLOADED", "系统正在备份，暂停写入，您的内容没有保存。请几秒后重试。");

/**
 * Whether a statement must pass the gate. Not those of this folder and the migrations (they make the gate), nor what
 * the database refuses beside another statement in one transaction: changes of the schema and batches of their own.
 */
export function needsGate(query: Pick<Query, "name" | "mode" | "text">): boolean {
  if (query.mode !== "write" || /^(graph|schema|backup)\//.test(query.name)) return false;
  const text = query.text.replace(/^\s*\/\/.*$/gm, "").trim();
  return !/^(CREATE\s+(\w+\s+){0,2}(CONSTRAINT|INDEX)|DROP|SHOW)\b|\bIN\s+(\d+\s+CONCURRENT\s+)?TRANSACTIONS\b/i.test(
    text,
  );
}
