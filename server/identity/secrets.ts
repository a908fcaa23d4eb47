import { createHash, randomBytes } from "node:crypto";
import { keyFor, sealOf } from "../access/keys.ts";
import type { ApiContext } from "../api/context.ts";
import { AppError } from "../errors.ts";

/** What the graph keeps of a secret that is itself random: no salt is needed, and it can be looked up. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** A secret of 256 random bits with its hash. The prefix says what it is for, to people and to secret scanners. */
export function newSecret(prefix: string): { secret: string; hash: string } {
  const secret = `${prefix}_${randomBytes(32).toString("base64url")}`;
  return { secret, hash: hashSecret(secret) };
}

/**
 * The secret that a person's key of one operation makes: whoever repeats the operation after a lost answer gets the same
 * one, though the graph keeps its hash only. HMAC under a key that is not in the graph.
 */
export function repeatableSecret(
  { settings, access }: ApiContext,
  prefix: string,
  clientMutationId: string,
): { secret: string; hash: string } {
  const key = keyFor(settings, "secret");
  const secret = `${prefix}_${sealOf(key, prefix, access.actor.id ?? "", clientMutationId)}`;
  return { secret, hash: hashSecret(secret) };
}

/** What an operation that makes a secret remembers of it. */
export interface MadeSecret {
  id: string;
  hash: string;
}

/** The secret of a repeated operation. @throws CONFLICT when the key of the installation has changed in between. */
export function sameSecret(made: MadeSecret, { secret, hash }: { secret: string; hash: string }): string {
  if (made.hash !== hash)
    throw new AppError("CONFLICT", "这一步已经完成过，其中的链接或令牌只显示一次。请撤销后重新建立。");
  return secret;
}

// Without look-alikes: it is copied from a console by hand.
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password of 20 characters (about 99 bits), in groups of five. */
export function oneTimePassword(): string {
  const groups = Array.from({ length: 4 }, () =>
    Array.from({ length: 5 }, () => alphabet[uniform(alphabet.length)]).join(""),
  );
  return groups.join("-");
}

/** A uniform whole number below `below` (at most 256). */
function uniform(below: number): number {
  const limit = 256 - (256 % below);
  for (;;) {
    const [byte = 0] = randomBytes(1);
    if (byte < limit) return byte % below;
  }
}
