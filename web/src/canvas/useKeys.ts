import type { Core } from "cytoscape";
import type { KeyboardEvent } from "react";
import { type Direction, nextInDirection } from "./steering.ts";
import { fitAll } from "./useDrawing.ts";

const arrows: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

interface KeyHandlers {
  onSelect: (id: string | undefined) => void;
  onExpand: (id: string) => void;
}

/** What the keys do on a focused drawing: arrows walk, Enter expands, + − 0 zoom and fit, Escape clears. */
export function handleKey(
  core: Core,
  selectedId: string | undefined,
  handlers: KeyHandlers,
  event: KeyboardEvent,
): void {
  const direction = arrows[event.key];
  if (direction) {
    const next = walk(core, selectedId, direction);
    if (next) handlers.onSelect(next);
  } else if (event.key === "Enter" && selectedId) handlers.onExpand(selectedId);
  else if (event.key === "Escape") handlers.onSelect(undefined);
  else if (event.key === "+" || event.key === "=") zoomBy(core, 1.25);
  else if (event.key === "-") zoomBy(core, 0.8);
  else if (event.key === "0") fitAll(core);
  else return;
  event.preventDefault();
}

/** Zooms about the middle of the view. */
export function zoomBy(core: Core, factor: number): void {
  core.emit("scrollzoom");
  core.zoom({
    level: core.zoom() * factor,
    renderedPosition: { x: core.width() / 2, y: core.height() / 2 },
  });
}

function walk(core: Core, selectedId: string | undefined, direction: Direction): string | undefined {
  const nodes = core
    .nodes("[text]")
    .map((node) => ({ id: node.id(), priority: Number(node.data("priority")), ...node.position() }));
  const from = nodes.find((node) => node.id === selectedId);
  if (!from) return [...nodes].sort((a, b) => b.priority - a.priority)[0]?.id;
  return nextInDirection(nodes, from, direction)?.id;
}
