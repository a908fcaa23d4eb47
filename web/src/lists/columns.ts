import { useState } from "react";

/** Columns of the lists' table that can be left out; the title always stands. */
export const columnWords = {
  owner: "单位",
  category: "类别",
  amount: "数量",
  window: "时间",
  visibility: "谁能看到",
  updated: "更新时间",
  source: "来源",
} as const;
export type ColumnKey = keyof typeof columnWords;

const allColumns = Object.keys(columnWords) as ColumnKey[];
/** Until the list has said which it shows. */
const usualColumns: readonly ColumnKey[] = ["owner", "category", "amount", "window", "source"];
const storeKey = "lianmeng.lists.columns";

type Store = Pick<Storage, "getItem" | "setItem">;

/** The columns last chosen in this browser, in their order; null where none were or they cannot be read. */
export function readColumns(store: Store): readonly ColumnKey[] | null {
  try {
    const kept: unknown = JSON.parse(store.getItem(storeKey) ?? "null");
    return Array.isArray(kept) ? allColumns.filter((key) => kept.includes(key)) : null;
  } catch {
    return null;
  }
}

/** Keeps the choice; a full or forbidden store forgets it with the page. */
export function keepColumns(store: Store, columns: readonly ColumnKey[]): void {
  try {
    store.setItem(storeKey, JSON.stringify(columns));
  } catch {
    // Private windows and full disks: the choice still holds on this page.
  }
}

/** The columns of the table: those chosen in this browser, else those that the list shows. */
export function useColumns(
  shown: readonly ColumnKey[] = usualColumns,
): [readonly ColumnKey[], (columns: readonly ColumnKey[]) => void] {
  const [columns, setColumns] = useState(() => readColumns(localStorage));
  return [
    columns ?? shown,
    (chosen) => {
      const ordered = allColumns.filter((key) => chosen.includes(key));
      keepColumns(localStorage, ordered);
      setColumns(ordered);
    },
  ];
}
