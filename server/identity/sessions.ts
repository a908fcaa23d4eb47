import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { onceIfKeyed } from "../api/once.ts";
import { notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, originOf } from "./audit.ts";
import { giveSessionCookie, takeSessionCookie } from "./cookies.ts";
import { hashSecret, newSecret } from "./secrets.ts";
import {
  createGuestSession,
  createSession,
  deleteSession,
  deleteSessions,
  listSessions,
} from "./sessionQueries.ts";

const longestUserAgent = 200;

/** A session not yet stored: its secret goes to the browser, the rest into the graph. */
export interface FreshSession {
  secret: string;
  lifeSeconds: number;
  row: { id: string; hash: string; lifeSeconds: number; address: string | null; userAgent: string | null };
}

export function freshSession({ exchange, settings }: ApiContext): FreshSession {
  const { secret, hash } = newSecret("lms");
  const lifeSeconds = settings.sessionHours * 3600;
  const userAgent = exchange.userAgent?.slice(0, longestUserAgent) ?? null;
  return {
    secret,
    lifeSeconds,
    row: { id: ulid(), hash, lifeSeconds, address: exchange.address, userAgent },
  };
}

/** Starts a session of an account in the transaction that let it in; the one the browser came with ends: rotation. */
export async function openSession(
  context: ApiContext,
  tx: Transaction,
  session: FreshSession,
  accountId: string,
): Promise<void> {
  if (context.access.session) await tx.run(deleteSession, { hash: context.access.session.hash });
  const [created] = await tx.run(createSession, { accountId, ...session.row });
  if (!created) throw notFound("这个账号");
}

/** After the transaction: the browser gets the secret. */
export function handOver(context: ApiContext, session: FreshSession): void {
  giveSessionCookie(context.exchange, session.secret, session.lifeSeconds);
}

/** Opens a share link as a guest. @throws NOT_FOUND for a link that is unknown, revoked or too old. */
export async function openShareLink(context: ApiContext, token: string): Promise<FreshSession> {
  const session = freshSession(context);
  await context.graph.write(async (tx) => {
    if (context.access.session) await tx.run(deleteSession, { hash: context.access.session.hash });
    const [opened] = await tx.run(createGuestSession, { tokenHash: hashSecret(token), ...session.row });
    if (!opened) throw notFound("这个分享链接");
    const actor = { id: opened.linkId, name: `访客（${opened.name}）`, demo: false };
    const target = { kind: "ShareLink", id: opened.linkId };
    await audit(tx, { action: "openShareLink", actor, target, from: originOf(context) });
  });
  handOver(context, session);
  return session;
}

/** Ends the session the request came with, if any. */
export async function signOut(context: ApiContext): Promise<void> {
  const { session, actor } = context.access;
  takeSessionCookie(context.exchange);
  if (!session) return;
  await context.graph.write(async (tx) => {
    await tx.run(deleteSession, { hash: session.hash });
    await audit(tx, { action: "signOut", actor, from: originOf(context) });
  });
}

/** Ends one of one's own sessions, or all (`id` null). Returns how many ended. */
export async function endSessions(
  context: ApiContext,
  accountId: string,
  id: string | null,
  clientMutationId?: string | null,
): Promise<number> {
  const { actor } = context.access;
  const ended = await onceIfKeyed(context, "endSession", { id, clientMutationId }, async (tx) => {
    const [row] = await tx.run(deleteSessions, { accountId, id, keepHash: null });
    const action = id === null ? "signOutEverywhere" : "endSession";
    await audit(tx, {
      action,
      actor,
      target: { kind: "Account", id: accountId },
      after: row,
      from: originOf(context),
    });
    return row?.ended ?? 0;
  });
  return ended;
}

/** One's own sessions that still hold, the latest first. */
export async function ownSessions(context: ApiContext, accountId: string) {
  const idleSeconds = context.settings.sessionIdleMinutes * 60;
  const rows = await context.graph.run(listSessions, { accountId, idleSeconds });
  return rows.map((row) => ({ ...row, current: row.id === context.access.session?.id }));
}
