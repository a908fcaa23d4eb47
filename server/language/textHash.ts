import { createHash } from "node:crypto";

/** Stable identity of a matched text: the first 32 hex digits of its SHA-256 (UTF-8). Equal texts, equal hashes. */
export const textHash = (text: string): string =>
  createHash("sha256").update(text, "utf8").digest("hex").slice(0, 32);
