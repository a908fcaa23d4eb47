/** A category in the tree. */
export interface TreeNode {
  id: string;
  name: string;
  parentId: string | null;
  retired: boolean;
}

/** Levels of the tree, the first included: the lists find what lies up to four steps below a category. */
export const mostLevels = 5;
/** As many as one answer brings. */
export const mostCategories = 200;

/** Levels from the top down to a category, itself included; a circle counts as endless. */
function levelOf(byId: ReadonlyMap<string, TreeNode>, id: string | null): number {
  let level = 0;
  for (let at = id; at !== null; at = byId.get(at)?.parentId ?? null) {
    level += 1;
    if (level > byId.size) return Number.POSITIVE_INFINITY;
  }
  return level;
}

/** Levels below a category, itself included. */
function heightOf(tree: readonly TreeNode[], id: string): number {
  const below = tree.filter(({ parentId }) => parentId === id);
  return 1 + Math.max(0, ...below.map((child) => heightOf(tree, child.id)));
}

/** Whether a category is another one or lies below it. */
export function liesBelow(byId: ReadonlyMap<string, TreeNode>, id: string, above: string): boolean {
  let steps = 0;
  for (let at: string | null = id; at !== null && steps <= byId.size; at = byId.get(at)?.parentId ?? null) {
    if (at === above) return true;
    steps += 1;
  }
  return false;
}

/**
 * Why a category cannot be called and placed like this, in a sentence; null when it can. `id` null is a new one.
 * The tree it is asked of holds no circle, and a tree changed as allowed holds none either.
 */
export function placeProblem(
  tree: readonly TreeNode[],
  { id, name, parentId }: { id: string | null; name: string; parentId: string | null },
): string | null {
  const byId = new Map(tree.map((node) => [node.id, node]));
  const same = tree.find((node) => node.name === name && node.id !== id);
  if (same)
    return same.retired
      ? `已停用的类别里有“${name}”，请恢复它或换一个名称。`
      : `已经有叫“${name}”的类别，请换一个名称。`;
  if (id === null && tree.length >= mostCategories)
    return `类别最多 ${mostCategories} 个，请先合并或改用已有的类别。`;
  const parent = parentId === null ? null : byId.get(parentId);
  if (parent === undefined) return "没有找到所选的上级类别，请重新选择。";
  if (parent?.retired) return "所选的上级类别已停用，请另选一个。";
  if (id !== null && parentId !== null && liesBelow(byId, parentId, id))
    return "不能移到它自己或它下面的类别里，请另选上级类别。";
  const levels = levelOf(byId, parentId) + (id === null ? 1 : heightOf(tree, id));
  if (levels > mostLevels) return `类别最多 ${mostLevels} 级，放在这里会有 ${levels} 级，请另选上级类别。`;
  return null;
}

/** Why a category cannot be retired or taken back; null when it can. */
export function retireProblem(tree: readonly TreeNode[], id: string, retired: boolean): string | null {
  const node = tree.find((one) => one.id === id);
  if (retired) {
    const below = tree.filter((one) => one.parentId === id && !one.retired);
    return below.length > 0 ? `它下面还有 ${below.length} 个类别在用，请先移走或停用它们。` : null;
  }
  const parent = tree.find((one) => one.id === node?.parentId);
  return parent?.retired ? `它的上级“${parent.name}”已停用，请先恢复上级。` : null;
}
