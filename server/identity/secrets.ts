import { createHash, randomBytes } from "node:crypto";

/** What the graph keeps of a secret that is itself random: no salt is needed, and it can be looked up. */
export const hashSecret = (secret: string): string => createHash("sha256").update(secret).digest("base64url");

/** A secret of 256 random bits with its hash. The prefix says what it is for, to people and to secret scanners. */
export function newSecret(prefix: string): { secret: string; hash: string } {
  const secret = `${prefix}_${randomBytes(32).toString("base64url")}`;
  return { secret, hash: hashSecret(secret) };
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
