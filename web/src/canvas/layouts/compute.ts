import type { Point } from "../types.ts";
import { type ForceInput, forceLayout } from "./force.ts";
import { type LayersInput, layersLayout } from "./layers.ts";
import { type RoutesInput, routesLayout } from "./routes.ts";
import { type TreeInput, treeLayout } from "./tree.ts";

/** A layout and what it needs: plain values, so that they can travel to the worker. */
export type LayoutRequest =
  | { name: "layers"; input: LayersInput }
  | { name: "tree"; input: TreeInput }
  | { name: "routes"; input: RoutesInput }
  | { name: "force"; input: ForceInput };

/** Places for everything in the request. */
export function computeLayout(request: LayoutRequest): Map<string, Point> {
  switch (request.name) {
    case "layers":
      return layersLayout(request.input);
    case "tree":
      return treeLayout(request.input);
    case "routes":
      return routesLayout(request.input);
    case "force":
      return forceLayout(request.input);
  }
}
