import type { Core } from "cytoscape";
import { useEffect } from "react";

/** From here on a drawing is large: redrawing all of it takes longer than a frame may. */
const largeFrom = 700;

/** Whether so much is drawn that moving and pointing must do with less. */
export const isLarge = (core: Core): boolean => core.elements().length > largeFrom;

/** What the engine's renderer asks itself at each frame; set there, as it takes them only once by its options. */
interface Renderer {
  /** Moves a picture of the view instead of drawing it anew. */
  textureOnViewport: boolean;
  /** Leaves out the lines. */
  hideEdgesOnViewport: boolean;
}

/**
 * Draws less of a large drawing while the view is dragged or zoomed. Where all of it is in view, the picture of it is moved:
 * nothing beyond its edges could come in. Where only a part is, nodes are drawn and lines wait until the view rests.
 */
export function useLightMoves(core: Core | undefined): void {
  useEffect(() => {
    if (!core) return;
    const renderer = (core as Core & { renderer(): Renderer }).renderer();
    const choose = () => {
      const large = isLarge(core);
      renderer.textureOnViewport = large && isWholeInView(core);
      renderer.hideEdgesOnViewport = large;
    };
    let turning: ReturnType<typeof setTimeout> | undefined;
    // A turn of the wheel is many events: what was chosen at the first of them holds until they end.
    const wheel = () => {
      if (turning === undefined) choose();
      clearTimeout(turning);
      turning = setTimeout(() => {
        turning = undefined;
      }, 300);
    };
    const container = core.container();
    core.on("tapstart", choose);
    container?.addEventListener("wheel", wheel, { capture: true, passive: true });
    return () => {
      clearTimeout(turning);
      core.off("tapstart", choose);
      container?.removeEventListener("wheel", wheel, { capture: true });
    };
  }, [core]);
}

function isWholeInView(core: Core): boolean {
  const { x1, x2, y1, y2 } = core.extent();
  return core
    .nodes("[text]")
    .toArray()
    .every((node) => {
      const { x, y } = node.position();
      return x > x1 && x < x2 && y > y1 && y < y2;
    });
}
