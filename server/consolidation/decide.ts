import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { checkId, optionalId } from "../api/ids.ts";
import { AppError, badInput } from "../errors.ts";
import type { Transaction } from "../graph/connection.ts";
import { systemViewer } from "../graph/query.ts";
import { audit, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { normalizeText } from "../language/words.ts";
import { actorOf } from "../lists/changes.ts";
import { once } from "../lists/once.ts";
import { readCategories } from "../lists/queries.ts";
import {
  afterFiling,
  afterMerge,
  afterMove,
  afterRename,
  afterRun,
  type Board,
  type BoardPart,
  differing,
  restored,
} from "./board.ts";
import { classesFor } from "./classes.ts";
import { consolidate } from "./consolidate.ts";
import { gatherNeeds, traitsOf } from "./gather.ts";
import { type OpenBoard, openHeldBoard } from "./open.ts";
import * as queries from "./queries.ts";
import { consolidationRule } from "./rule.ts";

const longestTitle = 60;
const mostMoved = 200;
const viewer = systemViewer;

interface BoardInput {
  clientMutationId: string;
  allianceId: string;
}

interface Change {
  kind: queries.DecisionKind;
  /** What was done, for the undo button and the record. */
  summary: string;
  after: Board;
}

/** The board as the transaction finds it. Held until the transaction ends: two people's changes follow each other. */
async function lockedBoard(tx: Transaction, { id }: OpenBoard): Promise<Board> {
  await tx.run(queries.lockBoard, { allianceId: id });
  const rows = await tx.run(queries.readPlaces, { viewer, allianceId: id });
  return {
    items: new Map(
      rows.map(({ id: itemId, title, categoryId, categoryPinned }) => [
        itemId,
        { title, categoryId, categoryPinned },
      ]),
    ),
    places: new Map(
      rows.flatMap(({ id: itemId, needs }) =>
        needs.map(({ needId, pinned, rank }) => [needId, { itemId, pinned, rank }]),
      ),
    ),
  };
}

async function save(tx: Transaction, context: ApiContext, board: OpenBoard, before: Board, after: Board) {
  const { items, places } = differing(after, before);
  const allianceId = board.id;
  const rows = items.flatMap(([id, item]) =>
    item
      ? [{ id, title: item.title, to: item.categoryId, categoryPinned: item.categoryPinned ?? false }]
      : [],
  );
  const example = context.access.actor.demo;
  if (rows.length > 0)
    await tx.run(queries.saveItems, { viewer, allianceId, audience: board.audience, example, rows });
  if (places.length > 0)
    await tx.run(queries.savePlaces, {
      viewer,
      allianceId,
      rows: places.map(([needId, place]) => ({
        from: needId,
        to: place?.itemId ?? null,
        pinned: place?.pinned ?? false,
        rank: place?.rank ?? 0,
      })),
    });
  const gone = items.flatMap(([id, item]) => (item ? [] : [id]));
  if (gone.length > 0) await tx.run(queries.removeItems, { viewer, ids: gone });
}

/** Changes a board once for the client's key, with its record and its audit event, all in one transaction. */
async function change(
  context: ApiContext,
  action: string,
  input: BoardInput,
  work: (board: Board, open: OpenBoard) => Promise<Change> | Change,
): Promise<void> {
  const open = await openHeldBoard(context, checkId(input.allianceId, "input", "allianceId"));
  await once(context, action, input, async (tx) => {
    const before = await lockedBoard(tx, open);
    const { kind, summary, after } = await work(before, open);
    await save(tx, context, open, before, after);
    await tx.run(queries.recordDecision, {
      viewer,
      allianceId: open.id,
      id: ulid(),
      by: actorOf(context),
      kind,
      summary,
      before: JSON.stringify(differing(before, after)),
    });
    await noteOwnData(tx, context);
    await audit(tx, {
      action,
      actor: context.access.actor,
      target: { kind: "Alliance", id: open.id },
      after: { kind, summary },
      from: originOf(context),
    });
    return summary;
  });
}

/** Consolidates the alliance's published needs anew; what people decided stays. @throws AppError NOT_FOUND, FORBIDDEN, LIMIT */
export async function runConsolidation(context: ApiContext, input: BoardInput): Promise<void> {
  const open = await openHeldBoard(context, checkId(input.allianceId, "input", "allianceId"));
  // Before the transaction: embedding must not keep the board locked.
  const needs = await gatherNeeds(context, open);
  const traits = await traitsOf(context, needs);
  const classOf = await classesFor(context, open, needs, traits);
  await change(context, "consolidateNeeds", input, async (board) => {
    const pins = new Map(
      [...board.places].flatMap(([id, { pinned, itemId }]): [string, string][] =>
        pinned ? [[id, itemId]] : [],
      ),
    );
    const items = consolidate(traits, consolidationRule, pins);
    const found = await Promise.all(
      items.map(async (item) => ({ ...item, categoryId: await classOf(item.needIds) })),
    );
    const summary = `归并：${needs.length} 条需求归为 ${found.length} 项`;
    return { kind: "run", summary, after: afterRun(board, found, ulid) };
  });
}

const changedMeanwhile = (): AppError =>
  new AppError("CONFLICT", "这一项刚被别人调整过，请查看刷新后的结果再操作。");

/** Puts needs of one item into another, or into a new one when none is named. @throws AppError BAD_INPUT, CONFLICT */
export const moveNeeds = (
  context: ApiContext,
  input: BoardInput & { needIds: readonly string[]; fromItemId: string; toItemId?: string | null },
): Promise<void> =>
  change(context, "moveNeeds", input, (board) => {
    const { fromItemId, toItemId } = input;
    const needIds = [...new Set(input.needIds)];
    if (needIds.length === 0 || needIds.length > mostMoved)
      throw badInput(`一次可以移动 1 到 ${mostMoved} 条需求。`, "input", "needIds");
    if (fromItemId === toItemId) throw badInput("这些需求已经在这一项里。", "input", "toItemId");
    if (needIds.some((id) => board.places.get(id)?.itemId !== fromItemId)) throw changedMeanwhile();
    if (toItemId != null && !board.items.has(toItemId)) throw changedMeanwhile();
    const whole =
      [...board.places.values()].filter(({ itemId }) => itemId === fromItemId).length === needIds.length;
    if (toItemId == null && whole)
      throw badInput("拆分时原来的一项里至少要留下一条需求。", "input", "needIds");
    const after = afterMove(board, needIds, fromItemId, toItemId ?? ulid());
    return toItemId == null
      ? { kind: "split", summary: `拆出 ${needIds.length} 条需求另成一项`, after }
      : { kind: "move", summary: `移动 ${needIds.length} 条需求`, after };
  });

/** Puts all of one item into another. @throws AppError BAD_INPUT, CONFLICT */
export const mergeItems = (
  context: ApiContext,
  input: BoardInput & { fromItemId: string; intoItemId: string },
): Promise<void> =>
  change(context, "mergeItems", input, (board) => {
    const { fromItemId, intoItemId } = input;
    if (fromItemId === intoItemId) throw badInput("请选择另外一项来合并。", "input", "intoItemId");
    if (!board.items.has(fromItemId) || !board.items.has(intoItemId)) throw changedMeanwhile();
    return { kind: "merge", summary: "合并两项", after: afterMerge(board, fromItemId, intoItemId) };
  });

/** Names an item; an empty title gives it back the words of its first need. @throws AppError BAD_INPUT, CONFLICT */
export const renameItem = (
  context: ApiContext,
  input: BoardInput & { itemId: string; title?: string | null },
): Promise<void> =>
  change(context, "renameItem", input, (board) => {
    const title = normalizeText(input.title ?? "") || null;
    if (title !== null && [...title].length > longestTitle)
      throw badInput(`名称最多 ${longestTitle} 字，请缩短后再保存。`, "input", "title");
    if (!board.items.has(input.itemId)) throw changedMeanwhile();
    const summary = title === null ? "恢复自动名称" : `改名为“${title}”`;
    return { kind: "rename", summary, after: afterRename(board, input.itemId, title) };
  });

/**
 * Files an item under a category, where later runs leave it; without one a run files it by its needs again.
 * @throws AppError BAD_INPUT, CONFLICT
 */
export async function fileItem(
  context: ApiContext,
  input: BoardInput & { itemId: string; categoryId?: string | null },
): Promise<void> {
  const categoryId = optionalId(input.categoryId, "input", "categoryId");
  const ids = categoryId === null ? [] : [categoryId];
  const [category] = ids.length > 0 ? await context.run(readCategories, { ids, today: context.today }) : [];
  if (categoryId !== null && !category)
    throw badInput("没有找到所选的类别，请重新选择。", "input", "categoryId");
  if (category?.retired) throw badInput("所选的类别已停用，请另选一个。", "input", "categoryId");
  return change(context, "fileItem", input, (board) => {
    if (!board.items.has(input.itemId)) throw changedMeanwhile();
    const summary = category ? `归入“${category.name}”` : "恢复自动归类";
    return { kind: "file", summary, after: afterFiling(board, input.itemId, categoryId) };
  });
}

/** Takes back the newest change of a board. @throws AppError CONFLICT when another came after it or it is undone */
export async function undoConsolidation(
  context: ApiContext,
  input: BoardInput & { decisionId: string },
): Promise<void> {
  const open = await openHeldBoard(context, checkId(input.allianceId, "input", "allianceId"));
  await once(context, "undoConsolidation", input, async (tx) => {
    const board = await lockedBoard(tx, open);
    const [newest] = await tx.run(queries.lastDecisions, { viewer, allianceId: open.id });
    if (newest?.last?.id !== input.decisionId)
      throw new AppError("CONFLICT", "这一步之后又有了别的调整，不能单独撤销。请查看刷新后的结果。");
    const [undone] = await tx.run(queries.undoDecision, {
      viewer,
      allianceId: open.id,
      id: input.decisionId,
    });
    if (!undone) throw changedMeanwhile();
    await save(tx, context, open, board, restored(board, JSON.parse(undone.before) as BoardPart));
    await audit(tx, {
      action: "undoConsolidation",
      actor: context.access.actor,
      target: { kind: "Alliance", id: open.id },
      before: { kind: undone.kind, summary: undone.summary },
      from: originOf(context),
    });
    return undone.summary;
  });
}
