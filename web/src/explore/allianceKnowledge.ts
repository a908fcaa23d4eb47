import { type RingInput, ringLayout } from "../canvas/layouts/rings.ts";
import type { Guide } from "../canvas/types.ts";
import type { AllianceGraphQuery } from "../generated/graphql.ts";
import type { GraphEdge, GraphNode, Knowledge, Shown } from "./knowledge.ts";

/** What the 1+3+N screen opens with: the alliances, their chains and their members; firms are counted at the members. */
export const openingView: Shown = {
  kinds: new Set(["Alliance", "IndustryChain", "PartyOrganization"]),
  single: new Set(),
};

interface AllianceKnowledge {
  known: Knowledge;
  guides: Guide[];
}

/** The answer of the 1+3+N screen with a place for everything in it, chain positions included. */
export function allianceKnowledge(answer: AllianceGraphQuery, hubId: string): AllianceKnowledge {
  const chainIds = new Set(
    answer.allianceGraph.nodes.filter((n) => n.kind === "IndustryChain").map((n) => n.id),
  );
  const chains = answer.chains.filter((chain) => chainIds.has(chain.id));
  const context = chainContext(chains);
  const nodes = dedupe([...answer.allianceGraph.nodes, ...context.nodes]);
  const edges = dedupe([...answer.allianceGraph.edges, ...context.edges]);
  const layout = ringLayout(ringInput(hubId, nodes, edges, ordersOf(chains)));
  return {
    known: {
      nodes: new Map(nodes.map((n) => [n.id, n])),
      edges: new Map(edges.map((e) => [e.id, e])),
      places: layout.positions,
    },
    guides: [
      { id: "guide:alliances", radius: layout.radii.alliances },
      { id: "guide:members", radius: layout.radii.members },
    ],
  };
}

const ordersOf = (chains: AllianceGraphQuery["chains"]) =>
  new Map(chains.flatMap((chain) => chain.positions.map(({ id, order }) => [id, order] as const)));

const dedupe = <T extends { id: string }>(items: T[]): T[] => [
  ...new Map(items.map((item) => [item.id, item])).values(),
];

function chainContext(chains: AllianceGraphQuery["chains"]): { nodes: GraphNode[]; edges: GraphEdge[] } {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (const chain of chains) {
    for (const position of [...chain.positions].sort((a, b) => a.order - b.order)) {
      const { id, name, stage } = position;
      nodes.push({
        id,
        name,
        shortName: name,
        kind: "ChainPosition",
        variant: stage,
        example: false,
      });
      edges.push(line(id, "PART_OF_CHAIN", chain.id));
      for (const next of position.feeds) edges.push(line(id, "FEEDS", next.id));
    }
  }
  return { nodes, edges };
}

const line = (source: string, type: string, target: string): GraphEdge => ({
  id: `${source}|${type}|${target}`,
  type,
  source,
  target,
  label: null,
  since: null,
  until: null,
});

/**
 * Who stands on which ring, in the order of their names.
 * @param orders layer of each chain position from upstream
 */
export function ringInput(
  hubId: string,
  nodes: readonly GraphNode[],
  edges: readonly GraphEdge[],
  orders: ReadonlyMap<string, number> = new Map(),
): RingInput {
  const sorted = [...nodes].sort((a, b) => a.name.localeCompare(b.name, "zh-CN") || (a.id < b.id ? -1 : 1));
  const targets = indexBy(
    edges,
    (e) => `${e.source}|${e.type}`,
    (e) => e.target,
  );
  const sources = indexBy(
    edges,
    (e) => `${e.target}|${e.type}`,
    (e) => e.source,
  );
  const to = (id: string, ...types: string[]) => types.flatMap((type) => targets.get(`${id}|${type}`) ?? []);
  const from = (id: string, type: string) => sources.get(`${id}|${type}`) ?? [];
  const ofKind = (kind: GraphNode["kind"]) => sorted.filter((n) => n.kind === kind);
  const notHub = (ids: string[]) => ids.find((id) => id !== hubId);
  const chainOf = (id: string) => to(id, "PART_OF_CHAIN")[0];
  const allianceOfChain = (chainId: string | undefined) =>
    chainId ? notHub(from(chainId, "FOR_CHAIN")) : undefined;
  const people = [...ofKind("Person"), ...ofKind("DutyTerm")];
  const placed = new Set([
    "Alliance",
    "PartyOrganization",
    "Enterprise",
    "IndustryChain",
    "ChainPosition",
    "Person",
    "DutyTerm",
  ]);
  const positions = nodes.filter((n) => n.kind === "ChainPosition");
  return {
    hubId,
    allianceIds: ofKind("Alliance")
      .map((n) => n.id)
      .filter((id) => id !== hubId),
    members: ofKind("PartyOrganization").map(({ id }) => ({
      id,
      allianceId: notHub(to(id, "MEMBER_OF", "OBSERVES")),
    })),
    enterprises: ofKind("Enterprise").map(({ id }) => ({ id, memberId: from(id, "COVERS")[0] })),
    people: people.map(({ id }) => ({
      id,
      allianceId: notHub(to(id, "LEADS_ALLIANCE", "STATIONED_AT", "DUTY_IN")),
    })),
    chains: ofKind("IndustryChain").map(({ id }) => ({ id, allianceId: allianceOfChain(id) })),
    context: [
      ...positions.map(({ id }) => ({
        id,
        allianceId: allianceOfChain(chainOf(id)),
        column: orders.get(id),
      })),
      ...sorted.filter((n) => !placed.has(n.kind)).map(({ id }) => ({ id, allianceId: undefined })),
    ],
  };
}

function indexBy(
  edges: readonly GraphEdge[],
  key: (e: GraphEdge) => string,
  value: (e: GraphEdge) => string,
) {
  const index = new Map<string, string[]>();
  for (const edge of edges) {
    const held = index.get(key(edge));
    if (held) held.push(value(edge));
    else index.set(key(edge), [value(edge)]);
  }
  return index;
}
