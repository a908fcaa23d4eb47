import type { Logger } from "pino";
import { systemAccess } from "../access/access.ts";
import type { ApiContext } from "../api/context.ts";
import { todayInShanghai } from "../api/days.ts";
import type { Graph, Transaction } from "../graph/connection.ts";
import { type AuditEntry, auditAll, originOf } from "../identity/audit.ts";
import { actorOf } from "./changes.ts";
import { settleMatches, unsettledMatches } from "./writeQueries.ts";

/** Said with the event, and beside a match that has ended. */
const reasons = {
  demandWithdrawn: "需求已撤回",
  offerWithdrawn: "资源已撤回",
  demandEnded: "需求已到期",
  offerEnded: "资源已到期",
  openAgain: "需求和资源都重新开放",
};

/** After a day or a match has passed; how many at once, so that no transaction grows large. */
const everyMs = 5 * 60_000;
const atOnce = 200;

interface Settling {
  entryIds: string[];
  matchIds: string[];
  today: string;
  by: string;
  audited: Pick<AuditEntry, "actor" | "from">;
}

/** Ends open matches whose side has ended, and takes up again those whose sides are both open. Returns how many. */
async function settle(tx: Transaction, { audited, ...asked }: Settling): Promise<number> {
  const rows = await tx.run(settleMatches, { ...asked, reasons });
  await auditAll(
    tx,
    rows.map(({ id, from, to, reason }) => ({
      action: to === "expired" ? "expireMatch" : "reviveMatch",
      target: { kind: "Match", id },
      before: { state: from },
      after: { state: to, reason },
      ...audited,
    })),
  );
  return rows.length;
}

/** The open matches of changed entries, in the transaction that changed them. */
export const settleMatchesOf = (tx: Transaction, context: ApiContext, entryIds: string[]): Promise<number> =>
  settle(tx, {
    entryIds,
    matchIds: [],
    today: context.today,
    by: actorOf(context),
    audited: { actor: context.access.actor, from: originOf(context) },
  });

/** Settles every match that a day has ended since. Several servers may do so at once. Returns how many. */
export async function settleAllMatches(graph: Graph, today: string): Promise<number> {
  let all = 0;
  for (;;) {
    const rows = await graph.run(unsettledMatches, { today, limit: atOnce });
    if (rows.length === 0) return all;
    const matchIds = rows.map(({ id }) => id);
    const settled = await graph.write((tx) =>
      settle(tx, {
        entryIds: [],
        matchIds,
        today,
        by: "system",
        audited: { actor: systemAccess.actor, from: { address: null, requestId: null } },
      }),
    );
    all += settled;
    if (settled === 0) return all;
  }
}

/** Does so now and every few minutes, for days end by themselves. What fails is tried again the next time. */
export function startSettling(graph: Graph, logger: Logger): { stop(): void } {
  const work = (): void => {
    settleAllMatches(graph, todayInShanghai(new Date())).catch((error) =>
      logger.warn({ err: error }, "matches of what ended were not settled"),
    );
  };
  work();
  const timer = setInterval(work, everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
