import type { ElementDefinition } from "cytoscape";
import { kindLooks } from "../ui/kinds.ts";
import { twoLines } from "../ui/names.ts";
import type { CanvasNode, Drawing } from "./types.ts";

/** Characters a line of a label may have. */
const perLine = 8;

/** The text under a node: its short name on at most two lines, and what is not shown. */
export function labelText(node: Pick<CanvasNode, "label" | "badge">): string {
  const name = twoLines(node.label, perLine);
  return node.badge ? `${name} ${node.badge}` : name;
}

/** Cytoscape's elements for a drawing; guides are nodes that cannot be touched. */
export function toElements(drawing: Drawing): ElementDefinition[] {
  const ids = new Set(drawing.nodes.map((node) => node.id));
  return [
    ...drawing.guides.map(
      (guide): ElementDefinition => ({
        group: "nodes",
        data: { id: guide.id, size: guide.radius * 2, kind: "Programme", shapeName: "circle" },
        position: { x: 0, y: 0 },
        classes: "guide",
        selectable: false,
        grabbable: false,
      }),
    ),
    ...drawing.nodes.map(
      (node): ElementDefinition => ({
        group: "nodes",
        data: {
          id: node.id,
          kind: node.kind,
          shapeName: kindLooks[node.kind].shape,
          size: node.size,
          side: node.side,
          priority: node.priority,
          text: labelText(node),
        },
        position: { x: node.x, y: node.y },
      }),
    ),
    ...drawing.edges
      .filter((edge) => ids.has(edge.source) && ids.has(edge.target))
      .map((edge): ElementDefinition => ({ group: "edges", data: { ...edge } })),
  ];
}
