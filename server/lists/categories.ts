import { ulid } from "ulid";
import type { ApiContext } from "../api/context.ts";
import { checkId, optionalId } from "../api/ids.ts";
import { loadById } from "../api/loaders.ts";
import { AppError, badInput, notFound } from "../errors.ts";
import type {
  MoveCategoryEntriesInput,
  SaveCategoryInput,
  SetCategoryRetiredInput,
} from "../generated/resolvers.ts";
import type { Transaction } from "../graph/connection.ts";
import { audit, auditAll, originOf } from "../identity/audit.ts";
import { noteOwnData } from "../identity/demo.ts";
import { pinyinInitialsOf, pinyinOf } from "../language/pinyin.ts";
import { normalizeText } from "../language/words.ts";
import { embedLater } from "./backfill.ts";
import {
  countInCategories,
  forgetCategoryFeatures,
  lockCategories,
  moveCategoryEntries,
  retireCategory,
  saveCategoryRow,
} from "./categoryQueries.ts";
import { placeProblem, retireProblem, type TreeNode } from "./categoryTree.ts";
import { demandWhole } from "./districtWide.ts";
import { once } from "./once.ts";
import { raiseCounter } from "./reviewQueries.ts";
import { actorOf } from "./save.ts";

const longestName = 30;

interface Category extends TreeNode {
  version: number;
}

function checkName(written: string): string {
  const name = normalizeText(written).replace(/\s+/g, " ");
  const length = [...name].length;
  if (length === 0) throw badInput("请写类别的名称。", "input", "name");
  if (length > longestName) throw badInput(`类别的名称最多 ${longestName} 字。`, "input", "name");
  return name;
}

/** The category of the tree, if nobody has changed it since it was read. */
function found(tree: readonly Category[], id: string, expectedVersion: number | null | undefined): Category {
  const category = tree.find((one) => one.id === id);
  if (!category) throw notFound("这个类别");
  if (category.version !== expectedVersion)
    throw new AppError("CONFLICT", "这个类别刚被别人改过，请看过最新内容再改。");
  return category;
}

const refuse = (problem: string | null, ...path: string[]): void => {
  if (problem !== null) throw badInput(problem, ...path);
};

async function note(
  tx: Transaction,
  context: ApiContext,
  action: string,
  id: string,
  before: object | null,
  after: object,
): Promise<void> {
  const { actor } = context.access;
  if (!actor.demo) await noteOwnData(tx, context);
  const target = { kind: "Category", id };
  await audit(tx, { action, actor, target, before, after, from: originOf(context) });
}

/** Adds a category, or gives one another name or place. @throws AppError BAD_INPUT, NOT_FOUND, CONFLICT */
export async function saveCategory(context: ApiContext, input: SaveCategoryInput): Promise<{ id: string }> {
  const name = checkName(input.name);
  const parentId = optionalId(input.parentId, "input", "parentId");
  const editedId = optionalId(input.id, "input", "id");
  const saved = await once(context, "saveCategory", input, async (tx) => {
    await demandWhole(tx, context);
    const tree = await tx.run(lockCategories, {});
    const before = editedId === null ? null : found(tree, editedId, input.expectedVersion);
    const problem = placeProblem(tree, { id: editedId, name, parentId });
    refuse(
      problem,
      "input",
      tree.some((one) => one.name === name && one.id !== editedId) ? "name" : "parentId",
    );
    const id = editedId ?? `category-${ulid().toLowerCase()}`;
    const sound = { pinyin: pinyinOf(name), pinyinInitials: pinyinInitialsOf(name) };
    await tx.run(saveCategoryRow, { id, name, ...sound, parentId });
    const renamed = before !== null && before.name !== name;
    if (renamed) {
      const [row] = await tx.run(forgetCategoryFeatures, { id });
      if (row && row.offers > 0) await tx.run(raiseCounter, { counter: "offers", by: row.offers });
    }
    const was = before && { name: before.name, parentId: before.parentId };
    await note(tx, context, before ? "editCategory" : "addCategory", id, was, { name, parentId });
    return { id, renamed };
  });
  if (saved.renamed) embedLater(context);
  return { id: saved.id };
}

/**
 * Takes a category out of the choices, or puts it back. What is filed under it stays.
 * @throws AppError BAD_INPUT while categories below it are in use, NOT_FOUND, CONFLICT
 */
export async function setCategoryRetired(
  context: ApiContext,
  input: SetCategoryRetiredInput,
): Promise<{ id: string }> {
  const id = checkId(input.id, "input", "id");
  return once(context, "setCategoryRetired", input, async (tx) => {
    await demandWhole(tx, context);
    const tree = await tx.run(lockCategories, {});
    const before = found(tree, id, input.expectedVersion);
    refuse(retireProblem(tree, id, input.retired), "input", "id");
    await tx.run(retireCategory, { id, retired: input.retired });
    const action = input.retired ? "retireCategory" : "restoreCategory";
    await note(tx, context, action, id, { retired: before.retired }, { retired: input.retired });
    return { id };
  });
}

/** Files everything of one category under another. @throws AppError BAD_INPUT, NOT_FOUND */
export async function moveEntriesOf(
  context: ApiContext,
  input: MoveCategoryEntriesInput,
): Promise<{ toId: string; moved: number }> {
  const fromId = checkId(input.fromId, "input", "fromId");
  const toId = checkId(input.toId, "input", "toId");
  if (fromId === toId) throw badInput("请选另一个类别。", "input", "toId");
  const moved = await once(context, "moveCategoryEntries", input, async (tx) => {
    await demandWhole(tx, context);
    const tree = await tx.run(lockCategories, {});
    const [from, to] = [fromId, toId].map((id) => tree.find((one) => one.id === id));
    if (!from || !to) throw notFound("这个类别");
    if (to.retired) throw badInput(`“${to.name}”已停用，请另选一个类别。`, "input", "toId");
    const reason = `类别“${from.name}”并入“${to.name}”`;
    const by = actorOf(context);
    const [row] = await tx.run(moveCategoryEntries, { viewer: context.viewer, fromId, toId, by, reason });
    const entries = row?.entries ?? [];
    const demands = entries.filter(({ demand }) => demand).length;
    const offers = entries.length - demands;
    if (demands > 0) await tx.run(raiseCounter, { counter: "demands", by: demands });
    if (offers > 0) await tx.run(raiseCounter, { counter: "offers", by: offers });
    await note(
      tx,
      context,
      "moveCategoryEntries",
      fromId,
      { name: from.name },
      { to: to.name, demands, offers },
    );
    await auditAll(
      tx,
      entries.map(({ id, demand }) => ({
        action: "moveCategoryEntries",
        actor: context.access.actor,
        target: { kind: demand ? "Demand" : "Offer", id },
        before: { category: from.name },
        after: { category: to.name },
        from: originOf(context),
      })),
    );
    // As many as are in sight: how many are not is nobody's to know.
    return { toId, moved: entries.filter(({ seen }) => seen).length };
  });
  embedLater(context);
  return moved;
}

/** How many entries in sight each category holds itself. */
export const countsOfCategory = loadById((context, ids: string[]) => context.run(countInCategories, { ids }));
