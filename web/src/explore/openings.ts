import { fewerLines } from "../canvas/fewerLines.ts";
import type { Side } from "../canvas/labels.ts";
import type { LayoutRequest } from "../canvas/layouts/compute.ts";
import type { Guide } from "../canvas/types.ts";
import type { AllianceGraphQuery, ChainGraphQuery, MatchGraphQuery } from "../generated/graphql.ts";
import { pathSteps } from "../matching/pathSteps.ts";
import { allianceKnowledge, openingView } from "./allianceKnowledge.ts";
import { type GraphEdge, type GraphNode, type Knowledge, kindOf, type Shown } from "./knowledge.ts";

/** What a view begins with: all that was answered, with places, and what of it is drawn. */
export interface Opening {
  known: Knowledge;
  shown: Shown;
  guides: Guide[];
  /** Drawn largest. */
  centreId: string;
  /** How many nodes the answer leaves out. */
  omitted: number;
  /** Where labels are tried first; outwards from the middle where none is said. */
  labelSide?: Side;
}

/** An opening whose places are still to be computed. */
export interface Unplaced extends Omit<Opening, "known" | "guides"> {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  layout: LayoutRequest;
}

interface Part {
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  omitted: number;
}

/** The 1+3+N of a hub on its rings. */
export function allianceOpening(answer: AllianceGraphQuery, hubId: string): Opening {
  const { omitted } = answer.allianceGraph;
  return { ...allianceKnowledge(answer, hubId), shown: openingView, centreId: hubId, omitted };
}

/** Gives an unplaced opening its places. */
export function placed({ nodes, edges, layout: _, ...rest }: Unplaced, places: Knowledge["places"]): Opening {
  return {
    ...rest,
    known: {
      nodes: new Map(nodes.map((node) => [node.id, node])),
      edges: new Map(edges.map((edge) => [edge.id, edge])),
      places,
    },
    guides: [],
  };
}

/** A chain in layers: positions by their distance from upstream, each with the firms that hold it. */
export function chainOpening(answer: ChainGraphQuery, chainId: string): Unplaced {
  const { nodes, edges, omitted } = answer.neighbourhood;
  const orders = new Map((answer.chain?.positions ?? []).map(({ id, order }) => [id, order]));
  const positions = byName(nodes.filter(({ kind }) => kind === "ChainPosition")).map(({ id }) => ({
    id,
    order: orders.get(id) ?? 0,
  }));
  // A firm that holds several positions stands at the one furthest upstream.
  const homes = new Map<string, string>();
  const upstreamFirst = edges
    .filter(({ type }) => type === "OCCUPIES")
    .sort((a, b) => (orders.get(a.target) ?? 0) - (orders.get(b.target) ?? 0));
  for (const { source, target } of upstreamFirst) if (!homes.has(source)) homes.set(source, target);
  const occupants = byName(
    nodes.filter(({ kind }) => kind !== "ChainPosition" && kind !== "IndustryChain"),
  ).map(({ id }) => ({ id, positionId: homes.get(id) }));
  const heads = nodes.filter(({ kind }) => kind === "IndustryChain").map(({ id }) => id);
  const layout: LayoutRequest = { name: "layers", input: { positions, occupants, heads } };
  return { nodes, edges, omitted, layout, shown: allOf(nodes), centreId: chainId, labelSide: "bottom" };
}

/** Party organisations below one another, with the firms they cover. Alliances are left out: their members are there. */
export function treeOpening(part: Part): Unplaced {
  const nodes = part.nodes.filter(({ kind }) => kind === "PartyOrganization" || kind === "Enterprise");
  const ids = new Set(nodes.map(({ id }) => id));
  const edges = part.edges.filter(({ source, target }) => ids.has(source) && ids.has(target));
  const superiors = new Map(
    edges.filter(isOf("SUBORDINATE_TO")).map(({ source, target }) => [source, target]),
  );
  const covering = new Map(edges.filter(isOf("COVERS")).map(({ source, target }) => [target, source]));
  const input = {
    branches: byName(nodes.filter(isKind("PartyOrganization"))).map(({ id }) => ({
      id,
      parentId: superiors.get(id),
    })),
    leaves: byName(nodes.filter(isKind("Enterprise"))).map(({ id }) => ({ id, parentId: covering.get(id) })),
  };
  const layout: LayoutRequest = { name: "tree", input };
  return {
    nodes,
    edges,
    omitted: part.omitted,
    layout,
    shown: allOf(nodes),
    centreId: "",
    labelSide: "bottom",
  };
}

/** A need, the resources proposed for it, and what in the graph connects the two. */
export function matchOpening(answer: MatchGraphQuery, demandId: string): Unplaced {
  const nodes = new Map<string, GraphNode>();
  const edges = new Map<string, GraphEdge>();
  const { demand } = answer;
  if (demand) nodes.set(demandId, entryNode("Demand", demand));
  const results = answer.matchesOfDemand.results;
  const ways = results.map(({ offer, path }) => {
    for (const node of path.nodes) if (!nodes.has(node.id)) nodes.set(node.id, node);
    for (const edge of path.edges) edges.set(edge.id, edge);
    if (!nodes.has(offer.id)) nodes.set(offer.id, entryNode("Offer", offer));
    const steps = pathSteps(path);
    const whole = steps.length > 1 && steps.slice(0, -1).every(({ line }) => line);
    if (whole) return steps.map(({ node }) => node.id);
    // The graph knows no way that may be seen: the two were found by their words.
    const near = wordsLine(demandId, offer.id);
    edges.set(near.id, near);
    return [demandId, offer.id];
  });
  // A broken path leaves nodes behind on no way.
  const drawn = new Set([demandId, ...ways.flat()]);
  for (const id of nodes.keys()) if (!drawn.has(id)) nodes.delete(id);
  const all = [...nodes.values()];
  const toIds = [...new Set(results.map(({ offer }) => offer.id))];
  const layout: LayoutRequest = { name: "routes", input: { fromId: demandId, toIds, ways } };
  return {
    nodes: all,
    edges: [...edges.values()].filter(({ source, target }) => nodes.has(source) && nodes.has(target)),
    omitted: 0,
    layout,
    shown: allOf(all),
    centreId: demandId,
    labelSide: "bottom",
  };
}

/** Whatever lies around a node. */
export function exploreOpening({ nodes, edges, omitted }: Part, centreId: string): Unplaced {
  // The lines that will be drawn pull; thousands more would cost the layout seconds and clump what they join.
  const lines = fewerLines(edges).map(({ source, target }) => ({ source, target }));
  const layout: LayoutRequest = { name: "force", input: { ids: nodes.map(({ id }) => id), lines, centreId } };
  return { nodes, edges, omitted, layout, shown: allOf(nodes), centreId };
}

const allOf = (nodes: readonly GraphNode[]): Shown => ({
  kinds: new Set(nodes.map(kindOf)),
  single: new Set(),
});

const byName = (nodes: readonly GraphNode[]): GraphNode[] =>
  [...nodes].sort((a, b) => collator.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
const collator = new Intl.Collator("zh-CN");

const isKind = (kind: GraphNode["kind"]) => (node: GraphNode) => node.kind === kind;
const isOf = (type: string) => (edge: GraphEdge) => edge.type === type;

function entryNode(
  kind: "Demand" | "Offer",
  entry: { id: string; title: string | null; text: string; example: boolean; offerKind?: string },
): GraphNode {
  const name = entry.title || entry.text;
  const { id, example, offerKind } = entry;
  return { id, kind, name, shortName: name.slice(0, 16), variant: offerKind ?? null, example };
}

const wordsLine = (source: string, target: string): GraphEdge => ({
  id: `${source}|LOOKS_LIKE|${target}`,
  type: "LOOKS_LIKE",
  source,
  target,
  label: null,
  since: null,
  until: null,
});
