import { AppError } from "../errors.ts";
import type { Query, RowOf } from "./query.ts";

/** The parameters as their definition has them. @throws BAD_INPUT naming the first that does not fit */
export function checkParams(query: Query, params: unknown): Record<string, unknown> {
  const checked = query.params.safeParse(params);
  if (checked.success) return checked.data as Record<string, unknown>;
  const issue = checked.error.issues[0];
  const what = `${issue?.path.join(".") ?? ""} ${issue?.message ?? ""}`;
  throw new AppError("BAD_INPUT", `参数不符合要求：${what}`, { cause: checked.error });
}

interface RecordLike {
  toObject(): unknown;
}

/** The rows as plain objects; each is checked against its definition where `check` says so. */
export function rowsOf<Q extends Query>(
  query: Q,
  records: RecordLike[],
  check: boolean | undefined,
): RowOf<Q>[] {
  const rows = records.map((record) => record.toObject());
  if (!check) return rows as RowOf<Q>[];
  return rows.map((row) => {
    const checked = query.row.safeParse(row);
    if (!checked.success)
      throw new Error(`a row of ${query.name} is not of its shape: ${checked.error.message}`);
    return checked.data as RowOf<Q>;
  });
}
