import type { Graph } from "../server/graph/connection.ts";
import { batchDeadline, type OnProgress } from "./load.ts";
import {
  countExamples,
  deleteExampleEntries,
  deleteExampleRoot,
  deleteExamples,
  raiseVersions,
} from "./queries.ts";

const batchSize = 2000;

/**
 * Takes every example away, and what people tried out on examples (entries of example owners, matches with examples);
 * published facts and users' other records stay. Returns how many nodes went; safe to repeat after a break.
 */
export async function removeExamples(
  graph: Graph,
  onProgress: OnProgress = () => undefined,
): Promise<number> {
  const total = (await graph.run(countExamples, {}))[0]?.examples ?? 0;
  let removed = 0;
  const drain = async (next: () => Promise<{ deleted: number }[]>): Promise<void> => {
    for (;;) {
      const deleted = (await next())[0]?.deleted ?? 0;
      if (deleted === 0) return;
      removed += deleted;
      onProgress({ stage: "移除示例", done: Math.min(removed, total), total });
    }
  };
  await drain(() => graph.run(deleteExampleEntries, { limit: batchSize }, batchDeadline));
  await drain(() => graph.run(deleteExamples, { limit: batchSize }, batchDeadline));
  await graph.run(deleteExampleRoot, {}, batchDeadline);
  if (removed > 0) await graph.run(raiseVersions, {}, batchDeadline);
  return removed;
}
