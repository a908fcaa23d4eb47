import type { Logger } from "pino";
import { type Access, accountAccess, anonymousAccess, guestAccess } from "../access/access.ts";
import type { Exchange } from "../access/exchange.ts";
import { expandAccount, type HeldGrant } from "../access/expand.ts";
import { type Permission, type Role, roleRules } from "../access/roles.ts";
import type { AccessSettings } from "../access/settings.ts";
import type { Graph } from "../graph/connection.ts";
import { sessionSecretOf } from "./cookies.ts";
import { readDemo } from "./demoQueries.ts";
import type { GrantRow } from "./queries.ts";
import { hashSecret } from "./secrets.ts";
import { readApiToken, readSession, touchApiToken, touchSession } from "./sessionQueries.ts";

interface Authentication {
  graph: Graph;
  settings: AccessSettings;
  logger: Logger;
  /** Day in Asia/Shanghai. */
  today: string;
}

/**
 * Who is asking, by a Bearer token or else by the session's cookie; anonymous when neither holds. Looked up for every
 * request: what was revoked, on whichever server, holds for the next one no more.
 */
export async function authenticate(authentication: Authentication, exchange: Exchange): Promise<Access> {
  const secret = exchange.bearer ?? sessionSecretOf(exchange);
  const hash = secret === null ? null : hashSecret(secret);
  const access =
    hash === null
      ? null
      : exchange.bearer === null
        ? await ofSession(authentication, hash)
        : await ofToken(authentication, hash);
  if (access) return access;
  const { graph, settings } = authentication;
  const [demo] = settings.demoAllowed ? await graph.run(readDemo, {}) : [];
  return anonymousAccess(demo?.on ?? false);
}

async function ofSession(authentication: Authentication, hash: string): Promise<Access | null> {
  const { graph, settings, today } = authentication;
  const [row] = await graph.run(readSession, {
    hash,
    today,
    idleSeconds: settings.sessionIdleMinutes * 60,
    demoAllowed: settings.demoAllowed,
  });
  if (!row) return null;
  if (row.stale) keepAlive(authentication, graph.run(touchSession, { id: row.sessionId }));
  const { demo, demoOn, mustChangePassword, link } = row;
  const session = {
    id: row.sessionId,
    hash,
    endsAt: row.endsAt,
    startPath: link?.path ?? null,
    linkExpiresAt: link?.expiresAt ?? null,
  };
  const grants = await expandAccount(graph, heldGrants(row.grants), today);
  const kind = demo ? ("demo" as const) : ("account" as const);
  const actor = { id: row.accountId, name: row.name, demo };
  const access = accountAccess({ kind, actor, mustChangePassword, scopes: null, session, demoOn }, grants);
  if (!link) return access;
  // Who may not share any more, or lost every right, has shared nothing.
  if (!access.permissions.has("share")) return null;
  return guestAccess(
    { id: link.id, name: `访客（${link.name}）`, demo: false },
    link.audiences,
    access.viewer,
    session,
  );
}

async function ofToken(authentication: Authentication, hash: string): Promise<Access | null> {
  const { graph, today } = authentication;
  const [row] = await graph.run(readApiToken, { hash, today });
  if (!row) return null;
  if (row.stale) keepAlive(authentication, graph.run(touchApiToken, { id: row.tokenId }));
  const grants = await expandAccount(graph, heldGrants(row.grants), today);
  const actor = { id: row.accountId, name: `${row.name}（令牌 ${row.tokenName}）`, demo: false };
  const scopes = row.scopes as Permission[];
  return accountAccess(
    {
      kind: "token",
      actor,
      mustChangePassword: row.mustChangePassword,
      scopes,
      session: null,
      demoOn: false,
    },
    grants,
  );
}

/** Once a minute at most; a failure costs nothing but an earlier end of the session. */
function keepAlive({ logger }: Authentication, touch: Promise<unknown>): void {
  touch.catch((error: unknown) => logger.warn({ err: error }, "could not note that a session is alive"));
}

/** A role that this version of the program does not know gives nothing. */
export const heldGrants = (rows: readonly GrantRow[]): HeldGrant[] =>
  rows.flatMap((row) => (row.role in roleRules ? [{ ...row, role: row.role as Role }] : []));
