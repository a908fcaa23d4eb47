import type { Core } from "cytoscape";
import { useEffect } from "react";
import { fittingLabels, type LabelCandidate, labelFont } from "./labels.ts";

/** Shows the labels that fit, at the same size on the screen whatever the zoom; the selected one always. */
export function useLabels(core: Core | undefined, selectedId: string | undefined): void {
  useEffect(() => {
    if (!core) return;
    let frame = 0;
    const relabel = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (!core.destroyed()) labelNow(core, selectedId);
      });
    };
    relabel();
    core.on("zoom drawn position", relabel);
    return () => {
      cancelAnimationFrame(frame);
      core.off("zoom drawn position", relabel);
    };
  }, [core, selectedId]);
}

function labelNow(core: Core, selectedId: string | undefined): void {
  const zoom = core.zoom();
  const nodes = core.nodes().not(".guide");
  const candidates = nodes.map((node): LabelCandidate => {
    const selected = node.id() === selectedId;
    return {
      id: node.id(),
      text: String(node.data("text")),
      size: Number(node.data("size")),
      priority: selected ? Number.MAX_VALUE : Number(node.data("priority")),
      ...node.position(),
    };
  });
  const shown = fittingLabels(candidates, zoom);
  if (selectedId) shown.add(selectedId);
  core.batch(() => {
    for (const node of nodes.toArray()) {
      if (!node.isNode()) continue;
      const labelled = shown.has(node.id());
      node.toggleClass("labelled", labelled);
      if (labelled) node.style({ "font-size": labelFont / zoom, "text-margin-y": 4 / zoom });
    }
  });
}
