import type { Point } from "./types.ts";

/** Where a label stands, seen from its node. */
export type Side = "bottom" | "top" | "left" | "right";

export interface LabelCandidate extends Point {
  id: string;
  text: string;
  /** The side tried first; the others follow when it is taken. */
  side: Side;
  /** Diameter of the node in model pixels. */
  size: number;
  priority: number;
}

/** Size of the text on the screen, in CSS pixels, whatever the zoom: nothing under 12 is ever drawn. */
export const labelFont = 12;
const lineHeight = 16;
const gap = 4;

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The box of a label beside its node, in screen pixels with the origin of the model. */
export function labelBox(candidate: LabelCandidate, zoom: number, side: Side = candidate.side): Box {
  const lines = candidate.text.split("\n");
  const width = Math.max(...lines.map(textWidth));
  const height = lines.length * lineHeight;
  const half = (candidate.size / 2) * zoom;
  const x = candidate.x * zoom;
  const y = candidate.y * zoom;
  if (side === "left" || side === "right") {
    const left = side === "right" ? x + half + gap : x - half - gap - width;
    return { left, right: left + width, top: y - height / 2, bottom: y + height / 2 };
  }
  const top = side === "bottom" ? y + half + gap : y - half - gap - height;
  return { left: x - width / 2, right: x + width / 2, top, bottom: top + height };
}

/**
 * Which labels fit at a zoom, and on which side, without touching one another or another node: the important ones
 * first, the rest wait for more zoom.
 */
export function fittingLabels(candidates: readonly LabelCandidate[], zoom: number): Map<string, Side> {
  const shown = new Map<string, Side>();
  const taken = new Grid();
  for (const candidate of candidates) {
    const half = (candidate.size / 2) * zoom;
    taken.add(candidate.id, {
      left: candidate.x * zoom - half,
      right: candidate.x * zoom + half,
      top: candidate.y * zoom - half,
      bottom: candidate.y * zoom + half,
    });
  }
  const byPriority = [...candidates].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1));
  for (const candidate of byPriority) {
    const side = sidesFrom(candidate.side).find(
      (s) => !taken.meets(labelBox(candidate, zoom, s), candidate.id),
    );
    if (!side) continue;
    shown.set(candidate.id, side);
    taken.add(candidate.id, labelBox(candidate, zoom, side));
  }
  return shown;
}

const sides: readonly Side[] = ["bottom", "right", "left", "top"];
const sidesFrom = (first: Side): Side[] => [first, ...sides.filter((side) => side !== first)];

/** CJK characters are as wide as the font is high, the others about half. */
function textWidth(line: string): number {
  let width = 0;
  for (const character of line) width += character > "\u2e7f" ? labelFont : labelFont * 0.58;
  return width;
}

/** Boxes by cell, so that a label only looks at its surroundings. */
class Grid {
  private readonly cells = new Map<string, { id: string; box: Box }[]>();

  add(id: string, box: Box): void {
    for (const cell of cellsOf(box)) {
      const held = this.cells.get(cell);
      if (held) held.push({ id, box });
      else this.cells.set(cell, [{ id, box }]);
    }
  }

  meets(box: Box, ownId: string): boolean {
    return cellsOf(box).some((cell) =>
      (this.cells.get(cell) ?? []).some((other) => other.id !== ownId && overlap(other.box, box)),
    );
  }
}

const cellSize = 64;

function cellsOf(box: Box): string[] {
  const cells: string[] = [];
  for (let x = Math.floor(box.left / cellSize); x <= Math.floor(box.right / cellSize); x++) {
    for (let y = Math.floor(box.top / cellSize); y <= Math.floor(box.bottom / cellSize); y++)
      cells.push(`${x}:${y}`);
  }
  return cells;
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
