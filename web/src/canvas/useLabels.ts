import type { Core } from "cytoscape";
import { useEffect } from "react";
import { fittingLabels, type LabelCandidate, labelFont, type Side } from "./labels.ts";
import { isLarge } from "./useLightMoves.ts";

const restMs = 120;

/** Shows the labels that fit, at the same size on the screen whatever the zoom; the selected one always. */
export function useLabels(core: Core | undefined, selectedId: string | undefined): void {
  useEffect(() => {
    if (!core) return;
    let frame = 0;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const zoomed = () => {
      // Which of thousands of labels fit is worked out once the zoom has come to rest.
      clearTimeout(rest);
      if (isLarge(core)) rest = setTimeout(relabel, restMs);
      else relabel();
    };
    const relabel = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => {
        if (!core.destroyed()) labelNow(core, selectedId);
      });
    };
    // What was drawn just now gets its labels before it is painted: once is enough for both.
    const drawn = () => {
      clearTimeout(rest);
      cancelAnimationFrame(frame);
      labelNow(core, selectedId);
    };
    drawn();
    core.on("drawn", drawn);
    core.on("position", relabel);
    core.on("zoom", zoomed);
    return () => {
      clearTimeout(rest);
      cancelAnimationFrame(frame);
      core.off("drawn", drawn);
      core.off("position", relabel);
      core.off("zoom", zoomed);
    };
  }, [core, selectedId]);
}

function labelNow(core: Core, selectedId: string | undefined): void {
  const zoom = core.zoom();
  const nodes = core.nodes("[text]");
  const candidates = nodes.map((node): LabelCandidate => {
    const selected = node.id() === selectedId;
    return {
      id: node.id(),
      text: String(node.data("text")),
      side: node.data("side") as Side,
      size: Number(node.data("size")),
      priority: selected ? Number.MAX_VALUE : Number(node.data("priority")),
      ...node.position(),
    };
  });
  const shown = fittingLabels(candidates, zoom);
  core.batch(() => {
    for (const node of nodes) {
      const side =
        shown.get(node.id()) ?? (node.id() === selectedId ? (node.data("side") as Side) : undefined);
      node.toggleClass("labelled", side !== undefined);
      if (side) node.style({ "font-size": labelFont / zoom, ...placement(side, 4 / zoom) });
    }
  });
}

/** Cytoscape's words for a side, with the gap in model pixels. */
function placement(side: Side, gap: number) {
  return {
    "text-halign": side === "left" || side === "right" ? side : "center",
    "text-valign": side === "top" || side === "bottom" ? side : "center",
    "text-margin-x": side === "left" ? -gap : side === "right" ? gap : 0,
    "text-margin-y": side === "top" ? -gap : side === "bottom" ? gap : 0,
  };
}
