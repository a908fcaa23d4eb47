import type { Core } from "cytoscape";
import { useEffect, useRef } from "react";
import { toElements } from "./elements.ts";
import type { Drawing } from "./types.ts";

/** Pixels kept free around what is fitted. */
export const fitPadding = 60;

/** Fits everything drawn into view, never closer than life size and a half. */
export function fitAll(core: Core): void {
  core.fit(core.elements(), fitPadding);
  if (core.zoom() > 1.5) {
    core.zoom(1.5);
    core.center(core.elements());
  }
}

/**
 * Brings the engine to the drawing: adds what is new, takes away what is gone, and leaves in place what stays, also
 * where the user dragged it. The first drawing is fitted into view; later ones only when something new lies outside.
 */
export function useDrawing(core: Core | undefined, drawing: Drawing): void {
  const fitted = useRef<Core>(undefined);
  useEffect(() => {
    if (!core) return;
    const wanted = toElements(drawing);
    const ids = new Set(wanted.map((element) => String(element.data.id)));
    let grew = false;
    core.batch(() => {
      core
        .elements()
        .filter((element) => !ids.has(element.id()))
        .remove();
      for (const element of wanted) {
        const present = core.getElementById(String(element.data.id));
        if (present.empty()) {
          core.add(element);
          grew = true;
        } else present.data(element.data);
      }
    });
    if (drawing.nodes.length === 0) return;
    if (fitted.current !== core) {
      fitAll(core);
      fitted.current = core;
    } else if (grew) showNewcomers(core);
    core.emit("drawn");
  }, [core, drawing]);
}

function showNewcomers(core: Core): void {
  const seen = core.extent();
  const places = core.nodes("[text]").map((node) => node.position());
  const outside = places.some(({ x, y }) => x < seen.x1 || x > seen.x2 || y < seen.y1 || y > seen.y2);
  if (outside) core.animate({ fit: { eles: core.elements(), padding: fitPadding } }, { duration: 250 });
}
