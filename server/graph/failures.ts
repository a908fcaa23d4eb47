import { AppError } from "../errors.ts";

const unreachable = "连接不上图数据库。请检查数据库是否在运行、NEO4J_URI 是否正确，稍后重试。";
const refused = "图数据库拒绝了用户名或密码。请检查 NEO4J_USER 与 NEO4J_PASSWORD。";

/** Driver failures a person can act on become `AppError`s; the rest passes as it is and is masked at the edge. */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === "ServiceUnavailable" || code === "SessionExpired")
    return new AppError("UNAVAILABLE", unreachable, { cause: error });
  if (code.startsWith("Neo.ClientError.Security.")) return new AppError("UNAVAILABLE", refused, { cause: error });
  if (code.includes("TransactionTimedOut") || code.includes("TransactionTerminated") || code.includes("LockClient"))
    return new AppError("TIMEOUT", "数据库处理超时，没有写入任何内容。请缩小范围后重试。", { cause: error });
  if (code.includes("DatabaseUnavailable") || code.includes("DatabaseNotFound"))
    return new AppError("UNAVAILABLE", unreachable, { cause: error });
  if (code.startsWith("Neo.TransientError.")) {
    return new AppError("OVERLOADED", "系统正忙，没有写入任何内容。请稍后重试。", { cause: error });
  }
  return error;
}

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
