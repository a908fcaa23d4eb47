import type { ApiContext } from "../api/context.ts";
import { checkId } from "../api/ids.ts";
import { AppError, notFound } from "../errors.ts";
import type { MergeField, UndoMergeInput } from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import type { RowOf } from "../graph/query.ts";
import { audit, originOf } from "../identity/audit.ts";
import { once } from "../lists/once.ts";
import { namesByCode } from "../register/queries.ts";
import { keptEntry, lockRegister } from "../register/standing.ts";
import { undoneValues } from "./fields.ts";
import { type Link, linkKey } from "./links.ts";
import { linksOf, type MergeRecord, raiseAll } from "./merge.ts";
import * as queries from "./queries.ts";
import { linkWords } from "./words.ts";

type Merge = RowOf<typeof queries.readMerge>;

const conflict = (sentence: string): AppError => new AppError("CONFLICT", sentence);

async function mergeToUndo(tx: Transaction, context: ApiContext, id: string): Promise<Merge> {
  const [merge] = await tx.run(queries.readMerge, { id });
  if (!merge) throw notFound("这次合并");
  const [into] = await tx.run(queries.findKept, { id: merge.keptId });
  if (into)
    throw conflict(`“${merge.keptName}”后来又并入了“${into.name}”。请先撤销那一次合并，再撤销这一次。`);
  await keptEntry(tx, context, merge.keptId);
  if (merge.undone) throw conflict(`这次合并已由${merge.undoneBy ?? "别人"}撤销。请刷新后查看。`);
  if (merge.laterName)
    throw conflict(`“${merge.laterName}”后来也并入了“${merge.keptName}”。请先撤销那一次合并，再撤销这一次。`);
  return merge;
}

/** The links that the merge made, as they stand; what was changed since is named. @throws CONFLICT */
async function madeLinks(tx: Transaction, merge: Merge, record: MergeRecord): Promise<Link[]> {
  const standing = new Map<string, Link[]>();
  for (const link of await linksOf(tx, merge.keptId, [merge.keptId])) {
    const key = linkKey(link);
    standing.set(key, [...(standing.get(key) ?? []), link]);
  }
  const found: Link[] = [];
  const missing: MergeRecord["created"] = [];
  for (const made of record.created) {
    const link = standing.get(linkKey({ ...made, otherKey: "" }))?.pop();
    if (link) found.push(link);
    else missing.push(made);
  }
  // What is gone altogether took its relationship with it; it stays away.
  const there = new Set(
    (await tx.run(queries.findNodes, { ids: missing.map(({ otherId }) => otherId) })).map(({ id }) => id),
  );
  const changed = missing.filter(({ otherId }) => there.has(otherId));
  if (changed.length > 0) {
    const named = changed
      .slice(0, 3)
      .map(({ type, otherName, otherId }) => `${linkWords[type] ?? "关系"}“${otherName ?? otherId}”`);
    throw conflict(
      `合并之后，“${merge.keptName}”的${named.join("、")}${changed.length > 3 ? `等 ${changed.length} 处` : ""}又改过，不能原样撤销。请先改回合并后的样子，再撤销；或保留合并。`,
    );
  }
  return found;
}

async function putBackLinks(tx: Transaction, merge: Merge, record: MergeRecord): Promise<void> {
  const ids = [merge.keptId, merge.removedId, ...record.dropped.map(({ otherId }) => otherId)];
  const keys = new Map(
    (await tx.run(queries.findNodes, { ids: [...new Set(ids)] })).map(({ id, key }) => [id, key]),
  );
  const rows = record.dropped.flatMap(({ side, type, outgoing, otherId, values }) => {
    const own = side === "kept" ? merge.keptId : merge.removedId;
    const [of, other] = [keys.get(own), keys.get(otherId)];
    if (!of || !other) return [];
    return [{ of, other, type, outgoing, values }];
  });
  if (rows.length > 0) await tx.run(queries.createLinks, { rows });
}

async function putBackFields(tx: Transaction, merge: Merge, record: MergeRecord): Promise<string[]> {
  const names = record.before.map(({ name }) => name);
  const [now] = await tx.run(queries.readValues, { id: merge.keptId, names });
  if (!now) throw notFound("保留的那一条");
  const { back, stay } = undoneValues(record.before, record.after, now.values);
  // What somebody made their own since stays their own.
  const example = record.example && (now.labels.includes("Example") || !leftExample(record));
  await tx.run(queries.setValues, { id: merge.keptId, values: back, example });
  return stay;
}

/** Whether the merge left the kept one an example: if it then is none, somebody made it their own. */
const leftExample = (record: MergeRecord): boolean =>
  !record.dropped.some(({ side, type }) => side === "kept" && type === "EXAMPLE_OF");

async function refuseTakenCode(tx: Transaction, { viewer }: ApiContext, merge: Merge): Promise<void> {
  const [gone] = await tx.run(queries.readValues, { id: merge.removedId, names: ["creditCode"] });
  const code = gone?.values[0]?.value;
  if (typeof code !== "string") return;
  const [owner] = await tx.run(namesByCode, { viewer, codes: [code] });
  if (!owner?.own) return;
  const whose = owner.seen ? `“${owner.name}”` : "另一家企业";
  throw conflict(
    `“${merge.removedName}”的信用代码现在登记在${whose}名下，不能原样撤销。请先改正那里的信用代码，再撤销。`,
  );
}

/**
 * Takes a merge back, once for the client's key: both are as they were, and what was entered since stays with the kept one.
 * @throws NOT_FOUND, FORBIDDEN, CONFLICT naming what was changed since
 */
export function undoMerge(
  context: ApiContext,
  input: UndoMergeInput,
): Promise<{ keptId: string; removedId: string; stay: MergeField[] }> {
  const id = checkId(input.id, "input", "id");
  const { access } = context;
  return once(context, "undoMerge", input, async (tx) => {
    await lockRegister(tx);
    const merge = await mergeToUndo(tx, context, id);
    const { keptId, removedId } = merge;
    const record = JSON.parse(merge.record) as MergeRecord;
    const made = await madeLinks(tx, merge, record);
    await tx.run(queries.dropLinks, { keys: made.map(({ key }) => key) });
    const stay = await putBackFields(tx, merge, record);
    await refuseTakenCode(tx, context, merge);
    const [revived] = await tx.run(queries.reviveEntry, { id: removedId });
    if (!revived) throw conflict(`“${merge.removedName}”已随示例数据清除，不能再撤销这次合并。`);
    await putBackLinks(tx, merge, record);
    const rows = record.pointers.map(({ from, to, ...row }) => ({ ...row, from: to, to: from }));
    if (rows.length > 0) await tx.run(queries.setPointers, { rows });
    await tx.run(queries.returnEntries, { id: removedId, from: keptId });
    await tx.run(queries.finishUndo, { id, byName: access.actor.name });
    await raiseAll(tx);
    await audit(tx, {
      action: "undoMerge",
      actor: access.actor,
      target: { kind: record.kind, id: keptId },
      before: { mergeId: id, keptId, removedId, removedName: merge.removedName },
      after: { putBack: record.dropped.length, stay },
      from: originOf(context),
    });
    return { keptId, removedId, stay: stay.filter(isField) };
  });
}

// How a name is searched goes with the name.
const isField = (name: string): name is MergeField => name !== "pinyin" && name !== "pinyinInitials";
