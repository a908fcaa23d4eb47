import writeXlsxFile, { type Row } from "write-excel-file/node";
import type { ImportKind } from "../generated/resolvers.ts";
import { escapeFormula } from "../language/escapeFormula.ts";
import { isFormula, shownFormula } from "./cells.ts";
import { kindTables } from "./columns.ts";

export const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

const head = (text: string) => ({
  ...{ value: text, type: String, fontWeight: "bold" as const, backgroundColor: "#E8EEF7", wrap: true },
  ...{ borderColor: "#BFBFBF", borderStyle: "thin" as const, alignVertical: "center" as const },
});
const cell = (text: string) => ({
  value: escapeFormula(text),
  type: String,
  wrap: true,
  alignVertical: "top" as const,
});

/** The template of a kind: a sheet with its headers, and one that says what to write under each. */
export function templateOf(kind: ImportKind): Promise<Buffer> {
  const { columns, name } = kindTables[kind];
  const headers: Row = columns.map((column) => head(column.required ? `*${column.name}` : column.name));
  const notes: Row[] = columns.map((column) => [
    ...[column.name, column.required ? "必填" : "可空", column.hint, column.example].map(cell),
  ]);
  return writeXlsxFile([
    {
      data: [headers],
      sheet: name,
      columns: columns.map(({ key }) => ({ width: key === "text" ? 50 : 18 })),
      stickyRowsCount: 1,
    },
    {
      data: [["列", "是否必填", "怎样填写", "例如"].map(head), ...notes],
      sheet: "填写说明",
      columns: [{ width: 20 }, { width: 10 }, { width: 50 }, { width: 30 }],
    },
  ]).toBuffer();
}

export interface RejectedRow {
  number: number;
  reason: string;
  cells: readonly string[];
}

const asItCame = (text: string): string => (isFormula(text) ? shownFormula(text) : text);

/** The rejected rows as they came, the reason in front of each: corrected there, the same file is imported again. */
export function rejectedWorkbook(headers: readonly string[], rows: readonly RejectedRow[]): Promise<Buffer> {
  const data = [
    ["原行号", "未导入的原因", ...headers].map(head),
    ...rows.map(({ number, reason, cells }) => [
      { value: number, type: Number, alignVertical: "top" as const },
      { ...cell(reason), color: "#A8071A" },
      ...headers.map((_, index) => cell(asItCame(cells[index] ?? ""))),
    ]),
  ];
  return writeXlsxFile(data, {
    sheet: "未导入的行",
    columns: [{ width: 8 }, { width: 50 }, ...headers.map(() => ({ width: 22 }))],
    stickyRowsCount: 1,
  }).toBuffer();
}
