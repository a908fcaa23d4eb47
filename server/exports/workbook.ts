import writeXlsxFile from "write-excel-file/node";
import { escapeFormula } from "../language/escapeFormula.ts";
import type { ExportTable } from "./table.ts";

const cell = (value: string | number | null) => {
  if (value === null || value === "") return null;
  return typeof value === "number"
    ? { value, type: Number, alignVertical: "top" as const }
    : { value: escapeFormula(value), type: String, wrap: true, alignVertical: "top" as const };
};

/** A table as a workbook: bold headings that stay in sight, the totals on a sheet of their own. */
export const workbookOf = ({ title, columns, rows, totals }: ExportTable): Promise<Buffer> =>
  writeXlsxFile([
    {
      data: [
        columns.map(({ name }) => ({
          value: name,
          type: String,
          fontWeight: "bold" as const,
          backgroundColor: "#E8EEF7",
        })),
        ...rows.map((row) => row.map(cell)),
      ],
      sheet: title,
      columns: columns.map(({ width }) => ({ width })),
      stickyRowsCount: 1,
    },
    { data: totals.map((sentence) => [cell(sentence)]), sheet: "合计", columns: [{ width: 100 }] },
  ]).toBuffer();
