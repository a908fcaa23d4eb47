import type { NodeKind } from "../generated/graphql.ts";

/** Where a node's own page is: entries open with their matches. */
export function pathOf(node: { id: string; kind: NodeKind }): string {
  const id = encodeURIComponent(node.id);
  if (node.kind === "Demand") return `/demands/${id}`;
  if (node.kind === "Offer") return `/offers/${id}`;
  return `/n/${id}`;
}
