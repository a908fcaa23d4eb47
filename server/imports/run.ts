import { demand as demandPermission } from "../access/access.ts";
import { type ApiContext, renewed } from "../api/context.ts";
import { todayInShanghai } from "../api/days.ts";
import { badInput } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, auditAll, originOf } from "../identity/audit.ts";
import { accessNow } from "../identity/authenticate.ts";
import { noteOwnData } from "../identity/demo.ts";
import { embedLater } from "../lists/backfill.ts";
import { actorOf } from "../lists/changes.ts";
import { kindTables } from "./columns.ts";
import { openDesk } from "./desk.ts";
import type { Filled } from "./enterpriseQueries.ts";
import { usualUnit } from "./entryDraft.ts";
import { choicesOf, importIn, mappingOf, ownerOf } from "./files.ts";
import { type FileRow, type Judged, type Outcome, tally } from "./judge.ts";
import { kindRules } from "./kinds.ts";
import {
  finishBatch,
  type ImportRecord,
  lockCounter,
  moveImport,
  nextBatch,
  readBatches,
  takeBatch,
} from "./queries.ts";
import { missingColumns } from "./recognise.ts";
import { updateKnown } from "./updates.ts";

const batchDeadlineMs = 60_000;
/** Without a batch for this long nobody is working on it. */
const stalledAfterMs = 30_000;

/** Imports this process is writing. Another server's are known by their last batch. */
const running = new Map<string, Promise<void>>();

export const isStalled = ({ id, state, changedAt }: ImportRecord): boolean =>
  state === "running" && !running.has(id) && Date.now() - changedAt > stalledAfterMs;

/**
 * Begins to write an import, or goes on where it stopped; returns at once. What was written stays written: a batch and
 * the mark that it is done are one transaction, so no row is written twice whoever starts it how often.
 * @throws BAD_INPUT while a required column is missing, NOT_FOUND, FORBIDDEN
 */
export async function startImport(context: ApiContext, id: string): Promise<ImportRecord> {
  const row = await importIn(context, id);
  demandPermission(context.access, kindRules[row.kind].permission);
  if (row.state === "done" || running.has(row.id)) return row;
  const missing = missingColumns(row.kind, mappingOf(row)).map(({ name }) => name);
  if (missing.length > 0) throw badInput(`还没有选“${missing.join("”“")}”是哪一列。`, "id");
  await context.graph.run(moveImport, { id: row.id, by: ownerOf(context), to: "running" });
  const work = writeBatches(context, row)
    .catch((error) => context.logger.error({ requestId: context.requestId, err: error }, "an import stopped"))
    .finally(() => running.delete(row.id));
  running.set(row.id, work);
  return importIn(context, id);
}

/** Resolves when this process has stopped working on an import. */
export const importEnded = (id: string): Promise<void> => running.get(id) ?? Promise.resolve();

async function writeBatches(context: ApiContext, row: ImportRecord): Promise<void> {
  const by = ownerOf(context);
  for (;;) {
    const [next] = await context.graph.run(nextBatch, { id: row.id, by });
    if (!next) break;
    const wrote = await context.graph.write((tx) => writeOrStop(tx, context, row, next.id), {
      deadlineMs: batchDeadlineMs,
    });
    if (!wrote) return embedLater(context);
  }
  await context.graph.run(moveImport, { id: row.id, by, to: "done" });
  embedLater(context);
}

/**
 * One batch with the rights of now, not of the moment the import was started: false, and the import is stopped with
 * nothing of the batch written, where whoever started it may not write such rows any more.
 */
async function writeOrStop(
  tx: Transaction,
  context: ApiContext,
  row: ImportRecord,
  batchId: string,
): Promise<boolean> {
  const { counter, permission } = kindRules[row.kind];
  await tx.run(lockCounter, { counter, by: 0 });
  const today = todayInShanghai(new Date());
  const access = await accessNow(tx, context, today);
  if (access?.permissions.has(permission)) {
    await writeBatch(tx, renewed(context, access, today), row, batchId);
    return true;
  }
  await tx.run(moveImport, { id: row.id, by: ownerOf(context), to: "stopped" });
  await audit(tx, {
    action: "stopImport",
    actor: context.access.actor,
    target: { kind: "Import", id: row.id },
    after: { kind: row.kind, fileName: row.fileName, state: "stopped" },
    from: originOf(context),
  });
  return false;
}

/** Why an import does not go on, for whoever began it; null unless it was stopped. */
export const whyStopped = ({
  state,
  kind,
  rowCount,
  accepted,
  merged,
  rejected,
}: ImportRecord): string | null => {
  if (state !== "stopped") return null;
  const done = accepted + merged + rejected;
  return `导入途中，您录入${kindTables[kind].name}的权限已结束，导入停在了这里：前 ${done} 行已处理完，写入的都保留，后面 ${rowCount - done} 行没有写入。请联系管理员，恢复权限后可以继续导入。`;
};

/** One batch: judged against the graph as it is now, written, told in the audit trail, marked as done. All or nothing. */
async function writeBatch(
  tx: Transaction,
  context: ApiContext,
  row: ImportRecord,
  batchId: string,
): Promise<void> {
  const rules = kindRules[row.kind];
  const [batch] = await tx.run(takeBatch, { id: batchId });
  if (!batch) return;
  const mapping = mappingOf(row);
  const made = await madeBefore(tx, row.id, ownerOf(context));
  const desk = await openDesk(tx, context, choicesOf(row), usualUnit(mapping, row.headers), made);
  const judged = await rules.judge(desk, JSON.parse(batch.rows) as FileRow[], mapping);
  const count = tally(judged);
  const { actor } = context.access;
  let filled: Filled[] = [];
  if (count.accepted + count.merged > 0) {
    filled = await rules.write(tx, desk, judged, { by: actorOf(context), example: actor.demo });
    await updateKnown(tx, judged);
    if (!actor.demo) await noteOwnData(tx, context);
  }
  if (count.accepted > 0) await tx.run(lockCounter, { counter: rules.counter, by: count.accepted });
  const updated = judged.filter(({ differs }) => differs?.updating).length;
  await auditAll(tx, [
    {
      action: "importRows",
      actor,
      target: { kind: "Import", id: row.id },
      after: { kind: row.kind, fileName: row.fileName, batch: batch.order + 1, ...count, updated },
      from: originOf(context),
    },
    ...judged.flatMap((one) => entryEvent(context, row, one)),
    ...filled.map(({ id, before, after }) => ({
      action: rules.filling ?? rules.action,
      actor,
      target: { kind: rules.label, id },
      before,
      after: { ...after, importId: row.id },
      from: originOf(context),
    })),
  ]);
  const outcomes = judged.map(
    ({ number, result, reason, targetId }): Outcome => ({
      number,
      result,
      reason,
      targetId,
    }),
  );
  await tx.run(finishBatch, { id: batchId, outcomes: JSON.stringify(outcomes), updated, ...count });
}

/** What batches that are written have made. */
async function madeBefore(tx: Transaction, id: string, by: string): Promise<ReadonlySet<string>> {
  const batches = await tx.run(readBatches, { id, by, order: null });
  return new Set(
    batches.flatMap(({ outcomes }) =>
      outcomes === null
        ? []
        : (JSON.parse(outcomes) as Outcome[]).flatMap(({ result, targetId }) =>
            result === "accepted" && targetId !== null ? [targetId] : [],
          ),
    ),
  );
}

function entryEvent(
  context: ApiContext,
  row: ImportRecord,
  { result, targetId, write, about }: Judged<unknown>,
) {
  if (result !== "accepted" || targetId === null) return [];
  const { action, label } = kindRules[row.kind];
  return [
    {
      action,
      actor: context.access.actor,
      target: about ?? { kind: label, id: targetId },
      after: { ...(write as object), words: undefined, importId: row.id },
      from: originOf(context),
    },
  ];
}
