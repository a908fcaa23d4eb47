import type { ListName } from "../lists/listKinds.ts";
import type { DemandRow, OfferRow } from "../lists/queries.ts";

/** A list as a table of plain values, the same for a workbook and a document. */
export interface ExportTable {
  title: string;
  /** Width: in characters, for the workbook; shares of the page, for the document. */
  columns: { name: string; width: number }[];
  rows: (string | number | null)[][];
  /** Whole sentences: how many there are, and of what. */
  totals: string[];
}

const states: Readonly<Record<string, string>> = {
  draft: "草稿",
  pendingReview: "待审核",
  published: "已发布",
  returned: "退回",
  withdrawn: "已撤回",
  expired: "已过期",
};

const period = (from: string | null, until: string | null): string =>
  from || until ? `${from ?? ""} 至 ${until ?? ""}`.trim() : "";

const origin = ({ example, source }: DemandRow | OfferRow): string =>
  example ? "示例" : (source?.title ?? "本系统录入");

/** Entries as rows of a table with their totals. `title` is what the list is called here, `total` how many the list has, of which `entries` may be a part. */
export function tableOf(
  list: ListName,
  title: string,
  entries: readonly (DemandRow | OfferRow)[],
  total: number,
): ExportTable {
  const rows = entries.map((entry, index) => [index + 1, ...cellsOf(entry)]);
  const demand = list === "demands";
  return {
    title,
    columns: [
      { name: "序号", width: 6 },
      { name: "标题", width: 22 },
      { name: "内容", width: 46 },
      { name: demand ? "提出单位" : "提供单位", width: 26 },
      { name: "联盟", width: 18 },
      { name: "类别", width: 14 },
      { name: demand ? "数量" : "余量", width: 10 },
      { name: "单位", width: 8 },
      { name: demand ? "需要时间" : "可用时间", width: 24 },
      { name: "状态", width: 8 },
      { name: "来源", width: 16 },
    ],
    rows,
    totals: totalsOf(title, entries, total),
  };
}

function cellsOf(entry: DemandRow | OfferRow): (string | number | null)[] {
  const demand = entry.__typename === "Demand";
  const owner = demand ? entry.raisedBy : entry.offeredBy;
  const time = demand
    ? period(entry.neededFrom, entry.neededBy)
    : period(entry.availableFrom, entry.availableUntil);
  return [
    entry.title ?? "",
    entry.text,
    owner?.name ?? "",
    entry.alliance?.shortName ?? entry.alliance?.name ?? "",
    entry.category?.name ?? "",
    demand ? entry.quantity : entry.remaining,
    entry.unit ?? "",
    time,
    states[entry.state] ?? entry.state,
    origin(entry),
  ];
}

function totalsOf(title: string, entries: readonly (DemandRow | OfferRow)[], total: number): string[] {
  const examples = entries.filter(({ example }) => example).length;
  const byCategory = new Map<string, number>();
  for (const { category } of entries) {
    const name = category?.name ?? "未分类";
    byCategory.set(name, (byCategory.get(name) ?? 0) + 1);
  }
  const classes = [...byCategory].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "zh-CN"));
  return [
    `${title}共 ${entries.length} 条${examples > 0 ? `，其中示例 ${examples} 条` : ""}。`,
    ...(classes.length > 0 ? [`按类别：${classes.map(([name, n]) => `${name} ${n} 条`).join("，")}。`] : []),
    ...(total > entries.length ? [`符合条件的共 ${total} 条，一次最多导出 ${entries.length} 条。`] : []),
  ];
}
