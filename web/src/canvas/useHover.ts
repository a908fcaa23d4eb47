import type { Core, EventObject } from "cytoscape";
import { useEffect } from "react";
import { isLarge } from "./useLightMoves.ts";

/**
 * Dims everything but the node under the pointer and its neighbours. On a large drawing only the lines of the node stand
 * out: to restyle thousands for each node that the pointer passes would hold it up.
 */
export function useHover(core: Core | undefined): void {
  useEffect(() => {
    if (!core) return;
    const enter = (event: EventObject) => {
      const near = event.target.closedNeighborhood();
      core.batch(() => {
        if (!isLarge(core)) core.elements().not(".guide").not(near).addClass("dimmed");
        near.edges().addClass("lit");
      });
      core.container()?.style.setProperty("cursor", "pointer");
    };
    const leave = () => {
      core.elements(".dimmed, .lit").removeClass("dimmed lit");
      core.container()?.style.removeProperty("cursor");
    };
    core.on("mouseover", "node", enter);
    core.on("mouseout", "node", leave);
    return () => {
      core.off("mouseover", "node", enter);
      core.off("mouseout", "node", leave);
    };
  }, [core]);
}
