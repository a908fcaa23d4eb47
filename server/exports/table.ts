import type { ListName } from "../lists/listKinds.ts";
import { visibilityOf } from "../lists/publication.ts";
import type { DemandRow, OfferRow } from "../lists/queries.ts";

/** A list as a table of plain values, the same for a workbook and a document. */
export interface ExportTable {
  title: string;
  /** Width: in characters, for the workbook; shares of the page, for the document. */
  columns: readonly {
    name: string;
    width: number;
    /** Stays off the document, which has no room for it. */
    sheetOnly?: true;
  }[];
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
    columns: demand ? demandColumns : offerColumns,
    rows,
    totals: totalsOf(title, entries, total),
  };
}

// Headers as imports know them, so that what was exported comes back in. Columns of little use on paper stay off it.
const first = (owner: string, text: string): ExportTable["columns"] => [
  { name: "序号", width: 6 },
  { name: "标题", width: 22 },
  { name: text, width: 46 },
  { name: owner, width: 26 },
  { name: "联盟", width: 18 },
  { name: "类别", width: 14 },
];
const last: ExportTable["columns"] = [
  { name: "地点经纬度", width: 20, sheetOnly: true },
  { name: "可见范围", width: 10, sheetOnly: true },
  { name: "状态", width: 8 },
  { name: "来源", width: 16 },
];
const demandColumns: ExportTable["columns"] = [
  ...first("提出单位", "需求内容"),
  { name: "受益对象", width: 10, sheetOnly: true },
  { name: "数量", width: 10 },
  { name: "计量单位", width: 10 },
  { name: "开始日期", width: 12 },
  { name: "截止日期", width: 12 },
  { name: "是否紧急", width: 8, sheetOnly: true },
  { name: "求购产品", width: 20, sheetOnly: true },
  { name: "供应产品", width: 20, sheetOnly: true },
  ...last,
];
const offerColumns: ExportTable["columns"] = [
  ...first("提供单位", "资源内容"),
  { name: "种类", width: 10, sheetOnly: true },
  { name: "可提供数量", width: 12 },
  { name: "余量", width: 10 },
  { name: "计量单位", width: 10 },
  { name: "可用开始", width: 12 },
  { name: "可用截止", width: 12 },
  { name: "服务半径（公里）", width: 10, sheetOnly: true },
  { name: "可供产品", width: 20, sheetOnly: true },
  { name: "采购产品", width: 20, sheetOnly: true },
  ...last,
];

const beneficiaries = { enterprise: "企业", talent: "人才", partyMember: "党员", worker: "职工" } as const;
const kinds = { resource: "资源", project: "服务项目" } as const;
const circles = { organization: "仅本单位", alliance: "本联盟", hub: "总联盟", public: "公开" } as const;

const named = (products: readonly { name: string }[]): string => products.map(({ name }) => name).join("、");

function cellsOf(entry: DemandRow | OfferRow): (string | number | null)[] {
  const demand = entry.__typename === "Demand";
  const { location } = entry;
  return [
    entry.title ?? "",
    entry.text,
    (demand ? entry.raisedBy : entry.offeredBy)?.name ?? "",
    // The whole name: a short one may be another alliance's too.
    entry.alliance?.name ?? "",
    entry.category?.name ?? "",
    ...(demand ? demandCells(entry) : offerCells(entry)),
    location ? `${location.longitude},${location.latitude}` : "",
    circles[visibilityOf(entry.shownTo)],
    states[entry.state] ?? entry.state,
    origin(entry),
  ];
}

const demandCells = (entry: DemandRow): (string | number | null)[] => [
  entry.beneficiary ? beneficiaries[entry.beneficiary] : "",
  entry.quantity,
  entry.unit ?? "",
  entry.neededFrom ?? "",
  entry.neededBy ?? "",
  entry.urgency === "urgent" ? "是" : "否",
  named(entry.wants),
  named(entry.sells),
];

const offerCells = (entry: OfferRow): (string | number | null)[] => [
  kinds[entry.kind],
  entry.capacity,
  entry.remaining,
  entry.unit ?? "",
  entry.availableFrom ?? "",
  entry.availableUntil ?? "",
  entry.serviceRadiusKm,
  named(entry.provides),
  named(entry.buys),
];

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
