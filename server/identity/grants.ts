import { ulid } from "ulid";
import type { ExpandedGrant } from "../access/access.ts";
import { type PlaceKind, type Role, roleRules } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import { loadById } from "../api/loaders.ts";
import { once, onceIfKeyed } from "../api/once.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { systemViewer } from "../graph/query.ts";
import { audit, originOf } from "./audit.ts";
import {
  countAdministrators,
  createGrant,
  deleteGrant,
  type GrantRow,
  readPlaces,
  withdrawInvitationsOf,
} from "./queries.ts";

export interface GrantWish {
  role: Role;
  placeId?: string | null | undefined;
  until?: string | null | undefined;
}

export interface CheckedGrant {
  id: string;
  role: Role;
  placeId: string | null;
  until: string | null;
}

/** A grant as the API shows it: from an account, an invitation, or already expanded. */
export type GrantParent = (Omit<GrantRow, "grantId"> & { grantId: string | null }) | ExpandedGrant;

/** Checks wishes against the table of roles and the graph. @throws BAD_INPUT, NOT_FOUND. */
export async function checkGrants(
  context: ApiContext,
  wishes: readonly GrantWish[],
): Promise<CheckedGrant[]> {
  if (wishes.length === 0) throw badInput("请至少选择一个角色。", "grants");
  const ids = wishes.flatMap(({ placeId }) => (placeId ? [placeId] : []));
  const places = new Map((await context.run(readPlaces, { ids })).map((place) => [place.id, place]));
  return wishes.map(({ role, placeId, until }) => {
    const rule = roleRules[role];
    if (!rule.grantable) throw badInput(`“${rule.name}”不能直接授予：它随轮值或分享链接自动产生。`, "role");
    if (until && until <= context.today) throw badInput("角色的截止日期应晚于今天。", "until");
    if (rule.places.length === 0) {
      if (placeId) throw badInput(`“${rule.name}”管全系统，不需要选择范围。`, "placeId");
      return { id: ulid(), role, placeId: null, until: until ?? null };
    }
    if (!placeId) throw badInput(`请为“${rule.name}”选择范围。`, "placeId");
    const place = places.get(placeId);
    if (!place) throw notFound("这个范围");
    if (
      !rule.places.includes(place.kind as PlaceKind) ||
      (role === "hubCoordinator" && place.variant !== "hub")
    )
      throw badInput(`“${rule.name}”的范围不能是“${place.name}”，请另选。`, "placeId");
    return { id: ulid(), role, placeId, until: until ?? null };
  });
}

// Whoever may see an account or was invited may know over what it holds: no viewer limits the names.
const placeById = loadById(async ({ graph }, ids) => graph.run(readPlaces, { ids, viewer: systemViewer }));

export const heldRoleResolvers: NonNullable<Resolvers["HeldRole"]> = {
  role: ({ role }) => role as Role,
  roleName: ({ role }) => roleRules[role as Role]?.name ?? role,
  place: async (grant, _, context) => {
    if ("place" in grant) return grant.place;
    if (grant.placeId === null) return null;
    const place = await placeById.load(context, grant.placeId);
    return place ?? { id: grant.placeId, kind: "", name: "（已不存在）" };
  },
};

/** Gives a role; the same role over the same place a second time only moves its end. @throws NOT_FOUND, BAD_INPUT. */
export async function grantRole(
  context: ApiContext,
  input: { clientMutationId: string; accountId: string; grant: GrantWish },
): Promise<void> {
  const { accountId } = input;
  const [grant] = await checkGrants(context, [input.grant]);
  if (!grant) return;
  await once(context, "grantRole", input, async (tx) => {
    const [created] = await tx.run(createGrant, { accountId, demo: false, ...grant });
    if (!created) throw notFound("这个账号");
    const { role, placeId } = grant;
    if (role === "administrator") await keepAnAdministrator(tx);
    await audit(tx, {
      action: "grantRole",
      actor: context.access.actor,
      target: { kind: "Account", id: accountId },
      before: created.before && { grantId: created.id, role, placeId, ...created.before },
      after: { grantId: created.id, role, placeId, ...created.after },
      from: originOf(context),
    });
    return created.id;
  });
}

/** Takes a role back. Returns the account. @throws CONFLICT for the last administrator's. */
export async function revokeGrant(
  context: ApiContext,
  step: { id: string; clientMutationId?: string | null | undefined },
): Promise<string> {
  const { id } = step;
  const accountId = await onceIfKeyed(context, "revokeGrant", step, async (tx) => {
    const [gone] = await tx.run(deleteGrant, { id });
    if (!gone) throw notFound("这项授权");
    const { role, placeId, since, until } = gone;
    let withdrawn = 0;
    if (role === "administrator") {
      await keepAnAdministrator(tx);
      withdrawn = await withdrawMadeBy(tx, gone.accountId);
    }
    await audit(tx, {
      action: "revokeGrant",
      actor: context.access.actor,
      target: { kind: "Account", id: gone.accountId },
      before: { grantId: id, role, placeId, since, until },
      after: { grantId: null, ...(withdrawn > 0 ? { invitationsWithdrawn: withdrawn } : {}) },
      from: originOf(context),
    });
    return gone.accountId;
  });
  return accountId;
}

/** Whoever may invite no longer leaves no open invitation or reset link behind. Returns how many there were. */
export async function withdrawMadeBy(tx: Transaction, accountId: string): Promise<number> {
  const [row] = await tx.run(withdrawInvitationsOf, { byId: accountId, resetsId: null });
  return row?.withdrawn ?? 0;
}

/** @throws CONFLICT when nobody could administer any more: the transaction is rolled back. */
export async function keepAnAdministrator(tx: Transaction): Promise<void> {
  const [count] = await tx.run(countAdministrators, {});
  if ((count?.administrators ?? 0) === 0)
    throw new AppError(
      "CONFLICT",
      "这是最后一位不限期的管理员，不能停用、收回或设置期限。请先任命另一位不限期的管理员。",
    );
}
