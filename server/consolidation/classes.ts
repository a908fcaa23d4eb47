import type { ApiContext } from "../api/context.ts";
import { readCategories } from "../lists/queries.ts";
import { nearCategories } from "../matching/nearCategories.ts";
import type { GatheredNeed } from "./gather.ts";
import type { NeedTraits } from "./likeness.ts";
import { boardViewer, type OpenBoard } from "./open.ts";

/**
 * The class of an item: what most of its needs were filed under; where none was, the category whose offers come nearest
 * to the middle of its needs. Null where neither is known.
 */
export async function classesFor(
  context: ApiContext,
  board: OpenBoard,
  needs: readonly GatheredNeed[],
  traits: readonly NeedTraits[],
): Promise<(needIds: readonly string[]) => Promise<string | null>> {
  const filedUnder = new Map(needs.map(({ id, categoryId }) => [id, categoryId]));
  const vectorOf = new Map(traits.map(({ id, vector }) => [id, vector]));
  const categories = await context.run(readCategories, { ids: null, today: context.today });
  const idOf = new Map(categories.map(({ id, name }) => [name, id]));
  return async (needIds) => {
    const filed = commonest(needIds.map((id) => filedUnder.get(id) ?? null));
    if (filed !== null) return filed;
    const middle = middleOf(needIds.flatMap((id) => vectorOf.get(id) ?? []));
    if (!middle) return null;
    const [name] = await nearCategories(context, middle, {
      viewer: boardViewer(board),
      today: context.today,
    });
    return name === undefined ? null : (idOf.get(name) ?? null);
  };
}

/** What most are, the least id among equals; null when none is known. */
function commonest(ids: readonly (string | null)[]): string | null {
  const counts = new Map<string, number>();
  for (const id of ids) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]?.[0] ?? null;
}

function middleOf(vectors: readonly Float32Array[]): Float32Array | null {
  const [first] = vectors;
  if (!first) return null;
  const sum = new Float32Array(first.length);
  for (const vector of vectors)
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] as number) + (vector[i] as number);
  const length = Math.hypot(...sum) || 1;
  return sum.map((x) => x / length);
}
