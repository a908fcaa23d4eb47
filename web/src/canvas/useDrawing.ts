import type { Core } from "cytoscape";
import { useEffect, useRef } from "react";
import { toElements } from "./elements.ts";
import type { Drawing } from "./types.ts";

/** Pixels kept free for the labels that stand outside of the outermost nodes. */
const labelRoom = { x: 136, y: 52 };
const closest = 1.5;
/** From so many lines on they are drawn without arrows and dashes. */
const plainFrom = 1500;

/** Fits everything drawn into view with room for its labels, never closer than one and a half times life size. */
export function fitAll(core: Core): void {
  if (core.nodes().empty()) return;
  const box = boxOf(core);
  const width = core.width();
  const height = core.height();
  const room = { x: Math.min(labelRoom.x, width * 0.2), y: Math.min(labelRoom.y, height * 0.2) };
  const zoom = Math.min((width - 2 * room.x) / box.w, (height - 2 * room.y) / box.h, closest);
  core.viewport({
    zoom,
    pan: { x: width / 2 - ((box.x1 + box.x2) / 2) * zoom, y: height / 2 - ((box.y1 + box.y2) / 2) * zoom },
  });
  core.scratch(fittedKey, true);
}

/** What holds all nodes. From places and sizes alone: the engine's own box would work out every look first. */
function boxOf(core: Core): { x1: number; x2: number; y1: number; y2: number; w: number; h: number } {
  let [x1, x2, y1, y2] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const node of core.nodes().toArray()) {
    const { x, y } = node.position();
    const half = Number(node.data("size")) / 2;
    x1 = Math.min(x1, x - half);
    x2 = Math.max(x2, x + half);
    y1 = Math.min(y1, y - half);
    y2 = Math.max(y2, y + half);
  }
  return { x1, x2, y1, y2, w: x2 - x1, h: y2 - y1 };
}

/** Set while the view is as `fitAll` left it: then it is fitted again when the window or a panel changes its size. */
const fittedKey = "_fitted";

/** Keeps a fitted view fitted; a view that the user moved stays as it is. */
export function useRefit(core: Core | undefined): void {
  useEffect(() => {
    if (!core) return;
    const moved = () => core.scratch(fittedKey, false);
    const resized = () => {
      if (core.scratch(fittedKey)) fitAll(core);
    };
    core.on("scrollzoom pinchzoom dragpan", moved);
    core.on("resize", resized);
    return () => {
      core.off("scrollzoom pinchzoom dragpan", moved);
      core.off("resize", resized);
    };
  }, [core]);
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
    const newcomers = wanted.filter((element) => core.getElementById(String(element.data.id)).empty());
    const grew = newcomers.length > 0;
    core.batch(() => {
      core
        .elements()
        .filter((element) => !ids.has(element.id()))
        .remove();
      if (newcomers.length < wanted.length) {
        const fresh = new Set(newcomers);
        for (const element of wanted)
          if (!fresh.has(element)) core.getElementById(String(element.data.id)).data(element.data);
      }
      core.add(newcomers);
      core.edges().toggleClass("plain", drawing.edges.length > plainFrom);
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
  if (outside) fitAll(core);
}
