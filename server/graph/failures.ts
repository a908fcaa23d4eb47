import { AppError } from "../errors.ts";

const unreachable = "连接不上图数据库。请检查数据库是否在运行、NEO4J_URI 是否正确，稍后重试。";
const unknownDatabase =
  "图数据库里没有 NEO4J_DATABASE 所指的库，或它没有启动。请检查 NEO4J_DATABASE（通常是 neo4j，也可以不设）。";
const refused = "图数据库拒绝了用户名或密码。请检查 NEO4J_USER 与 NEO4J_PASSWORD。";

const panicked =
  "图数据库出现严重错误（多半是磁盘已满），需要重新启动；没有写入任何内容。请管理员检查磁盘空间，稍后重试。";

/** After a failed write to its disk the database refuses everything, reading too, until it is started again. */
export const isPanic = (error: unknown): boolean =>
  error instanceof Error &&
  codeOf(error).startsWith("Neo.DatabaseError.") &&
  (error.message.includes("needs to be restarted") || codeOf(error).endsWith(".TransactionLogError"));

const brokenOff = "与图数据库的连接中途断开，没有写入任何内容。请稍后重试。";

/**
 * The driver has no code for what it says of a transaction that ended under its user, as when the statement before met a
 * broken connection and its failure was swallowed, nor for a connection that it could not get.
 */
const wasCut = (error: unknown): boolean =>
  error instanceof Error &&
  codeOf(error) === "N/A" &&
  /because it has been rolled back|No connection available|Connection acquisition timed out/.test(
    error.message,
  );

/** Driver failures a person can act on become `AppError`s; the rest passes as it is and is masked at the edge. */
export function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const code = codeOf(error);
  if (code === "ServiceUnavailable" || code === "SessionExpired")
    return new AppError("UNAVAILABLE", unreachable, { cause: error });
  if (code.startsWith("Neo.ClientError.Security."))
    return new AppError("UNAVAILABLE", refused, { cause: error });
  if (
    code.includes("TransactionTimedOut") ||
    code.includes("TransactionTerminated") ||
    code.includes("LockClient")
  )
    return new AppError("TIMEOUT", "数据库处理超时，没有写入任何内容。请缩小范围后重试。", { cause: error });
  if (wasCut(error)) return new AppError("UNAVAILABLE", brokenOff, { cause: error });
  if (isPanic(error)) return new AppError("UNAVAILABLE", panicked, { cause: error });
  if (code.includes("DatabaseNotFound"))
    return new AppError("UNAVAILABLE", unknownDatabase, { cause: error });
  if (code.includes("DatabaseUnavailable")) return new AppError("UNAVAILABLE", unreachable, { cause: error });
  if (code.startsWith("Neo.TransientError.")) {
    return new AppError("OVERLOADED", "系统正忙，没有写入任何内容。请稍后重试。", { cause: error });
  }
  return error;
}

/** The connection broke: whether the last request was carried out is not known. */
export const hasLostConnection = (error: unknown): boolean =>
  ["ServiceUnavailable", "SessionExpired"].includes(codeOf(error));

/** The connection broke while committing. */
export const unconfirmed = (cause: unknown): AppError =>
  new AppError(
    "UNAVAILABLE",
    "数据库连接在保存时中断，是否保存成功没有得到确认。请刷新查看，没有看到再重新提交。",
    {
      cause,
    },
  );

/** The database does not know the bookmarks, or waited for them in vain. */
export const isBookmarkFailure = (error: unknown): boolean =>
  /\.(InvalidBookmark|BookmarkTimeout)/.test(codeOf(error));

function codeOf(error: unknown): string {
  return typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
}
