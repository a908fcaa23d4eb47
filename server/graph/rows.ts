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
  readonly keys: readonly PropertyKey[];
  get(at: number): unknown;
}

/** The driver's own `toObject` walks over a record with two generators, which takes more than all the rest of reading it. */
function objectOf(record: RecordLike): Record<PropertyKey, unknown> {
  const { keys } = record;
  const row: Record<PropertyKey, unknown> = {};
  for (let at = 0; at < keys.length; at += 1) row[keys[at] as PropertyKey] = record.get(at);
  return row;
}

/** The rows as plain objects; each is checked against its definition where `check` says so. */
export function rowsOf<Q extends Query>(
  query: Q,
  records: RecordLike[],
  check: boolean | undefined,
): RowOf<Q>[] {
  const rows = records.map(objectOf);
  if (!check) return rows as RowOf<Q>[];
  return rows.map((row) => {
    const checked = query.row.safeParse(row);
    if (!checked.success)
      throw new Error(`a row of ${query.name} is not of its shape: ${checked.error.message}`);
    return checked.data as RowOf<Q>;
  });
}
