import type { Point } from "../types.ts";

/** Who stands above whom. Order in the arrays is order among siblings. */
export interface TreeInput {
  /** Inner nodes; one without a known parent is a root. A loop is cut at its first node. */
  branches: { id: string; parentId?: string }[];
  /** What hangs on the inner nodes, many of them: drawn in blocks. */
  leaves: { id: string; parentId?: string }[];
}

/** Distances in model pixels. */
export const treeSpacing = { level: 190, branch: 52, leaf: 32 };
const leavesPerRow = 6;
/** Width over height that the whole is brought near to: a desk's screen. */
const shape = 1.7;

interface Tree {
  places: Map<string, Point>;
  width: number;
  height: number;
}

/**
 * Trees from left to right: a level a column, children one below the other, the parent at their middle, leaves in rows of
 * six right of what they hang on. Several trees stand in columns that give the whole the shape of a screen. Pure and deterministic.
 */
export function treeLayout({ branches, leaves }: TreeInput): Map<string, Point> {
  const known = new Set(branches.map(({ id }) => id));
  const children = new Map<string, string[]>();
  const roots: string[] = [];
  for (const { id, parentId } of branches) {
    if (!parentId || parentId === id || !known.has(parentId)) roots.push(id);
    else children.set(parentId, [...(children.get(parentId) ?? []), id]);
  }
  const hanging = new Map<string, string[]>();
  const homeless: string[] = [];
  for (const { id, parentId } of leaves) {
    if (!parentId || !known.has(parentId)) homeless.push(id);
    else hanging.set(parentId, [...(hanging.get(parentId) ?? []), id]);
  }
  const seen = new Set<string>();
  const trees = roots.map((root) => treeOf(root, children, hanging, seen));
  for (const { id } of branches) if (!seen.has(id)) trees.push(treeOf(id, children, hanging, seen));
  if (homeless.length > 0) trees.push(blockOf(homeless));
  return pack(trees);
}

function treeOf(
  root: string,
  children: ReadonlyMap<string, readonly string[]>,
  hanging: ReadonlyMap<string, readonly string[]>,
  seen: Set<string>,
): Tree {
  const places = new Map<string, Point>();
  let bottom = 0;
  let right = 0;
  const place = (id: string, depth: number): number => {
    seen.add(id);
    const x = depth * treeSpacing.level;
    const block = blockOf(hanging.get(id) ?? []);
    const top = bottom;
    for (const [leaf, point] of block.places)
      places.set(leaf, { x: x + treeSpacing.level / 2 + point.x, y: top + point.y });
    bottom += block.height;
    right = Math.max(right, x + treeSpacing.level / 2 + block.width);
    const middles = (children.get(id) ?? [])
      .filter((child) => !seen.has(child))
      .map((child) => place(child, depth + 1));
    // A node alone, or over few leaves, still needs the height of a name.
    bottom = Math.max(bottom, top + treeSpacing.branch);
    const own = block.height > 0 ? top + block.height / 2 : undefined;
    const all = own === undefined ? middles : [own, ...middles];
    const y = all.length > 0 ? (Math.min(...all) + Math.max(...all)) / 2 : top + treeSpacing.branch / 2;
    places.set(id, { x, y });
    return y;
  };
  place(root, 0);
  return { places, width: right, height: bottom };
}

function blockOf(ids: readonly string[]): Tree {
  const places = new Map<string, Point>();
  ids.forEach((id, i) => {
    places.set(id, {
      x: ((i % leavesPerRow) + 0.5) * treeSpacing.leaf,
      y: (Math.floor(i / leavesPerRow) + 0.5) * treeSpacing.leaf,
    });
  });
  const rows = Math.ceil(ids.length / leavesPerRow);
  const height = ids.length === 0 ? 0 : Math.max(rows * treeSpacing.leaf, treeSpacing.branch);
  return { places, width: Math.min(ids.length, leavesPerRow) * treeSpacing.leaf, height };
}

/** Fills columns from the top, the number of columns that comes nearest to a screen's shape. */
function pack(trees: readonly Tree[]): Map<string, Point> {
  let best: { places: Map<string, Point>; miss: number } | undefined;
  for (let columns = 1; columns <= Math.min(trees.length, 12); columns++) {
    const laid = inColumns(trees, columns);
    const miss = Math.abs(Math.log(laid.width / Math.max(laid.height, 1) / shape));
    if (!best || miss < best.miss) best = { places: laid.places, miss };
  }
  return best?.places ?? new Map();
}

function inColumns(trees: readonly Tree[], columns: number): Tree {
  const total = trees.reduce((sum, tree) => sum + tree.height + treeSpacing.branch, 0);
  const places = new Map<string, Point>();
  let x = 0;
  let y = 0;
  let widest = 0;
  let height = 0;
  for (const tree of trees) {
    if (y > 0 && y + tree.height / 2 > total / columns) {
      x += widest + treeSpacing.level;
      y = 0;
      widest = 0;
    }
    for (const [id, point] of tree.places) places.set(id, { x: x + point.x, y: y + point.y });
    y += tree.height + treeSpacing.branch;
    widest = Math.max(widest, tree.width);
    height = Math.max(height, y);
  }
  return { places, width: x + widest, height };
}
