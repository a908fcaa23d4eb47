import type { Point } from "../types.ts";

/** Ways from one thing to several. */
export interface RoutesInput {
  fromId: string;
  /** Where the ways lead, best first. */
  toIds: string[];
  /** Ways in walking order, both ends included. */
  ways: string[][];
}

/** Distances in model pixels. */
export const routeSpacing = { column: 260, row: 84 };

/**
 * Need at the left, resources at the right in their order, what connects them between: a column a step, counted from the
 * nearer end, each node at the height of what it leads to. Pure and deterministic; two nodes of one column keep their distance.
 */
export function routesLayout({ fromId, toIds, ways }: RoutesInput): Map<string, Point> {
  const longest = Math.max(2, ...ways.map((way) => way.length));
  const places = new Map<string, Point>();
  places.set(fromId, { x: 0, y: 0 });
  toIds.forEach((id, i) => {
    places.set(id, {
      x: (longest - 1) * routeSpacing.column,
      y: (i - (toIds.length - 1) / 2) * routeSpacing.row,
    });
  });
  const between = new Map<string, { column: number; heights: number[] }>();
  for (const way of ways) {
    const end = places.get(way.at(-1) ?? "")?.y ?? 0;
    way.forEach((id, step) => {
      if (places.has(id)) return;
      const known = between.get(id) ?? { column: step, heights: [] };
      known.column = Math.max(known.column, step);
      known.heights.push(end);
      between.set(id, known);
    });
  }
  const columns = new Map<number, { id: string; y: number }[]>();
  for (const [id, { column, heights }] of between) {
    const y = heights.reduce((sum, height) => sum + height, 0) / heights.length;
    columns.set(column, [...(columns.get(column) ?? []), { id, y }]);
  }
  for (const [column, nodes] of columns) {
    for (const { id, y } of apart(nodes)) places.set(id, { x: column * routeSpacing.column, y });
  }
  return places;
}

/** Keeps a row between neighbours and the middle of the column where it was. */
function apart(nodes: { id: string; y: number }[]): { id: string; y: number }[] {
  const sorted = [...nodes].sort((a, b) => a.y - b.y || (a.id < b.id ? -1 : 1));
  const wanted = sorted.reduce((sum, { y }) => sum + y, 0) / sorted.length;
  let last = Number.NEGATIVE_INFINITY;
  const spread = sorted.map(({ id, y }) => {
    last = Math.max(y, last + routeSpacing.row);
    return { id, y: last };
  });
  const shift = wanted - spread.reduce((sum, { y }) => sum + y, 0) / spread.length;
  return spread.map(({ id, y }) => ({ id, y: y + shift }));
}
