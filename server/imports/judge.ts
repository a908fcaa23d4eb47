import type { RowResult } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";

/** One thing that a row says otherwise than what is there, in words; null: nothing. */
export interface Change {
  field: string;
  before: string | null;
  after: string | null;
}

/** A row of the file: its number there, and its cells. */
export interface FileRow {
  number: number;
  cells: string[];
}

/** A name, or a cell that may stay empty, that is not surely one thing. */
export interface Doubt {
  /** As it is put to the user, and what the choice is kept under. */
  name: string;
  candidates: { id: string; kind: string; name: string }[];
  /** The cell may stay empty: "none of them" leaves it so, and the row is imported. */
  optional: boolean;
}

/** What becomes of a row. Every row has exactly one result. */
export interface Judged<T> {
  number: number;
  result: RowResult;
  /** Why it is rejected, or what it is merged with. */
  reason: string | null;
  /** What it is merged with or becomes. */
  targetId: string | null;
  /** What the user has to decide before it can be accepted. */
  doubt: Doubt | null;
  /** What the row leaves empty and may be filled in; nothing waits for it. */
  suggests?: Doubt[];
  /** What is to be written. */
  write: T | null;
  /** What the trail says was changed where that is not what the row becomes: the alliance that somebody joins. */
  about?: { kind: string; id: string };
  /** How the row differs from what it is merged with; absent where it does not. */
  differs?: Difference;
}

/** What became of a row, as it is kept. */
export type Outcome = Pick<Judged<never>, "number" | "result" | "reason" | "targetId">;

/** A row that says otherwise than what is there already. */
export interface Difference {
  /** Of what may be updated: what the wish is kept under. */
  id: string;
  /** What it is merged with, as the beginning of a sentence. */
  where: string;
  changes: Change[];
  /** The version that was compared with; null: it cannot be updated here. */
  version: number | null;
  /** Whether the user wished it, for this version. */
  updating: boolean;
  /** Makes what is there say what the row says, with its trail. @throws AppError before anything is written */
  update(tx: Transaction): Promise<unknown>;
}

/** “数量：20 → 30；截止日期：无 → 2026-12-31” */
export const changesInWords = (changes: readonly Change[]): string =>
  changes.map(({ field, before, after }) => `${field}：${before ?? "无"} → ${after ?? "无"}`).join("；");

/** What the wish to update an entry is kept under among the choices; its value is the version that was seen. */
export const updateKey = (id: string): string => `update:${id}`;

export const rejected = <T>(number: number, problems: readonly string[]): Judged<T> => ({
  number,
  result: "rejected",
  reason: `${problems.join("；")}。`,
  targetId: null,
  doubt: null,
  write: null,
});

export const merged = <T>(
  number: number,
  targetId: string,
  reason: string,
  write: T | null = null,
): Judged<T> => ({
  number,
  result: "merged",
  reason,
  targetId,
  doubt: null,
  write,
});

/** A row that is there already and says otherwise. `choices` hold the wish to update it; `why` tells why it cannot be. */
export function differing<T>(
  { number, targetId, write = null }: { number: number; targetId: string; write?: T | null },
  choices: Readonly<Record<string, string | null>>,
  { why, ...found }: Omit<Difference, "updating"> & { why?: string | undefined },
): Judged<T> {
  const { id, where, changes, version } = found;
  const updating = version !== null && choices[updateKey(id)] === String(version);
  const told = `${where}，${changes.length} 处不同：${changesInWords(changes)}${why ? `；${why}` : ""}。`;
  return { ...merged<T>(number, targetId, told, write), differs: { ...found, updating } };
}

export const accepted = <T>(number: number, targetId: string, write: T): Judged<T> => ({
  number,
  result: "accepted",
  reason: null,
  targetId,
  doubt: null,
  write,
});

export interface Tally {
  accepted: number;
  merged: number;
  rejected: number;
}

/** How many rows have which result; the sum is the number of rows. */
export function tally(rows: readonly { result: RowResult }[]): Tally {
  const count: Tally = { accepted: 0, merged: 0, rejected: 0 };
  for (const { result } of rows) count[result] += 1;
  return count;
}
