import { type Access, anonymousAccess } from "../access/access.ts";
import { allRoles, type Role, roleRules } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError } from "../errors.ts";
import { accountById } from "./accounts.ts";
import { authenticate } from "./authenticate.ts";
import { sessionCookieName } from "./cookies.ts";
import { demoRoles } from "./demo.ts";
import { readDemo } from "./demoQueries.ts";
import type { FreshSession } from "./sessions.ts";

export const roleInfo = (role: Role) => {
  const { name, permissions, places, grantable } = roleRules[role];
  return { role, name, permissions: [...permissions], placeKinds: [...places], grantable };
};

export const allRoleInfos = () => allRoles.map(roleInfo);

/** Who is asking, as the web needs it to draw its frame. */
export function meOf(context: ApiContext, access: Access = context.access) {
  const seeing: ApiContext = { ...context, access, viewer: access.viewer };
  const { kind, actor, permissions, mustChangePassword, session, grants, demoOn } = access;
  const hasAccount = kind === "account" || kind === "demo" || kind === "token";
  return {
    kind: kind === "system" ? ("account" as const) : kind,
    account: () => (hasAccount && actor.id ? accountById(seeing, actor.id) : null),
    roles: grants.map(({ grantId, role, place, until }) => ({
      grantId,
      role,
      roleName: roleRules[role].name,
      place,
      until,
    })),
    permissions: [...permissions],
    mustChangePassword,
    sessionEndsAt: session?.endsAt ?? null,
    startPath: session?.startPath ?? null,
    demo: { on: demoOn, roles: demoOn ? demoRoles.map(roleInfo) : [] },
    singleSignOn: context.settings.singleSignOn?.name ?? null,
  };
}

/** `me` as it is from now on: with the session just opened. */
export async function meWith(context: ApiContext, { secret }: FreshSession) {
  const { exchange } = context;
  const cookies = { [sessionCookieName(exchange.secure)]: secret };
  return meOf(context, await authenticate(context, { ...exchange, bearer: null, cookies }));
}

/** `me` without a session. */
export async function meWithout(context: ApiContext) {
  const [demo] = context.settings.demoAllowed ? await context.graph.run(readDemo, {}) : [];
  return meOf(context, anonymousAccess(demo?.on ?? false));
}

/** The account of whoever asks. @throws UNAUTHENTICATED for guests and the system. */
export function ownId({ access: { kind, actor } }: ApiContext): string {
  if ((kind === "account" || kind === "demo" || kind === "token") && actor.id) return actor.id;
  throw new AppError("UNAUTHENTICATED", "请先用自己的账号登录。");
}
