import { pino } from "pino";
import { type ApiContext, createContext } from "../../server/api/context.ts";
import type { ImportKind } from "../../server/generated/resolvers.ts";
import { importIn, keepFile } from "../../server/imports/files.ts";
import { importEnded, startImport } from "../../server/imports/run.ts";
import { workbook } from "../imports/workbooks.ts";
import { type BenchEntry, median } from "./registry.ts";

const rows = 5000;
const firms = 500;
const rounds = 3;

/** Rows a second from the bytes of a workbook to entries in the graph: read, judged, written, told in the audit trail. */
async function rateOf(context: ApiContext, kind: ImportKind, table: string[][]): Promise<number> {
  const bytes = workbook(table);
  const start = performance.now();
  const { id } = await keepFile(context, kind, "测速.xlsx", bytes);
  await startImport(context, id);
  await importEnded(id);
  const seconds = (performance.now() - start) / 1000;
  const { accepted } = await importIn(context, id);
  if (accepted !== table.length - 1) throw new Error(`${accepted} of ${table.length - 1} rows were accepted`);
  return accepted / seconds;
}

const firmName = (n: number): string => `测速第${n}机械有限公司`;

const needs = (round: number): string[][] => [
  ["企业名称", "需求内容", "数量", "截止日期"],
  ...Array.from({ length: rows }, (_, i) => [
    firmName(i % firms),
    `第${round}轮第${i}条：需要数控机床操作工和焊工，旺季用工缺口大`,
    `${(i % 90) + 1}人`,
    "2026年12月底",
  ]),
];

export const bench: BenchEntry = {
  key: "import_rows_per_s",
  run: async ({ startDatabase, say }) => {
    const { graph } = await startDatabase();
    const services = { graph, embedder: null, logger: pino({ level: "silent" }) };
    const context = createContext(services, { requestId: "bench" });
    const names = Array.from({ length: firms }, (_, n) => [firmName(n), `字号${n}`]);
    await rateOf(context, "enterprise", [["企业名称", "简称"], ...names]);
    const rates: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const rate = await rateOf(context, "demand", needs(round));
      say(`round ${round}: ${Math.round(rate)} rows/s`);
      // The first plans every statement.
      if (round > 0) rates.push(rate);
    }
    return median(rates);
  },
};
