import type { ApiContext } from "../api/context.ts";
import { AppError } from "../errors.ts";
import { audit, originOf } from "./audit.ts";
import { passwordFits } from "./passwords.ts";
import { findAccount } from "./queries.ts";
import { type FreshSession, freshSession, handOver, openSession } from "./sessions.ts";
import { countAttempt, countTry, forgiveTries } from "./throttle.ts";

/** One spelling of a user name. */
export const normalizeUsername = (text: string): string => text.normalize("NFKC").trim().toLowerCase();

const longestUsername = 100;

/**
 * Signs in with user name and password. Unknown, disabled, without a password and wrong password answer alike, after
 * the same work. @throws UNAUTHENTICATED, LIMIT while locked.
 */
export async function signIn(
  context: ApiContext,
  given: { username: string; password: string },
): Promise<FreshSession> {
  const { graph, exchange } = context;
  await countAttempt(exchange.address);
  const username = normalizeUsername(given.username).slice(0, longestUsername);
  const lockedSeconds = await countTry(graph, username, exchange.address);
  const [account] = await graph.run(findAccount, { username, subject: null });
  const usable = account && account.state === "active" && !account.demo ? account : undefined;
  const fits = await passwordFits(given.password, usable?.passwordHash ?? null);
  if (!usable || !fits) {
    if (lockedSeconds > 0) await noteLock(context, account?.id ?? null, lockedSeconds);
    throw new AppError("UNAUTHENTICATED", "用户名或密码不对。请检查后再试；忘记密码请联系管理员。");
  }
  await forgiveTries(graph, username, exchange.address);
  const session = freshSession(context);
  await graph.write(async (tx) => {
    await openSession(context, tx, session, usable.id);
    const actor = { id: usable.id, name: usable.name, demo: false };
    await audit(tx, {
      action: "signIn",
      actor,
      target: { kind: "Account", id: usable.id },
      from: originOf(context),
    });
  });
  handOver(context, session);
  return session;
}

/**
 * A lock is an event; single failures are not, so that guessing cannot flood the trail. What was typed is not kept:
 * people type passwords into the wrong field.
 */
async function noteLock(context: ApiContext, accountId: string | null, lockedSeconds: number): Promise<void> {
  const { actor } = context.access;
  const target = accountId === null ? null : { kind: "Account", id: accountId };
  await context.graph.write((tx) =>
    audit(tx, { action: "lockSignIn", actor, target, after: { lockedSeconds }, from: originOf(context) }),
  );
}
