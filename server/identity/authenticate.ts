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

interface Remembered {
  until: number;
  access: Promise<Access>;
}

// A screen asks several things at once: they share one look. Another server's changes are seen within this time.
const rememberedMs = 1000;
const rememberedMost = 10_000;
const remembered = new WeakMap<Graph, Map<string, Remembered>>();

/** Drops what was remembered of who may do what: after every change of sessions, accounts, grants or the demo mode. */
export const forgetAccess = (graph: Graph): void => void remembered.delete(graph);

/** Who is asking, by a Bearer token or else by the session's cookie; anonymous when neither holds. */
export function authenticate(authentication: Authentication, exchange: Exchange): Promise<Access> {
  const { graph, today } = authentication;
  const secret = exchange.bearer ?? sessionSecretOf(exchange);
  const hash = secret === null ? "" : hashSecret(secret);
  const key = `${today} ${exchange.bearer === null ? "session" : "token"} ${hash}`;
  const known = remembered.get(graph) ?? new Map<string, Remembered>();
  remembered.set(graph, known);
  const now = Date.now();
  const found = known.get(key);
  if (found && found.until > now) return found.access;
  if (known.size >= rememberedMost) known.clear();
  const access = look(authentication, exchange.bearer !== null, hash);
  known.set(key, { until: now + rememberedMs, access });
  // The demo mode ends at once, on every server: nothing of it is remembered.
  access.then(({ demoOn }) => demoOn && known.delete(key)).catch(() => known.delete(key));
  return access;
}

async function look(authentication: Authentication, byToken: boolean, hash: string): Promise<Access> {
  const access =
    hash === ""
      ? null
      : byToken
        ? await ofToken(authentication, hash)
        : await ofSession(authentication, hash);
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
