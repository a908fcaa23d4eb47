import { AppError } from "../errors.ts";

/** The oldest database whose Cypher we write. */
const oldest = [5, 26] as const;

/**
 * Refuses a database that is too old to understand our statements.
 * @param version as the kernel names it, such as `5.26.0`, `2025.06.1` or `5.27-aura`; one that names no number passes
 * @throws AppError UNAVAILABLE
 */
export function checkVersion(version: string): void {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version)?.map(Number) ?? [];
  if (major === undefined || minor === undefined) return;
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new AppError(
    "UNAVAILABLE",
    `图数据库的版本是 ${version}，链盟需要 ${oldest.join(".")} 或更新的版本。请升级它，或把 NEO4J_URI 指向另一个数据库。`,
  );
}
