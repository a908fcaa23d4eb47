import type { Point } from "../types.ts";

/** A chain from upstream to downstream. */
export interface LayersInput {
  /** Steps of the chain with their layer counted from upstream; in the order in which a layer lists them. */
  positions: { id: string; order: number }[];
  /** What stands at a position; without one it gathers behind the last layer. */
  occupants: { id: string; positionId?: string }[];
  /** What the whole is about, e.g. the chain itself: to the left of the first layer. */
  heads: string[];
}

/** Distances in model pixels. */
export const layerSpacing = { occupant: 34, position: 76, layer: 120 };
const perRow = 4;

/**
 * Layers by chain position: a column a layer, upstream at the left; in it the positions one below the other, each with its
 * occupants in rows of four under it. Pure: the same input gives the same places. Widths and heights follow from what stands there,
 * so nothing lies upon anything.
 */
export function layersLayout({ positions, occupants, heads }: LayersInput): Map<string, Point> {
  const places = new Map<string, Point>();
  const at = new Map<string, string[]>();
  const known = new Set(positions.map(({ id }) => id));
  const homeless: string[] = [];
  for (const { id, positionId } of occupants) {
    if (!positionId || !known.has(positionId)) homeless.push(id);
    else at.set(positionId, [...(at.get(positionId) ?? []), id]);
  }
  const orders = [...new Set(positions.map(({ order }) => order))].sort((a, b) => a - b);
  const width = (perRow - 1) * layerSpacing.occupant + layerSpacing.layer;
  orders.forEach((order, column) => {
    const own = positions.filter((position) => position.order === order);
    const heights = own.map(({ id }) => blockHeight(at.get(id)?.length ?? 0));
    let y = -heights.reduce((sum, height) => sum + height, 0) / 2;
    own.forEach(({ id }, i) => {
      places.set(id, { x: column * width, y: y + layerSpacing.position / 2 });
      placeBlock(at.get(id) ?? [], { x: column * width, y: y + layerSpacing.position }, places);
      y += heights[i] ?? 0;
    });
  });
  heads.forEach((id, i) => {
    places.set(id, { x: -width, y: (i - (heads.length - 1) / 2) * layerSpacing.position });
  });
  placeBlock(homeless, { x: orders.length * width, y: -blockHeight(homeless.length) / 2 }, places);
  return places;
}

const blockHeight = (count: number): number =>
  layerSpacing.position + Math.ceil(count / perRow) * layerSpacing.occupant;

/** Rows of four around `top.x`, downwards from `top.y`. */
function placeBlock(ids: readonly string[], top: Point, places: Map<string, Point>): void {
  ids.forEach((id, i) => {
    const inRow = Math.min(perRow, ids.length - Math.floor(i / perRow) * perRow);
    places.set(id, {
      x: top.x + ((i % perRow) - (inRow - 1) / 2) * layerSpacing.occupant,
      y: top.y + Math.floor(i / perRow) * layerSpacing.occupant,
    });
  });
}
