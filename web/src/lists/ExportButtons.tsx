import { FileButton } from "../ui/FileButton.tsx";
import { type ListView, toFilter } from "./filters.ts";

/** The address of a list's file under the filters of the page. */
export function exportAddress(view: ListView, format: "xlsx" | "docx"): string {
  const { states, kind: _, example, ...rest } = toFilter(view);
  const params = new URLSearchParams({ list: view.tab, format, order: view.order });
  for (const [key, value] of Object.entries(rest)) if (typeof value === "string") params.set(key, value);
  const [state] = states ?? [];
  if (state) params.set("state", state);
  if (example != null) params.set("example", String(example));
  return `/exports/lists?${params}`;
}

/** The list as it is filtered, to take away. */
export const ExportButtons = ({ view }: { view: ListView }) => (
  <>
    <FileButton size="small" address={exportAddress(view, "xlsx")}>
      导出 Excel
    </FileButton>
    <FileButton size="small" address={exportAddress(view, "docx")}>
      导出 Word
    </FileButton>
  </>
);
