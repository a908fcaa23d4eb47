import type { VisualKind } from "../ui/kinds.ts";
import type { Side } from "./labels.ts";

/** A place on the drawing, in model pixels; y grows downwards. */
export interface Point {
  x: number;
  y: number;
}

export interface CanvasNode extends Point {
  id: string;
  kind: VisualKind;
  /** Short name; broken into two lines by the canvas. */
  label: string;
  /** What is not shown, e.g. `+5`; stands after the label. */
  badge?: string;
  /** Where its label is tried first. */
  side: Side;
  /** Diameter in model pixels. */
  size: number;
  /** Higher keeps its label when room is short. */
  priority: number;
}

export interface CanvasEdge {
  id: string;
  source: string;
  target: string;
  type: string;
  label?: string | null;
}

/** A faint circle behind the nodes that says what lies on it. */
export interface Guide {
  id: string;
  radius: number;
}

export interface Drawing {
  nodes: CanvasNode[];
  edges: CanvasEdge[];
  guides: Guide[];
}

export const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);
