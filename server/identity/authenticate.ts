import type { Logger } from "pino";
import { type Access, accountAccess, anonymousAccess, guestAccess } from "../access/access.ts";
import type { Exchange } from "../access/exchange.ts";
import { expandAccount, type HeldGrant, type Reader } from "../access/expand.ts";
import { type Permission, type Role, roleRules } from "../access/roles.ts";
import type { AccessSettings } from "../access/settings.ts";
import type { ApiContext } from "../api/context.ts";
import type { Graph } from "../graph/connection.ts";
import type { RowOf } from "../graph/query.ts";
import { sessionSecretOf } from "./cookies.ts";
import { readDemo } from "./demoQueries.ts";
import type { GrantRow } from "./queries.ts";
import { hashSecret } from "./secrets.ts";
import {
  readAccountRights,
  readApiToken,
  readSession,
  touchApiToken,
  touchSession,
} from "./sessionQueries.ts";

interface Authentication {
  graph: Graph;
  settings: AccessSettings;
  logger: Logger;
  /** Day in Asia/Shanghai. */
  today: string;
  /** For a stream that stands open: that nobody asks keeps no session and no token alive. */
  inBackground?: boolean | undefined;
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
  if (row.stale) keepAlive(authentication, () => graph.run(touchSession, { id: row.sessionId }));
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
  if (row.stale) keepAlive(authentication, () => graph.run(touchApiToken, { id: row.tokenId }));
  return tokenAccess(graph, row, today);
}

async function tokenAccess(graph: Reader, row: RowOf<typeof readApiToken>, today: string): Promise<Access> {
  const grants = await expandAccount(graph, heldGrants(row.grants), today);
  const actor = { id: row.accountId, name: `${row.name}（令牌 ${row.tokenName}）`, demo: false };
  const { mustChangePassword } = row;
  const scopes = row.scopes as Permission[];
  return accountAccess(
    { kind: "token", actor, mustChangePassword, scopes, session: null, demoOn: false },
    grants,
  );
}

/**
 * What whoever made a request may do today, for work that goes on after its answer; null where account, token or demo
 * hold no more. The end of a session ends no work: people sign out and go home.
 */
export async function accessNow(
  reader: Reader,
  { access, exchange, settings }: ApiContext,
  today: string,
): Promise<Access | null> {
  const { kind, actor, session } = access;
  if (kind === "system") return access;
  if (kind === "token") {
    const hash = hashSecret(exchange.bearer ?? "");
    const [row] = await reader.run(readApiToken, { hash, today });
    return row ? tokenAccess(reader, row, today) : null;
  }
  if ((kind !== "account" && kind !== "demo") || actor.id === null) return null;
  const [row] = await reader.run(readAccountRights, {
    ...{ id: actor.id, today, demoAllowed: settings.demoAllowed },
  });
  if (!row) return null;
  const { mustChangePassword, demoOn } = row;
  const grants = await expandAccount(reader, heldGrants(row.grants), today);
  return accountAccess({ kind, actor, mustChangePassword, scopes: null, session, demoOn }, grants);
}

/** Once a minute at most; a failure costs nothing but an earlier end of the session. */
function keepAlive({ logger, inBackground }: Authentication, touch: () => Promise<unknown>): void {
  if (inBackground) return;
  touch().catch((error: unknown) => logger.warn({ err: error }, "could not note that a session is alive"));
}

/** A role that this version of the program does not know gives nothing. */
export const heldGrants = (rows: readonly GrantRow[]): HeldGrant[] =>
  rows.flatMap((row) => (row.role in roleRules ? [{ ...row, role: row.role as Role }] : []));
