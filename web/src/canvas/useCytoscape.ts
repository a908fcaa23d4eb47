import cytoscape, { type Core } from "cytoscape";
import { type RefObject, useEffect, useState } from "react";
import { canvasStyle } from "./style.ts";

/** The drawing's engine in a container, made once and taken down with it. */
export function useCytoscape(container: RefObject<HTMLDivElement | null>): Core | undefined {
  const [core, setCore] = useState<Core>();
  useEffect(() => {
    if (!container.current) return;
    const made = cytoscape({
      container: container.current,
      style: canvasStyle,
      minZoom: 0.15,
      maxZoom: 4,
      boxSelectionEnabled: false,
      autoungrabify: false,
    });
    setCore(made);
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(container.current);
    return () => {
      watcher.disconnect();
      made.destroy();
      setCore(undefined);
    };
  }, [container]);
  return core;
}
