import { edgeId } from "../api/edgeIds.ts";
import type { drawnKinds } from "./kinds.ts";
import type { EdgeRow, NodeRow, SubgraphColumns } from "./queries.ts";

/** A node as the schema's `GraphNode` has it. */
export interface GraphNodeParent {
  id: string;
  kind: (typeof drawnKinds)[number];
  name: string;
  shortName: string;
  variant: string | null;
  example: boolean;
}

/** An edge as the schema's `GraphEdge` has it. */
export interface GraphEdgeParent extends EdgeRow {
  id: string;
}

export interface SubgraphParent {
  nodes: GraphNodeParent[];
  edges: GraphEdgeParent[];
  omitted: number;
}

// Two lines of eight on a canvas.
const shortLength = 16;

/** A name that fits two lines: the thing's own short name, or the beginning of its name, with … where more follows. */
const shortNameOf = (shortName: string | null | undefined, name: string): string =>
  shortName ?? (name.length <= shortLength ? name : `${[...name].slice(0, shortLength - 1).join("")}…`);

/** A row's node, ready to draw. */
export const toNode = (row: NodeRow): GraphNodeParent => ({
  ...row,
  shortName: shortNameOf(row.shortName, row.name),
});

/** Collects edges; what says the same twice is drawn once. */
function addEdge(edges: GraphEdgeParent[], known: Set<string>, edge: EdgeRow): void {
  const id = edgeId(edge);
  if (known.has(id)) return;
  known.add(id);
  edges.push({ id, ...edge });
}

/** A subgraph from rows of whole nodes and edges. */
export function fromRows(nodes: readonly NodeRow[], rows: readonly EdgeRow[]): SubgraphParent {
  const edges: GraphEdgeParent[] = [];
  const known = new Set<string>();
  for (const row of rows) addEdge(edges, known, row);
  return { nodes: nodes.map(toNode), edges, omitted: 0 };
}

/** A subgraph from columns: the i-th of each list belong together. Hot: plain loops, one object a node. */
export function fromColumns(rows: readonly SubgraphColumns[]): SubgraphParent {
  const nodes: GraphNodeParent[] = [];
  const edges: GraphEdgeParent[] = [];
  const known = new Set<string>();
  let omitted = 0;
  for (const row of rows) {
    omitted += row.omitted;
    for (const [i, id] of row.ids.entries()) {
      const name = row.names[i] as string;
      nodes.push({
        id,
        kind: row.nodeKinds[i] as GraphNodeParent["kind"],
        name,
        shortName: shortNameOf(row.shortNames[i], name),
        variant: row.variants[i] ?? null,
        example: row.examples[i] === true,
      });
    }
    for (const [i, type] of row.types.entries()) {
      addEdge(edges, known, {
        type,
        source: row.sources[i] as string,
        target: row.targets[i] as string,
        label: row.edgeLabels[i] ?? null,
        since: row.sinces[i] ?? null,
        until: row.untils[i] ?? null,
      });
    }
  }
  return { nodes, edges, omitted };
}
