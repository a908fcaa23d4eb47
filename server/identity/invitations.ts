import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { once, onceIfKeyed } from "../api/once.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import type { RowOf } from "../graph/query.ts";
import { checkEmail, checkName, sayTaken } from "./accounts.ts";
import { audit, originOf } from "./audit.ts";
import { heldGrants } from "./authenticate.ts";
import { noteOwnData } from "./demo.ts";
import { type CheckedGrant, checkGrants, type GrantWish } from "./grants.ts";
import { checkPassword, hashPassword } from "./passwords.ts";
import {
  createAccount,
  createInvitation,
  type InvitationRow,
  listInvitations,
  readAccepted,
  readInvitation,
  setPassword,
  useInvitation,
  withdrawInvitation,
  withdrawInvitationsOf,
} from "./queries.ts";
import { hashSecret, type MadeSecret, repeatableSecret, sameSecret } from "./secrets.ts";
import { deleteApiTokens, deleteSessions } from "./sessionQueries.ts";
import { type FreshSession, freshSession, handOver, openSession } from "./sessions.ts";
import { normalizeUsername, signIn } from "./signIn.ts";
import { countAttempt } from "./throttle.ts";

/** An invitation as the API shows it. */
export type InvitationParent = RowOf<typeof listInvitations>;

/** A whole number of days. @throws BAD_INPUT */
export function checkDays(days: number | null | undefined, usual: number, most: number): number {
  const value = days ?? usual;
  if (value < 1 || value > most) throw badInput(`有效天数应为 1 到 ${most}。`, "input", "days");
  return value;
}

/** Links carry their secret in the fragment, which no browser sends: it stays out of logs and referrers. */
export const linkOf = ({ settings }: ApiContext, page: string, secret: string): string =>
  `${settings.publicUrl ?? ""}/${page}#${secret}`;

interface InviteWish {
  clientMutationId: string;
  name: string;
  email?: string | null | undefined;
  grants: readonly GrantWish[];
  days?: number | null | undefined;
}

/** Invites somebody new, with the roles they will hold. The same key again answers the same link. */
export async function invite(context: ApiContext, wish: InviteWish): Promise<{ id: string; link: string }> {
  const grants = await checkGrants(context, wish.grants);
  const row = {
    kind: "invite" as const,
    name: checkName(wish.name),
    email: checkEmail(wish.email),
    accountId: null,
  };
  return create(context, wish, { ...row, grants, days: checkDays(wish.days, 7, 30) });
}

/** A link by which the holder of an account sets a new password, within a day; earlier ones open nothing any more. */
export const resetPassword = (
  context: ApiContext,
  input: { clientMutationId: string; accountId: string },
): Promise<{ id: string; link: string }> =>
  create(context, input, {
    kind: "reset",
    name: null,
    email: null,
    accountId: input.accountId,
    grants: [],
    days: 1,
  });

async function create(
  context: ApiContext,
  input: { clientMutationId: string },
  row: {
    kind: "invite" | "reset";
    name: string | null;
    email: string | null;
    accountId: string | null;
    grants: CheckedGrant[];
    days: number;
  },
): Promise<{ id: string; link: string }> {
  const fresh = repeatableSecret(context, "lmi", input.clientMutationId);
  const { hash } = fresh;
  const { actor } = context.access;
  const made = await once(context, row.kind, input, async (tx): Promise<MadeSecret> => {
    const id = ulid();
    if (row.accountId) await tx.run(withdrawInvitationsOf, { byId: null, resetsId: row.accountId });
    const [created] = await tx.run(createInvitation, { ...row, id, hash, byId: actor.id ?? "" });
    if (!created) throw notFound("这个账号");
    await audit(tx, {
      action: row.kind === "invite" ? "invite" : "resetPassword",
      actor,
      target: row.accountId ? { kind: "Account", id: row.accountId } : { kind: "Invitation", id },
      after: { name: created.name, email: row.email, grants: row.grants, days: row.days },
      from: originOf(context),
    });
    if (row.kind === "invite") await noteOwnData(tx, context);
    return { id, hash };
  });
  return { id: made.id, link: linkOf(context, "invite", sameSecret(made, fresh)) };
}

/** Invitations that are still open; one of them when `id` is given. */
export const openInvitations = (
  { graph }: ApiContext,
  id: string | null = null,
): Promise<InvitationParent[]> => graph.run(listInvitations, { id });

export async function withdraw(
  context: ApiContext,
  step: { id: string; clientMutationId?: string | null | undefined },
): Promise<void> {
  const { id } = step;
  await onceIfKeyed(context, "withdrawInvitation", step, async (tx) => {
    const [gone] = await tx.run(withdrawInvitation, { id });
    if (!gone) throw notFound("这个邀请");
    const target = { kind: "Invitation", id };
    const { actor } = context.access;
    await audit(tx, { action: "withdrawInvitation", actor, target, before: gone, from: originOf(context) });
    return id;
  });
}

/** What the holder of a link may know before accepting; null for a link that is unknown, used or too old. */
export async function viewInvitation(context: ApiContext, token: string) {
  await countAttempt(context.exchange.address);
  const [row] = await context.graph.run(readInvitation, { hash: hashSecret(token), email: null });
  if (!row) return null;
  const { kind, name, username, expiresAt, grants } = row;
  return { kind, name, username, expiresAt, roles: heldGrants(grants) };
}

const usedUp = (): AppError =>
  new AppError(
    "CONFLICT",
    "这个邀请链接已经用过或过期。如果是您自己用过的，请直接登录；否则请联系管理员重新发一个。",
  );

/**
 * Accepts an invitation (a new account) or a reset (a new password), and signs in. Sent again by whoever has accepted,
 * with the same name and password, it signs in: the first answer may have been lost on its way.
 */
export async function acceptInvitation(
  context: ApiContext,
  input: { token: string; username?: string | null | undefined; password: string },
): Promise<FreshSession> {
  await countAttempt(context.exchange.address);
  const [invitation] = await context.graph.run(readInvitation, {
    hash: hashSecret(input.token),
    email: null,
  });
  if (!invitation) return enterAgain(context, input, usedUp());
  const username = invitation.username ?? checkUsername(input.username);
  checkPassword(input.password, [username, invitation.name], "input", "password");
  const passwordHash = await hashPassword(input.password);
  const session = freshSession(context);
  const again = await context.graph
    .write(async (tx) => {
      const accountId = invitation.accountId ?? ulid();
      if (invitation.accountId) {
        await tx.run(setPassword, { id: accountId, passwordHash });
        // Whoever knew the old password may have kept a way in.
        await tx.run(deleteSessions, { accountId, id: null, keepHash: null });
        await tx.run(deleteApiTokens, { accountId, id: null });
      } else {
        const { name, email } = invitation;
        await addAccount(tx, { id: accountId, username, name, email, subject: null, passwordHash });
      }
      await settle(context, tx, invitation, accountId, "acceptInvitation");
      await openSession(context, tx, session, accountId);
      return null;
    })
    .catch(sayTaken)
    .catch((error: unknown) => {
      if (error instanceof AppError && error.code === "CONFLICT") return enterAgain(context, input, error);
      throw error;
    });
  if (again) return again;
  handOver(context, session);
  return session;
}

/** Signs in whom this very link has let in before, by the password set then. @throws `otherwise` anybody else. */
async function enterAgain(
  context: ApiContext,
  { token, username, password }: { token: string; username?: string | null | undefined; password: string },
  otherwise: AppError,
): Promise<FreshSession> {
  const [accepted] = await context.graph.run(readAccepted, { hash: hashSecret(token) });
  if (!accepted || (accepted.kind === "invite" && accepted.username !== normalizeUsername(username ?? "")))
    throw otherwise;
  try {
    return await signIn(context, { username: accepted.username, password });
  } catch (error) {
    throw error instanceof AppError && error.code === "UNAUTHENTICATED" ? otherwise : error;
  }
}

/** Marks an invitation as used and gives the account its roles, in the caller's transaction. */
export async function settle(
  context: ApiContext,
  tx: Transaction,
  invitation: InvitationRow,
  accountId: string,
  action: string,
): Promise<void> {
  const [used] = await tx.run(useInvitation, { id: invitation.id, accountId });
  if (!used) throw usedUp();
  const actor = { id: accountId, name: invitation.name, demo: false };
  const target = { kind: "Account", id: accountId };
  const after = { invitationId: invitation.id, kind: invitation.kind, grants: invitation.grants };
  await audit(tx, { action, actor, target, after, from: originOf(context) });
  if (invitation.kind === "invite") await noteOwnData(tx, context, actor);
}

export const addAccount = (
  tx: Transaction,
  account: {
    id: string;
    username: string;
    name: string;
    email: string | null;
    subject: string | null;
    passwordHash: string | null;
  },
) => tx.run(createAccount, { ...account, mustChangePassword: false, demo: false });

function checkUsername(text: string | null | undefined): string {
  const username = normalizeUsername(text ?? "");
  if (!/^[\p{L}\p{N}._-]{3,40}$/u.test(username) || username.startsWith("demo."))
    throw badInput("用户名应为 3 到 40 个字母、数字、汉字、点、横线或下划线。", "input", "username");
  return username;
}
