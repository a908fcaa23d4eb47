import { type CellObject, read, SSF, type WorkBook, type WorkSheet } from "@e965/xlsx";
import { parse } from "csv-parse/sync";
import { badInput } from "../errors.ts";
import type { ImportKind } from "../generated/resolvers.ts";
import { isErrorValue, isFormula } from "./cells.ts";
import { fileLimits } from "./limits.ts";
import { findHeaderRow, recogniseColumns } from "./recognise.ts";
import { checkArchive, noWorkbook, protectedFile } from "./zip.ts";

/** A table as it was read: texts only; days as 2026-07-01; a formula as its own text with "=" in front. */
export interface Sheet {
  /** null for a CSV file. */
  name: string | null;
  /** All sheets of the file that hold anything; empty for a CSV file. */
  sheets: string[];
  headers: string[];
  /** Rows that hold anything, each with its number in the file, from 1. */
  rows: { number: number; cells: string[] }[];
  /** What people should know of how it was read. */
  notes: string[];
}

/** A table as a file gives it: every row from the top. */
interface Grid {
  name: string | null;
  rows: string[][];
}

const spare = 20;
const truncated = () =>
  badInput("这个文件不完整或已损坏，打不开。请在表格软件里打开它，另存为 .xlsx 后再导入。", "file");

/**
 * Reads a workbook or CSV file and finds the table in it. Formulas are never computed.
 * @param wanted the sheet to read; null: the one whose headers name the most columns
 * @throws BAD_INPUT with a sentence for whatever cannot be read or is larger than the limits
 */
export async function readSheet(
  bytes: Buffer,
  kind: ImportKind,
  wanted: string | null = null,
): Promise<Sheet> {
  if (bytes.length === 0) throw badInput("这个文件是空的。请选择有内容的表格。", "file");
  const notes: string[] = [];
  const grids = await gridsOf(bytes, notes);
  const sheets = grids.flatMap(({ name, rows }) => (name !== null && rows.some(hasText) ? [name] : []));
  if (wanted !== null && !sheets.includes(wanted))
    throw badInput(`文件里没有工作表“${wanted}”，或它是空的。请重新选择。`, "sheet");
  const scored = grids
    .filter(({ name }) => wanted === null || name === wanted)
    .map((grid) => {
      const at = findHeaderRow(kind, grid.rows);
      const named = at < 0 ? 0 : recogniseColumns(kind, grid.rows[at] ?? []).filter(Boolean).length;
      return { grid, at, named };
    })
    .sort((a, b) => b.named - a.named);
  const [best] = scored;
  const filled = grids.find(({ name, rows }) => rows.some(hasText) && (wanted === null || name === wanted));
  if (!best || !filled) throw badInput("表里没有内容。请选择有内容的表格。", "file");
  // Headers nobody knows: the first row that has any, and the user says what they mean.
  const grid = best.at < 0 ? filled : best.grid;
  const at = best.at < 0 ? grid.rows.findIndex(hasText) : best.at;
  const others = sheets.filter((name) => name !== grid.name);
  if (others.length > 0)
    notes.push(`读取的是工作表“${grid.name}”；文件里还有${others.map((name) => `“${name}”`).join("、")}。`);
  if (at > 0) notes.push(`表头在第 ${at + 1} 行，以上的标题和说明没有导入。`);
  return { ...bounded(grid, at, notes), sheets };
}

const hasText = (row: readonly string[]): boolean => row.some((cell) => cell.trim() !== "");

function bounded({ name, rows }: Grid, at: number, notes: string[]): Omit<Sheet, "sheets"> {
  const header = rows[at] ?? [];
  const width = rows.reduce(
    (most, row) => Math.max(most, row.findLastIndex((cell) => cell.trim() !== "") + 1),
    0,
  );
  if (width > fileLimits.columns)
    throw badInput(`表格最多 ${fileLimits.columns} 列，这个有 ${width} 列。请删去不导入的列。`, "file");
  let errors = 0;
  const read = (cell: string): string => {
    if (!isErrorValue(cell)) return cell;
    errors += 1;
    return "";
  };
  const kept = rows
    .map((cells, index) => ({ number: index + 1, cells }))
    .slice(at + 1)
    .map(({ number, cells }) => ({
      number,
      cells: Array.from({ length: width }, (_, i) => read(cells[i] ?? "")),
    }))
    .filter(({ cells }) => hasText(cells));
  if (errors > 0) notes.push(`有 ${errors} 格是表格软件的错误值（如 #N/A、#REF!），按空白读取。`);
  if (kept.length > fileLimits.rows) throw tooManyRows(kept.length);
  if (kept.length === 0) throw badInput("表头下面没有内容。请在表头下面逐行填写后再导入。", "file");
  let length = 0;
  for (const { number, cells } of kept)
    for (const cell of cells) {
      length += cell.length;
      if (cell.length > fileLimits.cell)
        throw badInput(`第 ${number} 行有一格超过 ${fileLimits.cell} 字。请缩短后再导入。`, "file");
    }
  if (length > fileLimits.text) throw badInput("表格的文字太多。请分成几个文件导入。", "file");
  return {
    name,
    headers: Array.from({ length: width }, (_, i) => (header[i] ?? "").trim()),
    rows: kept,
    notes,
  };
}

const tooManyRows = (rows: number) =>
  badInput(
    `一次最多导入 ${fileLimits.rows.toLocaleString("zh-CN")} 行，这个表有 ${rows.toLocaleString("zh-CN")} 行。请分成几个文件；如果下面是空行，请先删去。`,
    "file",
  );

async function gridsOf(bytes: Buffer, notes: string[]): Promise<Grid[]> {
  if (bytes.subarray(0, 2).toString("latin1") === "PK") {
    await checkArchive(bytes);
    return workbookGrids(bytes, notes);
  }
  // Compound files: a workbook of Excel 97, or one that is encrypted.
  if (bytes.subarray(0, 4).toString("hex") === "d0cf11e0") {
    if (bytes.includes(Buffer.from("EncryptedPackage", "utf16le"))) throw protectedFile();
    throw badInput("这是旧版的 .xls 文件。请在表格软件里另存为 .xlsx 后再导入。", "file");
  }
  return [{ name: null, rows: csvRows(decoded(bytes, notes)) }];
}

/** UTF-8 with or without a mark, else GB18030; whatever has control characters in it is no text. */
function decoded(bytes: Buffer, notes: string[]): string {
  const text = tryDecoding(bytes, "utf-8") ?? tryDecoding(bytes, "gb18030");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (text === null || /[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/.test(text)) throw wrongEncoding(bytes);
  if (tryDecoding(bytes, "utf-8") === null) notes.push("文字按 GB18030 编码读取。");
  return text;
}

const wrongEncoding = (bytes: Buffer) =>
  bytes[0] === 0xff || bytes[0] === 0xfe
    ? badInput("这个文件用的是 UTF-16 编码。请另存为“CSV UTF-8”或 .xlsx 后再导入。", "file")
    : noWorkbook();

function tryDecoding(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function csvRows(text: string): string[][] {
  const [first = ""] = text.split("\n", 1);
  const delimiter = [",", "\t", ";", "，"].reduce((best, sign) =>
    first.split(sign).length > first.split(best).length ? sign : best,
  );
  try {
    return parse(text, {
      delimiter,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to: fileLimits.rows + spare * 2,
      max_record_size: fileLimits.cell * fileLimits.columns,
    }) as string[][];
  } catch {
    throw badInput("这个 CSV 文件的引号或换行不完整，读不下去。请另存为 .xlsx 后再导入。", "file");
  }
}

function workbookGrids(bytes: Buffer, notes: string[]): Grid[] {
  const book = openBook(bytes);
  const date1904 = book.Workbook?.WBProps?.date1904 === true;
  const shown = book.SheetNames.filter((_, i) => !book.Workbook?.Sheets?.[i]?.Hidden);
  const grids = (shown.length > 0 ? shown : book.SheetNames).flatMap((name): Grid[] => {
    const sheet = book.Sheets[name];
    return sheet ? [{ name, rows: gridOf(sheet, date1904, notes) }] : [];
  });
  if (grids.length === 0) throw noWorkbook();
  return grids;
}

function openBook(bytes: Buffer): WorkBook {
  try {
    return read(bytes, {
      type: "buffer",
      dense: true,
      cellFormula: true,
      cellNF: true,
      cellHTML: false,
      cellText: false,
      bookVBA: false,
      sheetRows: fileLimits.rows + spare * 2,
    });
  } catch {
    throw truncated();
  }
}

function gridOf(sheet: WorkSheet, date1904: boolean, notes: string[]): string[][] {
  const data = ((sheet as { "!data"?: (CellObject | undefined)[][] })["!data"] ?? []) as (
    | CellObject
    | undefined
  )[][];
  const declared = Number(/(\d+)$/.exec((sheet as { "!fullref"?: string })["!fullref"] ?? "")?.[1] ?? 0);
  if (declared > fileLimits.rows + spare) throw tooManyRows(declared);
  const rows = Array.from(data, (row) => Array.from(row ?? [], (cell) => textOf(cell, date1904)));
  const merges = sheet["!merges"] ?? [];
  let filled = 0;
  for (const { s, e } of merges) {
    const value = rows[s.r]?.[s.c] ?? "";
    // Across columns a merged cell is a heading; down the rows each of them means it.
    if (value === "" || s.c !== e.c) continue;
    for (let r = s.r + 1; r <= Math.min(e.r, rows.length - 1); r += 1) {
      const row = rows[r] ?? [];
      row[s.c] = value;
      rows[r] = row;
      filled += 1;
    }
  }
  if (filled > 0) notes.push(`合并的单元格已向下填充 ${filled} 格。`);
  return rows.map((row) => Array.from(row, (cell) => cell ?? ""));
}

/** A cell as text. The value a formula once had is not taken: nobody knows whether it still holds. */
function textOf(cell: CellObject | undefined, date1904: boolean): string {
  if (!cell) return "";
  if (cell.f !== undefined) return `=${cell.f}`;
  if (cell.t === "e") return "#N/A";
  if (cell.v === undefined || cell.v === null) return "";
  // A text, whatever it begins with: only a cell of its own kind is a formula.
  if (cell.t === "s" && isFormula(String(cell.v))) return `'${cell.v}`;
  if (cell.t === "n" && typeof cell.v === "number" && typeof cell.z === "string" && SSF.is_date(cell.z)) {
    const day = SSF.parse_date_code(cell.v, { date1904 });
    if (day && day.y >= 1901)
      return `${day.y}-${String(day.m).padStart(2, "0")}-${String(day.d).padStart(2, "0")}`;
  }
  return cell.t === "b" ? (cell.v ? "是" : "否") : String(cell.v);
}
