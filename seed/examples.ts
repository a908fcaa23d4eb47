import { systemAccess } from "../server/access/access.ts";
import type { Graph } from "../server/graph/connection.ts";
import type { RowOf } from "../server/graph/query.ts";
import { audit } from "../server/identity/audit.ts";
import { batchDeadline, type OnProgress } from "./load.ts";
import {
  countExamples,
  deleteExampleMatches,
  deleteExampleRoot,
  deleteExamples,
  raiseVersions,
  readKeptExamples,
} from "./queries.ts";

const batchSize = 2000;

export interface RemovedExamples {
  /** How many nodes went. */
  removed: number;
  /** Examples that stay, because entries of real people stand on them. */
  kept: RowOf<typeof readKeptExamples>[];
}

/**
 * Takes the examples away, with what demo visitors tried out on them. Published facts stay, and whatever real people
 * entered or made their own, with the example owners and alliances it hangs on. Writes an audit event before anything
 * goes. Safe to repeat after a break.
 */
export async function removeExamples(
  graph: Graph,
  onProgress: OnProgress = () => undefined,
): Promise<RemovedExamples> {
  const kept = await graph.run(readKeptExamples, {}, batchDeadline);
  const keep = kept.map(({ id }) => id);
  const total = (await graph.run(countExamples, { keep }))[0]?.examples ?? 0;
  if (total > 0)
    await graph.write((tx) =>
      audit(tx, {
        action: "removeExamples",
        actor: systemAccess.actor,
        before: { examples: total + keep.length },
        after: { examples: keep.length, keptIds: keep.slice(0, 100) },
        from: { address: null, requestId: null },
      }),
    );
  let removed = 0;
  const drain = async (next: () => Promise<{ deleted: number }[]>): Promise<void> => {
    for (;;) {
      const deleted = (await next())[0]?.deleted ?? 0;
      if (deleted === 0) return;
      removed += deleted;
      onProgress({ stage: "移除示例", done: Math.min(removed, total), total });
    }
  };
  const batch = { limit: batchSize, keep };
  await drain(() => graph.run(deleteExampleMatches, batch, batchDeadline));
  await drain(() => graph.run(deleteExamples, batch, batchDeadline));
  await graph.run(deleteExampleRoot, {}, batchDeadline);
  if (removed > 0) await graph.run(raiseVersions, {}, batchDeadline);
  return { removed, kept };
}

const mostNamed = 10;

/** What the command says when it is done. */
export function removalSentence({ removed, kept }: RemovedExamples): string {
  const gone = `已移除示例：${removed} 个节点`;
  if (kept.length === 0) return gone;
  const named = kept.slice(0, mostNamed).map(({ name, entries }) => `${name}（${entries} 条）`);
  const more = kept.length > mostNamed ? `等 ${kept.length} 个` : "";
  return `${gone}。真实用户录入的内容都保留，连同它们所属的示例主体：${named.join("、")}${more}。把这些内容撤回或改到真实主体名下后可再运行一次`;
}
