import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { AccessSettings } from "./settings.ts";

// An installation without a field key has one process, whose keys need not outlive it.
const ownKey = randomBytes(32);
const derived = new Map<string, Buffer>();

/** What a key is for: each purpose has one of its own, and none tells anything of the field key or of another. */
export type KeyPurpose = "bookmark" | "secret";

/** 32 bytes for one purpose by HKDF-SHA-256 (RFC 5869) from the field key: the same on every server that has it. */
export function keyFor({ fieldKey }: Pick<AccessSettings, "fieldKey">, purpose: KeyPurpose): Buffer {
  const from = fieldKey ?? ownKey;
  const name = `${purpose} ${from.toString("hex")}`;
  const known = derived.get(name) ?? Buffer.from(hkdfSync("sha256", from, "", `lianmeng ${purpose}`, 32));
  derived.set(name, known);
  return known;
}

/** HMAC-SHA-256 over the parts, whose borders count, in 43 characters. */
export const sealOf = (key: Buffer, ...parts: string[]): string =>
  createHmac("sha256", key).update(JSON.stringify(parts)).digest("base64url");

/** Whether a seal is the one of these parts, in a time that tells nothing of where it differs. */
export function sealHolds(seal: string, key: Buffer, ...parts: string[]): boolean {
  const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(key, ...parts))];
  return given.length === right.length && timingSafeEqual(given, right);
}
