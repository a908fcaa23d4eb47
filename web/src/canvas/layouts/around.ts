import { distance, type Point } from "../types.ts";

/** Least distance between a newcomer and anything else, in model pixels. */
export const newcomerSpacing = 56;

/**
 * Finds free places for newcomers around a node without moving what is there: rings around it, the side that faces
 * away from `away` first.
 * @param taken places in use; not changed
 */
export function placeAround(center: Point, count: number, taken: readonly Point[], away: Point): Point[] {
  const all = [...taken];
  const placed: Point[] = [];
  const facing = Math.atan2(center.y - away.y, center.x - away.x);
  for (let ring = 1; placed.length < count; ring++) {
    const radius = 40 + ring * newcomerSpacing;
    const seats = Math.floor((2 * Math.PI * radius) / newcomerSpacing);
    for (let seat = 0; seat < seats && placed.length < count; seat++) {
      // 0, +1, -1, +2, -2 …: from the facing side outwards.
      const turn = (seat % 2 ? 1 : -1) * Math.ceil(seat / 2) * ((2 * Math.PI) / seats);
      const point = {
        x: center.x + radius * Math.cos(facing + turn),
        y: center.y + radius * Math.sin(facing + turn),
      };
      if (all.some((other) => distance(other, point) < newcomerSpacing * 0.98)) continue;
      all.push(point);
      placed.push(point);
    }
  }
  return placed;
}
