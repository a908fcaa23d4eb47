import type { Point } from "./types.ts";

export type Direction = "left" | "right" | "up" | "down";

const headings: Record<Direction, Point> = {
  left: { x: -1, y: 0 },
  right: { x: 1, y: 0 },
  up: { x: 0, y: -1 },
  down: { x: 0, y: 1 },
};

/**
 * The node that an arrow key goes to: the nearest one within 60° of the direction, nearness counted stricter sideways.
 * @returns undefined when nothing lies that way
 */
export function nextInDirection<N extends Point & { id: string }>(
  nodes: readonly N[],
  from: N,
  direction: Direction,
): N | undefined {
  const heading = headings[direction];
  let best: { node: N; cost: number } | undefined;
  for (const node of nodes) {
    if (node.id === from.id) continue;
    const dx = node.x - from.x;
    const dy = node.y - from.y;
    const ahead = dx * heading.x + dy * heading.y;
    const aside = Math.abs(dx * heading.y - dy * heading.x);
    if (ahead <= 0 || aside > ahead * 1.75) continue;
    const cost = ahead + aside * 2;
    if (!best || cost < best.cost) best = { node, cost };
  }
  return best?.node;
}
