import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { AppError, badInput } from "../errors.ts";

const version = "v1";
const algorithm = "aes-256-gcm";

/**
 * Encrypts one field of a person with AES-256-GCM. `owner` (the account's id and the field's name) is bound to it, so
 * that a value copied to another account does not open there.
 */
export function sealField(key: Buffer | null, owner: string, value: string): string {
  if (!key)
    throw new AppError(
      "UNAVAILABLE",
      "没有设置 LIANMENG_FIELD_KEY，不能保存手机号。请联系管理员设置后重试。",
    );
  const iv = randomBytes(12);
  const cipher = createCipheriv(algorithm, key, iv).setAAD(Buffer.from(owner));
  const body = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
  return [version, iv, cipher.getAuthTag(), body]
    .map((part) => (typeof part === "string" ? part : part.toString("base64url")))
    .join(".");
}

/** Opens what `sealField` made. @throws AppError UNAVAILABLE without the right key. */
export function openField(key: Buffer | null, owner: string, sealed: string): string {
  const [kind, iv = "", tag = "", body = ""] = sealed.split(".");
  try {
    if (!key || kind !== version) throw new Error("no key for this field");
    const decipher = createDecipheriv(algorithm, key, Buffer.from(iv, "base64url"))
      .setAAD(Buffer.from(owner))
      .setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString(
      "utf8",
    );
  } catch (cause) {
    throw new AppError(
      "UNAVAILABLE",
      "加密的字段打不开：LIANMENG_FIELD_KEY 与保存时的不同。请恢复原来的密钥。",
      { cause },
    );
  }
}

/** 138****1234; a shorter number shows its last two figures. */
export const maskPhone = (phone: string): string =>
  phone.length >= 11
    ? `${phone.slice(0, -8)}****${phone.slice(-4)}`
    : `${"*".repeat(Math.max(0, phone.length - 2))}${phone.slice(-2)}`;

/** A phone number as it is kept: figures and a leading plus. @throws BAD_INPUT for anything else. */
export function checkPhone(text: string, ...path: string[]): string {
  const phone = text.replace(/[\s()-]/g, "");
  if (!/^\+?\d{7,15}$/.test(phone)) throw badInput("手机号应为 7 到 15 位数字。", ...path);
  return phone;
}

/** 32 bytes as hex or base64. @throws BAD_INPUT otherwise. */
export function readFieldKey(text: string): Buffer {
  const key = /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, "hex") : Buffer.from(text, "base64");
  if (key.length !== 32)
    throw badInput("环境变量 LIANMENG_FIELD_KEY 的值不对：应为 32 字节，写成 64 位十六进制或 base64。");
  return key;
}

/** The key of an embedded installation: kept in its data folder, made at the first start. */
export async function ownFieldKey(dataDir: string): Promise<Buffer> {
  const file = join(dataDir, "field.key");
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true });
    // `wx`: of two that start at once one makes it, both read it.
    await writeFile(file, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" }).catch(
      (error: unknown) => {
        if (!existsSync(file)) throw error;
      },
    );
  }
  return readFieldKey(readFileSync(file, "utf8").trim());
}
