import { AppError, badInput } from "../errors.ts";

const longest = 200;

/** An id as a client sends it. @throws AppError BAD_INPUT for what can be no id of ours. */
export function checkId(id: string, ...path: string[]): string {
  if (id.length === 0 || id.length > longest)
    throw badInput("编号为空或过长，请从列表或图上重新选择。", ...path);
  return id;
}

/** One id that may be absent. */
export const optionalId = (id: string | null | undefined, ...path: string[]): string | null =>
  id == null ? null : checkId(id, ...path);

/** At most so many ids. @throws AppError LIMIT, BAD_INPUT */
export function checkIds(ids: readonly string[], name: string, most: number): readonly string[] {
  if (ids.length > most) throw new AppError("LIMIT", `一次最多给 ${most} 个编号。`, { path: [name] });
  return ids.map((id) => checkId(id, name));
}
