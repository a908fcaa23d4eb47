import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { addressKey } from "../access/addressKey.ts";
import { AppError } from "../errors.ts";
import type { Graph } from "../graph/connection.ts";
import { clearGuard, countPasswordTry } from "./sessionQueries.ts";

// By address, in this process: cheap enough to stand before any work. Many people may share one address of an office.
const attempts = new RateLimiterMemory({ points: 30, duration: 60, blockDuration: 60 });
const failures = new RateLimiterMemory({ points: 50, duration: 900, blockDuration: 900 });

const tooMany = (seconds: number): AppError =>
  new AppError("LIMIT", `尝试次数太多，请在 ${waitText(seconds)}后再试。`, {
    facts: { retryAfterSeconds: seconds },
  });

const waitText = (seconds: number): string =>
  seconds < 90 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;

/** Counts one attempt from an address. @throws LIMIT after 30 a minute or 50 failures in a quarter of an hour. */
export async function countAttempt(address: string | null): Promise<void> {
  const key = addressKey(address);
  const failed = await failures.get(key);
  if (failed && failed.remainingPoints <= 0) throw tooMany(Math.ceil(failed.msBeforeNext / 1000));
  try {
    await attempts.consume(key);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) throw tooMany(Math.ceil(refused.msBeforeNext / 1000));
    throw refused;
  }
}

/**
 * Counts one try of a password for a name and an address before it is looked at, so that many sent at once are not each
 * judged by what stood before them. Kept in the graph: it holds on every server and after a restart. Returns for how many
 * seconds the name is locked unless this one is right. @throws LIMIT while the name is locked.
 */
export async function countTry(graph: Graph, key: string, address: string | null): Promise<number> {
  const [guard] = await graph.run(countPasswordTry, { key });
  if (guard && !guard.allowed) throw tooMany(guard.lockedSeconds);
  await failures.consume(addressKey(address)).catch(() => undefined);
  return guard?.lockedSeconds ?? 0;
}

/** A success forgets the tries of the name, and that of the address was no failure. */
export async function forgiveTries(graph: Graph, key: string, address: string | null): Promise<void> {
  await graph.run(clearGuard, { key });
  await failures.reward(addressKey(address)).catch(() => undefined);
}

/** Forgets what is counted by address: for tests that sign in often from one. */
export async function forgetAddresses(address: string): Promise<void> {
  await attempts.delete(addressKey(address));
  await failures.delete(addressKey(address));
}
