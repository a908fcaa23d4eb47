import { isIPv6 } from "node:net";

/** An IPv6 customer has 2^64 addresses or more: they count as the one network they are given, /64. */
export function addressKey(address: string | null): string {
  const plain = address?.replace(/^::ffff:(?=\d+\.)/i, "") ?? "unknown";
  if (!isIPv6(plain)) return plain;
  const [head = "", tail] = plain.split("%")[0]?.split("::") ?? [];
  const before = head === "" ? [] : head.split(":");
  const after = tail ? tail.split(":") : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => "0"), ...after].slice(0, 4).join(":");
}
