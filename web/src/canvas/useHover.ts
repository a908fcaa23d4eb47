import type { Core, EventObject } from "cytoscape";
import { useEffect } from "react";

/** Dims everything but the node under the pointer (or the selected one) and its neighbours. */
export function useHover(core: Core | undefined): void {
  useEffect(() => {
    if (!core) return;
    const enter = (event: EventObject) => {
      const near = event.target.closedNeighborhood();
      core.batch(() => {
        core.elements().not(".guide").not(near).addClass("dimmed");
        near.edges().addClass("lit");
      });
      core.container()?.style.setProperty("cursor", "pointer");
    };
    const leave = () => {
      core.elements().removeClass("dimmed lit");
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
