import type { Core, EventObject } from "cytoscape";
import { useEffect, useRef } from "react";
import { isCalm } from "../ui/useMedia.ts";

interface SelectionHandlers {
  onSelect: (id: string | undefined) => void;
  onExpand: (id: string) => void;
}

/** Click selects, click on nothing clears, double click and right click expand; marks the selected node. */
export function useSelection(
  core: Core | undefined,
  selectedId: string | undefined,
  handlers: SelectionHandlers,
): void {
  const latest = useRef(handlers);
  latest.current = handlers;
  useEffect(() => {
    if (!core) return;
    const tap = (event: EventObject) => {
      latest.current.onSelect(event.target === core ? undefined : event.target.id());
    };
    const expand = (event: EventObject) => latest.current.onExpand(event.target.id());
    const background = (event: EventObject) => {
      if (event.target === core) tap(event);
    };
    core.on("tap", "node", tap);
    core.on("tap", background);
    core.on("dbltap cxttap", "node", expand);
    return () => {
      core.off("tap", "node", tap);
      core.off("tap", background);
      core.off("dbltap cxttap", "node", expand);
    };
  }, [core]);
  useEffect(() => {
    if (!core) return;
    const mark = () => {
      core.nodes(".selected").removeClass("selected");
      if (selectedId) core.getElementById(selectedId).addClass("selected");
    };
    mark();
    core.on("drawn", mark);
    return () => {
      core.off("drawn", mark);
    };
  }, [core, selectedId]);
}

/** Moves the view, not the nodes, so that a node outside it can be seen. */
export function bringIntoView(core: Core, id: string): void {
  const node = core.getElementById(id);
  if (node.empty()) return;
  const { x, y } = node.position();
  const seen = core.extent();
  const margin = 40 / core.zoom();
  const inside = x > seen.x1 + margin && x < seen.x2 - margin && y > seen.y1 + margin && y < seen.y2 - margin;
  if (!inside) core.animate({ center: { eles: node } }, { duration: isCalm() ? 0 : 200 });
}
