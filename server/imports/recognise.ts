import { createHash } from "node:crypto";
import type { ImportKind } from "../generated/resolvers.ts";
import { tidyCell } from "./cells.ts";
import { type Column, kindTables } from "./columns.ts";

/** Which field of the kind each column of the sheet is, by the column's place; null where it is none. */
export type Mapping = readonly (string | null)[];

/** A header as it is compared: without brackets' contents, numbering, stars, spaces and signs. */
export const plainHeader = (header: string): string =>
  tidyCell(header)
    .normalize("NFKC")
    .replace(/\([^)]*\)|（[^）]*）|【[^】]*】|\[[^\]]*\]/g, "")
    .replace(/^\d+[.、]/, "")
    .replace(/[^\p{Letter}\p{Number}]/gu, "")
    .toLowerCase();

/** How surely a header names a column: 3 the column's own name, 2 one of its other names, 1 contains one, 0 not at all. */
function likeness(header: string, column: Column): number {
  const plain = plainHeader(header);
  if (plain === "") return 0;
  // The brackets of the template's own headers tell two apart.
  if (tidyCell(header).replace(/[*＊\s]/g, "") === column.name) return 4;
  if (plain === plainHeader(column.name)) return 3;
  if (column.also.includes(plain)) return 2;
  const names = [plainHeader(column.name), ...column.also].filter((name) => name.length >= 3);
  return names.some((name) => plain.includes(name)) && plain.length <= 14 ? 1 : 0;
}

/** Gives each column of the sheet its field; the surest first, every field once, ties to the left. */
export function recogniseColumns(kind: ImportKind, headers: readonly string[]): Mapping {
  const mapping: (string | null)[] = headers.map(() => null);
  const taken = new Set<string>();
  for (const wanted of [4, 3, 2, 1])
    for (const [index, header] of headers.entries())
      for (const column of kindTables[kind].columns) {
        if (mapping[index] != null || taken.has(column.key) || likeness(header, column) !== wanted) continue;
        mapping[index] = column.key;
        taken.add(column.key);
      }
  return mapping;
}

const farthestHeader = 15;

/**
 * The row that holds the headers: the one of the first 15 that names the most columns. Titles and notes above it are left
 * out. -1 where none names any.
 */
export function findHeaderRow(kind: ImportKind, rows: readonly (readonly string[])[]): number {
  let best = -1;
  let most = 0;
  for (const [index, row] of rows.slice(0, farthestHeader).entries()) {
    const named = recogniseColumns(kind, row).filter((key) => key !== null).length;
    if (named > most) [best, most] = [index, named];
  }
  return best;
}

/** What a corrected mapping is remembered under: the kind and the headers in their order. */
export const headersKey = (kind: ImportKind, headers: readonly string[]): string =>
  createHash("sha256")
    .update(JSON.stringify([kind, headers.map(plainHeader)]))
    .digest("hex")
    .slice(0, 32);

/** The required columns of a kind that a mapping leaves out. */
export const missingColumns = (kind: ImportKind, mapping: Mapping): Column[] =>
  kindTables[kind].columns.filter(({ key, required }) => required && !mapping.includes(key));
