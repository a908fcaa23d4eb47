import type { RowResult } from "../generated/resolvers.ts";

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
  /** What is to be written. */
  write: T | null;
}

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
