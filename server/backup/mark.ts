import { AppError } from "../errors.ts";
import type { Graph } from "../graph/connection.ts";
import { readMark } from "./queries.ts";

/** CONFLICT when a restore into this graph began and did not finish: what is there is a part of the data. */
export async function refuseHalfRestored(graph: Graph): Promise<void> {
  const [mark] = await graph.run(readMark, {});
  if (!mark) return;
  throw new AppError(
    "CONFLICT",
    `这个数据库的恢复没有完成（${mark.startedAt} 开始，来自 ${mark.archive}），里面只有一部分数据，不能使用。请运行 npm run restore -- 备份文件 --again，清空后重新恢复。`,
  );
}
