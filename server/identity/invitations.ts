import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import type { RowOf } from "../graph/query.ts";
import { checkEmail, checkName, sayTaken } from "./accounts.ts";
import { audit, originOf } from "./audit.ts";
import { heldGrants } from "./authenticate.ts";
import { type CheckedGrant, checkGrants, type GrantWish } from "./grants.ts";
import { checkPassword, hashPassword } from "./passwords.ts";
import {
  createAccount,
  createInvitation,
  type InvitationRow,
  listInvitations,
  readInvitation,
  setPassword,
  useInvitation,
  withdrawInvitation,
} from "./queries.ts";
import { hashSecret, newSecret } from "./secrets.ts";
import { deleteApiTokens, deleteSessions } from "./sessionQueries.ts";
import { type FreshSession, freshSession, handOver, openSession } from "./sessions.ts";
import { normalizeUsername } from "./signIn.ts";
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
  name: string;
  email?: string | null | undefined;
  grants: readonly GrantWish[];
  days?: number | null | undefined;
}

/** Invites somebody new, with the roles they will hold. Returns the id and the link, which is shown this once. */
export async function invite(context: ApiContext, wish: InviteWish): Promise<{ id: string; link: string }> {
  const grants = await checkGrants(context, wish.grants);
  const row = {
    kind: "invite" as const,
    name: checkName(wish.name),
    email: checkEmail(wish.email),
    accountId: null,
  };
  return create(context, { ...row, grants, days: checkDays(wish.days, 7, 30) });
}

/** A link by which the holder of an account sets a new password; within a day. */
export const resetPassword = (
  context: ApiContext,
  accountId: string,
): Promise<{ id: string; link: string }> =>
  create(context, { kind: "reset", name: null, email: null, accountId, grants: [], days: 1 });

async function create(
  context: ApiContext,
  row: {
    kind: "invite" | "reset";
    name: string | null;
    email: string | null;
    accountId: string | null;
    grants: CheckedGrant[];
    days: number;
  },
): Promise<{ id: string; link: string }> {
  const { secret, hash } = newSecret("lmi");
  const { actor } = context.access;
  const id = ulid();
  await context.graph.write(async (tx) => {
    const [created] = await tx.run(createInvitation, { ...row, id, hash, byId: actor.id ?? "" });
    if (!created) throw notFound("这个账号");
    await audit(tx, {
      action: row.kind === "invite" ? "invite" : "resetPassword",
      actor,
      target: row.accountId ? { kind: "Account", id: row.accountId } : { kind: "Invitation", id },
      after: { name: created.name, email: row.email, grants: row.grants, days: row.days },
      from: originOf(context),
    });
  });
  return { id, link: linkOf(context, "invite", secret) };
}

/** Invitations that are still open; one of them when `id` is given. */
export const openInvitations = (
  { graph }: ApiContext,
  id: string | null = null,
): Promise<InvitationParent[]> => graph.run(listInvitations, { id });

export async function withdraw(context: ApiContext, id: string): Promise<void> {
  await context.graph.write(async (tx) => {
    const [gone] = await tx.run(withdrawInvitation, { id });
    if (!gone) throw notFound("这个邀请");
    const target = { kind: "Invitation", id };
    const { actor } = context.access;
    await audit(tx, { action: "withdrawInvitation", actor, target, before: gone, from: originOf(context) });
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
  new AppError("CONFLICT", "这个邀请链接已经用过或过期。请联系管理员重新发一个。");

/** Accepts an invitation (a new account) or a reset (a new password), and signs in. */
export async function acceptInvitation(
  context: ApiContext,
  input: { token: string; username?: string | null | undefined; password: string },
): Promise<FreshSession> {
  await countAttempt(context.exchange.address);
  const [invitation] = await context.graph.run(readInvitation, {
    hash: hashSecret(input.token),
    email: null,
  });
  if (!invitation) throw usedUp();
  const username = invitation.username ?? checkUsername(input.username);
  checkPassword(input.password, [username, invitation.name], "input", "password");
  const passwordHash = await hashPassword(input.password);
  const session = freshSession(context);
  await context.graph
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
    })
    .catch(sayTaken);
  handOver(context, session);
  return session;
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
