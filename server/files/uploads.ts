import { AppError } from "../errors.ts";
import { openUploads } from "./limits.ts";

/** Counts files on their way in: a slow line holds one for minutes, and nobody holds them all. */
export function createGate() {
  const open = new Map<string, number>();
  let all = 0;
  /** Takes a place for a visitor; the returned function gives it back, once. @throws OVERLOADED */
  return (visitor: string): (() => void) => {
    const own = open.get(visitor) ?? 0;
    if (own >= openUploads.ofOne || all >= openUploads.inAll)
      throw new AppError("OVERLOADED", "现在有几个文件正在上传，请等它们传完再试。");
    open.set(visitor, own + 1);
    all += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      all -= 1;
      const left = (open.get(visitor) ?? 1) - 1;
      if (left > 0) open.set(visitor, left);
      else open.delete(visitor);
    };
  };
}
