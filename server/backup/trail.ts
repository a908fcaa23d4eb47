import { basename } from "node:path";
import { systemAccess } from "../access/access.ts";
import type { Graph, Transaction } from "../graph/connection.ts";
import { type AuditEntry, audit } from "../identity/audit.ts";
import { sealWaiting } from "../identity/sealer.ts";
import { endEntries } from "./queries.ts";

const entry = (action: string, after: unknown): AuditEntry => ({
  action,
  actor: systemAccess.actor,
  after,
  from: { address: null, requestId: null },
});

/**
 * Notes that a backup begins, in the graph that is backed up: the archive holds the event too. Sealed at once, so that
 * nothing is left to be written while the graph is read.
 */
export async function noteBackup(graph: Graph, file: string): Promise<void> {
  await graph.write((tx) => audit(tx, entry("backup", { file: basename(file) })));
  while ((await sealWaiting(graph)) > 0);
}

/**
 * Ends what the archive would bring back to life: every session, API token, share link, started sign-in, open invitation
 * and reset link. Some were withdrawn, ended or used since it was made, and it cannot know which. Notes the restore, all
 * in the transaction that takes the restore's mark away.
 */
export async function settleRestored(tx: Transaction, file: string, createdAt: string): Promise<void> {
  const [ended] = await tx.run(endEntries, {});
  await audit(tx, entry("restore", { file: basename(file), archiveOf: createdAt, ended: ended ?? null }));
}
