import type { Graph } from "../graph/connection.ts";
import { type ChainEnd, chainStart, followChain } from "./auditChain.ts";
import { countAuditEvents, readAuditChain, readAuditHead } from "./auditQueries.ts";

export interface AuditReport {
  /** Sealed events that were followed without a fault. */
  checked: number;
  waiting: number;
  head: ChainEnd;
  /** The first thing found wrong, a Chinese sentence; null when the trail is whole. */
  problem: string | null;
}

/**
 * Follows the whole chain: a changed, removed, moved or slipped-in event shows, and with `anchor` (an end written down
 * earlier, elsewhere) also a chain that was made anew or cut.
 */
export async function verifyAudit(graph: Graph, anchor?: ChainEnd): Promise<AuditReport> {
  // The head first: what is sealed meanwhile only adds behind it.
  const [head] = await graph.run(readAuditHead, {});
  let end = chainStart;
  let anchored = anchor === undefined;
  for (;;) {
    const events = await graph.run(readAuditChain, { after: end.seq }, { deadlineMs: 60_000 });
    if (events.length === 0) break;
    const step = followChain(end, events);
    if (anchor && events.some(({ seq, hash }) => seq === anchor.seq && hash === anchor.hash)) anchored = true;
    end = step.end;
    if (step.problem) return report(step.problem);
  }
  if (!head) return report("图中没有审计链的末端记录。");
  if (end.seq < head.seq)
    return report(`审计链应有 ${head.seq} 条，实际只到第 ${end.seq} 条：末尾的记录被删除。`);
  if (end.seq === head.seq && end.hash !== head.hash) return report("审计链末端的记录与链不符。");
  if (!anchored) return report(`审计链里没有事先记下的第 ${anchor?.seq} 条：整条链被换过或截短过。`);
  const [counts] = await graph.run(countAuditEvents, {});
  if (counts && counts.loose > 0)
    return report(`有 ${counts.loose} 条审计记录既不在链上也不在等候封存：是外来的记录。`);
  return report(null);

  async function report(problem: string | null): Promise<AuditReport> {
    return { checked: end.seq, waiting: head?.waiting ?? 0, head: end, problem };
  }
}
