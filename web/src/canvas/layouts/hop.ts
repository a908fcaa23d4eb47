import type { Point } from "../types.ts";

/** Least distance between neighbours on the circle, in model pixels. */
export const hopSpacing = 84;

/**
 * One hop: the node in the middle, its neighbours on a circle around it, from the top clockwise. Above twelve the
 * neighbours alternate between two circles, so that a phone's width still holds them.
 */
export function hopLayout(centerId: string, neighbourIds: readonly string[]): Map<string, Point> {
  const positions = new Map<string, Point>([[centerId, { x: 0, y: 0 }]]);
  const circles = neighbourIds.length > 12 ? 2 : 1;
  const perCircle = Math.ceil(neighbourIds.length / circles);
  const radius = Math.max(120, (perCircle * hopSpacing) / (2 * Math.PI));
  neighbourIds.forEach((id, i) => {
    const angle = -Math.PI / 2 + (2 * Math.PI * i) / neighbourIds.length;
    const at = radius + (i % circles) * hopSpacing;
    positions.set(id, { x: at * Math.cos(angle), y: at * Math.sin(angle) });
  });
  return positions;
}
