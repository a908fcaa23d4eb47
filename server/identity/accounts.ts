import { scopeOf } from "../access/access.ts";
import type { Role } from "../access/roles.ts";
import type { ApiContext } from "../api/context.ts";
import { filterText } from "../api/filterText.ts";
import { once } from "../api/once.ts";
import { type PageArgs, readPage, toConnection } from "../api/page.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type { Resolvers } from "../generated/resolvers.ts";
import { audit, originOf } from "./audit.ts";
import { heldGrants } from "./authenticate.ts";
import { noteOwnData } from "./demo.ts";
import { checkPhone, maskPhone, openField, sealField } from "./fieldCipher.ts";
import { keepAnAdministrator, withdrawMadeBy } from "./grants.ts";
import { checkPassword, hashPassword, passwordFits } from "./passwords.ts";
import {
  type AccountRow,
  editAccount,
  listAccounts,
  readOwnPassword,
  readPhone,
  setAccountState,
  setPassword,
  withdrawInvitationsOf,
} from "./queries.ts";
import { deleteApiTokens, deleteSessions } from "./sessionQueries.ts";
import { countTry, forgiveTries } from "./throttle.ts";

const everybody = { ids: null, state: null, text: null, role: null };
const phoneOf = (accountId: string): string => `${accountId}/phone`;

export interface AccountFilter {
  text?: string | null | undefined;
  state?: "active" | "disabled" | null | undefined;
  role?: Role | null | undefined;
}

export const accountResolvers: NonNullable<Resolvers["Account"]> = {
  phone: ({ phoneHint }) => phoneHint,
  // A grant of a role that this version does not know is not shown.
  grants: ({ grants }) => heldGrants(grants),
};

/** The account of an id, null when there is none. */
export async function findAccountById(context: ApiContext, id: string): Promise<AccountRow | null> {
  const asked = { ...everybody, ids: [id], today: context.today, limit: 1, after: null };
  return (await context.run(listAccounts, asked))[0]?.items[0] ?? null;
}

/** @throws NOT_FOUND */
export async function accountById(context: ApiContext, id: string): Promise<AccountRow> {
  const row = await findAccountById(context, id);
  if (!row) throw notFound("这个账号");
  return row;
}

/** A page of accounts by user name. */
export async function findAccounts(
  context: ApiContext,
  filter: AccountFilter | null | undefined,
  args: PageArgs,
) {
  const page = readPage(args, 50);
  const [found] = await context.run(listAccounts, {
    ids: null,
    state: filter?.state ?? null,
    role: filter?.role ?? null,
    text: filterText(filter?.text, "filter", "text"),
    today: context.today,
    ...page,
  });
  return toConnection(found, page);
}

const staleAccount = (version: number): AppError =>
  new AppError("CONFLICT", "这个账号刚被别人改过。请刷新后再试。", { facts: { version } });

export interface OwnAccountChange {
  clientMutationId: string;
  expectedVersion: number;
  name: string;
  email?: string | null | undefined;
  phone?: string | null | undefined;
}

/** Changes one's own name, address and phone. @throws BAD_INPUT, CONFLICT. */
export async function editOwnAccount(
  context: ApiContext,
  id: string,
  change: OwnAccountChange,
): Promise<void> {
  const name = checkName(change.name);
  const email = checkEmail(change.email);
  const phone = change.phone ? checkPhone(change.phone, "input", "phone") : null;
  const sealed = phone === null ? null : sealField(context.settings.fieldKey, phoneOf(id), phone);
  // What is remembered of the input is a hash: a phone number is short enough to be found by trying, so it stays out.
  const { phone: _, ...remembered } = change;
  await once(context, "editOwnAccount", remembered, async (tx) => {
    const [row] = await tx.run(editAccount, {
      id,
      expectedVersion: change.expectedVersion,
      name,
      email,
      keepPhone: change.phone == null,
      phone: sealed,
      phoneHint: phone === null ? null : maskPhone(phone),
    });
    if (!row) throw notFound("这个账号");
    if (row.version !== change.expectedVersion) throw staleAccount(row.version);
    await audit(tx, {
      action: "editOwnAccount",
      actor: context.access.actor,
      target: { kind: "Account", id },
      before: row.before,
      after: { name, email, hasPhone: change.phone == null ? row.before.hasPhone : phone !== null },
      from: originOf(context),
    });
    await noteOwnData(tx, context);
    return id;
  }).catch(sayTaken);
}

/** The database's uniqueness is the judge of a name or address already used. */
export function sayTaken(error: unknown): never {
  if (String((error as { code?: unknown })?.code).includes("ConstraintValidationFailed"))
    throw new AppError("CONFLICT", "这个用户名或邮箱已被使用，请换一个。");
  throw error;
}

export function checkName(text: string): string {
  const name = text.normalize("NFKC").trim();
  if (name.length === 0 || name.length > 60) throw badInput("姓名应为 1 到 60 个字。", "input", "name");
  return name;
}

export function checkEmail(text: string | null | undefined): string | null {
  const email = text?.trim().toLowerCase();
  if (!email) return null;
  if (email.length > 200 || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw badInput("邮箱地址写法不对。", "input", "email");
  return email;
}

/**
 * Replaces one's password; all other sessions, all API tokens and open reset links end. A repetition after a lost answer
 * finds the new password in place and changes nothing. @throws BAD_INPUT for a wrong or weak one, LIMIT when
 * guessed at.
 */
export async function changePassword(
  context: ApiContext,
  id: string,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<void> {
  const [own] = await context.graph.run(readOwnPassword, { id });
  if (!own) throw notFound("这个账号");
  const { address } = context.exchange;
  await countTry(context.graph, own.username, address);
  if (!(await passwordFits(currentPassword, own.passwordHash))) {
    if (!(await passwordFits(newPassword, own.passwordHash)))
      throw badInput("现在的密码不对。", "input", "currentPassword");
    return forgiveTries(context.graph, own.username, address);
  }
  await forgiveTries(context.graph, own.username, address);
  if (newPassword === currentPassword)
    throw badInput("新密码与原来的相同，请换一个。", "input", "newPassword");
  checkPassword(newPassword, [own.username, own.name], "input", "newPassword");
  const passwordHash = await hashPassword(newPassword);
  await context.graph.write(async (tx) => {
    await tx.run(setPassword, { id, passwordHash });
    await tx.run(deleteSessions, { accountId: id, id: null, keepHash: context.access.session?.hash ?? null });
    // Whoever knew the old password may have kept a way in.
    const tokens = await tx.run(deleteApiTokens, { accountId: id, id: null });
    await tx.run(withdrawInvitationsOf, { byId: null, resetsId: id });
    const target = { kind: "Account", id };
    await audit(tx, {
      action: "changePassword",
      actor: context.access.actor,
      target,
      after: { apiTokensEnded: tokens.length },
      from: originOf(context),
    });
  });
}

/**
 * Lets an account in or keeps it out; keeping out ends its sessions and tokens, the invitations it made and the links
 * that reset its password, in the same transaction.
 */
export async function changeAccountState(
  context: ApiContext,
  input: {
    clientMutationId: string;
    accountId: string;
    expectedVersion: number;
    state: "active" | "disabled";
  },
): Promise<void> {
  const { accountId, expectedVersion, state } = input;
  await once(context, "setAccountState", input, async (tx) => {
    const [row] = await tx.run(setAccountState, { id: accountId, expectedVersion, state });
    if (!row) throw notFound("这个账号");
    if (row.version !== expectedVersion) throw staleAccount(row.version);
    if (state === "disabled") {
      await keepAnAdministrator(tx);
      await tx.run(deleteSessions, { accountId, id: null, keepHash: null });
      await tx.run(deleteApiTokens, { accountId, id: null });
      await withdrawMadeBy(tx, accountId);
      await tx.run(withdrawInvitationsOf, { byId: null, resetsId: accountId });
    }
    await audit(tx, {
      action: "setAccountState",
      actor: context.access.actor,
      target: { kind: "Account", id: accountId },
      before: { state: row.before },
      after: { state },
      from: originOf(context),
    });
    return accountId;
  });
}

/**
 * Shows a phone number in full, of somebody who holds a role where the viewer answers for (to an administrator
 * everybody's); the event is recorded before it is shown. @throws NOT_FOUND, also for an account out of reach; BAD_INPUT.
 */
export async function revealPhone(
  context: ApiContext,
  accountId: string,
  reason: string,
): Promise<string | null> {
  const why = reason.trim();
  if (why.length < 2 || why.length > 200)
    throw badInput("请写明查看手机号的原因（2 到 200 字）。", "input", "reason");
  return context.graph.write(async (tx) => {
    const { access, today } = context;
    const everybody = access.kind === "system" || access.grants.some(({ role }) => role === "administrator");
    const actor = scopeOf(access, "revealPhone");
    const [row] = await tx.run(readPhone, { id: accountId, everybody, actor, today });
    if (!row) throw notFound("这个账号");
    const phone =
      row.phone === null ? null : openField(context.settings.fieldKey, phoneOf(accountId), row.phone);
    await audit(tx, {
      action: "revealPhone",
      actor: context.access.actor,
      target: { kind: "Account", id: accountId },
      after: { reason: why },
      from: originOf(context),
    });
    return phone;
  });
}
