import { z } from "zod";
import { AppError } from "../errors.ts";
import type { Viewer } from "../graph/query.ts";
import { accountPermissions, allPermissions, type Permission, type Role, roleRules } from "./roles.ts";

/** Who acts, as the audit trail names them. */
export interface Actor {
  /** Account or share link; null for the system and for anonymous visitors. */
  id: string | null;
  name: string;
  /** What a demo visitor enters is an example, and does not end the demo mode. */
  demo: boolean;
}

/**
 * Where one permission holds: statements that change a record compare its owner and alliance with this in the very
 * clause that binds the record.
 */
export const actorSchema = z.object({
  all: z.boolean(),
  /** Enterprises, organisations and departments acted for. */
  ownerIds: z.array(z.string()),
  /** Alliances whose members' records are in reach. */
  allianceIds: z.array(z.string()),
  /** Whether needs in reach that have neither an owner nor an alliance are held too. */
  unowned: z.boolean(),
});
export type ActorScope = z.infer<typeof actorSchema>;

/** One grant with the part of the graph it reaches today. */
export interface ExpandedGrant {
  /** null for a role that follows a fact. */
  grantId: string | null;
  role: Role;
  place: { id: string; kind: string; name: string } | null;
  until: string | null;
  /** Hubs that the place is, or lies within. */
  hubs: string[];
  /** Alliances that the place is or takes part in; of a hub also those below it. */
  alliances: string[];
  /** The owners the place stands for: organisations below it, the firms they cover, a department. */
  owners: string[];
}

export type AccessKind = "anonymous" | "guest" | "demo" | "account" | "token" | "system";

/** The session a request came with. */
export interface SessionFacts {
  id: string;
  /** SHA-256 of the cookie's secret. */
  hash: string;
  /** Instant, ISO. */
  endsAt: string;
  /** Where a share link leads. */
  startPath: string | null;
  /** When the share link expires that it was opened by, instant, ISO. */
  linkExpiresAt?: string | null;
}

/** What a request may see and do. Built once a request, from facts in the graph. */
export interface Access {
  kind: AccessKind;
  actor: Actor;
  viewer: Viewer;
  permissions: ReadonlySet<Permission>;
  grants: readonly ExpandedGrant[];
  mustChangePassword: boolean;
  session: SessionFacts | null;
  /** Whether the demo mode is on. */
  demoOn: boolean;
}

const everything: ActorScope = { all: true, ownerIds: [], allianceIds: [], unowned: true };
const nowhere: ActorScope = { all: false, ownerIds: [], allianceIds: [], unowned: false };

/** The system's own: set-up, jobs, and tests of what lies beneath permissions. Never given to a request from outside. */
export const systemAccess: Access = {
  kind: "system",
  actor: { id: null, name: "系统", demo: false },
  viewer: { all: true, audiences: [] },
  permissions: allPermissions,
  grants: [],
  mustChangePassword: false,
  session: null,
  demoOn: false,
};

/** A visitor without an account: only signing in, or in the demo mode also a look at what is public. */
export const anonymousAccess = (demo: boolean): Access => ({
  kind: "anonymous",
  actor: { id: null, name: "访客", demo },
  viewer: { all: false, audiences: demo ? ["public"] : [] },
  permissions: new Set<Permission>(demo ? ["enter", "read", "readMatches"] : ["enter"]),
  grants: [],
  mustChangePassword: false,
  session: null,
  demoOn: demo,
});

/** A guest by a share link: what the sharer granted, as far as the sharer still sees it. */
export function guestAccess(
  actor: Actor,
  granted: readonly string[],
  sharer: Viewer,
  session: SessionFacts,
): Access {
  const audiences = granted.filter((audience) => sharer.all || sharer.audiences.includes(audience));
  return {
    kind: "guest",
    actor,
    viewer: { all: false, audiences },
    permissions: new Set<Permission>(["enter", ...roleRules.guest.permissions]),
    grants: [],
    mustChangePassword: false,
    session,
    demoOn: false,
  };
}

export interface AccountFacts {
  kind: "account" | "demo" | "token";
  actor: Actor;
  mustChangePassword: boolean;
  /** An API token's scopes; null for a person. */
  scopes: readonly Permission[] | null;
  session: SessionFacts | null;
  demoOn: boolean;
}

const notForDemo = [
  "ownAccount",
  "share",
  "manageAccounts",
  "manageSettings",
  "configureLists",
  "revealPhone",
] as const;

/** What an account's grants come to. */
export function accountAccess(facts: AccountFacts, grants: readonly ExpandedGrant[]): Access {
  const held = new Set<Permission>(accountPermissions);
  // Nobody looks at anything before the one-time password, known to whoever gave it, is replaced.
  if (!facts.mustChangePassword)
    for (const { role } of grants) for (const permission of roleRules[role].permissions) held.add(permission);
  // A demo account is everybody's: it has no password, tokens or links of its own, and changes nothing that stays when
  // the demo ends.
  if (facts.kind === "demo") for (const own of notForDemo) held.delete(own);
  const permissions = facts.scopes ? new Set([...facts.scopes].filter((scope) => held.has(scope))) : held;
  permissions.add("enter");
  return {
    kind: facts.kind,
    actor: facts.actor,
    viewer: facts.mustChangePassword ? { all: false, audiences: [] } : viewerOf(grants),
    permissions,
    grants: facts.mustChangePassword ? [] : grants,
    mustChangePassword: facts.mustChangePassword,
    session: facts.session,
    demoOn: facts.demoOn,
  };
}

/** What everybody signed in sees, and the audiences of the grants' places. */
function viewerOf(grants: readonly ExpandedGrant[]): Viewer {
  const audiences = new Set(["public"]);
  for (const { role, hubs, alliances, owners } of grants) {
    const { sees } = roleRules[role];
    if (sees === "all") return { all: true, audiences: [] };
    if (sees !== "places") continue;
    for (const id of hubs) audiences.add(`hub:${id}`);
    for (const id of alliances) audiences.add(`alliance:${id}`);
    if (overAlliances.has(role) && roleRules[role].permissions.includes("reviewEntry"))
      for (const id of alliances) audiences.add(`review:${id}`);
    for (const id of owners) audiences.add(`org:${id}`);
  }
  return { all: false, audiences: [...audiences] };
}

// Roles that act for the members of an alliance; the others see it and act for their own house.
const overAlliances: ReadonlySet<Role> = new Set([
  "hubCoordinator",
  "chainLead",
  "stationedInstructor",
  "dutySecretary",
]);

// A published need that nobody raised belongs to nobody's place: who brings people together across the whole district
// decides about its matches. Nobody edits it.
const decidesUnowned: ReadonlySet<Role> = new Set(["hubCoordinator", "administrator", "investmentOfficer"]);

/** Where the viewer holds a permission. Empty lists where nowhere: statements then find nothing to change. */
export function scopeOf(access: Access, permission: Permission): ActorScope {
  if (access.kind === "system") return everything;
  if (!access.permissions.has(permission)) return nowhere;
  const ownerIds = new Set<string>();
  const allianceIds = new Set<string>();
  let unowned = false;
  for (const { role, owners, alliances } of access.grants) {
    if (!roleRules[role].permissions.includes(permission)) continue;
    // Who runs the installation says how its lists work, everywhere.
    if (permission === "configureLists" && role === "administrator") return everything;
    if ((permission === "decideMatch" || permission === "runProject") && decidesUnowned.has(role))
      unowned = true;
    for (const id of owners) ownerIds.add(id);
    if (overAlliances.has(role)) for (const id of alliances) allianceIds.add(id);
  }
  return { all: false, ownerIds: [...ownerIds], allianceIds: [...allianceIds], unowned };
}

/** For whom somebody acts who names nobody: the place of the first grant with the permission. */
export function usualPlace(
  access: Access,
  permission: Permission,
): { ownerId: string | null; allianceId: string | null } {
  const grant = access.grants.find(({ role }) => roleRules[role].permissions.includes(permission));
  const id = grant?.place?.id ?? null;
  return grant?.place?.kind === "Alliance"
    ? { ownerId: null, allianceId: id }
    : { ownerId: id, allianceId: null };
}

/** Refuses what the viewer may not do. @throws UNAUTHENTICATED without an account, else FORBIDDEN. */
export function demand(access: Access, permission: Permission): void {
  if (access.permissions.has(permission)) return;
  // The fact tells a client, and the matrix test, that the role was the reason and not the place.
  const facts = { permission };
  if (access.kind === "anonymous")
    throw new AppError("UNAUTHENTICATED", "请先登录。登录已过期时，请重新登录后再试。", { facts });
  if (access.mustChangePassword)
    throw new AppError("FORBIDDEN", "请先修改一次性密码，再使用其他功能。", { facts });
  throw new AppError("FORBIDDEN", "您的角色不能做这一步。需要时请联系管理员授予相应的角色。", { facts });
}
