import type { Access } from "../access/access.ts";
import { allRoles, type Role, roleRules } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { accountById } from "./accounts.ts";
import { authenticate } from "./authenticate.ts";
import { sessionCookieName } from "./cookies.ts";
import { demoRoles } from "./demo.ts";
import type { FreshSession } from "./sessions.ts";

export const roleInfo = (role: Role) => {
  const { name, permissions, places, grantable } = roleRules[role];
  return { role, name, permissions: [...permissions], placeKinds: [...places], grantable };
};

export const allRoleInfos = () => allRoles.map(roleInfo);

/** What the web needs to draw its frame. */
export const meResolvers: NonNullable<Resolvers["Me"]> = {
  kind: ({ kind }) => (kind === "system" ? "account" : kind),
  account: ({ kind, actor }, _, context) =>
    (kind === "account" || kind === "demo" || kind === "token") && actor.id
      ? accountById(context, actor.id)
      : null,
  roles: ({ grants }) => [...grants],
  permissions: ({ permissions }) => [...permissions],
  sessionEndsAt: ({ session }) => session?.endsAt ?? null,
  startPath: ({ session }) => session?.startPath ?? null,
  linkExpiresAt: ({ session }) => session?.linkExpiresAt ?? null,
  demo: ({ demoOn }) => ({ on: demoOn, roles: demoOn ? demoRoles.map(roleInfo) : [] }),
  singleSignOn: (_, __, context) => context.settings.singleSignOn?.name ?? null,
};

/** Who is asking from now on: with the session just opened. */
export function accessWith(context: ApiContext, { secret }: FreshSession): Promise<Access> {
  const { exchange } = context;
  const cookies = { [sessionCookieName(exchange.secure)]: secret };
  return authenticate(context, { ...exchange, bearer: null, cookies });
}

/** Who is asking once the session is gone. */
export const accessWithout = (context: ApiContext): Promise<Access> =>
  authenticate(context, { ...context.exchange, bearer: null, cookies: {} });

/** The account of whoever asks. @throws UNAUTHENTICATED for guests and the system. */
export function ownId({ access: { kind, actor } }: ApiContext): string {
  if ((kind === "account" || kind === "demo" || kind === "token") && actor.id) return actor.id;
  throw new AppError("UNAUTHENTICATED", "请先用自己的账号登录。");
}
