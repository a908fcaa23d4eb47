import { readConfig } from "../config.ts";
import { sentenceOf } from "../setup/lifetime.ts";
import { askOwnServer } from "./ownServer.ts";
import type { StatementCost } from "./statements.ts";

// `npm run slow-statements [-- 条数]`: the statements of the running server that took most time.
try {
  const config = readConfig(process.env);
  const most = Number(process.argv[2] ?? 20) || 20;
  const costs = ((await askOwnServer(config, "/operations/statements")) as StatementCost[]).slice(0, most);
  const row = (...cells: (string | number)[]): string =>
    cells.map((cell, at) => (at === 0 ? String(cell).padEnd(44) : String(cell).padStart(12))).join("");
  const lines = costs.map((cost) =>
    row(cost.name, cost.count, cost.failed, cost.p50Ms, cost.p95Ms, cost.maxMs, cost.totalMs),
  );
  process.stdout.write(
    `${[row("statement", "count", "failed", "p50 ms", "p95 ms", "max ms", "total ms"), ...lines].join("\n")}\n`,
  );
} catch (error) {
  process.stderr.write(`读不到语句统计：服务没有在 PORT 指定的端口运行，或令牌不对。${sentenceOf(error)}\n`);
  process.exitCode = 1;
}
