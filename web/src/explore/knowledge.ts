import type { Side } from "../canvas/labels.ts";
import { placeAround } from "../canvas/layouts/around.ts";
import type { Drawing, Point } from "../canvas/types.ts";
import type { DrawnGraphFragment, DrawnNodeFragment } from "../generated/graphql.ts";
import { type VisualKind, visualKind } from "../ui/kinds.ts";
import { canvasName } from "../ui/names.ts";

export type GraphNode = DrawnNodeFragment;
export type GraphEdge = DrawnGraphFragment["edges"][number];

/** All that has been loaded of the graph, each node with its place. Nodes never change their place. */
export interface Knowledge {
  nodes: ReadonlyMap<string, GraphNode>;
  edges: ReadonlyMap<string, GraphEdge>;
  places: ReadonlyMap<string, Point>;
}

/** What of it is drawn: whole kinds, and single nodes that were asked for. */
export interface Shown {
  kinds: ReadonlySet<VisualKind>;
  single: ReadonlySet<string>;
}

/** How many neighbours one expansion adds at most. */
export const expansionStep = 10;

export const kindOf = (node: GraphNode): VisualKind => visualKind(node.kind, node.variant);

/** Whether a node is drawn. */
export const isShown = (node: GraphNode, shown: Shown): boolean =>
  shown.kinds.has(kindOf(node)) || shown.single.has(node.id);

/** The nodes and edges that are drawn. */
export function shownPart(known: Knowledge, shown: Shown): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const nodes = [...known.nodes.values()].filter((node) => isShown(node, shown) && known.places.has(node.id));
  const ids = new Set(nodes.map((node) => node.id));
  return { nodes, edges: [...known.edges.values()].filter((e) => ids.has(e.source) && ids.has(e.target)) };
}

/** Neighbours of a node over the known edges. */
export function neighbourIds(known: Knowledge, id: string): string[] {
  const ids = new Set<string>();
  for (const edge of known.edges.values()) {
    if (edge.source === id) ids.add(edge.target);
    else if (edge.target === id) ids.add(edge.source);
  }
  ids.delete(id);
  return [...ids];
}

/** At most `limit` of the ids, some of every kind: the first of each, then the second of each; in the given order. */
export function fewOfEach(
  ids: readonly string[],
  kindOfId: (id: string) => unknown,
  limit: number,
): string[] {
  const rank = new Map<unknown, number>();
  const ranked = ids.map((id) => {
    const place = rank.get(kindOfId(id)) ?? 0;
    rank.set(kindOfId(id), place + 1);
    return { id, place };
  });
  const chosen = new Set(
    [...ranked]
      .sort((a, b) => a.place - b.place)
      .slice(0, limit)
      .map(({ id }) => id),
  );
  return ids.filter((id) => chosen.has(id));
}

/** Adds a part of the graph without giving it places: nothing of it is drawn until asked for. */
export function learn(
  known: Knowledge,
  part: { nodes: readonly GraphNode[]; edges: readonly GraphEdge[] },
): Knowledge {
  const nodes = new Map(known.nodes);
  const edges = new Map(known.edges);
  // Lines are told apart by what they join: two queries may name the same line differently.
  const drawn = new Set([...edges.values()].map(lineKey));
  for (const node of part.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
  for (const edge of part.edges) {
    if (drawn.has(lineKey(edge))) continue;
    drawn.add(lineKey(edge));
    edges.set(edge.id, edge);
  }
  return { nodes, edges, places: known.places };
}

const lineKey = (edge: GraphEdge): string => `${edge.source}|${edge.type}|${edge.target}|${edge.label ?? ""}`;

/**
 * Shows up to ten more neighbours of a node, those with a reserved place first; the others get free places around it.
 * What is drawn stays where it is.
 */
export function expand(
  known: Knowledge,
  shown: Shown,
  id: string,
  step = expansionStep,
): { known: Knowledge; shown: Shown } {
  const hidden = neighbourIds(known, id).filter((other) => {
    const node = known.nodes.get(other);
    return node !== undefined && !(isShown(node, shown) && known.places.has(other));
  });
  hidden.sort((a, b) => Number(known.places.has(b)) - Number(known.places.has(a)));
  return reveal(known, shown, hidden.slice(0, step), id);
}

/** Shows single nodes, placing those without a place around `anchorId`. */
export function reveal(
  known: Knowledge,
  shown: Shown,
  ids: readonly string[],
  anchorId: string | undefined,
): { known: Knowledge; shown: Shown } {
  const homeless = ids.filter((id) => !known.places.has(id));
  const places = new Map(known.places);
  if (homeless.length > 0) {
    const anchor = (anchorId && places.get(anchorId)) || { x: 0, y: 0 };
    // Reserved places count as taken, so that what is shown later does not fall upon a newcomer.
    const free = placeAround(anchor, homeless.length, [...places.values()], { x: 0, y: 0 });
    homeless.forEach((id, i) => {
      const place = free[i];
      if (place) places.set(id, place);
    });
  }
  return {
    known: { ...known, places },
    shown: { kinds: shown.kinds, single: new Set([...shown.single, ...ids]) },
  };
}

/** Shows or hides a whole kind; hiding also takes away its nodes that were asked for singly. Partly shown kinds complete. */
export function toggleKind(known: Knowledge, shown: Shown, kind: VisualKind): Shown {
  const kinds = new Set(shown.kinds);
  const hides = kinds.delete(kind);
  if (!hides) return { kinds: kinds.add(kind), single: shown.single };
  return { kinds, single: new Set([...shown.single].filter((id) => !isOfKind(known, id, kind))) };
}

const isOfKind = (known: Knowledge, id: string, kind: VisualKind): boolean => {
  const node = known.nodes.get(id);
  return node !== undefined && kindOf(node) === kind;
};

const sizes: Partial<Record<VisualKind, number>> = {
  Alliance: 34,
  PartyOrganization: 20,
  Enterprise: 14,
  IndustryChain: 24,
  ChainPosition: 16,
};
const ranks: Partial<Record<VisualKind, number>> = {
  Alliance: 900,
  IndustryChain: 800,
  PartyOrganization: 500,
  Person: 450,
  ChainPosition: 400,
  Enterprise: 100,
};

/** What the canvas draws: places, sizes, and at each node how many of its firms or members are not shown. */
export function toDrawing(
  known: Knowledge,
  shown: Shown,
  hubId: string,
  labelSide?: Side,
): Omit<Drawing, "guides"> {
  const { nodes, edges } = shownPart(known, shown);
  const hiddenFirms = hiddenCounts(known, shown);
  return {
    nodes: nodes.map((node) => {
      const kind = kindOf(node);
      const hidden = hiddenFirms.get(node.id) ?? 0;
      const place = known.places.get(node.id) ?? { x: 0, y: 0 };
      return {
        id: node.id,
        kind,
        label: canvasName(node.shortName || node.name),
        side: labelSide ?? outwardSide(place),
        badge: hidden > 0 ? `+${hidden}` : undefined,
        size: node.id === hubId ? 52 : (sizes[kind] ?? 18),
        priority: node.id === hubId ? 1000 : (ranks[kind] ?? 200) + Math.min(hidden, 90),
        x: place.x,
        y: place.y,
      };
    }),
    edges,
  };
}

/** Labels of the inner rings stand below, those of the outer rings point outwards, where no line passes. */
function outwardSide({ x, y }: Point): Side {
  if (Math.hypot(x, y) < innerRing) return "bottom";
  if (Math.abs(x) > Math.abs(y) * 0.6) return x > 0 ? "right" : "left";
  return y > 0 ? "bottom" : "top";
}

const innerRing = 240;

function hiddenCounts(known: Knowledge, shown: Shown): Map<string, number> {
  const counts = new Map<string, number>();
  for (const edge of known.edges.values()) {
    if (edge.type !== "COVERS") continue;
    const firm = known.nodes.get(edge.target);
    if (firm && !isShown(firm, shown)) counts.set(edge.source, (counts.get(edge.source) ?? 0) + 1);
  }
  return counts;
}
